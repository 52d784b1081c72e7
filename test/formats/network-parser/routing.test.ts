import { describe, expect, it } from "vitest";
import { RouteMetric, setMetric } from "../../../src/formats/network-parser/routing/metrics.js";
import { parseMultipathHop } from "../../../src/formats/network-parser/routing/multipath.js";
import { parseUidRange } from "../../../src/formats/network-parser/routing/rules.js";
import { read } from "./read.js";

const ADDRESS = ["[Network]", "Address=192.0.2.1/24"];
const routes = (...lines: readonly string[]) => read(...lines).dump!.objects.sections.routes;
const routeOf = (...lines: readonly string[]) => routes(...ADDRESS, "[Route]", ...lines)[0]?.fields;
const rules = (...lines: readonly string[]) => read(...lines).dump!.objects.sections.rules;
const ruleOf = (...lines: readonly string[]) => rules("[RoutingPolicyRule]", ...lines)[0]?.fields;

describe("routes", () => {
  it("of [Network] are sections of their own, and an empty gateway drops all", () => {
    const gateways = ["[Network]", "Address=192.0.2.1/24", "Gateway=192.0.2.254", "Gateway=2001:db8::1"];
    expect(routes(...gateways).map(({ line, fields }) => [line, fields.gateway])).toEqual([
      [5, "192.0.2.254"],
      [6, "2001:db8::1"],
    ]);
    expect(routes(...gateways, "Gateway=")).toEqual([]);
    expect(read("[Network]", "Gateway=_dhcp4").reports).toEqual(["value.not-address@4"]);
  });

  it("need an address of some kind", () => {
    expect(read("[Route]", "Metric=7").verified).toEqual(["network-parser.no-route-address@3"]);
    expect(routeOf("Source=192.0.2.0/24")).toMatchObject({ family: 4, source: "192.0.2.0", source_prefixlen: 24 });
    expect(routeOf("PreferredSource=2001:db8::1")).toMatchObject({ family: 6, preferred_source: "2001:db8::1" });
  });

  it("lose the host bits of their prefixes", () => {
    expect(routeOf("Destination=10.1.2.3/8")).toMatchObject({ destination: "10.0.0.0", prefixlen: 8 });
  });

  it("are of one family", () => {
    const { reports } = read("[Route]", "Destination=192.0.2.0/24", "Source=2001:db8::/32", "PreferredSource=::1");
    expect(reports).toEqual(["value.not-address-prefix@5", "value.not-address@6"]);
  });

  it.each([
    ["unicast", 253, 254],
    ["local", 254, 255],
    ["broadcast", 253, 255],
    ["anycast", 253, 255],
    ["multicast", 253, 254],
    ["blackhole", 0, 254],
    ["unreachable", 0, 254],
    ["prohibit", 0, 254],
    ["throw", 0, 254],
    ["nat", 254, 255],
    ["xresolve", 0, 254],
  ])("of type %s have scope %i and table %i", (type, scope, table) => {
    expect(routeOf("Destination=192.0.2.0/24", `Type=${type}`)).toMatchObject({ scope, table });
    expect(routeOf("Destination=192.0.2.0/24", "Scope=site", "Table=7", `Type=${type}`)).toMatchObject({
      scope: 200,
      table: 7,
    });
  });

  it("with a gateway reach further", () => {
    expect(routeOf("Gateway=192.0.2.254")).toMatchObject({ scope: 0, gateway: "192.0.2.254", gateway_onlink: -1 });
    expect(routeOf("Destination=192.0.2.0/24", "NextHop=7")).toMatchObject({ scope: 0, nexthop_id: 7 });
  });

  it("of IPv6 have a metric and no scope", () => {
    const file = read("[Route]", "Destination=2001:db8::/32", "Scope=link");
    expect(file.verified).toEqual(["network-parser.scope-ipv6@3"]);
    expect(file.dump!.objects.sections.routes[0]!.fields).toMatchObject({ metric: 1024, scope: 0 });
    expect(routeOf("Destination=2001:db8::/32", "Metric=7")).toMatchObject({ metric: 7 });
  });

  it("with a gateway are on the link where there is no address", () => {
    const file = read("[Route]", "Gateway=192.0.2.254");
    expect(file.verified).toEqual(["network-parser.gateway-without-address@3"]);
    expect(file.dump!.objects.sections.routes[0]!.fields).toMatchObject({ gateway_onlink: 1, flags: 4 });
    expect(routeOf("Gateway=192.0.2.254", "GatewayOnLink=no")).toMatchObject({ gateway_onlink: 0, flags: 0 });
  });

  it.each([
    ["[Network]\nDHCP=ipv4", "_dhcp4", "Metric=0", [], 4],
    ["[Network]", "_dhcp4", "Metric=0", ["gateway-without-dhcp"], null],
    ["[Network]", "_ipv6ra", "Metric=0", [], 6],
    ["[Network]\nIPv6AcceptRA=no", "_ipv6ra", "Metric=0", ["gateway-without-ra"], null],
    ["[Network]\nDHCP=yes", "_dhcp", "Metric=0", ["advertised-gateway-family"], 4],
    ["[Network]\nDHCP=yes", "_dhcp", "Destination=2001:db8::/32", ["advertised-gateway-family"], 6],
    ["[Network]", "_dhcp", "Destination=192.0.2.0/24", ["advertised-gateway-family", "gateway-without-dhcp"], null],
  ])("%j take the gateway %s for %s", (network, gateway, more, codes, family) => {
    const lines = [...network.split("\n"), "[Route]", `Gateway=${gateway}`, more];
    const { verified, dump } = read(...lines);
    expect(verified.map((report) => report.replace(/@.*/, ""))).toEqual(codes.map((code) => `network-parser.${code}`));
    const route = dump!.objects.sections.routes[0];
    expect(route?.fields.family ?? null).toBe(family);
    if (route !== undefined) expect(route.fields.gateway_from_dhcp_or_ra).toBe(true);
  });

  it("forget an advertised gateway for another one", () => {
    expect(routeOf("Gateway=_dhcp4", "Gateway=192.0.2.7")).toMatchObject({ gateway_from_dhcp_or_ra: false });
    expect(routeOf("Gateway=_dhcp4", "Gateway=", "Destination=192.0.2.0/24")).toMatchObject({ gateway: null });
  });

  it.each([
    [["NextHop=7", "Gateway=192.0.2.1"], "next-hop-and-gateway"],
    [["Destination=192.0.2.0/24", "NextHop=7", "MultiPathRoute=192.0.2.1"], "next-hop-and-gateway"],
    [["Destination=2001:db8::/32", "Gateway=192.0.2.1"], "ipv4-gateway"],
    [["Destination=2001:db8::/32", "MultiPathRoute=192.0.2.1"], "ipv4-multipath"],
    [["Destination=192.0.2.0/24", "Type=throw", "Gateway=192.0.2.1"], "reject-with-gateway"],
    [["Gateway=192.0.2.1", "MultiPathRoute=192.0.2.2"], "gateway-and-multipath"],
  ])("%s contradict each other", (lines, code) => {
    expect(read(...ADDRESS, "[Route]", ...lines)).toMatchObject({
      verified: [`network-parser.${code}@5`],
      network: { routes: { size: 0 } },
    });
  });

  it("over several gateways stay, over one it becomes the gateway", () => {
    const destination = "Destination=198.51.100.0/24";
    expect(routeOf(destination, "MultiPathRoute=192.0.2.1", "MultiPathRoute=192.0.2.2 7")).toMatchObject({
      n_multipath: 2,
      gateway: null,
    });
    expect(routeOf(destination, "MultiPathRoute=192.0.2.1")).toMatchObject({ n_multipath: 0, gateway: "192.0.2.1" });
    expect(routeOf(destination, "MultiPathRoute=192.0.2.1", "MultiPathRoute=")).toMatchObject({ gateway: null });
  });

  it("have every gateway once", () => {
    const twice = (a: string, b: string) =>
      read("[Route]", "Destination=192.0.2.0/24", `MultiPathRoute=${a}`, `MultiPathRoute=${b}`).reports;
    expect(twice("192.0.2.1", "192.0.2.1 1")).toEqual(["network-parser.multipath-twice@6"]);
    expect(twice("192.0.2.1@2 7", "192.0.2.1@0x2 7")).toEqual(["network-parser.multipath-twice@6"]);
    expect(twice("192.0.2.1", "192.0.2.1 2")).toEqual([]);
    expect(twice("192.0.2.1", "192.0.2.1@eth0")).toEqual([]);
    expect(routeOf("Destination=192.0.2.0/24", "MultiPathRoute=192.0.2.1", "MultiPathRoute=192.0.2.1")).toBeUndefined();
  });

  it("of [Network] switches are added behind all others", () => {
    expect(
      routes("[Network]", "IPv4LLRoute=yes", "DefaultRouteOnDevice=yes").map(({ fields }) => fields),
    ).toMatchObject([
      { destination: "169.254.0.0", prefixlen: 16, scope: 253, metric: 2048 },
      { destination: "0.0.0.0", prefixlen: 0, scope: 253 },
    ]);
  });
});

