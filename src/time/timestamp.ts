import { CR, DIGIT_0, DOT, HT, isDigit, MINUS, PLUS, SPACE } from "../core/ascii.js";
import { startsWithIgnoringCase } from "./ascii-case.js";
import { civilFromDays, daysFromCivil, weekdayOfDays } from "./civil.js";
import { readFraction } from "./fraction.js";
import { parseSec, type TimeErrno } from "./timespan.js";
import { TimeZone } from "./timezone.js";
import { canNameTimezone, isTimezone } from "./timezone-names.js";
import { USEC_PER_SEC, USEC_TIMESTAMP_FORMATTABLE_MAX, type Usec } from "./usec.js";
import { weekdayWordBeforeSpace } from "./weekdays.js";

const SECONDS_PER_DAY = 86_400;
const SECONDS_PER_HOUR = 3_600;
const SECONDS_PER_MINUTE = 60;
const USEC_PER_SEC_LARGE = BigInt(USEC_PER_SEC);

/** 1969-12-31, whose last hours are after the epoch in zones west of UTC. */
const LAST_DAY_BEFORE_EPOCH = -1;

/** Two-digit years from here on are in the 1900s, earlier ones in the 2000s. Origin: strptime(3) `%y`. */
const CENTURY_PIVOT = 69;

/** Offsets from UTC beyond a day are refused, though strptime(3) `%z` reads them. */
const MAX_OFFSET_SEC = SECONDS_PER_DAY;

/** Zones with summer time whose name is also what their standard time is called: naming it means that. Origin: tzname[0] of tzset(3). */
const ZONES_OF_STANDARD_TIMES: ReadonlySet<string> = new Set(["CET", "EET", "WET"]);

/** What a text says about the zone that its clock is in. */
type Zone =
  | { readonly kind: "offset"; readonly eastSec: number }
  /** `isStandard`: by its standard time, whatever the season. */
  | { readonly kind: "named"; readonly zone: TimeZone; readonly isStandard: boolean };

const UTC: Zone = { kind: "offset", eastSec: 0 };

/** A point in time by the wall clock. Members that a text does not give keep their value. */
interface WallClock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** The range of a field and the most digits that it may have. Origin: strptime(3). */
interface FieldRule {
  readonly field: keyof WallClock;
  readonly min: number;
  readonly max: number;
  readonly digits: number;
}

const SHORT_YEAR: FieldRule = { field: "year", min: 0, max: 99, digits: 2 };

/** Fields by the letter that stands for them in a {@link LAYOUTS layout}; `b` is the name of a month. */
const FIELD_RULES: ReadonlyMap<string, FieldRule> = new Map([
  ["y", SHORT_YEAR],
  ["Y", { field: "year", min: 0, max: 9999, digits: 4 }],
  ["m", { field: "month", min: 1, max: 12, digits: 2 }],
  ["d", { field: "day", min: 1, max: 31, digits: 2 }],
  ["H", { field: "hour", min: 0, max: 23, digits: 2 }],
  ["M", { field: "minute", min: 0, max: 59, digits: 2 }],
  ["S", { field: "second", min: 0, max: 61, digits: 2 }],
]);

/** The layouts of a point in time, in the order in which they are tried. A fraction may follow the seconds. */
const LAYOUTS: readonly string[] = [
  "y-m-d H:M:S",
  "Y-m-d H:M:S",
  "Y-m-dTH:M:S",
  "b d H:M:S",
  "y-m-d H:M",
  "Y-m-d H:M",
  "Y-m-dTH:M",
  "y-m-d",
  "Y-m-d",
  "H:M:S",
  "H:M",
];

/** Month names in lower case; the first three letters of each will do. */
const MONTH_NAMES: readonly string[] = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const SHORT_NAME_LENGTH = 3;

const isSpaceCode = (c: number): boolean => c === SPACE || (c >= HT && c <= CR);

function skipBlanks(text: string, at: number): number {
  let i = at;
  while (i < text.length && isSpaceCode(text.charCodeAt(i))) i++;
  return i;
}

/** Reads a number at `at` into a field: where it ends, or -1. White space may come first. */
function readNumber(text: string, at: number, rule: FieldRule, clock: WallClock): number {
  const start = skipBlanks(text, at);
  let end = start;
  let value = 0;
  while (end < text.length && end - start < rule.digits && isDigit(text.charCodeAt(end))) {
    if (end > start && value * 10 > rule.max) break;
    value = value * 10 + (text.charCodeAt(end++) - DIGIT_0);
  }
  if (end === start || value < rule.min || value > rule.max) return -1;
  clock[rule.field] = rule === SHORT_YEAR ? value + (value < CENTURY_PIVOT ? 2000 : 1900) : value;
  return end;
}

