import { type Diagnostic, type DiagnosticTable, renderDiagnostic, Severity, type Span } from "../core/diagnostics.js";
import type { Diagnosis, FormatDefinition, Hint, SourceFile } from "../core/format.js";
import { decodeUtf8 } from "../core/utf8.js";
import { defaultName, findKind, type KindedFile, kindOfPath } from "../formats/file-kinds.js";
import { findFormat } from "../formats/registry.js";
import { printable, shorten } from "../text/printable.js";
import { verifyDiagnostics } from "./diagnostics.js";
import { type Excerpt, excerptAt, lineEndAt, PlaceFinder, SpanFinder } from "./place.js";

/** One thing that is wrong with a file, as an editor or a person wants to know it. Texts hold no control characters. */
export interface Problem {
  /** Stable between releases; docs/errors.md lists them. */
  readonly code: string;
  readonly severity: Severity;
  /** What the code says of any file: a sentence with `{name}` for values. */
  readonly rule: string;
  /** The same with the values of this one. */
  readonly message: string;
  /** Line that systemd names: of a value that goes on over several lines the last one. `null` when it names none. */
  readonly reportedLine: number | null;
  /** What it is about; `null` when it is the file as a whole. */
  readonly range: ProblemRange | null;
  /** What the author may have meant, or what to do. */
  readonly hint: string | null;
  /** What to write in place of the range, to follow the hint. */
  readonly replacement: string | null;
}

/** A range within one line. Lines and columns count from 1, columns in UTF-16 code units; offsets are in bytes. */
export interface ProblemRange {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  readonly start: number;
  readonly end: number;
  readonly excerpt: Excerpt;
}

export interface Verification {
  readonly kind: string;
  /** Slug of the format that read it. */
  readonly format: string;
  /** In the order of the file, those about the file as a whole last. */
  readonly problems: readonly Problem[];
  /** How many more there are, behind the first ones of a file with very many. */
  readonly omitted: number;
}

export interface VerifyOptions {
  /** Path of the file, by which its kind is told; `/` between its parts. */
  readonly path?: string;
  /** The kind, whatever the name says: a name of `fileKinds`. */
  readonly kind?: string;
  /** The least severe problems that are wanted; {@link Severity.warning} when absent. */
  readonly severity?: Severity;
}

/** Problems of one file that are described; the others are counted. */
export const PROBLEMS_MAX = 1000;

/** Longest value of a file that is shown inside a sentence, in characters. */
const VALUE_MAX = 200;

/** Parameters that tell a place, where a code does not say which one does. */
const PLACE_PARAMETERS = ["value", "key", "section"] as const;

const shortValues = (diagnostic: Diagnostic): Diagnostic => {
  const params: Record<string, string | number> = Object.create(null);
  for (const [name, value] of Object.entries(diagnostic.params)) {
    params[name] = typeof value === "string" ? shorten(value, VALUE_MAX) : value;
  }
  return { ...diagnostic, params };
};

/** Words that a diagnostic may be about, the likeliest first. */
function wordsOf({ params }: Diagnostic, about: string | undefined, hint: Hint | null): string[] {
  const words: string[] = hint?.fix === undefined ? [] : [hint.fix.wrong];
  for (const name of about === undefined ? PLACE_PARAMETERS : [about]) {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (typeof value === "string") words.push(value);
  }
  return words;
}

/** Makes problems of the diagnostics of one input. */
class Describer {
  readonly #places: PlaceFinder;
  readonly #spans: SpanFinder;

  constructor(
    readonly definition: Pick<FormatDefinition, "diagnostics" | "hint" | "kind">,
    readonly input: Uint8Array,
    readonly file: SourceFile,
  ) {
    this.#places = new PlaceFinder(input);
    this.#spans = new SpanFinder(input);
  }

  whole(diagnostic: Diagnostic): Span | null {
    return this.definition.kind === "text" ? this.#spans.whole(diagnostic) : null;
  }

  describe(diagnostic: Diagnostic, whole: Span | null): Problem {
    const { code, level, line } = diagnostic;
    const table: DiagnosticTable = Object.hasOwn(verifyDiagnostics, code)
      ? verifyDiagnostics
      : this.definition.diagnostics;
    const text = table[code];
    const hint = this.definition.hint?.(diagnostic, this.file) ?? null;
    const span = whole === null ? null : this.#spans.narrow(whole, diagnostic, wordsOf(diagnostic, text?.about, hint));
    return {
      code,
      severity: level,
      rule: text?.message ?? code,
      message: printable(renderDiagnostic(shortValues(diagnostic), table)),
      reportedLine: line,
      range: span === null ? null : this.#range(span),
      hint: hint === null ? (text?.help ?? null) : printable(hint.text),
      replacement: span === null ? null : this.#replacement(span, hint),
    };
  }

