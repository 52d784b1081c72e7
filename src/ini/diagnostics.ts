import type { DiagnosticTable } from "../core/diagnostics.js";

/** Reports about the frame of an INI file: lines, sections, assignments. */
export const iniDiagnostics = {
  "ini.line-too-long": { message: "line is longer than {limit} bytes, giving up on the file" },
  "ini.continuation-too-long": {
    message: "continued line is longer than {limit} bytes, giving up on the file",
    help: "A backslash at the end of a line joins it with the next one; split the value into several assignments.",
  },
  "ini.not-utf8": { message: "line is not valid UTF-8, giving up on the file" },
  "ini.section-unclosed": { message: "section header {text} does not end in ], giving up on the file", about: "text" },
  "ini.section-unsafe": {
    message: "section name {text} holds control characters, quotes or backslashes, giving up on the file",
    about: "text",
  },
  "ini.unknown-section": {
    message: "section [{section}] is not known here, skipping it",
    help: "Prefix a private section with X-.",
  },
  "ini.outside-section": { message: "assignment before the first section, skipping it" },
  "ini.no-equals": { message: "line is neither a section header, a comment nor an assignment, skipping it" },
  "ini.no-key": { message: "assignment has no key before =, skipping it" },
  "ini.unknown-key": {
    message: "{key}= is not known in section [{section}], skipping it",
    help: "Prefix a private key with X-.",
  },
} as const satisfies DiagnosticTable;
