import { CR, EQUALS, isWhitespace, LF, NUL } from "../../core/ascii.js";
import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";
import { latin1 } from "../../core/utf8.js";
import { LONG_LINE_MAX, skipLineEnd } from "../../text/lines.js";
import { decodeRaw, encodeRaw } from "../../text/raw-bytes.js";
import { type AnyBlock, blocks } from "./blocks.js";
import { Execution } from "./model.js";
import { Log } from "./rows.js";

/** What became of an input. */
export interface ExecutionFile {
  /** Everything that was read, up to where an error ended it. */
  readonly execution: Execution;
  readonly diagnostics: readonly Diagnostic[];
  /** The error that ended the reading, `null` when it came to the end. */
  readonly error: Errno | null;
}

const EQUALS_SIGN = String.fromCharCode(EQUALS);
const LINE_FEED = String.fromCharCode(LF);
const NON_ASCII = /[\x80-\xff]/;
const OTHER_LINE_ENDS = new RegExp(`[${String.fromCharCode(CR, NUL)}]`);
const LINE_ENDS = new RegExp(`[${String.fromCharCode(LF, CR, NUL)}]`, "g");
/** What keeps a text from being read as it stands: it is not ASCII, or has other line ends than LF. */
const NOT_PLAIN = /[\x00\r\x80-\uffff]/;
const NOT_FOUND = -1;
const NO_BYTES = new Uint8Array();
const FIRST_PIECE = 1024;

/**
 * The lines of a text, without white space around them. They are cut by the runtime's own searches: most of the work is here.
 * Bytes become text piece by piece, as an error may end the reading early.
 */
class Lines {
  /** One character for each byte. */
  #text: string;
  #isAscii = true;
  #isPlain = true;
  #next = 0;
  tooLong = false;
  /** The line last read. */
  line = "";

  /** What is read is `plain`, then `bytes`. */
  constructor(
    readonly bytes: Uint8Array,
    plain: string,
    readonly log: Log,
  ) {
    this.#text = plain;
  }

  /** Takes in twice as much of the bytes as before; false when there are no more. */
  #takeMore(): boolean {
    const { bytes } = this;
    const taken = this.#text.length;
    if (taken >= bytes.length) return false;
    const piece = latin1(bytes, taken, Math.min(bytes.length, taken + taken + FIRST_PIECE));
    this.#isAscii &&= !NON_ASCII.test(piece);
    this.#isPlain &&= !OTHER_LINE_ENDS.test(piece);
    this.#text += piece;
    return true;
  }

  /** Where the line that starts at \`start\` ends. */
  #lineEnd(start: number): number {
    for (;;) {
      const end = this.#isPlain ? this.#text.indexOf(LINE_FEED, start) : this.#findLineEnd(start);
      if (end !== NOT_FOUND) return end;
      if (!this.#takeMore()) return this.#text.length;
    }
  }

  #findLineEnd(start: number): number {
    LINE_ENDS.lastIndex = start;
    return LINE_ENDS.exec(this.#text)?.index ?? NOT_FOUND;
  }

  /** The next line of a block; false at its end. */
  next(): boolean {
    const { bytes, log } = this;
    let start = this.#next;
    if (start >= this.#text.length && !this.#takeMore()) return false;
    let end = this.#lineEnd(start);
    const text = this.#text;
    log.line++;
    this.#next = end < bytes.length ? skipLineEnd(bytes, end) : end + 1;
    this.tooLong = end - start >= LONG_LINE_MAX;
    while (start < end && isWhitespace(text.charCodeAt(start))) start++;
    while (end > start && isWhitespace(text.charCodeAt(end - 1))) end--;
    log.start = start;
    log.end = end;
    if (this.tooLong || end === start) return false;
    this.line = text.slice(start, end);
    if (!this.#isAscii && NON_ASCII.test(this.line)) this.line = decodeRaw(bytes, start, end);
    return true;
  }
}

/** Reads the lines of a block; the error that ends everything. */
function readBlock(block: AnyBlock, execution: Execution, lines: Lines, log: Log): Errno | undefined {
  while (lines.next()) {
    const { line } = lines;
    const refusal = block.read(execution, line, line.indexOf(EQUALS_SIGN), log);
    if (refusal === undefined) continue;
    if (refusal === "end-of-block") return undefined;
    if (refusal !== "unknown") return refusal;
    log.report(Severity.warning, "execute-serialize.unknown-line", { line });
  }
  if (!lines.tooLong) return block.finish(execution);
  log.report(Severity.err, "serialize.line-too-long", { length: log.end - log.start });
  return "ENOBUFS";
}

function readBlocks(execution: Execution, lines: Lines, log: Log): Errno | null {
  for (const block of blocks) {
    const error = readBlock(block, execution, lines, log);
    if (error === undefined) continue;
    log.report(Severity.debug, "execute-serialize.block-refused", { block: block.title, error });
    return error;
  }
  return null;
}

/**
 * Reads a serialized execution: five blocks of `key=value` lines, each up to an empty line or the end.
 *
 * Lines lose the white space around them; LF, CR and NUL end them. What a block does not know is reported and skipped. A value that
 * cannot be read ends everything, but what was read before it stays. Missing blocks are empty, what follows the last one is not
 * read. Limits: lines of 1 MiB. Origin: exec_deserialize_invocation() at 257.
 */
export const parseExecution = (bytes: Uint8Array): ExecutionFile => readLines(new Log(), bytes, "");

/** Reads a text that was written: {@link parseExecution} of its bytes, without making them where there is no need to. */
export const parseWrittenExecution = (text: string): ExecutionFile =>
  NOT_PLAIN.test(text) ? parseExecution(encodeRaw(text)) : readLines(new Log(), NO_BYTES, text);

function readLines(log: Log, bytes: Uint8Array, plain: string): ExecutionFile {
  const execution = new Execution();
  const error = readBlocks(execution, new Lines(bytes, plain, log), log);
  return { execution, diagnostics: log.diagnostics, error };
}
