import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { type ParsedVarlinkIdl, parse, VarlinkIdlError } from "../../../src/formats/varlink-idl/index.js";

const HEADER = "interface a.b\n";

const parsed = (text: string): ParsedVarlinkIdl => {
  const result = parse(encodeUtf8(text));
  if (result instanceof VarlinkIdlError) throw new Error(`${result.code} at ${result.line}:${result.column}`);
  return result;
};

describe("parse: the model", () => {
  it("keeps names, types, marks and comments", () => {
    const { interface: definition } = parsed(
      "# one\n#two\ninterface a.b\n# about M\nmethod M(\n# about x\nx: ?[]int) -> (y: [string]T)\ntype T (z: (p, q))\nerror E ()",
    );
    expect(definition).toEqual({
      name: "a.b",
      comments: ["one", "two"],
      symbols: [
        {
          name: "M",
          comments: ["about M"],
          definition: {
            kind: "method",
            input: [{ name: "x", type: { base: "int", container: "array", nullable: true }, comments: ["about x"] }],
            output: [
              {
                name: "y",
                type: { base: { kind: "named", name: "T" }, container: "map", nullable: false },
                comments: [],
              },
            ],
          },
        },
        {
          name: "T",
          comments: [],
          definition: {
            kind: "struct",
            fields: [
              {
                name: "z",
                type: {
                  base: {
                    kind: "enum",
                    values: [
                      { name: "p", comments: [] },
                      { name: "q", comments: [] },
                    ],
                  },
                  container: null,
                  nullable: false,
                },
                comments: [],
              },
            ],
          },
        },
        { name: "E", comments: [], definition: { kind: "error", fields: [] } },
      ],
    });
  });

  it.each([
    ["method M()\n->\n()", "a mark may stand on a line of its own"],
    ["typeA(x:int)error E()", "white space is needed nowhere"],
    ["type A (a: A)", "a type may use itself"],
    ["method M(t: T) -> ()\ntype T (x: int)", "a type may be used before it is defined"],
    ["method M(a: int, b: bool) -> (a: int)", "both lists may have a field of one name"],
    ["type A (x: (y: Unknown))", "types without a name are not looked into"],
  ])("%j: %s", (text) => {
    expect(parsed(HEADER + text).interface.symbols.length).toBeGreaterThan(0);
  });

  it.each([
    ["type T (x: int)\n# T\nerror E (t: T)", "a comment behind the type hides nothing"],
    ["# T is a type\ntype T (x: int)\nerror E (t: T)", "a comment with more than the name hides nothing"],
    ["error F (\n# T\nx: int)\ntype T (x: int)\nerror E (t: T)", "a comment inside of a list hides nothing"],
  ])("%j: %s", (text) => {
    expect(parsed(HEADER + text).interface.symbols.length).toBeGreaterThan(1);
  });

  it("ends at a NUL byte", () => {
    expect(parsed("interface a.b\0type").interface.symbols).toEqual([]);
  });

  it("counts the line feed behind a comment twice", () => {
    const places = ["interface a.b\n", "# c\ninterface a.b\n", "interface a.b\n# c"].map((text) => {
      const { line, column } = parsed(text);
      return [line, column];
    });
    expect(places).toEqual([
      [2, 1],
      [4, 1],
      [2, 5],
    ]);
  });
});

describe("parse: refusals", () => {
  it.each([
    ["", "varlink-idl.unexpected-end", 1, 1],
    ["interface ", "varlink-idl.unexpected-end", 1, 11],
    ["Interface a.b", "varlink-idl.bad-token", 1, 1],
    ["type A (x: int)", "varlink-idl.unexpected-token", 1, 5],
    ["interface a_b", "varlink-idl.bad-token", 1, 12],
    ["#\xe9\xff", "varlink-idl.bad-comment", 1, 2],
    [`${HEADER}enum A (a)`, "varlink-idl.unexpected-token", 2, 5],
    [`${HEADER}type A ()`, "varlink-idl.empty-type", 2, 10],
    [`${HEADER}type A (a, b: int)`, "varlink-idl.enum-with-types", 2, 14],
    [`${HEADER}type A (a: int, b)`, "varlink-idl.struct-without-types", 2, 19],
    [`${HEADER}error E (a, b)`, "varlink-idl.struct-without-types", 2, 12],
    [`${HEADER}type A (a: integer)`, "varlink-idl.bad-token", 2, 15],
    [`${HEADER}type A (a: [] int)`, "varlink-idl.unknown-type", 2, 19],
    [`${HEADER}type A (a: []?int)`, "varlink-idl.bad-token", 2, 14],
    [`${HEADER}type A (a: int,)`, "varlink-idl.bad-token", 2, 16],
    [`${HEADER}type A (a: int # c\n)`, "varlink-idl.bad-token", 2, 16],
    [`${HEADER}type A (a: any)`, "varlink-idl.unknown-type", 2, 16],
    [`${HEADER}method M(e: E) -> ()\nerror E ()`, "varlink-idl.not-a-type", 3, 11],
    [`${HEADER}# T\ntype T (x: int)\nerror E (t: T)`, "varlink-idl.not-a-type", 5, 15],
    [`#T\n${HEADER}type T (x: int)\nerror E (t: T)`, "varlink-idl.not-a-type", 5, 15],
    [`${HEADER}method M() ->> ()`, "varlink-idl.unexpected-token", 2, 15],
    [`${HEADER}method M() # c`, "varlink-idl.unexpected-token", 2, 13],
    [`${HEADER}error E ()\ntype#`, "varlink-idl.unexpected-token", 3, 6],
  ])("%j: %s at %d:%d", (text, code, line, column) => {
    const bytes = new Uint8Array([...text].map((c) => c.charCodeAt(0)));
    expect(parse(bytes)).toMatchObject({ code, line, column });
  });

  it("nests types 64 levels deep", () => {
    const nested = (depth: number): string => `${HEADER}type A (${"a: (".repeat(depth)}x${")".repeat(depth + 1)}`;
    expect(parse(encodeUtf8(nested(64)))).not.toBeInstanceOf(VarlinkIdlError);
    expect(parse(encodeUtf8(nested(65)))).toMatchObject({ code: "varlink-idl.too-deep", params: { limit: 64 } });
  });

  it("names the type that is missing", () => {
    expect(parse(encodeUtf8(`${HEADER}type A (x: int, y: ?[]B)`))).toMatchObject({
      errno: "ENETUNREACH",
      params: { name: "B" },
    });
  });
});