/** Reads the name of a month, short or in full: where it ends, or -1. */
function readMonthName(text: string, at: number, clock: WallClock): number {
  const month = MONTH_NAMES.findIndex((name) => startsWithIgnoringCase(text, name.slice(0, SHORT_NAME_LENGTH), at));
  if (month < 0) return -1;
  clock.month = month + 1;
  const name = MONTH_NAMES[month]!;
  return at + (startsWithIgnoringCase(text, name, at) ? name.length : SHORT_NAME_LENGTH);
}

/**
 * Reads a text by a layout into `clock`, as strptime(3) does: numbers may have white space before them, a space in
 * the layout is any white space or none. Where the layout ends, or -1 when the text does not fit.
 */
function readLayout(text: string, layout: string, clock: WallClock): number {
  let at = 0;
  for (const letter of layout) {
    const rule = FIELD_RULES.get(letter);
    if (rule !== undefined) at = readNumber(text, at, rule, clock);
    else if (letter === "b") at = readMonthName(text, at, clock);
    else if (letter === " ") at = skipBlanks(text, at);
    else at = text.charAt(at) === letter ? at + 1 : -1;
    if (at < 0) return -1;
  }
  return at;
}

const secondOf = (clock: WallClock): number =>
  daysFromCivil(clock.year, clock.month, clock.day) * SECONDS_PER_DAY +
  clock.hour * SECONDS_PER_HOUR +
  clock.minute * SECONDS_PER_MINUTE +
  clock.second;

/** Midnight of the day that it is in a zone. */
function today(now: Usec, zone: Zone): WallClock {
  const instant = Number(now / USEC_PER_SEC_LARGE);
  // An offset shifts the result only: the day is the one that it is in UTC.
  const wall = zone.kind === "named" ? instant + zone.zone.offsetAt(instant) : instant;
  return { ...civilFromDays(Math.floor(wall / SECONDS_PER_DAY)), hour: 0, minute: 0, second: 0 };
}

/** Days that the words for days are away from today. */
const DAY_WORDS: ReadonlyMap<string, number> = new Map([
  ["today", 0],
  ["yesterday", -1],
  ["tomorrow", 1],
]);

/** A point in time without a zone behind it, read in a zone. */
function parseInZone(text: string, zone: Zone, now: Usec): Usec | TimeErrno {
  if (zone.kind === "offset" && Math.abs(zone.eastSec) > MAX_OFFSET_SEC) return "EINVAL";
  const clock = today(now, zone);
  let fraction = 0;
  let weekday = -1;
  const dayShift = DAY_WORDS.get(text);
  if (dayShift === undefined) {
    const word = weekdayWordBeforeSpace(text);
    if (word !== undefined) weekday = word.weekday;
    const rest = word === undefined ? text : text.slice(word.word.length + 1);
    const read = readAnyLayout(rest, clock);
    if (read < 0) return "EINVAL";
    fraction = read;
  } else clock.day += dayShift;

  const days = daysFromCivil(clock.year, clock.month, clock.day);
  if (weekday >= 0 && weekdayOfDays(days) !== weekday) return "EINVAL";
  const wall = secondOf(clock);
  if (zone.kind === "named") {
    return toUsec(zone.isStandard ? zone.zone.standardInstantOf(wall) : zone.zone.instantOf(wall), fraction, 0);
  }
  const isBeforeEpochInTheWest = zone.eastSec < 0 && days === LAST_DAY_BEFORE_EPOCH;
  if (isBeforeEpochInTheWest) return toUsec(wall + SECONDS_PER_DAY, fraction, zone.eastSec + SECONDS_PER_DAY);
  return toUsec(wall, fraction, zone.eastSec);
}

/** Reads a date, a time, or both into `clock`: the microseconds of its fraction, or -1 when the text is neither. */
function readAnyLayout(text: string, clock: WallClock): number {
  for (const layout of LAYOUTS) {
    const attempt = { ...clock };
    const end = readLayout(text, layout, attempt);
    if (end < 0) continue;
    if (end === text.length) {
      Object.assign(clock, attempt);
      return 0;
    }
    if (layout.endsWith("S") && text.charCodeAt(end) === DOT) {
      const fraction = readFraction(text, end + 1);
      if (fraction === null || fraction.end !== text.length) return -1;
      Object.assign(clock, attempt);
      return fraction.usec;
    }
  }
  return -1;
}

/** Microseconds since the epoch of a second by a clock that is `eastSec` ahead of UTC. */
function toUsec(second: number, fraction: number, eastSec: number): Usec | TimeErrno {
  if (second < 0) return "ERANGE";
  const usec = BigInt(second) * USEC_PER_SEC_LARGE + BigInt(fraction);
  const east = BigInt(eastSec) * USEC_PER_SEC_LARGE;
  return shift(usec, east < 0n ? -east : 0n, east > 0n ? east : 0n);
}

