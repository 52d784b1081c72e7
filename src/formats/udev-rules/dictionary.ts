import type { DictionaryEntry } from "../../core/format.js";
import { keyNames } from "./keys.js";
import { builtinNames, constNames, optionNames, readOnlyProperties, substitutions } from "./tables.js";

const MARKS = [
  '=="',
  '!="',
  '="',
  '+="',
  '-="',
  ':="',
  '==e"',
  '==i"',
  '==ei"',
  '", ',
  "\\\n",
  '\\"',
  "?*",
  "|",
  "||",
  "[a-z]",
  "\n#",
];
const ATTRIBUTES = [
  "{builtin}",
  "{program}",
  "{file}",
  "{db}",
  "{cmdline}",
  "{parent}",
  "{0644}",
  "{../",
  "{device/",
  "{[net/lo]",
];
const VALUES = [
  "subsystem",
  "bus",
  "class",
  "reset",
  "debug",
  "root",
  "nobody",
  "0660",
  "65535",
  "%c{2+}",
  "$attr{",
  "$env{",
  "$$",
  "%%",
];

/** Keys, operators, options, built-in commands, substitutions and properties. */
export function* dictionary(): Iterable<DictionaryEntry> {
  yield* keyNames;
  yield* MARKS;
  yield* ATTRIBUTES;
  yield* VALUES;
  yield* optionNames;
  yield* builtinNames;
  for (const name of constNames) yield `{${name}}`;
  for (const { name, letter } of substitutions) {
    yield `$${name}`;
    yield `%${letter}`;
  }
  for (const name of readOnlyProperties) yield `{${name}}`;
}
