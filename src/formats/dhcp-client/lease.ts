import type { DhcpClientId } from "../../dhcp/client-id.js";
import type { DnsName } from "../../net/dns-name.js";
import type { DnsResolver } from "../../net/dns-resolver.js";
import type { InAddr } from "../../net/in-addr.js";
import type { Usec } from "../../time/usec.js";

/** A route that the server wants on the interface (RFC 2132 section 5.8, RFC 3442). */
export interface DhcpRoute {
  readonly destination: InAddr;
  readonly prefixLength: number;
  readonly gateway: InAddr;
}

/** IPv6 rapid deployment (RFC 5969 section 7.1.1). */
export interface SixRd {
  readonly ipv4MaskLength: number;
  readonly prefixLength: number;
  /** 16 bytes, host bits cleared. */
  readonly prefix: InAddr;
  readonly borderRelays: readonly InAddr[];
}

/** An option of private use, 224 to 254. */
export interface PrivateOption {
  readonly tag: number;
  readonly data: Uint8Array;
}

/** What a client got from a server. Lists are empty and members `null` (times and the MTU 0) where nothing was said. */
export interface DhcpLease {
  readonly address: InAddr;
  readonly serverAddress: InAddr;
  /** `siaddr`: where to boot from; 0.0.0.0 when unset. */
  readonly nextServer: InAddr;
  readonly netmask: InAddr | null;
  readonly broadcast: InAddr | null;
  readonly router: readonly InAddr[];
  readonly dns: readonly InAddr[];
  readonly ntp: readonly InAddr[];
  readonly sip: readonly InAddr[];
  readonly pop3: readonly InAddr[];
  readonly smtp: readonly InAddr[];
  readonly lpr: readonly InAddr[];
  readonly lifetimeUsec: Usec;
  readonly t1Usec: Usec;
  readonly t2Usec: Usec;
  /** How long to go without IPv4 (RFC 8925). */
  readonly ipv6OnlyPreferredUsec: Usec;
  readonly rapidCommit: boolean;
  readonly mtu: number;
  readonly domainName: DnsName | null;
  readonly hostname: DnsName | null;
  readonly searchDomains: readonly DnsName[] | null;
  readonly rootPath: string | null;
  readonly captivePortal: string | null;
  readonly timezone: string | null;
  readonly staticRoutes: readonly DhcpRoute[];
  readonly classlessRoutes: readonly DhcpRoute[];
  readonly vendorSpecific: Uint8Array | null;
  readonly sixrd: SixRd | null;
  readonly dnr: readonly DnsResolver[];
  /** Sorted by tag, one each. */
  readonly privateOptions: readonly PrivateOption[];
  readonly clientId: DhcpClientId | null;
}

/** A lease being filled: members can be set, and lists that several options add to can grow. */
export type DhcpLeaseDraft = { -readonly [Member in keyof DhcpLease]: DhcpLease[Member] } & {
  staticRoutes: DhcpRoute[];
  classlessRoutes: DhcpRoute[];
  privateOptions: PrivateOption[];
};

const UNSPECIFIED: InAddr = new Uint8Array(4);

/** A lease in which nothing is set. */
export function emptyLease(): DhcpLeaseDraft {
  return {
    address: UNSPECIFIED,
    serverAddress: UNSPECIFIED,
    nextServer: UNSPECIFIED,
    netmask: null,
    broadcast: null,
    router: [],
    dns: [],
    ntp: [],
    sip: [],
    pop3: [],
    smtp: [],
    lpr: [],
    lifetimeUsec: 0n,
    t1Usec: 0n,
    t2Usec: 0n,
    ipv6OnlyPreferredUsec: 0n,
    rapidCommit: false,
    mtu: 0,
    domainName: null,
    hostname: null,
    searchDomains: null,
    rootPath: null,
    captivePortal: null,
    timezone: null,
    staticRoutes: [],
    classlessRoutes: [],
    vendorSpecific: null,
    sixrd: null,
    dnr: [],
    privateOptions: [],
    clientId: null,
  };
}

const IPV4_BITS = 32;
const CLASS_A_END = 128;
const CLASS_B_END = 192;
const CLASS_C_END = 224;

/** Prefix length by the class of an address, or -1 for classes D and E. Origin: in4_addr_default_prefixlen() at 257. */
export function classfulPrefixLength(address: InAddr): number {
  const first = address[0]!;
  if (first < CLASS_A_END) return 8;
  if (first < CLASS_B_END) return 16;
  return first < CLASS_C_END ? 24 : -1;
}

/** 4 bytes with `prefixLength` leading ones. */
export function netmaskOf(prefixLength: number): InAddr {
  const mask = new Uint8Array(IPV4_BITS / 8);
  for (let bit = 0; bit < prefixLength; bit++) mask[bit >> 3]! |= 0x80 >> (bit & 7);
  return mask;
}

/** The position of a mask's last one: systemd does not insist that the ones are at the start. */
export function netmaskPrefixLength(mask: InAddr): number {
  const bits = (mask[0]! << 24) | (mask[1]! << 16) | (mask[2]! << 8) | mask[3]!;
  if (bits === 0) return 0;
  return IPV4_BITS - (31 - Math.clz32(bits & -bits));
}

/** An address with only its first `prefixLength` bits left. */
export function maskAddress(address: InAddr, prefixLength: number): InAddr {
  const masked = Uint8Array.from(address);
  const whole = prefixLength >> 3;
  if (whole < masked.length) {
    masked[whole]! &= 0xff00 >> (prefixLength & 7);
    masked.fill(0, whole + 1);
  }
  return masked;
}