  #range(span: Span): ProblemRange {
    const { line, column } = this.#places.at(span.start);
    const marked = decodeUtf8(this.input, span.start, Math.min(span.end, lineEndAt(this.input, span.start)));
    const range = { line, column, endColumn: column + marked.length, start: span.start, end: span.end };
    return { ...range, excerpt: excerptAt(this.input, span) };
  }

  /** The right word, if it is the wrong one that the range covers. */
  #replacement({ start, end }: Span, hint: Hint | null): string | null {
    if (hint?.fix === undefined) return null;
    const { wrong, right } = hint.fix;
    return shortText(this.input, start, end) === wrong ? right : null;
  }
}

/** ASCII text of a range: only such words have a replacement. */
const shortText = (bytes: Uint8Array, start: number, end: number): string =>
  String.fromCharCode(...bytes.subarray(start, Math.min(end, start + VALUE_MAX)));

/** That a file was refused is an error, even where systemd leaves it to others to say so. */
function withRefusal({ diagnostics, error }: Diagnosis): readonly Diagnostic[] {
  if (error === null) return diagnostics;
  const cause = diagnostics.at(-1);
  const isTold = diagnostics.some(({ level }) => level <= Severity.err);
  // What comes last is why reading ended; it may be silent though something before was told.
  if (isTold && (cause === undefined || cause.level <= Severity.warning)) return diagnostics;
  if (cause !== undefined) return [...diagnostics.slice(0, -1), { ...cause, level: Severity.err }];
  return [{ code: "verify.refused", level: Severity.err, line: null, params: { error } }];
}

/** What is wrong with an input, out of what its format says. Linear in the input and the number of diagnostics. */
export function describeProblems(
  definition: Pick<FormatDefinition, "diagnostics" | "hint" | "kind">,
  input: Uint8Array,
  diagnosis: Diagnosis,
  file: SourceFile,
  severity: Severity = Severity.debug,
): Pick<Verification, "problems" | "omitted"> {
  const severe = withRefusal(diagnosis).filter(({ level }) => level <= severity);
  if (severe.length === 0) return { problems: [], omitted: 0 };
  const describer = new Describer(definition, input, file);
  const wanted = severe
    .map((diagnostic) => ({ diagnostic, span: describer.whole(diagnostic) }))
    .sort((a, b) => (a.span?.start ?? input.length + 1) - (b.span?.start ?? input.length + 1));
  const problems = wanted.slice(0, PROBLEMS_MAX).map(({ diagnostic, span }) => describer.describe(diagnostic, span));
  return { problems, omitted: wanted.length - problems.length };
}

function kindedFile({ path, kind: wanted }: VerifyOptions): KindedFile | null {
  const told = path === undefined ? null : kindOfPath(path);
  if (wanted === undefined) return told;
  const kind = findKind(wanted);
  if (kind === undefined) throw new TypeError(`${wanted} is no kind of file`);
  return told?.kind === kind ? told : { kind, name: defaultName(kind), isDropIn: false };
}

/**
 * Says what is wrong with a file, as systemd 257 would when it reads it.
 *
 * The kind is told by `path` or given as `kind`. Never throws on any bytes; throws `TypeError` when the kind is unknown. Linear
 * time; of a file with very many problems the first {@link PROBLEMS_MAX} are described.
 *
 * @example await verifyFile(bytes, { path: "/etc/systemd/system/foo.service" })
 */
export async function verifyFile(input: Uint8Array, options: VerifyOptions): Promise<Verification> {
  const told = kindedFile(options);
  if (told === null) throw new TypeError(`${options.path ?? "a file without a name"} does not tell its kind`);
  const { kind, name, isDropIn } = told;
  const definition = (await findFormat(kind.slug)!.load()) as FormatDefinition;
  const file: SourceFile = { kind: kind.name, name, isDropIn };
  const diagnosis = definition.diagnose?.(input, file) ?? definition.inspect(input, name);
  const described = describeProblems(definition, input, diagnosis, file, options.severity ?? Severity.warning);
  return { kind: kind.name, format: kind.slug, ...described };
}
