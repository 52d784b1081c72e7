import { describe, expect, it } from "vitest";
import { concatBytes } from "../../../src/core/bytes.js";
import { DhcpOverload } from "../../../src/dhcp/registry.js";
import {
  sampleAddresses,
  sampleNames,
  sampleNumber,
  sampleOption,
  sampleOverload,
  sampleType,
} from "../../../src/dhcp/samples.js";
import {
  acceptAck,
  acceptOffer,
  DHCP_END,
  type DhcpLease,
  DhcpMessageType,
  type DhcpOption,
  DhcpOptionCode,
  DnsTransport,
} from "../../../src/formats/dhcp-client/index.js";
import { USEC_INFINITY } from "../../../src/time/usec.js";
import { leaseOf, offerOf, PLAIN_CLIENT, REQUIRED, serverMessage } from "./offers.js";

const {
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
  IP_ADDRESS_LEASE_TIME,
  SERVER_IDENTIFIER,
} = DhcpOptionCode;

type Data = Parameters<typeof sampleOption>[1];

const ip = (text: string): Uint8Array => sampleAddresses(text);

describe("acceptOffer", () => {
  it("takes an offer of the least that a lease needs", () => {
    const { lease, ignored } = leaseOf([], { siaddr: ip("192.0.2.9") });
    expect(lease).toMatchObject({
      address: ip("192.0.2.100"),
      serverAddress: ip("192.0.2.1"),
      nextServer: ip("192.0.2.9"),
      netmask: ip("255.255.255.0"),
      lifetimeUsec: 3_600_000_000n,
      t1Usec: 0n,
      mtu: 0,
      router: [],
      hostname: null,
    });
    expect(ignored).toBe(0);
  });

  it.each([
    ["10.1.2.3", "255.0.0.0"],
    ["127.0.0.1", "255.0.0.0"],
    ["128.0.0.1", "255.255.0.0"],
    ["191.255.0.1", "255.255.0.0"],
    ["192.0.0.1", "255.255.255.0"],
    ["223.255.255.1", "255.255.255.0"],
  ])("supplies the netmask of the class of %s: %s", (address, netmask) => {
    expect(leaseOf([], { yiaddr: ip(address) }).lease.netmask).toEqual(ip(netmask));
  });

  it("takes an address of class D or E with a netmask only", () => {
    expect(acceptOffer(offerOf([], { yiaddr: ip("224.0.0.1") }), PLAIN_CLIENT)).toBe("ENOMSG");
    const netmask = sampleOption(SUBNET_MASK, ip("240.0.0.0"));
    expect(leaseOf([netmask], { yiaddr: ip("224.0.0.1") }).lease.netmask).toEqual(ip("240.0.0.0"));
  });

  it.each<[string, readonly DhcpOption[], Record<string, Uint8Array>]>([
    ["address", REQUIRED, { yiaddr: ip("0.0.0.0") }],
    ["server", [REQUIRED[1]!], {}],
    ["lease time", [REQUIRED[0]!], {}],
    ["server but 0.0.0.0", [...REQUIRED, sampleOption(SERVER_IDENTIFIER, ip("0.0.0.0"))], {}],
    ["lease time but 0", [...REQUIRED, sampleOption(IP_ADDRESS_LEASE_TIME, sampleNumber(0))], {}],
  ])("refuses an offer without %s", (_what, options, fields) => {
    const message = serverMessage([sampleType(DhcpMessageType.OFFER), ...options], fields);
    expect(acceptOffer(message, PLAIN_CLIENT)).toBe("ENOMSG");
  });

  it("gives the client's identifier to the lease", () => {
    const clientId = Uint8Array.of(1, 2, 3);
    expect(acceptOffer(offerOf([]), { ...PLAIN_CLIENT, clientId })).toMatchObject({ lease: { clientId } });
  });

  it("takes an ACK with rapid commit only when that was asked for", () => {
    const asks = { ...PLAIN_CLIENT, rapidCommit: true };
    const ack = (...options: readonly DhcpOption[]) =>
      serverMessage([sampleType(DhcpMessageType.ACK), ...REQUIRED, ...options]);
    const commit = sampleOption(RAPID_COMMIT, []);
    expect(acceptOffer(ack(commit), asks)).toMatchObject({ lease: { rapidCommit: true } });
    expect(acceptOffer(ack(commit), PLAIN_CLIENT)).toBe("ENOMSG");
    expect(acceptOffer(ack(), asks)).toBe("ENOMSG");
    expect(acceptOffer(ack(sampleOption(RAPID_COMMIT, [0])), asks)).toMatchObject({ lease: { rapidCommit: true } });
    expect(acceptOffer(offerOf([commit]), asks)).toMatchObject({ lease: { rapidCommit: false } });
  });

  it("ignores option 108 unless it was asked for", () => {
    const message = offerOf([sampleOption(IPV6_ONLY_PREFERRED, sampleNumber(600))]);
    expect(acceptOffer(message, PLAIN_CLIENT)).toMatchObject({ lease: { ipv6OnlyPreferredUsec: 600_000_000n } });
    const other = { ...PLAIN_CLIENT, ipv6OnlyPreferred: false };
    expect(acceptOffer(message, other)).toMatchObject({ lease: { ipv6OnlyPreferredUsec: 0n } });
  });

  it("reads overloaded fields after the options", () => {
    const overload = sampleOption(DhcpOptionCode.OVERLOAD, [DhcpOverload.FILE]);
    const file = sampleOverload(128, [sampleOption(HOST_NAME, "file"), DHCP_END]);
    expect(leaseOf([sampleOption(HOST_NAME, "option"), overload], { file }).lease.hostname).toBe("file");
  });
});

