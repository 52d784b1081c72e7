import { type Diagnostic, type DiagnosticText, Severity } from "../../core/diagnostics.js";
import type { EnvFileFailure } from "../../text/env-file.js";

export type EnvFileCode = "env-file.nul-byte" | "env-file.bad-key" | "env-file.bad-value";

export const diagnostics: Readonly<Record<EnvFileCode, DiagnosticText>> = {
  "env-file.nul-byte": { message: "the file holds a NUL byte" },
  "env-file.bad-key": {
    message: "the key {key} is no valid UTF-8",
    help: "Nothing of the file is used.",
  },
  "env-file.bad-value": {
    message: "the value {value} of {key} is no valid UTF-8",
    help: "Nothing of the file is used.",
  },
};

const CODES = { file: "env-file.nul-byte", key: "env-file.bad-key", value: "env-file.bad-value" } as const;

/** A refusal as a diagnostic; bytes stand as one character each. */
export function toDiagnostic({ part, offset, line, key, value }: EnvFileFailure): Diagnostic {
  return {
    code: CODES[part],
    level: Severity.err,
    line: part === "file" ? null : line,
    span: { start: offset, end: offset },
    params: { key, value },
  };
}
