import { DIGIT_0, DIGIT_9, hexValue, isDigit, LOWER_A, LOWER_Z, MINUS, PLUS, UPPER_A, UPPER_Z } from "../core/ascii.js";
import { Extract, WordReader } from "./extract-word.js";

/** A number, or why there is none. Check with {@link isErrno}. */
export type NumberErrno = "EINVAL" | "ERANGE";
export type Parsed = number | NumberErrno;
export type ParsedBig = bigint | NumberErrno;

export const isErrno = (result: number | bigint | string): result is NumberErrno => typeof result === "string";

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

const WORD_TRUE = new Set(["1", "yes", "y", "true", "t", "on"]);
const WORD_FALSE = new Set(["0", "no", "n", "false", "f", "off"]);
const LONGEST_BOOLEAN = 5;

/** `1 yes y true t on` and `0 no n false f off`, ignoring ASCII case; `null` otherwise. Origin: systemd.syntax(7), parse_boolean() at 257. */
export function parseBoolean(text: string): boolean | null {
  if (text.length > LONGEST_BOOLEAN) return null;
  const word = asciiLower(text);
  return WORD_TRUE.has(word) ? true : WORD_FALSE.has(word) ? false : null;
}

/** A boolean, or -1 (unset) for an empty text and for `third`. `null` otherwise. Origin: parse_tristate_full() at 257. */
export function parseTristate(text: string, third?: string): -1 | 0 | 1 | null {
  if (text === "" || text === third) return -1;
  const value = parseBoolean(text);
  return value === null ? null : value ? 1 : 0;
}

/** Lower case for A–Z only: `toLowerCase` would fold U+212A into `k`. */
export function asciiLower(text: string): string {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c >= UPPER_A && c <= UPPER_Z) return text.replace(/[A-Z]+/g, (upper) => upper.toLowerCase());
  }
  return text;
}

const LETTER_X = 0x78;
const LETTER_B = 0x62;
const LETTER_O = 0x6f;
const ASCII_CASE_BIT = 0x20;
const DECIMAL = 10;
const SAFE_DIGITS_LIMIT = 2 ** 53 / 64;

/** Where the last {@link scan} stopped and what it saw. */
const scanned = { end: 0, negative: false, digits: false };

/** The C library's isspace() in the C locale. */
const isSpace = (c: number): boolean => c === 0x20 || (c >= 0x09 && c <= 0x0d);

