import { COMMA, isWhitespace } from "../../core/ascii.js";
import { Severity } from "../../core/diagnostics.js";
import { checkConflicts } from "./conflicts.js";
import type { UdevRulesCode } from "./diagnostics.js";
import type { UdevRuleLine, UdevRulesFile, UdevRulesOptions } from "./model.js";
import { type RuleChecks, readRules } from "./parse.js";
import type { RulesContext } from "./rule-line.js";

/** What {@link verifyUdevRules} says of a file: no report, or only about its style, or others too. */
export type UdevRulesVerdict = "success" | "style" | "fail";

export interface UdevRulesVerification extends UdevRulesFile {
  readonly verdict: UdevRulesVerdict;
}

const ONE = 1;

/** Looks at what stands between two pairs, before the first or behind the last: one comma and white space are wanted between, nothing else. */
function checkDelimiters(context: RulesContext, at: number): void {
  const { bytes, start, end } = context.text;
  let commas = 0;
  let spaceBefore = false;
  let spaceBehind = false;
  let next = at;
  for (; next < end && (bytes[next] === COMMA || isWhitespace(bytes[next]!)); next++) {
    if (bytes[next] === COMMA) commas++;
    else if (commas) spaceBehind = true;
    else spaceBefore = true;
  }
  const notice = (code: UdevRulesCode): void => context.reportPart(Severity.notice, code, at, next);
  if (at === start) {
    if (commas) notice("udev-rules.style-leading-comma");
  } else if (next >= end) {
    if (commas) notice("udev-rules.style-trailing-comma");
  } else if (commas) {
    if (commas > ONE) notice("udev-rules.style-several-commas");
    if (spaceBefore) notice("udev-rules.style-space-before-comma");
    if (!spaceBehind) notice("udev-rules.style-no-space-behind-comma");
  } else {
    notice("udev-rules.style-no-comma");
    if (!spaceBefore) notice("udev-rules.style-no-space");
  }
}

const NOT_FOUND = -1;
const RESULT = "M_RESULT";
const PROGRAM = "M_PROGRAM";

function checkOrder(context: RulesContext, rule: UdevRuleLine): void {
  const result = rule.tokens.findIndex(({ type }) => type === RESULT);
  if (result === NOT_FOUND) return;
  const program = rule.tokens.findLastIndex(({ type }) => type === PROGRAM);
  if (result < program) context.report(Severity.warning, "udev-rules.result-before-program");
}

const checks: RuleChecks = { delimiters: checkDelimiters, order: checkOrder };

/**
 * Parses a file and looks at it as `udevadm verify` does: also at labels that nothing leads to, tokens that say the same
 * twice, matches that are never true together, the order of `PROGRAM` and `RESULT`, and the commas and white space between
 * pairs. The rules are those of `parse`. Never throws. Origin: udevadm(8), udevadm verify at 257.
 */
export function verifyUdevRules(input: Uint8Array, options: UdevRulesOptions = {}): UdevRulesVerification {
  const { context, diagnostics, errno, lines } = readRules(input, options, checks);
  for (const rule of lines) {
    if (rule.label !== null && !rule.isReferenced) {
      context.reportLine(rule, Severity.notice, "udev-rules.style-unused-label", { label: rule.label });
    }
    checkConflicts(context, rule);
  }
  const failed = errno !== null || diagnostics.some(({ level }) => level <= Severity.warning);
  const noticed = diagnostics.some(({ level }) => level === Severity.notice);
  return { errno, lines, diagnostics, verdict: failed ? "fail" : noticed ? "style" : "success" };
}
