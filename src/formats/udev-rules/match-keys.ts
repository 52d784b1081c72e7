import { Severity } from "../../core/diagnostics.js";
import { isSpace } from "../../text/integers.js";
import { type KeyReader, refuseAttribute, refuseOperator, requiredAttribute } from "./key-reader.js";
import type { UdevMatchKind, UdevMatchToken } from "./model.js";
import { isMatchOperator, keptOperator, NOT_EMPTY, type UdevMatchOperator } from "./operators.js";
import { alternatives, type PairReader } from "./pairs.js";
import type { RuleLine, RulesContext } from "./rule-line.js";
import { substitutionKind } from "./substitution.js";
import { constNames } from "./tables.js";
import type { UdevMatchType } from "./token-types.js";

const NOTHING = "";
const SUBSYSTEM = "M_SUBSYSTEM";
const ATTRIBUTE = "M_ATTR";
const PARENT_ATTRIBUTE = "M_PARENTS_ATTR";

const isGlob = (value: string): boolean => value.includes("*") || value.includes("?") || value.includes("[");

/** How the pattern of a match is compared. */
function matchKind(value: string, type: UdevMatchType): UdevMatchKind {
  if (value === NOTHING || value === NOT_EMPTY) return "empty";
  if (type === SUBSYSTEM && (value === "subsystem" || value === "bus" || value === "class")) return "subsystem";
  const withEmpty = value.startsWith("|") || value.endsWith("|") || value.includes("||");
  if (isGlob(value)) return withEmpty ? "glob-with-empty" : "glob";
  return withEmpty ? "plain-with-empty" : "plain";
}

/** A match of a value with patterns. Origin: rule_line_add_token() at 257. */
function matchToken(pair: PairReader, type: UdevMatchType, op: UdevMatchOperator): UdevMatchToken {
  const { attr, value, nocase } = pair;
  const values = alternatives(value);
  const match = matchKind(value, type);
  const ofAttribute = type === ATTRIBUTE || type === PARENT_ATTRIBUTE;
  const first = values[0] ?? NOTHING;
  return {
    type,
    op: keptOperator(op, value),
    attr,
    match,
    value,
    values: value === NOT_EMPTY ? [] : values,
    nocase,
    stripTrailing: ofAttribute && first !== NOTHING && !isSpace(first.charCodeAt(first.length - 1)),
    subst: ofAttribute ? substitutionKind(attr!) : null,
  };
}

export function addMatch(pair: PairReader, rule: RuleLine, context: RulesContext, type: UdevMatchType): boolean {
  if (!isMatchOperator(pair.op)) return refuseOperator(pair, context);
  rule.add(matchToken(pair, type, pair.op));
  return true;
}

/** A key that only matches, without a name in braces. */
export const matchKey =
  (type: UdevMatchType): KeyReader =>
  (pair, rule, context) => {
    if (pair.attr !== null) return refuseAttribute(pair, context);
    return addMatch(pair, rule, context, type);
  };

export const readSubsystem: KeyReader = (pair, rule, context) => {
  const { value } = pair;
  if (pair.attr !== null) return refuseAttribute(pair, context);
  if (!isMatchOperator(pair.op)) return refuseOperator(pair, context);
  if (value === "bus" || value === "class") {
    context.reportPair(pair, Severity.warning, "udev-rules.subsystem-alias", { value });
  }
  return addMatch(pair, rule, context, "M_SUBSYSTEM");
};

export const readConst: KeyReader = (pair, rule, context) => {
  if (pair.attr === null || !constNames.has(pair.attr)) return refuseAttribute(pair, context);
  return addMatch(pair, rule, context, "M_CONST");
};

export const readParentAttribute: KeyReader = (pair, rule, context) => {
  const attr = requiredAttribute(pair, context, true);
  if (attr === null) return false;
  if (!isMatchOperator(pair.op)) return refuseOperator(pair, context);
  if (attr.startsWith("device/")) context.reportPair(pair, Severity.warning, "udev-rules.device-link");
  if (attr.includes("../")) context.reportPair(pair, Severity.warning, "udev-rules.parent-folder");
  return addMatch(pair, rule, context, "M_PARENTS_ATTR");
};
