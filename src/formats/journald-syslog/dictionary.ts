import type { DictionaryEntry } from "../../core/format.js";
import { PRIORITY_MAX, USER_INFO } from "../../journal/priority.js";

export function* dictionary(): Iterable<DictionaryEntry> {
  yield* [`<${USER_INFO}>`, `<${PRIORITY_MAX}>`, "<0>", "<191>", "<", ">"];
  yield* ["Oct 11 22:14:15 ", "Feb  5 07:02:08 ", "Xyz 99 99:99:99 "];
  yield* ["id: ", "id[1]: ", "[1]: ", "id[]:", ": ", "]: ", "[", "]", ":"];
  yield* [" ", "\t", "\n", "\0", "1 2003-10-11T22:14:15.003Z host app - ID47 - "];
}
