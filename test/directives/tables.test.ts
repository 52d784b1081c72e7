import { describe, expect, it } from "vitest";
import { InvariantError } from "../../src/core/diagnostics.js";
import { directiveTokens } from "../../src/directives/dictionary.js";
import { DirectiveTable } from "../../src/directives/directive-table.js";
import { linkSamples } from "../../src/directives/samples/link.js";
import { netdevSamples } from "../../src/directives/samples/netdev.js";
import { networkSamples } from "../../src/directives/samples/network.js";
import { networkSectionSamples } from "../../src/directives/samples/network-sections.js";
import { nspawnSamples } from "../../src/directives/samples/nspawn.js";
import { sharedSamples } from "../../src/directives/samples/shared.js";
import { unitFileSamples } from "../../src/directives/samples/unit-file.js";
import { linkTable } from "../../src/directives/tables/link.js";
import { netdevTable } from "../../src/directives/tables/netdev.js";
import { networkTable } from "../../src/directives/tables/network.js";
import { nspawnTable } from "../../src/directives/tables/nspawn.js";
import { unitFileTable } from "../../src/directives/tables/unit-file.js";
import { samplesOf, valueTypes } from "../../src/directives/value-types.js";

const tables = [unitFileTable, networkTable, netdevTable, linkTable, nspawnTable];

describe.each(tables.map((table) => [table.slug, table] as const))("%s", (_, table) => {
  it("names each key of a section once", () => {
    const keys = table.rows.map((row) => `${row.section}.${row.name}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("finds every key again, and no other", () => {
    for (const row of table.rows) expect(table.lookup(row.section, row.name)).toBe(row);
    expect(table.lookup("Unit", "NoSuchKey")).toBeUndefined();
    expect(table.lookup("__proto__", "constructor")).toBeUndefined();
  });

  it("has samples for every value type", () => {
    for (const { type, variant } of table.rows) {
      if (type === null) continue;
      const { valid, invalid } = samplesOf(type, variant);
      expect(valid.length + invalid.length).toBeGreaterThan(0);
      expect(valid.filter((value) => invalid.includes(value))).toEqual([]);
      expect([...valid, ...invalid].filter((value) => /[\n\r\0]/.test(value))).toEqual([]);
    }
  });

  it("gives every section and key to the dictionary", () => {
    const tokens = new Set(directiveTokens(table));
    for (const { section, name } of table.rows) {
      expect(tokens.has(`[${section}]`)).toBe(true);
      expect(tokens.has(`${name}=`)).toBe(true);
    }
  });
});

describe("tables", () => {
  // Numbers of keys in systemd 257.
  it.each([
    [unitFileTable, 11, 1341],
    [networkTable, 58, 599],
    [netdevTable, 31, 235],
    [linkTable, 3, 98],
    [nspawnTable, 3, 61],
  ] as const)("are complete: $slug", (table, sections, keys) => {
    expect(table.sections.size).toBe(sections);
    expect(table.rows.length).toBe(keys);
  });

  it("share the rows of execution, resource control and killing", () => {
    const names = (section: string): readonly string[] => unitFileTable.sections.get(section)!.map((row) => row.name);
    const [socket, slice] = [names("Socket"), names("Slice")];
    expect(names("Service").slice(-228)).toEqual(socket.slice(-228));
    expect(socket.slice(-77, -7)).toEqual(slice);
  });

  it("know what becomes of retired keys", () => {
    expect(unitFileTable.lookup("Unit", "IgnoreOnSnapshot")?.status).toBe("legacy");
    expect(unitFileTable.lookup("Service", "AppArmorProfile")?.status).toBe("not-built-in");
    expect(unitFileTable.lookup("Install", "WantedBy")).toEqual({
      section: "Install",
      name: "WantedBy",
      type: null,
      variant: null,
      status: "ignored",
    });
    expect(unitFileTable.lookup("Service", "LimitNOFILE")).toEqual({
      section: "Service",
      name: "LimitNOFILE",
      type: "rlimit",
      variant: "NOFILE",
      status: "active",
    });
  });

  it("refuse malformed rows", () => {
    for (const row of ["Name", "Name type variant more", "Name (bogus)"]) {
      expect(() => new DirectiveTable("x", [["Section", row]]).rows).toThrow(InvariantError);
    }
  });

  it("merge sections that come in pieces", () => {
    const table = new DirectiveTable("x", [
      ["A", "One boolean\n"],
      ["B", "Two boolean\n"],
      ["A", "Three (legacy)\n"],
    ]);
    expect([...table.sections].map(([section, rows]) => [section, rows.map((row) => row.name)])).toEqual([
      ["A", ["One", "Three"]],
      ["B", ["Two"]],
    ]);
  });
});

describe("samples", () => {
  it("are in one table each", () => {
    const all = [
      sharedSamples,
      unitFileSamples,
      networkSamples,
      networkSectionSamples,
      netdevSamples,
      linkSamples,
      nspawnSamples,
    ];
    const names = all.flatMap((table) => Object.keys(table));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it("belong to value types that a table uses", () => {
    const used = new Set<string>();
    for (const table of tables) {
      for (const { type, variant } of table.rows) {
        if (type === null) continue;
        used.add(Object.hasOwn(valueTypes, `${type} ${variant}`) ? `${type} ${variant}` : type);
      }
    }
    expect(Object.keys(valueTypes).filter((name) => !used.has(name))).toEqual([]);
  });

  it("are missing for unknown value types", () => {
    expect(() => samplesOf("no-such-type")).toThrow(TypeError);
    expect(() => samplesOf("toString")).toThrow(TypeError);
  });
});
