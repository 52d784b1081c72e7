import { type Diagnostic, type DiagnosticTable, renderDiagnostic } from "../core/diagnostics.js";
import { decodeUtf8 } from "../core/utf8.js";

const LEVELS = ["emergency", "alert", "critical", "error", "warning", "notice", "info", "debug"] as const;

/** Longest piece of a source line that is shown, in characters. */
const SHOWN_MAX = 160;

const LF = 0x0a;

/** Control characters of a hostile input must not reach a terminal. */
const printable = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, "\ufffd");

export const levelName = (level: number): string => LEVELS[level] ?? String(level);

/** A report as text: `file:line: level: sentence [code]`, the source line with carets below it, and what to do about it. */
export function diagnosticText(
  diagnostic: Diagnostic,
  table: DiagnosticTable,
  fileName: string,
  input: Uint8Array,
  isText: boolean,
): string {
  const { code, level, line, span } = diagnostic;
  const place = line === null ? fileName : `${fileName}:${line}`;
  const lines = [printable(`${place}: ${levelName(level)}: ${renderDiagnostic(diagnostic, table)} [${code}]`)];
  if (span !== undefined && isText) {
    let start = span.start;
    while (start > 0 && input[start - 1] !== LF) start--;
    let end = input.indexOf(LF, span.start);
    if (end < 0) end = input.length;
    const source = printable(decodeUtf8(input, start, end)).replaceAll("\t", " ");
    const lead = decodeUtf8(input, start, span.start).length;
    const width = Math.max(1, decodeUtf8(input, span.start, Math.min(span.end, end)).trimEnd().length);
    if (lead < SHOWN_MAX) {
      lines.push(`  | ${source.slice(0, SHOWN_MAX)}`);
      lines.push(`  | ${" ".repeat(lead)}${"^".repeat(Math.min(width, SHOWN_MAX - lead))}`);
    }
  }
  const help = table[code]?.help;
  if (help !== undefined) lines.push(`  = ${help}`);
  return lines.join("\n");
}
