/**
 * The command lines of systemctl and of the programs that are links to it, as systemd 257 reads them.
 *
 * `parse` gives settings, outcome and words, `format` the words of a command line that comes to the same, `encode` those with a NUL behind each,
 * `shownText` the lists that some options show. `parse` takes bytes with a NUL behind each word (`/proc/PID/cmdline`), or a list of words.
 */
export type { Diagnostic, Span } from "../../core/diagnostics.js";
export type { ImagePolicy } from "../../directives/image-policy.js";
export { diagnostics as systemctlDiagnostics } from "./diagnostics.js";
export { encode, format } from "./format.js";
export { type Shown, shownText } from "./lists.js";
export { type CommandLine, type ParseOptions, parse, type Words } from "./parse.js";
export type { Outcome } from "./reading.js";
export type { Peer, Schedule, Settings } from "./settings.js";
export type { Action, OutputMode, Personality, PresetMode, TimestampStyle } from "./tables.js";
