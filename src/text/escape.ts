import {
  BACKSLASH,
  DIGIT_0,
  DIGIT_7,
  DOUBLE_QUOTE,
  hexValue,
  isControl,
  isOctalDigit,
  SINGLE_QUOTE,
  SPACE,
} from "../core/ascii.js";
import { isValidCodePoint } from "../core/utf8.js";
import { encodeRaw, hasRawBytes, isRawUnit, normalizeRaw, rawUnit } from "./raw-bytes.js";

const FIRST_NON_ASCII = 0x80;
const DELETE = 0x7f;
const LAST_C1_CONTROL = 0x9f;
const SURROGATES = 0xd800;
const MAX_BYTE = 0xff;
const LETTER_X = 0x78;
const LETTER_U = 0x75;
const LETTER_CAPITAL_U = 0x55;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const HEX = "0123456789abcdef";

/** What the single-letter escapes stand for: `a b f n r t v \ " '` and `s` (space). */
const simpleEscapes = new Uint8Array(FIRST_NON_ASCII);
const shortNames = new Map<number, string>();
for (const [letter, byte] of [
  ["a", 0x07],
  ["b", 0x08],
  ["f", 0x0c],
  ["n", 0x0a],
  ["r", 0x0d],
  ["t", 0x09],
  ["v", 0x0b],
  ["\\", BACKSLASH],
  ['"', DOUBLE_QUOTE],
  ["'", SINGLE_QUOTE],
] as const) {
  simpleEscapes[letter.charCodeAt(0)] = byte;
  shortNames.set(byte, `\\${letter}`);
}
simpleEscapes["s".charCodeAt(0)] = SPACE;

/** Nothing found, or malformed: -1 under a name, because comparisons with literals are traced while fuzzing. */
const REFUSED = -1;

/** Result of {@link unescapeOne}: the last escape's text. Valid until the next call. */
export const unescaped = { text: "", raw: false };

/** `count` hexadecimal digits from `at`, or -1. */
function hexNumber(text: string, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = hexValue(text.charCodeAt(i));
    if (digit === REFUSED) return REFUSED;
    value = value * 16 + digit;
  }
  return value;
}

function putByte(byte: number): void {
  unescaped.raw = byte >= FIRST_NON_ASCII;
  unescaped.text = unescaped.raw ? rawUnit(byte) : String.fromCharCode(byte);
}

function putCodePoint(point: number): void {
  unescaped.raw = (point & ~0x7ff) === SURROGATES;
  unescaped.text = unescaped.raw
    ? rawUnit(0xe0 | (point >> 12)) + rawUnit(0x80 | ((point >> 6) & 0x3f)) + rawUnit(0x80 | (point & 0x3f))
    : String.fromCodePoint(point);
}

/**
 * Reads the escape sequence whose first character behind the backslash is at `at`.
 *
 * Accepts the C letters `a b f n r t v \ " '`, `s` for a space, `xHH`, `uHHHH`, `UHHHHHHHH` and three octal digits up to
 * 377. Refuses a NUL unless `acceptNul`, and with `U` what is no character. Leaves the text in {@link unescaped}: bytes
 * above 0x7f and surrogates as raw bytes (see `raw-bytes.ts`).
 *
 * @returns how many characters behind the backslash belong to it, or -1.
 * Origin: systemd.syntax(7), cunescape_one() at 257.
 */
