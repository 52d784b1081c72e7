import { describe, expect, it } from "vitest";
import { parseDuidData } from "../../../src/formats/network-parser/dhcp/duid.js";
import { parseRouteMetrics } from "../../../src/formats/network-parser/ra/accept.js";
import { formatAddressToken, parseAddressToken } from "../../../src/formats/network-parser/ra/tokens.js";
import { read } from "./read.js";

const dhcp4 = (...lines: readonly string[]) => read("[DHCPv4]", ...lines);

describe("DHCPv4", () => {
  const ON = ["[Network]", "DHCP=yes", "[DHCPv4]"];

  it.each([
    [[], { clientIdentifier: "duid", rapidCommit: true, useGateway: true }],
    [["UseRoutes=no"], { useGateway: false }],
    [["UseRoutes=no", "UseGateway=yes"], { useGateway: true }],
    [["Anonymize=yes"], { clientIdentifier: "mac", rapidCommit: false }],
    [["AllowList=192.0.2.0/24"], { rapidCommit: false }],
    [["DenyList=192.0.2.0/24"], { rapidCommit: false }],
    [["DenyList=192.0.2.0/24", "RapidCommit=yes"], { rapidCommit: true }],
  ])("when it is on, %s mean %o", (lines, settings) => {
    expect(read(...ON, ...lines).network.dhcp4).toMatchObject(settings);
  });

  it("does not tell who an anonymous client is", () => {
    const { network, verified } = read(...ON, "Anonymize=yes", "ClientIdentifier=duid");
    expect(verified).toEqual(["network-parser.anonymous-with-duid@-"]);
    expect(network.dhcp4.clientIdentifier).toBe("mac");
  });

  it("leaves open what it need not know when it is off", () => {
    expect(dhcp4().network.dhcp4).toMatchObject({ clientIdentifier: null, rapidCommit: null, useGateway: null });
  });

  it("asks for options by number", () => {
    const { network, reports } = dhcp4("RequestOptions=1 254 1", "RequestOptions=0 255 x 300");
    expect([...network.dhcp4.requestOptions]).toEqual([1, 254]);
    expect(reports).toHaveLength(4);
    expect(dhcp4("RequestOptions=1", "RequestOptions=").network.dhcp4.requestOptions.size).toBe(0);
  });

  it.each([
    ["1:uint8:255", [255]],
    ["1:uint16:258", [1, 2]],
    ["1:uint32:16909060", [1, 2, 3, 4]],
    ["1:ipv4address:192.0.2.1", [192, 0, 2, 1]],
    ["1:string:a\\x00\\n", [97, 0, 10]],
    ["254:uint8:0", [0]],
  ])("sends %s", (text, bytes) => {
    expect([...dhcp4(`SendOption=${text}`).network.dhcp4.sendOptions.values()].map(({ data }) => [...data])).toEqual([
      bytes,
    ]);
  });

  it.each([
    "0:uint8:1",
    "255:uint8:1",
    "1:uint8:256",
    "1:string:\\q",
    "1:uint8",
    "1",
    "x:uint8:1",
    "1:ipv4address:::1",
  ])("does not send %s", (text) => {
    const { network, reports, accepted } = dhcp4(`SendOption=${text}`);
    expect([network.dhcp4.sendOptions.size, reports.length, accepted]).toEqual([0, 1, 0]);
  });

  it("sends options of any length", () => {
    const [option] = dhcp4(`SendOption=1:string:${"x".repeat(256)}`).network.dhcp4.sendOptions.values();
    expect(option!.data.length).toBe(256);
  });

  it("takes names of this host for its addresses", () => {
    const lists = dhcp4("AllowList=localhost LocalHost.localdomain. x.localhost", "DenyList=localhosts").network.dhcp4;
    expect([...lists.allowList.keys()]).toEqual(["127.0.0.0/8"]);
    expect(dhcp4("DenyList=localhosts").reports).toEqual(["value.not-address-prefix@4"]);
  });

  it("sends the last option of a number, and none after an empty value", () => {
    const { sendOptions } = dhcp4("SendOption=1:uint8:1", "SendOption=1:uint8:2").network.dhcp4;
    expect([...sendOptions.values()].map(({ data }) => data[0])).toEqual([2]);
    expect(dhcp4("SendOption=1:uint8:1", "SendOption=").network.dhcp4.sendOptions.size).toBe(0);
  });

  it("keeps the connection as it was told, the newer way first", () => {
    expect(dhcp4("CriticalConnection=yes").network.general.keepConfiguration).toBe(7);
    expect(dhcp4("CriticalConnection=no").network.general.keepConfiguration).toBe(0);
    const { network, verified } = read("[Network]", "KeepConfiguration=static", "[DHCPv4]", "CriticalConnection=yes");
    expect(network.general.keepConfiguration).toBe(4);
    expect(verified).toEqual(["network-parser.two-keep-settings@-"]);
  });

  it("leaves the MTU alone where the link has one", () => {
    const { network, verified } = read("[Link]", "MTUBytes=1400", "[DHCPv4]", "UseMTU=yes");
    expect(network.dhcp4.useMtu).toBe(false);
    expect(verified).toEqual(["network-parser.two-mtus@-"]);
  });

  it("has words for numbers", () => {
    const { dhcp4: settings } = dhcp4(
      "MaxAttempts=18446744073709551615",
      "IPServiceType=CS6",
      "SocketPriority=-3",
      "RouteTable=local",
      "UnassignedSubnetPolicy=blackhole",
      "FallbackLeaseLifetimeSec=infinity",
    ).network;
    expect(settings).toMatchObject({
      maxAttempts: 0xffff_ffff_ffff_ffffn,
      ipServiceType: 0xc0,
      socketPriority: -3,
      routeTable: 255,
      unassignedSubnetPolicy: 6,
      fallbackLeaseForever: true,
    });
    expect(dhcp4("SocketPriority=1", "SocketPriority=").network.dhcp4.socketPriority).toBeNull();
  });
});

