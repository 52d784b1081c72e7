import type { Seed } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { formatJson } from "../../json/format.js";
import { JSON_DEPTH_MAX, type JsonVariant, newArray } from "../../json/variant.js";

/** One rule each: the name says which. */
const WRITTEN: readonly (readonly [name: string, text: string])[] = [
  ["keywords", "[true,false,null]"],
  ["keyword-cut", "tru"],
  ["keyword-upper-case", "[TRUE]"],
  ["single-null", "null"],
  ["single-false", "false"],
  ["single-zero", "0"],
  ["single-minus-zero", "-0"],
  ["single-real-zero", "0.0"],
  ["single-empty-string", '""'],
  ["single-string", '"text"'],
  ["single-empty-array", "[]"],
  ["single-empty-object", "{}"],
  ["number-zero-signed", "[0,-0,0.0,-0.0]"],
  ["number-leading-zero", "[01]"],
  ["number-64-bit-limits", "[18446744073709551615,-9223372036854775808,9007199254740993]"],
  ["number-beyond-64-bits", "[18446744073709551616,-9223372036854775809,123456789012345678901234567890]"],
  ["number-real", "[1.5,-2.25e3,1E+22,5e-324,0.1]"],
  ["number-real-whole", '{"a":1.0,"b":9223372036854775808.0}'],
  ["number-real-whole-until-reread", '{"a":1.0,"b":92234775808.0}'],
  ["number-infinite", "[1e400,-1e400]"],
  ["number-single", "-2147483649"],
  ["number-unsafe-single", "9007199254740993"],
  ["number-rounding-tie", "0.00000000023283064365386962890625"],
  ["number-below-all-powers", "1e-400"],
  ["number-ends-text", "1.5E+3"],
  ["number-cut-behind-sign", "-"],
  ["number-cut-behind-point", "1."],
  ["number-cut-behind-exponent", "1e"],
  ["number-cut-behind-exponent-sign", "1e-"],
  ["number-no-digits", "[-]"],
  ["number-no-fraction", "[1.]"],
  ["number-no-exponent", "[1e+]"],
  ["number-as-key", "{1:2}"],
  ["string-escapes", '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u001f"'],
  ["string-escaped-del", '["\\u007f"]'],
  ["string-utf8", '["é€😀","\\u00e9"]'],
  ["string-surrogate-pair", '["\\ud83d\\ude00"]'],
  ["string-surrogate-alone", '["\\ud83dx"]'],
  ["string-surrogate-low", '["\\ude00"]'],
  ["string-u0000", '["\\u0000"]'],
  ["string-non-character", '["\\uffff"]'],
  ["string-bad-escape", '["\\x41"]'],
  ["string-bad-hex", '["\\u12g4"]'],
  ["string-short-hex", '"\\u12'],
  ["string-control-character", '["\t"]'],
  ["string-cut-behind-backslash", '"\\'],
  ["string-open", '{"a'],
  ["array-nested", "[[],[[1]],[{}]]"],
  ["array-trailing-comma", "[1,]"],
  ["array-no-comma", "[1 2]"],
  ["array-colon", "[1:2]"],
  ["object-unsorted", '{"b":{"d":1,"c":2},"a":[3]}'],
  ["object-sorted", '{"":0,"a":1,"aa":2,"b":{"c":null}}'],
  ["object-key-order-beyond-bmp", '{"\ufb01":1,"😀":2}'],
  ["object-repeated-key", '{"a":1,"b":2,"a":3}'],
  ["object-own-fields", '{"e":1,"d":2,"c":3,"b":4,"a":5,"f":6}'],
  ["object-no-value", '{"a":}'],
  ["object-trailing-comma", '{"a":1,}'],
  ["object-closed-as-array", '{"a":1]'],
  ["object-bracket-as-key", "{[]:1}"],
  ["normalize-reorders-pairs", '[{"b":1,"a":2},["d",1,"c",2,"b"],["f",1,"e",2]]'],
  ["normalize-mixed-pairs", '{"b":["d",1,2,3],"a":0}'],
  ["normalize-container-pairs", '{"b":[[1],1,{"c":2},3],"a":0}'],
  ["normalize-scalar-pairs", '{"b":[4,3,2,1],"a":0}'],
  ["normalize-repeated-below", '[{"a":1,"a":2}]'],
  ["normalize-real-below", '{"b":[1.5],"a":1}'],
  ["white-space", ' \t\r\n[ 1 , {\n"a" : 2 } ]\n'],
  ["white-space-only", " \n "],
  ["trailing-token", "[] []"],
  ["closing-only", "]"],
  ["comment", "[1,/*c*/2]"],
  ["open-ended", "[[[{"],
];

const RAW: readonly (readonly [name: string, bytes: readonly number[]])[] = [
  ["empty", []],
  ["nul-byte", [0x5b, 0x00, 0x5d]],
  ["byte-order-mark", [0xef, 0xbb, 0xbf, 0x5b, 0x5d]],
  ["string-invalid-utf8", [0x22, 0xc3, 0x28, 0x22]],
  ["string-raw-non-character", [0x22, 0xef, 0xbf, 0xbf, 0x22]],
];

/** Arrays inside each other; the deepest that can be parsed nests one more than the limit. */
function nested(containers: number): string {
  let value: JsonVariant | null = newArray([]);
  for (let i = 1; i < containers && value !== null; i++) value = newArray([value]);
  return value === null ? "[".repeat(containers) + "]".repeat(containers) : formatJson(value);
}

export function* seeds(): Iterable<Seed> {
  for (const [name, text] of WRITTEN) yield { name, bytes: encodeUtf8(text) };
  for (const [name, bytes] of RAW) yield { name, bytes: new Uint8Array(bytes) };
  yield { name: "nested-deepest", bytes: encodeUtf8(nested(JSON_DEPTH_MAX + 1)) };
  yield { name: "nested-too-deep", bytes: encodeUtf8(nested(JSON_DEPTH_MAX + 2)) };
}