export function unescapeOne(text: string, at: number, acceptNul = false, end = text.length): number {
  if (at >= end) return -1;
  const c = text.charCodeAt(at);
  const simple = c < FIRST_NON_ASCII ? simpleEscapes[c]! : 0;
  if (simple) {
    unescaped.text = String.fromCharCode(simple);
    unescaped.raw = false;
    return 1;
  }
  if (c === LETTER_X) {
    const byte = at + 3 <= end ? hexNumber(text, at + 1, 2) : -1;
    if (byte === REFUSED || (!byte && !acceptNul)) return -1;
    putByte(byte);
    return 3;
  }
  if (c === LETTER_U || c === LETTER_CAPITAL_U) {
    const digits = c === LETTER_U ? 4 : 8;
    const point = at + 1 + digits <= end ? hexNumber(text, at + 1, digits) : -1;
    if (point === REFUSED || (!point && !acceptNul)) return -1;
    if (c === LETTER_CAPITAL_U && !isValidCodePoint(point)) return -1;
    putCodePoint(point);
    return 1 + digits;
  }
  if (c >= DIGIT_0 && c <= DIGIT_7) {
    if (at + 3 > end) return -1;
    let byte = 0;
    for (let i = at; i < at + 3; i++) {
      const digit = text.charCodeAt(i) - DIGIT_0;
      if (!isOctalDigit(text.charCodeAt(i))) return -1;
      byte = byte * 8 + digit;
    }
    if (byte > MAX_BYTE || (!byte && !acceptNul)) return -1;
    putByte(byte);
    return 3;
  }
  return -1;
}

export interface UnescapeOptions {
  /** Keep a backslash that starts no valid escape, instead of failing. */
  readonly relax?: boolean;
  /** Let escapes spell NUL. */
  readonly acceptNul?: boolean;
}

/**
 * Replaces every C escape of a text; `null` when one is malformed and `relax` is not set.
 * Origin: systemd.syntax(7), cunescape() at 257.
 */
export function cunescape(text: string, options: UnescapeOptions = {}): string | null {
  let from = text.indexOf("\\");
  if (from === REFUSED) return text;
  const acceptNul = options.acceptNul === true;
  let result = text.slice(0, from);
  let raw = false;
  while (from !== REFUSED) {
    const length = unescapeOne(text, from + 1, acceptNul);
    let next = from + 1;
    if (length === REFUSED) {
      if (options.relax !== true) return null;
      result += "\\";
    } else {
      result += unescaped.text;
      raw ||= unescaped.raw;
      next += length;
    }
    from = text.indexOf("\\", next);
    result += from === REFUSED ? text.slice(next) : text.slice(next, from);
  }
  return raw ? normalizeRaw(result) : result;
}

const octal = (byte: number): string => `\\${byte >> 6}${(byte >> 3) & 7}${byte & 7}`;
const hex = (byte: number): string => `\\x${HEX[byte >> 4]!}${HEX[byte & 15]!}`;
const decimal = (byte: number): string => `\\${String(byte).padStart(3, "0")}`;

/** Escapes the bytes of `text` that `mustEscape` names with `spell`; the others are below 0x80 or copied as they are. */
function escapeBytes(
  bytes: Uint8Array,
  mustEscape: (byte: number) => boolean,
  spell: (byte: number) => string,
): string {
  let result = "";
  for (const byte of bytes) result += mustEscape(byte) ? spell(byte) : String.fromCharCode(byte);
  return result;
}

const isPlain = (byte: number): boolean => byte >= SPACE && byte < DELETE;
const toBytes = (text: string | Uint8Array): Uint8Array => (typeof text === "string" ? encodeRaw(text) : text);

/** C escapes: the short forms where there are any (both quotes and the backslash included), else three octal digits. Origin: cescape() at 257. */
export function cescape(text: string | Uint8Array): string {
  return escapeBytes(
    toBytes(text),
    (byte) => !isPlain(byte) || shortNames.has(byte),
    (byte) => shortNames.get(byte) ?? octal(byte),
  );
}

/** `\xHH` for control and non-ASCII bytes, backslashes and the characters of `bad` (ASCII). Origin: xescape() at 257. */
export function xescape(text: string | Uint8Array, bad = ""): string {
  return escapeBytes(
    toBytes(text),
    (byte) => !isPlain(byte) || byte === BACKSLASH || bad.includes(String.fromCharCode(byte)),
    hex,
  );
}

/** Three octal digits for control and non-ASCII bytes, backslash and double quote. Origin: octescape() at 257. */
export function octescape(text: string | Uint8Array): string {
  return escapeBytes(toBytes(text), (byte) => !isPlain(byte) || byte === BACKSLASH || byte === DOUBLE_QUOTE, octal);
}

