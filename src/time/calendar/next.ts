import { civilFromDays, daysFromCivil, daysInMonth, weekdayOfDays } from "../civil.js";
import { TimeZone } from "../timezone.js";
import {
  USEC_PER_DAY,
  USEC_PER_HOUR,
  USEC_PER_MINUTE,
  USEC_PER_SEC,
  USEC_TIMESTAMP_FORMATTABLE_MAX,
  type Usec,
} from "../usec.js";
import { isInChain, isInMonthEnd, NOTHING, nextInChain, nextInMonthEnd } from "./chain.js";
import { ALL_WEEKDAYS, type CalendarSpec, MAX_YEAR } from "./spec.js";

/**
 * Why there is no next elapse: `ENOENT`, the expression does not elapse again before the year 2200; `EINVAL`, the base is
 * later than systemd can print; `EDEADLK`, the search was given up.
 */
export type ElapseErrno = "ENOENT" | "EINVAL" | "EDEADLK";

/** How often a search starts over before it is given up. Origin: calendarspec.c `MAX_CALENDAR_ITERATIONS`. */
const MAX_CALENDAR_ITERATIONS = 1000;

/** Results of the search that are no time. A wall clock west of UTC may show a time before the epoch. */
const NO_ELAPSE = Number.POSITIVE_INFINITY;
const GAVE_UP = Number.NEGATIVE_INFINITY;

/** An intersection of weekday sets without members. */
const NO_DAY = 0;

const MONTHS = 12;
const HOURS = 24;
const MINUTES = 60;
const USEC_PER_FIELD = 60 * USEC_PER_SEC;

/**
 * Searches the first wall-clock time from `from` on that matches, both in microseconds since the epoch as if the
 * clock showed UTC. {@link NO_ELAPSE} or {@link GAVE_UP} when there is none.
 *
 * Fields are looked at from year to second. Where a field has no value left, the next larger one is advanced and the
 * search starts over. A step without end may lead beyond its field: then the larger field is advanced by one and the
 * field starts at zero; but when an hour, minute or second carries on into a still larger field, it keeps what was left
 * over. `*:0/45` therefore elapses at 23:45 and next at 00:45. Origin: `find_next`, `tm_within_bounds`.
 */
function searchWallClock(spec: CalendarSpec, from: number): number {
  const startDays = Math.floor(from / USEC_PER_DAY);
  let { year, month, day } = civilFromDays(startDays);
  let usec = from - startDays * USEC_PER_DAY;
  let hour = Math.floor(usec / USEC_PER_HOUR);
  usec -= hour * USEC_PER_HOUR;
  let minute = Math.floor(usec / USEC_PER_MINUTE);
  usec -= minute * USEC_PER_MINUTE;
  let length = daysInMonth(year, month);

  for (let iteration = 0; iteration < MAX_CALENDAR_ITERATIONS; iteration++) {
    if (minute === MINUTES) {
      minute = 0;
      hour++;
    }
    if (hour === HOURS) {
      hour = 0;
      day++;
    }
    if (day > length) {
      day = 1;
      month++;
    }
    if (month > MONTHS) {
      month = 1;
      year++;
    }

    if (spec.year !== null) {
      const next = nextInChain(spec.year, year);
      if (next === NOTHING) return NO_ELAPSE;
      if (next !== year) {
        year = next;
        month = day = 1;
        hour = minute = usec = 0;
      }
    }
    if (year > MAX_YEAR) return NO_ELAPSE;

    if (spec.month !== null) {
      const next = nextInChain(spec.month, month);
      if (next === NOTHING || next > MONTHS) {
        year++;
        month = day = 1;
        hour = minute = usec = 0;
        continue;
      }
      if (next !== month) {
        month = next;
        day = 1;
        hour = minute = usec = 0;
      }
    }

    length = daysInMonth(year, month);
    if (spec.day !== null) {
      const next = spec.endOfMonth ? nextInMonthEnd(spec.day, day, length) : nextInChain(spec.day, day);
      if (next !== day) hour = minute = usec = 0;
      if (next === NOTHING || next > length) {
        month++;
        day = 1;
        continue;
      }
      day = next;
    }

    if (spec.weekdays !== ALL_WEEKDAYS) {
      const weekday = weekdayOfDays(daysFromCivil(year, month, day));
      if ((spec.weekdays & (1 << weekday)) === NO_DAY) {
        day++;
        hour = minute = usec = 0;
        continue;
      }
    }

    if (spec.hour !== null) {
      const next = nextInChain(spec.hour, hour);
      if (next !== hour) minute = usec = 0;
      if (next === NOTHING || next >= HOURS) {
        day++;
        hour = next === NOTHING || day <= length ? 0 : next - HOURS;
        continue;
      }
      hour = next;
    }

    if (spec.minute !== null) {
      const next = nextInChain(spec.minute, minute);
      if (next !== minute) usec = 0;
      if (next === NOTHING || next >= MINUTES) {
        hour++;
        minute = next === NOTHING || hour < HOURS ? 0 : next - MINUTES;
        continue;
      }
      minute = next;
    }

    if (spec.microsecond !== null) {
      const next = nextInChain(spec.microsecond, usec);
      if (next === NOTHING || next >= USEC_PER_FIELD) {
        minute++;
        // The fraction is no part of the field that starts over.
        if (next === NOTHING) usec = 0;
        else usec = minute < MINUTES ? next % USEC_PER_SEC : next - USEC_PER_FIELD;
        continue;
      }
      usec = next;
    }
    return daysFromCivil(year, month, day) * USEC_PER_DAY + hour * USEC_PER_HOUR + minute * USEC_PER_MINUTE + usec;
  }
  return GAVE_UP;
}