function digitValue(c: number): number {
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
function scan(text: string, start: number, base: number): number | bigint {
  let at = start;
  while (isSpace(text.charCodeAt(at))) at++;
  const sign = text.charCodeAt(at);
  scanned.negative = sign === MINUS;
  if (sign === MINUS || sign === PLUS) at++;
  let radix = base;
  if ((radix === 0 || radix === 16) && hasPrefix(text, at, LETTER_X, 16)) {
    radix = 16;
    at += 2;
  } else if ((radix === 0 || radix === 2) && hasPrefix(text, at, LETTER_B, 2)) {
    radix = 2;
    at += 2;
  } else if (radix === 0) radix = text.charCodeAt(at) === DIGIT_0 ? 8 : DECIMAL;
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

/** Where the number starts behind leading white space, or -1 when a `refuse` flag rules the text out. */
function numberStart(text: string, refuse: number): number {
  let at = 0;
  for (; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c !== 0x20 && c !== 0x09 && c !== 0x0a && c !== 0x0d) break;
  }
  if (at > 0 && (refuse & Refuse.LEADING_WHITESPACE) !== 0) return -1;
  const c = text.charCodeAt(at);
  if ((refuse & Refuse.PLUS_MINUS) !== 0 && (c === PLUS || c === MINUS)) return -1;
  if ((refuse & Refuse.LEADING_ZERO) !== 0 && c === DIGIT_0 && at + 1 < text.length) return -1;
  return at;
}

/** Magnitude of a whole text, or EINVAL. `base` 0 detects `0x`, `0b`, `0o` and a leading zero (octal). */
function wholeNumber(text: string, base: number, refuse: number): number | bigint | "EINVAL" {
  let at = numberStart(text, refuse);
  if (at < 0) return "EINVAL";
  let radix = base;
  if (base === 0 && text.charCodeAt(at) === DIGIT_0) {
    const letter = text.charCodeAt(at + 1) | ASCII_CASE_BIT;
    if (letter === LETTER_B || letter === LETTER_O) {
      radix = letter === LETTER_B ? 2 : 8;
      at += 2;
    }
  }
  const value = scan(text, at, radix);
  return scanned.digits && scanned.end === text.length ? value : "EINVAL";
}

/** Unsigned integer up to `max` (at most 2^53 - 1). A minus sign is ERANGE but for zero. Origin: safe_atou_full() at 257. */
export function parseUnsigned(text: string, max: number, base = 0, refuse = 0): Parsed {
  const value = wholeNumber(text, base, refuse);
  if (typeof value !== "number") return typeof value === "string" ? value : "ERANGE";
  if (value > max || (scanned.negative && value !== 0)) return "ERANGE";
  return value;
}

/** Signed integer between `min` and `max`. Origin: safe_atoi_full() at 257. */
export function parseSigned(text: string, min: number, max: number, base = 0, refuse = 0): Parsed {
  const value = wholeNumber(text, base, refuse);
  if (typeof value !== "number") return typeof value === "string" ? value : "ERANGE";
  const signed = scanned.negative && value !== 0 ? -value : value;
  return signed < min || signed > max ? "ERANGE" : signed;
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
  if (value === "EINVAL") return value;
  if (value > UINT64_MAX || (scanned.negative && value !== 0)) return "ERANGE";
  return BigInt(value);
}

/** Signed 64-bit integer. Origin: safe_atolli() at 257; safe_atoi64 is the same. */
export function safeAtoi64(text: string, base = 0): ParsedBig {
  const value = wholeNumber(text, base, 0);
  if (value === "EINVAL") return value;
  const signed = scanned.negative ? -BigInt(value) : BigInt(value);
  return signed < INT64_MIN || signed > INT64_MAX ? "ERANGE" : signed;
}

/** Hexadecimal 64-bit number, `0x` allowed. Origin: safe_atoux64() at 257. */
export const safeAtoux64 = (text: string): ParsedBig => safeAtou64(text, 16);

/** Floating-point number as strtod(3) reads it in the C locale: decimal, hexadecimal, `inf`, `nan`. Origin: safe_atod() at 257. */
export function safeAtod(text: string): Parsed {
  const match =
    /^[ \t-\r]*([+-]?)(?:(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)|(0x(?:[\da-f]+\.?[\da-f]*|\.[\da-f]+)(?:p[+-]?\d+)?)|(inf|infinity)|nan(?:\([\da-z_]*\))?)$/i.exec(
      text,
    );
  if (match === null) return "EINVAL";
  const sign = match[1] === "-" ? -1 : 1;
  if (match[4] !== undefined) return sign * Number.POSITIVE_INFINITY;
  if (match[2] === undefined && match[3] === undefined) return Number.NaN;
  const magnitude = match[2] !== undefined ? Number(match[2]) : hexFloat(match[3]!);
  if (magnitude === Number.POSITIVE_INFINITY) return "ERANGE";
  const tiny = magnitude < 2.2250738585072014e-308;
  if (tiny && /[1-9a-f]/i.test((match[2] ?? match[3]!.slice(2)).replace(/[ep][+-]?\d+$/i, ""))) return "ERANGE";
  return sign * magnitude;
}

/** `0x1.8p3`: exact while the digits fit 53 bits. */
function hexFloat(text: string): number {
  const [mantissa, exponent] = text.slice(2).toLowerCase().split("p") as [string, string?];
  const dot = mantissa.indexOf(".");
  let value = 0;
  for (let i = 0; i < mantissa.length; i++) if (i !== dot) value = value * 16 + hexValue(mantissa.charCodeAt(i));
  const scale = Number(exponent ?? "0") - (dot < 0 ? 0 : 4 * (mantissa.length - dot - 1));
  return value * 2 ** scale;
}

/** File mode: octal, at most 7777, no sign. Origin: parse_mode() at 257. */
export const parseMode = (text: string): Parsed => parseUnsigned(text, 0o7777, 8, Refuse.PLUS_MINUS);

const SIZE_LETTERS = "EPTGMKB";
const iecFactors = [60n, 50n, 40n, 30n, 20n, 10n, 0n, 0n].map((shift) => 1n << shift);
const siFactors = [18n, 15n, 12n, 9n, 6n, 3n, 0n, 0n].map((power) => 10n ** power);

function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const c = text.charCodeAt(at);
    if (c !== 0x20 && c !== 0x09 && c !== 0x0a && c !== 0x0d) break;
    at++;
  }
  return at;
}

