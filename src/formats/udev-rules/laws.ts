import { type Law, LawViolation } from "../../core/format.js";
import { fitsUsualLayout, formatUdevRules } from "./format.js";
import type { UdevRuleLine, UdevRuleToken } from "./model.js";
import { fuzzOptions, type UdevRulesOutcome } from "./run.js";
import { INPUT_MAX } from "./tables.js";
import { kindOf } from "./token-types.js";
import { verifyUdevRules } from "./verify.js";

const ROUND_TRIP = "format-then-parse";
const UNUSED_LABEL = "udev-rules.style-unused-label";
const STYLE = "format-has-style";
const ORDER = "tokens-are-in-order";
const GOTO = "goto-leads-on";
const SPANS = "spans-lie-inside";

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, i) => text === b[i]);

/** Whether two tokens have the same members. */
function sameToken(a: UdevRuleToken, b: UdevRuleToken): boolean {
  for (const name in a) {
    const left: unknown = a[name as keyof UdevRuleToken];
    const right: unknown = b[name as keyof UdevRuleToken];
    if (left !== right && !(Array.isArray(left) && Array.isArray(right) && sameList(left, right))) return false;
  }
  return Object.keys(a).length === Object.keys(b).length;
}

/** Whether two rules are the same, but for where they stand. */
function sameRule(a: UdevRuleLine, b: UdevRuleLine): boolean {
  return (
    a.label === b.label &&
    a.goto === b.goto &&
    a.hasName === b.hasName &&
    a.hasDevlink === b.hasDevlink &&
    a.hasStaticNode === b.hasStaticNode &&
    a.updatesSomething === b.updatesSomething &&
    a.isReferenced === b.isReferenced &&
    a.tokens.length === b.tokens.length &&
    a.tokens.every((token, i) => sameToken(token, b.tokens[i]!))
  );
}

/** Places in the list of the rules that GOTOs lead to. */
function targets(lines: readonly UdevRuleLine[]): (number | null)[] {
  const places = new Map(lines.map(({ line }, place) => [line, place]));
  return lines.map(({ gotoLine }) => (gotoLine === null ? null : places.get(gotoLine)!));
}

/** Rules that are written and read again are the same, in good style; so they are written the same again, too. */
const formatThenParse: Law<UdevRulesOutcome> = {
  name: ROUND_TRIP,
  check(_input, outcome) {
    if (outcome === null) return;
    const { lines } = outcome;
    const text = formatUdevRules(lines);
    const again = verifyUdevRules(text, fuzzOptions);
    if (again.lines.length !== lines.length) throw new LawViolation(ROUND_TRIP, "another number of rules");
    for (let i = 0; i < lines.length; i++) {
      if (!sameRule(lines[i]!, again.lines[i]!)) throw new LawViolation(ROUND_TRIP, `another rule ${i}`);
    }
    const before = targets(lines);
    const after = targets(again.lines);
    if (before.some((place, i) => place !== after[i])) throw new LawViolation(ROUND_TRIP, "a GOTO leads elsewhere");
    const unusual = new Map<number, string>();
    for (const { code, line } of again.diagnostics) {
      if (code.startsWith("udev-rules.style-") && code !== UNUSED_LABEL) unusual.set(line!, code);
    }
    for (const [line, code] of unusual) {
      if (fitsUsualLayout(lines[line - 1]!)) throw new LawViolation(STYLE, code);
    }
  },
};

const tokensAreInOrder: Law<UdevRulesOutcome> = {
  name: ORDER,
  check(_input, outcome) {
    for (const { tokens } of outcome?.lines ?? []) {
      let last = 0;
      for (const { type } of tokens) {
        const { rank } = kindOf(type);
        if (rank < last) throw new LawViolation(ORDER, type);
        last = rank;
      }
    }
  },
};

/** A GOTO leads to the next rule with its label, and only what is led to is referenced. */
const gotoLeadsOn: Law<UdevRulesOutcome> = {
  name: GOTO,
  check(_input, outcome) {
    const labelled = new Map<string, number>();
    const lines = outcome?.lines ?? [];
    for (let i = lines.length - 1; i >= 0; i--) {
      const { goto, gotoLine, label, line } = lines[i]!;
      const wanted = goto === null ? null : (labelled.get(goto) ?? -1);
      if (gotoLine !== wanted) throw new LawViolation(GOTO, `line ${line}`);
      if (label !== null) labelled.set(label, line);
    }
    const led = new Set(lines.map(({ gotoLine }) => gotoLine));
    for (const { isReferenced, line } of lines) {
      if (isReferenced !== led.has(line)) throw new LawViolation(GOTO, `line ${line} is led to or not`);
    }
  },
};

const spansLieInside: Law<UdevRulesOutcome> = {
  name: SPANS,
  check(input, outcome) {
    if (outcome === null) return;
    for (const { code, line, span } of outcome.diagnostics) {
      if (span === undefined || span.start > span.end || span.end > input.length) throw new LawViolation(SPANS, code);
      if (line === null || line < 1 || line > input.length) throw new LawViolation(SPANS, `${code} in line ${line}`);
    }
    let from = 0;
    for (const { span } of outcome.lines) {
      if (span.start < from || span.end <= span.start || span.end > input.length) {
        throw new LawViolation(SPANS, `a rule from byte ${span.start} to ${span.end}`);
      }
      from = span.end;
    }
  },
};

const longInputsAreIgnored: Law<UdevRulesOutcome> = {
  name: "long-inputs-are-ignored",
  check(input, outcome) {
    if ((outcome === null) !== input.length > INPUT_MAX) throw new LawViolation(this.name, `${input.length} bytes`);
  },
};

export const laws: readonly Law<UdevRulesOutcome>[] = [
  longInputsAreIgnored,
  spansLieInside,
  tokensAreInOrder,
  gotoLeadsOn,
  formatThenParse,
];
