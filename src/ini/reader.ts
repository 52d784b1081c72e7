import {
  BACKSLASH,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  CR,
  DEL,
  DOUBLE_QUOTE,
  EQUALS,
  HASH,
  HT,
  isWhitespace,
  LF,
  NUL,
  SEMICOLON,
  SINGLE_QUOTE,
  SPACE,
} from "../core/ascii.js";
import { type Diagnostic, Severity } from "../core/diagnostics.js";
import type { Errno } from "../core/errno.js";
import { decodeAscii, decodeUtf8, isValidUtf8 } from "../core/utf8.js";
import { ByteWriter } from "../core/writer.js";
import { isLineEnd, LONG_LINE_MAX, skipLineEnd } from "../text/lines.js";

/** What a piece of an INI file is. `junk` is a line that was reported and skipped. */
export type IniNodeKind = "blank" | "comment" | "section" | "assignment" | "junk";

/**
 * One logical line with its bytes. The spans of a document's nodes follow each other without gap, so that writing them
 * out gives the file back.
 */
export interface IniNode {
  readonly kind: IniNodeKind;
  /** 1-based physical line that reports name: the last one of a continued line. */
  readonly line: number;
  /** Byte offset of the first byte; the bytes end where the next node starts. */
  readonly start: number;
  /** Byte offset behind the last byte, line ends included. */
  readonly end: number;
  /** Section name of a header, key of an assignment, empty otherwise. */
  readonly name: string;
  /** Value of an assignment, continuation lines joined, white space around it removed; empty otherwise. */
  readonly value: string;
}

/** How a reader treats a section header. An unknown section is reported and skipped, an ignored one skipped silently. */
export type SectionVerdict = "known" | "ignored" | "unknown";

/** What a dialect makes of sections and assignments. */
export interface IniSink {
  /** Skip what stands before the first section without a report. */
  readonly relaxed?: boolean;
  section(name: string, line: number): SectionVerdict;
  /** Takes one assignment of a known section; an errno ends the file. */
  assignment(key: string, value: string, node: IniNode): Errno | undefined;
}

export interface IniOutcome {
  /** 1 when the whole file was read, else why reading stopped. */
  readonly result: 1 | Errno;
  readonly nodes: readonly IniNode[];
  /** 1-based physical line at which reading ended. */
  readonly line: number;
}

const ONE = 1;
const KNOWN: SectionVerdict = "known";
const UNKNOWN: SectionVerdict = "unknown";
const NOT_FOUND = -1;

/** UTF-8 form of U+FEFF. */
const MARK = [0xef, 0xbb, 0xbf] as const;

const startsWithMark = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === MARK[0] && bytes[at + 1] === MARK[1] && bytes[at + 2] === MARK[2];
const isBlank = (c: number): boolean => c === SPACE || c === HT;
/** Whether a line ends in an odd number of backslashes, so that the last one escapes the line end. */
function endsInEscape(bytes: Uint8Array, from: number, to: number): boolean {
  let at = to;
  while (at > from && bytes[at - ONE] === BACKSLASH) at--;
  return !!((to - at) & ONE);
}

const isCommentMark = (c: number): boolean => c === HASH || c === SEMICOLON;

/** Whether a section name has no control character, quote or backslash. */
function isSafe(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const c = name.charCodeAt(i);
    if (c < SPACE || c === DEL || c === DOUBLE_QUOTE || c === SINGLE_QUOTE || c === BACKSLASH) return false;
  }
  return true;
}

class IniReader {
  readonly nodes: IniNode[] = [];
  #line = 0;
  #section: string | null = null;
  #sectionIgnored = false;
  /** Where a line that goes on started; `null` between logical lines. */
  #joinedStart: number | null = null;
  /** What it holds so far; made for the first line that goes on. */
  #joined: ByteWriter | null = null;
  /** Whether line feeds alone end lines, so that the next one can be searched for. */
  readonly #onlyLineFeeds: boolean;

