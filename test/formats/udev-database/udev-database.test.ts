import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/udev-database/definition.js";
import { parseUdevDatabase } from "../../../src/formats/udev-database/index.js";

function read(text: string) {
  const { database, diagnostics } = parseUdevDatabase(encodeUtf8(text));
  return { ...database, codes: diagnostics.map(({ code }) => code) };
}

describe("lines", () => {
  it.each(["E:A=1\nE:B=2\n", "E:A=1\r\nE:B=2\r", "E:A=1\0E:B=2\0", "\n\nE:A=1\n\n\nE:B=2\n"])("%j", (text) => {
    expect([...read(text).properties]).toEqual([
      ["A", "1"],
      ["B", "2"],
    ]);
  });

  it("without a line end at the end are not taken", () => {
    expect(read("E:A=1\nE:B=2").properties.size).toBe(1);
    expect(read("E").codes).toEqual([]);
    expect(read("E:").codes).toEqual([]);
  });

  it("have a value of at least one character, even if that is a line end", () => {
    expect([...read("E:\nA=1\n").properties]).toEqual([["\nA", "1"]]);
    expect(read("G:\n").codes).toEqual([]);
    expect(read("S:\0\0").codes).toEqual(["udev-database.bad-value"]);
  });

  it("without a colon are skipped, the character behind the letter taken for what it is not", () => {
    expect(read("Ex:A=1\nE:B=1\n")).toMatchObject({
      codes: ["udev-database.no-colon"],
      properties: new Map([["B", "1"]]),
    });
    expect(read("b\nE:A=1\nE:B=2\n").properties).toEqual(new Map([["B", "2"]]));
  });

  it("of unknown kinds are reported, watch handles passed over", () => {
    expect(read("N:x\nW:x\n").codes).toEqual(["udev-database.unknown-key"]);
  });
});

describe("properties", () => {
  it("keep the place of their first assignment, and go with an empty one", () => {
    expect([...read("E:A=1\nE:B=2\nE:A=3\n").properties]).toEqual([
      ["A", "3"],
      ["B", "2"],
    ]);
    expect([...read("E:A=1\nE:B=2\nE:A=\nE:A=3\n").properties.keys()]).toEqual(["B", "A"]);
  });

  it("are written back, but for the time, even if they start with a dot", () => {
    const { properties, databaseProperties } = read("E:.A=1\nE:B=2\nI:5\nE:C=3\nE:C=\n");
    expect([...properties.keys()]).toEqual([".A", "B", "USEC_INITIALIZED"]);
    expect([...databaseProperties.keys()]).toEqual([".A", "B"]);
  });

  it("need an equals sign, not a name", () => {
    expect(read("E:A\n").codes).toEqual(["udev-database.bad-value"]);
    expect(read("E:=x\n").properties).toEqual(new Map([["", "x"]]));
  });
});

describe("other entries", () => {
  it("links are paths below /dev", () => {
    expect([...read("S:/a//b/.\n").devlinks]).toEqual(["/dev/a/b"]);
    expect(read("S:../x\nS:.\n").codes).toHaveLength(2);
    expect(read(`S:${"x".repeat(255)}\n`).codes).toEqual([]);
    expect(read(`S:${"x".repeat(256)}\n`).codes).toHaveLength(1);
  });

  it("links are shorter than a path can be, with every slash that was written", () => {
    const longest = 4095 - "/dev/".length;
    expect([...read(`S:a${"/".repeat(longest - 1)}\n`).devlinks]).toEqual(["/dev/a"]);
    expect(read(`S:a${"/".repeat(longest)}\n`).codes).toHaveLength(1);
    expect(read(`S:${"é/".repeat(Math.floor(longest / 3))}\n`).codes).toEqual([]);
    expect(read(`S:${"é/".repeat(Math.ceil(longest / 3))}x\n`).codes).toHaveLength(1);
  });

  it("tags are letters, digits, - and _; current ones are tags too", () => {
    expect(read("G:a\nQ:b\n")).toMatchObject({ tags: new Set(["a", "b"]), currentTags: new Set(["b"]) });
    expect(read("G:a;b\nG:.x\nG:é\n").codes).toHaveLength(3);
  });

  it("numbers keep to their types", () => {
    expect(read("I:18446744073709551615\n").usecInitialized).toBe(18_446_744_073_709_551_615n);
    expect(read("L:-5\nV:7\n")).toMatchObject({ devlinkPriority: -5, databaseVersion: 7 });
    expect(read("I:-1\nL:2147483648\nV:4294967296\n").codes).toHaveLength(3);
  });
});

describe("laws", () => {
  const pieces = fc.constantFrom(
    "E:",
    "S:",
    "G:",
    "Q:",
    "I:",
    "L:",
    "V:",
    "W:",
    "X",
    "A=1",
    "USEC_INITIALIZED=",
    ".h=2",
    "5",
    "../",
    "a",
    "\n",
    "\r",
    "\0",
    "=",
  );

  it("hold for entries put together at random", () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const input = encodeUtf8(parts.join(""));
        checkLaws(definition, input, definition.run(input));
      }),
      { numRuns: 500 },
    );
  });

  it("hold for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (input) => checkLaws(definition, input, definition.run(input))),
    );
  });

  it("hold for the committed seeds", () => {
    for (const { bytes } of definition.seeds()) checkLaws(definition, bytes, definition.run(bytes));
  });
});
