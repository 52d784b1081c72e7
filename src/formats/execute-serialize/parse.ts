import { CR, EQUALS, isWhitespace, LF, NUL } from "../../core/ascii.js";
import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";
import { latin1 } from "../../core/utf8.js";
import { LONG_LINE_MAX, skipLineEnd } from "../../text/lines.js";
import { decodeRaw } from "../../text/raw-bytes.js";
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
const NON_ASCII = /[\x80-\xff]/;
const LINE_ENDS = new RegExp(`[${String.fromCharCode(LF, CR, NUL)}]`, "g");

/** The lines of a text, without white space around them. They are cut by the runtime's own searches: most of the work is here. */
class Lines {
  /** One character for each byte. */
  readonly #text: string;
  readonly #isAscii: boolean;
  #next = 0;
  tooLong = false;
  /** The line last read. */
  line = "";

  constructor(
    readonly bytes: Uint8Array,
    readonly log: Log,
  ) {
    this.#text = latin1(bytes);
    this.#isAscii = !NON_ASCII.test(this.#text);
  }

  /** The next line of a block; false at its end. */
  next(): boolean {
    const { bytes, log } = this;
    let start = this.#next;
    if (start >= bytes.length) return false;
    LINE_ENDS.lastIndex = start;
    let end = LINE_ENDS.exec(this.#text)?.index ?? bytes.length;
    log.line++;
    this.#next = skipLineEnd(bytes, end);
    this.tooLong = end - start >= LONG_LINE_MAX;
    while (start < end && isWhitespace(bytes[start]!)) start++;
    while (end > start && isWhitespace(bytes[end - 1]!)) end--;
    log.start = start;
    log.end = end;
    if (this.tooLong || end === start) return false;
    this.line = this.#text.slice(start, end);
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
    log.report(Severity.warning, "unknown-line", { line });
  }
  if (!lines.tooLong) return block.finish(execution);
  log.report(Severity.err, "line-too-long", {});
  return "ENOBUFS";
}

function readBlocks(execution: Execution, lines: Lines, log: Log): Errno | null {
  for (const block of blocks) {
    const error = readBlock(block, execution, lines, log);
    if (error === undefined) continue;
    log.report(Severity.debug, "block-refused", { block: block.title, error });
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
export function parseExecution(bytes: Uint8Array): ExecutionFile {
  const log = new Log();
  const execution = new Execution();
  const error = readBlocks(execution, new Lines(bytes, log), log);
  return { execution, diagnostics: log.diagnostics, error };
}
