import type { DictionaryEntry } from "../../core/format.js";
import { escapeLetters, KEYWORDS } from "../../json/grammar.js";
import { FIELD_NAMES } from "./run.js";

const NUMBERS = [
  "-0",
  "0.0",
  "1.5",
  "1e5",
  "E-",
  "e+",
  "1e400",
  "9007199254740993",
  "18446744073709551615",
  "18446744073709551616",
  "-9223372036854775808",
  "-9223372036854775809",
];

const UNICODE_ESCAPES = ["\\u0000", "\\u001f", "\\u00e9", "\\ud83d", "\\ude00", "\\uffff", "\\ufdd0"];

const PUNCTUATION = ["[", "]", "{", "}", ",", ":", '"', "[]", "{}", '""', '":', '{"', '","', "[[", "]]", "],[", "},{"];

const FOREIGN = ["/*", "*/", "//", "#", "'", "NaN", "Infinity", "\ufeff"];

export function* dictionary(): Iterable<DictionaryEntry> {
  yield* KEYWORDS;
  yield* NUMBERS;
  yield* PUNCTUATION;
  yield* UNICODE_ESCAPES;
  yield* FOREIGN;
  for (const letter of escapeLetters()) yield `\\${letter}`;
  for (const name of FIELD_NAMES) yield `"${name}":`;
}
