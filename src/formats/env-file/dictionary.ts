import type { DictionaryEntry } from "../../core/format.js";

const MARKS = [
  "=",
  "==",
  '"',
  "'",
  "\\",
  "#",
  ";",
  "\n",
  "\r\n",
  "\\\n",
  '\\"',
  "\\\\",
  "\\$",
  "\\`",
  "$",
  "`",
  " ",
  "\t",
];
const SHAPES = ["A=", "A=x\n", 'A="', '="x y"', "'x y'", '"x" y', "export A=", " = ", "\nA=", "# c\\\n"];
const NAMES = ["NAME=", "ID=", "VERSION_ID=", "PRETTY_NAME=", "LANG=", "PATH="];

export function* dictionary(): Iterable<DictionaryEntry> {
  yield* [...MARKS, ...SHAPES, ...NAMES];
  yield new Uint8Array([0xff]);
  yield new Uint8Array([0xef, 0xbf, 0xbe]);
}
