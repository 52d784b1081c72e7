import { type Law, LawViolation } from "../../core/format.js";
import { encodeLines, writeExecution } from "./format.js";
import { type ExecuteSerializeOutcome, sameLines } from "./observe.js";
import { parseExecution } from "./parse.js";

const SETTLES = "writing-settles";

/** As often as the greatest input can be halved, twice. */
const MOST_ROUNDS = 34;

/** Two rounds of reading and writing: lists that are written last first come back in their order. */
function twoRounds(lines: readonly string[]): readonly string[] {
  const once = writeExecution(parseExecution(encodeLines(lines)).execution);
  return writeExecution(parseExecution(encodeLines(once.lines)).execution).lines;
}

/** Characters of lines, which rounds may take away: some escapes are read and not written, so that each round halves them. */
const lengthOf = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length, 0);

/**
 * Reading and writing settle: what can be read back at all then stays as it is, or is at least shorter after as many rounds as
 * halving takes.
 */
export const writingSettles: Law<ExecuteSerializeOutcome> = {
  name: SETTLES,
  check(_input, outcome) {
    if (outcome === null || outcome.written.error !== null || outcome.second.error !== null) return;
    if (sameLines(outcome.written.lines, outcome.rewritten.lines)) return;
    let { lines } = outcome.rewritten;
    for (let rounds = 0; rounds < MOST_ROUNDS; rounds += 2) {
      const next = twoRounds(lines);
      if (sameLines(lines, next)) return;
      lines = next;
    }
    if (lengthOf(lines) >= lengthOf(outcome.rewritten.lines)) {
      throw new LawViolation(SETTLES, "the text goes on changing");
    }
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
