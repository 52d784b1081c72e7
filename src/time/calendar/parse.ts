import {
  ASTERISK,
  AT,
  COLON,
  COMMA,
  CR,
  DIGIT_0,
  DIGIT_9,
  DOT,
  HT,
  isAlpha,
  MINUS,
  NUL,
  PLUS,
  SLASH,
  SPACE,
  TILDE,
} from "../../core/ascii.js";
import { equalsIgnoringCase, startsWithIgnoringCase } from "../ascii-case.js";
import { civilFromDays } from "../civil.js";
import { readFraction } from "../fraction.js";
import { isTimezone } from "../timezone-names.js";
import { USEC_PER_SEC } from "../usec.js";
import { weekdayAt } from "../weekdays.js";
import { isValidChain, normalizeChain } from "./chain.js";
import {
  ALL_WEEKDAYS,
  type CalendarChain,
  type CalendarComponent,
  type CalendarSpec,
  MAX_YEAR,
  MIN_YEAR,
  NO_STOP,
} from "./spec.js";

/**
 * Why an expression was refused: `ERANGE` for a number that is too large or a step of zero, `ENOBUFS` for a list with too
 * many members, `EINVAL` for anything else.
 */
export type CalendarErrno = "EINVAL" | "ERANGE" | "ENOBUFS";

/** What is wrong with an expression. */
export type CalendarFault = "malformed" | "number" | "list" | "field";

/** A refused expression: the cause, and the offset at which it was seen. */
export interface CalendarFailure {
  readonly errno: CalendarErrno;
  readonly fault: CalendarFault;
  readonly offset: number;
}

/** The fault behind an errno, where a field's range is not the reason. */
const FAULTS: Readonly<Record<CalendarErrno, CalendarFault>> = {
  EINVAL: "malformed",
  ERANGE: "number",
  ENOBUFS: "list",
};

/** Members that a list may have. Origin: calendarspec.c `CALENDARSPEC_COMPONENTS_MAX`, counted from nesting 0. */
export const COMPONENTS_MAX = 241;

/** Numbers of a component are C ints. */
const INT_MAX = 0x7fff_ffff;

/** No number was read. */
const FAILED = -1;

/** Whole seconds that fit {@link INT_MAX} in microseconds. */
const MAX_SECONDS = Math.floor(INT_MAX / USEC_PER_SEC);

/** Digits after which an unsigned number is surely out of range. */
const UINT64_DIGITS = 20;

const MAX_MICROSECOND = 60 * USEC_PER_SEC - 1;
const SECONDS_PER_DAY = 86_400;
const SECONDS_PER_HOUR = 3_600;

/** strtoul(3) reads `@` times: modulo 2^64, a larger number is `ERANGE`. */
const UINT64_MAX = 0xffff_ffff_ffff_ffffn;
/** Seconds that a `usec_t` can hold. */
const MAX_EPOCH_SECONDS = UINT64_MAX / BigInt(USEC_PER_SEC);

/** The fields of an expression while it is read. */
interface Fields {
  weekdays: number;
  year: CalendarChain;
  month: CalendarChain;
  day: CalendarChain;
  endOfMonth: boolean;
  hour: CalendarChain;
  minute: CalendarChain;
  microsecond: CalendarChain;
}

const value = (start: number): CalendarComponent => ({ start, stop: NO_STOP, repeat: 0 });
const only = (start: number): CalendarChain => [value(start)];
const ZERO: CalendarChain = only(0);
const FIRST: CalendarChain = only(1);
const EVERY_SECOND: CalendarChain = [{ start: 0, stop: NO_STOP, repeat: USEC_PER_SEC }];

const MIDNIGHT = {
  weekdays: ALL_WEEKDAYS,
  year: null,
  month: null,
  day: null,
  endOfMonth: false,
  hour: ZERO,
  minute: ZERO,
  microsecond: ZERO,
} as const satisfies Fields;

const YEARLY: Fields = { ...MIDNIGHT, month: FIRST, day: FIRST };
const HALF_YEARLY: Fields = { ...MIDNIGHT, month: [1, 7].map(value), day: FIRST };

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
  ["quarterly", { ...MIDNIGHT, month: [1, 4, 7, 10].map(value), day: FIRST }],
  ["biannually", HALF_YEARLY],
  ["bi-annually", HALF_YEARLY],
  ["semiannually", HALF_YEARLY],
  ["semi-annually", HALF_YEARLY],
];

const isDigitCode = (c: number): boolean => c >= DIGIT_0 && c <= DIGIT_9;

/** Reads one expression. Methods return false once `errno` says why not. */
class ExpressionParser {
  #at = 0;
  #errno: CalendarErrno = "EINVAL";
  #isEpoch = false;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get failure(): CalendarFailure {
    return { errno: this.#errno, fault: FAULTS[this.#errno], offset: this.#at };
  }

