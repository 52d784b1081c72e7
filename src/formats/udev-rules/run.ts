import { debianAccounts } from "./accounts.js";
import type { UdevRulesFile } from "./model.js";
import { parseUdevRules } from "./parse.js";
import { INPUT_MAX } from "./tables.js";

/** Null when the input is longer than {@link INPUT_MAX}: such inputs are not looked at. */
export type UdevRulesOutcome = UdevRulesFile | null;

/** Whose names the fuzz target knows. */
export const fuzzOptions = { accounts: debianAccounts, resolveNames: "early" } as const;

/** Reads the input as systemd's `fuzz-udev-rules` does: names become ids, style is not looked at. */
export function run(input: Uint8Array): UdevRulesOutcome {
  return input.length > INPUT_MAX ? null : parseUdevRules(input, fuzzOptions);
}
