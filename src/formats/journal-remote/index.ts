/**
 * The journal export format (systemd.io/JOURNAL_EXPORT_FORMATS) as systemd-journal-remote reads it (systemd 257).
 *
 * `parse` gives the entries of a stream, `encode` writes them.
 */
export { JournalField } from "../../journal/field.js";
export { diagnostics as journalRemoteDiagnostics } from "./diagnostics.js";
export { type ExportedEntry, encodeExport as encode } from "./encode.js";
export { type ImportedEntry, type ParsedExport, parseExport as parse, type StreamErrno } from "./parse.js";
