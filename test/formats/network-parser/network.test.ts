import { describe, expect, it } from "vitest";
import { parseVlanRange } from "../../../src/formats/network-parser/bridge/port.js";
import { isLocalhostName } from "../../../src/formats/network-parser/general/names.js";
import { parseOperationalStateRange } from "../../../src/formats/network-parser/link.js";
import { read } from "./read.js";

const general = (...lines: readonly string[]) => read("[Network]", ...lines).network.general;

describe("[Network]", () => {
  it("takes older words for DHCP", () => {
    const { network, reports } = read("[Network]", "DHCP=both");
    expect([network.general.dhcp, reports]).toEqual([3, ["network-parser.deprecated-value@4"]]);
    expect([general("DHCP=none").dhcp, general("DHCP=v4").dhcp, general("DHCP=v6").dhcp]).toEqual([0, 1, 2]);
  });

  it.each([
    [[], 2],
    [["KeepMaster=yes"], 0],
    [["LinkLocalAddressing=yes"], 3],
    [["LinkLocalAddressing=fallback"], 3],
    [["LinkLocalAddressing=fallback-ipv4"], 1],
    [["IPv6LinkLocalAddressGenerationMode=none", "LinkLocalAddressing=yes"], 1],
    [["IPv4LL=yes"], 2],
    [["LinkLocalAddressing=ipv6", "IPv4LL=yes"], 3],
    [["LinkLocalAddressing=yes", "IPv4LL=no"], 2],
  ])("%s choose link-local addresses of families %i", (lines, families) => {
    expect(general(...lines).linkLocalAddressing).toBe(families);
  });

  it("knows no other older word for link-local addresses", () => {
    expect(read("[Network]", "LinkLocalAddressing=ipv4-fallback").reports).toEqual(["value.unknown-keyword@4"]);
  });

  it("answers for no IPv6 addresses when that is off", () => {
    const proxies = ["[Network]", "IPv6ProxyNDPAddress=2001:db8::1"];
    const { network, verified } = read(...proxies, "IPv6ProxyNDP=no");
    expect(verified).toEqual(["network-parser.proxy-off@-"]);
    expect(network.general.ipv6ProxyNdpAddresses.size).toBe(0);
    for (const lines of [[], ["IPv6ProxyNDP=yes"], ["IPv6ProxyNDP=no", "IPv6ProxyNDPAddress="]]) {
      expect(read(...proxies, ...lines).verified).toEqual([]);
    }
  });

  it("without IPv6 link-local addresses does without what needs them", () => {
    const { network, verified } = read(
      "[Network]",
      "LinkLocalAddressing=no",
      "DHCP=yes",
      "IPv6AcceptRA=1",
      "IPv6SendRA=1",
    );
    expect(verified).toEqual([
      "network-parser.accept-ra-without-link-local@-",
      "network-parser.dhcp6-without-link-local@-",
      "network-parser.send-ra-without-link-local@-",
    ]);
    expect(network.general).toMatchObject({ dhcp: 1, ipv6AcceptRa: false, sendRa: 0 });
  });

  it("makes stable addresses where there is a secret", () => {
    expect(general("IPv6StableSecretAddress=2001:db8::1").ipv6AddressGenerationMode).toBe("stable-privacy");
    const lines = ["IPv6StableSecretAddress=2001:db8::1", "IPv6LinkLocalAddressGenerationMode=eui64"];
    expect(general(...lines).ipv6AddressGenerationMode).toBe("eui64");
  });

  it("refers to devices that are not known", () => {
    expect(read("[Network]", "Bridge=br0", "VLAN=v1", "VLAN=v2", "VLAN=v1", "MACVLAN=v2")).toMatchObject({
      reports: ["network-parser.device-twice@7", "network-parser.device-twice@8"],
      verified: ["network-parser.no-device@-", "network-parser.no-device@-", "network-parser.no-device@-"],
      network: { general: { bridge: null } },
    });
    expect(read("[Network]", "KeepMaster=yes", "Bond=b0").verified).toEqual(["network-parser.master-kept@-"]);
  });

  it("names DNS servers, the usual ports left out", () => {
    const { dump, reports } = read("[Network]", "DNS=192.0.2.1:53 192.0.2.2:54#name [2001:db8::1]:853 x fe80::1%lo");
    expect(dump!.objects.lists.dns).toEqual(["192.0.2.1", "192.0.2.2:54#name", "2001:db8::1", "fe80::1%1"]);
    expect(reports).toEqual(["network-parser.not-dns-server@4"]);
  });

  it("sorts domains into those to search and those to ask for", () => {
    const { dump, reports } = read("[Network]", "Domains=a.example ~b.example * ~. localhost A.EXAMPLE.");
    expect(dump!.objects.lists).toMatchObject({
      search_domains: ["a.example", "A.EXAMPLE"],
      route_domains: ["b.example", "."],
    });
    expect(reports).toEqual(["value.not-domain@4"]);
    expect(general("Domains=a", "Domains=").searchDomains.size).toBe(0);
  });

  it.each([
    ["localhost", true],
    ["LOCALHOST.", true],
    ["a.localhost", true],
    ["x.localhost.localdomain", true],
    ["notlocalhost", false],
    ["localhost.example", false],
  ])("%s is the machine itself: %s", (name, local) => {
    expect(isLocalhostName(name)).toBe(local);
  });

  it("names at most 129 NTP servers", () => {
    const { network, reports } = read("[Network]", `NTP=${Array.from({ length: 140 }, (_, i) => `n${i}`).join(" ")}`);
    expect([network.general.ntp.length, reports]).toEqual([129, ["network-parser.too-many-servers@4"]]);
  });

  it("has masquerading, of which yes means IPv4 alone", () => {
    expect([general("IPMasquerade=both").ipMasquerade, general("IPMasquerade=yes").ipMasquerade]).toEqual([3, 1]);
    expect(read("[Network]", "IPMasquerade=yes").reports).toEqual(["network-parser.deprecated-value@4"]);
    expect(general("IPMasquerade=ipv6", "IPMasquerade=").ipMasquerade).toBe(0);
  });

  it.each([
    ["KeepConfiguration=dhcp", 3],
    ["KeepConfiguration=dynamic-on-stop", 2],
    ["KeepConfiguration=yes", 7],
    ["KeepConfiguration=", 0],
  ])("%s keeps %i", (line, bits) => {
    expect(general(line).keepConfiguration).toBe(bits);
  });

  it("sends LLDP to one of three groups", () => {
    expect(general("EmitLLDP=yes").emitLldp).toBe("nearest-bridge");
    expect(general("EmitLLDP=customer-bridge").emitLldp).toBe("customer-bridge");
    expect(general("EmitLLDP=yes", "EmitLLDP=").emitLldp).toBeNull();
  });

  it.each([
    ["169.254.1.0", true],
    ["169.254.254.255", true],
    ["169.254.0.9", false],
    ["169.254.255.9", false],
    ["10.0.0.1", false],
  ])("starts to choose at %s: %s", (address, possible) => {
    expect(read("[Network]", `IPv4LLStartAddress=${address}`).reports.length === 0).toBe(possible);
  });
});

