import { CR, DIGIT_0, DIGIT_9, DOT, HT, isWhitespace, MINUS, PLUS, SPACE } from "../core/ascii.js";
import {
  NSEC_PER_USEC,
  type Nsec,
  USEC_INFINITY,
  USEC_PER_DAY,
  USEC_PER_HOUR,
  USEC_PER_MINUTE,
  USEC_PER_MONTH,
  USEC_PER_MSEC,
  USEC_PER_SEC,
  USEC_PER_WEEK,
  USEC_PER_YEAR,
  type Usec,
} from "./usec.js";

/** Why a time span was refused: `ERANGE` for a negative or too large value, `EINVAL` for anything else. */
export type TimeErrno = "EINVAL" | "ERANGE";

/** Every unit name of systemd.time(7), by microseconds. Where one name starts another, the longer comes first. */
const USEC_UNITS: readonly (readonly [name: string, usec: number])[] = [
  ["seconds", USEC_PER_SEC],
  ["second", USEC_PER_SEC],
  ["sec", USEC_PER_SEC],
  ["s", USEC_PER_SEC],
  ["minutes", USEC_PER_MINUTE],
  ["minute", USEC_PER_MINUTE],
  ["min", USEC_PER_MINUTE],
  ["months", USEC_PER_MONTH],
  ["month", USEC_PER_MONTH],
  ["M", USEC_PER_MONTH],
  ["msec", USEC_PER_MSEC],
  ["ms", USEC_PER_MSEC],
  ["m", USEC_PER_MINUTE],
  ["hours", USEC_PER_HOUR],
  ["hour", USEC_PER_HOUR],
  ["hr", USEC_PER_HOUR],
  ["h", USEC_PER_HOUR],
  ["days", USEC_PER_DAY],
  ["day", USEC_PER_DAY],
  ["d", USEC_PER_DAY],
  ["weeks", USEC_PER_WEEK],
  ["week", USEC_PER_WEEK],
  ["w", USEC_PER_WEEK],
  ["years", USEC_PER_YEAR],
  ["year", USEC_PER_YEAR],
  ["y", USEC_PER_YEAR],
  ["usec", 1],
  ["us", 1],
  ["μs", 1],
  ["µs", 1],
];

/** What nanosecond values know besides. */
const NSEC_UNITS: readonly (readonly [name: string, nsec: number])[] = [
  ["nsec", 1],
  ["ns", 1],
];

/** The unit names that {@link parseSec} knows. */
export const timespanUnits: readonly string[] = USEC_UNITS.map(([name]) => name);

interface Unit {
  readonly name: string;
  readonly factor: number;
}

/** Units by the code unit that they start with, so that a look-up tries a handful of names. */
type UnitTable = ReadonlyMap<number, readonly Unit[]>;

function unitTable(units: Iterable<readonly [name: string, factor: number]>): UnitTable {
  const table = new Map<number, Unit[]>();
  for (const [name, factor] of units) {
    const first = name.charCodeAt(0);
    const sameStart = table.get(first);
    if (sameStart === undefined) table.set(first, [{ name, factor }]);
    else sameStart.push({ name, factor });
  }
  return table;
}

const usecTable = unitTable(USEC_UNITS);
const nsecTable = unitTable([
  ...USEC_UNITS.map(([name, usec]) => [name, usec * NSEC_PER_USEC] as const),
  ...NSEC_UNITS,
]);

const INFINITY_TEXT = "infinity";

/** Decimal digits that always fit a number exactly. */
const SAFE_DIGITS = 15;

/** Integers are read as strtoll(3) does: a larger one is `ERANGE`. */
const INT64_MAX = 0x7fff_ffff_ffff_ffffn;
const INT64_DIGITS = 19;

function skipWhitespace(text: string, at: number): number {
  let i = at;
  while (i < text.length && isWhitespace(text.charCodeAt(i))) i++;
  return i;
}

function skipDigits(text: string, at: number): number {
  let i = at;
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < DIGIT_0 || c > DIGIT_9) break;
  }
  return i;
}

function skipZeros(text: string, at: number, end: number): number {
  let i = at;
  while (i < end && text.charCodeAt(i) === DIGIT_0) i++;
  return i;
}

