import { encodeRaw, rawLength } from "../../text/raw-bytes.js";
import { logLevelNames } from "../../text/syslog.js";
import type {
  UdevBuiltinToken,
  UdevMatchToken,
  UdevNumberToken,
  UdevRuleLine,
  UdevRuleToken,
  UdevTextToken,
} from "./model.js";
import { ASSIGN, keptOperator, MATCH, type UdevMatchOperator, type UdevOperator } from "./operators.js";
import { LINE_SIZE, RESET } from "./tables.js";
import type { UdevFlagType, UdevMatchType, UdevQueryType, UdevTextType } from "./token-types.js";

const STATIC_NODE = "A_OPTIONS_STATIC_NODE";
const WATCH = "A_OPTIONS_INOTIFY_WATCH";
const LINK_PRIORITY = "A_OPTIONS_DEVLINK_PRIORITY";
const IMPORT_BUILTIN = "M_IMPORT_BUILTIN";
const TEST = "M_TEST";

const flagOptions: Readonly<Record<UdevFlagType, string>> = {
  A_OPTIONS_STRING_ESCAPE_NONE: "string_escape=none",
  A_OPTIONS_STRING_ESCAPE_REPLACE: "string_escape=replace",
  A_OPTIONS_DB_PERSIST: "db_persist",
};

const idKeys = { A_OWNER_ID: "OWNER", A_GROUP_ID: "GROUP" } as const;

const textKeys: Readonly<Record<UdevMatchType | UdevQueryType | Exclude<UdevTextType, typeof STATIC_NODE>, string>> = {
  M_ACTION: "ACTION",
  M_DEVPATH: "DEVPATH",
  M_KERNEL: "KERNEL",
  M_DEVLINK: "SYMLINK",
  M_NAME: "NAME",
  M_ENV: "ENV",
  M_CONST: "CONST",
  M_TAG: "TAG",
  M_SUBSYSTEM: "SUBSYSTEM",
  M_DRIVER: "DRIVER",
  M_ATTR: "ATTR",
  M_SYSCTL: "SYSCTL",
  M_PARENTS_KERNEL: "KERNELS",
  M_PARENTS_SUBSYSTEM: "SUBSYSTEMS",
  M_PARENTS_DRIVER: "DRIVERS",
  M_PARENTS_ATTR: "ATTRS",
  M_PARENTS_TAG: "TAGS",
  M_PROGRAM: "PROGRAM",
  M_IMPORT_FILE: "IMPORT{file}",
  M_IMPORT_PROGRAM: "IMPORT{program}",
  M_IMPORT_DB: "IMPORT{db}",
  M_IMPORT_CMDLINE: "IMPORT{cmdline}",
  M_IMPORT_PARENT: "IMPORT{parent}",
  M_RESULT: "RESULT",
  A_OWNER: "OWNER",
  A_GROUP: "GROUP",
  A_MODE: "MODE",
  A_TAG: "TAG",
  A_SECLABEL: "SECLABEL",
  A_ENV: "ENV",
  A_NAME: "NAME",
  A_DEVLINK: "SYMLINK",
  A_ATTR: "ATTR",
  A_SYSCTL: "SYSCTL",
  A_RUN_PROGRAM: "RUN",
};

/** How much room there is: `usual` is for people, `short` has no byte that can be left out. */
type Layout = "usual" | "short";

const SEPARATORS: Readonly<Record<Layout, string>> = { usual: ", ", short: "" };
const LINE_END = /[\n\r\0]/;
const NEEDS_ESCAPES = /[\n\r]|\\$/;
const MODE_DIGITS = 4;

/** A value in quotes, with C escapes only where nothing else helps. */
function quote(value: string, nocase = false): string {
  if (value.includes("\0")) throw new TypeError("a value holds a NUL");
  const prefix = nocase ? "i" : "";
  if (!NEEDS_ESCAPES.test(value)) return `${prefix}"${value.replaceAll('"', '\\"')}"`;
  const escaped = value.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
  return `${prefix}e"${escaped}"`;
}

/** A name in braces. */
function braces(attr: string): string {
  if (attr === "" || attr.includes("}") || LINE_END.test(attr)) throw new TypeError(`${attr} cannot stand in braces`);
  return `{${attr}}`;
}