/**
 * Size in bytes: numbers with the suffixes `E P T G M K B` or none, fractions allowed, several added up in falling order
 * (`1G 512M`). `base` 1024 or 1000 gives the suffixes' meaning.
 *
 * Origin: parse_size() at 257.
 */
export function parseSize(text: string, base: 1024 | 1000): ParsedBig {
  const factors = base === 1024 ? iecFactors : siFactors;
  let total = 0n;
  let firstSuffix = 0;
  let at = 0;
  do {
    at = skipBlank(text, at);
    const sign = text.charCodeAt(at);
    const whole = scan(text, at, DECIMAL);
    if (!scanned.digits) return "EINVAL";
    if (whole > UINT64_MAX || sign === MINUS) return "ERANGE";
    at = scanned.end;
    let fraction = 0;
    if (text.charAt(at) === ".") {
      at++;
      if (isDigit(text.charCodeAt(at))) {
        const from = at;
        const digits = scan(text, at, DECIMAL);
        if (digits > UINT64_MAX) return "ERANGE";
        at = scanned.end;
        fraction = Number(digits);
        for (let i = from; i < at; i++) fraction /= 10;
      }
    }
    at = skipBlank(text, at);
    const letter = at < text.length ? SIZE_LETTERS.indexOf(text.charAt(at)) : -1;
    const suffix = letter >= firstSuffix ? letter : SIZE_LETTERS.length;
    if (suffix < firstSuffix) return "EINVAL";
    const factor = factors[suffix]!;
    const wide = BigInt(whole);
    if (wide + (fraction > 0 ? 1n : 0n) > UINT64_MAX / factor) return "ERANGE";
    total += wide * factor + BigInt(Math.trunc(fraction * Number(factor)));
    if (total > UINT64_MAX) return "ERANGE";
    if (suffix < SIZE_LETTERS.length) at++;
    firstSuffix = suffix + 1;
  } while (at < text.length);
  return total;
}

/** A size as systemd prints it with IEC suffixes, one decimal: `1.5G`. Origin: format_bytes() at 257. */
export function formatBytes(size: bigint): string {
  if (size === UINT64_MAX) return "infinity";
  for (let i = 0; i < 6; i++) {
    const factor = iecFactors[i]!;
    if (size < factor) continue;
    const next = iecFactors[i + 1]!;
    const remainder = i === 5 ? (size * 10n) / factor : ((size / next) * 10n) / (factor / next);
    const tenth = remainder % 10n;
    return `${size / factor}${tenth === 0n ? "" : `.${tenth}`}${SIZE_LETTERS[i]!}`;
  }
  return `${size}B`;
}

