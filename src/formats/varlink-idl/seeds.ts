import { concatBytes } from "../../core/bytes.js";
import type { Seed } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { formatVarlinkIdl } from "./format.js";
import {
  ELEMENTARY_TYPES,
  type VarlinkField,
  type VarlinkInterface,
  type VarlinkStruct,
  type VarlinkType,
} from "./model.js";
import { DEPTH_MAX } from "./tables.js";

/** One rule each, behind the line that names the interface. */
const SYMBOLS: readonly (readonly [name: string, text: string])[] = [
  ["type-struct", "type A (x: int, y: ?string)"],
  ["type-enum", "type A (one, two)"],
  ["type-empty", "type A ()"],
  ["type-empty-but-comment", "type A (# c\n)"],
  ["type-enum-then-typed", "type A (one, two: int)"],
  ["type-struct-then-untyped", "type A (x: int, y)"],
  ["type-used-before-defined", "type A (b: B)\ntype B (x: int)"],
  ["type-recursive", "type A (a: []A)"],
  ["type-unknown", "type A (b: B)"],
  ["type-any", "type A (b: any)"],
  ["type-is-a-method", "method M(e: E) -> ()\nerror E ()"],
  ["type-without-space", "typeA(x:int)typeB(y:A)"],
  ["type-anonymous", "type A (x: (y: (z: int), w: (one, two)))"],
  ["type-anonymous-named-inside", "type B (x: int)\ntype A (x: (y: B))"],
  ["type-anonymous-in-containers", "type A (x: [](a: int), y: ?[string](b, c))"],
  ["type-containers", "type A (a: []int, b: [string]int, c: ?int, d: ?[]int, e: ?[string]int)"],
  ["type-container-twice", "type A (a: [][]int)"],
  ["type-nullable-twice", "type A (a: ??int)"],
  ["type-nullable-behind-container", "type A (a: []?int)"],
  ["type-space-behind-mark", "type A (a: ? int)"],
  ["type-shadowed-by-elementary", "type integer (x: int)\ntype A (a: ? integer)"],
  ["type-shadowed-below", "type A (x: (y: [] int))"],
  ["type-elementary-prefix", "type A (a: integer)"],
  ["type-missing", "type A (a: )"],
  ["type-map-of-int", "type A (a: [int]int)"],
  ["type-trailing-comma", "type A (a: int,)"],
  ["type-no-comma", "type A (a: int b: int)"],
  ["type-no-parenthesis", "type A: int"],
  ["type-cut", "type A (x: [string"],
  ["method", "method M(a: int) -> (b: string)"],
  ["method-empty", "method M() -> ()"],
  ["method-on-three-lines", "method M()\n->\n()"],
  ["method-untyped-field", "method M(a, b) -> ()"],
  ["method-same-field-both-ways", "method M(a: int) -> (a: int)"],
  ["method-without-arrow", "method M() ()"],
  ["method-bad-arrow", "method M() ->> ()"],
  ["method-comment-for-no-input", "method M(# c\n) -> (# d\nb: string)"],
  ["method-comment-before-arrow", "method M() # c\n-> ()"],
  ["method-cut", "method M() ->"],
  ["error", "error E (why: string)"],
  ["error-empty", "error E ()"],
  ["error-untyped-field", "error E (a)"],
  ["keyword-unknown", "enum A (one)"],
  ["keyword-with-hash", "error E ()\ntype# c\nA (x: int)"],
  ["name-is-hash", "error # ()"],
  ["name-missing", "type (x: int)"],
  ["name-lower-case", "type a (x: int)"],
  ["name-with-underscore", "type A_B (x: int)"],
  ["name-repeated", "type A (x: int)\nerror A ()"],
  ["field-name-underscores", "type A (a_b: int, c__d: int)"],
  ["field-name-ends-with-underscore", "type A (a_: int)"],
  ["field-name-digit-first", "type A (1a: int)"],
  ["field-repeated", "type A (a: int, a: int)"],
  ["field-repeated-below", "error E (x: (a, a))"],
  ["comment-for-fields", "type A (\n# first\n# second\nx: int, # third\ny: int)"],
  ["comment-behind-field", "type A (x: int # c\n)"],
  ["comment-dropped-at-end", "error E ()\n# nothing follows"],
  ["comment-moves-with-symbol", "# of the error\nerror E ()\n# of the type\ntype T (one)"],
  ["comment-hides-type", "# T\ntype T (one)\nerror E (t: T)"],
  ["comment-hides-type-when-moved", "type T (x: int)\nerror E (t: T)\n# T\ntype F (one)"],
  ["comment-white-space-in-list", "error E (\n# \t\n# two words \n# one \nx: int)"],
  ["comment-white-space", "#\n#   \n#  two before\n# one \n# two words \nerror E ()"],
  ["comment-backslashes", "# a\\\\b\\c\\\nerror E ()"],
];