/** Where the digits begin that strtoll(3) would read: behind any C white space and one sign. */
function skipToDigits(text: string, at: number): number {
  let i = at;
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c !== SPACE && (c < HT || c > CR)) break;
  }
  const c = i < text.length ? text.charCodeAt(i) : 0;
  return c === PLUS || c === MINUS ? i + 1 : i;
}

/** A sum that stays a number while it is exact, and goes on as a bigint. */
class Sum {
  #small = 0;
  #large = 0n;

  /** Adds `count * factor`; false when the sum would reach infinity. */
  add(count: number, factor: number): boolean {
    const product = count * factor;
    const sum = this.#small + product;
    if (sum <= Number.MAX_SAFE_INTEGER) {
      this.#small = sum;
      return this.#large === 0n || this.#isFinite();
    }
    return this.addLarge(BigInt(count), factor);
  }

  addLarge(count: bigint, factor: number): boolean {
    const large = BigInt(factor);
    if (count >= USEC_INFINITY / large) return false;
    this.#large += count * large;
    return this.#isFinite();
  }

  #isFinite(): boolean {
    return this.#large + BigInt(this.#small) < USEC_INFINITY;
  }

  get value(): bigint {
    return this.#large === 0n ? BigInt(this.#small) : this.#large + BigInt(this.#small);
  }
}

function unitAt(text: string, at: number, units: UnitTable): Unit | undefined {
  if (at >= text.length) return undefined;
  return units.get(text.charCodeAt(at))?.find(({ name }) => text.startsWith(name, at));
}

function parseSpan(text: string, defaultFactor: number, units: UnitTable): bigint | TimeErrno {
  let at = skipWhitespace(text, 0);
  if (text.startsWith(INFINITY_TEXT, at)) {
    return skipWhitespace(text, at + INFINITY_TEXT.length) === text.length ? USEC_INFINITY : "EINVAL";
  }
  if (at === text.length) return "EINVAL";
  const sum = new Sum();
  while (at < text.length) {
    if (text.charCodeAt(at) === MINUS) return "ERANGE";
    const digits = skipToDigits(text, at);
    const digitsEnd = skipDigits(text, digits);
    const pointAt = digitsEnd > digits ? digitsEnd : at;
    const hasFraction = text.charCodeAt(pointAt) === DOT;
    if (!hasFraction && digitsEnd === digits) return "EINVAL";
    const significant = skipZeros(text, digits, digitsEnd);
    if (digitsEnd - significant > INT64_DIGITS) return "ERANGE";
    const numeral = text.slice(significant, digitsEnd);
    const small = numeral.length <= SAFE_DIGITS;
    const count = small ? Number(numeral) : 0;
    const largeCount = small ? 0n : BigInt(numeral);
    if (largeCount > INT64_MAX) return "ERANGE";
    const negative = digits > at && text.charCodeAt(digits - 1) === MINUS;
    if (negative && (count > 0 || largeCount > 0n)) return "ERANGE";

    const numberEnd = hasFraction ? skipDigits(text, pointAt + 1) : digitsEnd;
    const unitStart = skipWhitespace(text, numberEnd);
    const unit = unitAt(text, unitStart, units);
    const end = unit === undefined ? unitStart : unitStart + unit.name.length;
    if (end === numberEnd && end < text.length) return "EINVAL";
    const factor = unit === undefined ? defaultFactor : unit.factor;
    if (!(small ? sum.add(count, factor) : sum.addLarge(largeCount, factor))) return "ERANGE";
    if (hasFraction) {
      let digitFactor = Math.floor(factor / 10);
      for (let i = pointAt + 1; i < numberEnd && digitFactor > 0; i++) {
        if (!sum.add(text.charCodeAt(i) - DIGIT_0, digitFactor)) return "ERANGE";
        digitFactor = Math.floor(digitFactor / 10);
      }
      if (numberEnd === pointAt + 1) return "EINVAL";
    }
    at = skipWhitespace(text, end);
  }
  return sum.value;
}

