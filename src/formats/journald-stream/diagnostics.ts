import { type Diagnostic, type DiagnosticText, Severity } from "../../core/diagnostics.js";

export type StreamCode =
  | "journald-stream.header-not-terminated"
  | "journald-stream.bad-priority"
  | "journald-stream.bad-switch"
  | "journald-stream.not-forwarded";

export const diagnostics: Readonly<Record<StreamCode, DiagnosticText>> = {
  "journald-stream.header-not-terminated": { message: "header line {line} is not terminated by a line feed in time" },
  "journald-stream.bad-priority": {
    message: "header line {line} is no priority",
    help: "A number from 0 to 999.",
  },
  "journald-stream.bad-switch": { message: "header line {line} is neither yes nor no" },
  "journald-stream.not-forwarded": { message: "a line was to be forwarded to a syslog daemon, but there is none" },
};

/** Why a connection is closed while its header is read; `line` counts from 1. */
export const headerReport = (code: StreamCode, line: number): Diagnostic => ({
  code,
  level: Severity.warning,
  line,
  params: { line },
});

export const notForwarded: Diagnostic = {
  code: "journald-stream.not-forwarded",
  level: Severity.debug,
  line: null,
  params: {},
};
