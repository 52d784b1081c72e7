import { describe, expect, it } from "vitest";
import type { NetdevKind } from "../../../src/formats/netdev-parser/device.js";
import { readKind } from "./read.js";

const settingsOf = <Kind extends NetdevKind>(kind: Kind, ...lines: readonly string[]) => {
  const { device, reports } = readKind(kind, lines);
  expect(reports).toEqual([]);
  return device!.settings;
};

/** A device is refused for this reason and no other. */
const expectRefused = (kind: NetdevKind, lines: readonly string[], code: string): void => {
  expect(readKind(kind, lines)).toMatchObject({ accepted: "EINVAL", reports: [code] });
};

describe("devices on a link", () => {
  it("VLAN", () => {
    const vlan = settingsOf("vlan", "[VLAN]", "Id=42", "Protocol=802.1AD", "EgressQOSMaps=1-2 3", "EgressQOSMaps=1-2");
    expect(vlan).toMatchObject({ id: 42, protocol: "802.1ad", gvrp: null });
    expect([...vlan.egressQosMaps.values()]).toEqual([
      { from: 1, to: 2 },
      { from: 3, to: 3 },
    ]);
    expect(settingsOf("vlan", "[VLAN]", "Id=1", "EgressQOSMaps=1-2", "EgressQOSMaps=").egressQosMaps.size).toBe(0);
    expectRefused("vlan", ["[VLAN]", "GVRP=yes"], "netdev-parser.vlan-without-id");
    expect(readKind("vlan", ["[VLAN]", "Id=4095", 'IngressQOSMaps=1-2 x "3']).reports).toEqual([
      "value.not-vlan-id@5",
      "netdev-parser.not-qos-map@6",
      "value.bad-syntax@6",
      "netdev-parser.vlan-without-id",
    ]);
  });

  it.each([
    ["no", -1],
    ["0", 0],
    ["5", 5],
    ["", null],
  ])("MACVLAN: BroadcastQueueThreshold=%s", (value, threshold) => {
    const lines = ["[MACVLAN]", "BroadcastQueueThreshold=9", `BroadcastQueueThreshold=${value}`];
    expect(settingsOf("macvlan", ...lines).broadcastQueueThreshold).toBe(threshold);
  });

  it.each(["off", "-1", "2147483648"])("MACVLAN: BroadcastQueueThreshold=%s is refused", (value) => {
    const { reports } = readKind("macvlan", ["[MACVLAN]", `BroadcastQueueThreshold=${value}`]);
    expect(reports).toEqual(["value.number-out-of-range@5"]);
  });

  it("MACVTAP knows only the settings of the mode", () => {
    const { reports } = readKind("macvtap", ["[MACVTAP]", "Mode=bridge", "BroadcastQueueThreshold=1"]);
    expect(reports).toEqual(["ini.unknown-key@6"]);
  });

  it("both ends of a pair have names of their own", () => {
    expectRefused("veth", ["[Peer]", "Name=test0"], "netdev-parser.peer-is-itself");
    expectRefused("vxcan", ["[VXCAN]", "Peer=test0"], "netdev-parser.peer-is-itself");
  });

  it("pairs need a name for the other end", () => {
    expect(settingsOf("veth", "[Peer]", "Name=other", "MACAddress=none").macAddress).toEqual(Uint8Array.of(0));
    expectRefused("veth", ["[Peer]", "Name=x", "Name="], "netdev-parser.without-peer");
    expectRefused("vxcan", [], "netdev-parser.without-peer");
    expect(settingsOf("vxcan", "[VXCAN]", "Peer=can1").peer).toBe("can1");
  });

  it("TUN and TAP do nothing with the settings of all devices", () => {
    const { accepted, reports } = readKind("tun", ["MTUBytes=1500", "MACAddress=none", "[Tun]", "OneQueue=1"]);
    expect(accepted).toBe(0);
    expect(reports).toEqual(["value.support-removed@7", "netdev-parser.tun-ignores", "netdev-parser.tun-ignores"]);
    expect(readKind("tap", ["[Tap]", "User='x'"]).reports).toEqual(["value.unsafe-characters@5"]);
  });

  it("Bond: targets of ARP are a small set", () => {
    const sixteen = Array.from({ length: 16 }, (_, i) => `192.0.2.${i}`).join(" ");
    const { device, reports } = readKind("bond", ["[Bond]", `ARPIPTargets=${sixteen} 192.0.2.1 ::1`]);
    expect(device?.settings.arpIpTargets.size).toBe(16);
    expect(reports).toEqual(["netdev-parser.too-many-arp-targets@5", "value.not-address@5"]);
  });

  it.each(["00:00:00:00:00:00", "33:00:00:00:00:01"])("Bond: AdActorSystem=%s is no station", (value) => {
    expect(readKind("bond", ["[Bond]", `AdActorSystem=${value}`]).reports).toEqual(["netdev-parser.not-a-station@5"]);
  });

  it("Bridge", () => {
    const bridge = settingsOf("bridge", "[Bridge]", "DefaultPVID=none", "FDBMaxLearned=4", "FDBMaxLearned=");
    expect(bridge).toMatchObject({ defaultPvid: 0, fdbMaxLearned: 4, fdbLimited: false });
    expect(settingsOf("bridge", "[Bridge]", "FDBMaxLearned=0").fdbLimited).toBe(true);
  });

  it("B.A.T.M.A.N.: bandwidths are cut to 32 bits of 100 kbit/s", () => {
    const lines = ["[BatmanAdvanced]", "GatewayBandwidthUp=1M", "GatewayBandwithDown=429496729600000"];
    const { device, reports } = readKind("batadv", lines);
    expect(device?.settings).toMatchObject({ gatewayBandwidthUp: 10, gatewayBandwidthDown: 0 });
    expect(reports).toEqual(["value.number-out-of-range@6"]);
  });

  it.each([
    ["0x8001", 0x8001],
    ["", 0],
  ])("IPoIB: PartitionKey=%s", (value, key) => {
    expect(settingsOf("ipoib", "[IPoIB]", `PartitionKey=${value}`).partitionKey).toBe(key);
  });

  it("WLAN needs a type and a radio", () => {
    expect(settingsOf("wlan", "[WLAN]", "PhysicalDevice=phy0", "PhysicalDevice=3", "Type=ap")).toMatchObject({
      physicalDevice: 3,
      type: "ap",
    });
    expectRefused("wlan", ["[WLAN]", "PhysicalDevice=phy0"], "netdev-parser.wlan-without-type");
    expectRefused(
      "wlan",
      ["[WLAN]", "Type=ap", "PhysicalDevice=1", "PhysicalDevice="],
      "netdev-parser.wlan-without-device",
    );
  });

  it("Xfrm, VRF, BareUDP", () => {
    expectRefused("xfrm", ["[Xfrm]", "InterfaceId=0"], "netdev-parser.xfrm-without-id");
    expect(settingsOf("vrf", "[VRF]", "TableId=5", "Table=7").table).toBe(7);
    expectRefused("bareudp", ["[BareUDP]", "EtherType=ipv4"], "netdev-parser.bareudp-without-port");
    expectRefused("bareudp", ["[BareUDP]", "DestinationPort=1"], "netdev-parser.bareudp-without-type");
  });
});

