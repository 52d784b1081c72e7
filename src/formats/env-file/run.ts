import { type EnvEntry, EnvFileFailure, readEnvFile } from "../../text/env-file.js";
import { listAssignments, listPairs } from "./lists.js";

/** Longer files are ignored by systemd's fuzz entry point. */
export const LENGTH_MAX = 65_536;

/** The two ways in which systemd reads a file. */
export interface EnvFileLists {
  readonly assignments: readonly string[];
  readonly pairs: readonly EnvEntry[];
}

/** Null when the input is longer than {@link LENGTH_MAX}: such inputs are not looked at. */
export type EnvFileOutcome = EnvFileLists | EnvFileFailure | null;

/** Reads the input as systemd's `fuzz-env-file` does. */
export function run(input: Uint8Array): EnvFileOutcome {
  if (input.length > LENGTH_MAX) return null;
  const entries = readEnvFile(input);
  if (entries instanceof EnvFileFailure) return entries;
  return { assignments: listAssignments(entries), pairs: listPairs(entries) };
}
