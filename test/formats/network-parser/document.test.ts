import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import {
  formatNetworkDocument,
  formatNetworkFile,
  loadNetworkFile,
  type NetworkHost,
  networkDiagnostics,
  networkFileSections,
  parseNetworkFile,
  plainHost,
} from "../../../src/formats/network-parser/index.js";
import { observeNetworkFile } from "../../../src/formats/network-parser/observe.js";
import { LONG_LINE_MAX } from "../../../src/text/lines.js";
import { read, readWhole } from "./read.js";

describe("files", () => {
  it("that are empty mask others and are accepted", () => {
    expect(loadNetworkFile(new Uint8Array())).toMatchObject({
      accepted: 0,
      masked: true,
      diagnostics: [{ code: "network-parser.empty", level: 7, line: null }],
      verification: [],
    });
    expect(readWhole("")).toMatchObject({ accepted: 0, dump: null });
  });

  it("need a [Match] section that asks for something", () => {
    expect(readWhole("[Network]", "DHCP=yes")).toMatchObject({
      accepted: "EINVAL",
      verified: ["network-parser.matches-nothing@-"],
      dump: null,
    });
    expect(readWhole("[Match]", "Name=a", "Name=")).toMatchObject({ accepted: "EINVAL" });
    expect(readWhole("[Match]", "Firmware=uefi")).toMatchObject({ accepted: 0, verified: [] });
    expect(readWhole("[Match]", "Firmware=uefi", "Firmware=")).toMatchObject({ accepted: "EINVAL" });
  });

  it("end at a broken header, at bad UTF-8 and at an option of an unknown type", () => {
    expect(read("[Network", "DHCP=yes")).toMatchObject({
      accepted: "EBADMSG",
      reports: ["ini.section-unclosed@3", "network-parser.gave-up@3"],
      verified: [],
      dump: null,
    });
    expect(read("[DHCPv4]", "SendOption=5:float:1", "UseDNS=maybe")).toMatchObject({
      accepted: "EINVAL",
      reports: ["network-parser.gave-up@4"],
    });
  });

  it("report sections and keys that nobody knows, but for private ones", () => {
    const { reports } = read("[IPoIB]", "Mode=datagram", "[X-Own]", "a=b", "[Link]", "Widget=1", "X-Widget=1");
    expect(reports).toEqual(["ini.unknown-section@3", "ini.unknown-key@8"]);
    expect(read("[IPv6NDPProxyAddress]", "Address=::1").reports).toEqual(["ini.unknown-key@4"]);
  });

  it("say what is no longer supported", () => {
    const lines = ["[Network]", "L2TP=a", "[Route]", "TTLPropagate=1", "[DHCPv6]", "ForceDHCPv6PDOtherInformation=1"];
    expect(read(...lines, "[IPv6AcceptRA]", "UseICMP6RateLimit=1").reports).toEqual(
      [4, 6, 8, 10].map((line) => `value.support-removed@${line}`),
    );
  });
});

describe("documents", () => {
  const text = "# mine\n[Match]\nName=a \\\n b\n\n[Network]\nDHCP=yes\njunk\n";

  it("are written back byte for byte", () => {
    const bytes = encodeUtf8(text);
    expect(formatNetworkDocument(parseNetworkFile(bytes).document)).toEqual(bytes);
  });

  it("give their sections, of which files are built", () => {
    const sections = networkFileSections(parseNetworkFile(encodeUtf8(text)).document);
    expect(sections).toEqual([
      { name: "Match", assignments: [{ key: "Name", value: "a   b" }] },
      { name: "Network", assignments: [{ key: "DHCP", value: "yes" }] },
    ]);
    expect(networkFileSections(parseNetworkFile(formatNetworkFile(sections)).document)).toEqual(sections);
  });
});

