import type { DictionaryEntry } from "../../core/format.js";

const ADDRESSES = [
  "0.0.0.0",
  "127.0.0.1",
  "127.0.1.1",
  "10.1.2.3",
  "::",
  "::1",
  "::ffff:1.2.3.4",
  "2001:db8::1",
  "fe80::1%lo",
];
const NAMES = [
  "localhost",
  "localhost.localdomain",
  "ip6-localhost",
  ".localhost",
  "a",
  "A.b",
  "a.b.",
  "a-b",
  "-z",
  "x_y",
  ".",
];
const MARKS = [" ", "\t", "\n", "\r\n", "\0", "#", "\\", '"', "%", "/24"];
const LINES = ["\n127.0.0.1 localhost", "\n::1 localhost", "\n0.0.0.0 ads.example", "\n1.2.3.4 a A b"];

export function* dictionary(): Iterable<DictionaryEntry> {
  yield* [...ADDRESSES, ...NAMES, ...MARKS, ...LINES];
}
