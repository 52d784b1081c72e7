import type { DictionaryEntry } from "../../core/format.js";

export function* dictionary(): Iterable<DictionaryEntry> {
  yield* ["id\nfoo.service\n6\n1\n0\n0\n0\n", "\n\n6\n0\n1\n0\n0\n", "30\n", "999\n", "0x10\n", "yes\n", "no\n"];
  yield* ["<3>", "<7>", "<03>", "<8>", "<30>", "\n<", "\n", "\0", " ", "\t", "\r\n", "1\n", "0\n"];
}
