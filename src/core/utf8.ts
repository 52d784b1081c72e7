import { DEL } from "./ascii.js";

const CHUNK = 4096;

/** Bounds as constants, not literals: the comparisons below are made per byte or character. */
const FIRST_LEAD = 0xc2;
const THREE_BYTE_LEAD = 0xe0;
const FOUR_BYTE_LEAD = 0xf0;
const LAST_LEAD = 0xf4;
const CONTINUATION = 0x80;
const CONTINUATION_MASK = 0xc0;
const TWO_BYTES = 2;
const THREE_BYTES = 3;
const ILL_FORMED = -1;
const FIRST_OF_THREE = 0x800;
const FIRST_OF_FOUR = 0x10000;
const LAST_POINT = 0x10ffff;
const LAST_BYTE = 0xff;
const SURROGATE = 0xd800;
const LOW_SURROGATE = 0xdc00;
const SURROGATE_END = 0xe000;
/** Tells surrogates of one half, or of both, from other units. */
const HALF_MASK = 0xfc00;
const SURROGATE_MASK = 0xf800;
const FIRST_NON_CHARACTER = 0xfdd0;
const LAST_NON_CHARACTER = 0xfdef;
/** The last two of every plane. */
const PLANE_END = 0xfffe;
/** How many bytes become characters at a time: a call with this many arguments costs less than one through \`apply\`. */
const LONG_STEP = 16;
const SHORT_STEP = 4;
const characters = Array.from({ length: 256 }, (_, unit) => String.fromCharCode(unit));

/**
 * Length in bytes of the well-formed UTF-8 sequence that starts at `offset`, or -1.
 *
 * Well-formed is Unicode's definition (no overlong form, no surrogate, nothing above U+10FFFF). Non-characters are
 * well-formed here; see {@link isValidUtf8} for systemd's stricter notion. Origin: RFC 3629 section 4.
 */
export function sequenceLength(bytes: Uint8Array, offset: number, end: number): number {
  const first = bytes[offset]!;
  if (first <= DEL) return 1;
  if (first < FIRST_LEAD || first > LAST_LEAD) return ILL_FORMED;
  const second = offset + 1 < end ? bytes[offset + 1]! : 0;
  if ((second & CONTINUATION_MASK) !== CONTINUATION) return ILL_FORMED;
  if (first < THREE_BYTE_LEAD) return 2;
  const third = offset + 2 < end ? bytes[offset + 2]! : 0;
  if ((third & CONTINUATION_MASK) !== CONTINUATION) return ILL_FORMED;
  if (first < FOUR_BYTE_LEAD) {
    const point = ((first & 0x0f) << 12) | ((second & 0x3f) << 6);
    return point < FIRST_OF_THREE || (point >= SURROGATE && point < SURROGATE_END) ? ILL_FORMED : 3;
  }
  const fourth = offset + 3 < end ? bytes[offset + 3]! : 0;
  if ((fourth & CONTINUATION_MASK) !== CONTINUATION) return ILL_FORMED;
  const point = ((first & 0x07) << 18) | ((second & 0x3f) << 12);
  return point < FIRST_OF_FOUR || point > LAST_POINT ? ILL_FORMED : 4;
}

/** The code point of the well-formed sequence of `length` bytes at `offset`. */
export function codePointAt(bytes: Uint8Array, offset: number, length: number): number {
  const first = bytes[offset]!;
  if (length === TWO_BYTES) return ((first & 0x1f) << 6) | (bytes[offset + 1]! & 0x3f);
  if (length === THREE_BYTES) {
    return ((first & 0x0f) << 12) | ((bytes[offset + 1]! & 0x3f) << 6) | (bytes[offset + 2]! & 0x3f);
  }
  if (first <= DEL) return first;
  return (
    ((first & 0x07) << 18) |
    ((bytes[offset + 1]! & 0x3f) << 12) |
    ((bytes[offset + 2]! & 0x3f) << 6) |
    (bytes[offset + 3]! & 0x3f)
  );
}

/**
 * Whether systemd takes a code point as a character: no surrogate, nothing above U+10FFFF, no non-character
 * (U+FDD0–U+FDEF and the last two of each plane).
 */
export function isValidCodePoint(point: number): boolean {
  if (point > LAST_POINT) return false;
  if (point >= SURROGATE && point < SURROGATE_END) return false;
  if (point >= FIRST_NON_CHARACTER && point <= LAST_NON_CHARACTER) return false;
  return (point & PLANE_END) !== PLANE_END;
}

/** Whether every byte in the range is below 0x80. */
export function isAscii(bytes: Uint8Array, start = 0, end = bytes.length): boolean {
  for (let i = start; i < end; i++) if (bytes[i]! > DEL) return false;
  return true;
}

/** Whether the range is valid UTF-8 as systemd checks it: well-formed, and without non-characters. */
export function isValidUtf8(bytes: Uint8Array, start = 0, end = bytes.length): boolean {
  let i = start;
  while (i < end) {
    if (bytes[i]! <= DEL) {
      i++;
      continue;
    }
    const length = sequenceLength(bytes, i, end);
    if (length === ILL_FORMED || !isValidCodePoint(codePointAt(bytes, i, length))) return false;
    i += length;
  }
  return true;
}

/** Whether the range is well-formed UTF-8 (non-characters allowed). */
export function isWellFormedUtf8(bytes: Uint8Array, start = 0, end = bytes.length): boolean {
  let i = start;
  while (i < end) {
    if (bytes[i]! <= DEL) {
      i++;
      continue;
    }
    const length = sequenceLength(bytes, i, end);
    if (length === ILL_FORMED) return false;
    i += length;
  }
  return true;
}

