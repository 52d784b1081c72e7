import { Severity } from "../../core/diagnostics.js";
import { parseMode, parseUid } from "../../text/bounded-numbers.js";
import { isSpace } from "../../text/integers.js";
import { isErrno, safeAtoi } from "../../text/numbers.js";
import { parseLogLevel } from "../../text/syslog.js";
import type { UdevRulesCode } from "./diagnostics.js";
import type { UdevMatchKind, UdevMatchToken } from "./model.js";
import {
  ADD,
  ASSIGN,
  ASSIGN_FINAL,
  isMatchOperator,
  MATCH,
  opposite,
  REMOVE,
  type UdevAssignOperator,
  type UdevMatchOperator,
  type UdevOperator,
} from "./operators.js";
import { alternatives, type PairReader } from "./pairs.js";
import type { RuleLine, RulesContext } from "./rule-line.js";
import { findBadSubstitution, substitutionKind } from "./substitution.js";
import {
  type BuiltinName,
  builtinNames,
  constNames,
  INVALID_ID,
  readOnlyProperties,
  SYNTHETIC_ARGUMENT_PREFIX,
} from "./tables.js";
import type { UdevMatchType, UdevQueryType, UdevTextType } from "./token-types.js";

const NOTHING = "";
const NOT_EMPTY = "?*";
const SUBSYSTEM = "M_SUBSYSTEM";
const ATTRIBUTE = "M_ATTR";
const PARENT_ATTRIBUTE = "M_PARENTS_ATTR";
const PLAIN = "plain";
const EXPANDED = "expanded";
const EARLY = "early";
const NEVER = "never";

/** Takes one pair into a rule; false when the rule is to be left out, which has been reported. */
type KeyReader = (pair: PairReader, rule: RuleLine, context: RulesContext) => boolean;

function refuse(
  pair: PairReader,
  context: RulesContext,
  code: UdevRulesCode,
  params: Record<string, string> = {},
): false {
  context.reportPair(pair, Severity.err, code, params);
  return false;
}

const refuseAttribute = (pair: PairReader, context: RulesContext): false =>
  refuse(pair, context, "udev-rules.bad-attribute", { key: pair.key });

const refuseOperator = (pair: PairReader, context: RulesContext): false =>
  refuse(pair, context, "udev-rules.bad-operator", { key: pair.key, operator: pair.op });

const refusePrefix = (pair: PairReader, context: RulesContext): false =>
  refuse(pair, context, "udev-rules.bad-prefix", { key: pair.key });

function reportBadSubstitution(pair: PairReader, context: RulesContext, text: string): void {
  const bad = findBadSubstitution(text);
  if (bad === null) return;
  const { offset, reason } = bad;
  context.reportPair(pair, Severity.err, "udev-rules.bad-substitution", { key: pair.key, text, offset, reason });
}

/** Reports what is wrong with a value that is expanded when the rule is applied; it is taken all the same. */
function checkValue(pair: PairReader, context: RulesContext, mayBeEmpty: boolean): void {
  if (!mayBeEmpty && pair.value === NOTHING) {
    context.reportPair(pair, Severity.err, "udev-rules.empty-value", { key: pair.key });
  } else reportBadSubstitution(pair, context, pair.value);
}

/** The name in braces that a key needs, checked when it is expanded; `null` when it is missing. */
function requiredAttribute(pair: PairReader, context: RulesContext, expanded: boolean): string | null {
  const { attr } = pair;
  if (attr === null || attr === NOTHING) {
    refuseAttribute(pair, context);
    return null;
  }
  if (expanded) reportBadSubstitution(pair, context, attr);
  return attr;
}

/** The operator of an assignment, `=` with a report where it is one of those that are `assumed` to be; `null` for a match. */
function assignOperator(
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
    op: value === NOT_EMPTY ? opposite(op) : op,
    attr,
    match,
    value,
    values: value === NOT_EMPTY ? [] : values,
    nocase,
    stripTrailing: ofAttribute && first !== NOTHING && !isSpace(first.charCodeAt(first.length - 1)),
    subst: ofAttribute ? substitutionKind(attr!) : null,
  };
}

function addMatch(pair: PairReader, rule: RuleLine, context: RulesContext, type: UdevMatchType): boolean {
  if (!isMatchOperator(pair.op)) return refuseOperator(pair, context);
  rule.add(matchToken(pair, type, pair.op));
  return true;
}

/** A key that only matches, without a name in braces. */
const matchKey =
  (type: UdevMatchType): KeyReader =>
  (pair, rule, context) => {
    if (pair.attr !== null) return refuseAttribute(pair, context);
    return addMatch(pair, rule, context, type);
  };

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
const textKey =
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

const readSubsystem: KeyReader = (pair, rule, context) => {
  const { value } = pair;
  if (pair.attr !== null) return refuseAttribute(pair, context);
  if (!isMatchOperator(pair.op)) return refuseOperator(pair, context);
  if (value === "bus" || value === "class") {
    context.reportPair(pair, Severity.warning, "udev-rules.subsystem-alias", { value });
  }
  return addMatch(pair, rule, context, "M_SUBSYSTEM");
};

