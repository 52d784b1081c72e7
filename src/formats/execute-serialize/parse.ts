import { EQUALS, isWhitespace } from "../../core/ascii.js";
import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";
import { LineReader } from "../../text/lines.js";
import { decodeRaw } from "../../text/raw-bytes.js";
import { blocks } from "./blocks.js";
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

/** A line without white space around it. */
class Lines {
  readonly #reader: LineReader;
  start = 0;
  end = 0;

  constructor(
    readonly bytes: Uint8Array,
    readonly log: Log,
  ) {
    this.#reader = new LineReader(bytes);
  }

  get tooLong(): boolean {
    return this.#reader.tooLong;
  }

  /** The next line of a block; false at its end. */
  next(): boolean {
    if (!this.#reader.next()) return false;
    let { start, end } = this.#reader;
    while (start < end && isWhitespace(this.bytes[start]!)) start++;
    while (end > start && isWhitespace(this.bytes[end - 1]!)) end--;
    this.start = start;
    this.end = end;
    this.log.line = this.#reader.line;
    this.log.span = { start, end };
    return end > start;
  }
}

function readBlocks(execution: Execution, lines: Lines, log: Log): Errno | null {
  for (const block of blocks) {
    while (lines.next()) {
      const line = decodeRaw(lines.bytes, lines.start, lines.end);
      const equals = line.indexOf(EQUALS_SIGN);
      const outcome = block.read(execution, line, equals < 0 ? null : line.slice(0, equals), log);
      if (outcome === null) {
        log.report(Severity.warning, "unknown-line", { line });
        continue;
      }
      const { refusal } = outcome;
      if (refusal === undefined) continue;
      if (refusal === "end-of-block") break;
      log.report(Severity.debug, "block-refused", { block: block.title, error: refusal });
      return refusal;
    }
    if (lines.tooLong) {
      log.report(Severity.err, "line-too-long", {});
      log.report(Severity.debug, "block-refused", { block: block.title, error: "ENOBUFS" });
      return "ENOBUFS";
    }
  }
  return null;
}

const EQUALS_SIGN = String.fromCharCode(EQUALS);

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
