import { USEC_PER_SEC } from "../usec.js";
import { WEEKDAY_NAMES } from "../weekdays.js";

/** Years that an expression may name and in which elapses are searched. Origin: calendarspec.c `MIN_YEAR`, `MAX_YEAR`. */
export const MIN_YEAR = 1970;
export const MAX_YEAR = 2199;

/** A {@link CalendarComponent} without an end. */
export const NO_STOP = -1;

/**
 * One member of a comma-separated list: `start`, `start..stop`, `start/repeat` or `start..stop/repeat`.
 * Seconds are counted in microseconds.
 */
export interface CalendarComponent {
  readonly start: number;
  /** Last value, or {@link NO_STOP}. */
  readonly stop: number;
  /** Step, or 0 for a single value. */
  readonly repeat: number;
}

/** The values that a field may take, sorted and without duplicates; `null` is `*`. */
export type CalendarChain = readonly CalendarComponent[] | null;

/** Bit set of weekdays: bit 0 is Monday, bit 6 Sunday. */
export type WeekdaySet = number;

/** Every weekday: no restriction. */
export const ALL_WEEKDAYS: WeekdaySet = 0x7f;

/** A calendar event expression, normalised. Origin: systemd.time(7) "Calendar Events", `CalendarSpec`. */
export interface CalendarSpec {
  readonly weekdays: WeekdaySet;
  readonly year: CalendarChain;
  readonly month: CalendarChain;
  readonly day: CalendarChain;
  /** Whether `day` counts from the end of the month: 1 is the last day. */
  readonly endOfMonth: boolean;
  readonly hour: CalendarChain;
  readonly minute: CalendarChain;
  /** Second and its fraction, in microseconds. */
  readonly microsecond: CalendarChain;
  /** Whether the expression ends in UTC. */
  readonly utc: boolean;
  /** The time zone that the expression ends in, or `null` for local time. Does not count when `utc` is set. */
  readonly timezone: string | null;
}

/** Two runs of weekdays at least this long are written as a range. */
const RANGE_DAYS = 3;

function formatWeekdays(weekdays: WeekdaySet): string {
  const parts: string[] = [];
  for (let first = 0; first < WEEKDAY_NAMES.length; first++) {
    if ((weekdays & (1 << first)) === 0) continue;
    let last = first;
    while ((weekdays & (1 << (last + 1))) !== 0) last++;
    if (last - first + 1 >= RANGE_DAYS) parts.push(`${WEEKDAY_NAMES[first]}..${WEEKDAY_NAMES[last]}`);
    else parts.push(...WEEKDAY_NAMES.slice(first, last + 1));
    first = last;
  }
  return parts.join(",");
}

// Comparisons below are with names, not literals: see core/ascii.ts.
const FIRST = 0;
const NO_REPEAT = 0;
const NO_FRACTION = 0;
const SINGLE_STEP = 1;
const TWO_DIGITS = 2;

const padded: readonly string[] = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, "0"));

/** Year, month, day, hour or minute with leading zeros. */
const formatNumber = (value: number, width: number): string =>
  width === TWO_DIGITS ? padded[value]! : String(value).padStart(width, "0");

function formatIntegers(chain: CalendarChain, width: number): string {
  if (chain === null) return "*";
  let text = "";
  for (let i = 0; i < chain.length; i++) {
    const { start, stop, repeat } = chain[i]!;
    text += i === FIRST ? formatNumber(start, width) : `,${formatNumber(start, width)}`;
    if (stop !== NO_STOP) text += `..${formatNumber(stop, width)}`;
    if (repeat !== NO_REPEAT && (stop === NO_STOP || repeat !== SINGLE_STEP)) text += `/${repeat}`;
  }
  return text;
}

/** The digits behind the point, point included; nothing for whole seconds. */
function formatFraction(usec: number): string {
  const fraction = usec % USEC_PER_SEC;
  return fraction === NO_FRACTION ? "" : `.${String(fraction).padStart(6, "0")}`;
}

const formatSecond = (usec: number): string => padded[Math.floor(usec / USEC_PER_SEC)]! + formatFraction(usec);

/** Whether a chain of seconds covers every full second: it is written as `*`, whatever else it lists. */
const coversEverySecond = (chain: readonly CalendarComponent[]): boolean =>
  chain.some(({ start, stop, repeat }) => start === FIRST && stop === NO_STOP && repeat === USEC_PER_SEC);

function formatSeconds(chain: CalendarChain): string {
  if (chain === null || coversEverySecond(chain)) return "*";
  let text = "";
  for (let i = 0; i < chain.length; i++) {
    const { start, stop, repeat } = chain[i]!;
    text += i === FIRST ? formatSecond(start) : `,${formatSecond(start)}`;
    if (stop !== NO_STOP) text += `..${formatSecond(stop)}`;
    if (repeat !== NO_REPEAT && (stop === NO_STOP || repeat !== USEC_PER_SEC)) {
      text += `/${Math.floor(repeat / USEC_PER_SEC)}${formatFraction(repeat)}`;
    }
  }
  return text;
}

/**
 * Prints the normal form: `Mon..Fri *-*-01,15 08:00:00 Europe/Berlin`.
 *
 * Reading it back gives the same normal form, and the same value unless seconds that cover every full second
 * listed more beside that. Origin: systemd.time(7) "normalized form", `calendar_spec_to_string`.
 */
export function formatCalendarSpec(spec: CalendarSpec): string {
  const weekdays = spec.weekdays === ALL_WEEKDAYS ? "" : `${formatWeekdays(spec.weekdays)} `;
  const zone = spec.utc ? " UTC" : spec.timezone === null ? "" : ` ${spec.timezone}`;
  return (
    `${weekdays}${formatIntegers(spec.year, 4)}-${formatIntegers(spec.month, 2)}` +
    `${spec.endOfMonth ? "~" : "-"}${formatIntegers(spec.day, 2)} ` +
    `${formatIntegers(spec.hour, 2)}:${formatIntegers(spec.minute, 2)}:${formatSeconds(spec.microsecond)}${zone}`
  );
}

function isSameChain(a: CalendarChain, b: CalendarChain): boolean {
  if (a === b) return true;
  if (a === null || b === null || a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    const x = a[i]!;
    const y = b[i]!;
    if (x.start !== y.start || x.stop !== y.stop || x.repeat !== y.repeat) return false;
  }
  return true;
}

const isSameSeconds = (a: CalendarChain, b: CalendarChain): boolean =>
  isSameChain(a, b) || (a !== null && b !== null && coversEverySecond(a) && coversEverySecond(b));

/**
 * Whether two expressions have the same normal form: seconds that cover every full second are the same, and a point in
 * time (`@`) is in UTC whatever zone follows it.
 */
export function isSameCalendarSpec(a: CalendarSpec, b: CalendarSpec): boolean {
  return (
    a.weekdays === b.weekdays &&
    isSameChain(a.year, b.year) &&
    isSameChain(a.month, b.month) &&
    isSameChain(a.day, b.day) &&
    a.endOfMonth === b.endOfMonth &&
    isSameChain(a.hour, b.hour) &&
    isSameChain(a.minute, b.minute) &&
    isSameSeconds(a.microsecond, b.microsecond) &&
    a.utc === b.utc &&
    (a.utc || a.timezone === b.timezone)
  );
}
