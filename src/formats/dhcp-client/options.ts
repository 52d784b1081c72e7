/** One reader per option that a lease understands: what the option's data changes in a lease. */
import { u16beAt, u32beAt } from "../../core/bytes.js";
import type { DhcpOption } from "../../dhcp/message.js";
import { DhcpOptionCode } from "../../dhcp/registry.js";
import { parseSearchDomains } from "../../dhcp/search-domains.js";
import { parseDhcpDomain, parseDhcpString } from "../../dhcp/text.js";
import {
  type DnsResolver,
  isResolverAddress,
  parseAuthName,
  parseSvcParams,
  URI_CHARACTERS,
} from "../../net/dns-resolver.js";
import { type InAddr, IPV4_LENGTH, IPV6_LENGTH } from "../../net/in-addr.js";
import { CharSet } from "../../text/char-set.js";
import { isTimezone } from "../../time/timezone-names.js";
import { USEC_INFINITY, USEC_PER_SEC, type Usec } from "../../time/usec.js";
import { classfulPrefixLength, type DhcpLeaseDraft, maskAddress } from "./lease.js";
import { IPV4_BITS, IPV6_BITS, MTU_MIN, SECONDS_INFINITY, SIP_ADDRESSES, SIXRD_HEADER_LENGTH } from "./tables.js";

/** Reads an option into a lease; false when the option is malformed, which as a rule changes nothing. */
type OptionReader = (lease: DhcpLeaseDraft, data: Uint8Array) => boolean;

type Members<Value> = {
  [Member in keyof DhcpLeaseDraft]: Value extends DhcpLeaseDraft[Member] ? Member : never;
}[keyof DhcpLeaseDraft];

type AddressMember = "serverAddress" | "netmask" | "broadcast";
type AddressesMember = "router" | "dns" | "ntp" | "sip" | "pop3" | "smtp" | "lpr";
type TimeMember = Members<Usec>;

/** One address; any other length than 4 is malformed. */
const address =
  (member: AddressMember): OptionReader =>
  (lease, data) => {
    if (data.length !== IPV4_LENGTH) return false;
    lease[member] = data;
    return true;
  };

/** A list of addresses, `null` when cut short. */
function readAddresses(data: Uint8Array): InAddr[] | null {
  if (data.length % IPV4_LENGTH !== 0) return null;
  const list: InAddr[] = [];
  for (let at = 0; at < data.length; at += IPV4_LENGTH) list.push(data.subarray(at, at + IPV4_LENGTH));
  return list;
}

/** A list of addresses that replaces the one before; an empty option clears it. */
const addresses =
  (member: AddressesMember): OptionReader =>
  (lease, data) => {
    const list = readAddresses(data);
    if (list !== null) lease[member] = list;
    return list !== null;
  };

/** A time in seconds; all ones mean for ever. */
const seconds =
  (member: TimeMember): OptionReader =>
  (lease, data) => {
    if (data.length !== 4) return false;
    const value = u32beAt(data, 0);
    lease[member] = value === SECONDS_INFINITY ? USEC_INFINITY : BigInt(value * USEC_PER_SEC);
    return true;
  };

/** The MTU, raised to the least allowed; so is the one before, when this one is malformed. */
const mtu: OptionReader = (lease, data) => {
  const valid = data.length === 2;
  lease.mtu = Math.max(MTU_MIN, valid ? u16beAt(data, 0) : lease.mtu);
  return valid;
};

/** A text read by `read`; an empty option clears it. */
const text =
  (
    member: "domainName" | "hostname" | "captivePortal",
    read: (data: Uint8Array) => string | null | false,
  ): OptionReader =>
  (lease, data) => {
    const value = read(data);
    if (value === false) return false;
    lease[member] = value;
    return true;
  };

/** The root path, which a malformed option clears as well as an empty one. */
const rootPath: OptionReader = (lease, data) => {
  const path = parseDhcpString(data);
  lease.rootPath = path === false ? null : path;
  return path !== false;
};

const uriSet = new CharSet(URI_CHARACTERS);

function readUri(data: Uint8Array): string | null | false {
  const uri = parseDhcpString(data);
  return uri === null || (uri !== false && uriSet.hasAll(uri)) ? uri : false;
}

const timezone: OptionReader = (lease, data) => {
  const name = parseDhcpString(data);
  if (name === null || name === false || !isTimezone(name)) return false;
  lease.timezone = name;
  return true;
};

