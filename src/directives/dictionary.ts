import type { DirectiveTable } from "./directive-table.js";
import { samplesOf } from "./value-types.js";

/** Longest sample that helps a fuzzer as a whole; the words of longer ones come from the tables anyway. */
const LONGEST_SAMPLE = 40;

/** Dictionary tokens of a dialect: section headers, `Name=` of every directive, and values that each value type accepts. */
export function* directiveTokens(table: DirectiveTable): Iterable<string> {
  for (const [section, rows] of table.sections) {
    yield `[${section}]`;
    for (const { name, type, variant } of rows) {
      yield `${name}=`;
      if (type === null) continue;
      for (const sample of samplesOf(type, variant).valid) if (sample.length <= LONGEST_SAMPLE) yield sample;
    }
  }
}
