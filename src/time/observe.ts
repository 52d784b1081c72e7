import type { Given } from "../core/format.js";
import type { Json } from "../core/json.js";
import { decodeUtf8 } from "../core/utf8.js";
import {
  formatTimespan,
  parseNsec,
  parseSec,
  parseSecDefInfinity,
  parseSecFix0,
  parseTime,
  type TimeErrno,
} from "./timespan.js";
import { parseTimestamp } from "./timestamp.js";
import { formatTimestamp, formatTimestampRelative, type TimestampStyle } from "./timestamp-format.js";
import { isTimezone } from "./timezone-names.js";
import { USEC_PER_MSEC, type Usec } from "./usec.js";

/** The current time that the recorded cases were made with: 2023-11-14 22:13:20 UTC. */
export const PINNED_NOW: Usec = 1_700_000_000_000_000n;

/** Accuracies, in microseconds, that a time span is printed with. */
export const ACCURACIES: readonly Usec[] = [0n, 1n, 1_000n, 1_000_000n, 60_000_000n, 3_600_000_000n];

export const TIMESTAMP_STYLES: readonly TimestampStyle[] = ["pretty", "us", "utc", "us+utc", "unix", "date"];

/** Every parser of times over one text. */
const PARSERS = {
  parse_sec: parseSec,
  parse_sec_fix_0: parseSecFix0,
  parse_sec_def_infinity: parseSecDefInfinity,
  parse_time_usec: (text: string) => parseTime(text, 1),
  parse_time_msec: (text: string) => parseTime(text, USEC_PER_MSEC),
  parse_nsec: parseNsec,
  parse_timestamp: (text: string) => parseTimestamp(text, PINNED_NOW),
} as const satisfies Record<string, (text: string) => Usec | TimeErrno>;

type ParserName = keyof typeof PARSERS;
const PARSER_NAMES = Object.keys(PARSERS) as readonly ParserName[];

/** What the parsers make of a text. */
export interface ParsedTime {
  readonly kind: "parsed";
  readonly text: string;
  readonly values: ReadonlyMap<ParserName, Usec | TimeErrno>;
  readonly timezoneIsValid: boolean;
}

/** A number of microseconds as text. */
export interface FormattedTime {
  readonly kind: "formatted";
  readonly usec: Usec;
  readonly timespan: ReadonlyMap<Usec, string>;
  readonly timestamp: ReadonlyMap<TimestampStyle, string | null>;
  readonly relative: string | null;
}

export type TimeOutcome = ParsedTime | FormattedTime;

/** Microseconds of a decimal number; what is none counts as zero, and what is too large wraps. */
function decimalUsec(text: string): Usec {
  return /^[0-9]{1,20}$/.test(text) ? BigInt.asUintN(64, BigInt(text)) : 0n;
}

function formatAll(usec: Usec): FormattedTime {
  return {
    kind: "formatted",
    usec,
    timespan: new Map(ACCURACIES.map((accuracy) => [accuracy, formatTimespan(usec, accuracy)])),
    timestamp: new Map(TIMESTAMP_STYLES.map((style) => [style, formatTimestamp(usec, style)])),
    relative: formatTimestampRelative(usec, PINNED_NOW),
  };
}

/** Runs every parser over the input, or with `given.mode` = `format` prints the number that it is. */
export function run(input: Uint8Array, given?: Given): TimeOutcome {
  const nul = input.indexOf(0);
  const text = decodeUtf8(input, 0, nul < 0 ? input.length : nul);
  if (given?.mode === "format") return formatAll(decimalUsec(text));
  return {
    kind: "parsed",
    text,
    values: new Map(PARSER_NAMES.map((name) => [name, PARSERS[name](text)])),
    timezoneIsValid: isTimezone(text),
  };
}

/** {@link run} in the shape of a recorded case. */
export function observe(input: Uint8Array, given?: Given): Json {
  const outcome = run(input, given);
  if (outcome.kind === "formatted") {
    const timespan: Record<string, Json> = {};
    for (const [accuracy, text] of outcome.timespan) timespan[accuracy.toString()] = text;
    return { timespan, timestamp: Object.fromEntries(outcome.timestamp), relative: outcome.relative };
  }
  const expect: Record<string, Json> = {};
  for (const [name, value] of outcome.values) {
    expect[name] = typeof value === "bigint" ? { result: "ok", value: value.toString() } : { result: value };
  }
  expect.timezone_is_valid = outcome.timezoneIsValid;
  return expect;
}
