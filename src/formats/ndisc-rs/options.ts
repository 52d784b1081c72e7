import { indexOfByte, isZero, u16beAt, u32beAt } from "../../core/bytes.js";
import { latin1 } from "../../core/utf8.js";
import { type DnsName, readWireName } from "../../net/dns-name.js";
import {
  type DnsResolver,
  isResolverAddress,
  parseAuthName,
  parseSvcParams,
  URI_CHARACTERS,
} from "../../net/dns-resolver.js";
import { type InAddr, IPV6_LENGTH } from "../../net/in-addr.js";
import { isLocalhost } from "../../net/localhost.js";
import { CharSet } from "../../text/char-set.js";
import {
  DOMAIN_TEXT_MAX,
  IPV6_HEADER_SIZE,
  IPV6_MIN_MTU,
  LIFETIME_INFINITE,
  NdiscOptionType,
  PrefixFlag,
  pref64Lengths,
} from "./tables.js";

/** What an option says. Lifetimes are seconds, `Infinity` for those without end. */
export type NdiscOptionValue =
  | { readonly kind: "link-layer-address"; readonly mac: Uint8Array }
  | {
      readonly kind: "prefix";
      readonly flags: number;
      readonly prefixLength: number;
      readonly prefix: InAddr;
      readonly validSec: number;
      readonly preferredSec: number;
    }
  | { readonly kind: "redirected-header"; readonly ipv6Header: Uint8Array }
  | { readonly kind: "mtu"; readonly mtu: number }
  | { readonly kind: "home-agent"; readonly preference: number; readonly lifetimeSec: number }
  | {
      readonly kind: "route";
      readonly preference: number;
      readonly prefixLength: number;
      readonly prefix: InAddr;
      readonly lifetimeSec: number;
    }
  | { readonly kind: "rdnss"; readonly addresses: readonly InAddr[]; readonly lifetimeSec: number }
  /** The flags as systemd has them: bits 16 to 55, the option's own type and length among them. */
  | { readonly kind: "flags"; readonly flags: bigint }
  | { readonly kind: "dnssl"; readonly domains: readonly DnsName[]; readonly lifetimeSec: number }
  | { readonly kind: "captive-portal"; readonly uri: string }
  | { readonly kind: "pref64"; readonly prefixLength: number; readonly prefix: InAddr; readonly lifetimeSec: number }
  | { readonly kind: "encrypted-dns"; readonly resolver: DnsResolver; readonly lifetimeSec: number }
  /** A type that nothing is known of; systemd notes it and does not send it on. */
  | { readonly kind: "other"; readonly data: Uint8Array };

/** An option and where it stood. */
export interface NdiscOption {
  /** See {@link NdiscOptionType}. */
  readonly type: number;
  /** Byte offset in the packet. */
  readonly offset: number;
  readonly value: NdiscOptionValue;
}

const MAC_OFFSET = 2;
const ONE_UNIT = 8;
const TWO_UNITS = 16;
const FOUR_UNITS = 32;
const LIFETIME_OFFSET = 4;
const DATA_OFFSET = 8;
const PREFIX_BITS_MAX = 128;
const HALF_PREFIX_BITS = 64;

const uriSet = new CharSet(URI_CHARACTERS);

/** The bytes of one option, type and length included; what is beyond them cannot be reached. */
type Bytes = Uint8Array;

const seconds = (value: number): number => (value === LIFETIME_INFINITE ? Number.POSITIVE_INFINITY : value);

/** The first `bits` of an address in `bytes`; what lacks is zero, and so are the bits behind. */
function maskedPrefix(bytes: Bytes, bits: number): InAddr {
  const prefix = new Uint8Array(IPV6_LENGTH);
  prefix.set(bytes.subarray(0, Math.min(bytes.length, Math.ceil(bits / 8))));
  if (bits % 8 !== 0) prefix[bits >> 3]! &= 0xff << (8 - (bits % 8));
  return prefix;
}

export const isLinkLocal6 = (address: InAddr): boolean => address[0] === 0xfe && (address[1]! & 0xc0) === 0x80;
export const isMulticast6 = (address: InAddr): boolean => address[0] === 0xff;

const linkLayerAddress = (option: Bytes): NdiscOptionValue | null =>
  option.length === ONE_UNIT && !isZero(option, MAC_OFFSET)
    ? { kind: "link-layer-address", mac: option.subarray(MAC_OFFSET) }
    : null;