const searchDomains: OptionReader = (lease, data) => {
  const names = parseSearchDomains(data);
  if (names !== null) lease.searchDomains = names;
  return names !== null;
};

const sip: OptionReader = (lease, data) => {
  if (data.length === 0) return false;
  const list = data[0] === SIP_ADDRESSES ? readAddresses(data.subarray(1)) : [];
  if (list !== null) lease.sip = list;
  return list !== null;
};

const ROUTE_LENGTH = 2 * IPV4_LENGTH;

/** Routes to classful networks; those to other addresses are left out (RFC 2132 section 5.8). */
const staticRoutes: OptionReader = (lease, data) => {
  if (data.length % ROUTE_LENGTH !== 0) return false;
  for (let at = 0; at < data.length; at += ROUTE_LENGTH) {
    const destination = data.subarray(at, at + IPV4_LENGTH);
    const prefixLength = classfulPrefixLength(destination);
    if (prefixLength < 0) continue;
    const gateway = data.subarray(at + IPV4_LENGTH, at + ROUTE_LENGTH);
    lease.staticRoutes.push({ destination: maskAddress(destination, prefixLength), prefixLength, gateway });
  }
  return true;
};

/** Routes as prefix length, the bytes of the destination that it needs, gateway; those before a malformed one stay. */
const classlessRoutes: OptionReader = (lease, data) => {
  let at = 0;
  while (at < data.length) {
    const prefixLength = data[at]!;
    const octets = (prefixLength + 7) >> 3;
    const gatewayAt = at + 1 + octets;
    if (prefixLength > IPV4_BITS || gatewayAt + IPV4_LENGTH > data.length) return false;
    const destination = new Uint8Array(IPV4_LENGTH);
    destination.set(data.subarray(at + 1, gatewayAt));
    at = gatewayAt + IPV4_LENGTH;
    lease.classlessRoutes.push({ destination, prefixLength, gateway: data.subarray(gatewayAt, at) });
  }
  return true;
};

const vendorSpecific: OptionReader = (lease, data) => {
  lease.vendorSpecific = data.length === 0 ? null : data;
  return true;
};

/** Prefix, mask lengths and border relays; the first such option counts. */
const sixrd: OptionReader = (lease, data) => {
  const relays = data.length > SIXRD_HEADER_LENGTH ? readAddresses(data.subarray(SIXRD_HEADER_LENGTH)) : null;
  if (lease.sixrd !== null || relays === null) return false;
  const ipv4MaskLength = data[0]!;
  const prefixLength = data[1]!;
  const fits = ipv4MaskLength <= IPV4_BITS && prefixLength + IPV4_BITS - ipv4MaskLength <= IPV6_BITS;
  if (prefixLength > IPV6_BITS || !fits) return false;
  const prefix = maskAddress(data.subarray(2, 2 + IPV6_LENGTH), prefixLength);
  lease.sixrd = { ipv4MaskLength, prefixLength, prefix, borderRelays: relays };
  return true;
};

/** Data length, priority and name length of a DNR instance (RFC 9463 section 5.1). */
const DNR_LENGTH_SIZE = 2;
const DNR_HEADER_LENGTH = 3;

/** The resolvers of a DNR option, `null` when one is malformed; those with a name only are left out. */
function readDnr(data: Uint8Array): DnsResolver[] | null {
  const resolvers: DnsResolver[] = [];
  let at = 0;
  while (at < data.length) {
    if (data.length - at < DNR_LENGTH_SIZE) return null;
    const end = at + DNR_LENGTH_SIZE + u16beAt(data, at);
    const start = at + DNR_LENGTH_SIZE;
    if (end > data.length || end - start < DNR_HEADER_LENGTH) return null;
    const nameStart = start + DNR_HEADER_LENGTH;
    const nameEnd = nameStart + data[nameStart - 1]!;
    if (nameEnd > end) return null;
    const read = parseAuthName(data, nameStart, nameEnd);
    if (typeof read === "string") return null;
    at = end;
    if (nameEnd === end) continue;
    const addressesEnd = nameEnd + 1 + data[nameEnd]!;
    if (addressesEnd > end) return null;
    const list = readAddresses(data.subarray(nameEnd + 1, addressesEnd));
    if (list === null || list.length === 0 || !list.every(isResolverAddress)) return null;
    const params = parseSvcParams(data, addressesEnd, end);
    if (params === null || params.transports === 0) return null;
    resolvers.push({ priority: u16beAt(data, start), authName: read.name, addresses: list, ...params });
  }
  return resolvers;
}