describe("[Link]", () => {
  const link = (...lines: readonly string[]) => read("[Link]", ...lines);

  it.each([
    [[], "up", true, []],
    [["ActivationPolicy=manual"], "manual", false, ["not-required"]],
    [["ActivationPolicy=down", "RequiredForOnline=yes"], "down", true, ["waits-for-resting"]],
    [["ActivationPolicy=down", "RequiredForOnline=no"], "down", false, []],
    [["ActivationPolicy=always-down", "RequiredForOnline=yes"], "always-down", false, ["not-required"]],
    [["ActivationPolicy=bound"], "up", true, ["bound-to-nothing"]],
    [["[Network]", "BindCarrier=a"], "bound", true, []],
    [["ActivationPolicy=bound", "[Network]", "BindCarrier=a"], "bound", true, []],
    [["ActivationPolicy=up", "[Network]", "BindCarrier=a"], "bound", true, ["bound-by-carrier"]],
  ])("%s: %s, required %s", (lines, activationPolicy, requiredForOnline, codes) => {
    const { network, verified } = link(...lines);
    expect(network.link).toMatchObject({ activationPolicy, requiredForOnline });
    expect(verified).toEqual(codes.map((code) => `network-parser.${code}@-`));
  });

  it.each([
    ["always-up", "3s", 0xffff_ffff_ffff_ffffn, ["network-parser.always-up-loses-carrier@-"]],
    ["always-up", "infinity", 0xffff_ffff_ffff_ffffn, []],
    ["always-up", "", 0xffff_ffff_ffff_ffffn, []],
    ["up", "3s", 3_000_000n, []],
    ["up", "no", 0n, []],
    ["up", "", 0n, []],
  ])("%s with IgnoreCarrierLoss=%s", (policy, value, usec, verified) => {
    const file = link(`ActivationPolicy=${policy}`, "[Network]", `IgnoreCarrierLoss=${value}`);
    expect([file.network.general.ignoreCarrierLossUsec, file.verified]).toEqual([usec, verified]);
  });

  it("loses no carrier that it does without", () => {
    expect(general("ConfigureWithoutCarrier=yes").ignoreCarrierLossUsec).toBe(0xffff_ffff_ffff_ffffn);
  });

  it.each([
    ["carrier", { min: "carrier", max: "routable" }],
    [":degraded", { min: "missing", max: "degraded" }],
    ["carrier:degraded", { min: "carrier", max: "degraded" }],
    ["degraded:carrier", null],
    ["carrier:x", null],
    [":", null],
  ])("is online from %s", (text, range) => {
    expect(parseOperationalStateRange(text)).toEqual(range);
  });

  it("has a group", () => {
    expect([link("Group=7").network.link.group, link("Group=7", "Group=").network.link.group]).toEqual([7, -1]);
    expect(link("Group=-1").reports).toEqual(["value.not-unsigned@4"]);
  });
});

