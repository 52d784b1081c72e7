import { renderDiagnostic } from "../../core/diagnostics.js";
import type { Json } from "../../core/json.js";
import { namesNetCondition } from "../../directives/net-condition-lines.js";
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
  return { file, values: file.device === null ? null : storedValues(file.device) };
}

export function observeNetdevFile(input: Uint8Array): Json {
  const outcome = runNetdevFile(input);
  if (outcome === null) return { rejected: true };
  const { file, values } = outcome;
  const diagnostics = file.diagnostics.map((diagnostic) => ({
    line: diagnostic.line,
    level: diagnostic.level,
    message: renderDiagnostic(diagnostic, netdevParserDiagnostics),
  }));
  if (namesNetCondition(input)) {
    return { host_condition: true, diagnostics: diagnostics.filter(({ line }) => line !== null) };
  }
  if (file.device === null) return { accepted: file.accepted, diagnostics };
  return { accepted: 0, diagnostics, kind: file.device.kind, ifname: file.device.name, values };
}
