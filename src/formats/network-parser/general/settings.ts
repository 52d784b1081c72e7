import type {
  dnsOverTlsMode,
  dnssecMode,
  ipReversePathFilter,
  ipv4ForceIgmpVersion,
  ipv6LinkLocalAddressGenMode,
  ipv6PrivacyExtensions,
  lldpMode,
  resolveSupport,
  useDomains,
} from "../../../directives/enums.js";
import type { InAddr } from "../../../net/in-addr.js";
import type { InAddrPort } from "../../../net/socket-address.js";
import type { Usec } from "../../../time/usec.js";
import { Families } from "../address-families.js";

export type UseDomains = (typeof useDomains)[number];
export type ResolveSupport = (typeof resolveSupport)[number];
export type LldpMode = (typeof lldpMode)[number];
export type DnsOverTlsMode = (typeof dnsOverTlsMode)[number];
export type DnssecMode = (typeof dnssecMode)[number];
export type Ipv6AddressGenerationMode = (typeof ipv6LinkLocalAddressGenMode)[number];
export type Ipv6PrivacyExtensions = (typeof ipv6PrivacyExtensions)[number];
export type ReversePathFilter = (typeof ipReversePathFilter)[number];
export type IgmpVersion = (typeof ipv4ForceIgmpVersion)[number];

/** What of the configuration stays when the manager stops, as bits. Origin: KeepConfiguration at 257. */
export const KeepConfiguration = {
  NO: 0,
  DYNAMIC_ON_STOP: 2,
  DYNAMIC: 3,
  STATIC: 4,
  YES: 7,
} as const;

/** What router advertisements announce, as bits. Origin: RADVPrefixDelegation at 257. */
export const Advertised = {
  NOTHING: 0,
  STATIC: 1,
  DHCP6: 2,
  BOTH: 3,
} as const;

/** Where LLDP packets go; `null` for nowhere. Origin: sd_lldp_multicast_mode_t at 257. */
export type LldpMulticastMode = "nearest-bridge" | "non-tpmr-bridge" | "customer-bridge";

/** Kinds of device that [Network] can put on top of an interface, by key. */
export const stackedKinds = [
  "IPoIB",
  "IPVLAN",
  "IPVTAP",
  "MACsec",
  "MACVLAN",
  "MACVTAP",
  "Tunnel",
  "VLAN",
  "VXLAN",
  "Xfrm",
] as const;

export type StackedKind = (typeof stackedKinds)[number];

/** Settings of [Network]. Origin: systemd.network(5). */
export class GeneralSettings {
  description: string | null = null;
  keepMaster = false;
  batmanAdvanced: string | null = null;
  bond: string | null = null;
  bridge: string | null = null;
  vrf: string | null = null;
  /** Devices on top of this one, by name. */
  readonly stacked = new Map<string, StackedKind>();
  dhcp: Families = Families.NONE;
  dhcpServer = false;
  /** `null` until it is known what else the link is. */
  linkLocalAddressing: Families | null = null;
  ipv6AddressGenerationMode: Ipv6AddressGenerationMode | null = null;
  ipv6StableSecret: InAddr | null = null;
  ipv4LinkLocalStart: InAddr | null = null;
  ipv4LinkLocalRoute = false;
  defaultRouteOnDevice = false;
  lldp: LldpMode = "routers-only";
  emitLldp: LldpMulticastMode | null = null;
  useDomains: UseDomains | null = null;
  /** Domain names as DNS text, without repeats. */
  searchDomains = new Set<string>();
  routeDomains = new Set<string>();
  dns: InAddrPort[] = [];
  dnsDefaultRoute: boolean | null = null;
  llmnr: ResolveSupport = "yes";
  multicastDns: ResolveSupport = "no";
  dnsOverTls: DnsOverTlsMode | null = null;
  dnssec: DnssecMode | null = null;
  readonly dnssecNegativeTrustAnchors = new Set<string>();
  ntp: string[] = [];
  ipv4Forwarding: boolean | null = null;
  ipv6Forwarding: boolean | null = null;
  ipMasquerade: Families = Families.NONE;
  ipv6PrivacyExtensions: Ipv6PrivacyExtensions | null = null;
  ipv6AcceptRa: boolean | null = null;
  ipv6DuplicateAddressDetection = -1;
  /** 0 leaves it alone. */
  ipv6HopLimit = 0;
  ipv6RetransmissionTimeUsec: Usec = 0n;
  ipv6ProxyNdp: boolean | null = null;
  readonly ipv6ProxyNdpAddresses = new Set<string>();
  /** 0 leaves it alone. */
  ipv6MtuBytes = 0;
  ipv4AcceptLocal: boolean | null = null;
  ipv4RouteLocalnet: boolean | null = null;
  activeSlave = false;
  primarySlave = false;
  ipv4ProxyArp: boolean | null = null;
  ipv4ProxyArpPrivateVlan: boolean | null = null;
  ipv4ReversePathFilter: ReversePathFilter | null = null;
  multicastIgmpVersion: IgmpVersion | null = null;
  bindCarrier: string[] = [];
  configureWithoutCarrier = false;
  /** `null` until it is known whether configuration waits for a carrier. */
  ignoreCarrierLossUsec: Usec | null = null;
  /** Bits of {@link KeepConfiguration}; `null` when it is not said. */
  keepConfiguration: number | null = null;
  /** Bits of {@link Advertised}. */
  sendRa: number = Advertised.NOTHING;
  prefixDelegation: boolean | null = null;
}