describe("bridges", () => {
  it("have VLANs", () => {
    expect(["7", "7-9", "9-7", "4095", "x"].map(parseVlanRange)).toEqual([[7, 7], [7, 9], null, null, null]);
    const { bridgeVlan } = read(
      "[BridgeVLAN]",
      "VLAN=1-2",
      "VLAN=7",
      "PVID=no",
      "EgressUntagged=1",
      "EgressUntagged=",
    ).network;
    expect(bridgeVlan).toMatchObject({
      vlans: [
        [1, 2],
        [7, 7],
      ],
      pvid: 0,
      egressUntagged: [],
    });
    expect(read("[BridgeVLAN]", "PVID=7", "PVID=").network.bridgeVlan.pvid).toBe(65535);
  });

  it("route multicast unless they do not", () => {
    const router = (value: string) => read("[Bridge]", `MulticastRouter=${value}`).network.bridgePort.multicastRouter;
    expect([router("off"), router("permanent"), router("yes")]).toEqual(["no", "permanent", null]);
  });

  it("forget entries with a bad value, but for the VLAN", () => {
    expect(read("[BridgeFDB]", "VLANId=4095", "VNI=7").network.forwarding.size).toBe(1);
    expect(read("[BridgeFDB]", "VNI=16777216").network.forwarding.size).toBe(0);
  });

  it.each([
    ["239.1.1.1", null],
    ["ff02::fb", null],
    ["01:00:5e:00:00:fb", null],
    ["224.0.0.251", "reserved-multicast"],
    ["ff02::1", "reserved-multicast"],
    ["192.0.2.1", "not-multicast"],
    ["2001:db8::1", "not-multicast"],
    ["00:53:00:00:00:01", "not-multicast"],
  ])("keep the group %s unless %s", (address, code) => {
    const { network, verified } = read("[BridgeMDB]", `MulticastGroupAddress=${address}`);
    expect(verified).toEqual(code === null ? [] : [`network-parser.${code}@-`]);
    expect(network.multicast.size).toBe(code === null ? 1 : 0);
  });

  it("need a group", () => {
    expect(read("[BridgeMDB]", "VLANId=7").verified).toEqual(["network-parser.no-group@-"]);
  });
});

describe("[CAN]", () => {
  const can = (...lines: readonly string[]) => read("[CAN]", ...lines).network.can;

  it("has rates and times of 32 bits", () => {
    expect(can("BitRate=1M", "TimeQuantaNSec=1us", "RestartSec=100ms", "SamplePoint=87.5%")).toMatchObject({
      bitRate: 1_000_000,
      timeQuantaNsec: 1000,
      restartUsec: 100_000n,
      samplePoint: 875,
    });
    for (const line of ["BitRate=0", "BitRate=5G", "TimeQuantaNSec=5s", "RestartSec=50d"]) {
      expect(read("[CAN]", line).reports).toEqual(["value.number-out-of-range@4"]);
    }
  });

  it.each([
    ["yes", 120],
    ["no", 0],
    ["1", 1],
    ["true", 120],
    ["100", 100],
    ["65535", 65535],
  ])("ends in %s", (value, ohms) => {
    expect(can(`Termination=${value}`).termination).toBe(ohms);
  });
});