const ends = (local: string, remote: string): string[] => ["[Tunnel]", `Local=${local}`, `Remote=${remote}`];

describe("tunnels", () => {
  it.each([
    ["ipip", "ipv4"],
    ["gretap", "ipv4"],
    ["erspan", "ipv4"],
    ["vti6", "ipv6"],
    ["ip6gretap", "ipv6"],
  ] as const)("%s takes addresses of one family, or none", (kind, family) => {
    const [fine, other] = family === "ipv4" ? ["192.0.2.1", "::1"] : ["::1", "192.0.2.1"];
    expect(settingsOf(kind, ...ends(fine, "any")).family).toBe(family);
    expect(settingsOf(kind).family).toBe(family);
    expectRefused(kind, ends("any", other), "netdev-parser.tunnel-family");
  });

  it("both ends are of one family until they are taken back", () => {
    expect(readKind("sit", [...ends("dhcp4", "::1")]).reports).toEqual(["netdev-parser.other-family@6"]);
    expect(readKind("sit", [...ends("192.0.2.1", "192.0.2.2"), "Local=slaac", "Remote=", "Local="]).reports).toEqual([
      "netdev-parser.other-family@7",
    ]);
    const { device } = readKind("ip6gre", [...ends("192.0.2.1", "0.0.0.0"), "Local=::", "Remote=2001:db8::1"]);
    expect(device?.settings).toMatchObject({ family: "ipv6", local: null, localType: null });
    const kept = readKind("ip6gre", [...ends("dhcp4", "192.0.2.2"), "Remote=any", "Remote=::1"]);
    expect(kept.reports).toEqual(["netdev-parser.other-family@8", "netdev-parser.tunnel-family"]);
  });

  it("ip6tnl needs a mode", () => {
    expectRefused("ip6tnl", ends("::1", "::2"), "netdev-parser.tunnel-without-mode");
    expect(settingsOf("ip6tnl", ...ends("::1", "::2"), "Mode=any").ttl).toBe(64);
  });

  it("external ones are independent, and nothing else is checked", () => {
    const external = settingsOf("gre", ...ends("::1", "::2"), "External=yes", "FooOverUDP=yes");
    expect(external).toMatchObject({ independent: true, family: "ipv6", discoverPathMtu: null });
    const { device, reports } = readKind("vti6", ["[Tunnel]", "External=yes"]);
    expect(device?.settings).toMatchObject({ independent: false, family: "ipv6" });
    expect(reports).toEqual(["netdev-parser.tunnel-not-external"]);
  });

  it("independent ones have no interface to take an address from", () => {
    expectRefused("gre", [...ends("dhcp4", ""), "Independent=yes"], "netdev-parser.local-of-nothing");
    expectRefused("gre", [...ends("ipv4_link_local", ""), "AssignToLoopback=1"], "netdev-parser.local-of-nothing");
  });

  it("discover the path unless fragmentation is ignored", () => {
    expect(settingsOf("gre").discoverPathMtu).toBe(true);
    expect(settingsOf("gre", "[Tunnel]", "IgnoreDontFragment=yes").discoverPathMtu).toBe(false);
    const both = ["[Tunnel]", "IgnoreDontFragment=yes", "DiscoverPathMTU=yes"];
    expectRefused("gre", both, "netdev-parser.tunnel-fragmentation");
  });

  it("Foo over UDP has a port", () => {
    expectRefused("gre", ["[Tunnel]", "FooOverUDP=yes"], "netdev-parser.tunnel-without-port");
    expect(settingsOf("gre", "[Tunnel]", "FooOverUDP=1", "FOUDestinationPort=1").fouDestinationPort).toBe(1);
  });

  it("values", () => {
    const lines = ["Key=1.2.3.4", "EncapsulationLimit=none", "IPv6FlowLabel=inherit", "ERSPANVersion="];
    expect(settingsOf("ip6gre", "[Tunnel]", ...lines)).toMatchObject({
      key: 0x01020304,
      encapsulationLimit: null,
      ipv6FlowLabel: "inherit",
      erspanVersion: 1,
    });
    const refused = ["IPv6RapidDeploymentPrefix=::/0", "EncapsulationLimit=256", "IPv6FlowLabel=1048576"];
    expect(readKind("sit", ["[Tunnel]", ...refused]).reports).toEqual([
      "value.not-address-prefix@5",
      "value.number-out-of-range@6",
      "value.number-out-of-range@7",
    ]);
  });
});

