import { type Diagnostic, type DiagnosticText, Severity } from "../../core/diagnostics.js";

export type NativeCode =
  | "journald-native-fd.not-terminated"
  | "journald-native-fd.bad-binary-field"
  | "journald-native-fd.field-too-large"
  | "journald-native-fd.too-many-fields"
  | "journald-native-fd.entry-too-large";

export const diagnostics: Readonly<Record<NativeCode, DiagnosticText>> = {
  "journald-native-fd.not-terminated": { message: "what stands at byte {offset} is not terminated by a line feed" },
  "journald-native-fd.bad-binary-field": {
    message: "the binary field at byte {offset} is longer than the input, or lacks the line feed behind it",
  },
  "journald-native-fd.field-too-large": {
    message: "the field at byte {offset} has {size} bytes: the entry is dropped",
  },
  "journald-native-fd.too-many-fields": { message: "the entry has more than {limit} fields: it is dropped" },
  "journald-native-fd.entry-too-large": { message: "the entry has {size} bytes: it is dropped" },
};

/** A report about the entry being read; the daemon logs all of them for debugging only. */
export const report = (code: NativeCode, params: Diagnostic["params"]): Diagnostic => ({
  code,
  level: Severity.debug,
  line: null,
  params,
});
