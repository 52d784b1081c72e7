import { CR, DIGIT_0, DIGIT_9, HT, isWhitespace, LOWER_A, LOWER_Z, MINUS, PLUS, SPACE } from "../core/ascii.js";

/** A number, or why there is none. Check with {@link isErrno}. */
export type NumberErrno = "EINVAL" | "ERANGE";
export type Parsed = number | NumberErrno;
export type ParsedBig = bigint | NumberErrno;

export const isErrno = (result: number | bigint | string): result is NumberErrno => typeof result === STRING;
const STRING = "string";

/** What a number must not have; combine with `|`. Names are systemd's, without `SAFE_ATO_`. */
export const Refuse = {
  PLUS_MINUS: 1,
  LEADING_ZERO: 2,
  LEADING_WHITESPACE: 4,
} as const;

export const UINT8_MAX = 0xff;
export const UINT16_MAX = 0xffff;
export const UINT32_MAX = 0xffffffff;
export const UINT64_MAX = 0xffff_ffff_ffff_ffffn;
export const INT32_MIN = -0x8000_0000;
export const INT32_MAX = 0x7fff_ffff;
export const INT64_MIN = -0x8000_0000_0000_0000n;
export const INT64_MAX = 0x7fff_ffff_ffff_ffffn;

const LETTER_X = 0x78;
const LETTER_B = 0x62;
const LETTER_O = 0x6f;
const ASCII_CASE_BIT = 0x20;
const TEXT_START = 0;
const NO_FLAG = 0;
/** What `numberStart` gives where there is none. */
const REFUSED = -1;
const DETECT = 0;
const BINARY = 2;
const OCTAL = 8;
const DECIMAL = 10;
const HEXADECIMAL = 16;
const SAFE_DIGITS_LIMIT = 2 ** 53 / 64;

/** Where the last {@link scan} stopped and what it saw. */
export const scanned = { end: 0, negative: false, digits: false };

/** The C library's isspace() in the C locale. */
export const isSpace = (c: number): boolean => c === SPACE || (c >= HT && c <= CR);

/** The value of a digit or letter, 100 for anything else. */
export function digitValue(c: number): number {
  if (c >= DIGIT_0 && c <= DIGIT_9) return c - DIGIT_0;
  const lower = c | ASCII_CASE_BIT;
  return lower >= LOWER_A && lower <= LOWER_Z ? lower - LOWER_A + DECIMAL : DECIMAL * DECIMAL;
}

/** Whether a base prefix (`0x`, `0b`) with a digit behind it starts at `at`. */
function hasPrefix(text: string, at: number, letter: number, base: number): boolean {
  if (text.charCodeAt(at) !== DIGIT_0 || (text.charCodeAt(at + 1) | ASCII_CASE_BIT) !== letter) return false;
  return digitValue(text.charCodeAt(at + 2)) < base;
}

/**
 * Reads an integer as strtoull(3) of C23 does: white space, a sign, a prefix, digits. The magnitude is returned, exact: a
 * number while it is safe, else a bigint. {@link scanned} says where it ended.
 */
export function scan(text: string, start: number, base: number): number | bigint {
  let at = start;
  while (isSpace(text.charCodeAt(at))) at++;
  const sign = text.charCodeAt(at);
  scanned.negative = sign === MINUS;
  if (sign === MINUS || sign === PLUS) at++;
  let radix = base;
  if ((radix === DETECT || radix === HEXADECIMAL) && hasPrefix(text, at, LETTER_X, HEXADECIMAL)) {
    radix = HEXADECIMAL;
    at += 2;
  } else if ((radix === DETECT || radix === BINARY) && hasPrefix(text, at, LETTER_B, BINARY)) {
    radix = BINARY;
    at += 2;
  } else if (radix === DETECT) radix = text.charCodeAt(at) === DIGIT_0 ? OCTAL : DECIMAL;
  const first = at;
  let value = 0;
  let big = 0n;
  let isBig = false;
  for (; at < text.length; at++) {
    const digit = digitValue(text.charCodeAt(at));
    if (digit >= radix) break;
    if (isBig) {
      if (big <= UINT64_MAX) big = big * BigInt(radix) + BigInt(digit);
    } else {
      value = value * radix + digit;
      if (value >= SAFE_DIGITS_LIMIT) {
        isBig = true;
        big = BigInt(value);
      }
    }
  }
  scanned.digits = at > first;
  scanned.end = scanned.digits ? at : start;
  return isBig ? (big <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(big) : big) : value;
}