const readConst: KeyReader = (pair, rule, context) => {
  if (pair.attr === null || !constNames.has(pair.attr)) return refuseAttribute(pair, context);
  return addMatch(pair, rule, context, "M_CONST");
};

const readParentAttribute: KeyReader = (pair, rule, context) => {
  const attr = requiredAttribute(pair, context, true);
  if (attr === null) return false;
  if (!isMatchOperator(pair.op)) return refuseOperator(pair, context);
  if (attr.startsWith("device/")) context.reportPair(pair, Severity.warning, "udev-rules.device-link");
  if (attr.includes("../")) context.reportPair(pair, Severity.warning, "udev-rules.parent-folder");
  return addMatch(pair, rule, context, "M_PARENTS_ATTR");
};

const readTest: KeyReader = (pair, rule, context) => {
  const { attr, op, value, nocase } = pair;
  let mode: number | null = null;
  if (attr !== null && attr !== NOTHING) {
    const parsed = parseMode(attr);
    if (isErrno(parsed)) return refuse(pair, context, "udev-rules.bad-mode", { value: attr });
    mode = parsed;
  }
  checkValue(pair, context, false);
  if (!isMatchOperator(op)) return refuseOperator(pair, context);
  rule.add({ type: "M_TEST", op, value, mode, nocase });
  return true;
};

/** What runs or imports: a match, even if it is written as an assignment; `null` when it is refused. */
function queryOperator(pair: PairReader, context: RulesContext): UdevMatchOperator | null {
  checkValue(pair, context, false);
  if (pair.op === REMOVE) refuseOperator(pair, context);
  else if (pair.nocase) refusePrefix(pair, context);
  else return isMatchOperator(pair.op) ? pair.op : MATCH;
  return null;
}

const readProgram: KeyReader = (pair, rule, context) => {
  if (pair.attr !== null) return refuseAttribute(pair, context);
  const op = queryOperator(pair, context);
  if (op !== null) rule.add({ type: "M_PROGRAM", op, value: pair.value });
  return op !== null;
};

const FIRST_WORD = /^[ \t\n\r]*([^ \t\n\r]*)/;

/** The built-in command that a command line starts with: the first one whose name begins with its first word. Origin: udev_builtin_lookup() at 257. */
export function findBuiltin(command: string): BuiltinName | null {
  const word = FIRST_WORD.exec(command)![1]!;
  return builtinNames.find((name) => name.startsWith(word)) ?? null;
}

const importTypes: ReadonlyMap<string, UdevQueryType> = new Map([
  ["file", "M_IMPORT_FILE"],
  ["program", "M_IMPORT_PROGRAM"],
  ["db", "M_IMPORT_DB"],
  ["cmdline", "M_IMPORT_CMDLINE"],
  ["parent", "M_IMPORT_PARENT"],
]);

const readImport: KeyReader = (pair, rule, context) => {
  const { attr, value } = pair;
  if (requiredAttribute(pair, context, false) === null) return false;
  const op = queryOperator(pair, context);
  if (op === null) return false;
  if (attr === "builtin" || attr === "program") {
    const builtin = findBuiltin(value);
    if (builtin !== null) {
      if (attr === "program") context.reportPair(pair, Severity.debug, "udev-rules.builtin-found", { value });
      rule.add({ type: "M_IMPORT_BUILTIN", op, value, builtin });
      return true;
    }
    if (attr === "builtin") return refuse(pair, context, "udev-rules.unknown-builtin", { value });
  }
  const type = importTypes.get(attr!);
  if (type === undefined) return refuseAttribute(pair, context);
  rule.add({ type, op, value });
  return true;
};

const STATIC_NODE = "static_node=";
const LINK_PRIORITY = "link_priority=";
const LOG_LEVEL = "log_level=";

