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
import { concatBytes } from "../core/bytes.js";
import { type Diagnostic, Severity } from "../core/diagnostics.js";
import type { Errno } from "../core/errno.js";
import { decodeUtf8, isValidUtf8, latin1 } from "../core/utf8.js";

/** Longest physical line, and longest joined line, in bytes. Origin: LONG_LINE_MAX of systemd 257, systemd.syntax(7). */
export const LONG_LINE_MAX = 1024 * 1024;

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
  section(name: string, line: number): SectionVerdict;
  /** Takes one assignment of a known section; an errno ends the file. */
  assignment(key: string, value: string, node: IniNode): Errno | undefined;
}

export interface IniOutcome {
  /** 1 when the whole file was read, else why reading stopped. */
  readonly result: 1 | Errno;
  readonly nodes: readonly IniNode[];
}

const EOL_LF = 1;
const EOL_CR = 2;
const EOL_NUL = 4;

const eolClass = new Uint8Array(256);
eolClass[LF] = EOL_LF;
eolClass[CR] = EOL_CR;
eolClass[NUL] = EOL_NUL;

/** Whether a section name has no control character, quote or backslash. */
function isSafe(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const c = name.charCodeAt(i);
    if (c < SPACE || c === DEL || c === DOUBLE_QUOTE || c === SINGLE_QUOTE || c === BACKSLASH) return false;
  }
  return true;
}

/** Offset behind the line end that starts at `at`: each of LF, CR and NUL at most once, nothing after a NUL. */
export function skipLineEnd(bytes: Uint8Array, at: number): number {
  let seen = 0;
  let i = at;
  while (i < bytes.length) {
    const eol = eolClass[bytes[i]!]!;
    if (eol === 0 || (seen & (eol | EOL_NUL)) !== 0) break;
    seen |= eol;
    i++;
  }
  return i;
}

class IniReader {
  readonly nodes: IniNode[] = [];
  #line = 0;
  #section: string | null = null;
  #sectionIgnored = false;

  constructor(
    readonly bytes: Uint8Array,
    readonly start: number,
    readonly sink: IniSink,
    readonly diagnostics: Diagnostic[],
  ) {}

  #report(level: Severity, code: string, start: number, end: number, params: Diagnostic["params"] = {}): void {
    this.diagnostics.push({ code, level, line: this.#line, span: { start, end }, params });
  }

  #push(kind: IniNodeKind, start: number, end: number, name = "", value = ""): IniNode {
    const node: IniNode = { kind, line: this.#line, start, end, name, value };
    this.nodes.push(node);
    return node;
  }

  /** Reads one logical line, given as the range `[from, to)` of `text`; `[start, end)` is where it stands in the file. */
  #logicalLine(
    text: Uint8Array,
    from: number,
    to: number,
    ascii: boolean,
    start: number,
    end: number,
  ): Errno | undefined {
    while (from < to && isWhitespace(text[from]!)) from++;
    while (to > from && isWhitespace(text[to - 1]!)) to--;
    if (from === to) {
      this.#push("blank", start, end);
      return undefined;
    }
    if (!ascii && !isValidUtf8(text, from, to)) {
      this.#report(Severity.warning, "ini.not-utf8", start, end);
      this.#push("junk", start, end);
      return "EINVAL";
    }
    const decode = ascii ? latin1 : decodeUtf8;
    if (text[from] === BRACKET_OPEN) return this.#header(decode(text, from, to), start, end);
    if (this.#section === null && !this.#sectionIgnored) {
      this.#report(Severity.warning, "ini.outside-section", start, end);
      this.#push("junk", start, end);
      return undefined;
    }
    let equals = from;
    while (equals < to && text[equals] !== EQUALS) equals++;
    if (equals === to || equals === from) {
      if (!this.#sectionIgnored)
        this.#report(Severity.warning, equals === from ? "ini.no-key" : "ini.no-equals", start, end);
      this.#push("junk", start, end);
      return undefined;
    }
    let keyEnd = equals;
    while (keyEnd > from && isWhitespace(text[keyEnd - 1]!)) keyEnd--;
    let valueStart = equals + 1;
    while (valueStart < to && isWhitespace(text[valueStart]!)) valueStart++;
    const key = decode(text, from, keyEnd);
    const value = valueStart === to ? "" : decode(text, valueStart, to);
    const node = this.#push("assignment", start, end, key, value);
    return this.#sectionIgnored ? undefined : this.sink.assignment(key, value, node);
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
    this.#section = verdict === "known" ? name : null;
    this.#sectionIgnored = verdict !== "known";
    if (verdict === "unknown") this.#report(Severity.warning, "ini.unknown-section", start, end, { section: name });
    this.#push("section", start, end, name);
    return undefined;
  }

  #stop(result: Errno, start: number): IniOutcome {
    if (start < this.bytes.length) this.#push("junk", start, this.bytes.length);
    return { result, nodes: this.nodes };
  }

