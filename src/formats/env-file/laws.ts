import { type Law, LawViolation } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { type EnvEntry, EnvFileFailure, readEnvFile } from "../../text/env-file.js";
import { formatEnvFile } from "./format.js";
import type { EnvFileOutcome } from "./run.js";

function samePairs(a: readonly EnvEntry[], b: readonly EnvEntry[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i]!.key !== b[i]!.key || a[i]!.value !== b[i]!.value) return false;
  return true;
}

/** What is written reads back as the same pairs. */
const formatReparses: Law<EnvFileOutcome> = {
  name: "format-reparses",
  check(_input, outcome) {
    if (outcome === null || outcome instanceof EnvFileFailure) return;
    const again = readEnvFile(encodeUtf8(formatEnvFile(outcome.pairs)));
    if (again instanceof EnvFileFailure) throw new LawViolation(this.name, `${again.errno}: ${again.message}`);
    if (!samePairs(again, outcome.pairs)) throw new LawViolation(this.name, "other pairs are read than were written");
  },
};

const EQUALS = "=";

/** Whether an assignment spells a pair. */
const spells = (assignment: string, { key, value }: EnvEntry): boolean =>
  assignment.length === key.length + EQUALS.length + value.length &&
  assignment.startsWith(key) &&
  assignment.startsWith(EQUALS, key.length) &&
  assignment.endsWith(value);

/**
 * Both lists tell the same, in the same order, of every key that has a name of its own. Keys that start with `=` have none: of those the
 * assignments hold one, the last.
 */
const listsAgree: Law<EnvFileOutcome> = {
  name: "lists-agree",
  check(_input, outcome) {
    if (outcome === null || outcome instanceof EnvFileFailure) return;
    const { assignments, pairs } = outcome;
    let at = 0;
    let nameless = 0;
    for (const pair of pairs) {
      if (pair.key.startsWith(EQUALS)) nameless++;
      else {
        if (assignments[at]?.startsWith(EQUALS)) at++;
        const assignment = assignments[at++];
        if (assignment === undefined || !spells(assignment, pair)) {
          throw new LawViolation(this.name, `${pair.key} is missing from the assignments`);
        }
      }
    }
    const expected = pairs.length - nameless + (nameless > 0 ? 1 : 0);
    if (assignments.length !== expected) {
      throw new LawViolation(this.name, `${assignments.length} assignments and ${pairs.length} pairs`);
    }
  },
};

const errorLiesInside: Law<EnvFileOutcome> = {
  name: "error-lies-inside",
  check(input, outcome) {
    if (!(outcome instanceof EnvFileFailure)) return;
    const { offset, line } = outcome;
    if (offset < 0 || offset > input.length || line < 1 || line > input.length + 1) {
      throw new LawViolation(this.name, `offset ${offset}, line ${line}`);
    }
  },
};

export const laws: readonly Law<EnvFileOutcome>[] = [formatReparses, listsAgree, errorLiesInside];
