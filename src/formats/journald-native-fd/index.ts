/**
 * The native protocol of systemd's journal daemon (systemd.io/JOURNAL_NATIVE_PROTOCOL), as read from a passed file (systemd 257).
 *
 * `parse` gives the entries, `encode` writes them.
 */
export { JournalField } from "../../journal/field.js";
export { diagnostics as journaldNativeDiagnostics } from "./diagnostics.js";
export { encodeNative as encode } from "./encode.js";
export { type NativeEntry, type ParsedNative, parseNative as parse } from "./parse.js";
