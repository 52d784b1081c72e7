import { type Diagnostic, renderDiagnostic } from "../../core/diagnostics.js";
import type { Json } from "../../core/json.js";
import { loggedMessages } from "../../directives/logged-messages.js";
import { mayTestMachine } from "../../directives/net-match.js";
import { netdevParserDiagnostics } from "./diagnostics.js";
import { type NetdevFile, parseNetdevFile } from "./parse.js";
import { type StoredValues, storedValues } from "./values.js";

/** Longest input. Origin: systemd 257's fuzz-netdev-parser. */
export const NETDEV_INPUT_MAX = 65_536;

/** What the fuzz target does with an input: `null` when it is too long. */
export type NetdevOutcome = { readonly file: NetdevFile; readonly values: StoredValues | null } | null;

/** The file is read, and what an accepted device stores is listed. */
export function runNetdevFile(input: Uint8Array): NetdevOutcome {
  if (input.length > NETDEV_INPUT_MAX) return null;
  const file = parseNetdevFile(input);
  return { file, values: file.device === null || file.accepted !== 0 ? null : storedValues(file.device) };
}

/** Reports that systemd words in two lines, which its log takes for two messages. */
const twoMessages = new Set(["netdev-parser.tun-ignores"]);

/** A report as systemd logs it: what follows a line break is a message of its own, about no line. */
function reportToJson(diagnostic: Diagnostic): Json[] {
  const { line, level, code } = diagnostic;
  const message = renderDiagnostic(diagnostic, netdevParserDiagnostics);
  const rest = loggedMessages(diagnostic) - 1 + Number(twoMessages.has(code));
  return [{ line, level, message }, ...Array.from({ length: rest }, () => ({ line: null, level, message: "" }))];
}

export function observeNetdevFile(input: Uint8Array): Json {
  const outcome = runNetdevFile(input);
  if (outcome === null) return { rejected: true };
  const { file, values } = outcome;
  if (mayTestMachine(input)) {
    const placed = file.diagnostics.filter(({ line }) => line !== null);
    return { host_condition: true, diagnostics: placed.map((diagnostic) => reportToJson(diagnostic)[0]!) };
  }
  const diagnostics = file.diagnostics.flatMap(reportToJson);
  const observed = { accepted: file.accepted, diagnostics };
  return values === null ? observed : { ...observed, kind: file.device!.kind, ifname: file.device!.name, values };
}
