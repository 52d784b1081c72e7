import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { linkTable } from "../../../src/directives/tables/link.js";
import { samplesOf } from "../../../src/directives/value-types.js";
import { parseLinkFile } from "../../../src/formats/link-parser/parse.js";
import { linkSections } from "../../../src/formats/link-parser/sections.js";

const reported = (section: string, name: string, value: string): boolean =>
  parseLinkFile(encodeUtf8(`[${section}]\n${name}=${value}\n`)).diagnostics.length > 0;

describe("directives", () => {
  it("are the keys of the table, and no others", () => {
    expect([...linkSections.keys()]).toEqual([...linkTable.sections.keys()]);
    for (const [section, keys] of linkSections) {
      const listed = linkTable.sections.get(section)!.map((row) => row.name);
      expect([...keys.keys()].sort(), section).toEqual(listed.sort());
    }
  });

  it("take valid samples and report invalid ones", () => {
    const wrong: string[] = [];
    for (const { section, name, type, variant } of linkTable.rows) {
      if (type === null) continue;
      const { valid, invalid } = samplesOf(type, variant);
      for (const value of valid) if (reported(section, name, value)) wrong.push(`${section}.${name}=${value}`);
      for (const value of invalid) if (!reported(section, name, value)) wrong.push(`${section}.${name}=${value}`);
    }
    expect(wrong).toEqual([]);
  });
});
