import { encodeUtf8 } from "../../core/utf8.js";
import { checkConsistency } from "./consistency.js";
import { VarlinkIdlError } from "./diagnostics.js";
import { formatVarlinkIdl } from "./format.js";
import { type ParsedVarlinkIdl, parseVarlinkIdl } from "./parse.js";
import { LENGTH_MAX } from "./tables.js";

/** What systemd's fuzz entry point does with a definition that could be read. */
export interface VarlinkIdlReport {
  readonly formatted: string;
  /** Null when the definition is consistent. */
  readonly inconsistency: VarlinkIdlError | null;
  /** The formatted text read again. */
  readonly reparsed: ParsedVarlinkIdl | VarlinkIdlError;
  /** Whether what was read again is formatted the same. */
  readonly reformatSame: boolean;
}

export interface VarlinkIdlOutcome {
  /** Null when the input is longer than {@link LENGTH_MAX}: such inputs are not looked at. */
  readonly parsed: ParsedVarlinkIdl | VarlinkIdlError | null;
  readonly report: VarlinkIdlReport | null;
}

function report({ interface: parsed }: ParsedVarlinkIdl): VarlinkIdlReport {
  const formatted = formatVarlinkIdl(parsed);
  const reparsed = parseVarlinkIdl(encodeUtf8(formatted));
  return {
    formatted,
    inconsistency: checkConsistency(parsed),
    reparsed,
    reformatSame: !(reparsed instanceof VarlinkIdlError) && formatVarlinkIdl(reparsed.interface) === formatted,
  };
}

/** Parses a definition and does with it what systemd's `fuzz-varlink-idl` does. */
export function run(input: Uint8Array): VarlinkIdlOutcome {
  if (input.length > LENGTH_MAX) return { parsed: null, report: null };
  const parsed = parseVarlinkIdl(input);
  return { parsed, report: parsed instanceof VarlinkIdlError ? null : report(parsed) };
}
