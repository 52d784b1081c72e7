import { hexValue } from "./ascii.js";

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const HEX = "0123456789abcdef";
const NOWHERE = -1;
/** What {@link hexValue} gives for what is no digit. */
const NO_DIGIT = -1;

const base64Values = new Int8Array(128).fill(-1);
for (let i = 0; i < BASE64.length; i++) base64Values[BASE64.charCodeAt(i)] = i;

/** Lengths from which on it pays to compare words rather than bytes. */
const COMPARE_WORDS = 64;
const WORD = 4;

/** Whether two byte strings are the same. */
export function bytesEqual(a: Uint8Array, b: Uint8Array): boolean {
  const { length } = a;
  if (length !== b.length) return false;
  let i = 0;
  if (length >= COMPARE_WORDS && a.byteOffset % WORD === 0 && b.byteOffset % WORD === 0) {
    const words = (length / WORD) | 0;
    const x = new Uint32Array(a.buffer, a.byteOffset, words);
    const y = new Uint32Array(b.buffer, b.byteOffset, words);
    for (let word = 0; word < words; word++) if (x[word] !== y[word]) return false;
    i = words * WORD;
  }
  for (; i < length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Lexicographic order of unsigned bytes, a shorter prefix first: negative, zero or positive. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = a[i]! - b[i]!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** One array with the parts after each other. */
export const concatBytes = (...parts: readonly Uint8Array[]): Uint8Array => joinBytes(parts);

/** {@link concatBytes} for lists of any length: so many arguments as an input has parts would not fit on the stack. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Lower-case hexadecimal, two digits a byte, no separator. */
export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += HEX[byte >> 4]! + HEX[byte & 15]!;
  return text;
}

/** Bytes of an even number of hexadecimal digits, or `null`. */
export function fromHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    const high = hexValue(text.charCodeAt(2 * i));
    const low = hexValue(text.charCodeAt(2 * i + 1));
    if (high === NO_DIGIT || low === NO_DIGIT) return null;
    bytes[i] = (high << 4) | low;
  }
  return bytes;
}

/** Standard base64 with padding (RFC 4648 section 4), one line. */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const a = bytes[i]!;
    const b = i + 1 < bytes.length ? bytes[i + 1]! : 0;
    const c = i + 2 < bytes.length ? bytes[i + 2]! : 0;
    text += BASE64[a >> 2]! + BASE64[((a & 3) << 4) | (b >> 4)]!;
    text += i + 1 < bytes.length ? BASE64[((b & 15) << 2) | (c >> 6)]! : "=";
    text += i + 2 < bytes.length ? BASE64[c & 63]! : "=";
  }
  return text;
}

/** Bytes of strict, padded base64 without white space, or `null`. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const digits = text.length - padding;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let at = 0;
  let bits = 0;
  let held = 0;
  for (let i = 0; i < digits; i++) {
    const unit = text.charCodeAt(i);
    const value = unit < 128 ? base64Values[unit]! : -1;
    if (value < 0) return null;
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 0xff;
      held &= (1 << bits) - 1;
    }
  }
  return held === 0 ? bytes : null;
}

/** Up to so many bytes a loop is faster than a call of `indexOf`, which needs a view to stop at an end. */
const SOUGHT_BY_HAND = 32;

/** First index of `byte` in `[start, end)`, or `end`. Looks at no byte behind the end, so that many short searches take linear time. */
export function indexOfByte(bytes: Uint8Array, byte: number, start: number, end: number): number {
  const near = Math.min(start + SOUGHT_BY_HAND, end);
  for (let i = start; i < near; i++) if (bytes[i] === byte) return i;
  if (near === end) return end;
  const at = bytes.subarray(near, end).indexOf(byte);
  return at === NOWHERE ? end : near + at;
}

/** The big-endian 16-bit number at an offset that the caller has checked. */
export const u16beAt = (bytes: Uint8Array, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!;

/** The big-endian 32-bit number at an offset that the caller has checked. */
export const u32beAt = (bytes: Uint8Array, at: number): number =>
  ((u16beAt(bytes, at) << 16) | u16beAt(bytes, at + 2)) >>> 0;

/** Whether every byte in the range is zero. */
export function isZero(bytes: Uint8Array, start = 0, end: number = bytes.length): boolean {
  for (let i = start; i < end; i++) if (bytes[i] !== 0) return false;
  return true;
}
