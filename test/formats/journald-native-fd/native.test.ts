import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { fromLatin1, latin1 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/journald-native-fd/definition.js";
import { encode, parse } from "../../../src/formats/journald-native-fd/index.js";
import { textField } from "../../../src/journal/field.js";
import { spell } from "../../journal/spell.js";

const read = (text: string): { entries: string[][]; codes: string[] } => {
  const { entries, diagnostics } = parse(fromLatin1(text));
  return {
    entries: entries.map(({ fields }) => spell(fields)),
    codes: diagnostics.map(({ code }) => code.slice("journald-native-fd.".length)),
  };
};

const ZERO = "\0".repeat(7);

describe("parse", () => {
  it.each([
    ["A=1\n\nB=2\n", [["A=1"], ["B=2"]]],
    ["A=1\n#x\n.y\n\nB=2\n", [["A=1"], ["B=2"]]],
    ["MESSAGE=1\n\nMESSAGE=2\n", [["MESSAGE=1"]]],
    ["A=1\n\n\nB=2\n", [["A=1"]]],
    ["\nA=1\n", []],
    ["a=1\n\nA=1\n", []],
    ["_A=1\nB=2\n", [["B=2"]]],
    [`A\n\x03${ZERO}a\nb\nB=2\n`, [["A=a\nb", "B=2"]]],
    [`A\n\0${ZERO}\n`, [["A="]]],
    [`_A\n\x01${ZERO}x\nB=2\n`, [["B=2"]]],
  ])("%j", (text, entries) => {
    expect(read(text)).toEqual({ entries, codes: [] });
  });

  it.each([
    ["A=1", [], ["not-terminated"]],
    ["A=1\nB", [["A=1"]], ["not-terminated", "not-terminated"]],
    ["MESSAGE=1\nB", [["MESSAGE=1"]], ["not-terminated"]],
    ["A\n", [], ["bad-binary-field"]],
    [`A\n\x02${ZERO}x\n`, [], ["bad-binary-field"]],
    [`A\n\x01${ZERO}xy\n`, [], ["bad-binary-field"]],
    [`A=1\nA\n\0\0\0\x30\0\0\0\0x\n`, [["A=1"]], ["bad-binary-field", "bad-binary-field"]],
    [`A=1\nA\n\x01\0\0\x30\0\0\0\0x\n`, [], ["field-too-large"]],
    [`A=1\nA\n${"\xff".repeat(8)}x\n`, [], ["field-too-large"]],
  ])("%j", (text, entries, codes) => {
    expect(read(text)).toEqual({ entries, codes });
  });

  it.each([
    ["A=1\n", 6, undefined],
    ["PRIORITY=3\n", 3, undefined],
    ["PRIORITY=3\nSYSLOG_FACILITY=3\n", 27, undefined],
    ["SYSLOG_FACILITY=99\nPRIORITY=9\n", 793, undefined],
    ["PRIORITY=10\nSYSLOG_FACILITY=100\nPRIORITY=x\nSYSLOG_FACILITY=\n", 6, undefined],
    ["OBJECT_PID=1\nOBJECT_PID=2\n", 6, 2],
    ["OBJECT_PID=7\nOBJECT_PID=0\nOBJECT_PID=x\n", 6, 7],
    ["OBJECT_PID=010\n", 6, 8],
    ["OBJECT_PID=000000000001\n", 6, undefined],
  ])("%j has priority %d and object %s", (text, priority, objectPid) => {
    expect(parse(fromLatin1(text)).entries[0]).toMatchObject({ priority, objectPid });
  });

  it("takes 1025 fields", () => {
    expect(read("A=1\n".repeat(1025)).entries[0]).toHaveLength(1025);
    expect(read("A=1\n".repeat(1026))).toEqual({ entries: [], codes: ["too-many-fields"] });
  });
});

describe("encode", () => {
  it("writes binary fields where a line feed is inside", () => {
    const entries = [{ fields: [textField("A", "1")] }, { fields: [textField("B", "x\n")] }];
    expect(latin1(encode(entries))).toBe(`A=1\n\nB\n\x02${ZERO}x\n\n`);
  });
});

describe("laws", () => {
  const holds = (bytes: Uint8Array): void => checkLaws(definition, bytes, definition.run(bytes));

  it("hold for any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), holds));
  });

  it("hold for what looks like entries", () => {
    const part = fc.constantFrom(
      "A",
      "=",
      "\n",
      "x",
      "PRIORITY=3",
      "MESSAGE=",
      `B\n\x01${ZERO}y\n`,
      `B\n\x02${ZERO}\n\n\n`,
      "#",
      "_",
    );
    fc.assert(fc.property(fc.array(part, { maxLength: 16 }), (parts) => holds(fromLatin1(parts.join("")))));
  });
});
