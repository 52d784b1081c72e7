import { DIGIT_0, DIGIT_9, DOT, LOWER_E, MINUS, PLUS, UPPER_E } from "../core/ascii.js";

/** Fraction digits that a real is written with. Origin: `DECIMAL_DIG` on x86-64. */
const REAL_DIGITS = 21;
/** toExponential() goes no further; a tie cannot hide behind that many digits. */
const MOST_DIGITS = 100;

const LOWEST_POWER = -330;
const HIGHEST_POWER = 308;

/**
 * By how many units in the last place exp10(3) of the C library that the behaviour was recorded with (glibc before
 * 2.39, which multiplies two exponentials) misses the power of ten, for each exponent from -330 to 308; 4 is none.
 */
const POWER_ERRORS =
  "4444444444444344445444554544443454344444444444354443553543544444344444435454534434445444443444455434444" +
  "5454445334444444344453443454444344334444454434444444454444434344553444434434444544545444444443444344444" +
  "4444443353444444444454544443544443444434444544445454444434444444444434444444544454434444545333345344454" +
  "5543433445433454344434445544333444444434444355444444545555444434335344454454444545534344544345555334444" +
  "4444345454324534454344554534454434446544545454342444443433443445445344353533544444455454444434444454453" +
  "5553334444444434344434443455554444354555554544444434453443433453443445544443554334344453544345344543534" +
  "534454354454444544343";

function recordedPowers(): Float64Array {
  const powers = new Float64Array(HIGHEST_POWER - LOWEST_POWER + 1);
  const bits = new BigInt64Array(powers.buffer);
  for (let i = 0; i < powers.length; i++) {
    powers[i] = Number(`1e${LOWEST_POWER + i}`);
    bits[i]! += BigInt(Number(POWER_ERRORS[i]) - 4);
  }
  return powers;
}

const powers = recordedPowers();

function powerOfTen(exponent: number): number {
  if (exponent < LOWEST_POWER) return 0;
  return exponent > HIGHEST_POWER ? Infinity : powers[exponent - LOWEST_POWER]!;
}

/**
 * The value of a well-formed JSON number in `[start, end)`, as systemd reads it: digit by digit in doubles, fraction
 * divided by its power of ten, times a power of ten. The last digits differ from Number().
 */
export function readReal(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  const negative = bytes[at] === MINUS;
  if (negative) at++;
  let whole = 0;
  let c = bytes[at]!;
  while (at < end && c >= DIGIT_0 && c <= DIGIT_9) {
    whole = 10 * whole + (c - DIGIT_0);
    c = bytes[++at]!;
  }
  let fraction = 0;
  let shift = 1;
  if (at < end && c === DOT) {
    c = bytes[++at]!;
    while (at < end && c >= DIGIT_0 && c <= DIGIT_9) {
      fraction = 10 * fraction + (c - DIGIT_0);
      shift *= 10;
      c = bytes[++at]!;
    }
  }
  let exponent = 0;
  if (at < end && (c === LOWER_E || c === UPPER_E)) {
    c = bytes[++at]!;
    const below = c === MINUS;
    if (below || c === PLUS) c = bytes[++at]!;
    while (at < end) {
      exponent = 10 * exponent + (c - DIGIT_0);
      c = bytes[++at]!;
    }
    if (below) exponent = -exponent;
  }
  const magnitude = (whole + fraction / shift) * powerOfTen(exponent);
  return negative ? -magnitude : magnitude;
}

/** A finite real with 21 decimals and an exponent of at least two digits, as printf(3) writes `%.21e`. */
export function formatReal(value: number): string {
  let text = value.toExponential(REAL_DIGITS + 1);
  let mark = text.indexOf("e");
  const tie = text.charCodeAt(mark - 1) === DIGIT_0 + 5 && isTie(value);
  const even = ((text.charCodeAt(mark - 2) - DIGIT_0) & 1) === 0;
  if (tie && even) {
    text = text.slice(0, mark - 1) + text.slice(mark);
  } else {
    text = value.toExponential(REAL_DIGITS);
  }
  mark = text.indexOf("e");
  const exponent = text.slice(mark + 2);
  return exponent.length === 1 ? `${text.slice(0, mark + 2)}0${exponent}` : text;
}

/** Whether the exact decimal expansion ends with the 23rd digit: printf rounds that to even, ECMAScript upwards. */
function isTie(value: number): boolean {
  const exact = value.toExponential(MOST_DIGITS);
  const first = exact.indexOf(".") + 1 + REAL_DIGITS + 1;
  for (let i = first; exact.charCodeAt(i) !== LOWER_E; i++) if (exact.charCodeAt(i) !== DIGIT_0) return false;
  return true;
}

/** Fraction digits of {@link formatFixed}. */
const FIXED_DIGITS = 6;
/** From here on doubles are whole numbers, and toFixed() may give up. */
const WHOLE = 2 ** 53;
/** A number half way between two of six decimals is an odd multiple of 1/128: the only ones that binary fractions reach. */
const TIES = 128;

/** A finite real with six decimals, as printf(3) writes `%f`. */
export function formatFixed(value: number): string {
  if (Math.abs(value) >= WHOLE) return `${BigInt(value)}.${"0".repeat(FIXED_DIGITS)}`;
  const multiple = Math.abs(value) * TIES;
  if (!Number.isInteger(multiple) || multiple % 2 === 0) return value.toFixed(FIXED_DIGITS);
  const exact = value.toFixed(FIXED_DIGITS + 1);
  const even = ((exact.charCodeAt(exact.length - 2) - DIGIT_0) & 1) === 0;
  return even ? exact.slice(0, -1) : value.toFixed(FIXED_DIGITS);
}
