import type { Diagnostic, DiagnosticParameter, Severity, Span } from "../../core/diagnostics.js";
import type { UdevRulesCode } from "./diagnostics.js";
import type { AccountLookup, UdevRuleLine, UdevRulesOptions, UdevRuleToken } from "./model.js";
import type { PairReader } from "./pairs.js";
import type { RuleLineReader } from "./rule-lines.js";
import { Effect, kindOf } from "./token-types.js";

const { NAME, DEVLINK, STATIC_NODE, UPDATES } = Effect;

/** A rule while it is read. */
export class RuleLine implements UdevRuleLine {
  tokens: UdevRuleToken[] = [];
  label: string | null = null;
  goto: string | null = null;
  gotoLine: number | null = null;
  hasName = false;
  hasDevlink = false;
  hasStaticNode = false;
  updatesSomething = false;
  isReferenced = false;
  #lastRank = 0;
  #inOrder = true;

  constructor(
    readonly line: number,
    readonly span: Span,
  ) {}

  add(token: UdevRuleToken): void {
    const { effect, rank } = kindOf(token.type);
    this.tokens.push(token);
    if (rank < this.#lastRank) this.#inOrder = false;
    this.#lastRank = rank;
    if (effect === UPDATES) this.updatesSomething = true;
    else if (effect === DEVLINK) this.hasDevlink = true;
    else if (effect === NAME) this.hasName = true;
    else if (effect === STATIC_NODE) this.hasStaticNode = true;
  }

  /** Whether it does anything but match, be gone to and go on elsewhere. */
  get acts(): boolean {
    return this.hasName || this.hasDevlink || this.hasStaticNode || this.updatesSomething;
  }

  /** Brings the tokens into the order in which they take effect. */
  sort(): void {
    if (!this.#inOrder) this.tokens.sort((a, b) => kindOf(a.type).rank - kindOf(b.type).rank);
    this.#inOrder = true;
  }
}

/** What the keys of a file share: its reports, and whose names are looked up. */
export class RulesContext {
  readonly diagnostics: Diagnostic[] = [];
  readonly accounts: AccountLookup | null;
  readonly resolveNames: "early" | "late" | "never";

  constructor(
    readonly text: RuleLineReader,
    options: UdevRulesOptions,
  ) {
    this.accounts = options.accounts ?? null;
    this.resolveNames = options.resolveNames ?? (this.accounts === null ? "late" : "early");
  }

  /** A report about the rule that is being read. */
  report(level: Severity, code: UdevRulesCode, params: Readonly<Record<string, DiagnosticParameter>> = {}): void {
    const { line, span } = this.text;
    this.diagnostics.push({ code, level, line, span, params });
  }

  /** A report about a part of the text that is being read. */
  reportPart(level: Severity, code: UdevRulesCode, start: number, end: number): void {
    const { text } = this;
    const span = { start: text.inputOffset(start), end: text.inputOffset(end) };
    this.diagnostics.push({ code, level, line: text.line, span, params: {} });
  }

  /** A report about a rule that was read before. */
  reportLine(
    rule: UdevRuleLine,
    level: Severity,
    code: UdevRulesCode,
    params: Readonly<Record<string, DiagnosticParameter>> = {},
  ): void {
    this.diagnostics.push({ code, level, line: rule.line, span: rule.span, params });
  }

  /** A report about a pair. */
  reportPair(
    pair: PairReader,
    level: Severity,
    code: UdevRulesCode,
    params: Readonly<Record<string, DiagnosticParameter>> = {},
  ): void {
    const { text } = this;
    const span = { start: text.inputOffset(pair.start), end: text.inputOffset(pair.at) };
    this.diagnostics.push({ code, level, line: text.line, span, params });
  }
}