/** Three decimal digits for control and non-ASCII bytes, backslash and the characters of `bad`, as DNS text has it. Origin: decescape() at 257. */
export function decescape(text: string | Uint8Array, bad = ""): string {
  return escapeBytes(
    toBytes(text),
    (byte) => !isPlain(byte) || byte === BACKSLASH || bad.includes(String.fromCharCode(byte)),
    decimal,
  );
}

const SHELL_NEED_ESCAPE = '"\\`$';
const SHELL_NEED_ESCAPE_POSIX = "\\'";
const shellNeedsQuotes = new Set(` \t\n\r${SHELL_NEED_ESCAPE}*?['()<>|&;!`);

/**
 * Puts a backslash before backslashes and the characters of `bad`. Control characters, and the bytes of what is no
 * character in UTF-8, become C escapes. Origin: shell_escape() at 257.
 */
export function shellEscape(text: string, bad: string): string {
  let result = "";
  for (const character of text) {
    const point = character.codePointAt(0)!;
    if (isControl(point)) result += shortNames.get(point) ?? octal(point);
    else if (point === BACKSLASH || bad.includes(character)) result += `\\${character}`;
    else if (point < FIRST_NON_ASCII || isValidCodePoint(point)) result += character;
    else for (const byte of encodeRaw(character)) result += octal(byte);
  }
  return result;
}

export interface ShellQuoteOptions {
  /** `$'…'` instead of `"…"`. */
  readonly posix?: boolean;
  /** An empty text becomes `""`. */
  readonly quoteEmpty?: boolean;
}

/** Whether a shell would not take a text as it is, or it holds what is no character. */
function needsQuotes(text: string): boolean {
  for (const character of text) {
    const point = character.codePointAt(0)!;
    if (point < FIRST_NON_ASCII ? isControl(point) || shellNeedsQuotes.has(character) : !isValidCodePoint(point))
      return true;
  }
  return false;
}

/** Quotes a text for a shell where it needs quoting, else returns it. Origin: shell_maybe_quote() at 257. */
export function shellMaybeQuote(text: string, options: ShellQuoteOptions = {}): string {
  if (text === "") return options.quoteEmpty === true ? '""' : "";
  if (!needsQuotes(text)) return text;
  return options.posix === true
    ? `$'${shellEscape(text, SHELL_NEED_ESCAPE_POSIX)}'`
    : `"${shellEscape(text, SHELL_NEED_ESCAPE)}"`;
}

/** Arguments quoted and joined by spaces, as systemd prints command lines. Origin: quote_command_line() at 257. */
export function quoteCommandLine(words: readonly string[], options: ShellQuoteOptions = {}): string {
  return words.map((word) => shellMaybeQuote(word, options)).join(" ");
}

/** Replaces each byte that is no UTF-8 by U+FFFD. Origin: utf8_escape_invalid() at 257. */
export function utf8EscapeInvalid(text: string): string {
  if (!hasRawBytes(text)) return text;
  let result = "";
  for (const character of text) result += isRawUnit(character.charCodeAt(0)) ? "\ufffd" : character;
  return result;
}

/** Control characters as systemd sees them in text: C0 but tab and line feed, DEL and C1. */
export function isControlCodePoint(point: number): boolean {
  if (point < SPACE) return point !== TAB && point !== LINE_FEED;
  return point >= DELETE && point <= LAST_C1_CONTROL;
}

/** Replaces unprintable characters by `\xHH` per byte and bytes that are no UTF-8 by U+FFFD. Origin: utf8_escape_non_printable() at 257. */
export function utf8EscapeNonPrintable(text: string): string {
  let result = "";
  for (const character of text) {
    const point = character.codePointAt(0)!;
    if (isRawUnit(point)) result += "\ufffd";
    else if (isControlCodePoint(point) || point === LINE_FEED)
      for (const byte of encodeRaw(character)) result += hex(byte);
    else result += character;
  }
  return result;
}
