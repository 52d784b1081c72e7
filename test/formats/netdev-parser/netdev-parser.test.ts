import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Severity } from "../../../src/core/diagnostics.js";
import { checkLaws } from "../../../src/core/format.js";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { netdevTable } from "../../../src/directives/tables/netdev.js";
import { samplesOf } from "../../../src/directives/value-types.js";
import { definition } from "../../../src/formats/netdev-parser/definition.js";
import { commonSections } from "../../../src/formats/netdev-parser/device.js";
import { formatNetdevDocument, formatNetdevFile } from "../../../src/formats/netdev-parser/format.js";
import { deviceKinds } from "../../../src/formats/netdev-parser/kinds/index.js";
import { parseNetdevFile } from "../../../src/formats/netdev-parser/parse.js";
import { readKind, readLines } from "./read.js";

const kinds = Object.keys(deviceKinds);

/** Samples that one directive of a type treats differently from the others. */
const exceptions = new Set(["VXLAN.Group=192.0.2.4", "MACsecTransmitAssociation.PacketNumber=0"]);

describe("the two readings", () => {
  it("report [NetDev] twice, and sections of other kinds in the second", () => {
    const { reports } = readLines(["[NetDev]", "Name=test0", "Kind=dummy", "MTUBytes=big", "[Bond]", "Mode=x"]);
    expect(reports).toEqual(["value.not-mtu@4", "value.not-mtu@4", "ini.unknown-section@5"]);
  });

  it("know the sections of all kinds behind a minus in the first reading only", () => {
    const { reports } = readKind("bond", [
      "[-Bond]",
      "Mode=802.3ad",
      "X-Own=1",
      "Name",
      "[-NetDev]",
      "Kind=x",
      "[-Widget]",
    ]);
    const second = ["ini.unknown-section@4", "ini.unknown-section@8", "ini.unknown-section@10"];
    expect(reports).toEqual(["ini.unknown-key@5", "ini.no-equals@7", ...second.slice(1), ...second]);
  });

  it("need a kind and a name", () => {
    expect(readLines(["[NetDev]", "Name=test0"])).toEqual({
      accepted: "EINVAL",
      device: null,
      reports: ["netdev-parser.without-kind"],
    });
    expect(readLines(["[NetDev]", "Kind=dummy", "Name=test0", "Name="]).reports).toEqual([
      "netdev-parser.without-name",
    ]);
  });

  it("keep the first kind", () => {
    const { device, reports } = readLines(["[NetDev]", "Name=test0", "Kind=dummy", "Kind=bridge", "Kind=dummy"]);
    expect(device?.kind).toBe("dummy");
    expect(reports).toEqual(["netdev-parser.other-kind@4", "netdev-parser.other-kind@4"]);
  });

  it("stop at what is no file of this syntax", () => {
    expect(readLines(["[NetDev"])).toMatchObject({ accepted: "EBADMSG" });
    const { accepted, reports } = readKind("bridge", ["[Bridge]", "X-Own=1", "[Bri\x01dge]"]);
    expect(accepted).toBe("EBADMSG");
    expect(reports).toEqual(["ini.section-unsafe@6", "netdev-parser.gave-up@6"]);
  });

  it("skip an empty file", () => {
    expect(parseNetdevFile(new Uint8Array())).toMatchObject({
      accepted: "ENOENT",
      device: null,
      diagnostics: [{ code: "netdev-parser.empty", level: Severity.debug, line: null }],
    });
    const file = { kind: "netdev", name: "a.netdev", isDropIn: false };
    expect(definition.diagnose!(new Uint8Array(), file)).toEqual({ diagnostics: [], error: null });
  });

  it("skip a file when the machine does not pass its tests", () => {
    const lines = ["[Match]", "Host=here", "Firmware=!uefi", "[NetDev]", "Name=test0", "Kind=dummy"];
    expect(readLines(lines)).toEqual({
      accepted: "ESTALE",
      device: null,
      reports: ["netdev-parser.other-machine"],
    });
    expect(readLines(lines, { test: (kind) => kind === "Host" }).device?.name).toBe("test0");
    expect(readLines(lines, { test: () => true }).device).toBeNull();
    expect(readLines([...lines, "[Match]", "Host="]).device?.name).toBe("test0");
  });
});

describe("[NetDev]", () => {
  it("is what all kinds have", () => {
    const { device } = readKind("ifb", ["Description=a b", "MTUBytes=9K", "MACAddress=00-53-00-00-00-01"]);
    expect(device).toMatchObject({ name: "test0", description: "a b", mtuBytes: 9216 });
    expect(device?.macAddress).toEqual(Uint8Array.of(0, 0x53, 0, 0, 0, 1));
  });

  it.each([
    ["none", [0]],
    ["", null],
  ])("MACAddress=%s", (value, bytes) => {
    const { device } = readKind("ifb", ["MACAddress=00:53:00:00:00:01", `MACAddress=${value}`]);
    expect(device?.macAddress ?? null).toEqual(bytes === null ? null : Uint8Array.from(bytes));
  });

  it.each(["192.0.2.1", "00:53:00:00:00", "None"])("MACAddress=%s is refused", (value) => {
    expect(readKind("ifb", [`MACAddress=${value}`]).reports[0]).toBe("value.not-hardware-address@4");
  });
});

