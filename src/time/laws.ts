import { type Law, LawViolation } from "../core/format.js";
import type { FormattedTime, ParsedTime, TimeOutcome } from "./observe.js";
import { PINNED_NOW } from "./observe.js";
import { formatTimespan, parseSec, parseSecFix0 } from "./timespan.js";
import { parseTimestamp } from "./timestamp.js";
import { formatTimestamp } from "./timestamp-format.js";
import { USEC_INFINITY, USEC_PER_YEAR, USEC_TIMESTAMP_FORMATTABLE_MAX, type Usec } from "./usec.js";

/** Spans from here on are printed with a number of years that is refused as too large for its unit. */
export const UNREADABLE_TIMESPAN: Usec = (USEC_INFINITY / BigInt(USEC_PER_YEAR)) * BigInt(USEC_PER_YEAR);

/** A span prints as text that reads back as the same span, unless it is one of the longest. */
export function checkTimespanRoundTrip(usec: Usec): void {
  if (usec >= UNREADABLE_TIMESPAN && usec !== USEC_INFINITY) return;
  const text = formatTimespan(usec);
  const back = parseSec(text);
  if (back !== usec) throw new LawViolation("timespan-round-trip", `${usec} is printed as ${text}, read as ${back}`);
}

/** A point in time prints with microseconds as text that reads back as the same point. */
export function checkTimestampRoundTrip(usec: Usec): void {
  const text = formatTimestamp(usec, "us+utc");
  if (text === null || usec > USEC_TIMESTAMP_FORMATTABLE_MAX) return;
  const back = parseTimestamp(text, PINNED_NOW);
  if (back !== usec) throw new LawViolation("timestamp-round-trip", `${usec} is printed as ${text}, read as ${back}`);
}

function checkParsed({ text, values }: ParsedTime): void {
  const usec = values.get("parse_sec")!;
  if (typeof usec === "bigint") {
    checkTimespanRoundTrip(usec);
    if (usec !== 0n && parseSecFix0(text) !== usec) throw new LawViolation("fix-0-keeps-values", `${usec} was changed`);
  }
  const timestamp = values.get("parse_timestamp")!;
  if (typeof timestamp === "bigint") checkTimestampRoundTrip(timestamp);
}

function checkFormatted({ usec }: FormattedTime): void {
  checkTimespanRoundTrip(usec);
  checkTimestampRoundTrip(usec);
}

/** What is printed reads back as the same value. */
export const roundTrip: Law<TimeOutcome> = {
  name: "round-trip",
  check(_input, outcome) {
    if (outcome.kind === "parsed") checkParsed(outcome);
    else checkFormatted(outcome);
  },
};
