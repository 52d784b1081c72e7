import { DIGIT_0, DOT, hexValue, MINUS, PLUS } from "../core/ascii.js";
import { asciiLower } from "./ascii-case.js";
import { digitValue, isSpace, type Parsed } from "./integers.js";

const DECIMAL = 10;
const LETTER_X = 0x78;
const ASCII_CASE_BIT = 0x20;
/** Smallest magnitude with full precision; below it strtod(3) reports underflow. */
const DOUBLE_MIN = 2.2250738585072014e-308;
const LETTER_E = 0x65;
const LETTER_P = 0x70;

/** Where digits of the radix that start at `at` end. */
function digitsEnd(text: string, at: number, radix: number): number {
  let end = at;
  while (end < text.length && digitValue(text.charCodeAt(end)) < radix) end++;
  return end;
}

/** Digits with at most one point among them: where they end, or `at` when there is no digit. */
function mantissaEnd(text: string, at: number, radix: number): number {
  const whole = digitsEnd(text, at, radix);
  if (text.charCodeAt(whole) !== DOT) return whole;
  const fraction = digitsEnd(text, whole + 1, radix);
  return whole === at && fraction === whole + 1 ? at : fraction;
}

/** Whether `text[at, end)` has a digit other than zero. */
function hasNonZeroDigit(text: string, at: number, end: number): boolean {
  for (let i = at; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c !== DIGIT_0 && c !== DOT) return true;
  }
  return false;
}

/** Where an exponent that starts at `at` ends; `at` when there is none. */
function exponentEnd(text: string, at: number, letter: number): number {
  if ((text.charCodeAt(at) | ASCII_CASE_BIT) !== letter) return at;
  const sign = text.charCodeAt(at + 1);
  const digits = sign === PLUS || sign === MINUS ? at + 2 : at + 1;
  const end = digitsEnd(text, digits, DECIMAL);
  return end === digits ? at : end;
}

/** Digits, one point allowed, and a power of two: exact while the digits fit 53 bits. */
function hexFloat(text: string, at: number, mantissa: number, end: number): number {
  let value = 0;
  let scale = 0;
  let seenDot = false;
  for (let i = at; i < mantissa; i++) {
    const c = text.charCodeAt(i);
    if (c === DOT) seenDot = true;
    else {
      value = value * 16 + hexValue(c);
      if (seenDot) scale -= 4;
    }
  }
  return value * 2 ** (scale + (end > mantissa ? Number(text.slice(mantissa + 1, end)) : 0));
}

/** Floating-point number as strtod(3) reads it in the C locale: decimal, hexadecimal, `inf`, `nan`. Origin: safe_atod() at 257. */
export function safeAtod(text: string): Parsed {
  let at = 0;
  while (isSpace(text.charCodeAt(at))) at++;
  const first = text.charCodeAt(at);
  if (first === PLUS || first === MINUS) at++;
  const sign = first === MINUS ? -1 : 1;
  const hexadecimal = text.charCodeAt(at) === DIGIT_0 && (text.charCodeAt(at + 1) | ASCII_CASE_BIT) === LETTER_X;
  const start = hexadecimal ? at + 2 : at;
  const mantissa = mantissaEnd(text, start, hexadecimal ? 16 : DECIMAL);
  if (mantissa === start) return namedFloat(text.slice(at), sign);
  const end = exponentEnd(text, mantissa, hexadecimal ? LETTER_P : LETTER_E);
  if (end < text.length) return "EINVAL";
  const magnitude = hexadecimal ? hexFloat(text, start, mantissa, end) : Number(text.slice(start, end));
  if (magnitude === Number.POSITIVE_INFINITY) return "ERANGE";
  if (magnitude < DOUBLE_MIN && hasNonZeroDigit(text, start, mantissa)) return "ERANGE";
  return sign * magnitude;
}

function namedFloat(text: string, sign: number): Parsed {
  const word = asciiLower(text);
  if (word === "inf" || word === "infinity") return sign * Number.POSITIVE_INFINITY;
  return word === "nan" || /^nan\([0-9a-z_]*\)$/.test(word) ? Number.NaN : "EINVAL";
}
