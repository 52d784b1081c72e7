import { type Law, LawViolation } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { EnvFileFailure, readEnvFile } from "../../text/env-file.js";
import { formatEnvFile } from "./format.js";
import type { EnvFileOutcome } from "./run.js";

/** What is written reads back as the same pairs. */
const formatReparses: Law<EnvFileOutcome> = {
  name: "format-reparses",
  check(_input, outcome) {
    if (outcome === null || outcome instanceof EnvFileFailure) return;
    const again = readEnvFile(encodeUtf8(formatEnvFile(outcome.pairs)));
    if (again instanceof EnvFileFailure) throw new LawViolation(this.name, `${again.errno}: ${again.message}`);
    const same =
      again.length === outcome.pairs.length &&
      again.every(({ key, value }, i) => key === outcome.pairs[i]!.key && value === outcome.pairs[i]!.value);
    if (!same) throw new LawViolation(this.name, "other pairs are read than were written");
  },
};

/** Both lists tell the same of every key that has a name of its own. */
const listsAgree: Law<EnvFileOutcome> = {
  name: "lists-agree",
  check(_input, outcome) {
    if (outcome === null || outcome instanceof EnvFileFailure) return;
    const { assignments, pairs } = outcome;
    const named = pairs.filter(({ key }) => !key.startsWith("="));
    const nameless = assignments.length - named.length;
    if (nameless < 0 || nameless > 1 || (nameless === 1) !== named.length < pairs.length) {
      throw new LawViolation(this.name, `${assignments.length} assignments and ${pairs.length} pairs`);
    }
    const all = new Set(assignments);
    for (const { key, value } of named) {
      if (!all.has(`${key}=${value}`)) throw new LawViolation(this.name, `${key} is missing from the assignments`);
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
