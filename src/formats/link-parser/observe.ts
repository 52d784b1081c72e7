import { type Diagnostic, renderDiagnostic } from "../../core/diagnostics.js";
import type { Json } from "../../core/json.js";
import { loggedMessages } from "../../directives/logged-messages.js";
import { mayTestMachine } from "../../directives/net-match.js";
import { linkDiagnostics } from "./diagnostics.js";
import { type LoadedLinkFile, loadLinkFile } from "./parse.js";
import { changedValues, type RecordedValue } from "./values.js";

/** Longest input. Origin: systemd 257's fuzz-link-parser. */
export const LINK_INPUT_MAX = 65_536;

/** What the fuzz target does with an input; `null` when it is too long. */
export type LinkOutcome = {
  readonly file: LoadedLinkFile;
  readonly changed: readonly (readonly [key: string, value: RecordedValue])[];
} | null;

/** Reads the file, completes its settings, and finds those that are not at their defaults. */
export function runLink(input: Uint8Array): LinkOutcome {
  if (input.length > LINK_INPUT_MAX) return null;
  const file = loadLinkFile(input);
  return { file, changed: file.stored ? changedValues(file.link) : [] };
}

/** Reports behind whose value systemd's message goes on. */
const withTail = new Set(["link-parser.bad-specifier"]);

/** A report as systemd logs it: what follows a line break is a message of its own, about no line. */
function reportToJson(diagnostic: Diagnostic): Json[] {
  const { line, level, code } = diagnostic;
  const message = renderDiagnostic(diagnostic, linkDiagnostics);
  const rest = loggedMessages(diagnostic, withTail.has(code)) - 1;
  return [{ line, level, message }, ...Array.from({ length: rest }, () => ({ line: null, level, message: "" }))];
}

export function observeLink(input: Uint8Array): Json {
  const outcome = runLink(input);
  if (outcome === null) return { ignored: true };
  const { file, changed } = outcome;
  if (mayTestMachine(input)) {
    const placed = file.diagnostics.filter((diagnostic) => diagnostic.line !== null);
    return { host_condition: true, diagnostics: placed.map((diagnostic) => reportToJson(diagnostic)[0]!) };
  }
  const observed = {
    accepted: file.accepted,
    diagnostics: file.diagnostics.flatMap(reportToJson),
    stored: file.stored,
  };
  return file.stored ? { ...observed, values: Object.fromEntries(changed) } : observed;
}
