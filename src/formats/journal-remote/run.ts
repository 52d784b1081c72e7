import { type ParsedExport, parseExport } from "./parse.js";
import { countStored } from "./store.js";
import { LENGTH_MAX, LENGTH_MIN } from "./tables.js";

export interface RemoteOutcome {
  /** `null` for an input that the entry point ignores: too short, or too long. */
  readonly parsed: ParsedExport | null;
  /** Entries in the journal file that was written last. */
  readonly stored: number;
}

/** What the program makes of one connection. */
export function run(input: Uint8Array): RemoteOutcome {
  const { length } = input;
  if (length < LENGTH_MIN || length > LENGTH_MAX) return { parsed: null, stored: 0 };
  const parsed = parseExport(input);
  return { parsed, stored: countStored(parsed.entries) };
}