describe("identifiers", () => {
  it("of DHCPv4 count for DHCPv6, and are reported twice", () => {
    const { network, reports } = dhcp4("DUIDType=vendor", "DUIDRawData=00:ff", "DUIDType=bogus", "DUIDRawData=zz");
    expect([network.dhcp4.duid, network.dhcp6.duid].map(({ type, data }) => [type, ...data])).toEqual([
      [2, 0, 255],
      [2, 0, 255],
    ]);
    expect(reports).toEqual([
      "network-parser.not-duid-type@6",
      "network-parser.not-duid-type@6",
      "network-parser.not-duid-data@7",
      "network-parser.not-duid-data@7",
    ]);
    expect(read("[DHCPv6]", "DUIDType=uuid", "DUIDRawData=zz").reports).toHaveLength(1);
  });

  it("may have a time", () => {
    const { network, reports } = read("[DHCPv6]", "DUIDType=link-layer-time:2020-01-01 00:00:00 UTC", "DUIDType=7");
    expect(network.dhcp6.duid).toMatchObject({ type: 7, timeUsec: 1_577_836_800_000_000n });
    expect(reports).toEqual([]);
    expect(read("[DHCPv6]", "DUIDType=link-layer-time:once").reports).toEqual(["network-parser.not-timestamp@4"]);
    expect(read("[DHCPv6]", "DUIDType=uuid:2020-01-01").reports).toEqual(["network-parser.not-duid-type@4"]);
  });

  it.each([
    ["00:1:fF", [0, 1, 255]],
    ["", []],
    [Array(128).fill("7").join(":"), Array(128).fill(7)],
    [Array(129).fill("7").join(":"), null],
    ["100", null],
    ["0g", null],
  ])("are bytes: %s", (text, bytes) => {
    expect(parseDuidData(text)).toEqual(bytes === null ? null : Uint8Array.from(bytes));
  });
});

