import type { DictionaryEntry } from "../../core/format.js";
import { ELEMENTARY_TYPES } from "./model.js";
import { ARRAY_MARK, ARROW, KEYWORDS, MAP_MARK } from "./tables.js";

export function* dictionary(): Iterable<DictionaryEntry> {
  yield* KEYWORDS;
  yield* ELEMENTARY_TYPES;
  yield* [ARROW, ARRAY_MARK, MAP_MARK, "?", "?[]", "?[string]", "(", ")", "()", ",", ":", "#", "# "];
  yield* [" -> ()", "() -> ()", "a: ", "(a, b)", "(x: int)", "interface a.b\n", "\ntype T (x: T)", "\nerror E ()"];
  yield* ["any", "\\", "a-b.c", "A_b"];
}
