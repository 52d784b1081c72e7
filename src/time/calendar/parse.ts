import { isAlpha } from "../../core/ascii.js";
import { equalsIgnoringCase, startsWithIgnoringCase } from "../ascii-case.js";
import { isTimezone } from "../timezone-names.js";
import { USEC_PER_SEC } from "../usec.js";
import { isValidChain, normalizeChain } from "./chain.js";
import {
  type CalendarErrno,
  type CalendarFailure,
  ExpressionParser,
  type Fields,
  MIDNIGHT,
  only,
  single,
} from "./expression.js";
import { type CalendarChain, type CalendarSpec, MAX_YEAR, MIN_YEAR } from "./spec.js";

const MAX_MICROSECOND = 60 * USEC_PER_SEC - 1;

const FIRST: CalendarChain = only(1);
const YEARLY: Fields = { ...MIDNIGHT, month: FIRST, day: FIRST };
const HALF_YEARLY: Fields = { ...MIDNIGHT, month: [1, 7].map(single), day: FIRST };

/** Expressions that are one word. Origin: systemd.time(7), and the misspelt or hyphenated forms systemd knows too. */
export const CALENDAR_KEYWORDS: readonly (readonly [word: string, fields: Readonly<Fields>])[] = [
  ["minutely", { ...MIDNIGHT, hour: null, minute: null }],
  ["hourly", { ...MIDNIGHT, hour: null }],
  ["daily", MIDNIGHT],
  ["monthly", { ...MIDNIGHT, day: FIRST }],
  ["annually", YEARLY],
  ["yearly", YEARLY],
  ["anually", YEARLY],
  ["weekly", { ...MIDNIGHT, weekdays: 1 }],
  ["quarterly", { ...MIDNIGHT, month: [1, 4, 7, 10].map(single), day: FIRST }],
  ["biannually", HALF_YEARLY],
  ["bi-annually", HALF_YEARLY],
  ["semiannually", HALF_YEARLY],
  ["semi-annually", HALF_YEARLY],
];

/** Reads `12` as 2012 and `89` as 1989. */
const fullYear = (year: number): number => (year < 0 || year >= 100 ? year : year < 70 ? year + 2000 : year + 1900);

const normalizeField = (chain: CalendarChain): CalendarChain => (chain === null ? null : normalizeChain(chain));

function normalizeYear(chain: CalendarChain): CalendarChain {
  if (chain === null) return null;
  return normalizeChain(
    chain.map(({ start, stop, repeat }) => ({ start: fullYear(start), stop: fullYear(stop), repeat })),
  );
}

const isValidSpec = (spec: CalendarSpec): boolean =>
  isValidChain(spec.year, MIN_YEAR, MAX_YEAR, false) &&
  isValidChain(spec.month, 1, 12, false) &&
  isValidChain(spec.day, 1, 31, spec.endOfMonth) &&
  isValidChain(spec.hour, 0, 23, false) &&
  isValidChain(spec.minute, 0, 59, false) &&
  isValidChain(spec.microsecond, 0, MAX_MICROSECOND, false);

const UTC_SUFFIX = " utc";

/** An expression without its zone, and the zone. */
interface Suffix {
  readonly end: number;
  readonly utc: boolean;
  readonly timezone: string | null;
}

/** Splits the zone off the end: `UTC` in any case, or the name of a time zone. */
function splitZone(text: string): Suffix {
  const utcAt = text.length - UTC_SUFFIX.length;
  if (startsWithIgnoringCase(text, UTC_SUFFIX, utcAt)) return { end: utcAt, utc: true, timezone: null };
  const space = text.lastIndexOf(" ");
  if (space >= 0) {
    const name = text.slice(space + 1);
    if (isTimezone(name)) return { end: space, utc: false, timezone: name };
  }
  return { end: text.length, utc: false, timezone: null };
}

/** {@link parseCalendarSpec}, with the offset of the reason when the expression is refused. */
export function readCalendarSpec(text: string): CalendarSpec | CalendarFailure {
  const { end, utc: utcSuffix, timezone } = splitZone(text);
  if (end === 0) return { errno: "EINVAL", fault: "malformed", offset: 0 };
  const expression = end === text.length ? text : text.slice(0, end);
  const keyword = isAlpha(expression.charCodeAt(0))
    ? CALENDAR_KEYWORDS.find(([word]) => equalsIgnoringCase(expression, word))
    : undefined;
  if (keyword !== undefined) return { ...keyword[1], utc: utcSuffix, timezone };

  const fields: Fields = { ...MIDNIGHT };
  const parser = new ExpressionParser(expression);
  if (!parser.parse(fields)) return parser.failure;
  const spec: CalendarSpec = {
    weekdays: fields.weekdays,
    year: normalizeYear(fields.year),
    month: normalizeField(fields.month),
    day: normalizeField(fields.day),
    endOfMonth: fields.endOfMonth && fields.day !== null,
    hour: normalizeField(fields.hour),
    minute: normalizeField(fields.minute),
    microsecond: normalizeField(fields.microsecond),
    utc: utcSuffix || parser.isEpoch,
    timezone,
  };
  return isValidSpec(spec) ? spec : { errno: "EINVAL", fault: "field", offset: 0 };
}

/**
 * Reads a calendar event expression: `Mon..Fri *-*-1..7 9:00/30 Europe/Berlin`, `hourly`, `@1700000000`.
 *
 * Weekdays, date, time and zone are all optional, but not together. Lists, ranges (`..`), steps (`/`), `*`, days
 * counted from the end of the month (`~`) and fractions of seconds are accepted; years are 1970 to 2199. A zone is
 * `UTC` or a name that {@link isTimezone} knows; local time is UTC. The value is normalised: {@link formatCalendarSpec} prints the
 * normal form. Refused expressions give the errno name. Origin: systemd.time(7) "Calendar Events",
 * `calendar_spec_from_string`.
 */
export function parseCalendarSpec(text: string): CalendarSpec | CalendarErrno {
  const spec = readCalendarSpec(text);
  return "errno" in spec ? spec.errno : spec;
}
