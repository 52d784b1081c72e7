import { Severity } from "../../core/diagnostics.js";
import { parseMode } from "../../text/bounded-numbers.js";
import { isErrno } from "../../text/numbers.js";
import {
  checkValue,
  type KeyReader,
  refuse,
  refuseAttribute,
  refuseOperator,
  refusePrefix,
  requiredAttribute,
} from "./key-reader.js";
import { isMatchOperator, keptOperator, MATCH, REMOVE, type UdevMatchOperator } from "./operators.js";
import type { PairReader } from "./pairs.js";
import type { RulesContext } from "./rule-line.js";
import { type BuiltinName, builtinNames } from "./tables.js";
import type { UdevQueryType } from "./token-types.js";

const NOTHING = "";

export const readTest: KeyReader = (pair, rule, context) => {
  const { attr, op, value } = pair;
  let mode: number | null = null;
  if (attr !== null && attr !== NOTHING) {
    const parsed = parseMode(attr);
    if (isErrno(parsed)) return refuse(pair, context, "udev-rules.bad-mode", { value: attr });
    mode = parsed;
  }
  checkValue(pair, context, false);
  if (!isMatchOperator(op)) return refuseOperator(pair, context);
  if (pair.nocase) return refusePrefix(pair, context);
  rule.add({ type: "M_TEST", op: keptOperator(op, value), value, mode });
  return true;
};

/** What runs or imports: a match, even if it is written as an assignment; `null` when it is refused. */
function queryOperator(pair: PairReader, context: RulesContext): UdevMatchOperator | null {
  checkValue(pair, context, false);
  if (pair.op === REMOVE) refuseOperator(pair, context);
  else if (pair.nocase) refusePrefix(pair, context);
  else return keptOperator(isMatchOperator(pair.op) ? pair.op : MATCH, pair.value);
  return null;
}

export const readProgram: KeyReader = (pair, rule, context) => {
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

export const readImport: KeyReader = (pair, rule, context) => {
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

export const readRun: KeyReader = (pair, rule, context) => {
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