/** Moves behind systemd's white space. */
export function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    if (!isWhitespace(text.charCodeAt(at))) break;
    at++;
  }
  return at;
}

/** Where the number starts behind leading white space, or -1 when a `refuse` flag rules the text out. */
function numberStart(text: string, refuse: number): number {
  const at = skipBlank(text, TEXT_START);
  if (!refuse) return at;
  if (at > TEXT_START && (refuse & Refuse.LEADING_WHITESPACE) !== NO_FLAG) return REFUSED;
  const c = text.charCodeAt(at);
  if ((refuse & Refuse.PLUS_MINUS) !== NO_FLAG && (c === PLUS || c === MINUS)) return REFUSED;
  if ((refuse & Refuse.LEADING_ZERO) !== NO_FLAG && c === DIGIT_0 && at + 1 < text.length) return REFUSED;
  return at;
}

/**
 * Magnitude of a whole text, or EINVAL; above `overflow`, the magnitude even where something follows the digits. `base` 0
 * detects `0x`, `0b`, `0o` and a leading zero (octal).
 */
function wholeNumber(text: string, base: number, refuse: number, overflow = UINT64_MAX): number | bigint | "EINVAL" {
  let at = numberStart(text, refuse);
  if (at === REFUSED) return "EINVAL";
  let radix = base;
  if (base === DETECT && text.charCodeAt(at) === DIGIT_0) {
    const letter = text.charCodeAt(at + 1) | ASCII_CASE_BIT;
    if (letter === LETTER_B || letter === LETTER_O) {
      radix = letter === LETTER_B ? BINARY : OCTAL;
      at += 2;
    }
  }
  const value = scan(text, at, radix);
  return scanned.digits && (scanned.end === text.length || value > overflow) ? value : "EINVAL";
}

/** Unsigned integer up to `max` (at most 2^53 - 1). A minus sign is ERANGE but for zero. Origin: safe_atou_full() at 257. */
export function parseUnsigned(text: string, max: number, base = 0, refuse = 0): Parsed {
  const value = wholeNumber(text, base, refuse);
  if (isErrno(value)) return value;
  if (value > max || (scanned.negative && !!value)) return "ERANGE";
  return Number(value);
}

/** Signed integer between `min` and `max`. Origin: safe_atoi_full() at 257. */
export function parseSigned(text: string, min: number, max: number, base = 0, refuse = 0): Parsed {
  const value = wholeNumber(text, base, refuse, INT64_MAX);
  if (isErrno(value)) return value;
  const signed = scanned.negative && value ? -value : value;
  return signed < min || signed > max ? "ERANGE" : Number(signed);
}

export const safeAtou = (text: string, base = 0, refuse = 0): Parsed => parseUnsigned(text, UINT32_MAX, base, refuse);
export const safeAtou32 = safeAtou;
export const safeAtou16 = (text: string, base = 0, refuse = 0): Parsed => parseUnsigned(text, UINT16_MAX, base, refuse);
export const safeAtou8 = (text: string, base = 0, refuse = 0): Parsed => parseUnsigned(text, UINT8_MAX, base, refuse);
export const safeAtoi = (text: string, base = 0, refuse = 0): Parsed =>
  parseSigned(text, INT32_MIN, INT32_MAX, base, refuse);
export const safeAtoi16 = (text: string, base = 0, refuse = 0): Parsed =>
  parseSigned(text, -0x8000, 0x7fff, base, refuse);

/** Unsigned 64-bit integer. Origin: safe_atollu_full() at 257; safe_atou64 and safe_atolu are the same on 64-bit machines. */
export function safeAtou64(text: string, base = 0, refuse = 0): ParsedBig {
  const value = wholeNumber(text, base, refuse);
  if (isErrno(value)) return value;
  if (value > UINT64_MAX || (scanned.negative && !!value)) return "ERANGE";
  return BigInt(value);
}

/** Signed 64-bit integer. Origin: safe_atolli() at 257; safe_atoi64 is the same. */
export function safeAtoi64(text: string, base = 0): ParsedBig {
  const value = wholeNumber(text, base, 0, INT64_MAX);
  if (isErrno(value)) return value;
  const signed = scanned.negative ? -BigInt(value) : BigInt(value);
  return signed < INT64_MIN || signed > INT64_MAX ? "ERANGE" : signed;
}

/** Hexadecimal 64-bit number, `0x` allowed. Origin: safe_atoux64() at 257. */
export const safeAtoux64 = (text: string): ParsedBig => safeAtou64(text, 16);
