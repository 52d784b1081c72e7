/** DHCPv6 message types (RFC 8415 section 7.3). */
export const Dhcp6MessageType = {
  SOLICIT: 1,
  ADVERTISE: 2,
  REQUEST: 3,
  CONFIRM: 4,
  RENEW: 5,
  REBIND: 6,
  REPLY: 7,
  RELEASE: 8,
  DECLINE: 9,
  RECONFIGURE: 10,
  INFORMATION_REQUEST: 11,
  RELAY_FORW: 12,
  RELAY_REPL: 13,
} as const;

/** DHCPv6 option codes that this package knows (IANA "DHCPv6 Option Codes"). */
export const Dhcp6OptionCode = {
  CLIENTID: 1,
  SERVERID: 2,
  IA_NA: 3,
  IAADDR: 5,
  ORO: 6,
  PREFERENCE: 7,
  ELAPSED_TIME: 8,
  STATUS_CODE: 13,
  RAPID_COMMIT: 14,
  USER_CLASS: 15,
  VENDOR_CLASS: 16,
  VENDOR_OPTS: 17,
  DNS_SERVERS: 23,
  DOMAIN_LIST: 24,
  IA_PD: 25,
  IAPREFIX: 26,
  SNTP_SERVERS: 31,
  INFORMATION_REFRESH_TIME: 32,
  CLIENT_FQDN: 39,
  NTP_SERVER: 56,
  CAPTIVE_PORTAL: 103,
  MUD_URL_V6: 112,
  V6_DNR: 144,
} as const;

/** Sub-options of the NTP server option (RFC 5908 section 4). */
export const NtpSubOption = { SRV_ADDR: 1, MC_ADDR: 2, SRV_FQDN: 3 } as const;

/** Status codes that decide something (RFC 8415 section 21.13). */
export const Dhcp6Status = { SUCCESS: 0, NO_BINDING: 3 } as const;

/** The all-servers-and-relays multicast address, ff02::1:2 (RFC 8415 section 7.1). */
export const ALL_DHCP_RELAY_AGENTS_AND_SERVERS = Uint8Array.of(0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2);

/** A time that means for ever (RFC 8415 section 7.7). */
export const SECONDS_INFINITY = 0xffffffff;

/** Preference that ends the wait for other servers (RFC 8415 section 18.2.1). */
export const PREFERENCE_MAX = 255;

/** Time after which information is asked for again, and the least that a server may set (RFC 8415 section 21.23). */
export const INFORMATION_REFRESH_DEFAULT_SEC = 86400;
export const INFORMATION_REFRESH_MIN_SEC = 600;

/** How a message is repeated (RFC 8415 sections 7.6 and 15): seconds, and how often; 0 for no limit. */
export interface Retransmission {
  readonly firstSec: number;
  readonly maxSec: number;
  readonly maxCount: number;
}

export const retransmissions: Readonly<
  Record<"SOLICITATION" | "REQUEST" | "RENEW" | "REBIND" | "INFORMATION_REQUEST", Retransmission>
> = {
  SOLICITATION: { firstSec: 1, maxSec: 3600, maxCount: 0 },
  REQUEST: { firstSec: 1, maxSec: 30, maxCount: 10 },
  RENEW: { firstSec: 10, maxSec: 600, maxCount: 0 },
  REBIND: { firstSec: 10, maxSec: 600, maxCount: 0 },
  INFORMATION_REQUEST: { firstSec: 1, maxSec: 3600, maxCount: 0 },
};

const optionNames: ReadonlyMap<number, string> = new Map(
  Object.entries(Dhcp6OptionCode).map(([name, code]) => [code, name]),
);

/** `IA_NA` for 3; the number itself for a code without a name. */
export const dhcp6OptionName = (code: number): string => optionNames.get(code) ?? String(code);