/** `3` or `3-7` as `[3, 3]` or `[3, 7]`. The order is not checked. Origin: parse_range() at 257. */
export function parseRange(text: string): readonly [number, number] | NumberErrno {
  const words = new WordReader(text);
  const word = words.next("-", Extract.DONT_COALESCE_SEPARATORS);
  if (word === null) return "EINVAL";
  const lower = safeAtou(word);
  if (isErrno(lower)) return lower;
  if (words.ended) return [lower, lower];
  if (words.restIsEmpty) return "EINVAL";
  const upper = safeAtou(words.rest);
  return isErrno(upper) ? upper : [lower, upper];
}

/** Port 1–65535. Origin: parse_ip_port() at 257. */
export function parseIpPort(text: string): Parsed {
  const port = safeAtou16(text, 0, Refuse.LEADING_WHITESPACE);
  return port === 0 ? "EINVAL" : port;
}

/** Port or range of ports, in order. Origin: parse_ip_port_range() at 257. */
export function parseIpPortRange(text: string, allowZero = false): readonly [number, number] | NumberErrno {
  const range = parseRange(text);
  if (typeof range === "string") return range;
  const [low, high] = range;
  if (low > UINT16_MAX || high > UINT16_MAX || high < low) return "EINVAL";
  return !allowZero && (low === 0 || high === 0) ? "EINVAL" : range;
}

/** Number before `symbol`, not negative. */
function partsWhole(text: string, symbol: string): Parsed {
  if (!text.endsWith(symbol)) return "EINVAL";
  const value = safeAtoi(text.slice(0, text.length - symbol.length));
  return typeof value === "number" && value < 0 ? "ERANGE" : value;
}

/** Number with up to `places` decimals before `symbol`, in units of the last place. */
function partsDecimal(text: string, symbol: string, places: 1 | 2): Parsed {
  if (!text.endsWith(symbol)) return "EINVAL";
  const end = text.length - symbol.length;
  const dot = text.indexOf(".");
  const scale = 10 ** places;
  let fraction = 0;
  if (dot >= 0 && dot < end) {
    const digits = end - dot - 1;
    if (digits < 1 || digits > places) return "EINVAL";
    for (let i = dot + 1; i < end; i++) {
      const c = text.charCodeAt(i);
      if (!isDigit(c)) return "EINVAL";
      fraction = fraction * 10 + (c - DIGIT_0);
    }
    fraction *= 10 ** (places - digits);
  }
  const value = safeAtoi(text.slice(0, dot >= 0 && dot < end ? dot : end));
  if (isErrno(value)) return value;
  if (value < 0 || value > Math.floor((INT32_MAX - fraction) / scale)) return "ERANGE";
  return value * scale + fraction;
}

const bounded = (value: Parsed, max: number): Parsed => (typeof value === "number" && value > max ? "ERANGE" : value);

/** `12%`, any size. Origin: parse_percent_unbounded() at 257. */
export const parsePercentUnbounded = (text: string): Parsed => partsWhole(text, "%");
/** `0%` to `100%`. */
export const parsePercent = (text: string): Parsed => bounded(parsePercentUnbounded(text), 100);

/** `12.5%` or `125‰` in thousandths. Origin: parse_permille_unbounded() at 257. */
export const parsePermilleUnbounded = (text: string): Parsed =>
  text.endsWith("‰") ? partsWhole(text, "‰") : partsDecimal(text, "%", 1);
export const parsePermille = (text: string): Parsed => bounded(parsePermilleUnbounded(text), 1000);

/** `12.55%`, `125.5‰` or `1255‱` in ten-thousandths. Origin: parse_permyriad_unbounded() at 257. */
export function parsePermyriadUnbounded(text: string): Parsed {
  if (text.endsWith("‱")) return partsWhole(text, "‱");
  return text.endsWith("‰") ? partsDecimal(text, "‰", 1) : partsDecimal(text, "%", 2);
}
export const parsePermyriad = (text: string): Parsed => bounded(parsePermyriadUnbounded(text), 10000);

/** A file descriptor number, 0 or more (systemd says EBADF for negative ones). Origin: parse_fd() at 257. */
export function parseFd(text: string): Parsed | "EBADF" {
  const fd = safeAtoi(text);
  return typeof fd === "number" && fd < 0 ? "EBADF" : fd;
}

