import { type Law, LawViolation } from "../../core/format.js";
import { encodeLines, writeExecution } from "./format.js";
import { type ExecuteSerializeOutcome, sameLines } from "./observe.js";
import { parseExecution } from "./parse.js";

const SETTLES = "writing-settles";

/** Two more rounds of reading and writing settle: what can be read back at all then stays as it is. */
export const writingSettles: Law<ExecuteSerializeOutcome> = {
  name: SETTLES,
  check(_input, outcome) {
    if (outcome === null || outcome.written.error !== null || outcome.second.error !== null) return;
    if (sameLines(outcome.written.lines, outcome.rewritten.lines)) return;
    const third = writeExecution(parseExecution(encodeLines(outcome.rewritten.lines)).execution);
    const fourth = writeExecution(parseExecution(encodeLines(third.lines)).execution);
    if (!sameLines(outcome.rewritten.lines, fourth.lines)) throw new LawViolation(SETTLES, "the text goes on changing");
  },
};

/** Spans of reports lie inside the input, in the order of their lines. */
export const spansLieInside: Law<ExecuteSerializeOutcome> = {
  name: "spans-lie-inside",
  check(input, outcome) {
    let before = 0;
    for (const { code, span } of outcome?.first.diagnostics ?? []) {
      if (span === undefined || span.start < before || span.start > span.end || span.end > input.length) {
        throw new LawViolation("spans-lie-inside", code);
      }
      before = span.start;
    }
  },
};