/** Adds and subtracts a span; what is before the epoch or too late to be printed is `EINVAL`. */
function shift(usec: Usec, plus: Usec, minus: Usec): Usec | TimeErrno {
  const shifted = usec + plus - minus;
  return shifted < 0n || shifted > USEC_TIMESTAMP_FORMATTABLE_MAX ? "EINVAL" : shifted;
}

/** A span that is added to the current time, or subtracted from it. */
function parseRelative(spanText: string, sign: 1 | -1, now: Usec): Usec | TimeErrno {
  const span = parseSec(spanText);
  if (typeof span === "string") return span;
  return sign > 0 ? shift(now, span, 0n) : shift(now, 0n, span);
}

const AGO = " ago";
const LEFT = " left";

/** A point in time in local time, or relative to the current one. */
function parseLocal(text: string, now: Usec): Usec | TimeErrno {
  if (text.startsWith("@")) return parseSec(text.slice(1));
  if (text === "now") return now;
  if (text.startsWith("+")) return parseRelative(text.slice(1), 1, now);
  if (text.startsWith("-")) return parseRelative(text.slice(1), -1, now);
  if (text.endsWith(AGO)) return parseRelative(text.slice(0, -AGO.length), -1, now);
  if (text.endsWith(LEFT)) return parseRelative(text.slice(0, -LEFT.length), 1, now);
  return parseInZone(text, UTC, now);
}

/**
 * Reads an offset from UTC as strptime(3) `%z` does: `+hh`, `+hhmm`, `+hh:mm` or `Z`, white space before it. Seconds
 * east of UTC, or `null` when the text is anything else.
 */
function parseOffset(text: string): number | null {
  const start = skipBlanks(text, 0);
  if (text.slice(start) === "Z") return 0;
  const sign = text.charCodeAt(start);
  if (sign !== PLUS && sign !== MINUS) return null;
  let digits = "";
  for (let i = start + 1; i < text.length; i++) {
    if (digits.length === 2 && text.charAt(i) === ":" && isDigit(text.charCodeAt(i + 1))) continue;
    if (digits.length === 4 || !isDigit(text.charCodeAt(i))) return null;
    digits += text.charAt(i);
  }
  if (digits.length !== 2 && digits.length !== 4) return null;
  const minutes = Number(digits.slice(2));
  const seconds = Number(digits.slice(0, 2)) * SECONDS_PER_HOUR + minutes * SECONDS_PER_MINUTE;
  if (minutes >= 60) return null;
  return sign === MINUS ? -seconds : seconds;
}

/** `+hh:mm`, welded to a time. */
const WELDED_OFFSET_LENGTH = 6;

/**
 * Reads a point in time: `2012-09-22 16:34:22.5`, `Sat 2012-09-22 Europe/Berlin`, `11:12`, `Sep 22 16:34:22`, `yesterday`, `+5min`, `2 weeks ago`,
 * `@1700000000`, `1985-04-12T23:20:50.52Z`.
 *
 * A weekday must agree with the date. The zone is `UTC`, a name that {@link isTimezone} knows, or an offset; without
 * it local time is UTC. Times before 1970 are `ERANGE`, later ones than systemd prints `EINVAL`, as anything malformed
 * is. `onUnknownZone` is told a last word that could name a zone but does not, as `ago` in the examples: systemd looks for a file
 * of that name. Origin: systemd.time(7) "Parsing Timestamps", `parse_timestamp`.
 */
export function parseTimestamp(text: string, now: Usec, onUnknownZone?: (name: string) => void): Usec | TimeErrno {
  if (text.length > 2 && text.endsWith("Z")) {
    const usec = parseInZone(text.slice(0, -1), UTC, now);
    if (typeof usec === "bigint") return usec;
  }
  const weldAt = text.length - WELDED_OFFSET_LENGTH;
  if (weldAt > 1 && text.charCodeAt(weldAt - 1) !== SPACE) {
    const sign = text.charCodeAt(weldAt);
    const eastSec = sign === PLUS || sign === MINUS ? parseOffset(text.slice(weldAt)) : null;
    if (eastSec !== null) return parseInZone(text.slice(0, weldAt), { kind: "offset", eastSec }, now);
  }
  const space = text.lastIndexOf(" ");
  if (space < 0) return parseLocal(text, now);
  const word = text.slice(space + 1);
  const before = text.slice(0, space);
  if (word === "UTC") return parseInZone(before, UTC, now);
  const eastSec = parseOffset(word);
  if (eastSec !== null) return parseInZone(before, { kind: "offset", eastSec }, now);
  if (isTimezone(word)) {
    const isStandard = ZONES_OF_STANDARD_TIMES.has(word);
    return parseInZone(before, { kind: "named", zone: TimeZone.named(word), isStandard }, now);
  }
  if (onUnknownZone !== undefined && canNameTimezone(word)) onUnknownZone(word);
  return parseLocal(text, now);
}