describe("acceptAck", () => {
  const reply = (type: number) => acceptAck(serverMessage([sampleType(type), ...REQUIRED]), PLAIN_CLIENT);

  it("takes an ACK, whatever it says of rapid commit", () => {
    expect(reply(DhcpMessageType.ACK)).toMatchObject({ lease: { address: ip("192.0.2.100") } });
  });

  it("loses the address with a NAK", () => {
    expect(reply(DhcpMessageType.NAK)).toBe("EADDRNOTAVAIL");
  });

  it("refuses everything else, and ACKs without lease", () => {
    expect(reply(DhcpMessageType.OFFER)).toBe("ENOMSG");
    expect(acceptAck(serverMessage([sampleType(DhcpMessageType.ACK)]), PLAIN_CLIENT)).toBe("ENOMSG");
  });
});

/** 6rd: mask length, prefix length, prefix, relays. */
const sixrd = (mask: number, prefix: number, ...relays: readonly string[]): Uint8Array =>
  concatBytes(Uint8Array.of(mask, prefix), new Uint8Array(16).fill(0xff), sampleAddresses(...relays));

describe("options of a lease", () => {
  it.each<[string, number, Data, Partial<DhcpLease>]>([
    ["broadcast", BROADCAST_ADDRESS, ip("192.0.2.255"), { broadcast: ip("192.0.2.255") }],
    ["routers", ROUTER, sampleAddresses("1.2.3.4", "5.6.7.8"), { router: [ip("1.2.3.4"), ip("5.6.7.8")] }],
    ["DNS servers", DOMAIN_NAME_SERVER, ip("1.2.3.4"), { dns: [ip("1.2.3.4")] }],
    ["NTP servers", NTP_SERVER, ip("1.2.3.4"), { ntp: [ip("1.2.3.4")] }],
    ["SIP servers", SIP_SERVER, [1, 1, 2, 3, 4], { sip: [ip("1.2.3.4")] }],
    ["POP3 servers", POP3_SERVER, ip("1.2.3.4"), { pop3: [ip("1.2.3.4")] }],
    ["SMTP servers", SMTP_SERVER, ip("1.2.3.4"), { smtp: [ip("1.2.3.4")] }],
    ["LPR servers", LPR_SERVER, ip("1.2.3.4"), { lpr: [ip("1.2.3.4")] }],
    ["the MTU", INTERFACE_MTU, [0x05, 0xdc], { mtu: 1500 }],
    ["an MTU that is too small", INTERFACE_MTU, [0, 68], { mtu: 604 }],
    ["T1", RENEWAL_TIME, sampleNumber(60), { t1Usec: 60_000_000n }],
    ["T2", REBINDING_TIME, sampleNumber(0xfffffffe), { t2Usec: 4_294_967_294_000_000n }],
    ["a lease for ever", IP_ADDRESS_LEASE_TIME, sampleNumber(0xffffffff), { lifetimeUsec: USEC_INFINITY }],
    ["the domain, normalized", DOMAIN_NAME, "example.com.", { domainName: "example.com" }],
    ["the host name", HOST_NAME, "host\0", { hostname: "host" }],
    ["the root path", ROOT_PATH, "/srv nfs", { rootPath: "/srv nfs" }],
    ["the captive portal", CAPTIVE_PORTAL, "https://a.example/?b=c", { captivePortal: "https://a.example/?b=c" }],
    ["the time zone", TZDB_TIMEZONE, "Europe/Berlin", { timezone: "Europe/Berlin" }],
    ["search domains", DOMAIN_SEARCH, sampleNames("a.example", "b"), { searchDomains: ["a.example", "b"] }],
    ["vendor options", VENDOR_SPECIFIC, [1, 2], { vendorSpecific: Uint8Array.of(1, 2) }],
    ["SIP names, which clear the addresses", SIP_SERVER, [0, 1, 0x61, 0], { sip: [] }],
  ])("%s", (_what, code, data, expected) => {
    const { lease, ignored } = leaseOf([sampleOption(code, data)]);
    expect(lease).toMatchObject(expected);
    expect(ignored).toBe(0);
  });

  it.each<[string, number, Data]>([
    ["netmask of 3 bytes", SUBNET_MASK, [255, 255, 255]],
    ["server of 5 bytes", SERVER_IDENTIFIER, [1, 2, 3, 4, 5]],
    ["router cut short", ROUTER, [1, 2, 3, 4, 5]],
    ["SIP option without encoding", SIP_SERVER, []],
    ["SIP address cut short", SIP_SERVER, [1, 1, 2, 3]],
    ["time of 3 bytes", REBINDING_TIME, [0, 0, 1]],
    ["MTU of 1 byte", INTERFACE_MTU, [9]],
    ["domain with an empty label", DOMAIN_NAME, "a..b"],
    ["root domain", DOMAIN_NAME, "."],
    ["local domain", DOMAIN_NAME, "x.LocalHost"],
    ["host name that is no UTF-8", HOST_NAME, [0x61, 0xff]],
    ["root path with a quote", ROOT_PATH, "/a'b"],
    ["captive portal with a space", CAPTIVE_PORTAL, "https://a b"],
    ["unknown time zone", TZDB_TIMEZONE, "Nowhere/City"],
    ["empty time zone", TZDB_TIMEZONE, ""],
    ["no search domain", DOMAIN_SEARCH, []],
    ["search domain cut short", DOMAIN_SEARCH, [3, 0x61]],
    ["static route cut short", STATIC_ROUTE, [10, 0, 0, 0, 1, 2, 3]],
    ["6rd without relay", SIXRD, sixrd(0, 32)],
    ["6rd with half a relay", SIXRD, concatBytes(sixrd(0, 32, "1.2.3.4"), Uint8Array.of(1, 2))],
    ["6rd with an IPv4 mask above 32", SIXRD, sixrd(33, 32, "1.2.3.4")],
    ["6rd with a prefix above 128", SIXRD, sixrd(32, 129, "1.2.3.4")],
    ["6rd without room for the IPv4 bits", SIXRD, sixrd(8, 105, "1.2.3.4")],
    ["rapid commit with data", RAPID_COMMIT, [1]],
    ["resolvers cut short", V4_DNR, [0, 9, 0, 1]],
  ])("ignores a %s", (_what, code, data) => {
    const { lease, ignored } = leaseOf([sampleOption(code, data)]);
    expect(ignored).toBe(1);
    const { lease: plain } = leaseOf([]);
    expect(lease).toEqual(code === INTERFACE_MTU ? { ...plain, mtu: 604 } : plain);
  });

  it("takes the last of repeated options", () => {
    const { lease } = leaseOf([sampleOption(ROUTER, ip("1.1.1.1")), sampleOption(ROUTER, ip("2.2.2.2"))]);
    expect(lease.router).toEqual([ip("2.2.2.2")]);
  });

  it.each<[string, number, Data, keyof DhcpLease, unknown]>([
    ["routers", ROUTER, ip("1.1.1.1"), "router", []],
    ["the domain", DOMAIN_NAME, "example.com", "domainName", null],
    ["the root path", ROOT_PATH, "/srv", "rootPath", null],
    ["the captive portal", CAPTIVE_PORTAL, "https://a", "captivePortal", null],
    ["vendor options", VENDOR_SPECIFIC, [1], "vendorSpecific", null],
  ])("clears %s with an empty option", (_what, code, data, member, expected) => {
    expect(leaseOf([sampleOption(code, data), sampleOption(code, [])]).lease[member]).toEqual(expected);
  });

  it("keeps what a malformed option would replace", () => {
    const { lease } = leaseOf([sampleOption(DOMAIN_NAME, "example.com"), sampleOption(DOMAIN_NAME, "a..b")]);
    expect(lease.domainName).toBe("example.com");
  });

  it("clears the root path with a malformed option", () => {
    const { lease, ignored } = leaseOf([sampleOption(ROOT_PATH, "/srv"), sampleOption(ROOT_PATH, '/a"b')]);
    expect({ rootPath: lease.rootPath, ignored }).toEqual({ rootPath: null, ignored: 1 });
  });

  it("counts the length of a domain before escaping", () => {
    const { lease } = leaseOf([sampleOption(DOMAIN_NAME, `${"ü".repeat(31)}.example`)]);
    expect(lease.domainName).toBe(`${"\\195\\188".repeat(31)}.example`);
  });

  it("collects static routes to classful networks", () => {
    const { lease } = leaseOf([
      sampleOption(STATIC_ROUTE, sampleAddresses("10.9.9.9", "192.0.2.1", "224.0.0.1", "192.0.2.1")),
      sampleOption(STATIC_ROUTE, sampleAddresses("172.16.5.5", "192.0.2.2")),
    ]);
    expect(lease.staticRoutes).toEqual([
      { destination: ip("10.0.0.0"), prefixLength: 8, gateway: ip("192.0.2.1") },
      { destination: ip("172.16.0.0"), prefixLength: 16, gateway: ip("192.0.2.2") },
    ]);
  });

  it("collects classless routes, those before a malformed one too, and leaves host bits alone", () => {
    const { lease, ignored } = leaseOf([
      sampleOption(CLASSLESS_STATIC_ROUTE, [0, 192, 0, 2, 1]),
      sampleOption(CLASSLESS_STATIC_ROUTE, [9, 10, 255, 192, 0, 2, 2, 33, 1, 2, 3, 4, 5, 192, 0, 2, 3]),
      sampleOption(CLASSLESS_STATIC_ROUTE, [8, 10, 192, 0, 2]),
    ]);
    expect(lease.classlessRoutes).toEqual([
      { destination: ip("0.0.0.0"), prefixLength: 0, gateway: ip("192.0.2.1") },
      { destination: ip("10.255.0.0"), prefixLength: 9, gateway: ip("192.0.2.2") },
    ]);
    expect(ignored).toBe(2);
  });

  it("keeps the first 6rd option, its prefix masked", () => {
    const { lease, ignored } = leaseOf([
      sampleOption(SIXRD, sixrd(8, 20, "1.2.3.4", "5.6.7.8")),
      sampleOption(SIXRD, sixrd(0, 32, "9.9.9.9")),
    ]);
    expect(lease.sixrd).toEqual({
      ipv4MaskLength: 8,
      prefixLength: 20,
      prefix: concatBytes(Uint8Array.of(0xff, 0xff, 0xf0), new Uint8Array(13)),
      borderRelays: [ip("1.2.3.4"), ip("5.6.7.8")],
    });
    expect(ignored).toBe(1);
  });

  it("keeps the first of each private option, sorted", () => {
    const { lease } = leaseOf([240, 225, 254, 225, 224].map((code, i) => sampleOption(code, [i])));
    expect(lease.privateOptions.map(({ tag, data }) => [tag, data[0]])).toEqual([
      [224, 4],
      [225, 1],
      [240, 0],
      [254, 2],
    ]);
  });

  it("passes over options that a lease has no use for", () => {
    expect(leaseOf([sampleOption(77, "class"), sampleOption(223, [1])])).toEqual({
      lease: leaseOf([]).lease,
      ignored: 0,
    });
  });
});

