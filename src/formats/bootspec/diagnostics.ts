import { type Diagnostic, type DiagnosticText, Severity } from "../../core/diagnostics.js";

export type BootspecCode =
  | "bootspec.bad-entry-name"
  | "bootspec.bad-entry-suffix"
  | "bootspec.bad-tries"
  | "bootspec.bad-line"
  | "bootspec.empty-field"
  | "bootspec.unknown-field"
  | "bootspec.path-is-folder"
  | "bootspec.path-not-normal"
  | "bootspec.no-default"
  | "bootspec.default-matched"
  | "bootspec.default-first"
  | "bootspec.not-listed";

const { err, warning, debug } = Severity;

export const diagnostics: Readonly<Record<BootspecCode, DiagnosticText>> = {
  "bootspec.bad-entry-name": {
    message: "no entry can have this name: {name}",
    help: "Letters, digits and + - _ . @ only, at most 255 of them.",
  },
  "bootspec.bad-entry-suffix": { message: "the name does not end with .conf: {name}" },
  "bootspec.bad-tries": { message: "a tries counter is above 2147483647: {name}" },
  "bootspec.bad-line": { message: "a backslash ends the first word of the line" },
  "bootspec.empty-field": { message: "{field} has no value", about: "field" },
  "bootspec.unknown-field": { message: "{field} is not known", about: "field" },
  "bootspec.path-is-folder": { message: "{field} names a folder: {path}", about: "path" },
  "bootspec.path-not-normal": { message: "{field} is no usable path: {path}", about: "path" },
  "bootspec.no-default": { message: "there is no entry to boot by default" },
  "bootspec.default-matched": { message: 'the default is "{id}": the pattern {pattern} matches it' },
  "bootspec.default-first": { message: 'the default is the first entry: "{id}"' },
  "bootspec.not-listed": { message: "the entries hold bytes that are no UTF-8 and cannot be listed as JSON" },
};

const levels: Readonly<Record<BootspecCode, Severity>> = {
  "bootspec.bad-entry-name": err,
  "bootspec.bad-entry-suffix": err,
  "bootspec.bad-tries": err,
  "bootspec.bad-line": warning,
  "bootspec.empty-field": warning,
  "bootspec.unknown-field": warning,
  "bootspec.path-is-folder": warning,
  "bootspec.path-not-normal": warning,
  "bootspec.no-default": debug,
  "bootspec.default-matched": debug,
  "bootspec.default-first": debug,
  "bootspec.not-listed": err,
};

/** A diagnostic, and the file that it is about where it is about a line. */
export interface BootspecReport {
  readonly diagnostic: Diagnostic;
  readonly file: string | null;
}

export const report = (
  code: BootspecCode,
  params: Diagnostic["params"],
  file: string | null = null,
  line: number | null = null,
): BootspecReport => ({ diagnostic: { code, level: levels[code], line, params }, file });
