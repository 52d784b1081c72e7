/**
 * ASCII byte values under their usual names, and a class table for scanning.
 *
 * Per-byte loops compare with these constants rather than with literals: Jazzer.js turns a comparison with a literal
 * into a call into native code, which a byte loop cannot afford.
 */
export const NUL = 0x00;
export const HT = 0x09;
export const LF = 0x0a;
export const VT = 0x0b;
export const FF = 0x0c;
export const CR = 0x0d;
export const ESC = 0x1b;
export const SPACE = 0x20;
export const EXCLAMATION = 0x21;
export const DOUBLE_QUOTE = 0x22;
export const HASH = 0x23;
export const DOLLAR = 0x24;
export const PERCENT = 0x25;
export const AMPERSAND = 0x26;
export const SINGLE_QUOTE = 0x27;
export const PAREN_OPEN = 0x28;
export const PAREN_CLOSE = 0x29;
export const ASTERISK = 0x2a;
export const PLUS = 0x2b;
export const COMMA = 0x2c;
export const MINUS = 0x2d;
export const DOT = 0x2e;
export const SLASH = 0x2f;
export const DIGIT_0 = 0x30;
export const DIGIT_7 = 0x37;
export const DIGIT_9 = 0x39;
export const COLON = 0x3a;
export const SEMICOLON = 0x3b;
export const LESS_THAN = 0x3c;
export const EQUALS = 0x3d;
export const GREATER_THAN = 0x3e;
export const QUESTION = 0x3f;
export const AT = 0x40;
export const UPPER_A = 0x41;
export const UPPER_E = 0x45;
export const UPPER_F = 0x46;
export const UPPER_Z = 0x5a;
export const BRACKET_OPEN = 0x5b;
export const BACKSLASH = 0x5c;
export const BRACKET_CLOSE = 0x5d;
export const CARET = 0x5e;
export const UNDERSCORE = 0x5f;
export const BACKTICK = 0x60;
export const LOWER_A = 0x61;
export const LOWER_E = 0x65;
export const LOWER_F = 0x66;
export const LOWER_U = 0x75;
export const LOWER_Z = 0x7a;
export const BRACE_OPEN = 0x7b;
export const PIPE = 0x7c;
export const BRACE_CLOSE = 0x7d;
export const TILDE = 0x7e;
export const DEL = 0x7f;

/** Size of the class table, and the class of what is in none: constants, as the comparisons below are made per byte. */
const CODES = 256;
const NONE = 0;
const IS_DIGIT = 1;
const IS_ALPHA = 2;
const IS_HEX = 4;
const IS_WHITESPACE = 8;
const IS_UPPER = 32;

const classes = new Uint8Array(CODES);
for (let c = DIGIT_0; c <= DIGIT_9; c++) classes[c] = IS_DIGIT | IS_HEX;
for (let c = UPPER_A; c <= UPPER_Z; c++) classes[c] = IS_ALPHA | IS_UPPER | (c <= UPPER_F ? IS_HEX : 0);
for (let c = LOWER_A; c <= LOWER_Z; c++) classes[c] = IS_ALPHA | (c <= LOWER_F ? IS_HEX : 0);
for (const c of [SPACE, HT, LF, CR]) classes[c] = IS_WHITESPACE;

const classOf = (c: number): number => (c < CODES ? classes[c]! : NONE);

/** `0-9`. Any code unit may be passed; those above 255 are in no class. */
export const isDigit = (c: number): boolean => (classOf(c) & IS_DIGIT) !== NONE;
/** `A-Za-z`. */
export const isAlpha = (c: number): boolean => (classOf(c) & IS_ALPHA) !== NONE;
/** `A-Za-z0-9`. */
export const isAlphanumeric = (c: number): boolean => (classOf(c) & (IS_ALPHA | IS_DIGIT)) !== NONE;
/** `0-9A-Fa-f`. */
export const isHexDigit = (c: number): boolean => (classOf(c) & IS_HEX) !== NONE;
/** `0-7`. */
export const isOctalDigit = (c: number): boolean => c >= DIGIT_0 && c <= DIGIT_7;
/** Space, tab, line feed and carriage return: what systemd's text parsers call white space. */
export const isWhitespace = (c: number): boolean => (classOf(c) & IS_WHITESPACE) !== NONE;
/** `A-Z`. */
export const isUpper = (c: number): boolean => (classOf(c) & IS_UPPER) !== NONE;
/** 0x00–0x1f and 0x7f. */
export const isControl = (c: number): boolean => c < SPACE || c === DEL;

/** The value of a hexadecimal digit, or -1. */
export function hexValue(c: number): number {
  if (c >= DIGIT_0 && c <= DIGIT_9) return c - DIGIT_0;
  if (c >= LOWER_A && c <= LOWER_F) return c - LOWER_A + 10;
  if (c >= UPPER_A && c <= UPPER_F) return c - UPPER_A + 10;
  return -1;
}