/** One resolver of option 162; everything from `null` on is left out. */
function resolver(priority: number, name: Uint8Array, addresses: Uint8Array | null, params: Uint8Array): Uint8Array {
  const rest = addresses === null ? new Uint8Array(0) : concatBytes(Uint8Array.of(addresses.length), addresses, params);
  const instance = concatBytes(Uint8Array.of(0, priority, name.length), name, rest);
  return concatBytes(Uint8Array.of(instance.length >> 8, instance.length), instance);
}

describe("encrypted resolvers", () => {
  const NAME = sampleNames("dns.example");
  /** alpn=dot */
  const DOT = Uint8Array.of(0, 1, 0, 4, 3, 0x64, 0x6f, 0x74);
  const good = resolver(7, NAME, sampleAddresses("192.0.2.53", "192.0.2.54"), DOT);
  const read = (...instances: readonly Uint8Array[]) => leaseOf([sampleOption(V4_DNR, concatBytes(...instances))]);

  it("are read with all their addresses", () => {
    expect(read(good).lease.dnr).toEqual([
      {
        priority: 7,
        authName: "dns.example",
        addresses: [ip("192.0.2.53"), ip("192.0.2.54")],
        transports: DnsTransport.DOT,
        port: 0,
        dohPath: null,
      },
    ]);
  });

  it("are passed over when only named", () => {
    expect(read(resolver(1, NAME, null, DOT), good)).toMatchObject({ lease: { dnr: [{ priority: 7 }] }, ignored: 0 });
  });

  it.each([
    ["without address", resolver(1, NAME, new Uint8Array(0), DOT)],
    ["with a loopback address", resolver(1, NAME, ip("127.0.0.1"), DOT)],
    ["with half an address", resolver(1, NAME, Uint8Array.of(1, 2), DOT)],
    ["with a name that is no host name", resolver(1, sampleNames("_x.y"), ip("192.0.2.53"), DOT)],
    ["with transports that are all unknown", resolver(1, NAME, ip("192.0.2.53"), Uint8Array.of(0, 1, 0, 2, 1, 0x78))],
    ["cut short", good.subarray(0, -1)],
    ["with a name cut short", Uint8Array.of(0, 4, 0, 1, 9, 1)],
    ["with addresses cut short", Uint8Array.of(0, 7, 0, 1, 3, 1, 0x78, 0, 4)],
  ])("are all ignored for one %s", (_what, bad) => {
    expect(read(good, bad)).toMatchObject({ lease: { dnr: [] }, ignored: 1 });
  });

  it("of a later option replace those of an earlier one, unless it is malformed", () => {
    const other = resolver(9, NAME, ip("192.0.2.55"), DOT);
    const two = (second: Uint8Array) => leaseOf([sampleOption(V4_DNR, good), sampleOption(V4_DNR, second)]).lease.dnr;
    expect(two(other)).toMatchObject([{ priority: 9 }]);
    expect(two(other.subarray(0, -1))).toMatchObject([{ priority: 7 }]);
  });
});
