import { NUL } from "../../core/ascii.js";
import type { WordSource } from "../../text/getopt.js";
import { decodeRaw } from "../../text/raw-bytes.js";

const STEP = 4;

/** 1 for a NUL: counting adds it up, with one branch for several bytes. */
const isNul = new Uint8Array(256);
isNul[NUL] = 1;

/** How many bytes from `start` to `end` are NUL. */
function countNuls(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  let at = start;
  for (const last = end - STEP; at <= last; at += STEP) {
    count += isNul[bytes[at]!]! + isNul[bytes[at + 1]!]! + isNul[bytes[at + 2]!]! + isNul[bytes[at + 3]!]!;
  }
  for (; at < end; at++) count += isNul[bytes[at]!]!;
  return count;
}

/** Bytes that are counted before it is seen whether there are too many words already. */
const STRETCH = 1024;

/** Whether bytes with a NUL behind each word hold more than `most` words. */
export function hasMoreWords(bytes: Uint8Array, most: number): boolean {
  const { length } = bytes;
  let ended = 0;
  for (let at = 0; at < length && ended <= most; at += STRETCH) {
    ended += countNuls(bytes, at, Math.min(at + STRETCH, length));
  }
  return ended > most || (ended === most && length > 0 && bytes[length - 1] !== NUL);
}

/**
 * The words of bytes with a NUL behind each (the last may lack it); no bytes are no words. They are found at once, and made
 * texts when they are looked at. Origin: strv_parse_nulstr() at 257.
 */
export class ByteWords implements WordSource {
  /** Where the words start, and behind the last where the next one would. */
  readonly #starts: number[] = [0];
  readonly #texts: string[] = [];
  readonly #bytes: Uint8Array;
  readonly length: number;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    const starts = this.#starts;
    const { length } = bytes;
    for (let i = 0; i < length; i++) if (bytes[i] === NUL) starts.push(i + 1);
    if (starts.at(-1)! < length) starts.push(length + 1);
    this.length = starts.length - 1;
  }

  at(index: number): string | undefined {
    if (index >= this.length) return undefined;
    const known = this.#texts[index];
    if (known !== undefined) return known;
    const text = decodeRaw(this.#bytes, this.#starts[index]!, this.#starts[index + 1]! - 1);
    this.#texts[index] = text;
    return text;
  }
}
