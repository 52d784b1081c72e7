import { Severity } from "../../core/diagnostics.js";
import {
  accountKey,
  checkName,
  checkProperty,
  readMode,
  readOptions,
  readSecurityLabel,
  textKey,
} from "./assign-keys.js";
import { readImport, readProgram, readRun, readTest } from "./command-keys.js";
import { type KeyReader, refuse, refuseAttribute, refuseOperator, refusePrefix } from "./key-reader.js";
import { matchKey, readConst, readParentAttribute, readSubsystem } from "./match-keys.js";
import { ADD, ASSIGN, ASSIGN_FINAL, isMatchOperator, REMOVE } from "./operators.js";
import type { PairReader } from "./pairs.js";
import type { RuleLine, RulesContext } from "./rule-line.js";

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
