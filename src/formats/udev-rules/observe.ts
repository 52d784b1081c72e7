import { renderDiagnostic } from "../../core/diagnostics.js";
import type { Json } from "../../core/json.js";
import { textToJson as text } from "../../text/raw-bytes.js";
import { udevRulesDiagnostics } from "./diagnostics.js";
import { isType, type UdevMatchToken, type UdevRuleLine, type UdevRuleToken } from "./model.js";
import { run } from "./run.js";
import { NO_MODE } from "./tables.js";

function observeMatch({ attr, match, nocase, op, stripTrailing, subst, type, value, values }: UdevMatchToken): Json {
  return {
    type,
    op,
    match,
    ...(nocase ? { nocase } : {}),
    ...(stripTrailing ? { strip_trailing: true } : {}),
    ...(match === "empty" || match === "subsystem" ? { value: text(value) } : { values: values.map(text) }),
    ...(attr !== null ? { attr: text(attr) } : {}),
    ...(subst !== null ? { subst } : {}),
  };
}

function observeToken(token: UdevRuleToken): Json {
  const { type, op } = token;
  if ("match" in token) return observeMatch(token);
  if (isType(token, "M_TEST")) {
    const { mode, value } = token;
    return { type, op, mode: mode ?? NO_MODE, value: text(value) };
  }
  if ("id" in token) return { type, op, value: null, id: token.id };
  if ("mode" in token) return { type, op, value: null, mode: token.mode };
  if ("number" in token) return { type, op, value: null, number: token.number };
  if ("builtin" in token) return { type, op, value: text(token.value), builtin: token.builtin };
  if (!("value" in token)) return { type, op, value: null };
  const attr = "attr" in token ? token.attr : null;
  return { type, op, value: text(token.value), ...(attr !== null ? { attr: text(attr) } : {}) };
}

function observeLine(rule: UdevRuleLine): Json {
  const flags = [
    rule.hasName ? "has_name" : "",
    rule.hasDevlink ? "has_devlink" : "",
    rule.hasStaticNode ? "has_static_node" : "",
    rule.goto !== null ? "has_goto" : "",
    rule.label !== null ? "has_label" : "",
    rule.updatesSomething ? "updates_something" : "",
    rule.isReferenced ? "is_referenced" : "",
  ].filter((flag) => flag !== "");
  return {
    line: rule.line,
    flags,
    ...(rule.label !== null ? { label: text(rule.label) } : {}),
    ...(rule.goto !== null ? { goto: text(rule.goto), goto_line: rule.gotoLine } : {}),
    tokens: rule.tokens.map(observeToken),
  };
}

/** The outcome in the shape of a golden case. */
export function observe(input: Uint8Array): Json {
  const outcome = run(input);
  if (outcome === null) return { ignored: true };
  const { diagnostics, errno, lines } = outcome;
  return {
    result: errno ?? (input.length > 0 ? 1 : 0),
    diagnostics: diagnostics.map((diagnostic) => ({
      line: diagnostic.line,
      level: diagnostic.level,
      message: renderDiagnostic(diagnostic, udevRulesDiagnostics),
    })),
    lines: lines.map(observeLine),
  };
}