  constructor(
    readonly bytes: Uint8Array,
    readonly start: number,
    readonly sink: IniSink,
    readonly diagnostics: Diagnostic[],
  ) {
    this.#sectionIgnored = sink.relaxed === true;
    this.#onlyLineFeeds = !bytes.includes(CR) && !bytes.includes(NUL);
  }

  #report(level: Severity, code: string, start: number, end: number, params: Diagnostic["params"] = {}): void {
    this.diagnostics.push({ code, level, line: this.#line, span: { start, end }, params });
  }

  #push(kind: IniNodeKind, start: number, end: number, name = "", value = ""): IniNode {
    const node: IniNode = { kind, line: this.#line, start, end, name, value };
    this.nodes.push(node);
    return node;
  }

  #junk(start: number, end: number, code: string): undefined {
    if (!this.#sectionIgnored) this.#report(Severity.warning, code, start, end);
    this.#push("junk", start, end);
    return undefined;
  }

  /** Reads one logical line, given as the range `[from, to)` of `text`; `[start, end)` is where it stands in the file. */
  #logicalLine(text: Uint8Array, from: number, to: number, start: number, end: number): Errno | undefined {
    while (from < to && isWhitespace(text[from]!)) from++;
    while (to > from && isWhitespace(text[to - ONE]!)) to--;
    if (from === to) {
      this.#push("blank", start, end);
      return undefined;
    }
    if (text[from] === BRACKET_OPEN || this.#isOutside) return this.#unusualLine(text, from, to, start, end);
    let equals = from;
    while (equals < to && text[equals] !== EQUALS) equals++;
    if (equals === to || equals === from) return this.#unusualLine(text, from, to, start, end);
    let keyEnd = equals;
    while (keyEnd > from && isWhitespace(text[keyEnd - ONE]!)) keyEnd--;
    let valueStart = equals + ONE;
    while (valueStart < to && isWhitespace(text[valueStart]!)) valueStart++;
    let key = decodeAscii(text, from, keyEnd);
    let value = decodeAscii(text, valueStart, to);
    if (key === null || value === null) {
      if (!isValidUtf8(text, from, to)) return this.#notUtf8(start, end);
      key = decodeUtf8(text, from, keyEnd);
      value = decodeUtf8(text, valueStart, to);
    }
    const node = this.#push("assignment", start, end, key, value);
    return this.#sectionIgnored ? undefined : this.sink.assignment(key, value, node);
  }

  /** Whether no section header was seen that assignments could belong to, not even one that is skipped. */
  get #isOutside(): boolean {
    return this.#section === null && !this.#sectionIgnored;
  }

