import { NUL } from "../../core/ascii.js";
import type { Json } from "../../core/json.js";
import { decodeUtf8, latin1 } from "../../core/utf8.js";
import {
  type CalendarFailure,
  type CalendarSpec,
  type ElapseList,
  formatCalendarSpec,
  listUtcElapses,
  readCalendarSpec,
} from "../../time/calendar/index.js";
import { parseTime, type TimeErrno } from "../../time/timespan.js";
import type { Usec } from "../../time/usec.js";

/** Elapses that are listed from each base. */
const ELAPSES = 20;

/** The second base: 2023-11-14 22:13:20 UTC. */
const FIXED_BASE: Usec = 1_700_000_000_000_000n;

/** The local zone is UTC, whose name is the UTC marker: no suffix names local standard or daylight time. */
const UNKNOWN_DST = -1;

/** What the entry point makes of an input whose expression is valid. */
export interface CalendarOutcome {
  readonly spec: CalendarSpec;
  readonly normalized: string;
  /** The base time that follows the expression, or why it is none. */
  readonly base: Usec | TimeErrno;
  readonly next: ElapseList;
  readonly nextFromFixed: ElapseList;
}

/** The expression and the base time of an input: two texts that end at a NUL byte. */
function splitInput(input: Uint8Array): { readonly expression: string; readonly base: string } {
  const end = input.indexOf(NUL);
  // Only ASCII is valid in an expression, so any decoding will do; a span knows the micro sign.
  if (end < 0) return { expression: latin1(input), base: "" };
  const baseEnd = input.indexOf(NUL, end + 1);
  return { expression: latin1(input, 0, end), base: decodeUtf8(input, end + 1, baseEnd < 0 ? input.length : baseEnd) };
}

/**
 * Reads the expression, prints its normal form, and lists elapses from the base time in the input (zero where there is
 * none) and from a fixed one, both without the zone. Origin: fuzz-calendarspec.c.
 */
export function run(input: Uint8Array): CalendarOutcome | CalendarFailure {
  const { expression, base: baseText } = splitInput(input);
  const spec = readCalendarSpec(expression);
  if ("errno" in spec) return spec;
  const base = parseTime(baseText, 1);
  return {
    spec,
    normalized: formatCalendarSpec(spec),
    base,
    next: listUtcElapses(spec, typeof base === "bigint" ? base : 0n, ELAPSES),
    nextFromFixed: listUtcElapses(spec, FIXED_BASE, ELAPSES),
  };
}

const listJson = ({ base, list, end }: ElapseList): Json => ({ base: base.toString(), list: list.map(String), end });

/** {@link run} in the shape of a recorded case. */
export function observe(input: Uint8Array): Json {
  const outcome = run(input);
  if ("errno" in outcome) return { result: outcome.errno };
  const { spec, normalized, base, next, nextFromFixed } = outcome;
  return {
    result: "ok",
    normalized,
    timezone: spec.timezone,
    utc: spec.utc,
    dst: UNKNOWN_DST,
    base_result: typeof base === "bigint" ? "ok" : base,
    next: listJson(next),
    next_from_1700000000: listJson(nextFromFixed),
  };
}
