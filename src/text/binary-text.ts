import { EQUALS, hexValue, isWhitespace, MINUS, PLUS, SLASH, UNDERSCORE } from "../core/ascii.js";

/** Why a text holds no bytes: `EPIPE` where it ends too early, `ENAMETOOLONG` for text behind the end, `EINVAL` otherwise. */
export type BinaryTextErrno = "EINVAL" | "EPIPE" | "ENAMETOOLONG";

const PADDING = 64;
const END = -1;
const INVALID = -2;
const ASCII_SIZE = 128;
const LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

const base64Values = new Int8Array(ASCII_SIZE).fill(INVALID);
for (let i = 0; i < LETTERS_AND_DIGITS.length; i++) base64Values[LETTERS_AND_DIGITS.charCodeAt(i)] = i;
base64Values[PLUS] = 62;
base64Values[SLASH] = 63;
base64Values[MINUS] = 62;
base64Values[UNDERSCORE] = 63;
base64Values[EQUALS] = PADDING;

/** Walks the characters of a text that are no white space. */
class Digits {
  #at = 0;

  constructor(readonly text: string) {
    this.#skip();
  }

  #skip(): void {
    while (this.#at < this.text.length && isWhitespace(this.text.charCodeAt(this.#at))) this.#at++;
  }

  get atEnd(): boolean {
    return this.#at >= this.text.length;
  }

  /** The next character, -1 at the end. White space behind it is skipped. */
  next(): number {
    if (this.atEnd) return END;
    const c = this.text.charCodeAt(this.#at++);
    this.#skip();
    return c;
  }
}

const base64Value = (c: number): number => (c === END ? END : c < ASCII_SIZE ? base64Values[c]! : INVALID);
const failure = (value: number): BinaryTextErrno => (value === END ? "EPIPE" : "EINVAL");

/**
 * Decodes base64 of either alphabet with padding; white space is allowed anywhere. Unused bits have to be zero, and nothing may follow the
 * padding. Origin: RFC 4648 sections 4 and 5, unbase64mem() at 257.
 */
export function decodeBase64(text: string): Uint8Array | BinaryTextErrno {
  const digits = new Digits(text);
  const bytes = new Uint8Array(Math.ceil(text.length / 4) * 3);
  let length = 0;
  while (!digits.atEnd) {
    const a = base64Value(digits.next());
    if (a < 0 || a === PADDING) return "EINVAL";
    const b = base64Value(digits.next());
    if (b < 0 || b === PADDING) return failure(b);
    const c = base64Value(digits.next());
    if (c < 0) return failure(c);
    const d = base64Value(digits.next());
    if (d < 0) return failure(d);
    bytes[length++] = (a << 2) | (b >> 4);
    if (c === PADDING) {
      if (d !== PADDING || (b & 15) !== 0) return "EINVAL";
      if (!digits.atEnd) return "ENAMETOOLONG";
      break;
    }
    bytes[length++] = ((b & 15) << 4) | (c >> 2);
    if (d === PADDING) {
      if ((c & 3) !== 0) return "EINVAL";
      if (!digits.atEnd) return "ENAMETOOLONG";
      break;
    }
    bytes[length++] = ((c & 3) << 6) | d;
  }
  return bytes.slice(0, length);
}

/** Decodes pairs of hexadecimal digits; white space is allowed anywhere. Origin: unhexmem() at 257. */
export function decodeHex(text: string): Uint8Array | BinaryTextErrno {
  const digits = new Digits(text);
  const bytes = new Uint8Array(Math.ceil(text.length / 2));
  let length = 0;
  while (!digits.atEnd) {
    const high = hexValue(digits.next());
    if (high < 0) return "EINVAL";
    if (digits.atEnd) return "EPIPE";
    const low = hexValue(digits.next());
    if (low < 0) return "EINVAL";
    bytes[length++] = (high << 4) | low;
  }
  return bytes.slice(0, length);
}
