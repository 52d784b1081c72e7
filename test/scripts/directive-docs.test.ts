import { describe, expect, test } from "vitest";
import { directiveRows, directiveTables, isChecked } from "../../scripts/directive-docs.js";
import { toJson } from "../../src/core/json.js";
import { unitFileTable } from "../../src/directives/tables/unit-file.js";
import { packageRoot } from "../../src/engine/package-root.js";
import { findFormat } from "../../src/formats/registry.js";

describe.each(directiveTables.map((table) => [table.slug, table] as const))("%s", (slug, table) => {
  test.skipIf(findFormat(slug) === undefined)(
    "has a value parser for every directive that systemd parses",
    async () => {
      const rows = await directiveRows(table, packageRoot);
      expect(rows?.filter(({ checked }) => checked === false).map(({ section, name }) => `${section}.${name}`)).toEqual(
        [],
      );
      expect(rows?.filter(({ checked, status }) => (checked === null) !== (status !== "active"))).toEqual([]);
    },
  );

  test.skipIf(findFormat(slug) === undefined)("has recorded cases, and they agree", async () => {
    const rows = (await directiveRows(table, packageRoot)) ?? [];
    const inCases = rows.filter(({ golden }) => golden.cases > 0);
    expect(inCases.length).toBeGreaterThan(0);
    for (const { section, name, golden } of inCases)
      expect(golden.agree / golden.cases, `${section}.${name}`).toBeGreaterThan(0.5);
  });
});

test("a parser that looks at no value is found out", async () => {
  const unitFile = await findFormat("unit-file")!.load();
  const blind = { ...unitFile, inspect: () => ({ value: null, diagnostics: [], error: null }) };
  const service = (name: string) => unitFileTable.lookup("Service", name)!;
  for (const name of ["Restart", "BusName", "SyslogIdentifier", "CapabilityBoundingSet"]) {
    expect(isChecked(unitFile, unitFileTable, service(name)), name).toBe(true);
    expect(isChecked(blind, unitFileTable, service(name)), name).toBe(false);
  }
  expect(isChecked(unitFile, unitFileTable, service("AppArmorProfile"))).toBeNull();
  expect(toJson(service("Restart"))).toMatchObject({ status: "active" });
});
