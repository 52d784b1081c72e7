import { isWhitespace, LF, NUL } from "../../core/ascii.js";
import { indexOfByte } from "../../core/bytes.js";
import type { Diagnostic } from "../../core/diagnostics.js";
import { LEVEL_MASK, prefixLength, prefixValue, withLevel } from "../../journal/priority.js";
import { headerReport, notForwarded } from "./diagnostics.js";
import { HeaderReader, type StreamHeader } from "./header.js";
import { HEADER_LINE_MAX, LOG_LINE_MAX } from "./tables.js";

/** How a log line ended, where it was no line feed: by a NUL byte, at the length limit, or with the stream. */
export type LineBreak = "nul" | "line-max" | "eof";

/** A log line that is not empty. */
export interface StreamLine {
  /** Facility times eight plus level. */
  readonly priority: number;
  /** The text, without a level prefix that was taken and without white space at its end. */
  readonly message: Uint8Array;
  readonly lineBreak: LineBreak | null;
}

export interface ParsedStream {
  /** `null` while it is incomplete or when it is malformed. */
  readonly header: StreamHeader | null;
  readonly lines: readonly StreamLine[];
  readonly diagnostics: readonly Diagnostic[];
  /** Whether the connection is still open: a malformed header closes it. */
  readonly alive: boolean;
  /** What the end of the stream makes of bytes behind the last line end. */
  readonly atEnd: { readonly line: StreamLine | null; readonly diagnostics: readonly Diagnostic[] };
}

/** Finds line ends; each byte is looked at once, however often the same end is asked for. */
class EndFinder {
  #at = -1;

  constructor(
    readonly bytes: Uint8Array,
    readonly end: number,
  ) {}

  /** Offset of the next such byte from `start` on; the length of the input when there is none. */
  next(start: number): number {
    if (this.#at < start) this.#at = indexOfByte(this.bytes, this.end, start, this.bytes.length);
    return this.#at;
  }
}

/** `bytes[start, end)` without white space around it. */
function stripped(bytes: Uint8Array, start: number, end: number): Uint8Array {
  let first = start;
  let last = end;
  while (first < last && isWhitespace(bytes[first]!)) first++;
  while (last > first && isWhitespace(bytes[last - 1]!)) last--;
  return bytes.subarray(first, last);
}

/** The log line in `bytes[start, end)`; `null` when nothing is left of it. A line of white space only stays as it is. */
function logLine(
  bytes: Uint8Array,
  start: number,
  end: number,
  header: StreamHeader,
  lineBreak: LineBreak | null,
): StreamLine | null {
  let last = end;
  while (last > start && isWhitespace(bytes[last - 1]!)) last--;
  if (last === start) last = end;
  let first = start;
  let { priority } = header;
  if (header.levelPrefix) {
    const length = prefixLength(bytes, first, last);
    const level = length ? prefixValue(bytes, first, length) : 0;
    if (length && level <= LEVEL_MASK) {
      priority = withLevel(priority, level);
      first += length;
    }
  }
  return first === last ? null : { priority, message: bytes.subarray(first, last), lineBreak };
}

/**
 * Reads what a service writes to its stream connection: seven header lines, then log lines.
 *
 * Lines end with a line feed or a NUL byte, and where neither comes within 48 KiB (255 bytes in the header); the header
 * accepts line feeds only. A malformed header closes the connection. White space at the end of a line is cut unless the
 * line has nothing else; empty lines are dropped.
 * Origin: sd_journal_stream_fd(3), stdout_stream_scan() at 257.
 */
export function parseStream(bytes: Uint8Array): ParsedStream {
  const { length } = bytes;
  const feeds = new EndFinder(bytes, LF);
  const nuls = new EndFinder(bytes, NUL);
  const header = new HeaderReader();
  const lines: StreamLine[] = [];
  const diagnostics: Diagnostic[] = [];
  const closed = (report: Diagnostic): ParsedStream => {
    diagnostics.push(report);
    return { header: null, lines, diagnostics, alive: false, atEnd: { line: null, diagnostics: [] } };
  };
  let at = 0;
  while (at < length) {
    const limit = header.complete ? LOG_LINE_MAX : HEADER_LINE_MAX;
    let end = Math.min(feeds.next(at), nuls.next(at));
    let behind = end + 1;
    let lineBreak: LineBreak | null = null;
    if (end - at >= limit) {
      end = at + limit;
      behind = end;
      lineBreak = "line-max";
    } else if (end === length) break;
    else if (bytes[end] === NUL) lineBreak = "nul";
    if (header.complete) {
      const line = logLine(bytes, at, end, header.draft, lineBreak);
      if (line !== null) {
        lines.push(line);
        if (header.draft.forwardToSyslog) diagnostics.push(notForwarded);
      }
    } else if (lineBreak === null) {
      const report = header.take(stripped(bytes, at, end));
      if (report !== null) return closed(report);
    } else return closed(headerReport("journald-stream.header-not-terminated", header.line));
    at = behind;
  }
  const { draft, complete } = header;
  const line = complete && at < length ? logLine(bytes, at, length, draft, "eof") : null;
  const reports: Diagnostic[] = [];
  if (line !== null && draft.forwardToSyslog) reports.push(notForwarded);
  if (!complete && at < length) reports.push(headerReport("journald-stream.header-not-terminated", header.line));
  const atEnd = { line, diagnostics: reports };
  return { header: complete ? draft : null, lines, diagnostics, alive: true, atEnd };
}
