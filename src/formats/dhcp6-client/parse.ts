/** What a client makes of an ADVERTISE or REPLY: a lease. */
import { bytesEqual, u16beAt, u32beAt } from "../../core/bytes.js";
import type { Errno } from "../../core/errno.js";
import { latin1 } from "../../core/utf8.js";
import { type DnsName, readWireName } from "../../net/dns-name.js";
import { isResolverAddress, parseAuthName, parseSvcParams, URI_CHARACTERS } from "../../net/dns-resolver.js";
import { type InAddr, IPV6_LENGTH } from "../../net/in-addr.js";
import { CharSet } from "../../text/char-set.js";
import { USEC_PER_SEC } from "../../time/usec.js";
import { readIaNa, readIaPd, statusCodeOf } from "./association.js";
import { type Dhcp6Lease, type Dhcp6LeaseDraft, draftLease, finishLease } from "./lease.js";
import { type Dhcp6Message, type Dhcp6Option, parseDhcp6Options } from "./message.js";
import {
  Dhcp6OptionCode,
  Dhcp6Status,
  INFORMATION_REFRESH_DEFAULT_SEC,
  INFORMATION_REFRESH_MIN_SEC,
  NtpSubOption,
} from "./tables.js";

/** Who reads a message. */
export interface LeaseReader {
  readonly duid: Uint8Array;
  readonly iaid: number;
  /** Whether addresses and prefixes were asked for, or information only. */
  readonly managed: boolean;
}

/** What an option did: nothing to say, was malformed and ignored, or spoils the message. */
type OptionResult = null | "ignored" | Errno;

type OptionReader = (lease: Dhcp6LeaseDraft, data: Uint8Array, reader: LeaseReader) => OptionResult;

const orIgnored = (valid: boolean): OptionResult => (valid ? null : "ignored");

/** Appends the addresses that fill the data; false when there is none or one is cut short. */
function appendAddresses(list: InAddr[], data: Uint8Array): boolean {
  if (data.length === 0 || data.length % IPV6_LENGTH !== 0) return false;
  for (let at = 0; at < data.length; at += IPV6_LENGTH) list.push(data.subarray(at, at + IPV6_LENGTH));
  return true;
}

/** The name that fills `bytes` from `start` on, or `null`; the root is none. */
function readName(bytes: Uint8Array, start: number): DnsName | null {
  const read = readWireName(bytes, start);
  return read === null || read.end !== bytes.length || read.name === "" ? null : read.name;
}

/** The names that fill the data, or `null`. */
function readNames(data: Uint8Array): DnsName[] | null {
  const names: DnsName[] = [];
  let at = 0;
  while (at < data.length) {
    const read = readWireName(data, at);
    if (read === null || read.name === "") return null;
    names.push(read.name);
    at = read.end;
  }
  return names.length === 0 ? null : names;
}

const uriSet = new CharSet(URI_CHARACTERS);

const addresses =
  (member: "dns" | "sntp"): OptionReader =>
  (lease, data) =>
    orIgnored(appendAddresses(lease[member], data));

/** A DUID that must not repeat; an empty one is as good as none. */
const identifier =
  (member: "clientId" | "serverId"): OptionReader =>
  (lease, data) => {
    if (lease[member].length > 0) return "EINVAL";
    lease[member] = data;
    return null;
  };

const preference: OptionReader = (lease, data) => {
  if (data.length !== 1) return "EINVAL";
  lease.preference = data[0]!;
  return null;
};

const statusCode: OptionReader = (_lease, data) => {
  const status = statusCodeOf(data);
  if (status < 0) return "EBADMSG";
  if (status === Dhcp6Status.SUCCESS) return null;
  return status === Dhcp6Status.NO_BINDING ? "EADDRNOTAVAIL" : "EINVAL";
};

const iaNa: OptionReader = (lease, data, { iaid, managed }) => {
  if (!managed) return null;
  const read = readIaNa(data, iaid);
  lease.iaNa ??= read;
  return orIgnored(read !== null);
};

const iaPd: OptionReader = (lease, data, { iaid, managed }) => {
  if (!managed) return null;
  const read = readIaPd(data, iaid);
  lease.iaPd ??= read;
  return orIgnored(read !== null);
};

const rapidCommit: OptionReader = (lease, data) => {
  lease.rapidCommit = true;
  return orIgnored(data.length === 0);
};

const domainList: OptionReader = (lease, data) => {
  const names = readNames(data);
  for (const name of names ?? []) lease.domains.add(name);
  return orIgnored(names !== null);
};

/** Addresses and names of time servers; those before a malformed sub-option stay. */
const ntpServer: OptionReader = (lease, data) => {
  const { options, trailing, brokenAt } = parseDhcp6Options(data);
  for (const { code, data: value } of options) {
    if (code === NtpSubOption.SRV_ADDR || code === NtpSubOption.MC_ADDR) {
      if (value.length !== IPV6_LENGTH) return "ignored";
      lease.ntp.push(value);
    } else if (code === NtpSubOption.SRV_FQDN) {
      const name = readName(value, 0);
      if (name === null) return "ignored";
      lease.ntpFqdn.add(name);
    }
  }
  return orIgnored(brokenAt < 0 && trailing.length === 0);
};

/** Flags, which say nothing to a client, and a name (RFC 4704 section 4). */
const clientFqdn: OptionReader = (lease, data) => {
  const name = data.length < 2 ? null : readName(data, 1);
  if (name !== null) lease.fqdn = name;
  return orIgnored(name !== null);
};