/** RFC 4861, section 4.6.2; `ndisc_option_parse_prefix`. */
function prefixInformation(option: Bytes): NdiscOptionValue | null {
  if (option.length !== FOUR_UNITS || option[2]! > PREFIX_BITS_MAX) return null;
  const prefixLength = option[2]!;
  const prefix = maskedPrefix(option.subarray(16), prefixLength);
  if (isLinkLocal6(prefix) || isMulticast6(prefix) || isZero(prefix)) return null;
  const validSec = seconds(u32beAt(option, 4));
  const preferredSec = seconds(u32beAt(option, 8));
  if (preferredSec > validSec) return null;
  const flags = prefixLength === HALF_PREFIX_BITS ? option[3]! : option[3]! & ~PrefixFlag.autonomous;
  return { kind: "prefix", flags, prefixLength, prefix, validSec, preferredSec };
}

function redirectedHeader(option: Bytes): NdiscOptionValue | null {
  if (option.length < DATA_OFFSET + IPV6_HEADER_SIZE) return null;
  return { kind: "redirected-header", ipv6Header: option.subarray(DATA_OFFSET, DATA_OFFSET + IPV6_HEADER_SIZE) };
}

function linkMtu(option: Bytes): NdiscOptionValue | null {
  const mtu = option.length === ONE_UNIT ? u32beAt(option, 4) : 0;
  return mtu < IPV6_MIN_MTU ? null : { kind: "mtu", mtu };
}

/** RFC 6275, section 7.4. */
function homeAgent(option: Bytes): NdiscOptionValue | null {
  if (option.length !== ONE_UNIT) return null;
  return { kind: "home-agent", preference: u16beAt(option, 4), lifetimeSec: u16beAt(option, 6) };
}

const preferenceOf = (flags: number): number => (flags >> 3) & 3;
const PREFERENCE_RESERVED = 2;

/** RFC 4191, section 2.3: the prefix may be cut to what its length needs; the reserved preference voids the option. */
function routeInformation(option: Bytes): NdiscOptionValue | null {
  const prefixLength = option[2]!;
  const units = prefixLength === 0 ? ONE_UNIT : prefixLength <= HALF_PREFIX_BITS ? TWO_UNITS : TWO_UNITS + ONE_UNIT;
  if (prefixLength > PREFIX_BITS_MAX || option.length < units || option.length > TWO_UNITS + ONE_UNIT) return null;
  const preference = preferenceOf(option[3]!);
  if (preference === PREFERENCE_RESERVED) return null;
  const prefix = maskedPrefix(option.subarray(DATA_OFFSET), prefixLength);
  return { kind: "route", preference, prefixLength, prefix, lifetimeSec: seconds(u32beAt(option, LIFETIME_OFFSET)) };
}

/** The addresses that fill `[start, end)` of the option. */
function addressesIn(option: Bytes, start: number, end: number): InAddr[] {
  const addresses: InAddr[] = [];
  for (let at = start; at < end; at += IPV6_LENGTH) addresses.push(option.subarray(at, at + IPV6_LENGTH));
  return addresses;
}

/** RFC 8106, section 5.1. */
function recursiveDnsServers(option: Bytes): NdiscOptionValue | null {
  const size = option.length - DATA_OFFSET;
  if (size === 0 || size % IPV6_LENGTH !== 0) return null;
  const addresses = addressesIn(option, DATA_OFFSET, option.length);
  return { kind: "rdnss", addresses, lifetimeSec: seconds(u32beAt(option, LIFETIME_OFFSET)) };
}

/** RFC 5175, section 4. systemd reads all eight bytes of the option, drops the last two and shifts by one byte. */
function flagsExtension(option: Bytes): NdiscOptionValue | null {
  if (option.length !== ONE_UNIT) return null;
  const high = (BigInt(u32beAt(option, 0)) << 16n) | BigInt(u16beAt(option, 4));
  return { kind: "flags", flags: high << 8n };
}

/** RFC 8106, section 5.2: names one after the other, zeros between and behind them. */
function dnsSearchList(option: Bytes): NdiscOptionValue | null {
  if (option.length < TWO_UNITS) return null;
  const domains: DnsName[] = [];
  for (let at = DATA_OFFSET; at < option.length; ) {
    const read = readWireName(option, at);
    if (read === null || read.name.length > DOMAIN_TEXT_MAX) return null;
    if (read.name !== "" && !isLocalhost(read.name)) domains.push(read.name);
    at = read.end;
  }
  if (domains.length === 0) return null;
  return { kind: "dnssl", domains, lifetimeSec: seconds(u32beAt(option, LIFETIME_OFFSET)) };
}

