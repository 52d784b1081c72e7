import { Severity } from "../../core/diagnostics.js";
import { readKey } from "./keys.js";
import type { UdevRulesFile, UdevRulesOptions } from "./model.js";
import { Pair, PairReader } from "./pairs.js";
import { RuleLine, RulesContext } from "./rule-line.js";
import { Found, RuleLineReader } from "./rule-lines.js";
import { LINE_SIZE } from "./tables.js";

/** More that is looked at while a file is read. */
export interface RuleChecks {
  /** Before each pair, and at the end of the text if anything stands behind the last one. */
  delimiters(context: RulesContext, at: number): void;
  /** A rule that is kept, its tokens still in the order of the text. */
  order(context: RulesContext, rule: RuleLine): void;
}

/** Reads the rule whose text was found; `null` when it is left out. */
function readRule(context: RulesContext, checks: RuleChecks | null): RuleLine | null {
  const { text } = context;
  const pair = new PairReader(text.bytes, text.start, text.end);
  const rule = new RuleLine(text.line, text.span);
  while (pair.at < pair.end) {
    if (checks !== null) checks.delimiters(context, pair.at);
    const found = pair.next();
    if (found === Pair.END) break;
    if (found === Pair.MALFORMED) {
      context.reportPart(Severity.err, "udev-rules.malformed-pair", pair.start, text.end);
      return null;
    }
    if (!readKey(pair, rule, context)) return null;
  }
  if (!rule.acts && rule.label === null && rule.goto === null) {
    context.report(Severity.warning, "udev-rules.no-effect");
    return null;
  }
  if (checks !== null) checks.order(context, rule);
  rule.sort();
  return rule;
}

/** Finds where each GOTO leads: to the next rule with its label. Leaves out what does nothing without its GOTO. */
function resolveGotos(context: RulesContext, rules: readonly RuleLine[]): RuleLine[] {
  const labels = new Map<string, RuleLine>();
  for (let i = rules.length - 1; i >= 0; i--) {
    const rule = rules[i]!;
    if (rule.goto !== null) {
      const target = labels.get(rule.goto);
      if (target !== undefined) {
        rule.gotoLine = target.line;
        target.isReferenced = true;
      }
    }
    if (rule.label !== null) labels.set(rule.label, rule);
  }
  return rules.filter((rule) => {
    if (rule.goto === null || rule.gotoLine !== null) return true;
    context.reportLine(rule, Severity.err, "udev-rules.no-label", { label: rule.goto });
    rule.goto = null;
    if (rule.acts) return true;
    context.reportLine(rule, Severity.warning, "udev-rules.no-effect-left");
    rule.tokens = [];
    return rule.label !== null;
  });
}

/** Reads a file, with or without more checks. */
export function readRules(
  input: Uint8Array,
  options: UdevRulesOptions,
  checks: RuleChecks | null,
): UdevRulesFile & { readonly lines: readonly RuleLine[]; readonly context: RulesContext } {
  const text = new RuleLineReader(input);
  const context = new RulesContext(text, options);
  const { diagnostics } = context;
  const rules: RuleLine[] = [];
  for (;;) {
    const found = text.next();
    if (found === Found.OVERFLOW) return { errno: "ENOBUFS", lines: [], diagnostics, context };
    if (found === Found.LINE) {
      const rule = readRule(context, checks);
      if (rule !== null) rules.push(rule);
    } else if (found === Found.LONG) {
      context.report(Severity.err, "udev-rules.line-too-long", { limit: LINE_SIZE });
    } else {
      if (found === Found.UNFINISHED) context.report(Severity.err, "udev-rules.unfinished-line");
      break;
    }
  }
  return { errno: null, lines: resolveGotos(context, rules), diagnostics, context };
}

/**
 * Parses a file of udev rules.
 *
 * A rule is a line of `KEY{attribute}=="value"` pairs; lines that start with `#` are comments, a backslash at the end goes on
 * with the next line. A rule with anything wrong is left out and reported, but for values and names that are only found
 * to be wrong when the rule is applied. Lines end at LF, CR and NUL. A line of {@link LINE_SIZE} bytes or more is
 * ENOBUFS for the whole file; a joined one is left out. Never throws; linear time.
 *
 * Origin: udev(7), udev_rules_parse_file() at 257.
 *
 * @example
 *     parse(encodeUtf8('KERNEL=="sd*", SYMLINK+="disk/%k"')).lines[0].tokens
 */
export function parseUdevRules(input: Uint8Array, options: UdevRulesOptions = {}): UdevRulesFile {
  const { errno, lines, diagnostics } = readRules(input, options, null);
  return { errno, lines, diagnostics };
}
