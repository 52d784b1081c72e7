import { fromLatin1 } from "../../core/utf8.js";
import { ByteWriter } from "../../core/writer.js";
import { parseDnsName } from "../../net/dns-name.js";
import { type DnsResolver, dnsTransportIds, SvcParamKey } from "../../net/dns-resolver.js";
import { type InAddr, IPV6_LENGTH } from "../../net/in-addr.js";
import type { NdiscOption, NdiscOptionValue } from "./options.js";
import { compareOptions, type NdiscPacket } from "./packet.js";
import {
  headerSizes,
  LIFETIME_INFINITE,
  NdiscOptionType,
  NdiscType,
  OPTION_UNIT,
  OPTION_UNITS_MAX,
  pref64Lengths,
  RouterPreference,
} from "./tables.js";

const SHORT_LIFETIME_MAX = 0xfffe;
const HALF_PREFIX_BITS = 64;

const longLifetime = (lifetimeSec: number): number =>
  lifetimeSec === Number.POSITIVE_INFINITY ? LIFETIME_INFINITE : lifetimeSec;

/** The last value stands for no end, so that what would be it is sent as one second less. */
const shortLifetime = (lifetimeSec: number): number => Math.min(lifetimeSec, SHORT_LIFETIME_MAX);

function wireName(name: string): Uint8Array {
  const wire = parseDnsName(name);
  if (wire === null) throw new TypeError(`${name} is no domain name`);
  return wire;
}

function requireSize(bytes: Uint8Array, size: number): Uint8Array {
  if (bytes.length !== size) throw new TypeError(`${bytes.length} bytes where ${size} belong`);
  return bytes;
}

/**
 * Service parameters as systemd writes them: their length counts itself, two bytes too many (RFC 9463, section 6.1,
 * has it otherwise). A reader that checks the length takes the padding for another parameter.
 */
function writeResolver(out: ByteWriter, { authName, addresses, transports, port, dohPath }: DnsResolver): void {
  const name = wireName(authName);
  out
    .u16be(name.length)
    .bytes(name)
    .u16be(addresses.length * IPV6_LENGTH);
  for (const address of addresses) out.bytes(requireSize(address, IPV6_LENGTH));
  const alpn = new ByteWriter();
  for (const [id, bit] of dnsTransportIds) if ((transports & bit) !== 0) alpn.u8(id.length).bytes(fromLatin1(id));
  const params = new ByteWriter().u16be(SvcParamKey.ALPN).u16be(alpn.length).bytes(alpn.finish());
  if (port !== 0) params.u16be(SvcParamKey.PORT).u16be(2).u16be(port);
  if (dohPath !== null) params.u16be(SvcParamKey.DOHPATH).u16be(dohPath.length).bytes(fromLatin1(dohPath));
  out.u16be(params.length + 2).bytes(params.finish());
}

/** Bytes of a route's prefix that its length needs, in steps of eight (RFC 4191, section 2.3). */
function routePrefix(prefix: InAddr, prefixLength: number): Uint8Array {
  requireSize(prefix, IPV6_LENGTH);
  return prefix.subarray(0, prefixLength === 0 ? 0 : prefixLength <= HALF_PREFIX_BITS ? IPV6_LENGTH / 2 : IPV6_LENGTH);
}

function writePref64(out: ByteWriter, value: Extract<NdiscOptionValue, { readonly kind: "pref64" }>): void {
  const code = pref64Lengths.indexOf(value.prefixLength);
  if (code === -1) throw new TypeError(`${value.prefixLength} is no length of a NAT64 prefix`);
  out.u16be((value.lifetimeSec & ~7) | code).bytes(requireSize(value.prefix, IPV6_LENGTH).subarray(0, 12));
}

/** Writes what follows type and length; the bytes that fill the last unit are the caller's. */
function writeContent(out: ByteWriter, value: NdiscOptionValue): void {
  switch (value.kind) {
    case "link-layer-address":
      out.bytes(value.mac);
      return;
    case "prefix":
      out
        .u8(value.prefixLength)
        .u8(value.flags)
        .u32be(longLifetime(value.validSec))
        .u32be(longLifetime(value.preferredSec));
      out.zeros(4).bytes(requireSize(value.prefix, IPV6_LENGTH));
      return;
    case "redirected-header":
      out.zeros(6).bytes(value.ipv6Header);
      return;
    case "mtu":
      out.zeros(2).u32be(value.mtu);
      return;
    case "home-agent":
      out.zeros(2).u16be(value.preference).u16be(shortLifetime(value.lifetimeSec));
      return;
    case "route":
      out
        .u8(value.prefixLength)
        .u8(value.preference << 3)
        .u32be(longLifetime(value.lifetimeSec));
      out.bytes(routePrefix(value.prefix, value.prefixLength));
      return;
    case "rdnss":
      out.zeros(2).u32be(longLifetime(value.lifetimeSec));
      for (const address of value.addresses) out.bytes(requireSize(address, IPV6_LENGTH));
      return;
    case "flags":
      out.u32be(Number((value.flags >> 8n) & 0xffffffffn)).zeros(2);
      return;
    case "dnssl":
      out.zeros(2).u32be(longLifetime(value.lifetimeSec));
      for (const domain of value.domains) out.bytes(wireName(domain));
      out.zeros(value.domains.reduce((sum, domain) => sum + domain.length + 2 - wireName(domain).length, 0));
      return;
    case "captive-portal":
      out.bytes(fromLatin1(value.uri)).u8(0);
      return;
    case "pref64":
      writePref64(out, value);
      return;
    case "encrypted-dns":
      out.u16be(value.resolver.priority).u32be(longLifetime(value.lifetimeSec));
      writeResolver(out, value.resolver);
      return;
    case "other":
      out.bytes(value.data);
  }
}

