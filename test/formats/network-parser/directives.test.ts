import { describe, expect, it } from "vitest";
import type { Directive } from "../../../src/directives/directive-table.js";
import { networkTable } from "../../../src/directives/tables/network.js";
import { samplesOf } from "../../../src/directives/value-types.js";
import { networkSections } from "../../../src/formats/network-parser/sections.js";
import { read } from "./read.js";

/** Rows where it is not the value type alone that decides, and why. */
const exceptions: readonly (readonly [why: string, applies: (row: Directive) => boolean])[] = [
  ["only the older key says what is announced", ({ name }) => name === "IPv6SendRA"],
  ["an enterprise number comes first", ({ section, name }) => section === "DHCPv6" && name === "SendVendorOption"],
];

describe("the sections", () => {
  it("have the keys of the table, and no others", () => {
    const listed = new Map(
      [...networkTable.sections]
        .filter(([, rows]) => rows.some(({ status }) => status !== "unread"))
        .map(([section, rows]) => [section, rows.map(({ name }) => name)]),
    );
    const known = new Map([...networkSections].map(([section, keys]) => [section, [...keys.keys()]]));
    const sorted = (sections: ReadonlyMap<string, readonly string[]>) =>
      Object.fromEntries(
        [...sections].filter(([, keys]) => keys.length).map(([name, keys]) => [name, [...keys].sort()]),
      );
    expect(sorted(known)).toEqual(sorted(listed));
  });
});

describe("values", () => {
  const rows = networkTable.rows.filter(({ type }) => type !== null);
  const usual = rows.filter((row) => !exceptions.some(([, applies]) => applies(row)));

  it.each(usual.map((row) => [`${row.section}.${row.name}`, row] as const))(
    "%s",
    (_, { section, name, type, variant }) => {
      const { valid, invalid } = samplesOf(type!, variant);
      const silent = read(`[${section}]`).verified.length;
      expect(valid.filter((value) => read(`[${section}]`, `${name}=${value}`).reports.length)).toEqual([]);
      expect(
        invalid.filter((value) => {
          const { reports, verified } = read(`[${section}]`, `${name}=${value}`);
          return !reports.length && verified.length === silent;
        }),
      ).toEqual([]);
    },
  );

  it.each(exceptions)("have exceptions that are needed: %s", (_, applies) => {
    for (const { section, name, type, variant } of rows.filter(applies)) {
      const { valid } = samplesOf(type!, variant);
      expect(valid.some((value) => read(`[${section}]`, `${name}=${value}`).reports.length)).toBe(true);
    }
  });
});
