export type { Diagnostic, Span } from "../../core/diagnostics.js";
export { executeSerializeDiagnostics } from "./diagnostics.js";
export { formatExecution } from "./format.js";
export * from "./model.js";
export { type ExecutionFile, parseExecution } from "./parse.js";