describe("DHCPv6", () => {
  it("sends options with numbers of 16 bits, vendor ones behind an enterprise number", () => {
    const { network, reports } = read(
      "[DHCPv6]",
      "SendOption=65534:uint8:1",
      "SendOption=65535:uint8:1",
      "SendVendorOption=7:1:string:a",
      "SendVendorOption=8:1:string:b",
      "SendVendorOption=1:string:a",
    );
    expect([...network.dhcp6.sendOptions.keys()]).toEqual(["65534"]);
    expect([...network.dhcp6.sendVendorOptions.keys()]).toEqual(["7:1", "8:1"]);
    expect(reports).toEqual(["network-parser.bad-option@5", "network-parser.bad-option@8"]);
  });

  it("asks for prefixes", () => {
    expect(
      read("[DHCPv6]", "PrefixDelegationHint=2001:db8::/56").network.dhcp6.prefixDelegationHint?.prefixLength,
    ).toBe(56);
    expect(read("[DHCPv6]", "PrefixDelegationHint=::/0").reports).toEqual(["value.number-out-of-range@4"]);
  });

  it("has classes, each with a length", () => {
    const { network, reports } = read("[DHCPv6]", 'UserClass=a "b c" ""', `VendorClass=${"x".repeat(256)}`);
    expect([network.dhcp6.userClass, network.dhcp6.vendorClass.length, reports.length]).toEqual([["a", "b c"], 1, 1]);
    expect(dhcp4(`UserClass=${"x".repeat(256)}`).reports).toEqual(["network-parser.bad-class@4"]);
  });

  it("takes the metric of routes for router advertisements", () => {
    expect(read("[DHCPv6]", "RouteMetric=1:2:3").network.acceptRa.routeMetrics).toEqual({ high: 1, medium: 2, low: 3 });
  });
});

describe("the DHCP server", () => {
  it.each([
    [["Address=192.0.2.1/24"], true],
    [["Address=0.0.0.0/24"], true],
    [["Address=127.0.0.1/8"], false],
    [["Address=169.254.1.1/16"], false],
    [["Address=2001:db8::1/64"], false],
    [[], false],
  ])("with %s has an address: %s", (lines, served) => {
    const { network, verified } = read("[Network]", "DHCPServer=yes", ...lines);
    expect(network.general.dhcpServer).toBe(served);
    expect(verified).toEqual(served ? [] : ["network-parser.server-without-address@-"]);
  });

  it("adds its own address where it is missing", () => {
    const server = ["[DHCPServer]", "ServerAddress=192.0.2.1/24"];
    const { dump } = read("[Network]", "DHCPServer=yes", "Address=192.0.2.9/24", ...server);
    expect(dump!.objects.sections.addresses.map(({ fields }) => fields.address)).toEqual(["192.0.2.9", "192.0.2.1"]);
    expect(read("[Network]", "DHCPServer=yes", "Address=192.0.2.1/24", ...server).network.addresses.size).toBe(1);
    expect(read(...server).network.addresses.size).toBe(0);
    expect(read("[DHCPServer]", "ServerAddress=192.0.2.1").network.dhcpServer.serverAddress?.prefixLength).toBe(32);
  });

  it.each([
    ["192.0.2.1/24", ["192.0.2.1"]],
    ["0.0.0.0/24", ["0.0.0.0"]],
    ["127.0.0.1/8", null],
    ["169.254.1.1/16", null],
    ["192.0.2.1/0", []],
  ])("with ServerAddress=%s serves from %s", (text, addresses) => {
    const { dump, reports, verified } = read("[Network]", "DHCPServer=yes", "[DHCPServer]", `ServerAddress=${text}`);
    expect(reports).toEqual(addresses === null ? ["value.not-address@6"] : []);
    expect(dump!.objects.sections.addresses.map(({ fields }) => fields.address)).toEqual(addresses ?? []);
    expect(verified).toEqual(addresses?.length ? [] : ["network-parser.server-without-address@-"]);
  });

  it("cannot have an address that cannot be one of the interface", () => {
    const file = read("[Network]", "DHCPServer=yes", "[DHCPServer]", "ServerAddress=0.0.0.0/7");
    expect(file).toMatchObject({ accepted: "EINVAL", reports: [], dump: null });
    expect(file.verified).toEqual(["network-parser.prefix-too-short@1"]);
  });

  it("hands out servers, its own address among them", () => {
    const { network, reports } = read("[DHCPServer]", "DNS=_server_address 192.0.2.53", "DNS=0.0.0.0 ::1");
    expect(network.dhcpServer.dns).toEqual([null, Uint8Array.of(192, 0, 2, 53)]);
    expect(reports).toEqual(["value.null-address@5", "value.not-address@5"]);
  });

  it.each([
    ["Europe/Berlin", []],
    ["", []],
    ["Nowhere/Land", ["network-parser.no-timezone@-", "network-parser.not-timezone@4"]],
    ["Europe", ["network-parser.no-timezone@-", "network-parser.not-timezone@4"]],
    ["/UTC", ["network-parser.not-timezone@4"]],
    ["Europe/", ["network-parser.not-timezone@4"]],
    ["a b", ["network-parser.not-timezone@4"]],
  ])("is in the time zone %s", (zone, reports) => {
    expect(read("[DHCPServer]", `Timezone=${zone}`).reports).toEqual(reports);
  });

  it("hands out addresses for good", () => {
    const lease = (...lines: readonly string[]) => read("[DHCPServerStaticLease]", ...lines);
    expect(lease("Address=192.0.2.7", "MACAddress=00:53:00:00:00:01").network.staticLeases.size).toBe(1);
    expect(lease("Address=192.0.2.7").verified).toEqual(["network-parser.lease-without-mac-address@-"]);
    expect(lease("MACAddress=00:53:00:00:00:01").verified).toEqual(["network-parser.lease-without-address@-"]);
    expect(lease("Address=192.0.2.7", "MACAddress=")).toMatchObject({
      verified: [],
      network: { staticLeases: { size: 0 } },
    });
    expect(lease("MACAddress=01:00:5e:00:00:01").reports).toEqual(["value.not-hardware-address@4"]);
  });
});

