import type { DiagnosticTable } from "../core/diagnostics.js";

/** What is said about files beside what their formats say. */
export const verifyDiagnostics = {
  "verify.refused": { message: "the file is refused as a whole: {error}" },
} as const satisfies DiagnosticTable;
