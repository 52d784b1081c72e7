import { BACKSLASH, HASH, isWhitespace, NUL } from "../../core/ascii.js";
import type { Span } from "../../core/diagnostics.js";
import { LineReader } from "../../text/lines.js";
import { LINE_SIZE } from "./tables.js";

/** What {@link RuleLineReader.next} has found. */
export const Found = {
  /** A line that is not empty. */
  LINE: 0,
  /** A line that, with those it continues, is too long. */
  LONG: 1,
  /** The end of the file where a line was to go on. */
  UNFINISHED: 2,
  END: 3,
  /** A single line that is too long to be read: the file is given up. */
  OVERFLOW: 4,
} as const;

const lastByte = (bytes: Uint8Array, start: number, end: number): number => (start < end ? bytes[end - 1]! : NUL);

/**
 * The rules of a file as text: comment lines dropped, lines that end in a backslash joined with the next.
 *
 * White space at the start of each line is dropped, so that none is between the parts of a joined line. A comment line is
 * dropped even within a line that goes on. The text of a rule is `bytes[start, end)`; a joined one stands in a buffer, and
 * {@link inputOffset} tells where its bytes come from. Linear time. Origin: udev_rules_parse_file() at 257.
 */
export class RuleLineReader {
  bytes: Uint8Array;
  start = 0;
  end = 0;
  /** Where the rule begins and ends in the input. */
  #from = 0;
  #to = 0;
  readonly #lines: LineReader;
  readonly #input: Uint8Array;
  #buffer: Uint8Array | null = null;
  /** Offset in the buffer, and offset in the input, of each part of a joined line. */
  readonly #partStart: number[] = [];
  readonly #partFrom: number[] = [];

  constructor(input: Uint8Array) {
    this.#input = input;
    this.bytes = input;
    this.#lines = new LineReader(input, LINE_SIZE);
  }

  /** Number of the line last read. */
  get line(): number {
    return this.#lines.line;
  }

  get span(): Span {
    return { start: this.#from, end: this.#to };
  }

  /** The next rule's text, or why there is none. */
  next(): (typeof Found)[keyof typeof Found] {
    const lines = this.#lines;
    const input = this.#input;
    let joining = false;
    let tooLong = false;
    while (lines.next()) {
      const { end } = lines;
      let start = lines.start;
      while (start < end && isWhitespace(input[start]!)) start++;
      if (start < end && input[start] === HASH) continue;
      if (!joining) {
        this.bytes = input;
        this.start = start;
        this.end = end;
        this.#from = start;
      } else if (!tooLong) {
        tooLong = this.end + (end - start) >= LINE_SIZE;
        if (!tooLong) this.#append(start, end);
      }
      this.#to = end;
      // Nothing is appended to a line that is too long: only what was just read can continue it.
      const last = tooLong ? lastByte(input, start, end) : lastByte(this.bytes, this.start, this.end);
      if (last === BACKSLASH) {
        if (!joining) this.#begin();
        joining = true;
        if (!tooLong) this.end--;
      } else if (tooLong) return Found.LONG;
      else if (this.start < this.end) return Found.LINE;
      else joining = false;
    }
    if (lines.tooLong) return Found.OVERFLOW;
    return joining ? Found.UNFINISHED : Found.END;
  }

  /** Where a byte of the rule's text stands in the input. */
  inputOffset(at: number): number {
    if (this.bytes === this.#input) return at;
    let low = 0;
    let high = this.#partStart.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#partStart[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return Math.min(this.#partFrom[low]! + at - this.#partStart[low]!, this.#to);
  }

  /** Copies the first part of a line that goes on. */
  #begin(): void {
    const { start, end } = this;
    this.#buffer ??= new Uint8Array(LINE_SIZE);
    this.bytes = this.#buffer;
    this.start = 0;
    this.end = 0;
    this.#partStart.length = 0;
    this.#partFrom.length = 0;
    this.#append(start, end);
  }

  #append(start: number, end: number): void {
    this.#partStart.push(this.end);
    this.#partFrom.push(start);
    this.bytes.set(this.#input.subarray(start, end), this.end);
    this.end += end - start;
  }
}
