import { type Diagnostic, type DiagnosticTable, Severity } from "../../core/diagnostics.js";
import { FIELDS_MAX } from "./tables.js";

export const diagnostics = {
  "journald-audit.too-many-fields": { message: "only the first {limit} fields of the record were taken" },
} as const satisfies DiagnosticTable;

export const tooManyFields: Diagnostic = {
  code: "journald-audit.too-many-fields",
  level: Severity.debug,
  line: null,
  params: { limit: FIELDS_MAX },
};
