import { type Diagnostic, type DiagnosticText, Severity } from "../core/diagnostics.js";
import type { JsonError, JsonErrorCode } from "./parse.js";

/** Sentences of what a JSON text is refused for. */
export const jsonDiagnostics: Readonly<Record<JsonErrorCode, DiagnosticText>> = {
  "json.empty-file": { message: "the file is empty" },
  "json.nul-byte": { message: "the file holds a NUL byte" },
  "json.unexpected-end": { message: "the text ends before its value is complete" },
  "json.unexpected-token": { message: "this token cannot stand here" },
  "json.bad-token": {
    message: "neither a value nor punctuation",
    help: "JSON has no comments, and its keywords are true, false and null in lower case.",
  },
  "json.bad-number": { message: "malformed number" },
  "json.bad-string": {
    message: "malformed string",
    help: "Control characters, invalid UTF-8, unknown escapes, U+0000 and unpaired surrogates are refused.",
  },
  "json.bad-unicode": { message: "a string names a code point that is no character" },
  "json.too-deep": { message: "containers are nested too deep" },
};

/** A refusal as a diagnostic. */
export function jsonDiagnostic(error: JsonError): Diagnostic {
  return {
    code: error.code,
    level: Severity.err,
    line: error.line === 0 ? null : error.line,
    span: { start: error.offset, end: error.offset },
    params: { column: error.column },
  };
}