describe("drop-ins", () => {
  const main = "[Match]\nName=a\n[Network]\nDHCP=yes\nDNS=192.0.2.1\n[Address]\nAddress=192.0.2.1/24\n";
  const load = (...dropIns: readonly string[]) =>
    loadNetworkFile(encodeUtf8(main), { dropIns: dropIns.map((text) => encodeUtf8(text)) });

  it("are read behind the file", () => {
    const { network, dropIns } = load("[Network]\nDHCP=no\nDNS=192.0.2.2\n", "[Network]\nDHCP=ipv4\nmore\n");
    expect([network.general.dhcp, network.general.dns.length]).toEqual([1, 2]);
    expect(dropIns.map(({ diagnostics }) => diagnostics.map(({ line }) => line))).toEqual([[], [3]]);
    expect(load("[Network]\nDNS=\n").network.general.dns).toEqual([]);
  });

  it("have sections of their own, even on the same lines", () => {
    const section = (address: string) => `\n\n\n\n\n[Address]\nAddress=${address}\n`;
    const { network, verification } = load(section("192.0.2.2/24"), section("192.0.2.1/24"));
    expect([...network.addresses].map(({ address, line }) => [address!.at(-1), line])).toEqual([
      [2, 6],
      [1, 6],
    ]);
    expect(verification.map(({ code }) => code)).toEqual(["network-parser.superseded"]);
    expect(load(section("192.0.2.2/24"), "[Network]\nAddress=\n").network.addresses.size).toBe(0);
  });

  it("that are refused make all unusable", () => {
    const { accepted, result, dropIns } = load("[Oops", "[Network]\nDHCP=no\n");
    expect([accepted, result, dropIns.length]).toEqual(["EBADMSG", 1, 1]);
    const masked = loadNetworkFile(new Uint8Array(), { dropIns: [encodeUtf8(main)] });
    expect([masked.masked, masked.dropIns]).toEqual([true, []]);
  });

  it("may say what is matched", () => {
    const dropIns = [encodeUtf8("[Match]\nName=b\n")];
    expect(loadNetworkFile(encodeUtf8("[Network]\nDHCP=yes\n"), { dropIns }).accepted).toBe(0);
  });
});

it("lines that are too long are reported once", () => {
  const { result, diagnostics } = parseNetworkFile(encodeUtf8(`[Match]\n${"x".repeat(LONG_LINE_MAX)}\n`));
  expect([result, diagnostics.map(({ code }) => code)]).toEqual(["ENOBUFS", ["ini.line-too-long"]]);
});

describe("the machine", () => {
  const host: NetworkHost = {
    interfaceIndex: (name) => (name === "wan0" ? 9 : null),
    userId: (name) => (name === "web" ? 33 : null),
  };
  const bytes = encodeUtf8("[Match]\nName=a\n[Network]\nDNS=fe80::1%wan0 fe80::1%lo\n[RoutingPolicyRule]\nUser=web\n");

  it("knows interfaces and users", () => {
    const { network, diagnostics } = parseNetworkFile(bytes, host);
    expect(network.general.dns.map(({ ifindex }) => ifindex)).toEqual([9]);
    expect([...network.rules].map(({ users }) => users)).toEqual([[33, 33]]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["network-parser.not-dns-server"]);
  });

  it("has a loopback interface, an Ethernet card and a super-user where nothing is said", () => {
    const plain = parseNetworkFile(bytes, plainHost);
    expect(plain.network.general.dns.map(({ ifindex }) => ifindex)).toEqual([1]);
    expect(plain.diagnostics.map(({ code }) => code)).toEqual([
      "network-parser.not-dns-server",
      "network-parser.not-user",
    ]);
    expect([plainHost.interfaceIndex("eth0"), plainHost.userId("root")]).toEqual([2, 0]);
  });
});

it("every report has a text", () => {
  for (const { message } of Object.values(networkDiagnostics)) expect(message).not.toBe("");
});

describe("values", () => {
  it("are bytes where escapes spell something else than UTF-8", () => {
    const { dump } = read("[DHCPv4]", "UserClass=\\xff \\xc3\\xa9");
    expect(dump!.values.get("DHCPv4.UserClass")).toEqual([{ base64: "/w==" }, "\u00e9"]);
  });
});

describe("the log", () => {
  const log = (...lines: readonly string[]) =>
    (observeNetworkFile(encodeUtf8(["[Match]", "Name=eth0", ...lines].join("\n"))) as { diagnostics: object[] })
      .diagnostics;

  it.each([
    [
      ["[Match]", 'Property="A\\nB"'],
      [4, null],
    ],
    [["[Match]", 'Property="A\\n"'], [4]],
    [
      ["[DHCPv4]", `UserClass="${"x".repeat(256)}\\n"`],
      [4, null],
    ],
  ])("of %s breaks where a value has a line break", (lines, places) => {
    expect(log(...lines)).toMatchObject(places.map((line) => ({ line, level: 4 })));
  });
});
