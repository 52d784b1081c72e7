import { concatBytes } from "../../core/bytes.js";
import type { Seed } from "../../core/format.js";
import { type BootpFields, DHCP_END, DhcpField, type DhcpOption } from "../../dhcp/message.js";
import { BootpOp, DhcpMessageType, DhcpOptionCode, DhcpOverload } from "../../dhcp/registry.js";
import {
  messageSeeds,
  sampleAddresses,
  sampleMessage,
  sampleNames,
  sampleNumber,
  sampleOption,
  sampleOverload,
  sampleType,
} from "../../dhcp/samples.js";
import { svcParamsSamples } from "../../net/dns-resolver-samples.js";

const {
  SERVER_IDENTIFIER,
  IP_ADDRESS_LEASE_TIME,
  SUBNET_MASK,
  BROADCAST_ADDRESS,
  ROUTER,
  DOMAIN_NAME_SERVER,
  NTP_SERVER,
  SIP_SERVER,
  POP3_SERVER,
  SMTP_SERVER,
  LPR_SERVER,
  INTERFACE_MTU,
  DOMAIN_NAME,
  HOST_NAME,
  ROOT_PATH,
  CAPTIVE_PORTAL,
  TZDB_TIMEZONE,
  DOMAIN_SEARCH,
  STATIC_ROUTE,
  CLASSLESS_STATIC_ROUTE,
  VENDOR_SPECIFIC,
  SIXRD,
  V4_DNR,
  RENEWAL_TIME,
  REBINDING_TIME,
  IPV6_ONLY_PREFERRED,
  RAPID_COMMIT,
  ERROR_MESSAGE,
  OVERLOAD,
} = DhcpOptionCode;

const REQUIRED: readonly DhcpOption[] = [
  sampleOption(SERVER_IDENTIFIER, sampleAddresses("192.0.2.1")),
  sampleOption(IP_ADDRESS_LEASE_TIME, sampleNumber(3600)),
];

const FIELDS: Partial<BootpFields> = { op: BootpOp.REPLY, yiaddr: sampleAddresses("192.0.2.100") };

/** An offer with everything that one needs, and the given options. */
const offer = (options: readonly DhcpOption[], fields: Partial<BootpFields> = {}): Uint8Array =>
  sampleMessage({
    fields: { ...FIELDS, ...fields },
    options: [sampleType(DhcpMessageType.OFFER), ...REQUIRED, ...options],
  });

const withOption = (code: number, data: Parameters<typeof sampleOption>[1]): Uint8Array =>
  offer([sampleOption(code, data)]);

/** A message of any type, without the options that an offer needs. */
const message = (options: readonly DhcpOption[], fields: Partial<BootpFields> = {}): Uint8Array =>
  sampleMessage({ fields: { ...FIELDS, ...fields }, options });

const sixrd = (maskLength: number, prefixLength: number, relays: readonly string[]): Uint8Array =>
  concatBytes(
    Uint8Array.of(maskLength, prefixLength, 0x20, 0x01, 0x0d, 0xb8, ...new Array(12).fill(0)),
    sampleAddresses(...relays),
  );

/** A resolver: length, priority, name, addresses, service parameters; what is `null` and behind it is left out. */
function dnr(name: Uint8Array, addresses: Uint8Array | null, params: Uint8Array): Uint8Array {
  const rest = addresses === null ? new Uint8Array(0) : concatBytes(Uint8Array.of(addresses.length), addresses, params);
  const instance = concatBytes(Uint8Array.of(0, 1, name.length), name, rest);
  return concatBytes(Uint8Array.of(instance.length >> 8, instance.length), instance);
}

const RESOLVER_NAME = sampleNames("dns.example.com");
const RESOLVER_ADDRESS = sampleAddresses("192.0.2.53");
const PLAIN_PARAMS = svcParamsSamples[0]![1];