  /** The code unit at the cursor; NUL at the end. */
  #peek(): number {
    return this.#at < this.#text.length ? this.#text.charCodeAt(this.#at) : NUL;
  }

  #fail(errno: CalendarErrno): false {
    this.#errno = errno;
    return false;
  }

  #skipSpaces(): void {
    while (this.#peek() === SPACE) this.#at++;
  }

  /** Whether the expression was a point in time (`@`), which is UTC. */
  get isEpoch(): boolean {
    return this.#isEpoch;
  }

  parse(fields: Fields): boolean {
    if (isAlpha(this.#peek()) && !this.#parseWeekdays(fields)) return false;
    if (this.#at === this.#text.length) return true;
    if (this.#peek() === AT) return this.#parseEpoch(fields) && this.#expectEnd();
    let hour = this.#parseChain(false);
    if (hour === undefined) return false;
    if (this.#peek() !== COLON) {
      if (!this.#parseDate(fields, hour)) return false;
      this.#skipSpaces();
      if (this.#at === this.#text.length) return true;
      hour = this.#parseChain(false);
      if (hour === undefined) return false;
    }
    return this.#parseTime(fields, hour);
  }

  #expectEnd(): boolean {
    return this.#at === this.#text.length || this.#fail("EINVAL");
  }

  /**
   * `Mon`, `Mon,Wed`, `Mon..Fri`, `Mon-Fri`, a comma allowed behind it. Leaves the cursor alone when the text does not
   * begin with a weekday.
   */
  #parseWeekdays(fields: Fields): boolean {
    const text = this.#text;
    let weekdays = 0;
    let rangeStart = -1;
    for (;;) {
      const found = weekdayAt(text, this.#at);
      if (found === undefined) return weekdays === 0 || this.#fail("EINVAL");
      const bit = found.weekday;
      this.#at += found.word.length;
      weekdays |= 1 << bit;
      if (rangeStart >= 0) {
        if (rangeStart > bit) return this.#fail("EINVAL");
        for (let between = rangeStart + 1; between < bit; between++) weekdays |= 1 << between;
      }
      fields.weekdays = weekdays;

      const c = this.#peek();
      if (c === SPACE || this.#at === text.length) break;
      if (c === COMMA) {
        rangeStart = -1;
        this.#at++;
      } else if ((c === DOT || c === MINUS) && rangeStart < 0) {
        rangeStart = bit;
        this.#at++;
        if (c === DOT) {
          if (this.#peek() !== DOT) return this.#fail("EINVAL");
          this.#at++;
        }
      } else return this.#fail("EINVAL");

      if (this.#at === text.length || this.#peek() === SPACE) {
        if (rangeStart >= 0) return this.#fail("EINVAL");
        break;
      }
    }
    this.#skipSpaces();
    return true;
  }

  /** `@` and seconds since the epoch, as strtoul(3) reads them: white space and a sign may come first. */
  #parseEpoch(fields: Fields): boolean {
    this.#isEpoch = true;
    this.#at++;
    let c = this.#peek();
    while (c === SPACE || (c >= HT && c <= CR)) {
      this.#at++;
      c = this.#peek();
    }
    const negative = c === MINUS;
    if (negative || c === PLUS) this.#at++;
    const start = this.#at;
    while (isDigitCode(this.#peek())) this.#at++;
    if (this.#at === start) return this.#fail("EINVAL");
    const magnitude = BigInt(this.#significantDigits(start));
    if (magnitude > UINT64_MAX) return this.#fail("ERANGE");
    const seconds = negative ? BigInt.asUintN(64, -magnitude) : magnitude;
    if (seconds > MAX_EPOCH_SECONDS) return this.#fail("ERANGE");

    const days = Math.floor(Number(seconds) / SECONDS_PER_DAY);
    const ofDay = Number(seconds) - days * SECONDS_PER_DAY;
    const date = civilFromDays(days);
    fields.year = only(date.year);
    fields.month = only(date.month);
    fields.day = only(date.day);
    fields.hour = only(Math.floor(ofDay / SECONDS_PER_HOUR));
    fields.minute = only(Math.floor((ofDay % SECONDS_PER_HOUR) / 60));
    fields.microsecond = only((ofDay % 60) * USEC_PER_SEC);
    return true;
  }

  /** The digits from `start` to the cursor, cut at a length that is out of any range. */
  #significantDigits(start: number): string {
    let from = start;
    while (from < this.#at - 1 && this.#text.charCodeAt(from) === DIGIT_0) from++;
    return this.#text.slice(from, Math.min(this.#at, from + UINT64_DIGITS + 1));
  }

  /**
   * `year-month-day`, `month-day`, or with `~` before the day, where `first` was read already.
   */
  #parseDate(fields: Fields, first: CalendarChain): boolean {
    const separator = this.#dateSeparator();
    if (separator === NUL) return this.#fail("EINVAL");
    const second = this.#parseChain(false);
    if (second === undefined) return false;
    fields.endOfMonth = separator === TILDE;
    if (this.#isAtEndOfDate()) {
      fields.month = first;
      fields.day = second;
      return true;
    }
    const lastSeparator = fields.endOfMonth ? NUL : this.#dateSeparator();
    if (lastSeparator === NUL) return this.#fail("EINVAL");
    const third = this.#parseChain(false);
    if (third === undefined) return false;
    if (!this.#isAtEndOfDate()) return this.#fail("EINVAL");
    fields.endOfMonth = lastSeparator === TILDE;
    fields.year = first;
    fields.month = second;
    fields.day = third;
    return true;
  }

  /** Takes `-` or `~` and returns it; NUL when neither is there. */
  #dateSeparator(): number {
    const c = this.#peek();
    if (c !== MINUS && c !== TILDE) return NUL;
    this.#at++;
    return c;
  }

  #isAtEndOfDate(): boolean {
    return this.#at === this.#text.length || this.#peek() === SPACE;
  }

  /** `:minute` or `:minute:second` up to the end of the text, where the hours were read already. */
  #parseTime(fields: Fields, hour: CalendarChain): boolean {
    if (this.#peek() !== COLON) return this.#fail("EINVAL");
    this.#at++;
    const minute = this.#parseChain(false);
    if (minute === undefined) return false;
    fields.hour = hour;
    fields.minute = minute;
    if (this.#at === this.#text.length) return true;
    if (this.#peek() !== COLON) return this.#fail("EINVAL");
    this.#at++;
    const microsecond = this.#parseChain(true);
    if (microsecond === undefined) return false;
    fields.microsecond = microsecond;
    return this.#expectEnd();
  }

  /** `*` or a list; `undefined` when it is malformed. Numbers are seconds with a fraction when `usec` is set. */
  #parseChain(usec: boolean): CalendarChain | undefined {
    if (this.#peek() === ASTERISK) {
      this.#at++;
      return usec ? EVERY_SECOND : null;
    }
    const components: CalendarComponent[] = [];
    for (;;) {
      if (components.length === COMPONENTS_MAX) return this.#failChain("ENOBUFS");
      const component = this.#parseComponent(usec);
      if (component === null) return undefined;
      components.push(component);
      if (this.#peek() !== COMMA) return components;
      this.#at++;
    }
  }

  #failChain(errno: CalendarErrno): undefined {
    this.#errno = errno;
  }

  /** `start`, `start..stop`, `start/repeat`, `start..stop/repeat`, with a separator or the end of the text behind it. */
  #parseComponent(usec: boolean): CalendarComponent | null {
    const start = this.#parseNumber(usec);
    if (start === FAILED) return null;
    let stop = NO_STOP;
    let repeat = 0;
    if (this.#peek() === DOT && this.#text.charCodeAt(this.#at + 1) === DOT) {
      this.#at += 2;
      stop = this.#parseNumber(usec);
      if (stop === FAILED) return null;
      repeat = usec ? USEC_PER_SEC : 1;
    }
    if (this.#peek() === SLASH) {
      this.#at++;
      repeat = this.#parseNumber(usec);
      if (repeat === FAILED) return null;
      if (repeat === 0) return this.#failComponent("ERANGE");
    } else {
      if (start + repeat > INT_MAX) return this.#failComponent("ERANGE");
      // A range of seconds steps by whole seconds, so it must be as long as one.
      if (usec && stop >= 0 && start + repeat > stop) return this.#failComponent("EINVAL");
    }
    const c = this.#peek();
    const complete =
      c === COMMA || c === MINUS || c === COLON || c === SPACE || c === TILDE || this.#at === this.#text.length;
    return complete ? { start, stop, repeat } : this.#failComponent("EINVAL");
  }

  #failComponent(errno: CalendarErrno): null {
    this.#errno = errno;
    return null;
  }

  /** Digits, for seconds with a fraction that is rounded to microseconds; {@link FAILED} when there is no number. */
  #parseNumber(usec: boolean): number {
    const start = this.#at;
    let number = 0;
    let c = this.#peek();
    while (isDigitCode(c)) {
      // Beyond INT_MAX only the fact counts.
      if (number <= INT_MAX) number = number * 10 + (c - DIGIT_0);
      this.#at++;
      c = this.#peek();
    }
    if (this.#at === start) return this.#failNumber("EINVAL");
    if (usec) {
      if (number > MAX_SECONDS) return this.#failNumber("ERANGE");
      number *= USEC_PER_SEC;
      // One point leads a fraction, two make a range.
      if (c === DOT && this.#text.charCodeAt(this.#at + 1) !== DOT) {
        const fraction = readFraction(this.#text, this.#at + 1);
        if (fraction === null) return this.#failNumber("EINVAL");
        this.#at = fraction.end;
        number += fraction.usec;
      }
    }
    return number > INT_MAX ? this.#failNumber("ERANGE") : number;
  }

  #failNumber(errno: CalendarErrno): number {
    this.#errno = errno;
    return FAILED;
  }
}

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
