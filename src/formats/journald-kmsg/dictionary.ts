import type { DictionaryEntry } from "../../core/format.js";

export function* dictionary(): Iterable<DictionaryEntry> {
  yield* ["6,1,2,-;", "14,1,2;", "999,", "18446744073709551615", ",-;", ",caller=T1;", "0x", ","];
  yield* ["id[1]: ", "id: ", "[", "]:"];
  yield* ["\n", "\n A=b", "\n SUBSYSTEM=", "\n DEVICE=", "b8:0", "c1:3", "n1", "+net:lo"];
  yield* ["\\x0a", "\\x5c", "\\n", "\\101", "\\u00e9", "\\U0001f600", "\\x00", "\\", "=", "\0"];
}
