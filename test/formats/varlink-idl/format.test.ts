import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/varlink-idl/definition.js";
import {
  format,
  parse,
  type VarlinkField,
  VarlinkIdlError,
  type VarlinkSymbol,
  type VarlinkType,
} from "../../../src/formats/varlink-idl/index.js";

const formatted = (text: string): string => {
  const parsed = parse(encodeUtf8(text));
  if (parsed instanceof VarlinkIdlError) throw new Error(`${parsed.code} at ${parsed.line}:${parsed.column}`);
  return format(parsed.interface);
};
const holds = (bytes: Uint8Array): void => checkLaws(definition, bytes, definition.run(bytes));

describe("format", () => {
  it("writes symbols by kind, each with its comments", () => {
    const text =
      "# i\ninterface a.b\n# e\nerror E (x: ?[]int)\nmethod M() -> (y: (p, q))\ntype S (a: int)\n# t\ntype T (\n# one\none, two)";
    expect(formatted(text)).toBe(`# i
interface a.b

# t
type T(
	# one
	one,
	two
)

type S(
	a: int
)

method M() -> (
	y: (
		p,
		q
	)
)

# e
error E(
	x: ?[]int
)
`);
  });

  it.each([
    ["#c", "# c"],
    ["# c", "# c"],
    ["#  c", "#  c"],
    ["# c \t", "# c \t"],
    ["#  ", "#  "],
    ["# a\\b\\\\c\\", "# ab\\c"],
    ["#\\", "# "],
  ])("comment %j becomes %j", (comment, expected) => {
    expect(formatted(`${comment}\ninterface a.b`)).toBe(`${expected}\ninterface a.b\n`);
    expect(formatted(`interface a.b\n${comment}\nerror E ()`)).toBe(`interface a.b\n\n${expected}\nerror E()\n`);
  });

  it.each([
    ["# c \t", "# c"],
    ["# two  words  ", "# two  words"],
    ["#  two before ", "#  two before"],
    ["#  ", "# "],
    ["# a\\ ", "# a"],
  ])("comment %j inside of a list becomes %j: its end is cut off", (comment, expected) => {
    expect(formatted(`interface a.b\ntype A (\n${comment}\none)`)).toBe(
      `interface a.b\n\ntype A(\n\t${expected}\n\tone\n)\n`,
    );
  });

  it("moves the comments of a method without input before its first output", () => {
    const list = "(\n\t# c\n\t# d\n\tb: int\n)";
    expect(formatted("interface a.b\nmethod M(#c\n) -> (#d\nb: int)")).toBe(`interface a.b\n\nmethod M() -> ${list}\n`);
    expect(formatted("interface a.b\nmethod M(#c\nx: (#d\none)) -> (b: int)")).not.toContain("# d\n\tb");
    expect(formatted("interface a.b\nmethod M(#c\n) -> (#d\n)")).toBe("interface a.b\n\nmethod M() -> ()\n");
  });

  it.each(["#", "# "])("leaves out the empty comment %j", (comment) => {
    expect(formatted(`${comment}\ninterface a.b`)).toBe("interface a.b\n");
  });
});

describe("laws", () => {
  it("hold for every seed", () => {
    for (const { bytes } of definition.seeds()) holds(bytes);
  });

  it("hold for any bytes, and for pieces of definitions in any order", () => {
    const pieces = [...definition.dictionary()].filter((piece) => typeof piece === "string");
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), holds));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces, "\n", " ", "A", "x"), { maxLength: 24 }), (chosen) =>
        holds(encodeUtf8(`interface a.b\n${chosen.join("")}`)),
      ),
    );
  });

  it("a model that is written comes back as it was", () => {
    const comments = fc.array(fc.stringMatching(/^[a-z]{1,5}( [a-z]{1,5}){0,2}$/), { maxLength: 2 });
    const name = fc.stringMatching(/^[a-z][a-z0-9]{0,3}$/);
    const { fields } = fc.letrec<{ type: VarlinkType; fields: VarlinkField[] }>((tie) => ({
      type: fc.record({
        base: fc.oneof(
          { depthSize: "small" },
          fc.constantFrom("bool", "int", "float", "string", "object" as const),
          fc.record({
            kind: fc.constant("enum" as const),
            values: fc.array(fc.record({ name, comments }), { minLength: 1, maxLength: 3 }),
          }),
          fc.record({ kind: fc.constant("struct" as const), fields: tie("fields") }),
        ),
        container: fc.constantFrom(null, "array" as const, "map" as const),
        nullable: fc.boolean(),
      }),
      fields: fc.array(fc.record({ name, type: tie("type"), comments }), { minLength: 1, maxLength: 3 }),
    }));
    const symbol: fc.Arbitrary<VarlinkSymbol> = fc.record({
      name: fc.stringMatching(/^[A-Z][a-z]{0,4}$/),
      comments,
      definition: fc.oneof(
        fc.record({ kind: fc.constant("struct" as const), fields }),
        fc.record({ kind: fc.constant("error" as const), fields }),
        fc.record({ kind: fc.constant("method" as const), input: fields, output: fields }),
      ),
    });
    const order = ["enum", "struct", "method", "error"];
    const byKind = (a: VarlinkSymbol, b: VarlinkSymbol) =>
      order.indexOf(a.definition.kind) - order.indexOf(b.definition.kind);
    fc.assert(
      fc.property(comments, fc.array(symbol, { maxLength: 4 }), (before, symbols) => {
        const model = { name: "a.b", comments: before, symbols: symbols.toSorted(byKind) };
        expect(parse(encodeUtf8(format(model)))).toMatchObject({ interface: model });
      }),
      { numRuns: 50 },
    );
  });
});

describe("inspect", () => {
  it("reports refusals and inconsistencies", () => {
    const refused = definition.inspect(encodeUtf8("interface a.b\nfoo"));
    expect(refused).toMatchObject({ value: null, error: "EBADMSG", diagnostics: [{ line: 2 }] });
    const inconsistent = definition.inspect(encodeUtf8("interface a.\n"));
    expect(inconsistent).toMatchObject({ error: null, value: { name: "a." }, diagnostics: [{ line: null }] });
    expect(definition.inspect(new Uint8Array(65_537))).toMatchObject({ value: null, error: "E2BIG" });
  });

  it("leaves out inputs that are too long", () => {
    expect(definition.observe(new Uint8Array(65_537))).toEqual({ ignored: true });
  });
});