/** A process id, 1 to 2^31 - 1. Origin: parse_pid() at 257. */
export function parsePid(text: string): Parsed {
  const pid = parseUnsigned(text, INT32_MAX);
  return pid === 0 ? "ERANGE" : pid;
}

/** -20 to 19. Origin: parse_nice() at 257. */
export const parseNice = (text: string): Parsed => withinSigned(text, -20, 19);
/** -1000 to 1000. Origin: parse_oom_score_adjust() at 257. */
export const parseOomScoreAdjust = (text: string): Parsed => withinSigned(text, -1000, 1000);

const withinSigned = (text: string, min: number, max: number): Parsed => parseSigned(text, min, max);

/** 0 to 128. Origin: parse_ip_prefix_length() at 257. */
export const parseIpPrefixLength = (text: string): Parsed => parseUnsigned(text, 128);

/** Positive interface index. Origin: parse_ifindex() at 257. */
export function parseIfindex(text: string): Parsed {
  const index = safeAtoi(text);
  return typeof index === "number" && index <= 0 ? "EINVAL" : index;
}

export const IPV4_MIN_MTU = 68;
export const IPV6_MIN_MTU = 1280;

/** A size of at least the family's smallest MTU (68; IPv6 1280), below 2^32. Origin: parse_mtu() at 257. */
export function parseMtu(family: "unspec" | "ipv4" | "ipv6", text: string): Parsed {
  const size = parseSize(text, 1024);
  if (isErrno(size)) return size;
  if (size > BigInt(UINT32_MAX) || size < BigInt(family === "ipv6" ? IPV6_MIN_MTU : IPV4_MIN_MTU)) return "ERANGE";
  return Number(size);
}

/** `<major>:<minor>`, 12 and 20 bits. Origin: parse_devnum() at 257. */
export function parseDevnum(text: string): readonly [number, number] | NumberErrno {
  let at = 0;
  while (isDigit(text.charCodeAt(at))) at++;
  if (at === 0 || at > 20 || text.charAt(at) !== ":") return "EINVAL";
  const major = safeAtou(text.slice(0, at));
  if (isErrno(major)) return major;
  const minor = safeAtou(text.slice(at + 1));
  if (isErrno(minor)) return minor;
  return major >= 1 << 12 || minor >= 1 << 20 ? "ERANGE" : [major, minor];
}

const LOADAVG_SHIFT = 11n;

/** A load average such as `12.50` as the kernel's fixed-point number (11 fraction bits). Origin: parse_loadavg_fixed_point() at 257. */
export function parseLoadavg(text: string): ParsedBig {
  const dot = text.indexOf(".");
  if (dot < 0) return "EINVAL";
  const whole = safeAtou64(text.slice(0, dot), 10);
  if (isErrno(whole)) return whole;
  const hundredths = safeAtou64(text.slice(dot + 1), 10);
  if (isErrno(hundredths)) return hundredths;
  if (whole >= (UINT64_MAX << LOADAVG_SHIFT) % (UINT64_MAX + 1n)) return "ERANGE";
  const fraction = ((hundredths << LOADAVG_SHIFT) + 99n) / 100n;
  if (fraction >= 1n << LOADAVG_SHIFT) return "ERANGE";
  return ((whole << LOADAVG_SHIFT) & UINT64_MAX) | fraction;
}

/** A user or group id: decimal without sign, leading zero or white space; 65535 and 4294967295 are refused as ENXIO. Origin: parse_uid() at 257. */
export function parseUid(text: string): Parsed | "ENXIO" {
  const uid = safeAtou32(text, 10, Refuse.PLUS_MINUS | Refuse.LEADING_ZERO | Refuse.LEADING_WHITESPACE);
  return uid === UINT16_MAX || uid === UINT32_MAX ? "ENXIO" : uid;
}
