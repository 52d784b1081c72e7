import { Severity } from "../../core/diagnostics.js";
import type { UdevRulesCode } from "./diagnostics.js";
import { ASSIGN, isMatchOperator, type UdevAssignOperator, type UdevOperator } from "./operators.js";
import type { PairReader } from "./pairs.js";
import type { RuleLine, RulesContext } from "./rule-line.js";
import { findBadSubstitution } from "./substitution.js";

const NOTHING = "";

/** Takes one pair into a rule; false when the rule is to be left out, which has been reported. */
export type KeyReader = (pair: PairReader, rule: RuleLine, context: RulesContext) => boolean;

export function refuse(
  pair: PairReader,
  context: RulesContext,
  code: UdevRulesCode,
  params: Record<string, string> = {},
): false {
  context.reportPair(pair, Severity.err, code, params);
  return false;
}

export const refuseAttribute = (pair: PairReader, context: RulesContext): false =>
  refuse(pair, context, "udev-rules.bad-attribute", { key: pair.key });

export const refuseOperator = (pair: PairReader, context: RulesContext): false =>
  refuse(pair, context, "udev-rules.bad-operator", { key: pair.key, operator: pair.op });

export const refusePrefix = (pair: PairReader, context: RulesContext): false =>
  refuse(pair, context, "udev-rules.bad-prefix", { key: pair.key });

function reportBadSubstitution(pair: PairReader, context: RulesContext, text: string): void {
  const bad = findBadSubstitution(text);
  if (bad === null) return;
  const { offset, reason } = bad;
  context.reportPair(pair, Severity.err, "udev-rules.bad-substitution", { key: pair.key, text, offset, reason });
}

/** Reports what is wrong with a value that is expanded when the rule is applied; it is taken all the same. */
export function checkValue(pair: PairReader, context: RulesContext, mayBeEmpty: boolean): void {
  if (!mayBeEmpty && pair.value === NOTHING) {
    context.reportPair(pair, Severity.err, "udev-rules.empty-value", { key: pair.key });
  } else reportBadSubstitution(pair, context, pair.value);
}

/** The name in braces that a key needs, checked when it is expanded; `null` when it is missing. */
export function requiredAttribute(pair: PairReader, context: RulesContext, expanded: boolean): string | null {
  const { attr } = pair;
  if (attr === null || attr === NOTHING) {
    refuseAttribute(pair, context);
    return null;
  }
  if (expanded) reportBadSubstitution(pair, context, attr);
  return attr;
}

/** The operator of an assignment, `=` with a report where it is one of those that are `assumed` to be; `null` for a match. */
export function assignOperator(
  pair: PairReader,
  context: RulesContext,
  assumed: readonly UdevOperator[],
): UdevAssignOperator | null {
  const { op } = pair;
  if (isMatchOperator(op)) return null;
  if (!assumed.includes(op)) return op;
  context.reportPair(pair, Severity.warning, "udev-rules.operator-assumed", { key: pair.key, operator: op });
  return ASSIGN;
}