/** One rule each: whole definitions. */
const WHOLE: readonly (readonly [name: string, text: string])[] = [
  ["empty", ""],
  ["blank", " \t\r\n"],
  ["comment-only", "# c"],
  ["interface-name-only", "interface org.example.a-b.c1"],
  ["interface-single-element", "interface a"],
  ["interface-empty-element", "interface a..b"],
  ["interface-two-hyphens", "interface a--b"],
  ["interface-hyphen-at-end", "interface a.b-"],
  ["interface-digit-first", "interface 1.b"],
  ["interface-underscore", "interface a_b.c"],
  ["interface-twice", "interface a.b\ninterface c.d"],
  ["interface-cut", "interface"],
  ["interface-after-comments", "# one\n\n#two\ninterface a.b"],
  ["interface-after-symbol", "type A (x: int)"],
  ["interface-no-name", "interface é"],
  ["upper-case-keyword", "Interface a.b"],
  ["nul-byte-ends-text", "interface a.b\n\0type"],
  ["carriage-returns", "#a\rinterface a.b\r\ntype A\r(x: int)\r\n"],
];

const HEADER = "interface org.example.seed\n";

const elementary = (base: VarlinkType["base"]): VarlinkType => ({ base, container: null, nullable: false });

/** Every elementary type with every mark. */
function allTypes(): VarlinkInterface {
  const fields: VarlinkField[] = [];
  for (const base of ELEMENTARY_TYPES) {
    for (const container of [null, "array", "map"] as const) {
      for (const nullable of [false, true]) {
        fields.push({ name: `f${fields.length}`, type: { base, container, nullable }, comments: [] });
      }
    }
  }
  return {
    name: "org.example.types",
    comments: ["All elementary types"],
    symbols: [{ name: "All", comments: [], definition: { kind: "struct", fields } }],
  };
}

const struct = (base: VarlinkType["base"]): VarlinkStruct => ({
  kind: "struct",
  fields: [{ name: "a", type: elementary(base), comments: [] }],
});

/** Structs without a name inside of a struct, so many levels deep. */
function nested(depth: number): string {
  let definition = struct("int");
  for (let i = 0; i < depth; i++) definition = struct(definition);
  return formatVarlinkIdl({ name: "a.b", comments: [], symbols: [{ name: "A", comments: [], definition }] });
}

export function* seeds(): Iterable<Seed> {
  for (const [name, text] of SYMBOLS) yield { name, bytes: encodeUtf8(`${HEADER}${text}\n`) };
  for (const [name, text] of WHOLE) yield { name, bytes: encodeUtf8(text) };
  yield { name: "comment-not-utf8", bytes: concatBytes(encodeUtf8("# "), new Uint8Array([0xe9, 0x0a])) };
  yield { name: "type-all-elementary", bytes: encodeUtf8(formatVarlinkIdl(allTypes())) };
  yield { name: "type-nested-deepest", bytes: encodeUtf8(nested(DEPTH_MAX)) };
  yield { name: "type-nested-too-deep", bytes: encodeUtf8(nested(DEPTH_MAX + 1)) };
}
