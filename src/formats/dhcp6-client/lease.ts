import type { DnsName } from "../../net/dns-name.js";
import type { DnsResolver } from "../../net/dns-resolver.js";
import type { InAddr } from "../../net/in-addr.js";
import { USEC_INFINITY, USEC_PER_SEC, type Usec } from "../../time/usec.js";
import { SECONDS_INFINITY } from "./tables.js";

/** An address of an IA_NA (RFC 8415 section 21.6); lifetimes in seconds, all ones for ever. */
export interface Dhcp6Address {
  readonly address: InAddr;
  readonly preferredSec: number;
  readonly validSec: number;
}

/** A prefix of an IA_PD (RFC 8415 section 21.22). */
export interface Dhcp6Prefix {
  readonly prefix: InAddr;
  /** 0 to 255: systemd does not insist on 128. */
  readonly prefixLength: number;
  readonly preferredSec: number;
  readonly validSec: number;
}

/** What IA_NA and IA_PD share (RFC 8415 sections 21.4 and 21.21). */
export interface IdentityAssociation<Binding> {
  readonly iaid: number;
  readonly t1Sec: number;
  readonly t2Sec: number;
  /** The last of the message first. */
  readonly bindings: readonly Binding[];
}

/** An option of a vendor (RFC 8415 section 21.17). */
export interface VendorOption {
  readonly enterprise: number;
  readonly code: number;
  readonly data: Uint8Array;
}

/** What a client got from a server. Lists are empty and members `null` where nothing was said. */
export interface Dhcp6Lease {
  readonly clientId: Uint8Array;
  /** Empty when the server did not say, which is only good for information. */
  readonly serverId: Uint8Array;
  readonly preference: number;
  readonly rapidCommit: boolean;
  readonly iaNa: IdentityAssociation<Dhcp6Address> | null;
  readonly iaPd: IdentityAssociation<Dhcp6Prefix> | null;
  readonly dns: readonly InAddr[];
  readonly domains: readonly DnsName[];
  readonly ntp: readonly InAddr[];
  readonly ntpFqdn: readonly DnsName[];
  readonly sntp: readonly InAddr[];
  readonly fqdn: DnsName | null;
  readonly captivePortal: string | null;
  readonly vendorOptions: readonly VendorOption[];
  /** By priority. */
  readonly dnr: readonly DnsResolver[];
  /** When to ask for information again; in an information lease only. */
  readonly informationRefreshUsec: Usec | null;
}

/** A lease being filled: members can be set, lists can grow, names are kept once. */
export type Dhcp6LeaseDraft = {
  -readonly [Member in Exclude<keyof Dhcp6Lease, "domains" | "ntpFqdn">]: Dhcp6Lease[Member];
} & {
  dns: InAddr[];
  ntp: InAddr[];
  sntp: InAddr[];
  vendorOptions: VendorOption[];
  dnr: DnsResolver[];
  readonly domains: Set<DnsName>;
  readonly ntpFqdn: Set<DnsName>;
};

const NO_ID = new Uint8Array(0);

/** A lease in which nothing is set. */
export function draftLease(): Dhcp6LeaseDraft {
  return {
    clientId: NO_ID,
    serverId: NO_ID,
    preference: 0,
    rapidCommit: false,
    iaNa: null,
    iaPd: null,
    dns: [],
    domains: new Set(),
    ntp: [],
    ntpFqdn: new Set(),
    sntp: [],
    fqdn: null,
    captivePortal: null,
    vendorOptions: [],
    dnr: [],
    informationRefreshUsec: null,
  };
}

/** The lease that a draft became. */
export const finishLease = (draft: Dhcp6LeaseDraft): Dhcp6Lease => ({
  ...draft,
  domains: [...draft.domains],
  ntpFqdn: [...draft.ntpFqdn],
  dnr: [...draft.dnr].sort((a, b) => a.priority - b.priority),
});

/**
 * The addresses of time servers to use: those of the NTP option; those of SNTP, which it replaced, only where it named no
 * server at all. Origin: RFC 5908 section 3, sd_dhcp6_lease_get_ntp_addrs() at 257.
 */
export const timeServerAddresses = ({
  ntp,
  ntpFqdn,
  sntp,
}: Pick<Dhcp6Lease, "ntp" | "ntpFqdn" | "sntp">): readonly InAddr[] =>
  ntp.length > 0 || ntpFqdn.length > 0 ? ntp : sntp;

/** When a lease is to be renewed, rebound, and over; all 0 without addresses and prefixes. */
export interface LeaseTimes {
  readonly t1Usec: Usec;
  readonly t2Usec: Usec;
  readonly validUsec: Usec;
}

const usecOf = (seconds: number): Usec =>
  seconds === SECONDS_INFINITY ? USEC_INFINITY : BigInt(seconds * USEC_PER_SEC);

/**
 * The times of a lease: the least of its associations, or half and four fifths of the least lifetime where the server
 * left T2 open or set it beyond that. Origin: RFC 8415 section 14.2, dhcp6_lease_set_lifetime() at 257.
 */
export function leaseTimes({ iaNa, iaPd }: Pick<Dhcp6Lease, "iaNa" | "iaPd">): LeaseTimes {
  if (iaNa === null && iaPd === null) return { t1Usec: 0n, t2Usec: 0n, validUsec: 0n };
  let t1Sec = SECONDS_INFINITY;
  let t2Sec = SECONDS_INFINITY;
  let validSec = SECONDS_INFINITY;
  for (const association of [iaNa, iaPd]) {
    if (association === null) continue;
    t1Sec = Math.min(t1Sec, association.t1Sec);
    t2Sec = Math.min(t2Sec, association.t2Sec);
    for (const binding of association.bindings) validSec = Math.min(validSec, binding.validSec);
  }
  const validUsec = usecOf(validSec);
  if (t2Sec === 0 || t2Sec > validSec) return { t1Usec: validUsec / 2n, t2Usec: (validUsec / 10n) * 8n, validUsec };
  return { t1Usec: usecOf(t1Sec), t2Usec: usecOf(t2Sec), validUsec };
}
