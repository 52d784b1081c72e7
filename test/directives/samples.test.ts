import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../src/core/utf8.js";
import type { Directive } from "../../src/directives/directive-table.js";
import { unitFileTable } from "../../src/directives/tables/unit-file.js";
import { samplesOf } from "../../src/directives/value-types.js";
import { definition as unitFile } from "../../src/formats/unit-file/definition.js";
import { unitSections } from "../../src/formats/unit-file/sections.js";
import { isUnitType } from "../../src/text/unit-name.js";

/** Unit type whose files may hold a section. */
const unitTypeOf = (section: string): string =>
  section === "Unit" || section === "Install" ? "service" : section.toLowerCase();

/** Rows where it is not the value that decides, and why. */
const exceptions: readonly (readonly [why: string, applies: (row: Directive) => boolean])[] = [
  ["a warning says that another key supersedes this one", ({ name }) => name === "MemoryLimit"],
  [
    "only units with processes of their own choice may have it",
    ({ section, name }) => /^(Delegate|ManagedOOM)/.test(name) && ["Socket", "Mount", "Swap"].includes(section),
  ],
  ["delegation is not for slices", ({ section, name }) => section === "Slice" && /^Delegate/.test(name)],
  ["a warning says that one of the modes is not safe", ({ name }) => name === "KillMode"],
  ["a slice's place follows from its name", ({ section, name }) => section === "Slice" && name === "Slice"],
  ["the socket's type rules some addresses out", ({ name }) => name === "ListenSequentialPacket"],
];

const reported = (section: string, name: string, value: string): boolean => {
  const { diagnostics } = unitFile.inspect(encodeUtf8(`${unitTypeOf(section)}\n[${section}]\n${name}=${value}\n`));
  return diagnostics.some((diagnostic) => diagnostic.line !== null);
};

describe("unit files", () => {
  it("parse the keys of the table, and no others", () => {
    for (const [type, sections] of unitSections) {
      for (const [section, keys] of sections) {
        const listed = (unitFileTable.sections.get(section) ?? []).map((row) => row.name);
        expect([...keys.keys()].sort(), `${type} [${section}]`).toEqual([...listed].sort());
      }
    }
  });

  it("take valid samples and report invalid ones", () => {
    const wrong: string[] = [];
    for (const row of unitFileTable.rows) {
      if (row.type === null || exceptions.some(([, applies]) => applies(row))) continue;
      expect(isUnitType(unitTypeOf(row.section))).toBe(true);
      const { valid, invalid } = samplesOf(row.type, row.variant);
      for (const value of valid)
        if (reported(row.section, row.name, value)) wrong.push(`${row.section}.${row.name}=${value}`);
      for (const value of invalid)
        if (!reported(row.section, row.name, value)) wrong.push(`${row.section}.${row.name}=${value}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each(exceptions)("have exceptions that are needed: %s", (_, applies) => {
    const rows = unitFileTable.rows.filter((row) => row.type !== null && applies(row));
    expect(
      rows.some((row) =>
        samplesOf(row.type!, row.variant).valid.some((value) => reported(row.section, row.name, value)),
      ),
    ).toBe(true);
  });

  it("report retired keys, and keys that other programs read not at all", () => {
    for (const { section, name, status } of unitFileTable.rows) {
      if (status !== "active") expect(reported(section, name, "x"), name).toBe(status !== "ignored");
    }
  });
});
