import { describe, expect, it } from "vitest";
import { isAddressLabel } from "../../../src/formats/network-parser/addressing/addresses.js";
import { read } from "./read.js";

const addresses = (...lines: readonly string[]) => read(...lines).dump!.objects.sections.addresses;
const fieldsOf = (...lines: readonly string[]) => addresses("[Address]", ...lines)[0]?.fields;

describe("addresses", () => {
  it("of [Network] are sections of their own, and an empty one drops all", () => {
    const lines = ["[Network]", "Address=192.0.2.1/24", "Address=2001:db8::1/64"];
    expect(addresses(...lines).map(({ line, fields }) => [line, fields.address])).toEqual([
      [4, "192.0.2.1"],
      [5, "2001:db8::1"],
    ]);
    expect(addresses("[Address]", "Address=192.0.2.9/24", ...lines, "Address=", "Address=192.0.2.2/24")).toHaveLength(
      1,
    );
  });

  it("without a prefix length have all bits, and a report", () => {
    const { reports, dump } = read("[Address]", "Address=192.0.2.1");
    expect(reports).toEqual(["network-parser.prefix-length-missing@4"]);
    expect(dump!.objects.sections.addresses[0]!.fields.prefixlen).toBe(32);
  });

  it("and their peers are of one family", () => {
    expect(read("[Address]", "Address=192.0.2.1/24", "Peer=2001:db8::1/64")).toMatchObject({
      reports: ["network-parser.other-family@5"],
      verified: [],
    });
    expect(fieldsOf("Peer=192.0.2.1/24", "Peer=", "Address=2001:db8::1/64")).toMatchObject({ family: 6, peer: "::" });
  });

  it.each([
    ["0.0.0.0/7", false],
    ["0.0.0.0/8", true],
    ["::/63", false],
    ["::/64", true],
  ])("chosen from %s: %s", (address, possible) => {
    const { reports, verified, network } = read("[Address]", `Address=${address}`);
    expect(reports).toEqual([]);
    expect(verified).toEqual(possible ? [] : ["network-parser.prefix-too-short@3"]);
    expect(network.addresses.size).toBe(possible ? 1 : 0);
  });

  it("that are chosen for a peer need a prefix too", () => {
    expect(read("[Address]", "Peer=192.0.2.2/7").verified).toEqual(["network-parser.prefix-too-short@3"]);
    expect(read("[Address]", "Address=192.0.2.1/7", "Peer=0.0.0.0/7").verified).toEqual([]);
  });

  it("and peers are taken back together", () => {
    const [one, peer] = ["Address=192.0.2.1/24", "Peer=192.0.2.2/24"];
    expect(fieldsOf(one!, peer!, "Peer=", one!)).toMatchObject({ address: "192.0.2.1", peer: "0.0.0.0" });
    expect(fieldsOf(one!, peer!, "Address=", peer!)).toMatchObject({ address: "0.0.0.0", peer: "192.0.2.2" });
    expect(read("[Address]", one!, peer!, "Peer=").verified).toEqual(["network-parser.no-address@3"]);
  });

  it("that are to be chosen are told apart by their prefix lengths", () => {
    const two = (a: string, b: string) => read("[Address]", `Address=${a}`, "[Address]", `Address=${b}`).verified;
    expect(two("::/64", "::/65")).toEqual([]);
    expect(two("::/64", "::/64")).toEqual(["network-parser.superseded@-"]);
    expect(two("2001:db8::1/64", "2001:db8::1/65")).toEqual(["network-parser.superseded@-"]);
    expect(two("0.0.0.0/24", "0.0.0.0/25")).toEqual([]);
  });

  it.each([
    ["127.0.0.1/8", 254],
    ["::1/128", 254],
    ["169.254.1.1/16", 253],
    ["fe80::1/64", 253],
    ["192.0.2.1/24", 0],
  ])("%s has scope %i where none is given", (address, scope) => {
    expect(fieldsOf(`Address=${address}`)).toMatchObject({ scope });
    expect(fieldsOf("Scope=site", `Address=${address}`)).toMatchObject({ scope: 200 });
    expect(fieldsOf("Scope=site", "Scope=", `Address=${address}`)).toMatchObject({ scope });
  });

  it.each([
    ["192.0.2.1/24", "no", 0],
    ["169.254.1.1/16", "ipv4", 0],
    ["2001:db8::1/64", "ipv6", 0],
  ])("%s is checked for duplicates: %s", (address, dad, flags) => {
    expect(fieldsOf(`Address=${address}`)).toMatchObject({ dad, flags });
  });

  it("are checked for duplicates as they say, for historical reasons the wrong way round", () => {
    const six = "Address=2001:db8::1/64";
    expect(fieldsOf(six, "DuplicateAddressDetection=none")).toMatchObject({ dad: "no", flags: 2 });
    expect(fieldsOf(six, "DuplicateAddressDetection=yes")).toMatchObject({ dad: "no", flags: 2 });
    expect(fieldsOf(six, "DuplicateAddressDetection=no")).toMatchObject({ dad: "yes", flags: 0 });
    expect(read("[Address]", six, "DuplicateAddressDetection=ipv4").verified).toEqual([
      "network-parser.detection-other-family@3",
    ]);
    expect(read("[Address]", "Address=192.0.2.1/24", "DuplicateAddressDetection=ipv6").verified).toHaveLength(1);
  });

  it("have flags", () => {
    const six = "Address=2001:db8::1/64";
    expect(fieldsOf(six, "HomeAddress=yes", "ManageTemporaryAddress=yes", "AutoJoin=yes")).toMatchObject({
      flags: 0x510,
    });
    expect(fieldsOf(six, "AddPrefixRoute=no")).toMatchObject({ flags: 0x200 });
    expect(fieldsOf(six, "AddPrefixRoute=no", "AddPrefixRoute=yes")).toMatchObject({ flags: 0 });
    expect(fieldsOf(six, "PrefixRoute=yes", "PrefixRoute=")).toMatchObject({ flags: 0 });
    expect(read("[Address]", "Address=192.0.2.1/24", "HomeAddress=yes")).toMatchObject({
      verified: ["network-parser.address-flags@3"],
      network: { addresses: { size: 0 } },
    });
  });

  it.each([
    ["192.0.2.1/24", [], "192.0.2.255", []],
    ["192.0.2.1/31", [], "0.0.0.0", ["network-parser.broadcast-long-prefix@3"]],
    ["192.0.2.1/24", ["Peer=192.0.2.2/24"], "0.0.0.0", ["network-parser.broadcast-with-peer@3"]],
    ["0.0.0.0/24", [], "0.0.0.0", ["network-parser.broadcast-without-address@3"]],
    ["2001:db8::1/64", [], "0.0.0.0", ["network-parser.broadcast-ipv6@3"]],
  ])("%s %s broadcasts to %s", (address, more, broadcast, verified) => {
    const file = read("[Address]", `Address=${address}`, ...more, "Broadcast=192.0.2.255");
    expect(file.verified).toEqual(verified);
    expect(file.dump!.objects.sections.addresses[0]!.fields).toMatchObject({ broadcast, set_broadcast: 1 });
  });

  it("say whether they broadcast", () => {
    const broadcast = (...lines: readonly string[]) => fieldsOf("Address=192.0.2.1/24", ...lines)!.set_broadcast;
    expect(broadcast("Broadcast=no")).toBe(0);
    expect(broadcast("Broadcast=192.0.2.255", "Broadcast=")).toBe(-1);
    expect(read("[Address]", "Broadcast=0.0.0.0").reports).toEqual(["value.null-address@4"]);
  });

  it("have labels of up to 15 printable characters, IPv6 ones none", () => {
    expect(["a", "a b", "x".repeat(15), "x".repeat(16), "", "caf\u00e9", "a\tb"].map(isAddressLabel)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(read("[Address]", "Address=2001:db8::1/64", "Label=six").verified).toEqual(["network-parser.label-ipv6@3"]);
  });

  it("are dropped with any value that is refused", () => {
    for (const line of ["Label=0123456789abcdef", "Scope=256", "RouteMetric=x", "PreferredLifetime=5", "NFTSet=x"]) {
      expect(addresses("[Address]", "Address=192.0.2.1/24", line)).toEqual([]);
    }
    expect(fieldsOf("Address=192.0.2.1/24", "PreferredLifetime=0")).toMatchObject({ preferred_lifetime_usec: "0" });
  });

  it("need an address", () => {
    expect(read("[Address]", "Scope=link").verified).toEqual(["network-parser.no-address@3"]);
  });

  it("given again supersede earlier ones: IPv4 by prefix, IPv6 by address", () => {
    const { verified, dump } = read(
      "[Network]",
      "Address=192.0.2.1/24",
      "Address=192.0.2.1/25",
      "Address=192.0.2.1/24",
      "Address=2001:db8::1/64",
      "Address=2001:db8::1/48",
    );
    expect(verified).toEqual(["network-parser.superseded@-", "network-parser.superseded@-"]);
    expect(dump!.objects.sections.addresses.map(({ line }) => line)).toEqual([5, 6, 8]);
  });
});

describe("neighbors", () => {
  it("need both addresses", () => {
    expect(read("[Neighbor]", "Address=192.0.2.9").verified).toEqual(["network-parser.no-link-layer-address@3"]);
    expect(read("[Neighbor]", "MACAddress=00:53:00:00:00:01").verified).toEqual(["network-parser.no-address@3"]);
  });

  it("are told apart by their address", () => {
    const one = (mac: string) => ["[Neighbor]", "Address=192.0.2.9", `LinkLayerAddress=${mac}`];
    const { verified, dump } = read(...one("00:53:00:00:00:01"), ...one("192.0.2.1"));
    expect(verified).toEqual(["network-parser.superseded@-"]);
    expect(dump!.objects.sections.neighbors).toEqual([
      { line: 6, fields: { address: "192.0.2.9", lladdr: "c0:00:02:01" } },
    ]);
  });
});

describe("address labels", () => {
  it("need a prefix and a label", () => {
    expect(read("[IPv6AddressLabel]", "Label=7").verified).toEqual(["network-parser.no-prefix@3"]);
    expect(read("[IPv6AddressLabel]", "Prefix=2001:db8::/32").verified).toEqual(["network-parser.no-label@3"]);
    expect(read("[IPv6AddressLabel]", "Label=7", "Prefix=2001:db8::/32").network.addressLabels.size).toBe(1);
  });

  it("of IPv4-mapped addresses have at most the prefix that is common to all", () => {
    expect(read("[IPv6AddressLabel]", "Prefix=::ffff:0:0/97").reports).toEqual(["value.not-address-prefix@4"]);
    expect(read("[IPv6AddressLabel]", "Prefix=::ffff:0:0/96").reports).toEqual([]);
  });
});

describe("next hops", () => {
  const hops = (...lines: readonly string[]) => [...read(...lines).network.nextHops];

  it("are of the family of their gateway", () => {
    expect(hops("[NextHop]", "Gateway=2001:db8::1")[0]!.family).toBe("ipv6");
    expect(hops("[NextHop]", "Gateway=2001:db8::1", "Family=ipv4", "Family=")[0]!.family).toBe("ipv6");
    expect(hops("[NextHop]", "Gateway=2001:db8::1", "Gateway=", "Family=ipv6", "Family=")[0]!.family).toBe("ipv4");
  });

  it.each([
    [["Group=1", "Gateway=192.0.2.1"], "group-with-gateway"],
    [["Group=1", "Family=ipv4"], "group-with-family"],
    [["Group=1", "Blackhole=yes"], "group-as-blackhole"],
    [["Group=1", "OnLink=yes"], "group-on-link"],
    [["Group=1", "Gateway=0.0.0.0"], "group-with-family"],
    [["Blackhole=yes", "Gateway=192.0.2.1"], "blackhole-with-gateway"],
    [["Blackhole=yes", "OnLink=yes"], "blackhole-on-link"],
    [["Gateway=192.0.2.1", "Family=ipv6"], "next-hop-families-differ"],
    [["Family=ipv6", "Gateway=192.0.2.1"], "next-hop-families-differ"],
    [["Family=ipv6", "Gateway=0.0.0.0"], "next-hop-families-differ"],
  ])("%s contradict each other", (lines, code) => {
    const { verified, network } = read("[NextHop]", ...lines);
    expect(verified).toEqual([`network-parser.${code}@3`]);
    expect(network.nextHops.size).toBe(0);
  });

  it("have members with weights, bad ones are skipped alone", () => {
    const { network, reports } = read("[NextHop]", "Group=1:5 2 2:7 0:1 3:257 x");
    expect([...network.nextHops][0]!.group).toEqual(
      new Map([
        [1, 5],
        [2, 1],
      ]),
    );
    expect(reports).toHaveLength(4);
  });

  it("with a gateway are on the link where there is no address", () => {
    expect(read("[NextHop]", "Gateway=192.0.2.1").verified).toEqual(["network-parser.gateway-without-address@3"]);
    expect(read("[Network]", "Address=192.0.2.9/24", "[NextHop]", "Gateway=192.0.2.1").verified).toEqual([]);
  });

  it("supersede earlier ones of their number", () => {
    const { network, verified } = read("[NextHop]", "Id=1", "[NextHop]", "Id=1", "[NextHop]", "[NextHop]", "Id=0");
    expect(verified).toEqual(["network-parser.superseded@-"]);
    expect([...network.nextHops].map(({ line }) => line)).toEqual([5, 8]);
  });
});