describe("what systemd logs", () => {
  const observe = (...lines: readonly string[]): unknown =>
    definition.observe(encodeUtf8(`${["[NetDev]", "Name=test0", ...lines].join("\n")}\n`));

  it("breaks a message at the line breaks in it", () => {
    expect(observe("Kind=vlan", "[VLAN]", "Id=1", 'EgressQOSMaps="a\\nb"')).toMatchObject({
      accepted: 0,
      diagnostics: [
        { line: 6, level: 4 },
        { line: null, level: 4 },
      ],
    });
    expect(observe("Kind=tun", "MTUBytes=1500")).toMatchObject({
      diagnostics: [
        { line: null, level: 4 },
        { line: null, level: 4 },
      ],
    });
  });

  it("counts by lines only where the machine may be asked", () => {
    expect(observe("[Match]", "Host=x", "Bad=1", "[NetDev]")).toMatchObject({
      host_condition: true,
      diagnostics: [{ line: 5, level: 4 }],
    });
  });
});

describe("directives", () => {
  it("are those of the table", () => {
    for (const [section, rows] of netdevTable.sections) {
      const kind = Object.values(deviceKinds).find(({ sections }) => sections.has(section));
      const known = commonSections.get(section) ?? kind?.sections.get(section);
      expect([...(known?.keys() ?? [])].sort(), section).toEqual(rows.map(({ name }) => name).sort());
    }
    const described = Object.values(deviceKinds).flatMap(({ sections }) => [...sections.keys()]);
    for (const section of described) expect(netdevTable.sections.has(section), section).toBe(true);
  });

  it("take the valid samples of their type and report the others", () => {
    const wrong: string[] = [];
    for (const { section, name, type, variant } of netdevTable.rows) {
      const kind = kinds.find((word) => deviceKinds[word as keyof typeof deviceKinds].sections.has(section)) ?? "dummy";
      if (type === null) continue;
      const reported = (value: string): boolean => {
        const head = name === "Kind" ? "[NetDev]\nName=a" : `[NetDev]\nName=a\nKind=${kind}`;
        const { diagnostics } = parseNetdevFile(encodeUtf8(`${head}\n[${section}]\n${name}=${value}\n`));
        return diagnostics.some(({ line }) => line !== null && line > head.split("\n").length + 1);
      };
      const { valid, invalid } = samplesOf(type, variant);
      for (const value of valid) if (reported(value)) wrong.push(`${section}.${name}=${value}`);
      for (const value of invalid) if (!reported(value)) wrong.push(`${section}.${name}=${value} not`);
    }
    expect(new Set(wrong)).toEqual(exceptions);
  });
});

const anyLine = fc.oneof(
  fc.constantFrom(...netdevTable.sections.keys()).map((section) => `[${section}]`),
  fc.constantFrom(...netdevTable.rows).chain(({ name, type, variant }) => {
    const { valid, invalid } = type === null ? { valid: ["1"], invalid: [] } : samplesOf(type, variant);
    return fc.constantFrom(...valid, ...invalid).map((value) => `${name}=${value}`);
  }),
  fc.string(),
);

const anyFile = fc
  .tuple(fc.constantFrom(...kinds), fc.array(anyLine, { maxLength: 20 }))
  .map(([kind, lines]) => encodeUtf8(`[NetDev]\nName=test0\nKind=${kind}\n${lines.join("\n")}`));

describe("laws", () => {
  it("hold for files made of directives", () => {
    fc.assert(fc.property(anyFile, (bytes) => checkLaws(definition, bytes, definition.run(bytes))));
  });

  it("hold for any bytes", () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => checkLaws(definition, bytes, definition.run(bytes))));
  });

  it("a document is written back byte for byte, and read twice the same", () => {
    fc.assert(
      fc.property(anyFile, (bytes) => {
        const file = parseNetdevFile(bytes);
        expect(formatNetdevDocument(file.document)).toEqual(bytes);
        expect(definition.observe(bytes)).toEqual(definition.observe(bytes));
      }),
    );
  });

  it("too long inputs are left alone", () => {
    expect(definition.run(new Uint8Array(65_537))).toBeNull();
  });

  it("sections that cannot be written are misuse", () => {
    expect(() => formatNetdevFile([{ name: "NetDev", assignments: [{ key: "Name", value: "a\nb" }] }])).toThrow(
      TypeError,
    );
  });
});