const captivePortal: OptionReader = (lease, data) => {
  const uri = latin1(data);
  if (!uriSet.hasAll(uri)) return "ignored";
  lease.captivePortal = uri === "" ? null : uri;
  return null;
};

const informationRefreshTime: OptionReader = (lease, data) => {
  if (data.length !== 4) return "EINVAL";
  const seconds = Math.max(u32beAt(data, 0), INFORMATION_REFRESH_MIN_SEC);
  lease.informationRefreshUsec = BigInt(seconds * USEC_PER_SEC);
  return null;
};

const ENTERPRISE_LENGTH = 4;

/** The enterprise number and its options; those before a malformed one stay. */
const vendorOptions: OptionReader = (lease, data) => {
  if (data.length < ENTERPRISE_LENGTH) return "ignored";
  const enterprise = u32beAt(data, 0);
  const { options, trailing, brokenAt } = parseDhcp6Options(data, ENTERPRISE_LENGTH);
  for (const { code, data: value } of options) lease.vendorOptions.push({ enterprise, code, data: value });
  return orIgnored(brokenAt < 0 && trailing.length === 0);
};

/** Priority and length of the name; length of the addresses (RFC 9463 section 4.1). */
const DNR_HEADER_LENGTH = 4;
const DNR_LENGTH_SIZE = 2;

/** An encrypted resolver; a malformed one spoils the message, one with a name only is passed over. */
const dnr: OptionReader = (lease, data) => {
  if (data.length < DNR_HEADER_LENGTH) return "EBADMSG";
  const nameEnd = DNR_HEADER_LENGTH + u16beAt(data, 2);
  if (nameEnd > data.length) return "EBADMSG";
  const read = parseAuthName(data, DNR_HEADER_LENGTH, nameEnd);
  if (typeof read === "string") return read;
  if (nameEnd === data.length) return null;
  const addressesAt = nameEnd + DNR_LENGTH_SIZE;
  if (addressesAt > data.length) return "EBADMSG";
  const addressesEnd = addressesAt + u16beAt(data, nameEnd);
  const list: InAddr[] = [];
  if (addressesEnd > data.length || !appendAddresses(list, data.subarray(addressesAt, addressesEnd))) return "EBADMSG";
  const params = list.every(isResolverAddress) ? parseSvcParams(data, addressesEnd, data.length) : null;
  if (params === null) return "EBADMSG";
  lease.dnr.push({ priority: u16beAt(data, 0), authName: read.name, addresses: list, ...params });
  return null;
};

const readers: ReadonlyMap<number, OptionReader> = new Map<number, OptionReader>([
  [Dhcp6OptionCode.CLIENTID, identifier("clientId")],
  [Dhcp6OptionCode.SERVERID, identifier("serverId")],
  [Dhcp6OptionCode.PREFERENCE, preference],
  [Dhcp6OptionCode.STATUS_CODE, statusCode],
  [Dhcp6OptionCode.IA_NA, iaNa],
  [Dhcp6OptionCode.IA_PD, iaPd],
  [Dhcp6OptionCode.RAPID_COMMIT, rapidCommit],
  [Dhcp6OptionCode.DNS_SERVERS, addresses("dns")],
  [Dhcp6OptionCode.DOMAIN_LIST, domainList],
  [Dhcp6OptionCode.NTP_SERVER, ntpServer],
  [Dhcp6OptionCode.SNTP_SERVERS, addresses("sntp")],
  [Dhcp6OptionCode.CAPTIVE_PORTAL, captivePortal],
  [Dhcp6OptionCode.CLIENT_FQDN, clientFqdn],
  [Dhcp6OptionCode.INFORMATION_REFRESH_TIME, informationRefreshTime],
  [Dhcp6OptionCode.VENDOR_OPTS, vendorOptions],
  [Dhcp6OptionCode.V6_DNR, dnr],
]);

/** Codes of the options that {@link readDhcp6Lease} reads. */
export const leaseOptionCodes: readonly number[] = [...readers.keys()];

/**
 * The lease that a message gives, or why it gives none; `ignored` collects options that were malformed but do no harm.
 *
 * `EBADMSG` for an option that does not fit, a malformed status or resolver; `EINVAL` for repeated identifiers, a malformed preference
 * or refresh time, a status other than success, another client's message, and no address or prefix where these were asked for;
 * `EADDRNOTAVAIL` for the status NoBinding; `ENODATA` without server where addresses were asked for. Up to 3 bytes behind
 * the options are left alone. Type and transaction id are not judged.
 * Origin: RFC 8415 sections 16 and 18.2.10, dhcp6_lease_new_from_message() at 257.
 */
export function readDhcp6Lease(
  message: Dhcp6Message,
  reader: LeaseReader,
  ignored: Dhcp6Option[] = [],
): Dhcp6Lease | Errno {
  const lease = draftLease();
  for (const option of message.options) {
    const result = readers.get(option.code)?.(lease, option.data, reader) ?? null;
    if (result === "ignored") ignored.push(option);
    else if (result !== null) return result;
  }
  if (message.brokenAt >= 0) return "EBADMSG";
  if (!bytesEqual(lease.clientId, reader.duid)) return "EINVAL";
  if (!reader.managed) {
    lease.informationRefreshUsec ??= BigInt(INFORMATION_REFRESH_DEFAULT_SEC * USEC_PER_SEC);
    return finishLease(lease);
  }
  lease.informationRefreshUsec = null;
  if (lease.serverId.length === 0) return "ENODATA";
  return lease.iaNa === null && lease.iaPd === null ? "EINVAL" : finishLease(lease);
}