  #notUtf8(start: number, end: number): Errno {
    this.#report(Severity.warning, "ini.not-utf8", start, end);
    this.#push("junk", start, end);
    return "EINVAL";
  }

  /** A stripped line that is a header, or no assignment to take. */
  #unusualLine(text: Uint8Array, from: number, to: number, start: number, end: number): Errno | undefined {
    if (!isValidUtf8(text, from, to)) return this.#notUtf8(start, end);
    if (text[from] === BRACKET_OPEN) return this.#header(decodeUtf8(text, from, to), start, end);
    if (this.#isOutside) return this.#junk(start, end, "ini.outside-section");
    return this.#junk(start, end, text[from] === EQUALS ? "ini.no-key" : "ini.no-equals");
  }

  #header(text: string, start: number, end: number): Errno | undefined {
    if (text.charCodeAt(text.length - 1) !== BRACKET_CLOSE) {
      this.#report(Severity.err, "ini.section-unclosed", start, end, { text });
      this.#push("junk", start, end);
      return "EBADMSG";
    }
    const name = text.slice(1, -1);
    if (!isSafe(name)) {
      this.#report(Severity.err, "ini.section-unsafe", start, end, { text });
      this.#push("junk", start, end);
      return "EBADMSG";
    }
    const verdict = this.sink.section(name, this.#line);
    const isKnown = verdict === KNOWN;
    this.#section = isKnown ? name : null;
    this.#sectionIgnored = !isKnown;
    if (verdict === UNKNOWN) this.#report(Severity.warning, "ini.unknown-section", start, end, { section: name });
    this.#push("section", start, end, name);
    return undefined;
  }

  #stop(result: Errno, start: number): IniOutcome {
    if (start < this.bytes.length) this.#push("junk", start, this.bytes.length);
    return { result, nodes: this.nodes, line: this.#line };
  }

  /** Where the line that starts at `at` ends, its line end not counted. */
  #lineEnd(at: number): number {
    const { bytes } = this;
    if (this.#onlyLineFeeds) {
      const found = bytes.indexOf(LF, at);
      return found === NOT_FOUND ? bytes.length : found;
    }
    let end = at;
    while (end < bytes.length && !isLineEnd(bytes[end]!)) end++;
    return end;
  }

  read(): IniOutcome {
    const { bytes } = this;
    const length = bytes.length;
    let at = this.start;
    let markSeen = false;
    while (at < length) {
      const start = at;
      const contentEnd = this.#lineEnd(at);
      at = skipLineEnd(bytes, contentEnd);
      this.#line++;
      if (contentEnd - start >= LONG_LINE_MAX) {
        this.#report(Severity.err, "ini.line-too-long", start, at, { limit: LONG_LINE_MAX });
        return this.#stop("ENOBUFS", this.#joinedStart ?? start);
      }
      let from = start;
      while (from < contentEnd && isBlank(bytes[from]!)) from++;
      if (from < contentEnd && isCommentMark(bytes[from]!)) {
        if (this.#joinedStart === null) this.#push("comment", start, at);
        continue;
      }
      from = start;
      if (!markSeen && startsWithMark(bytes, from)) {
        markSeen = true;
        from += MARK.length;
      }
      const error = this.#physicalLine(from, contentEnd, start, at);
      if (error !== undefined) return this.#stop(error, at);
    }
    if (this.#joinedStart !== null) {
      this.#line++;
      const error = this.#takeJoined(length);
      if (error !== undefined) return this.#stop(error, length);
    }
    return { result: 1, nodes: this.nodes, line: this.#line };
  }

  /** One physical line, comments aside: a logical line by itself, or a part of one. */
  #physicalLine(from: number, to: number, start: number, end: number): Errno | undefined {
    const goesOn = endsInEscape(this.bytes, from, to);
    if (this.#joinedStart === null && !goesOn) return this.#logicalLine(this.bytes, from, to, start, end);
    this.#joined ??= new ByteWriter();
    if (this.#joinedStart !== null && this.#joined.length + (to - from) > LONG_LINE_MAX) {
      this.#report(Severity.err, "ini.continuation-too-long", this.#joinedStart, end, { limit: LONG_LINE_MAX });
      this.#push("junk", this.#joinedStart, end);
      return "ENOBUFS";
    }
    this.#joinedStart ??= start;
    if (!goesOn) {
      this.#joined.bytes(this.bytes.subarray(from, to));
      return this.#takeJoined(end);
    }
    this.#joined.bytes(this.bytes.subarray(from, to - ONE)).u8(SPACE);
    return undefined;
  }

  /** Reads the line that was joined so far, which ends at byte `end`. */
  #takeJoined(end: number): Errno | undefined {
    const text = this.#joined!.finish();
    const start = this.#joinedStart!;
    this.#joined = null;
    this.#joinedStart = null;
    return this.#logicalLine(text, 0, text.length, start, end);
  }
}

/**
 * Reads an INI file in systemd's dialect and hands sections and assignments to `sink`.
 *
 * Lines end at LF, CR or NUL. A backslash at the end of a line joins it with the next one; comment lines (`#`, `;`)
 * inside a joined line are dropped. White space around lines, keys and values is removed. Reading stops at a line of
 * {@link LONG_LINE_MAX} bytes (`ENOBUFS`), a line that is not UTF-8 (`EINVAL`), a broken section header (`EBADMSG`), and
 * where the sink says so; everything else is reported and skipped. Linear time.
 *
 * Origin: systemd.syntax(7); config_parse() of systemd 257.
 */
export function readIni(bytes: Uint8Array, start: number, sink: IniSink, diagnostics: Diagnostic[]): IniOutcome {
  return new IniReader(bytes, start, sink, diagnostics).read();
}