describe("Foo over UDP", () => {
  it("has a protocol, or is generic", () => {
    expect(settingsOf("fou", "[FooOverUDP]", "Protocol=IPIP")).toMatchObject({ protocol: 4 });
    expectRefused("fou", ["[FooOverUDP]", "Protocol=4", "Protocol="], "netdev-parser.fou-without-protocol");
    const generic = ["[FooOverUDP]", "Encapsulation=GenericUDPEncapsulation"];
    expect(settingsOf("fou", ...generic).protocol).toBe(0);
    expectRefused("fou", [...generic, "Protocol=4"], "netdev-parser.gue-with-protocol");
  });

  it("has a peer with a port", () => {
    const head = ["[FooOverUDP]", "Protocol=4"];
    expectRefused("fou", [...head, "Peer=::1"], "netdev-parser.fou-without-peer-port");
    expectRefused("fou", [...head, "PeerPort=1"], "netdev-parser.fou-without-peer");
    expect(settingsOf("fou", ...head, "Peer=::1", "PeerPort=1").peerPort).toBe(1);
  });
});

describe("overlays", () => {
  it("VXLAN", () => {
    const lines = ["VNI=5", "Local=dhcp6", "Group=ff02::1", "TTL=inherit", "GenericProtocolExtension=yes"];
    expect(settingsOf("vxlan", "[VXLAN]", ...lines)).toMatchObject({
      localType: "dhcp6",
      ttlInherited: true,
      destinationPort: 4790,
    });
    expect(settingsOf("vxlan", "[VXLAN]", "VNI=5", "Local=slaac", "Local=::1").localType).toBeNull();
    expect(settingsOf("vxlan", "[VXLAN]", "VNI=5", "Local=slaac", "Local=").localType).toBe("slaac");
    expect(settingsOf("vxlan", "[VXLAN]", "VNI=5", "Group=ff02::1", "Remote=::").remote).not.toBeNull();
    expectRefused("vxlan", ["[VXLAN]", "VNI=5", "Group=ff02::1", "Remote=::1"], "netdev-parser.vxlan-two-ends");
    expectRefused("vxlan", ["[VXLAN]", "VNI=16777216"], "netdev-parser.vxlan-without-vni");
    const independent = ["[VXLAN]", "VNI=5", "Local=slaac", "Independent=yes"];
    expectRefused("vxlan", independent, "netdev-parser.local-of-nothing");
    expect(readKind("vxlan", ["[VXLAN]", "VNI=5", "Group=::1", "Remote=ff02::1", "Local=x"]).reports).toEqual([
      "netdev-parser.not-multicast@6",
      "netdev-parser.multicast@7",
      "value.not-address@8",
    ]);
  });

  it("Geneve", () => {
    expect(settingsOf("geneve", "[GENEVE]", "Id=0", "TTL=255", "TTL=1")).toMatchObject({ id: 0, ttl: 1 });
    expectRefused("geneve", [], "netdev-parser.geneve-without-vni");
    expect(readKind("geneve", ["[GENEVE]", "Id=0", "Remote=239.1.1.1", "Remote="]).reports).toEqual([
      "netdev-parser.multicast@6",
      "value.not-address@7",
    ]);
  });
});
