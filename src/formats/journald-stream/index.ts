/**
 * Stream connections to systemd's journal daemon, the standard output of services (systemd 257).
 *
 * `parse` gives the header and the log lines, `toFields` the journal fields of a line, `format` the stream again.
 */
export type { JournalField } from "../../journal/field.js";
export { diagnostics as journaldStreamDiagnostics } from "./diagnostics.js";
export { formatStream as format } from "./format.js";
export type { StreamHeader } from "./header.js";
export { type LineBreak, type ParsedStream, parseStream as parse, type StreamLine } from "./parse.js";
export { streamFields as toFields } from "./run.js";
