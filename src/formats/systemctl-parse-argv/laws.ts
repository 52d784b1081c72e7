import { Severity } from "../../core/diagnostics.js";
import { type Law, LawViolation } from "../../core/format.js";
import { difference } from "./format.js";
import type { RunOutcome } from "./observe.js";
import { parseWords } from "./parse.js";
import { ACTS, REFUSED } from "./reading.js";
import { writeWords } from "./write.js";

const NO_WORDS = 0;
const NO_REPORTS = 0;
/** An error, and what was wrong in detail or what to do about it. */
const MOST_REPORTS = 2;

/** What is written comes to the same. */
const writtenReadsBack: Law<RunOutcome> = {
  name: "written-reads-back",
  check(_input, line) {
    if (line === null || line.outcome.kind === REFUSED) return;
    const again = parseWords(writeWords(line), line.now);
    const differs = again === null ? "program" : difference(line, again);
    if (differs !== null) throw new LawViolation(this.name, `the ${differs} differs`);
  },
};

/** Reports come with a refusal only, and at most two of them, what is for debugging aside; they lie inside the input. */
const reportsFit: Law<RunOutcome> = {
  name: "reports-fit",
  check(input, line) {
    if (line === null) return;
    const { outcome, diagnostics } = line;
    let reports = 0;
    for (const { code, level, span } of diagnostics) {
      if (level < Severity.debug) reports++;
      if (span === undefined) continue;
      if (span.start > span.end || span.end > input.length) throw new LawViolation(this.name, `${code} lies outside`);
    }
    if (reports > (outcome.kind === REFUSED ? MOST_REPORTS : NO_REPORTS)) {
      throw new LawViolation(this.name, `${outcome.kind} with ${reports} reports`);
    }
  },
};

/** The words left over are words of the input, in its order, and there are none unless there is something to do. */
const remainingAreWords: Law<RunOutcome> = {
  name: "remaining-are-words",
  check(_input, line) {
    if (line === null) return;
    const { remaining, outcome, words } = line;
    if (outcome.kind !== ACTS && remaining.length > NO_WORDS) throw new LawViolation(this.name, outcome.kind);
    let at = 1;
    for (const word of remaining) {
      while (at < words.length && words.at(at) !== word) at++;
      if (at++ >= words.length) throw new LawViolation(this.name, JSON.stringify(word));
    }
  },
};

export const laws: readonly Law<RunOutcome>[] = [writtenReadsBack, reportsFit, remainingAreWords];