/** Searches in a time zone: wall-clock times that a clock change skips do not elapse, repeated ones elapse once. */
function searchInZone(spec: CalendarSpec, zone: TimeZone, after: number): number {
  const afterSec = Math.floor(after / USEC_PER_SEC);
  let from = after + zone.offsetAt(afterSec) * USEC_PER_SEC + 1;
  for (let iteration = 0; iteration < MAX_CALENDAR_ITERATIONS; iteration++) {
    const wall = searchWallClock(spec, from);
    if (!Number.isFinite(wall)) return wall;
    const wallSec = Math.floor(wall / USEC_PER_SEC);
    const fraction = wall - wallSec * USEC_PER_SEC;
    const instant = zone.instantAfter(wallSec, fraction > after - afterSec * USEC_PER_SEC ? afterSec - 1 : afterSec);
    if (instant !== undefined) return instant * USEC_PER_SEC + fraction;
    from = zone.endOfGap(wallSec) * USEC_PER_SEC;
  }
  return GAVE_UP;
}

/** The errno name of a search without result. */
const elapseErrno = (result: number): ElapseErrno => (result === GAVE_UP ? "EDEADLK" : "ENOENT");

/** Later than any elapse, and still an exact number. */
const LATEST_BASE: Usec = BigInt(Number.MAX_SAFE_INTEGER) - 1n;

/**
 * When a calendar event elapses next: the first time strictly later than `after` that matches, up to the year 2199.
 *
 * Fields without a zone are in UTC. In a zone, times that the clock skips when it is put forward never elapse, and of a time
 * that comes twice the first one elapses, or the second when `after` lies between the two. Steps without end work in
 * zones with clock changes, too, where systemd may give up. The work is bounded: a search that starts over a thousand times is
 * given up (`EDEADLK`). Origin: `calendar_spec_next_usec`.
 */
export function nextElapse(spec: CalendarSpec, after: Usec): Usec | ElapseErrno {
  if (after > USEC_TIMESTAMP_FORMATTABLE_MAX) return "EINVAL";
  if (after > LATEST_BASE) return "ENOENT";
  const base = Number(after);
  const next =
    spec.utc || spec.timezone === null
      ? searchWallClock(spec, base + 1)
      : searchInZone(spec, TimeZone.named(spec.timezone), base);
  return Number.isFinite(next) ? BigInt(next) : elapseErrno(next);
}

/** Successive elapses, and why there is no further one; `end` is `null` when the list was full. */
export interface ElapseList {
  readonly base: Usec;
  /** Microseconds since the epoch: before the year 2200, so exact. */
  readonly list: readonly number[];
  readonly end: ElapseErrno | null;
}

/** The first `limit` elapses after a time, each computed from the one before, with the expression's zone left out. */
export function listUtcElapses(spec: CalendarSpec, base: Usec, limit: number): ElapseList {
  const list: number[] = [];
  if (base > USEC_TIMESTAMP_FORMATTABLE_MAX) return { base, list, end: "EINVAL" };
  if (base > LATEST_BASE) return { base, list, end: "ENOENT" };
  let last = Number(base);
  while (list.length < limit) {
    last = searchWallClock(spec, last + 1);
    if (last === NO_ELAPSE || last === GAVE_UP) return { base, list, end: elapseErrno(last) };
    list.push(last);
  }
  return { base, list, end: null };
}

/** Every elapse after a time, in order; ends when there is none left. */
export function* elapsesAfter(spec: CalendarSpec, after: Usec): Generator<Usec, ElapseErrno, void> {
  let last = after;
  for (;;) {
    const next = nextElapse(spec, last);
    if (typeof next === "string") return next;
    yield next;
    last = next;
  }
}

/** Whether the wall-clock time in microseconds matches every field of an expression. */
export function matchesWallClock(spec: CalendarSpec, wall: number): boolean {
  const days = Math.floor(wall / USEC_PER_DAY);
  const ofDay = wall - days * USEC_PER_DAY;
  const hour = Math.floor(ofDay / USEC_PER_HOUR);
  const ofHour = ofDay - hour * USEC_PER_HOUR;
  const minute = Math.floor(ofHour / USEC_PER_MINUTE);
  const { year, month, day } = civilFromDays(days);
  return (
    isInChain(spec.microsecond, ofHour - minute * USEC_PER_MINUTE) &&
    isInChain(spec.minute, minute) &&
    isInChain(spec.hour, hour) &&
    (spec.weekdays & (1 << weekdayOfDays(days))) !== NO_DAY &&
    (spec.endOfMonth && spec.day !== null
      ? isInMonthEnd(spec.day, day, daysInMonth(year, month))
      : isInChain(spec.day, day)) &&
    isInChain(spec.month, month) &&
    isInChain(spec.year, year)
  );
}

/** Whether an expression elapses at a time, in its own zone. */
export function matchesCalendarSpec(spec: CalendarSpec, at: Usec): boolean {
  if (at > LATEST_BASE) return false;
  const usec = Number(at);
  if (spec.utc || spec.timezone === null) return matchesWallClock(spec, usec);
  const offset = TimeZone.named(spec.timezone).offsetAt(Math.floor(usec / USEC_PER_SEC));
  return matchesWallClock(spec, usec + offset * USEC_PER_SEC);
}