/** RFC 8910, section 2.3: what follows a NUL is padding, which may reach one unit further than the URI needs when it just fits. */
function captivePortal(option: Bytes): NdiscOptionValue | null {
  const end = indexOfByte(option, 0, 2, option.length);
  const uri = latin1(option, 2, end);
  return uri === "" || option.length - end > ONE_UNIT || !uriSet.hasAll(uri) ? null : { kind: "captive-portal", uri };
}

const PREF64_CODE_MASK = 7;
const PREF64_PREFIX_OFFSET = 4;

/** RFC 8781, section 4. */
function pref64(option: Bytes): NdiscOptionValue | null {
  if (option.length !== TWO_UNITS) return null;
  const scaled = u16beAt(option, 2);
  const prefixLength = pref64Lengths[scaled & PREF64_CODE_MASK];
  if (prefixLength === undefined) return null;
  const prefix = maskedPrefix(option.subarray(PREF64_PREFIX_OFFSET), prefixLength);
  return { kind: "pref64", prefixLength, prefix, lifetimeSec: scaled & ~PREF64_CODE_MASK };
}

const RESOLVER_NAME_OFFSET = 10;

/**
 * RFC 9463, section 6.1; a resolver that is only named, without address and parameters, is not taken, nor one of priority 0, nor one
 * with other padding than zeros, or with more of it than fills the last unit.
 */
function encryptedDns(option: Bytes): NdiscOptionValue | null {
  const size = option.length;
  const priority = u16beAt(option, 2);
  if (size < RESOLVER_NAME_OFFSET || priority === 0) return null;
  const nameEnd = RESOLVER_NAME_OFFSET + u16beAt(option, DATA_OFFSET);
  if (nameEnd + 2 > size) return null;
  const authName = parseAuthName(option, RESOLVER_NAME_OFFSET, nameEnd);
  const addressesSize = u16beAt(option, nameEnd);
  const addressesEnd = nameEnd + 2 + addressesSize;
  if (typeof authName === "string" || addressesSize === 0 || addressesSize % IPV6_LENGTH !== 0) return null;
  if (addressesEnd + 2 > size) return null;
  const addresses = addressesIn(option, nameEnd + 2, addressesEnd);
  const paramsEnd = addressesEnd + 2 + u16beAt(option, addressesEnd);
  if (paramsEnd > size || size - paramsEnd >= ONE_UNIT || !isZero(option, paramsEnd)) return null;
  if (!addresses.every(isResolverAddress)) return null;
  const params = parseSvcParams(option, addressesEnd + 2, paramsEnd);
  if (params === null || params.transports === 0) return null;
  const resolver = { priority, authName: authName.name, addresses, ...params };
  return { kind: "encrypted-dns", resolver, lifetimeSec: seconds(u32beAt(option, LIFETIME_OFFSET)) };
}

const readings: ReadonlyMap<number, (option: Bytes) => NdiscOptionValue | null> = new Map([
  [NdiscOptionType.sourceLinkLayerAddress, linkLayerAddress],
  [NdiscOptionType.targetLinkLayerAddress, linkLayerAddress],
  [NdiscOptionType.prefixInformation, prefixInformation],
  [NdiscOptionType.redirectedHeader, redirectedHeader],
  [NdiscOptionType.mtu, linkMtu],
  [NdiscOptionType.homeAgent, homeAgent],
  [NdiscOptionType.routeInformation, routeInformation],
  [NdiscOptionType.recursiveDnsServers, recursiveDnsServers],
  [NdiscOptionType.flagsExtension, flagsExtension],
  [NdiscOptionType.dnsSearchList, dnsSearchList],
  [NdiscOptionType.captivePortal, captivePortal],
  [NdiscOptionType.pref64, pref64],
  [NdiscOptionType.encryptedDns, encryptedDns],
]);

const UNUSED_TYPE = 0;

/**
 * What one option says, `null` when its content is not valid: such an option counts as if it were not there.
 * `bytes` is all of the option, type and length included. Origin: `ndisc_option_parse` and the parsers that it calls.
 */
export function parseOption(bytes: Uint8Array): NdiscOptionValue | null {
  const type = bytes[0]!;
  if (type === UNUSED_TYPE) return null;
  const reading = readings.get(type);
  return reading === undefined ? { kind: "other", data: bytes.subarray(2) } : reading(bytes);
}
