import { BACKSLASH } from "../../core/ascii.js";
import { indexOfByte } from "../../core/bytes.js";
import { cunescape } from "../../text/escape.js";
import { decodeRaw, encodeRaw } from "../../text/raw-bytes.js";

const RELAXED = { relax: true } as const;

/** `bytes[start, end)` with C escapes resolved; malformed ones and those of NUL stay. A view where there is none. */
export function unescapeBytes(bytes: Uint8Array, start: number, end: number): Uint8Array {
  if (indexOfByte(bytes, BACKSLASH, start, end) === end) return bytes.subarray(start, end);
  const text = cunescape(decodeRaw(bytes, start, end), RELAXED);
  // With `relax` nothing is malformed.
  return encodeRaw(text!);
}
