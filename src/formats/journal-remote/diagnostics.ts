import { type Diagnostic, type DiagnosticText, Severity } from "../../core/diagnostics.js";

export type RemoteCode =
  | "journal-remote.bad-field-name"
  | "journal-remote.unknown-special-field"
  | "journal-remote.bad-value"
  | "journal-remote.timestamp-out-of-range"
  | "journal-remote.field-too-large"
  | "journal-remote.empty-binary-field"
  | "journal-remote.line-feed-missing"
  | "journal-remote.too-many-fields"
  | "journal-remote.empty-entry"
  | "journal-remote.no-realtime"
  | "journal-remote.no-boot-id"
  | "journal-remote.entry-refused";

const { warning, notice, debug } = Severity;

export const diagnostics: Readonly<Record<RemoteCode, DiagnosticText>> = {
  "journal-remote.bad-field-name": { message: "the line at byte {offset} has no valid field name: it is skipped" },
  "journal-remote.unknown-special-field": { message: "{name} at byte {offset} is not known: it is skipped" },
  "journal-remote.bad-value": { message: "{name} at byte {offset} has a malformed value ({errno})" },
  "journal-remote.timestamp-out-of-range": { message: "{name} at byte {offset} is out of range" },
  "journal-remote.field-too-large": { message: "the field at byte {offset} claims {size} bytes, the most are {limit}" },
  "journal-remote.empty-binary-field": { message: "the binary field at byte {offset} is empty: it is left out" },
  "journal-remote.line-feed-missing": { message: "no line feed behind the binary field at byte {offset}" },
  "journal-remote.too-many-fields": {
    message: "the entry has {limit} fields already: the one at byte {offset} is left out",
  },
  "journal-remote.empty-entry": { message: "the entry that ends at byte {offset} has no fields: it is skipped" },
  "journal-remote.no-realtime": { message: "no entry can be stored before a valid __REALTIME_TIMESTAMP= was seen" },
  "journal-remote.no-boot-id": { message: "no entry can be stored before a _BOOT_ID= was seen" },
  "journal-remote.entry-refused": { message: "the entry that ends at byte {offset} is not stored" },
};

const levels: Readonly<Record<RemoteCode, Severity>> = {
  "journal-remote.bad-field-name": debug,
  "journal-remote.unknown-special-field": notice,
  "journal-remote.bad-value": warning,
  "journal-remote.timestamp-out-of-range": warning,
  "journal-remote.field-too-large": warning,
  "journal-remote.empty-binary-field": warning,
  "journal-remote.line-feed-missing": warning,
  "journal-remote.too-many-fields": notice,
  "journal-remote.empty-entry": warning,
  "journal-remote.no-realtime": debug,
  "journal-remote.no-boot-id": debug,
  "journal-remote.entry-refused": warning,
};

export const report = (code: RemoteCode, params: Diagnostic["params"]): Diagnostic => ({
  code,
  level: levels[code],
  line: null,
  params,
});
