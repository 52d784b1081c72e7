import { Severity, severityNames } from "../core/diagnostics.js";
import { printable } from "../text/printable.js";
import type { Problem } from "./verify.js";

export interface RenderOptions {
  /** Colours for a terminal (ECMA-48). */
  readonly color?: boolean;
}

type Style = "bold" | "error" | "warning" | "note" | "faint";

const STYLES: Readonly<Record<Style, string>> = {
  bold: "\u001b[1m",
  error: "\u001b[1;31m",
  warning: "\u001b[1;33m",
  note: "\u001b[1;36m",
  faint: "\u001b[2m",
};
const PLAIN = "\u001b[0m";

export const severityStyle = (severity: Severity): "error" | "warning" | "note" =>
  severity <= Severity.err ? "error" : severity === Severity.warning ? "warning" : "note";

/** Paints a text that holds no control characters. */
export const paint = (text: string, style: Style, color: boolean): string =>
  color ? `${STYLES[style]}${text}${PLAIN}` : text;

/**
 * A problem for people: `file:line:column: severity: sentence [code]`, the source line with a mark below it, and the hint. Nothing
 * of the file reaches the terminal as it is.
 */
export function renderProblem(problem: Problem, fileName: string, { color = false }: RenderOptions = {}): string {
  const { code, severity, message, range, reportedLine, hint } = problem;
  const style = severityStyle(severity);
  let place = printable(fileName);
  if (range !== null) place += `:${range.line}:${range.column}`;
  else if (reportedLine !== null) place += `:${reportedLine}`;
  const level = severityNames[severity];
  let text = `${paint(`${place}:`, "bold", color)} ${paint(`${level}:`, style, color)} ${message} ${paint(`[${code}]`, "faint", color)}\n`;
  let margin = "";
  if (range !== null) {
    const { excerpt } = range;
    const number = String(range.line);
    margin = " ".repeat(number.length);
    const mark = `^${"~".repeat(excerpt.length - 1)}`;
    text += ` ${paint(`${number} |`, "faint", color)} ${excerpt.text}\n`;
    text += ` ${margin} ${paint("|", "faint", color)} ${" ".repeat(excerpt.start)}${paint(mark, style, color)}\n`;
  }
  if (hint !== null) text += ` ${margin} = ${hint}\n`;
  return text;
}