  read(): IniOutcome {
    const { bytes } = this;
    const length = bytes.length;
    let at = this.start;
    let bomSeen = false;
    /** Parts of a line that goes on, its first offset, its length, and whether all of it is ASCII. */
    let parts: Uint8Array[] = [];
    let joinedStart = -1;
    let joinedLength = 0;
    let joinedAscii = true;
    while (at < length) {
      const start = at;
      let highBits = 0;
      let escaped = false;
      while (at < length) {
        const c = bytes[at]!;
        if (eolClass[c] !== 0) break;
        highBits |= c;
        escaped = c === BACKSLASH && !escaped;
        at++;
      }
      const contentEnd = at;
      const end = skipLineEnd(bytes, at);
      at = end;
      if (contentEnd - start >= LONG_LINE_MAX) {
        this.#line++;
        this.#report(Severity.err, "ini.line-too-long", start, end, { limit: LONG_LINE_MAX });
        return this.#stop("ENOBUFS", joinedStart < 0 ? start : joinedStart);
      }
      this.#line++;
      let from = start;
      while (from < contentEnd && (bytes[from] === SPACE || bytes[from] === HT)) from++;
      if (from < contentEnd && (bytes[from] === HASH || bytes[from] === SEMICOLON)) {
        if (joinedStart < 0) this.#push("comment", start, end);
        continue;
      }
      from = start;
      if (!bomSeen && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf) {
        bomSeen = true;
        from += 3;
      }
      const ascii = highBits <= DEL;
      if (joinedStart >= 0 && joinedLength + (contentEnd - from) > LONG_LINE_MAX) {
        this.#report(Severity.err, "ini.continuation-too-long", joinedStart, end, { limit: LONG_LINE_MAX });
        return this.#stop("ENOBUFS", joinedStart);
      }
      if (escaped) {
        const part = bytes.slice(from, contentEnd);
        part[part.length - 1] = SPACE;
        if (joinedStart < 0) joinedStart = start;
        parts.push(part);
        joinedLength += part.length;
        joinedAscii &&= ascii;
        continue;
      }
      let error: Errno | undefined;
      if (joinedStart < 0) error = this.#logicalLine(bytes, from, contentEnd, ascii, start, end);
      else {
        parts.push(bytes.subarray(from, contentEnd));
        const joined = concatBytes(...parts);
        error = this.#logicalLine(joined, 0, joined.length, joinedAscii && ascii, joinedStart, end);
        parts = [];
        joinedStart = -1;
        joinedLength = 0;
        joinedAscii = true;
      }
      if (error !== undefined) return this.#stop(error, at);
    }
    if (joinedStart >= 0) {
      this.#line++;
      const joined = concatBytes(...parts);
      const error = this.#logicalLine(joined, 0, joined.length, joinedAscii, joinedStart, length);
      if (error !== undefined) return this.#stop(error, length);
    }
    return { result: 1, nodes: this.nodes };
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