const dnr: OptionReader = (lease, data) => {
  const resolvers = readDnr(data);
  if (resolvers !== null) lease.dnr = resolvers;
  return resolvers !== null;
};

/** Keeps options of private use sorted by tag, the first of each. */
function insertPrivateOption(lease: DhcpLeaseDraft, { code: tag, data }: DhcpOption): void {
  const { privateOptions } = lease;
  const at = privateOptions.findIndex((option) => option.tag >= tag);
  if (at < 0) privateOptions.push({ tag, data });
  else if (privateOptions[at]!.tag !== tag) privateOptions.splice(at, 0, { tag, data });
}

const readers: ReadonlyMap<number, OptionReader> = new Map<number, OptionReader>([
  [DhcpOptionCode.IP_ADDRESS_LEASE_TIME, seconds("lifetimeUsec")],
  [DhcpOptionCode.SERVER_IDENTIFIER, address("serverAddress")],
  [DhcpOptionCode.SUBNET_MASK, address("netmask")],
  [DhcpOptionCode.BROADCAST_ADDRESS, address("broadcast")],
  [DhcpOptionCode.ROUTER, addresses("router")],
  [DhcpOptionCode.DOMAIN_NAME_SERVER, addresses("dns")],
  [DhcpOptionCode.NTP_SERVER, addresses("ntp")],
  [DhcpOptionCode.SIP_SERVER, sip],
  [DhcpOptionCode.POP3_SERVER, addresses("pop3")],
  [DhcpOptionCode.SMTP_SERVER, addresses("smtp")],
  [DhcpOptionCode.LPR_SERVER, addresses("lpr")],
  [DhcpOptionCode.V4_DNR, dnr],
  [DhcpOptionCode.STATIC_ROUTE, staticRoutes],
  [DhcpOptionCode.CLASSLESS_STATIC_ROUTE, classlessRoutes],
  [DhcpOptionCode.INTERFACE_MTU, mtu],
  [DhcpOptionCode.DOMAIN_NAME, text("domainName", parseDhcpDomain)],
  [DhcpOptionCode.HOST_NAME, text("hostname", parseDhcpDomain)],
  [DhcpOptionCode.DOMAIN_SEARCH, searchDomains],
  [DhcpOptionCode.ROOT_PATH, rootPath],
  [DhcpOptionCode.CAPTIVE_PORTAL, text("captivePortal", readUri)],
  [DhcpOptionCode.TZDB_TIMEZONE, timezone],
  [DhcpOptionCode.RENEWAL_TIME, seconds("t1Usec")],
  [DhcpOptionCode.REBINDING_TIME, seconds("t2Usec")],
  [DhcpOptionCode.IPV6_ONLY_PREFERRED, seconds("ipv6OnlyPreferredUsec")],
  [DhcpOptionCode.VENDOR_SPECIFIC, vendorSpecific],
  [DhcpOptionCode.SIXRD, sixrd],
  [
    DhcpOptionCode.RAPID_COMMIT,
    // Data does not belong there, but the option counts all the same.
    (lease, data) => {
      lease.rapidCommit = true;
      return data.length === 0;
    },
  ],
]);

/**
 * Reads one option into a lease; false when it is malformed, which never harms the rest of the message.
 *
 * Options that a lease has no use for are passed over. A later option replaces an earlier one of its code, but routes add up and
 * the first 6rd and private options stay. Origin: RFC 2132 and the RFCs of the options, dhcp_lease_parse_options() at 257.
 */
export function readLeaseOption(lease: DhcpLeaseDraft, option: DhcpOption): boolean {
  const read = readers.get(option.code);
  if (read !== undefined) return read(lease, option.data);
  if (option.code >= DhcpOptionCode.PRIVATE_BASE && option.code <= DhcpOptionCode.PRIVATE_LAST) {
    insertPrivateOption(lease, option);
  }
  return true;
}

/** Codes of the options that {@link readLeaseOption} reads into members of a lease. */
export const leaseOptionCodes: readonly number[] = [...readers.keys()];
