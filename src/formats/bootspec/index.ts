/**
 * Boot loader entries (UAPI.1) and loader.conf(5) as systemd 257 reads, sorts and lists them.
 *
 * `parseEntry` reads the file of one entry and `formatEntry` writes it; `run` does with the JSON wrapper of the fuzz entry point
 * what that does: entries in the order of the menu, the default one, the listing.
 */
export { addReported, compareEntries, readDefaultPattern, selectDefault, uniquify } from "./config.js";
export { type BootspecCode, type BootspecReport, diagnostics as bootspecDiagnostics, report } from "./diagnostics.js";
export { parseEntry } from "./entry.js";
export { type BootspecWrapper, formatEntry, formatWrapper } from "./format.js";
export { listEntries } from "./list.js";
export { type BootEntry, entryTitle, newEntry } from "./model.js";
export { type BadName, type EntryName, parseEntryName } from "./name.js";
export { type BootMenu, type BootspecOutcome, type EntryResult, run } from "./run.js";