const octal = (mode: number, layout: Layout): string =>
  layout === "usual" ? mode.toString(8).padStart(MODE_DIGITS, "0") : mode.toString(8);

/** What a query is written with: one that must succeed looks like an assignment. */
function queryOperator(op: UdevMatchOperator, value: string): UdevOperator {
  const written = keptOperator(op, value);
  return written === MATCH ? ASSIGN : written;
}

function numberOption({ number, type }: UdevNumberToken, layout: Layout): string {
  if (type === WATCH) return number ? "watch" : "nowatch";
  if (type === LINK_PRIORITY) return `link_priority=${number}`;
  if (number === RESET) return "log_level=reset";
  return `log_level=${layout === "short" ? number : logLevelNames[number]}`;
}

function builtinPair(token: UdevBuiltinToken): string {
  const value = quote(token.value);
  return token.type === IMPORT_BUILTIN
    ? `IMPORT{builtin}${queryOperator(token.op, token.value)}${value}`
    : `RUN{builtin}${token.op}${value}`;
}

function matchPair({ attr, nocase, op, type, value }: UdevMatchToken): string {
  return `${textKeys[type]}${attr === null ? "" : braces(attr)}${keptOperator(op, value)}${quote(value, nocase)}`;
}

function textPair({ attr, op, type, value }: UdevTextToken): string {
  if (type === STATIC_NODE) return `OPTIONS${op}${quote(`static_node=${value}`)}`;
  return `${textKeys[type]}${attr === null ? "" : braces(attr)}${op}${quote(value)}`;
}

function formatToken(token: UdevRuleToken, layout: Layout): string {
  if ("match" in token) return matchPair(token);
  if ("attr" in token) return textPair(token);
  if ("builtin" in token) return builtinPair(token);
  if ("id" in token) return `${idKeys[token.type]}${token.op}${quote(token.name)}`;
  if ("number" in token) return `OPTIONS${token.op}${quote(numberOption(token, layout))}`;
  if (token.type === TEST) {
    const mode = token.mode === null ? "" : `{${octal(token.mode, layout)}}`;
    return `TEST${mode}${keptOperator(token.op, token.value)}${quote(token.value)}`;
  }
  if ("mode" in token) return `MODE${token.op}"${octal(token.mode, layout)}"`;
  if ("value" in token) return `${textKeys[token.type]}${queryOperator(token.op, token.value)}${quote(token.value)}`;
  return `OPTIONS${token.op}${quote(flagOptions[token.type])}`;
}

function formatLine(rule: UdevRuleLine, layout: Layout): string {
  const pairs = rule.tokens.map((token) => formatToken(token, layout));
  if (rule.goto !== null) pairs.push(`GOTO=${quote(rule.goto)}`);
  if (rule.label !== null) pairs.push(`LABEL=${quote(rule.label)}`);
  return pairs.join(SEPARATORS[layout]);
}

/** UTF-8 bytes of a code unit, at most. */
const MAX_BYTES = 3;

const fits = (line: string): boolean => line.length * MAX_BYTES < LINE_SIZE || rawLength(line) < LINE_SIZE;

/** Whether a rule is written as people write them, or has to be put as short as it can be. */
export const fitsUsualLayout = (rule: UdevRuleLine): boolean => fits(formatLine(rule, "usual"));

/**
 * Writes rules, one a line; reading them with the same options gives the same rules, but for their line numbers.
 *
 * Tokens stand in the order in which they take effect, with a comma and a space between them. A rule that would
 * be too long that way is written without; what `parse` gave always fits then. Throws `TypeError` for rules that
 * no file can hold: too long, a name with `}` or a line end, a value with a NUL.
 */
export function formatUdevRules(lines: Iterable<UdevRuleLine>): Uint8Array {
  let text = "";
  for (const rule of lines) {
    let line = formatLine(rule, "usual");
    if (!fits(line)) line = formatLine(rule, "short");
    if (!fits(line)) throw new TypeError(`the rule of line ${rule.line} is too long`);
    text += `${line}\n`;
  }
  return encodeRaw(text);
}
