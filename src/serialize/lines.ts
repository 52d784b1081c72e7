import { isWhitespace } from "../core/ascii.js";
import { LineReader } from "../text/lines.js";
import { decodeRaw } from "../text/raw-bytes.js";

/**
 * The lines of a serialised state: white space around them removed, bytes that are not UTF-8 kept as raw bytes
 * (`src/text/raw-bytes.ts`).
 *
 * LF, CR and NUL end a line. A line of LONG_LINE_MAX bytes or more fails the whole: `tooLong` is set and no further line is
 * read. Linear. Origin: deserialize_read_line() at 257.
 */
export class SerializedLines {
  /** 1-based number of the line last read, and the bytes that it covers without the white space around it. */
  line = 0;
  start = 0;
  end = 0;
  readonly #lines: LineReader;
  #over = false;

  constructor(bytes: Uint8Array) {
    this.#lines = new LineReader(bytes);
  }

  /** Whether a line was too long. */
  get tooLong(): boolean {
    return this.#lines.tooLong;
  }

  /** The next line, which may be empty; `null` at the end of the file, and at a line that is too long. */
  next(): string | null {
    const lines = this.#lines;
    if (this.#over || !lines.next()) {
      this.#over = true;
      this.line = lines.line;
      this.start = lines.start;
      this.end = lines.end;
      return null;
    }
    const { bytes } = lines;
    let { start, end } = lines;
    while (start < end && isWhitespace(bytes[start]!)) start++;
    while (end > start && isWhitespace(bytes[end - 1]!)) end--;
    this.line = lines.line;
    this.start = start;
    this.end = end;
    return decodeRaw(bytes, start, end);
  }

  /** The next line of a block; `null` at the empty line that ends it, at the end of the file, and at a line that is too long. */
  nextOfBlock(): string | null {
    return this.next() || null;
  }
}
