import { DIGIT_0, DIGIT_9 } from "../core/ascii.js";

/** Digits of a fraction of a second that count; the next one decides on rounding. */
const FRACTION_DIGITS = 6;
const ROUND_UP_FROM = DIGIT_0 + 5;

/** The microseconds that the digits at `at` stand for behind a decimal point, rounded, and where they end. */
export interface Fraction {
  readonly usec: number;
  readonly end: number;
}

/** Reads any number of digits as a fraction; `null` when there is none. Origin: `parse_fractional_part_u`. */
export function readFraction(text: string, at: number): Fraction | null {
  let end = at;
  let usec = 0;
  for (; end < text.length; end++) {
    const c = text.charCodeAt(end);
    if (c < DIGIT_0 || c > DIGIT_9) break;
    const digit = end - at;
    if (digit < FRACTION_DIGITS) usec = usec * 10 + (c - DIGIT_0);
    else if (digit === FRACTION_DIGITS && c >= ROUND_UP_FROM) usec++;
  }
  if (end === at) return null;
  for (let digits = end - at; digits < FRACTION_DIGITS; digits++) usec *= 10;
  return { usec, end };
}