describe("gateways of several", () => {
  it.each([
    ["192.0.2.1", { device: null, weight: 1 }],
    ["192.0.2.1@eth0", { device: "eth0", weight: 1 }],
    ["2001:db8::1@7 256", { device: "7", weight: 256 }],
    ["192.0.2.1 0", null],
    ["192.0.2.1 257", null],
    ["192.0.2.1@bad/name", null],
    ["192.0.2.1@", null],
    ["nonsense", null],
    ["", null],
  ])("%j", (text, hop) => {
    if (hop === null) expect(parseMultipathHop(text)).toBeNull();
    else expect(parseMultipathHop(text)).toMatchObject(hop);
  });
});

describe("metrics", () => {
  it("stand at the kernel's number, without trailing zeros", () => {
    const metrics: number[] = [];
    setMetric(metrics, RouteMetric.HOP_LIMIT, 0);
    expect(metrics).toEqual([]);
    setMetric(metrics, RouteMetric.MTU, 1400);
    setMetric(metrics, RouteMetric.ADVERTISED_MSS, 9);
    expect(metrics).toEqual([0, 0, 1400, 0, 0, 0, 0, 0, 9]);
    setMetric(metrics, RouteMetric.ADVERTISED_MSS, 0);
    expect(metrics).toEqual([0, 0, 1400]);
  });

  it("are reset by an empty value, and refused out of range", () => {
    const route = "Destination=192.0.2.0/24";
    expect(routeOf(route, "HopLimit=7", "HopLimit=")).toMatchObject({ metrics: [] });
    expect(routeOf(route, "TCPRetransmissionTimeoutSec=1500us")!.metrics).toEqual([...Array(13).fill(0), 2]);
    expect(routeOf(route, "TCPCongestionControlAlgorithm=bbr")).toMatchObject({ congestion_control: "bbr" });
    for (const line of ["HopLimit=0", "TCPAdvertisedMaximumSegmentSize=4G", "TCPRetransmissionTimeoutSec=infinity"]) {
      expect(routeOf(route, line)).toBeUndefined();
    }
  });
});

