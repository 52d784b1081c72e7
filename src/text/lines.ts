import { CR, LF, NUL } from "../core/ascii.js";
import { type Diagnostic, Severity } from "../core/diagnostics.js";

/** Longest line that is read, in bytes. Origin: LONG_LINE_MAX at 257. */
export const LONG_LINE_MAX = 1024 * 1024;

const EOL_LF = 1;
const EOL_CR = 2;
const EOL_NUL = 4;

const eolClass = new Uint8Array(256);
eolClass[LF] = EOL_LF;
eolClass[CR] = EOL_CR;
eolClass[NUL] = EOL_NUL;

/** Whether a byte ends a line: LF, CR or NUL. */
export const isLineEnd = (c: number): boolean => !!eolClass[c];

/** Offset behind the line end that starts at `at`: each of LF, CR and NUL at most once, nothing after a NUL. */
export function skipLineEnd(bytes: Uint8Array, at: number): number {
  let seen = 0;
  let i = at;
  for (; i < bytes.length; i++) {
    const eol = eolClass[bytes[i]!]!;
    if (!eol || seen & (eol | EOL_NUL)) break;
    seen |= eol;
  }
  return i;
}

/**
 * The lines of a file, one at a time: without their ends, and without copying.
 *
 * `next` sets `start` and `end`; false at the end of the file, and at a line of `limit` bytes or more, where `tooLong` is
 * set. Origin: read_line() at 257.
 */
export class LineReader {
  /** The line last read: its first byte, and the one behind its last. */
  start = 0;
  end = 0;
  /** 1-based number of the line last read. */
  line = 0;
  tooLong = false;
  #next = 0;

  constructor(
    readonly bytes: Uint8Array,
    readonly limit: number = LONG_LINE_MAX,
  ) {}

  next(): boolean {
    const { bytes } = this;
    const start = this.#next;
    if (start >= bytes.length) return false;
    let end = start;
    while (end < bytes.length && !eolClass[bytes[end]!]) end++;
    this.start = start;
    this.end = end;
    this.line++;
    this.#next = skipLineEnd(bytes, end);
    this.tooLong = end - start >= this.limit;
    return !this.tooLong;
  }
}

/** The report of a line at which {@link LineReader} stopped because it is too long: it is about no line, but about this place. */
export const longLine = (code: string, { start, end, limit }: LineReader): Diagnostic => ({
  code,
  level: Severity.err,
  line: null,
  span: { start, end },
  params: { limit },
});
