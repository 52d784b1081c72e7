import { encodeRaw, rawLength } from "../../text/raw-bytes.js";
import { logLevelNames } from "../../text/syslog.js";
import { RESET } from "./keys.js";
import type { UdevOperator, UdevRuleLine, UdevRuleToken } from "./model.js";
import { LINE_SIZE } from "./tables.js";
import type { UdevMatchType, UdevQueryType, UdevTextType } from "./token-types.js";

const textKeys: Readonly<Record<UdevMatchType | UdevQueryType | UdevTextType, string>> = {
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
  A_OPTIONS_STATIC_NODE: "OPTIONS",
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

const opposite = (op: UdevOperator): UdevOperator => (op === "==" ? "!=" : "==");

/** What a query is written with: one that must succeed looks like an assignment. */
const queryOperator = (op: UdevOperator): UdevOperator => (op === "==" ? "=" : op);

function optionValue(token: UdevRuleToken, layout: Layout): string | null {
  switch (token.type) {
    case "A_OPTIONS_STRING_ESCAPE_NONE":
      return "string_escape=none";
    case "A_OPTIONS_STRING_ESCAPE_REPLACE":
      return "string_escape=replace";
    case "A_OPTIONS_DB_PERSIST":
      return "db_persist";
    case "A_OPTIONS_INOTIFY_WATCH":
      return token.number === 0 ? "nowatch" : "watch";
    case "A_OPTIONS_DEVLINK_PRIORITY":
      return `link_priority=${token.number}`;
    case "A_OPTIONS_LOG_LEVEL": {
      if (token.number === RESET) return "log_level=reset";
      return `log_level=${layout === "short" ? token.number : logLevelNames[token.number]}`;
    }
    case "A_OPTIONS_STATIC_NODE":
      return `static_node=${token.value}`;
    default:
      return null;
  }
}

function formatToken(token: UdevRuleToken, layout: Layout): string {
  const { op } = token;
  const option = optionValue(token, layout);
  if (option !== null) return `OPTIONS${op}${quote(option)}`;
  switch (token.type) {
    case "A_OWNER_ID":
      return `OWNER${op}${quote(token.name)}`;
    case "A_GROUP_ID":
      return `GROUP${op}${quote(token.name)}`;
    case "A_MODE_ID":
      return `MODE${op}"${octal(token.mode, layout)}"`;
    case "M_TEST": {
      const mode = token.mode === null ? "" : `{${octal(token.mode, layout)}}`;
      return `TEST${mode}${op}${quote(token.value, token.nocase)}`;
    }
    case "M_IMPORT_BUILTIN":
      return `IMPORT{builtin}${queryOperator(op)}${quote(token.value)}`;
    case "A_RUN_BUILTIN":
      return `RUN{builtin}${op}${quote(token.value)}`;
  }
  if ("match" in token) {
    const key = textKeys[token.type] + (token.attr === null ? "" : braces(token.attr));
    return `${key}${token.value === "?*" ? opposite(op) : op}${quote(token.value, token.nocase)}`;
  }
  if ("attr" in token) {
    return `${textKeys[token.type]}${token.attr === null ? "" : braces(token.attr)}${op}${quote(token.value)}`;
  }
  if ("value" in token) return `${textKeys[token.type]}${queryOperator(op)}${quote(token.value)}`;
  throw new TypeError(`there is no key for ${token.type}`);
}

function formatLine(rule: UdevRuleLine, layout: Layout): string {
  const pairs = rule.tokens.map((token) => formatToken(token, layout));
  if (rule.goto !== null) pairs.push(`GOTO=${quote(rule.goto)}`);
  if (rule.label !== null) pairs.push(`LABEL=${quote(rule.label)}`);
  return pairs.join(SEPARATORS[layout]);
}

const fits = (line: string): boolean => rawLength(line) < LINE_SIZE;

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