/** Whether every UTF-16 code unit pairs up and no code point is a non-character: {@link isValidUtf8} for strings. */
export function isValidUnicode(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < SURROGATE) continue;
    const point = text.codePointAt(i)!;
    if (!isValidCodePoint(point)) return false;
    if (point >= FIRST_OF_FOUR) i++;
  }
  return true;
}

/** The text of a range that is all ASCII; `null` when a byte of it is not. */
export function decodeAscii(bytes: Uint8Array, start: number, end: number): string | null {
  let text = "";
  let seen = 0;
  let i = start;
  for (; i + 4 <= end; i += 4) {
    const a = bytes[i]!;
    const b = bytes[i + 1]!;
    const c = bytes[i + 2]!;
    const d = bytes[i + 3]!;
    seen |= a | b | c | d;
    text += String.fromCharCode(a, b, c, d);
  }
  for (; i < end; i++) {
    seen |= bytes[i]!;
    text += characters[bytes[i]!]!;
  }
  return seen > DEL ? null : text;
}

/** Order of two strings by code point, which is the order of their UTF-8 bytes: negative, zero or positive. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left === right) continue;
    // Surrogates stand for code points above every other unit.
    const wide = (left & SURROGATE_MASK) === SURROGATE;
    return wide === ((right & SURROGATE_MASK) === SURROGATE) ? left - right : wide ? 1 : -1;
  }
  return a.length - b.length;
}

/** A string with one code unit (0–255) per byte. Never fails; the inverse of {@link fromLatin1}. */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let text = "";
  let i = start;
  for (; i + LONG_STEP <= end; i += LONG_STEP) {
    text += String.fromCharCode(
      bytes[i]!,
      bytes[i + 1]!,
      bytes[i + 2]!,
      bytes[i + 3]!,
      bytes[i + 4]!,
      bytes[i + 5]!,
      bytes[i + 6]!,
      bytes[i + 7]!,
      bytes[i + 8]!,
      bytes[i + 9]!,
      bytes[i + 10]!,
      bytes[i + 11]!,
      bytes[i + 12]!,
      bytes[i + 13]!,
      bytes[i + 14]!,
      bytes[i + 15]!,
    );
  }
  for (; i + SHORT_STEP <= end; i += SHORT_STEP) {
    text += String.fromCharCode(bytes[i]!, bytes[i + 1]!, bytes[i + 2]!, bytes[i + 3]!);
  }
  for (; i < end; i++) text += characters[bytes[i]!]!;
  return text;
}

/** Bytes of a string whose code units are all below 256. Throws `TypeError` otherwise: that is caller misuse. */
export function fromLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > LAST_BYTE) throw new TypeError(`code unit ${unit} at ${i} is not a byte`);
    bytes[i] = unit;
  }
  return bytes;
}

/** Decodes UTF-8. Ill-formed bytes become U+FFFD, one each; check with {@link isWellFormedUtf8} where that matters. */
export function decodeUtf8(bytes: Uint8Array, start = 0, end = bytes.length): string {
  if (isAscii(bytes, start, end)) return latin1(bytes, start, end);
  const units: number[] = [];
  let text = "";
  let i = start;
  while (i < end) {
    const length = sequenceLength(bytes, i, end);
    if (length === ILL_FORMED) {
      units.push(0xfffd);
      i++;
    } else {
      const point = codePointAt(bytes, i, length);
      if (point >= FIRST_OF_FOUR) units.push(0xd7c0 + (point >> 10), 0xdc00 | (point & 0x3ff));
      else units.push(point);
      i += length;
    }
    if (units.length >= CHUNK) {
      text += String.fromCharCode.apply(null, units);
      units.length = 0;
    }
  }
  return text + String.fromCharCode.apply(null, units);
}

/** Length in bytes of a string's UTF-8 form; a lone surrogate counts three, as U+FFFD. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit <= DEL) continue;
    if (unit < FIRST_OF_THREE) length += 1;
    else if (unit >= SURROGATE && unit < LOW_SURROGATE && (text.charCodeAt(i + 1) & HALF_MASK) === LOW_SURROGATE) {
      length += 2;
      i++;
    } else length += 2;
  }
  return length;
}

/** Encodes a string as UTF-8; a lone surrogate becomes U+FFFD, as the Encoding Standard has it. */
export function encodeUtf8(text: string): Uint8Array {
  const { length } = text;
  const ascii = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > DEL) return encodeNonAscii(text);
    ascii[i] = unit;
  }
  return ascii;
}

function encodeNonAscii(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Length(text));
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    let point = text.charCodeAt(i);
    if (point <= DEL) {
      bytes[at++] = point;
      continue;
    }
    if (point < FIRST_OF_THREE) {
      bytes[at++] = 0xc0 | (point >> 6);
      bytes[at++] = 0x80 | (point & 0x3f);
      continue;
    }
    if (point >= SURROGATE && point < SURROGATE_END) {
      const low = text.charCodeAt(i + 1);
      if (point < LOW_SURROGATE && (low & HALF_MASK) === LOW_SURROGATE) {
        point = 0x10000 + ((point & 0x3ff) << 10) + (low & 0x3ff);
        i++;
        bytes[at++] = 0xf0 | (point >> 18);
        bytes[at++] = 0x80 | ((point >> 12) & 0x3f);
        bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
        bytes[at++] = 0x80 | (point & 0x3f);
        continue;
      }
      point = 0xfffd;
    }
    bytes[at++] = 0xe0 | (point >> 12);
    bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
    bytes[at++] = 0x80 | (point & 0x3f);
  }
  return bytes;
}