function* valid(): Generator<Seed> {
  yield { name: "offer-minimal", bytes: offer([]) };
  yield { name: "offer-next-server", bytes: offer([], { siaddr: sampleAddresses("192.0.2.9") }) };
  yield { name: "offer-class-a", bytes: offer([], { yiaddr: sampleAddresses("10.1.2.3") }) };
  yield { name: "offer-class-b", bytes: offer([], { yiaddr: sampleAddresses("172.16.2.3") }) };
  yield {
    name: "offer-class-d-with-netmask",
    bytes: offer([sampleOption(SUBNET_MASK, sampleAddresses("240.0.0.0"))], { yiaddr: sampleAddresses("224.0.0.9") }),
  };
  yield { name: "netmask", bytes: withOption(SUBNET_MASK, sampleAddresses("255.255.255.0")) };
  yield { name: "netmask-zero", bytes: withOption(SUBNET_MASK, sampleAddresses("0.0.0.0")) };
  yield { name: "broadcast", bytes: withOption(BROADCAST_ADDRESS, sampleAddresses("192.0.2.255")) };
  for (const [name, code] of [
    ["router", ROUTER],
    ["dns", DOMAIN_NAME_SERVER],
    ["ntp", NTP_SERVER],
    ["pop3", POP3_SERVER],
    ["smtp", SMTP_SERVER],
    ["lpr", LPR_SERVER],
  ] as const) {
    yield { name: `${name}-two`, bytes: withOption(code, sampleAddresses("192.0.2.2", "192.0.2.3")) };
  }
  yield { name: "sip-addresses", bytes: withOption(SIP_SERVER, [1, 192, 0, 2, 5]) };
  yield { name: "sip-names", bytes: withOption(SIP_SERVER, [0, 3, 0x73, 0x69, 0x70, 0]) };
  yield {
    name: "times",
    bytes: offer([sampleOption(RENEWAL_TIME, sampleNumber(1800)), sampleOption(REBINDING_TIME, sampleNumber(3150))]),
  };
  yield { name: "lease-for-ever", bytes: withOption(IP_ADDRESS_LEASE_TIME, sampleNumber(0xffffffff)) };
  yield { name: "ipv6-only-preferred", bytes: withOption(IPV6_ONLY_PREFERRED, sampleNumber(600)) };
  yield { name: "mtu", bytes: withOption(INTERFACE_MTU, [0x05, 0xd4]) };
  yield { name: "mtu-too-small", bytes: withOption(INTERFACE_MTU, [0, 68]) };
  yield { name: "domain", bytes: withOption(DOMAIN_NAME, "example.com.") };
  yield {
    name: "domain-cleared",
    bytes: offer([sampleOption(DOMAIN_NAME, "example.com"), sampleOption(DOMAIN_NAME, "")]),
  };
  yield { name: "hostname-escaped", bytes: withOption(HOST_NAME, "bücher") };
  yield { name: "hostname-trailing-nul", bytes: withOption(HOST_NAME, "host\0") };
  yield { name: "root-path", bytes: withOption(ROOT_PATH, "/srv/nfs") };
  yield { name: "captive-portal", bytes: withOption(CAPTIVE_PORTAL, "https://example.com/api") };
  yield { name: "timezone", bytes: withOption(TZDB_TIMEZONE, "Europe/Berlin") };
  yield { name: "search-domains", bytes: withOption(DOMAIN_SEARCH, sampleNames("a.example", "b.example")) };
  yield {
    name: "search-domains-compressed",
    bytes: withOption(DOMAIN_SEARCH, concatBytes(sampleNames("eng.apple.com"), Uint8Array.of(1, 0x78, 0xc0, 4))),
  };
  yield {
    name: "static-routes",
    bytes: withOption(
      STATIC_ROUTE,
      sampleAddresses(
        "10.9.9.9",
        "192.0.2.1",
        "172.16.0.0",
        "192.0.2.1",
        "192.168.7.9",
        "192.0.2.1",
        "224.0.0.1",
        "192.0.2.1",
      ),
    ),
  };
  yield {
    name: "classless-routes",
    bytes: withOption(
      CLASSLESS_STATIC_ROUTE,
      [0, 192, 0, 2, 1, 24, 10, 1, 2, 192, 0, 2, 2, 32, 10, 1, 2, 3, 192, 0, 2, 2],
    ),
  };
  yield { name: "vendor-specific", bytes: withOption(VENDOR_SPECIFIC, [1, 2, 3]) };
  yield { name: "vendor-specific-empty", bytes: withOption(VENDOR_SPECIFIC, []) };
  yield { name: "sixrd", bytes: withOption(SIXRD, sixrd(8, 32, ["192.0.2.7", "192.0.2.8"])) };
  yield {
    name: "sixrd-twice",
    bytes: offer([sampleOption(SIXRD, sixrd(8, 32, ["192.0.2.7"])), sampleOption(SIXRD, sixrd(0, 32, ["192.0.2.8"]))]),
  };
  yield {
    name: "private-options",
    bytes: offer([sampleOption(240, "z"), sampleOption(225, "y"), sampleOption(254, "x"), sampleOption(225, "again")]),
  };
  yield { name: "dnr-name-only", bytes: withOption(V4_DNR, dnr(RESOLVER_NAME, null, PLAIN_PARAMS)) };
  yield {
    name: "dnr-two",
    bytes: withOption(
      V4_DNR,
      concatBytes(
        dnr(RESOLVER_NAME, RESOLVER_ADDRESS, PLAIN_PARAMS),
        dnr(sampleNames("b.example"), sampleAddresses("192.0.2.54", "192.0.2.55"), PLAIN_PARAMS),
      ),
    ),
  };
  yield { name: "rapid-commit-in-offer", bytes: withOption(RAPID_COMMIT, []) };
  yield {
    name: "overload-with-malformed-option",
    bytes: offer([sampleOption(OVERLOAD, [DhcpOverload.FILE])], {
      file: sampleOverload(DhcpField.COOKIE - DhcpField.FILE, [sampleOption(ROUTER, [1, 2, 3]), DHCP_END]),
    }),
  };
  yield { name: "bytes-behind-end", bytes: concatBytes(offer([]), Uint8Array.of(3, 4, 1, 2)) };
}

