import { concatBytes } from "../../core/bytes.js";
import type { Seed } from "../../core/format.js";
import { encodeUtf8, fromLatin1 } from "../../core/utf8.js";
import { DnsTransport } from "../../net/dns-resolver.js";
import { encodeOption, ndiscHeader } from "./encode.js";
import type { NdiscOptionValue } from "./options.js";
import {
  INPUT_MAX,
  NdiscOptionType,
  NdiscType,
  OPTION_UNIT,
  PrefixFlag,
  pref64Lengths,
  RouterPreference,
} from "./tables.js";

const ipv6 = (...head: readonly number[]): Uint8Array =>
  Uint8Array.from({ length: 16 }, (_, index) => head[index] ?? 0);
const documentation = [0x20, 0x01, 0x0d, 0xb8];
const server = ipv6(...documentation, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
const linkLocal = ipv6(0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x12, 0x34);
const multicast = ipv6(0xff, 0x02);
const mac = Uint8Array.of(0x02, 0x11, 0x22, 0x33, 0x44, 0x55);
const HALF_HOUR = 1800;

const option = (type: number, value: NdiscOptionValue): Uint8Array => encodeOption({ type, value });

/** An option of these bytes, filled up with zeros. */
const raw = (type: number, ...content: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(Math.ceil((content.length + 2) / OPTION_UNIT) * OPTION_UNIT);
  bytes.set([type, bytes.length / OPTION_UNIT, ...content]);
  return bytes;
};

/** Advertisement of half an hour, with these bytes behind its header. */
const advertisement = (...options: readonly Uint8Array[]): Uint8Array =>
  concatBytes(
    ndiscHeader(NdiscType.routerAdvertisement, Uint8Array.of(64, 0, HALF_HOUR >> 8, HALF_HOUR & 0xff)),
    ...options,
  );

const prefix = {
  kind: "prefix",
  flags: PrefixFlag.onLink | PrefixFlag.autonomous,
  prefixLength: 64,
  prefix: ipv6(...documentation, 0, 1),
  validSec: 86400,
  preferredSec: 14400,
} as const;
const route = {
  kind: "route",
  preference: RouterPreference.high,
  prefixLength: 32,
  prefix: ipv6(...documentation),
  lifetimeSec: 600,
} as const;
const pref64 = { kind: "pref64", prefixLength: 96, prefix: ipv6(0, 0x64, 0xff, 0x9b), lifetimeSec: 800 } as const;
const resolver = {
  priority: 1,
  authName: "dns.example.com",
  addresses: [server],
  transports: DnsTransport.DOT,
  port: 0,
  dohPath: null,
};
const sourceAddress = option(NdiscOptionType.sourceLinkLayerAddress, { kind: "link-layer-address", mac });
const targetAddress = option(NdiscOptionType.targetLinkLayerAddress, { kind: "link-layer-address", mac });
const header = option(NdiscOptionType.redirectedHeader, {
  kind: "redirected-header",
  ipv6Header: Uint8Array.from({ length: 40 }, (_, index) => (index === 0 ? 0x60 : index)),
});

const dnssl = (...names: readonly string[]): Uint8Array =>
  raw(NdiscOptionType.dnsSearchList, 0, 0, 0, 0, 2, 0x58, ...names.flatMap((name) => [...fromLatin1(name)]));
const captivePortal = (uri: string): Uint8Array => raw(NdiscOptionType.captivePortal, ...encodeUtf8(uri));

/** An encrypted resolver with these service parameters, its lengths right. */
function encrypted(
  params: readonly number[],
  name = "\x03dns\x07example\x03com\0",
  addresses: readonly Uint8Array[] = [server],
): Uint8Array {
  const wire = [...fromLatin1(name)];
  const all = addresses.flatMap((address) => [...address]);
  const length = (size: number): number[] => [size >> 8, size & 0xff];
  return raw(
    NdiscOptionType.encryptedDns,
    0,
    1,
    0,
    0,
    2,
    0x58,
    ...length(wire.length),
    ...wire,
    ...length(all.length),
    ...all,
    ...length(params.length),
    ...params,
  );
}
const dot = [0, 1, 0, 4, 3, 0x64, 0x6f, 0x74];

const options: Readonly<Record<string, Uint8Array>> = {
  "source-address": sourceAddress,
  "target-address": targetAddress,
  prefix: option(NdiscOptionType.prefixInformation, prefix),
  "prefix-without-end": option(NdiscOptionType.prefixInformation, { ...prefix, validSec: Number.POSITIVE_INFINITY }),
  "prefix-of-48-bits": option(NdiscOptionType.prefixInformation, { ...prefix, prefixLength: 48 }),
  "prefix-of-63-bits": option(NdiscOptionType.prefixInformation, { ...prefix, prefixLength: 63 }),
  "redirected-header": header,
  mtu: option(NdiscOptionType.mtu, { kind: "mtu", mtu: 1500 }),
  "home-agent": option(NdiscOptionType.homeAgent, { kind: "home-agent", preference: 1, lifetimeSec: 2 }),
  "home-agent-longest": raw(NdiscOptionType.homeAgent, 0, 0, 0xff, 0xff, 0xff, 0xff),
  route: option(NdiscOptionType.routeInformation, route),
  "route-default": option(NdiscOptionType.routeInformation, { ...route, prefixLength: 0 }),
  "route-of-96-bits": option(NdiscOptionType.routeInformation, { ...route, prefixLength: 96 }),
  rdnss: option(NdiscOptionType.recursiveDnsServers, {
    kind: "rdnss",
    addresses: [server, linkLocal],
    lifetimeSec: 600,
  }),
  "flags-extension": raw(NdiscOptionType.flagsExtension, 0x80, 0, 0, 0, 0, 1),
  dnssl: option(NdiscOptionType.dnsSearchList, {
    kind: "dnssl",
    domains: ["example.com", "a\\032b.test"],
    lifetimeSec: 600,
  }),
  "dnssl-zeros-between": dnssl("\x03foo\0\0\0\x03bar\0"),
  "dnssl-with-localhost": dnssl("\x09localhost\0\x01a\0"),
  "captive-portal": option(NdiscOptionType.captivePortal, { kind: "captive-portal", uri: "https://example.com/api" }),
  "captive-portal-nul-inside": captivePortal("http://a\0b/"),
  "encrypted-dns": encrypted(dot),
  "encrypted-dns-https": encrypted([0, 1, 0, 3, 2, 0x68, 0x32, 0, 7, 0, 8, ...fromLatin1("/q{?dns}")]),
  unknown: raw(253, 1, 2, 3),
  "type-0": raw(0, 1),
};

const ignored: Readonly<Record<string, Uint8Array>> = {
  "address-of-two-units": raw(NdiscOptionType.sourceLinkLayerAddress, ...mac, ...mac),
  "prefix-short": raw(NdiscOptionType.prefixInformation, 64),
  "prefix-of-129-bits": option(NdiscOptionType.prefixInformation, { ...prefix, prefixLength: 129 }),
  "prefix-link-local": option(NdiscOptionType.prefixInformation, { ...prefix, prefix: linkLocal }),
  "prefix-multicast": option(NdiscOptionType.prefixInformation, { ...prefix, prefix: multicast }),
  "prefix-none": option(NdiscOptionType.prefixInformation, { ...prefix, prefixLength: 0 }),
  "prefix-preferred-too-long": option(NdiscOptionType.prefixInformation, { ...prefix, preferredSec: 86401 }),
  "redirected-header-short": header.map((byte, index) => (index === 1 ? 5 : byte)).subarray(0, 40),
  "mtu-1279": option(NdiscOptionType.mtu, { kind: "mtu", mtu: 1279 }),
  "mtu-long": raw(NdiscOptionType.mtu, ...Array<number>(10).fill(5)),
  "home-agent-long": raw(NdiscOptionType.homeAgent, ...Array<number>(10).fill(1)),
  "route-short": raw(NdiscOptionType.routeInformation, 32),
  "route-of-129-bits": raw(NdiscOptionType.routeInformation, 129, ...Array<number>(20).fill(0)),
  "route-preference-reserved": option(NdiscOptionType.routeInformation, { ...route, preference: 2 }),
  "rdnss-none": raw(NdiscOptionType.recursiveDnsServers, 0),
  "rdnss-half-an-address": raw(NdiscOptionType.recursiveDnsServers, ...Array<number>(10).fill(0)),
  "flags-extension-long": raw(NdiscOptionType.flagsExtension, ...Array<number>(10).fill(0)),
  "dnssl-short": raw(NdiscOptionType.dnsSearchList, 0),
  "dnssl-root": dnssl("\0"),
  "dnssl-pointer": dnssl("\xc0\x08"),
  "dnssl-escapes-too-long": dnssl(`${"\x3f".padEnd(64, "\x01")}\x3a${"\x01".repeat(58)}\0`),
  "captive-portal-empty": captivePortal(""),
  "captive-portal-space": captivePortal("http://a b"),
  "captive-portal-cut": captivePortal(`a\0${"b".repeat(8)}`),
  "address-null": raw(NdiscOptionType.targetLinkLayerAddress, 0),
  "pref64-code-6": raw(NdiscOptionType.pref64, 0, 6, ...Array<number>(12).fill(0)),
  "pref64-short": raw(NdiscOptionType.pref64, 0, 0),
  "encrypted-dns-as-sent": option(NdiscOptionType.encryptedDns, {
    kind: "encrypted-dns",
    resolver: { ...resolver, port: 853, dohPath: "/q{?dns}" },
    lifetimeSec: 600,
  }),
  "encrypted-dns-short": raw(NdiscOptionType.encryptedDns, 0),
  "encrypted-dns-name-too-long": raw(NdiscOptionType.encryptedDns, 0, 1, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0),
  "encrypted-dns-root": encrypted(dot, "\0"),
  "encrypted-dns-without-address": encrypted(dot, undefined, []),
  "encrypted-dns-half-an-address": encrypted(dot, undefined, [server.subarray(1)]),
  "encrypted-dns-addresses-cut": encrypted(dot, "\x01a\0", [server]).map((byte, index) => (index === 14 ? 0x20 : byte)),
  "encrypted-dns-multicast": encrypted(dot, undefined, [multicast]),
  "encrypted-dns-without-transport": encrypted([0, 1, 0, 1, 0]),
  "encrypted-dns-parameter-cut": encrypted([0, 1, 0]),
  "encrypted-dns-priority-0": encrypted(dot).map((byte, index) => (index === 3 ? 0 : byte)),
  "encrypted-dns-padding-too-long": concatBytes(encrypted(dot), new Uint8Array(OPTION_UNIT)).map((byte, index) =>
    index === 1 ? byte + 1 : byte,
  ),
  "encrypted-dns-padding-not-zero": encrypted(dot).map((byte, index, all) => (index === all.length - 1 ? 1 : byte)),
};

function* headers(): Generator<readonly [string, Uint8Array]> {
  const neighbor = (flags: number, target: Uint8Array): Uint8Array =>
    concatBytes(
      ndiscHeader(NdiscType.neighborAdvertisement, concatBytes(Uint8Array.of(flags, 0, 0, 0), target)),
      targetAddress,
    );
  const redirect = (target: Uint8Array, destination: Uint8Array): Uint8Array =>
    concatBytes(
      ndiscHeader(NdiscType.redirect, concatBytes(new Uint8Array(4), target, destination)),
      targetAddress,
      header,
    );
  yield ["solicitation", ndiscHeader(NdiscType.routerSolicitation)];
  yield ["solicitation-with-address", concatBytes(ndiscHeader(NdiscType.routerSolicitation), sourceAddress)];
  yield [
    "neighbor-solicitation",
    concatBytes(ndiscHeader(NdiscType.neighborSolicitation, concatBytes(new Uint8Array(4), server)), sourceAddress),
  ];
  yield ["neighbor-every-flag", neighbor(0xe0, linkLocal)];
  yield ["neighbor-no-flag", neighbor(0, linkLocal)];
  yield ["neighbor-not-asked-for", neighbor(0, server)];
  yield ["neighbor-asked-for", neighbor(0x40, server)];
  yield ["neighbor-without-target", neighbor(0x40, ipv6())];
  yield ["redirect-to-router", redirect(linkLocal, server)];
  yield ["redirect-to-destination", redirect(server, server)];
  yield ["redirect-to-other", redirect(ipv6(...documentation), server)];
  yield ["redirect-to-nobody", redirect(ipv6(), server)];
  yield ["redirect-of-multicast", redirect(linkLocal, multicast)];
  for (const preference of [0, 1, 2, 3]) {
    yield [
      `router-preference-${preference}`,
      ndiscHeader(
        NdiscType.routerAdvertisement,
        Uint8Array.of(64, 0xc0 | (preference << 3), 0, 9, 0, 0, 1, 0, 0xff, 0xff, 0xff, 0xff),
      ),
    ];
  }
  yield ["refused-short", advertisement().subarray(0, 7)];
  yield ["refused-header-cut", advertisement().subarray(0, 15)];
  yield ["refused-code", advertisement().map((byte, index) => (index === 1 ? 1 : byte))];
  yield ["refused-type", new Uint8Array(24)];
  yield ["refused-option-of-length-0", advertisement(new Uint8Array(8).fill(1, 0, 1))];
  yield ["refused-option-beyond-end", advertisement(Uint8Array.of(1, 2, ...mac))];
  yield ["refused-option-header-cut", advertisement(Uint8Array.of(1))];
}

/** Messages of every type, each option, each reason to ignore or refuse one, and how options exclude each other. */
export function* seeds(): Generator<Seed> {
  for (const [name, bytes] of headers()) yield { name, bytes };
  for (const [name, bytes] of Object.entries(options)) yield { name: `option-${name}`, bytes: advertisement(bytes) };
  for (const length of pref64Lengths)
    yield {
      name: `option-pref64-${length}`,
      bytes: advertisement(option(NdiscOptionType.pref64, { ...pref64, prefixLength: length })),
    };
  for (const [name, bytes] of Object.entries(ignored)) yield { name: `ignored-${name}`, bytes: advertisement(bytes) };
  // Ten names of one label, each byte an escape: more text than an option can hold when it is sent again.
  yield {
    name: "dnssl-does-not-fit",
    bytes: advertisement(dnssl(...Array<string>(10).fill(`\x3e${"\x01".repeat(62)}\0`))),
  };
  const every = Object.values(options);
  yield { name: "every-option", bytes: advertisement(...every) };
  yield { name: "every-option-reversed", bytes: advertisement(...[...every].reverse()) };
  yield { name: "every-option-twice", bytes: advertisement(...every, ...every) };
  yield {
    name: "address-null-follows",
    bytes: advertisement(sourceAddress, raw(NdiscOptionType.sourceLinkLayerAddress, 0)),
  };
  yield {
    name: "more-options-than-kept",
    bytes: advertisement(...Array<Uint8Array>(130).fill(raw(253, 0)), sourceAddress),
  };
  yield {
    name: "longest",
    bytes: advertisement(...Array<Uint8Array>((INPUT_MAX - 16) / OPTION_UNIT).fill(raw(253, 0))),
  };
}
