import { isAlphanumeric, MINUS } from "../core/ascii.js";
import { u16beAt } from "../core/bytes.js";
import type { Errno } from "../core/errno.js";
import type { Json } from "../core/json.js";
import { fromLatin1, latin1 } from "../core/utf8.js";
import { ByteWriter } from "../core/writer.js";
import { CharSet, DIGITS, LETTERS } from "../text/char-set.js";
import { DNS_LABEL_MAX, type DnsName, readWireName } from "./dns-name.js";
import { formatInAddr, type InAddr, IPV4_LENGTH } from "./in-addr.js";

/** ALPN protocols of an encrypted resolver, as bits; the lowest is kept free. Origin: sd_dns_alpn_flags at 257; RFC 7858, 9250, 9461. */
export const DnsTransport = {
  HTTP_2: 1 << 1,
  HTTP_3: 1 << 2,
  DOT: 1 << 3,
  DOQ: 1 << 4,
} as const;

const HTTP_TRANSPORTS = DnsTransport.HTTP_2 | DnsTransport.HTTP_3;

/** ALPN identifiers of the transports, in the order of their bits. */
export const dnsTransportIds: readonly (readonly [id: string, bit: number])[] = [
  ["h2", DnsTransport.HTTP_2],
  ["h3", DnsTransport.HTTP_3],
  ["dot", DnsTransport.DOT],
  ["doq", DnsTransport.DOQ],
];

const transportById = new Map(dnsTransportIds);
const LONGEST_TRANSPORT_ID = Math.max(...dnsTransportIds.map(([id]) => id.length));

/** Identifiers of the transports in a bit set. */
export const dnsTransportNames = (transports: number): string[] =>
  dnsTransportIds.filter(([, bit]) => (transports & bit) !== 0).map(([id]) => id);

/** Service parameter keys (RFC 9460 section 14.3.2, RFC 9461 section 5). */
export const SvcParamKey = {
  MANDATORY: 0,
  ALPN: 1,
  NO_DEFAULT_ALPN: 2,
  PORT: 3,
  IPV4HINT: 4,
  ECH: 5,
  IPV6HINT: 6,
  DOHPATH: 7,
} as const;

/** An encrypted DNS resolver that the network announced: "DNR", RFC 9463. */
export interface DnsResolver {
  /** Service priority; the lowest is preferred. */
  readonly priority: number;
  readonly authName: DnsName;
  readonly addresses: readonly InAddr[];
  /** Bits of {@link DnsTransport}. */
  readonly transports: number;
  /** 0 when the transport's own port is to be used. */
  readonly port: number;
  /** URI template of DNS over HTTPS. */
  readonly dohPath: string | null;
}

/** Characters of a URI, without the percent sign and the comma. Origin: URI_VALID at 257, RFC 3986 section 2. */
export const URI_CHARACTERS = `${DIGITS}${LETTERS}:/?#[]@!$&'()*+;=-._~`;

const uriTemplateSet = new CharSet(`${URI_CHARACTERS}{}`);

const KEY_AND_LENGTH = 4;
const PORT_LENGTH = 2;

/** What {@link parseSvcParams} reads. */
export type SvcParams = Pick<DnsResolver, "transports" | "port" | "dohPath">;

const NO_TRANSPORT: SvcParams = { transports: 0, port: 0, dohPath: null };

/**
 * Reads the service parameters of a DNR option in `bytes[start..end)`, or `null`.
 *
 * Keys must increase; ALPN is required, a DoH path besides where it names HTTP/2 or HTTP/3, be it empty; unknown ALPN identifiers and
 * keys are skipped. Refuses a list of mandatory keys and address hints, a port of 0, and a path with other than URI template characters.
 * Without a known transport nothing else is told, and behind an empty ALPN list nothing is looked at.
 * Origin: RFC 9463 section 3.1.8, RFC 9460 section 2.2, dnr_parse_svc_params() at 257.
 */
export function parseSvcParams(bytes: Uint8Array, start: number, end: number): SvcParams | null {
  let at = start;
  let lastKey: number = SvcParamKey.MANDATORY;
  let transports = -1;
  let port = 0;
  let dohPath: string | null = null;
  while (at < end) {
    if (end - at < KEY_AND_LENGTH) return null;
    const key = u16beAt(bytes, at);
    const length = u16beAt(bytes, at + 2);
    at += KEY_AND_LENGTH;
    if (key <= lastKey || length > end - at) return null;
    lastKey = key;
    if (key === SvcParamKey.ALPN) {
      if (length === 0) return NO_TRANSPORT;
      transports = parseAlpn(bytes, at, at + length);
      if (transports < 0) return null;
    } else if (key === SvcParamKey.PORT) {
      port = length === PORT_LENGTH ? u16beAt(bytes, at) : 0;
      if (port === 0) return null;
    } else if (key === SvcParamKey.DOHPATH) {
      dohPath = latin1(bytes, at, at + length);
      if (!uriTemplateSet.hasAll(dohPath)) return null;
    } else if (key === SvcParamKey.IPV4HINT || key === SvcParamKey.IPV6HINT) return null;
    at += length;
  }
  if (transports < 0 || ((transports & HTTP_TRANSPORTS) !== 0 && dohPath === null)) return null;
  return transports === 0 ? NO_TRANSPORT : { transports, port, dohPath };
}