function* refused(): Generator<Seed> {
  const NAK = sampleType(DhcpMessageType.NAK);
  yield { name: "nak-with-message", bytes: message([NAK, sampleOption(ERROR_MESSAGE, "no thanks\0")]) };
  yield {
    name: "ack-not-asked-for",
    bytes: message([sampleType(DhcpMessageType.ACK), ...REQUIRED, sampleOption(RAPID_COMMIT, [])]),
  };
  yield { name: "offer-without-address", bytes: offer([], { yiaddr: sampleAddresses("0.0.0.0") }) };
  yield { name: "offer-without-lease-time", bytes: message([sampleType(DhcpMessageType.OFFER), REQUIRED[0]!]) };
  yield { name: "offer-class-d", bytes: offer([], { yiaddr: sampleAddresses("224.0.0.9") }) };
  yield { name: "no-message-type", bytes: message([]) };
}

/** Options that are malformed and ignored. */
function* ignored(): Generator<Seed> {
  yield { name: "ignored-netmask-length", bytes: withOption(SUBNET_MASK, [255, 255]) };
  yield { name: "ignored-router-length", bytes: withOption(ROUTER, [1, 2, 3]) };
  yield { name: "ignored-sip-empty", bytes: withOption(SIP_SERVER, []) };
  yield { name: "ignored-sip-length", bytes: withOption(SIP_SERVER, [1, 192, 0]) };
  yield { name: "ignored-time-length", bytes: withOption(RENEWAL_TIME, [1]) };
  yield { name: "ignored-mtu-length", bytes: withOption(INTERFACE_MTU, [1]) };
  yield { name: "ignored-domain-labels", bytes: withOption(DOMAIN_NAME, "a..b") };
  yield { name: "ignored-domain-root", bytes: withOption(DOMAIN_NAME, ".") };
  yield { name: "ignored-domain-local", bytes: withOption(DOMAIN_NAME, "foo.localhost") };
  yield { name: "ignored-domain-too-long", bytes: withOption(DOMAIN_NAME, `${"ü".repeat(31)}.b`) };
  yield { name: "ignored-hostname-quote", bytes: withOption(HOST_NAME, 'a"b') };
  yield { name: "ignored-hostname-utf8", bytes: withOption(HOST_NAME, [0x61, 0xff]) };
  yield { name: "ignored-root-path-control", bytes: withOption(ROOT_PATH, "/a\n") };
  yield { name: "ignored-captive-portal-space", bytes: withOption(CAPTIVE_PORTAL, "http://a b") };
  yield { name: "ignored-timezone-unknown", bytes: withOption(TZDB_TIMEZONE, "Nowhere/City") };
  yield { name: "ignored-search-loop", bytes: withOption(DOMAIN_SEARCH, [0xc0, 0]) };
  yield { name: "ignored-search-cut", bytes: withOption(DOMAIN_SEARCH, [3, 0x66, 0x6f]) };
  yield { name: "ignored-search-pointer-cut", bytes: withOption(DOMAIN_SEARCH, [1, 0x66, 0xc0]) };
  yield { name: "ignored-search-label-type", bytes: withOption(DOMAIN_SEARCH, [0x80, 0]) };
  yield { name: "ignored-search-empty", bytes: withOption(DOMAIN_SEARCH, []) };
  yield { name: "ignored-static-route-length", bytes: withOption(STATIC_ROUTE, [10, 0, 0, 0]) };
  yield {
    name: "ignored-classless-route-prefix",
    bytes: withOption(CLASSLESS_STATIC_ROUTE, [33, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
  };
  yield { name: "ignored-classless-route-cut", bytes: withOption(CLASSLESS_STATIC_ROUTE, [8, 10, 192, 0, 2]) };
  yield { name: "ignored-sixrd-mask", bytes: withOption(SIXRD, sixrd(33, 32, ["192.0.2.7"])) };
  yield { name: "ignored-sixrd-prefix", bytes: withOption(SIXRD, sixrd(0, 97, ["192.0.2.7"])) };
  yield { name: "ignored-sixrd-no-relay", bytes: withOption(SIXRD, sixrd(0, 32, [])) };
  yield { name: "ignored-dnr-cut", bytes: withOption(V4_DNR, [0]) };
  yield { name: "ignored-dnr-instance-cut", bytes: withOption(V4_DNR, [0, 9, 0, 1]) };
  yield { name: "ignored-dnr-name-cut", bytes: withOption(V4_DNR, [0, 4, 0, 1, 9, 0]) };
  yield { name: "ignored-dnr-addresses-cut", bytes: withOption(V4_DNR, [0, 7, 0, 1, 3, 1, 0x78, 0, 4]) };
  yield {
    name: "ignored-dnr-no-address",
    bytes: withOption(V4_DNR, dnr(RESOLVER_NAME, new Uint8Array(0), PLAIN_PARAMS)),
  };
  yield {
    name: "dnr-reserved-range-address",
    bytes: withOption(V4_DNR, dnr(RESOLVER_NAME, sampleAddresses("240.0.0.1"), PLAIN_PARAMS)),
  };
  yield {
    name: "ignored-dnr-loopback",
    bytes: withOption(V4_DNR, dnr(RESOLVER_NAME, sampleAddresses("127.0.0.1"), PLAIN_PARAMS)),
  };
  yield {
    name: "ignored-dnr-name-root",
    bytes: withOption(V4_DNR, dnr(Uint8Array.of(0), RESOLVER_ADDRESS, PLAIN_PARAMS)),
  };
  yield {
    name: "ignored-dnr-name-underscore",
    bytes: withOption(V4_DNR, dnr(sampleNames("_x.y"), RESOLVER_ADDRESS, PLAIN_PARAMS)),
  };
  yield {
    name: "ignored-dnr-name-hyphen",
    bytes: withOption(V4_DNR, dnr(sampleNames("-x.y"), RESOLVER_ADDRESS, PLAIN_PARAMS)),
  };
  yield {
    name: "ignored-dnr-name-unfinished",
    bytes: withOption(V4_DNR, dnr(Uint8Array.of(1, 0x78), RESOLVER_ADDRESS, PLAIN_PARAMS)),
  };
  yield {
    name: "ignored-dnr-name-label",
    bytes: withOption(V4_DNR, dnr(Uint8Array.of(9, 0x78, 0), RESOLVER_ADDRESS, PLAIN_PARAMS)),
  };
  yield {
    name: "ignored-dnr-name-label-type",
    bytes: withOption(V4_DNR, dnr(Uint8Array.of(0xc0, 0), RESOLVER_ADDRESS, PLAIN_PARAMS)),
  };
  yield {
    name: "ignored-dnr-name-trailing",
    bytes: withOption(V4_DNR, dnr(Uint8Array.of(1, 0x78, 0, 0), RESOLVER_ADDRESS, PLAIN_PARAMS)),
  };
}

/** Offers with each option, each way to damage one, and messages that are no offer. */
export function* seeds(): Generator<Seed> {
  yield* valid();
  yield* refused();
  yield* ignored();
  yield* messageSeeds(offer);
  for (const [name, params] of svcParamsSamples) {
    yield { name: `dnr-${name}`, bytes: withOption(V4_DNR, dnr(RESOLVER_NAME, RESOLVER_ADDRESS, params)) };
  }
}
