/** ICMPv6 types of neighbour discovery (RFC 4861, section 4). */
export const NdiscType = {
  routerSolicitation: 133,
  routerAdvertisement: 134,
  neighborSolicitation: 135,
  neighborAdvertisement: 136,
  redirect: 137,
} as const;

/** Bytes before the options, by ICMPv6 type (RFC 4861, sections 4.1 to 4.5). */
export const headerSizes: ReadonlyMap<number, number> = new Map([
  [NdiscType.routerSolicitation, 8],
  [NdiscType.routerAdvertisement, 16],
  [NdiscType.neighborSolicitation, 24],
  [NdiscType.neighborAdvertisement, 24],
  [NdiscType.redirect, 40],
]);

/** Option types (IANA "IPv6 Neighbor Discovery Option Formats"; `SD_NDISC_OPTION_*`). */
export const NdiscOptionType = {
  sourceLinkLayerAddress: 1,
  targetLinkLayerAddress: 2,
  prefixInformation: 3,
  redirectedHeader: 4,
  mtu: 5,
  homeAgent: 8,
  routeInformation: 24,
  recursiveDnsServers: 25,
  flagsExtension: 26,
  dnsSearchList: 31,
  captivePortal: 37,
  pref64: 38,
  encryptedDns: 144,
} as const;

/** Preference of a router or route (RFC 4191, section 2.1); 2 is reserved. */
export const RouterPreference = { medium: 0, high: 1, low: 3 } as const;

/** Flags of a prefix (RFC 4861, section 4.6.2). */
export const PrefixFlag = { onLink: 0x80, autonomous: 0x40 } as const;

/** Flags of a neighbour advertisement in its first byte (RFC 4861, section 4.4). */
export const NeighborFlag = { router: 0x80, solicited: 0x40, override: 0x20 } as const;

/** Flags of a router advertisement in its sixth byte (RFC 4861, section 4.2). */
export const RouterFlag = { managed: 0x80, other: 0x40 } as const;

/** Prefix lengths by the code in a PREF64 option (RFC 8781, section 4). */
export const pref64Lengths: readonly number[] = [96, 64, 56, 48, 40, 32];

/** Bytes of ICMPv6 type, code, checksum and four more that every message has. */
export const ICMP6_HEADER_SIZE = 8;
/** Options are counted in units of eight bytes (RFC 4861, section 4.6). */
export const OPTION_UNIT = 8;
/** Longest option: its length is one byte. */
export const OPTION_UNITS_MAX = 255;
/** Options that systemd keeps of one packet; the rest count as if they were not there. */
export const OPTIONS_MAX = 128;
/** Least MTU of an IPv6 link (RFC 8200, section 5). */
export const IPV6_MIN_MTU = 1280;
/** Bytes of an IPv6 header (RFC 8200, section 3). */
export const IPV6_HEADER_SIZE = 40;
/** A lifetime without end, on the wire (RFC 4861, section 4.6.2). */
export const LIFETIME_INFINITE = 0xffffffff;
/** Longest domain name as text, escapes included (`DNS_HOSTNAME_MAX`). */
export const DOMAIN_TEXT_MAX = 253;
/** Longer packets are ignored by systemd's `fuzz-ndisc-rs`. */
export const INPUT_MAX = 2048;