/** Bits of the known identifiers of an ALPN list, or -1 when one is cut short. */
function parseAlpn(bytes: Uint8Array, start: number, end: number): number {
  let transports = 0;
  let at = start;
  while (at < end) {
    const length = bytes[at++]!;
    if (length > end - at) return -1;
    if (length <= LONGEST_TRANSPORT_ID) transports |= transportById.get(latin1(bytes, at, at + length)) ?? 0;
    at += length;
  }
  return transports;
}

/**
 * Reads the authentication domain name that fills `bytes[start..end)`: its text, or why it is none.
 *
 * `EBADMSG` for a name that has no end, a bad label length, or characters other than letters, digits and inner hyphens; `EMSGSIZE`
 * for a label behind the end or a name above 255 bytes; `ENODATA` for the root; `EINVAL` for bytes behind the name.
 * Origin: RFC 9463 section 3.1.5, dhcp6_option_parse_domainname() and dns_name_is_valid_ldh() at 257.
 */
export function parseAuthName(bytes: Uint8Array, start: number, end: number): { readonly name: DnsName } | Errno {
  const read = readWireName(bytes, start, end);
  if (read === null) return wireNameProblem(bytes, start, end);
  if (read.name === "") return "ENODATA";
  if (read.end !== end) return "EINVAL";
  return isLdhName(bytes, start) ? { name: read.name } : "EBADMSG";
}

/** Why {@link readWireName} refused. */
function wireNameProblem(bytes: Uint8Array, start: number, end: number): Errno {
  let at = start;
  while (at < end) {
    const length = bytes[at++]!;
    if (length > DNS_LABEL_MAX) return "EBADMSG";
    if (length > end - at || length === 0) return "EMSGSIZE";
    at += length;
  }
  return "EBADMSG";
}

/** Whether a well-formed wire name has only letters, digits and hyphens, none of these at an end of a label. */
function isLdhName(bytes: Uint8Array, start: number): boolean {
  let at = start;
  for (let length = bytes[at++]!; length > 0; length = bytes[at++]!) {
    const last = at + length - 1;
    if (bytes[at] === MINUS || bytes[last] === MINUS) return false;
    for (; at <= last; at++) {
      const c = bytes[at]!;
      if (!isAlphanumeric(c) && c !== MINUS) return false;
    }
  }
  return true;
}

const LOOPBACK_NETWORK = 127;
const MULTICAST_FIRST_IPV4 = 224;
const MULTICAST_LAST_IPV4 = 239;
const MULTICAST_IPV6 = 0xff;

/** Whether a resolver may have the address: no multicast, no loopback. Origin: RFC 9463 sections 5.2 and 6.2. */
export function isResolverAddress(address: InAddr): boolean {
  const first = address[0]!;
  if (address.length === IPV4_LENGTH) {
    return first !== LOOPBACK_NETWORK && (first < MULTICAST_FIRST_IPV4 || first > MULTICAST_LAST_IPV4);
  }
  return first !== MULTICAST_IPV6 && !isLoopback6(address);
}

function isLoopback6(address: InAddr): boolean {
  const last = address.length - 1;
  for (let i = 0; i < last; i++) if (address[i] !== 0) return false;
  return address[last] === 1;
}

/** A resolver as JSON, addresses and transports by their names. */
export const dnsResolverToJson = (resolver: DnsResolver): Json => ({
  priority: resolver.priority,
  authName: resolver.authName,
  addresses: resolver.addresses.map(formatInAddr),
  transports: resolver.transports,
  transportNames: dnsTransportNames(resolver.transports),
  port: resolver.port,
  dohPath: resolver.dohPath,
});

/** Service parameters for fuzzing dictionaries: ALPN lists, a port, a path, and a key of each kind. */
export function* svcParamsDictionary(): Generator<Uint8Array> {
  for (const [id] of dnsTransportIds) {
    const list = new ByteWriter().u8(id.length).bytes(fromLatin1(id)).finish();
    yield new ByteWriter().u16be(SvcParamKey.ALPN).u16be(list.length).bytes(list).finish();
  }
  yield new ByteWriter().u16be(SvcParamKey.PORT).u16be(PORT_LENGTH).u16be(853).finish();
  const path = fromLatin1("/dns-query{?dns}");
  yield new ByteWriter().u16be(SvcParamKey.DOHPATH).u16be(path.length).bytes(path).finish();
  for (const key of Object.values(SvcParamKey)) yield new ByteWriter().u16be(key).u16be(0).finish();
}