const readOptions: KeyReader = (pair, rule, context) => {
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

/** The log level that `log_level=reset` stands for. */
export const RESET = -1;

interface AccountKey {
  readonly text: "A_OWNER" | "A_GROUP";
  readonly id: "A_OWNER_ID" | "A_GROUP_ID";
  readonly kind: "user" | "group";
}

/** `OWNER` and `GROUP`: an id, a name that becomes one, or a text that is expanded. */
const accountKey =
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

const readMode: KeyReader = (pair, rule, context) => {
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

const readSecurityLabel: KeyReader = (pair, rule, context) => {
  if (requiredAttribute(pair, context, false) === null) return false;
  checkValue(pair, context, false);
  if (pair.op === REMOVE) return refuseOperator(pair, context);
  const op = assignOperator(pair, context, [ASSIGN_FINAL]);
  if (op === null) return refuseOperator(pair, context);
  rule.add({ type: "A_SECLABEL", op, attr: pair.attr, value: pair.value });
  return true;
};

const readRun: KeyReader = (pair, rule, context) => {
  const { attr, op, value } = pair;
  if (isMatchOperator(op) || op === REMOVE) return refuseOperator(pair, context);
  checkValue(pair, context, false);
  if (attr === null || attr === "program") {
    rule.add({ type: "A_RUN_PROGRAM", op, attr: null, value });
    return true;
  }
  if (attr !== "builtin") return refuseAttribute(pair, context);
  const builtin = findBuiltin(value);
  if (builtin === null) return refuse(pair, context, "udev-rules.unknown-builtin", { value });
  rule.add({ type: "A_RUN_BUILTIN", op, value, builtin });
  return true;
};

const readGoto: KeyReader = (pair, rule, context) => {
  if (pair.attr !== null) return refuseAttribute(pair, context);
  if (pair.op !== ASSIGN) return refuseOperator(pair, context);
  if (rule.goto === null) rule.goto = pair.value;
  else context.reportPair(pair, Severity.warning, "udev-rules.several-gotos", { label: pair.value });
  return true;
};

const readLabel: KeyReader = (pair, rule, context) => {
  if (pair.attr !== null) return refuseAttribute(pair, context);
  if (pair.op !== ASSIGN) return refuseOperator(pair, context);
  if (rule.label !== null) {
    context.reportPair(pair, Severity.warning, "udev-rules.several-labels", { label: rule.label });
  }
  rule.label = pair.value;
  return true;
};

const checkName: KeyReader = (pair, _rule, context) => {
  if (pair.value === "%k") return refuse(pair, context, "udev-rules.name-unchanged");
  return pair.value === NOTHING ? refuse(pair, context, "udev-rules.name-empty") : true;
};

const checkProperty: KeyReader = (pair, _rule, context) => {
  const name = pair.attr!;
  if (!readOnlyProperties.has(name) && !name.startsWith(SYNTHETIC_ARGUMENT_PREFIX)) return true;
  return refuse(pair, context, "udev-rules.read-only-property", { name });
};

/** Every key. Origin: udev(7), parse_token() at 257. */
const keys: ReadonlyMap<string, KeyReader> = new Map<string, KeyReader>([
  ["ACTION", matchKey("M_ACTION")],
  ["DEVPATH", matchKey("M_DEVPATH")],
  ["KERNEL", matchKey("M_KERNEL")],
  ["SYMLINK", textKey({ match: "M_DEVLINK", assign: "A_DEVLINK", refused: [], assumed: [], mayBeEmpty: true })],
  [
    "NAME",
    textKey({
      match: "M_NAME",
      assign: "A_NAME",
      refused: [REMOVE],
      assumed: [ADD],
      mayBeEmpty: true,
      check: checkName,
    }),
  ],
  [
    "ENV",
    textKey({
      match: "M_ENV",
      assign: "A_ENV",
      attribute: "plain",
      refused: [REMOVE],
      assumed: [ASSIGN_FINAL],
      mayBeEmpty: true,
      check: checkProperty,
    }),
  ],
  ["CONST", readConst],
  ["TAG", textKey({ match: "M_TAG", assign: "A_TAG", refused: [], assumed: [ASSIGN_FINAL], mayBeEmpty: false })],
  ["SUBSYSTEM", readSubsystem],
  ["DRIVER", matchKey("M_DRIVER")],
  [
    "ATTR",
    textKey({
      match: "M_ATTR",
      assign: "A_ATTR",
      attribute: "expanded",
      refused: [REMOVE],
      assumed: [ADD, ASSIGN_FINAL],
      mayBeEmpty: true,
    }),
  ],
  [
    "SYSCTL",
    textKey({
      match: "M_SYSCTL",
      assign: "A_SYSCTL",
      attribute: "expanded",
      refused: [REMOVE],
      assumed: [ADD, ASSIGN_FINAL],
      mayBeEmpty: true,
    }),
  ],
  ["KERNELS", matchKey("M_PARENTS_KERNEL")],
  ["SUBSYSTEMS", matchKey("M_PARENTS_SUBSYSTEM")],
  ["DRIVERS", matchKey("M_PARENTS_DRIVER")],
  ["ATTRS", readParentAttribute],
  ["TAGS", matchKey("M_PARENTS_TAG")],
  ["TEST", readTest],
  ["PROGRAM", readProgram],
  ["IMPORT", readImport],
  ["RESULT", matchKey("M_RESULT")],
  ["OPTIONS", readOptions],
  ["OWNER", accountKey({ text: "A_OWNER", id: "A_OWNER_ID", kind: "user" })],
  ["GROUP", accountKey({ text: "A_GROUP", id: "A_GROUP_ID", kind: "group" })],
  ["MODE", readMode],
  ["SECLABEL", readSecurityLabel],
  ["RUN", readRun],
  ["GOTO", readGoto],
  ["LABEL", readLabel],
]);

/** Names of all keys. */
export const keyNames: readonly string[] = [...keys.keys()];

/** Takes a pair into a rule; false when the rule is to be left out, which has been reported. */
export function readKey(pair: PairReader, rule: RuleLine, context: RulesContext): boolean {
  if (pair.nocase && !isMatchOperator(pair.op)) return refusePrefix(pair, context);
  const reader = keys.get(pair.key);
  if (reader === undefined) return refuse(pair, context, "udev-rules.unknown-key", { key: pair.key });
  return reader(pair, rule, context);
}
