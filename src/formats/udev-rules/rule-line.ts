import type { Diagnostic, DiagnosticParameter, Severity, Span } from "../../core/diagnostics.js";
import type { UdevRulesCode } from "./diagnostics.js";
import type { AccountLookup, UdevRuleLine, UdevRulesOptions, UdevRuleToken } from "./model.js";
import type { PairReader } from "./pairs.js";
import type { RuleLineReader } from "./rule-lines.js";
import { rankOf, type UdevTokenType } from "./token-types.js";

const FIRST_ASSIGNMENT = rankOf("A_OPTIONS_STRING_ESCAPE_NONE");

/** Matches that change something by themselves, as they run or import. */
const effects: ReadonlySet<UdevTokenType> = new Set<UdevTokenType>([
  "M_PROGRAM",
  "M_IMPORT_FILE",
  "M_IMPORT_PROGRAM",
  "M_IMPORT_BUILTIN",
  "M_IMPORT_DB",
  "M_IMPORT_CMDLINE",
  "M_IMPORT_PARENT",
]);

const deviceNode: ReadonlySet<UdevTokenType> = new Set<UdevTokenType>([
  "A_DEVLINK",
  "A_OWNER",
  "A_GROUP",
  "A_MODE",
  "A_OWNER_ID",
  "A_GROUP_ID",
  "A_MODE_ID",
]);

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

  constructor(
    readonly line: number,
    readonly span: Span,
  ) {}

  add(token: UdevRuleToken): void {
    const { type } = token;
    this.tokens.push(token);
    if (type === "A_NAME") this.hasName = true;
    else if (deviceNode.has(type)) this.hasDevlink = true;
    else if (type === "A_OPTIONS_STATIC_NODE") this.hasStaticNode = true;
    else if (rankOf(type) >= FIRST_ASSIGNMENT || effects.has(type)) this.updatesSomething = true;
  }

  /** Whether it does anything but match, be gone to and go on elsewhere. */
  get acts(): boolean {
    return this.hasName || this.hasDevlink || this.hasStaticNode || this.updatesSomething;
  }

  /** Brings the tokens into the order in which they take effect. */
  sort(): void {
    const { tokens } = this;
    for (let i = 1; i < tokens.length; i++) {
      if (rankOf(tokens[i - 1]!.type) <= rankOf(tokens[i]!.type)) continue;
      tokens.sort((a, b) => rankOf(a.type) - rankOf(b.type));
      return;
    }
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
