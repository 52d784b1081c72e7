import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { encodeUtf8, fromLatin1 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/env-file/definition.js";
import { EnvFileFailure, format, listAssignments, listPairs, parse } from "../../../src/formats/env-file/index.js";
import { parseEnvFile } from "../../../src/text/env-file.js";

const entries = (text: string): [string, string][] => {
  const parsed = parse(encodeUtf8(text));
  if (parsed instanceof EnvFileFailure) throw new Error(`${parsed.errno} in line ${parsed.line}`);
  return parsed.map(({ key, value }) => [key, value]);
};
const holds = (bytes: Uint8Array): void => checkLaws(definition, bytes, definition.run(bytes));

describe("parse", () => {
  it.each([
    ["A=x", [["A", "x"]]],
    ["  A B \t= x  \n", [["A B", "x"]]],
    ["A\nB=\n", [["B", ""]]],
    ["# A=x\n ;B=x\nC=x # y\n", [["C", "x # y"]]],
    ["# c\\\nA=x\n", [["A", "x"]]],
    [
      "=x\n==\n=a=b\n",
      [
        ["=", ""],
        ["=a", "b"],
      ],
    ],
    ["A=x\\\ny \\\n z\n", [["A", "xy  z"]]],
    ["A=x\\  \n", [["A", "x "]]],
    ["A=\\\\\\x\\", [["A", "\\x"]]],
    ['A="x\ny" \n', [["A", "x\ny"]]],
    ['A="\\"\\\\\\`\\$\\n"\n', [["A", '"\\`$\\n']]],
    ['A="x\\\ny"\n', [["A", "xy"]]],
    ["A='x\\' y\n", [["A", "x\\y"]]],
    ["A='a' \"b\"\tc d \n", [["A", "abc d"]]],
    ['A=x"y z"\n', [["A", 'x"y z"']]],
    ['A="x\nB=y\n', [["A", "x\nB=y\n"]]],
    [
      "A=x\rB=y\r\n",
      [
        ["A", "x"],
        ["B", "y"],
      ],
    ],
    [
      "A=1\nA=2\n",
      [
        ["A", "1"],
        ["A", "2"],
      ],
    ],
  ])("%j", (text, expected) => {
    expect(entries(text)).toEqual(expected);
  });

  it.each([
    ["A=1\n\0", "EBADMSG", "file", 1],
    ["A=\xff", "EINVAL", "value", 1],
    ["A=\xff\n", "EINVAL", "value", 2],
    ["\n\n# c\nA\nB=1\n\n\xff=1", "EINVAL", "key", 4],
    ['A="x\n\ny"\nB=x\\\n\xff', "EINVAL", "value", 2],
    ["A=\xef\xbf\xbf\n", "EINVAL", "value", 2],
  ])("%j: %s in the %s", (text, errno, part, line) => {
    expect(parse(fromLatin1(text))).toMatchObject({ errno, part, line });
  });

  it("looks for invalid UTF-8 in assignments only", () => {
    expect(parse(fromLatin1("# \xff\n\xff\nA=1\n"))).toEqual([{ key: "A", value: "1" }]);
  });

  it("reads a value of a megabyte, and a hundred thousand lines", () => {
    expect(entries(`A="${"x\n".repeat(500_000)}"`)[0]?.[1].length).toBe(1_000_000);
    expect(entries("A=1\n".repeat(100_000)).length).toBe(100_000);
  });
});

describe("lists", () => {
  const file = parse(encodeUtf8("A=1\nB=2\nA=3\n==\n=x=1\n=y=2\n")) as Exclude<
    ReturnType<typeof parse>,
    EnvFileFailure
  >;

  it("keep the last value of a key at the first place", () => {
    expect(listPairs(file).map(({ key, value }) => key + value)).toEqual(["A3", "B2", "=", "=x1", "=y2"]);
  });

  it("take the name of an assignment up to its first equals sign", () => {
    expect(listAssignments(file)).toEqual(["A=3", "B=2", "=y=2"]);
  });

  it("agree with the map that others use", () => {
    expect(parseEnvFile(encodeUtf8("A=1\nB=2\nA=3\n"))).toEqual(
      new Map([
        ["A", "3"],
        ["B", "2"],
      ]),
    );
    expect(parseEnvFile(fromLatin1("\0"))).toBeInstanceOf(EnvFileFailure);
  });
});

describe("format", () => {
  it.each([
    ["x", "A=x\n"],
    ["", "A=\n"],
    ["#x=1", "A=#x=1\n"],
    ["x y", 'A="x y"\n'],
    ['"\\`$', 'A="\\"\\\\\\`\\$"\n'],
    ["x\ny", 'A="x\ny"\n'],
    ["(x)", 'A="(x)"\n'],
    ["é", "A=é\n"],
  ])("%j", (value, text) => {
    expect(format([{ key: "A", value }])).toBe(text);
    expect(entries(text)).toEqual([["A", value]]);
  });

  it.each(["", "#a", ";a", " a", "a\t", "a\nb", "a=", "a\0", "\ud800"])("refuses the key %j", (key) => {
    expect(() => format([{ key, value: "" }])).toThrow(TypeError);
  });

  it.each(["\0", "\udc00", "\uffff"])("refuses the value %j", (value) => {
    expect(() => format([{ key: "A", value }])).toThrow(TypeError);
  });

  it("writes any value so that it is read back", () => {
    const value = fc.string({ unit: fc.constantFrom(..."a \t\n\r\"'\\`$#;=*é😀\x7f\x01") });
    const key = fc.stringMatching(/^=?[A-Za-z_][A-Za-z0-9_.-]{0,5}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value)), (pairs) => {
        expect(entries(format(pairs.map(([name, text]) => ({ key: name, value: text }))))).toEqual(pairs);
      }),
    );
  });
});

describe("laws", () => {
  it("hold for every seed", () => {
    for (const { bytes } of definition.seeds()) holds(bytes);
  });

  it("hold for pieces of files, and for any bytes", () => {
    const pieces = [...definition.dictionary()].filter((piece) => typeof piece === "string");
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 16 }), (chosen) =>
        holds(encodeUtf8(chosen.join(""))),
      ),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), holds));
  });
});

describe("observe", () => {
  it("counts the lines that a logged value takes", () => {
    const lines = (text: string): unknown => {
      const { load } = definition.observe(fromLatin1(text)) as { load: { diagnostics: unknown[] } };
      return load.diagnostics.length;
    };
    expect(lines("A=\xff\n")).toBe(1);
    expect(lines('A="x\n\n\xff\n"\n')).toBe(3);
    expect(lines(`A="\xff${"x\n".repeat(5000)}"`)).toBeLessThan(1100);
  });

  it("leaves out inputs that are too long", () => {
    expect(definition.observe(new Uint8Array(65_537))).toEqual({ ignored: true });
    expect(definition.inspect(new Uint8Array(65_537))).toMatchObject({ value: null, error: "E2BIG" });
  });

  it("shows a refusal as a diagnostic", () => {
    expect(definition.inspect(fromLatin1("A=\xff\n"))).toMatchObject({
      error: "EINVAL",
      diagnostics: [{ code: "env-file.bad-value", line: 2, params: { key: "A" } }],
    });
    expect(definition.inspect(encodeUtf8("A=1"))).toMatchObject({ error: null, value: [{ key: "A", value: "1" }] });
  });
});
