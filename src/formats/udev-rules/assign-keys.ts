import { Severity } from "../../core/diagnostics.js";
import { parseMode, parseUid } from "../../text/bounded-numbers.js";
import { isErrno, safeAtoi } from "../../text/numbers.js";
import { parseLogLevel } from "../../text/syslog.js";
import {
  assignOperator,
  checkValue,
  type KeyReader,
  refuse,
  refuseAttribute,
  refuseOperator,
  requiredAttribute,
} from "./key-reader.js";
import { addMatch } from "./match-keys.js";
import { ADD, ASSIGN, ASSIGN_FINAL, isMatchOperator, REMOVE, type UdevOperator } from "./operators.js";
import { substitutionKind } from "./substitution.js";
import { INVALID_ID, RESET, readOnlyProperties, SYNTHETIC_ARGUMENT_PREFIX } from "./tables.js";
import type { UdevMatchType, UdevTextType } from "./token-types.js";

const NOTHING = "";
const PLAIN = "plain";
const EXPANDED = "expanded";
const EARLY = "early";
const NEVER = "never";

interface TextKey {
  readonly match?: UdevMatchType;
  readonly assign: UdevTextType;
  /** Operators that the key does not take. */
  readonly refused: readonly UdevOperator[];
  /** Operators that are taken as `=`. */
  readonly assumed: readonly UdevOperator[];
  readonly attribute?: "plain" | "expanded";
  readonly mayBeEmpty: boolean;
  /** What else an assignment must be: false when it was refused. */
  readonly check?: KeyReader;
}

/** A key that matches or assigns. */
export const textKey =
  ({ match, assign, refused, assumed, attribute, mayBeEmpty, check }: TextKey): KeyReader =>
  (pair, rule, context) => {
    if (attribute === undefined) {
      if (pair.attr !== null) return refuseAttribute(pair, context);
    } else if (requiredAttribute(pair, context, attribute === EXPANDED) === null) return false;
    if (refused.includes(pair.op)) return refuseOperator(pair, context);
    const op = assignOperator(pair, context, assumed);
    if (op === null) return match === undefined ? refuseOperator(pair, context) : addMatch(pair, rule, context, match);
    if (check !== undefined && !check(pair, rule, context)) return false;
    checkValue(pair, context, mayBeEmpty);
    rule.add({ type: assign, op, attr: pair.attr, value: pair.value });
    return true;
  };

const STATIC_NODE = "static_node=";
const LINK_PRIORITY = "link_priority=";
const LOG_LEVEL = "log_level=";

export const readOptions: KeyReader = (pair, rule, context) => {
  const { value } = pair;
  if (pair.attr !== null) return refuseAttribute(pair, context);
  if (isMatchOperator(pair.op) || pair.op === REMOVE) return refuseOperator(pair, context);
  const op = pair.op === ADD ? ASSIGN : pair.op;
  if (value === "string_escape=none") rule.add({ type: "A_OPTIONS_STRING_ESCAPE_NONE", op });
  else if (value === "string_escape=replace") rule.add({ type: "A_OPTIONS_STRING_ESCAPE_REPLACE", op });
  else if (value === "db_persist") rule.add({ type: "A_OPTIONS_DB_PERSIST", op });
  else if (value === "watch") rule.add({ type: "A_OPTIONS_INOTIFY_WATCH", op, number: 1 });
  else if (value === "nowatch") rule.add({ type: "A_OPTIONS_INOTIFY_WATCH", op, number: 0 });
  else if (value.startsWith(STATIC_NODE)) {
    rule.add({ type: "A_OPTIONS_STATIC_NODE", op, attr: null, value: value.slice(STATIC_NODE.length) });
  } else if (value.startsWith(LINK_PRIORITY)) {
    const text = value.slice(LINK_PRIORITY.length);
    const number = safeAtoi(text);
    if (isErrno(number)) return refuse(pair, context, "udev-rules.bad-link-priority", { value: text });
    rule.add({ type: "A_OPTIONS_DEVLINK_PRIORITY", op, number });
  } else if (value.startsWith(LOG_LEVEL)) {
    const text = value.slice(LOG_LEVEL.length);
    const number = text === "reset" ? RESET : parseLogLevel(text);
    if (isErrno(number)) return refuse(pair, context, "udev-rules.bad-log-level", { value: text });
    rule.add({ type: "A_OPTIONS_LOG_LEVEL", op, number });
  } else context.reportPair(pair, Severity.warning, "udev-rules.unknown-option", { value });
  return true;
};

interface AccountKey {
  readonly text: "A_OWNER" | "A_GROUP";
  readonly id: "A_OWNER_ID" | "A_GROUP_ID";
  readonly kind: "user" | "group";
}

/** `OWNER` and `GROUP`: an id, a name that becomes one, or a text that is expanded. */
export const accountKey =
  ({ text, id, kind }: AccountKey): KeyReader =>
  (pair, rule, context) => {
    const { value } = pair;
    if (pair.attr !== null) return refuseAttribute(pair, context);
    if (pair.op === REMOVE) return refuseOperator(pair, context);
    const op = assignOperator(pair, context, [ADD]);
    if (op === null) return refuseOperator(pair, context);
    const number = parseUid(value);
    if (typeof number === "number") {
      rule.add({ type: id, op, name: value, id: number });
    } else if (context.resolveNames === EARLY && context.accounts !== null && substitutionKind(value) === PLAIN) {
      const found = context.accounts[kind](value);
      if (found === null) context.reportPair(pair, Severity.err, `udev-rules.unknown-${kind}`, { name: value });
      rule.add({ type: id, op, name: value, id: found ?? INVALID_ID });
    } else if (context.resolveNames !== NEVER) {
      checkValue(pair, context, false);
      rule.add({ type: text, op, attr: null, value });
    } else context.reportPair(pair, Severity.debug, "udev-rules.names-not-resolved", { key: pair.key });
    return true;
  };

export const readMode: KeyReader = (pair, rule, context) => {
  const { value } = pair;
  if (pair.attr !== null) return refuseAttribute(pair, context);
  if (pair.op === REMOVE) return refuseOperator(pair, context);
  const op = assignOperator(pair, context, [ADD]);
  if (op === null) return refuseOperator(pair, context);
  const mode = parseMode(value);
  if (!isErrno(mode)) rule.add({ type: "A_MODE_ID", op, mode });
  else {
    checkValue(pair, context, false);
    rule.add({ type: "A_MODE", op, attr: null, value });
  }
  return true;
};

export const readSecurityLabel: KeyReader = (pair, rule, context) => {
  if (requiredAttribute(pair, context, false) === null) return false;
  checkValue(pair, context, false);
  if (pair.op === REMOVE) return refuseOperator(pair, context);
  const op = assignOperator(pair, context, [ASSIGN_FINAL]);
  if (op === null) return refuseOperator(pair, context);
  rule.add({ type: "A_SECLABEL", op, attr: pair.attr, value: pair.value });
  return true;
};

export const checkName: KeyReader = (pair, _rule, context) => {
  if (pair.value === "%k") return refuse(pair, context, "udev-rules.name-unchanged");
  return pair.value === NOTHING ? refuse(pair, context, "udev-rules.name-empty") : true;
};

export const checkProperty: KeyReader = (pair, _rule, context) => {
  const name = pair.attr!;
  if (!readOnlyProperties.has(name) && !name.startsWith(SYNTHETIC_ARGUMENT_PREFIX)) return true;
  return refuse(pair, context, "udev-rules.read-only-property", { name });
};