describe("router advertisements that are taken", () => {
  it("prefer lists of what is allowed", () => {
    const { acceptRa } = read("[IPv6AcceptRA]", "PrefixAllowList=2001:db8::/32", "DenyList=2001:db8:1::/48").network;
    expect([acceptRa.prefixAllowList.size, acceptRa.prefixDenyList.size]).toEqual([1, 0]);
    expect(read("[IPv6AcceptRA]", "BlackList=2001:db8:1::/48").network.acceptRa.prefixDenyList.size).toBe(1);
  });

  it.each([
    ["7", { high: 7, medium: 7, low: 7 }],
    ["1:2:3", { high: 1, medium: 2, low: 3 }],
    ["1:2", null],
    ["1:2:3:4", null],
    ["1:2:", null],
    ["1:2:3:", { high: 1, medium: 2, low: 3 }],
    ["3:2:1", null],
    ["1:1:2", null],
    ["1:2:2", null],
    ["4294967296", null],
  ])("have metrics %s", (text, metrics) => {
    expect(parseRouteMetrics(text)).toEqual(metrics);
  });

  it.each([
    "eui64",
    "static:::1",
    "prefixstable",
    "prefixstable:2001:db8::",
    "prefixstable,0123456789abcdef0123456789abcdef",
    "prefixstable:2001:db8::,0123456789abcdef0123456789abcdef",
  ])("make addresses with %s", (text) => {
    expect(formatAddressToken(parseAddressToken(text)!)).toBe(text);
  });

  it.each([
    ["static:2001:db8::1", "static:::1"],
    ["2001:db8::1:2:3:4", "static:::1:2:3:4"],
    ["prefixstable:2001:db8::1", "prefixstable:2001:db8::"],
    ["prefixstable:::1", "prefixstable:::"],
  ])("take of %s what %s says", (text, short) => {
    expect(formatAddressToken(parseAddressToken(text)!)).toBe(short);
  });

  it.each([
    "",
    "static:::",
    "static:2001:db8::",
    "2001:db8::",
    "static:192.0.2.1",
    "prefixstable:x",
    "prefixstable,0",
    "prefixstablex",
    "eui64:2001:db8::",
  ])("make no addresses with %s", (text) => {
    expect(parseAddressToken(text)).toBeNull();
  });
});

