import { doubleOf } from "../../dbus/int64.js";

/** Significant digits of C's `%g`. */
const PRECISION = 6;
/** Decimal exponents from here up to {@link PRECISION} are written without an exponent. */
const LOWEST_FIXED_EXPONENT = -4;
/** Digits enough to tell a double that lies exactly between two decimals of six digits from one beside it. */
const EXACT_DIGITS = 60;
/** Where the digits of `d.ddddd…e±x` end. */
const MANTISSA_LENGTH = PRECISION + 1;

/** `d.ddddde±x`, rounded to the nearest; a tie goes to the even digit as in C, where ECMAScript would round up. */
function exponential(magnitude: number): string {
  const rounded = magnitude.toExponential(PRECISION - 1);
  const longer = magnitude.toExponential(PRECISION);
  if (longer.charAt(MANTISSA_LENGTH) !== "5" || Number(longer) !== magnitude) return rounded;
  const rest = magnitude.toExponential(EXACT_DIGITS).slice(MANTISSA_LENGTH + 1);
  const kept = Number(longer.charAt(MANTISSA_LENGTH - 1));
  if (kept % 2 !== 0 || !/^0*e/.test(rest)) return rounded;
  return longer.slice(0, MANTISSA_LENGTH) + longer.slice(MANTISSA_LENGTH + 1);
}

/**
 * A finite double of either sign as C's `%g` prints it: six significant digits, no trailing zeros, an exponent of at least
 * two digits below 1e-4 and from 1e6 on.
 */
export function formatFinite(value: number): string {
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const magnitude = Math.abs(value);
  if (magnitude === 0) return `${sign}0`;
  const text = exponential(magnitude);
  const exponentAt = text.indexOf("e");
  const exponent = Number(text.slice(exponentAt + 1));
  const digits = (text.charAt(0) + text.slice(2, exponentAt)).replace(/0+$/, "");
  if (exponent < LOWEST_FIXED_EXPONENT || exponent >= PRECISION) {
    const power = String(Math.abs(exponent)).padStart(2, "0");
    return `${sign}${withFraction(digits.slice(0, 1), digits.slice(1))}e${exponent < 0 ? "-" : "+"}${power}`;
  }
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  return sign + withFraction(digits.slice(0, exponent + 1).padEnd(exponent + 1, "0"), digits.slice(exponent + 1));
}

const withFraction = (whole: string, fraction: string): string => (fraction === "" ? whole : `${whole}.${fraction}`);

const SIGN_BIT = 0x80000000;

/** A double given by its halves as C's `%g` prints it; the sign of not-a-number shows, as in the C library. */
export function formatDouble(high: number, low: number): string {
  const value = doubleOf(high, low);
  if (Number.isFinite(value)) return formatFinite(value);
  return `${high >= SIGN_BIT ? "-" : ""}${Number.isNaN(value) ? "nan" : "inf"}`;
}