describe("rules", () => {
  it.each([
    [["From=10.0.0.0/8"], 4],
    [["To=2001:db8::/32"], 6],
    [["Priority=7"], 4],
    [["Family=ipv6"], 6],
    [["Family=both"], 0],
    [["Family=ipv4", "From=10.0.0.0/8"], 4],
  ])("%s are of family %i", (lines, family) => {
    expect(ruleOf(...lines)).toMatchObject({ family });
  });

  it.each([
    [["From=10.0.0.0/8", "To=2001:db8::/32"], "rule-families-differ"],
    [["From=10.0.0.0/8", "Family=ipv6"], "rule-family-conflict"],
    [["To=2001:db8::/32", "Family=both"], "rule-family-conflict"],
    [["Type=goto"], "goto-without-target"],
    [["Priority=7", "GoTo=7"], "goto-backwards"],
  ])("%s contradict each other", (lines, code) => {
    expect(read("[RoutingPolicyRule]", ...lines)).toMatchObject({
      verified: [`network-parser.${code}@3`],
      network: { rules: { size: 0 } },
    });
  });

  it("go on where they are told to", () => {
    expect(ruleOf("GoTo=8", "Priority=7")).toMatchObject({ action: 2, goto: 8, priority: 7, priority_set: true });
    expect(ruleOf("Type=table", "GoTo=7")).toMatchObject({ action: 2, goto: 7 });
    expect(ruleOf("GoTo=7", "Type=blackhole")).toMatchObject({ action: 6, goto: 7 });
    expect(ruleOf("Type=prohibit")).toMatchObject({ action: 8, priority_set: false });
  });

  it("say what they match", () => {
    expect(
      ruleOf(
        "TypeOfService=0x08",
        "FirewallMark=7/255",
        "InvertRule=yes",
        "IPProtocol=UDP",
        "SourcePort=80-90",
        "User=5",
      ),
    ).toMatchObject({
      tos: 8,
      fwmark: 7,
      fwmask: 255,
      flags: 2,
      ipproto: 17,
      sport_start: 80,
      sport_end: 90,
      uid_start: 5,
      uid_end: 5,
    });
    expect(ruleOf("FirewallMark=7")).toMatchObject({ fwmark: 7, fwmask: 0xffffffff });
    expect(ruleOf("FirewallMark=0")).toMatchObject({ fwmark: 0, fwmask: 0 });
    expect(ruleOf("FirewallMark=0/bogus")).toMatchObject({ fwmark: 0, fwmask: 0 });
  });

  it("are for protocols that have a name", () => {
    expect(ruleOf("IPProtocol=132")).toMatchObject({ ipproto: 132 });
    expect(ruleOf("IPProtocol=0")).toMatchObject({ ipproto: 0 });
    for (const number of ["3", "200", "256", "-1"]) expect(ruleOf(`IPProtocol=${number}`)).toBeUndefined();
  });

  it("of a device with a table of its own have none", () => {
    expect(ruleOf("Table=main", "L3MasterDevice=yes")).toMatchObject({ l3mdev: true, table: 0 });
  });

  it.each([
    ["5", [5, 5]],
    ["5-7", [5, 7]],
    ["7-5", null],
    ["5-", null],
    ["65535", null],
    ["a", null],
  ])("are for users %s", (text, range) => {
    expect(parseUidRange(text)).toEqual(range);
  });
});
