import {
  ASTERISK,
  AT,
  COLON,
  COMMA,
  CR,
  DIGIT_0,
  DOT,
  HT,
  isAlpha,
  isDigit,
  MINUS,
  NUL,
  PLUS,
  SLASH,
  SPACE,
  TILDE,
} from "../../core/ascii.js";
import { civilFromDays } from "../civil.js";
import { readFraction } from "../fraction.js";
import { USEC_PER_SEC } from "../usec.js";
import { weekdayAt } from "../weekdays.js";
import { ALL_WEEKDAYS, type CalendarChain, type CalendarComponent, NO_STOP } from "./spec.js";

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

/** Whole seconds that an unsigned 64-bit number of microseconds can hold; more are refused before their fraction is read. */
const MAX_SECONDS = Math.floor(2 ** 64 / USEC_PER_SEC);

/** Digits after which an unsigned number is surely out of range. */
const UINT64_DIGITS = 20;

const SECONDS_PER_DAY = 86_400;
const SECONDS_PER_HOUR = 3_600;

/** strtoul(3) reads `@` times: modulo 2^64, a larger number is `ERANGE`. */
const UINT64_MAX = 0xffff_ffff_ffff_ffffn;
/** Seconds that a `usec_t` can hold. */
const MAX_EPOCH_SECONDS = UINT64_MAX / BigInt(USEC_PER_SEC);

/** The fields of an expression while it is read. */
export interface Fields {
  weekdays: number;
  year: CalendarChain;
  month: CalendarChain;
  day: CalendarChain;
  endOfMonth: boolean;
  hour: CalendarChain;
  minute: CalendarChain;
  microsecond: CalendarChain;
}

/** A single value. */
export const single = (start: number): CalendarComponent => ({ start, stop: NO_STOP, repeat: 0 });
export const only = (start: number): CalendarChain => [single(start)];
const ZERO: CalendarChain = only(0);
const EVERY_SECOND: CalendarChain = [{ start: 0, stop: NO_STOP, repeat: USEC_PER_SEC }];

/** What an expression means before it says anything. */
export const MIDNIGHT = {
  weekdays: ALL_WEEKDAYS,
  year: null,
  month: null,
  day: null,
  endOfMonth: false,
  hour: ZERO,
  minute: ZERO,
  microsecond: ZERO,
} as const satisfies Fields;

/** Reads one expression without its zone. What its methods return says whether they failed; then {@link failure} says why. */
export class ExpressionParser {
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

  /** Notes why the expression is refused, and returns what says so. */
  #fail<T>(errno: CalendarErrno, result: T): T {
    this.#errno = errno;
    return result;
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
    return this.#at === this.#text.length || this.#fail("EINVAL", false);
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
      if (found === undefined) return weekdays === 0 || this.#fail("EINVAL", false);
      const bit = found.weekday;
      this.#at += found.word.length;
      weekdays |= 1 << bit;
      if (rangeStart >= 0) {
        if (rangeStart > bit) return this.#fail("EINVAL", false);
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
          if (this.#peek() !== DOT) return this.#fail("EINVAL", false);
          this.#at++;
        }
      } else return this.#fail("EINVAL", false);

      if (this.#at === text.length || this.#peek() === SPACE) {
        if (rangeStart >= 0) return this.#fail("EINVAL", false);
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
    while (isDigit(this.#peek())) this.#at++;
    if (this.#at === start) return this.#fail("EINVAL", false);
    const magnitude = BigInt(this.#significantDigits(start));
    if (magnitude > UINT64_MAX) return this.#fail("ERANGE", false);
    const seconds = negative ? BigInt.asUintN(64, -magnitude) : magnitude;
    if (seconds > MAX_EPOCH_SECONDS) return this.#fail("ERANGE", false);

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
    if (separator === NUL) return this.#fail("EINVAL", false);
    const second = this.#parseChain(false);
    if (second === undefined) return false;
    fields.endOfMonth = separator === TILDE;
    if (this.#isAtEndOfDate()) {
      fields.month = first;
      fields.day = second;
      return true;
    }
    const lastSeparator = fields.endOfMonth ? NUL : this.#dateSeparator();
    if (lastSeparator === NUL) return this.#fail("EINVAL", false);
    const third = this.#parseChain(false);
    if (third === undefined) return false;
    if (!this.#isAtEndOfDate()) return this.#fail("EINVAL", false);
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
    if (this.#peek() !== COLON) return this.#fail("EINVAL", false);
    this.#at++;
    const minute = this.#parseChain(false);
    if (minute === undefined) return false;
    fields.hour = hour;
    fields.minute = minute;
    if (this.#at === this.#text.length) return true;
    if (this.#peek() !== COLON) return this.#fail("EINVAL", false);
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
      if (components.length === COMPONENTS_MAX) return this.#fail("ENOBUFS", undefined);
      const component = this.#parseComponent(usec);
      if (component === null) return undefined;
      components.push(component);
      if (this.#peek() !== COMMA) return components;
      this.#at++;
    }
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
      if (repeat === 0) return this.#fail("ERANGE", null);
    } else {
      if (start + repeat > INT_MAX) return this.#fail("ERANGE", null);
      // A range of seconds steps by whole seconds, so it must be as long as one.
      if (usec && stop >= 0 && start + repeat > stop) return this.#fail("EINVAL", null);
    }
    const c = this.#peek();
    const complete =
      c === COMMA || c === MINUS || c === COLON || c === SPACE || c === TILDE || this.#at === this.#text.length;
    return complete ? { start, stop, repeat } : this.#fail("EINVAL", null);
  }

  /** Digits, for seconds with a fraction that is rounded to microseconds; {@link FAILED} when there is no number. */
  #parseNumber(usec: boolean): number {
    const start = this.#at;
    let number = 0;
    let c = this.#peek();
    while (isDigit(c)) {
      // Beyond MAX_SECONDS only the fact counts.
      if (number <= MAX_SECONDS) number = number * 10 + (c - DIGIT_0);
      this.#at++;
      c = this.#peek();
    }
    if (this.#at === start) return this.#fail("EINVAL", FAILED);
    if (usec) {
      if (number > MAX_SECONDS) return this.#fail("ERANGE", FAILED);
      number *= USEC_PER_SEC;
      // One point leads a fraction, two make a range.
      if (c === DOT && this.#text.charCodeAt(this.#at + 1) !== DOT) {
        const fraction = readFraction(this.#text, this.#at + 1);
        if (fraction === null) return this.#fail("EINVAL", FAILED);
        this.#at = fraction.end;
        number += fraction.usec;
      }
    }
    return number > INT_MAX ? this.#fail("ERANGE", FAILED) : number;
  }
}
