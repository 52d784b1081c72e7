export type { Diagnostic, Span } from "../../core/diagnostics.js";
export { udevDatabaseDiagnostics } from "./diagnostics.js";
export { formatUdevDatabase } from "./format.js";
export { parseUdevDatabase, type UdevDatabase, type UdevDatabaseFile } from "./parse.js";