/**
 * Reads a time span: numbers with optional fraction and unit, added up; `infinity` alone is {@link USEC_INFINITY}.
 *
 * `2h 30min`, `1.5s`, `55s500ms`; a number without unit counts in `defaultUnit` microseconds. Digits of a fraction
 * that are worth less than a microsecond are dropped one by one. Negative and too large spans are `ERANGE`, an empty text
 * is `EINVAL`. Origin: systemd.time(7) "Parsing Time Spans", `parse_time`.
 */
export function parseTime(text: string, defaultUnit: number): Usec | TimeErrno {
  return parseSpan(text, defaultUnit, usecTable);
}

/** {@link parseTime} with a default unit of one second. Origin: `parse_sec`. */
export function parseSec(text: string): Usec | TimeErrno {
  return parseSpan(text, USEC_PER_SEC, usecTable);
}

/** {@link parseSec}, but zero means infinity. Origin: `parse_sec_fix_0`. */
export function parseSecFix0(text: string): Usec | TimeErrno {
  const usec = parseSec(text);
  return usec === 0n ? USEC_INFINITY : usec;
}

/** {@link parseSec}, but a text that is empty or all white space means infinity. Origin: `parse_sec_def_infinity`. */
export function parseSecDefInfinity(text: string): Usec | TimeErrno {
  return skipWhitespace(text, 0) === text.length ? USEC_INFINITY : parseSec(text);
}

/** A time span in nanoseconds, which is also the default unit; knows `ns` and `nsec` besides. Origin: `parse_nsec`. */
export function parseNsec(text: string): Nsec | TimeErrno {
  return parseSpan(text, 1, nsecTable);
}

/** Units of the printed form, largest first, with the decimals that their fraction has. */
const PRINTED_UNITS: readonly (readonly [suffix: string, usec: number, decimals: number])[] = [
  ["y", USEC_PER_YEAR, 0],
  ["month", USEC_PER_MONTH, 0],
  ["w", USEC_PER_WEEK, 0],
  ["d", USEC_PER_DAY, 0],
  ["h", USEC_PER_HOUR, 0],
  ["min", USEC_PER_MINUTE, 0],
  ["s", USEC_PER_SEC, 6],
  ["ms", USEC_PER_MSEC, 3],
  ["us", 1, 0],
];

const USEC_PER_YEAR_LARGE = BigInt(USEC_PER_YEAR);

/** How often `value` can be divided by ten before it reaches one or zero. */
function decimalsOf(value: bigint): number {
  let decimals = 0;
  for (let rest = value; rest > 1n; rest /= 10n) decimals++;
  return decimals;
}

const NO_TEXT = "";

/**
 * Prints a time span: `2y 5d 3h 5min`, `1min 30s`, `1.500s`, `0`, `infinity`.
 *
 * Units smaller than `accuracy` microseconds are left out once something was printed. Below a minute a remainder
 * appears as a fraction of seconds or milliseconds, with as many digits as the accuracy allows. {@link parseSec} reads
 * the result of accuracy 0 or 1 back as the same value, if it is less than 584542 years. Origin: `format_timespan`.
 */
export function formatTimespan(usec: Usec, accuracy: Usec = 1n): string {
  if (usec === USEC_INFINITY) return INFINITY_TEXT;
  if (usec === 0n) return "0";
  let text = "";
  let rest = usec;
  if (usec >= USEC_PER_YEAR_LARGE) {
    text = `${usec / USEC_PER_YEAR_LARGE}y`;
    rest = usec % USEC_PER_YEAR_LARGE;
  }
  let left = Number(rest);
  const least = Number(accuracy);
  for (const [suffix, unit, decimals] of PRINTED_UNITS) {
    if (!left || (left < least && text !== NO_TEXT)) break;
    if (left < unit) continue;
    const whole = Math.floor(left / unit);
    const remainder = left % unit;
    let fraction = NO_TEXT;
    if (left < USEC_PER_MINUTE && remainder) {
      const shown = decimals - decimalsOf(accuracy);
      if (shown > 0) fraction = `.${String(remainder).padStart(decimals, "0").slice(0, shown)}`;
    }
    text += `${text === NO_TEXT ? "" : " "}${whole}${fraction}${suffix}`;
    left = fraction === NO_TEXT ? remainder : 0;
  }
  return text;
}
