/** syslog severities (RFC 5424 section 6.2.1) under systemd's names. */
export const Severity = {
  emerg: 0,
  alert: 1,
  crit: 2,
  err: 3,
  warning: 4,
  notice: 5,
  info: 6,
  debug: 7,
} as const;

export type Severity = (typeof Severity)[keyof typeof Severity];

/** What people call the severities, by number. */
export const severityNames = [
  "emergency",
  "alert",
  "critical",
  "error",
  "warning",
  "notice",
  "info",
  "debug",
] as const satisfies readonly string[];

/** Half-open range of byte offsets into the input. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type DiagnosticParameter = string | number;

/**
 * One report about an input. Code, severity, line and parameters are the behaviour; the wording is rendered from the
 * table of the code's owner by {@link renderDiagnostic}.
 */
export interface Diagnostic {
  /** `<owner>.<kebab-case>`, stable between releases: `ini.line-too-long`, `unit-file.bad-signal`. */
  readonly code: string;
  readonly level: Severity;
  /** 1-based line that the report is about, or `null` when it is about the whole input. */
  readonly line: number | null;
  readonly span?: Span;
  readonly params: Readonly<Record<string, DiagnosticParameter>>;
}

/** What one code means: the sentence shown, with `{name}` for parameters, and what the reader can do. */
export interface DiagnosticText {
  readonly message: string;
  readonly help?: string;
  /** The parameter whose text stands in the source at the place that a reader should look at; `value` where absent. */
  readonly about?: string;
}

export type DiagnosticTable = Readonly<Record<string, DiagnosticText>>;

/** The sentence of a diagnostic. A code that the table lacks is a broken invariant and throws. */
export function renderDiagnostic(diagnostic: Diagnostic, table: DiagnosticTable): string {
  const text = Object.hasOwn(table, diagnostic.code) ? table[diagnostic.code] : undefined;
  if (text === undefined) throw new InvariantError(`diagnostic code ${diagnostic.code} has no text`);
  return text.message.replace(/\{([a-z][A-Za-z0-9]*)\}/g, (_, name: string) => {
    const value = Object.hasOwn(diagnostic.params, name) ? diagnostic.params[name] : undefined;
    if (value === undefined) throw new InvariantError(`diagnostic ${diagnostic.code} lacks parameter ${name}`);
    return String(value);
  });
}

/** A state that the code's own reasoning rules out. Never caught by parsers: always a finding. */
export class InvariantError extends Error {
  override readonly name = "InvariantError";
}
