import type { DictionaryEntry } from "../../core/format.js";
import { keyNames } from "./keys.js";
import { builtinNames, constNames, readOnlyProperties, substitutions } from "./tables.js";

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
const OPTIONS = [
  "string_escape=none",
  "string_escape=replace",
  "db_persist",
  "watch",
  "nowatch",
  "static_node=",
  "link_priority=",
  "log_level=",
];

/** Keys, operators, options, built-in commands, substitutions and properties. */
export function* dictionary(): Iterable<DictionaryEntry> {
  yield* keyNames;
  yield* MARKS;
  yield* ATTRIBUTES;
  yield* VALUES;
  yield* OPTIONS;
  yield* builtinNames;
  for (const name of constNames) yield `{${name}}`;
  for (const { name, letter } of substitutions) {
    yield `$${name}`;
    yield `%${letter}`;
  }
  for (const name of readOnlyProperties) yield `{${name}}`;
}
