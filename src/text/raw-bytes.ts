import { toBase64 } from "../core/bytes.js";
import type { Json } from "../core/json.js";
import { decodeAscii, encodeUtf8, sequenceLength, utf8Length } from "../core/utf8.js";

/**
 * Strings that can hold any bytes: well-formed UTF-8 is ordinary text, every other byte is a lone surrogate
 * U+DC80–U+DCFF ("surrogate escape"). Ordinary text never contains those, so the mapping is one to one, and
 * {@link isValidUnicode} is false exactly when bytes were kept that are no UTF-8.
 */
const RAW_BASE = 0xdc00;
const RAW_FIRST = 0xdc80;
const RAW_LAST = 0xdcff;
const HIGH_SURROGATE_FIRST = 0xd800;
const HIGH_SURROGATE_LAST = 0xdbff;
/** A raw unit; the second half of a pair is none, which the `u` flag sees to. */
const RAW_UNIT = /[\udc80-\udcff]/u;
/** What `sequenceLength` gives for bytes that are no UTF-8. */
const ILL_FORMED = -1;
const FIRST_NON_ASCII = 0x80;
const LAST_ASCII = 0x7f;

/** Whether a code unit stands for one byte that is no UTF-8; only to be asked where no high surrogate comes before it. */
export const isRawUnit = (unit: number): boolean => unit >= RAW_FIRST && unit <= RAW_LAST;

/** The unit that stands for one byte (0x80–0xff). */
export const rawUnit = (byte: number): string => String.fromCharCode(RAW_BASE | byte);

/** Any bytes to a string, see the module's comment. Never fails; {@link encodeRaw} undoes it. */
export function decodeRaw(bytes: Uint8Array, start = 0, end = bytes.length): string {
  const ascii = decodeAscii(bytes, start, end);
  if (ascii !== null) return ascii;
  let text = "";
  let i = start;
  while (i < end) {
    const byte = bytes[i]!;
    if (byte < FIRST_NON_ASCII) {
      text += String.fromCharCode(byte);
      i++;
      continue;
    }
    const length = sequenceLength(bytes, i, end);
    if (length === ILL_FORMED) {
      text += rawUnit(byte);
      i++;
      continue;
    }
    let point = byte & (LAST_ASCII >> length);
    for (let k = 1; k < length; k++) point = (point << 6) | (bytes[i + k]! & 0x3f);
    text += String.fromCodePoint(point);
    i += length;
  }
  return text;
}

/** Whether the string keeps bytes that are no UTF-8. */
export const hasRawBytes = (text: string): boolean => RAW_UNIT.test(text);

/** The bytes of a string made by {@link decodeRaw}. */
export function encodeRaw(text: string): Uint8Array {
  if (!hasRawBytes(text)) return encodeUtf8(text);
  const bytes = new Uint8Array(rawLength(text));
  let at = 0;
  /** Start of the ordinary text that is not encoded yet. */
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= HIGH_SURROGATE_FIRST && unit <= HIGH_SURROGATE_LAST) i++;
    else if (isRawUnit(unit)) {
      if (from < i) {
        const ordinary = encodeUtf8(text.slice(from, i));
        bytes.set(ordinary, at);
        at += ordinary.length;
      }
      bytes[at++] = unit - RAW_BASE;
      from = i + 1;
    }
  }
  if (from < text.length) bytes.set(encodeUtf8(text.slice(from)), at);
  return bytes;
}

/** Joins raw units that together are well-formed UTF-8: what `\xc3\xa9` spells is the text `é`. */
export function normalizeRaw(text: string): string {
  return hasRawBytes(text) ? decodeRaw(encodeRaw(text)) : text;
}

/** Length in bytes of what {@link encodeRaw} gives. */
export function rawLength(text: string): number {
  let length = utf8Length(text);
  if (!hasRawBytes(text)) return length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= HIGH_SURROGATE_FIRST && unit <= HIGH_SURROGATE_LAST) i++;
    else if (isRawUnit(unit)) length -= 2;
  }
  return length;
}

/** A text as the recorded cases have it: itself, or `{"base64": …}` where it keeps bytes that are no UTF-8. */
export const textToJson = (text: string): Json => (hasRawBytes(text) ? { base64: toBase64(encodeRaw(text)) } : text);
