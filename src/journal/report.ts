import { type Diagnostic, type DiagnosticTable, renderDiagnostic } from "../core/diagnostics.js";
import type { Json } from "../core/json.js";

/** Diagnostics as golden cases of the journal formats write them: level and wording. */
export const reportsToJson = (list: readonly Diagnostic[], table: DiagnosticTable): Json =>
  list.map((diagnostic) => ({ level: diagnostic.level, message: renderDiagnostic(diagnostic, table) }));