describe("router advertisements that are sent", () => {
  const prefix = (...lines: readonly string[]) => read("[Network]", "IPv6SendRA=yes", "[IPv6Prefix]", ...lines);

  it("are cleared when nothing is announced", () => {
    const lines = ["[IPv6SendRA]", "DNS=_link_local", "Domains=a", "[IPv6Prefix]", "Prefix=2001:db8::/64"];
    const more = ["[IPv6RoutePrefix]", "Route=2001:db8::/48", "[IPv6PREF64Prefix]", "Prefix=64:ff9b::/96"];
    const counts = (network: string) => {
      const { sendRa, prefixes, routePrefixes, pref64Prefixes } = read("[Network]", network, ...lines, ...more).network;
      return [sendRa.dns.length, sendRa.domains.size, prefixes.size, routePrefixes.size, pref64Prefixes.size];
    };
    expect(counts("IPv6SendRA=no")).toEqual([0, 0, 0, 0, 0]);
    expect(counts("IPv6SendRA=yes")).toEqual([1, 1, 1, 1, 1]);
    expect(counts("IPv6PrefixDelegation=dhcpv6")).toEqual([1, 1, 0, 0, 0]);
  });

  it.each([
    [["Assign=yes"], "null-prefix@-", 0],
    [["Prefix=4000::/2"], "short-prefix@-", 0],
    [["Prefix=2001:db8::/65", "Assign=yes"], "long-prefix@5", 1],
    [["Prefix=2001:db8::/64", "ValidLifetimeSec=0"], "preferred-longer@-", 0],
    [["Prefix=2001:db8::/64", "PreferredLifetimeSec=2h"], "preferred-longer@-", 0],
  ])("of a prefix with %s are odd", (lines, report, kept) => {
    const { verified, network } = prefix(...lines);
    expect([verified, network.prefixes.size]).toEqual([[`network-parser.${report}`], kept]);
    for (const { assign } of network.prefixes) expect(assign).toBe(false);
  });

  it("may withdraw a prefix", () => {
    const { verified, network } = prefix("Prefix=2001:db8::/64", "ValidLifetimeSec=0", "PreferredLifetimeSec=0");
    expect([verified, network.prefixes.size]).toEqual([[], 1]);
  });

  it.each([
    ["IPv6SendRA=yes", ["RouterLifetimeSec=0", "RouterPreference=high"], true],
    ["IPv6SendRA=yes", ["RouterLifetimeSec=0", "RouterPreference=low"], true],
    ["IPv6SendRA=yes", ["RouterLifetimeSec=0", "RouterPreference=medium"], false],
    ["IPv6SendRA=yes", ["RouterLifetimeSec=4", "RouterPreference=high"], false],
    ["IPv6SendRA=no", ["RouterLifetimeSec=0", "RouterPreference=high"], false],
  ])("with %s and %s have a preference that is about nothing: %s", (network, lines, told) => {
    const { verified } = read("[Network]", network, "[IPv6SendRA]", ...lines);
    expect(verified).toEqual(told ? ["network-parser.preference-without-lifetime@-"] : []);
  });

  it("have lifetimes in bounds", () => {
    const { network, reports } = read("[IPv6SendRA]", "RouterLifetimeSec=3s");
    expect([network.sendRa.routerLifetimeUsec, reports]).toEqual([4_000_000n, ["network-parser.lifetime-moved@4"]]);
    expect(read("[IPv6SendRA]", "RouterLifetimeSec=infinity").network.sendRa.routerLifetimeUsec).toBe(9_000_000_000n);
    expect(read("[IPv6SendRA]", "RouterLifetimeSec=0").reports).toEqual([]);
    expect(read("[IPv6PrefixDelegation]", "RouterLifetimeSec=3s").reports).toEqual([]);
    expect(read("[IPv6SendRA]", "HomeAgentLifetimeSec=65536").reports).toEqual(["value.number-out-of-range@4"]);
    expect(read("[IPv6PREF64Prefix]", "LifetimeSec=65528").reports).toEqual([]);
    expect(read("[IPv6PREF64Prefix]", "LifetimeSec=65529").reports).toEqual(["value.number-out-of-range@4"]);
  });

  it("announce delegated prefixes where the older key says so", () => {
    const delegation = (...lines: readonly string[]) => read("[Network]", ...lines).network.general.prefixDelegation;
    expect(delegation("IPv6PrefixDelegation=yes")).toBe(true);
    expect(delegation("IPv6PrefixDelegation=static")).toBe(false);
    expect(delegation("IPv6PrefixDelegation=yes", "DHCPPrefixDelegation=no")).toBe(false);
  });

  it("number subnets", () => {
    const subnet = (text: string) =>
      read("[DHCPPrefixDelegation]", `SubnetId=${text}`).network.prefixDelegation.subnetId;
    expect([subnet("1f"), subnet("auto"), subnet("7fffffffffffffff"), subnet("8000000000000000")]).toEqual([
      31n,
      -1n,
      0x7fff_ffff_ffff_ffffn,
      -1n,
    ]);
  });
});