/** All bytes of an option, its length left open. */
function wholeOption({ type, value }: Pick<NdiscOption, "type" | "value">): Uint8Array {
  const out = new ByteWriter().u8(type).u8(0);
  writeContent(out, value);
  return out.align(OPTION_UNIT).finish();
}

/** Whether the bytes of an option are few enough for its length, which is one byte: 2040 at most. */
export const fitsItsLength = (option: Pick<NdiscOption, "type" | "value">): boolean =>
  wholeOption(option).length <= OPTION_UNITS_MAX * OPTION_UNIT;

/**
 * The bytes of one option as systemd sends it.
 *
 * Reserved bits are zero. Where domain names are long because of escapes, there is padding for the escapes too. Of an option that
 * does not fit its length the upper bits of that are lost, and with them all but the first bytes; see {@link fitsItsLength}.
 * Throws `TypeError` for values that no option can hold. Origin: the functions `ndisc_option_build_*`.
 */
export function encodeOption(option: Pick<NdiscOption, "type" | "value">): Uint8Array {
  const whole = wholeOption(option);
  const units = (whole.length / OPTION_UNIT) & OPTION_UNITS_MAX;
  const sent = whole.subarray(0, units * OPTION_UNIT);
  if (units > 0) sent[1] = units;
  return sent;
}

/**
 * The bytes of a packet as systemd sends it: the header as it is, then the options that it knows, sorted.
 * Origin: `ndisc_send`.
 */
export function encodePacket(packet: Pick<NdiscPacket, "header" | "options">): Uint8Array {
  const out = new ByteWriter().bytes(packet.header);
  for (const option of [...packet.options].sort(compareOptions)) {
    if (option.value.kind !== "other") out.bytes(encodeOption(option));
  }
  return out.finish();
}

/** What a router announces in the header of its advertisements. */
export interface RouterAdvertisementHeader {
  readonly hopLimit: number;
  /** The sixth byte without the preference: {@link RouterFlag}. */
  readonly flags: number;
  readonly preference: number;
  readonly lifetimeSec: number;
  readonly reachableMsec: number;
  readonly retransmissionMsec: number;
}

/** What systemd announces unless told. */
export const defaultAdvertisement: RouterAdvertisementHeader = {
  hopLimit: 0,
  flags: 0,
  preference: RouterPreference.medium,
  lifetimeSec: 1800,
  reachableMsec: 0,
  retransmissionMsec: 0,
};

/** The 16 bytes before the options of a router advertisement; the checksum is left to the network stack. */
export const routerAdvertisementHeader = (header: RouterAdvertisementHeader): Uint8Array =>
  new ByteWriter()
    .u8(NdiscType.routerAdvertisement)
    .zeros(3)
    .u8(header.hopLimit)
    .u8(header.flags | (header.preference << 3))
    .u16be(header.lifetimeSec)
    .u32be(header.reachableMsec)
    .u32be(header.retransmissionMsec)
    .finish();

/** The advertisement with which a router answers a solicitation: its header, then its link-layer address. */
export function answerSolicitation(
  mac: Uint8Array,
  header: RouterAdvertisementHeader = defaultAdvertisement,
): Uint8Array {
  const value = { kind: "link-layer-address", mac: requireSize(mac, 6) } as const;
  const option = { type: NdiscOptionType.sourceLinkLayerAddress, offset: 0, value };
  return encodePacket({ header: routerAdvertisementHeader(header), options: [option] });
}

/** A header of `type` whose bytes behind the checksum are `rest`, filled up with zeros; throws `TypeError` for other types. */
export function ndiscHeader(type: number, rest: Uint8Array = new Uint8Array(0)): Uint8Array {
  const size = headerSizes.get(type);
  if (size === undefined || rest.length > size - 4) throw new TypeError(`no message of type ${type} starts like this`);
  return new ByteWriter()
    .u8(type)
    .zeros(3)
    .bytes(rest)
    .zeros(size - 4 - rest.length)
    .finish();
}
