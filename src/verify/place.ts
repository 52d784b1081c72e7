import {
  BACKSLASH,
  BRACE_CLOSE,
  BRACE_OPEN,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COLON,
  COMMA,
  CR,
  DOUBLE_QUOTE,
  EQUALS,
  isAlphanumeric,
  isWhitespace,
  LF,
} from "../core/ascii.js";
import { compareBytes, indexOfByte } from "../core/bytes.js";
import type { Diagnostic, Span } from "../core/diagnostics.js";
import { decodeUtf8, encodeUtf8, sequenceLength } from "../core/utf8.js";
import { isLineEnd, skipLineEnd } from "../text/lines.js";
import { printable } from "../text/printable.js";

/** Where something stands, for an editor: lines end at LF; lines and columns count from 1, columns in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Longest word that is looked for in the source, and how much of the source is searched for it. */
const WORD_MAX = 1024;
const SEARCHED_MAX = 65_536;
const NOT_FOUND = -1;

/** Characters of a source line that are shown before the marked ones, of the marked ones, and in total. */
const LEAD_MAX = 60;
const MARKED_MAX = 80;
const SHOWN_MAX = 160;
/** Longest UTF-8 sequence. */
const BYTES_PER_CHARACTER = 4;
const CONTINUATION_MASK = 0xc0;
const CONTINUATION = 0x80;

/** Turns byte offsets into lines and columns; fast where offsets ascend. */
export class PlaceFinder {
  #line = 1;
  #lineStart = 0;
  /** Up to where columns were counted. */
  #offset = 0;
  #column = 1;

  constructor(readonly bytes: Uint8Array) {}

  at(offset: number): Place {
    if (offset < this.#offset) {
      if (offset < this.#lineStart) {
        this.#line = 1;
        this.#lineStart = 0;
      }
      this.#offset = this.#lineStart;
      this.#column = 1;
    }
    for (;;) {
      const end = this.bytes.indexOf(LF, this.#offset);
      if (end === NOT_FOUND || end >= offset) break;
      this.#line++;
      this.#lineStart = this.#offset = end + 1;
      this.#column = 1;
    }
    this.#column += decodeUtf8(this.bytes, this.#offset, offset).length;
    this.#offset = offset;
    return { line: this.#line, column: this.#column };
  }
}

/** The offset of the line end behind an offset. */
export function lineEndAt(bytes: Uint8Array, offset: number): number {
  const found = bytes.indexOf(LF, offset);
  return found === NOT_FOUND ? bytes.length : found;
}

/** The lines of a file as systemd counts them, asked for in ascending order. */
export class LineFinder {
  #line = 1;
  #start = 0;

  constructor(readonly bytes: Uint8Array) {}

  /** A line without its end; `null` when the file has less. */
  span(line: number): Span | null {
    const { bytes } = this;
    if (line < this.#line) {
      this.#line = 1;
      this.#start = 0;
    }
    let at = this.#start;
    while (at < bytes.length) {
      let end = at;
      while (end < bytes.length && !isLineEnd(bytes[end]!)) end++;
      if (this.#line === line) return { start: at, end };
      at = skipLineEnd(bytes, end);
      this.#line++;
      this.#start = at;
    }
    return null;
  }
}

/** The span without white space at its ends, as far as its first line goes. */
function firstLine(bytes: Uint8Array, { start, end }: Span): Span {
  let from = start;
  while (from < end && isWhitespace(bytes[from]!)) from++;
  if (from === end) return { start, end: start };
  let to = Math.min(end, lineEndAt(bytes, from));
  while (to > from && (isWhitespace(bytes[to - 1]!) || bytes[to - 1] === CR)) to--;
  return { start: from, end: to };
}

/** Whether the bytes at both ends of a find belong to other words. */
function isWhole(bytes: Uint8Array, start: number, end: number): boolean {
  const before = start > 0 && isAlphanumeric(bytes[start - 1]!) && isAlphanumeric(bytes[start]!);
  const behind = end < bytes.length && isAlphanumeric(bytes[end]!) && isAlphanumeric(bytes[end - 1]!);
  return !before && !behind;
}

const isAt = (bytes: Uint8Array, word: Uint8Array, at: number): boolean =>
  compareBytes(bytes.subarray(at, at + word.length), word) === 0;

/** Where a word stands in a range, as a word of its own where it does somewhere. */
function findWord(bytes: Uint8Array, word: Uint8Array, from: number, to: number): number {
  const behind = Math.min(to, from + SEARCHED_MAX) - word.length + 1;
  let first = NOT_FOUND;
  for (
    let at = indexOfByte(bytes, word[0]!, from, behind);
    at < behind;
    at = indexOfByte(bytes, word[0]!, at + 1, behind)
  ) {
    if (!isAt(bytes, word, at)) continue;
    if (isWhole(bytes, at, at + word.length)) return at;
    if (first === NOT_FOUND) first = at;
  }
  return first;
}

const isDelimiter = (c: number): boolean =>
  isWhitespace(c) || c === COMMA || c === COLON || c === BRACE_CLOSE || c === BRACKET_CLOSE;

/** The token of a JSON text at a column of a line: a text in quotes, a bracket, or a word. Columns count characters, from 1. */
function tokenAt(bytes: Uint8Array, { start, end }: Span, column: number): Span {
  let from = start;
  for (let seen = 1; from < end && seen < column; seen++) from += Math.max(1, sequenceLength(bytes, from, end));
  const first = bytes[from];
  if (from >= end || first === BRACE_OPEN || first === BRACKET_OPEN)
    return { start: from, end: Math.min(end, from + 1) };
  let to = from + 1;
  if (first === DOUBLE_QUOTE) {
    while (to < end && bytes[to] !== DOUBLE_QUOTE) to += bytes[to] === BACKSLASH ? 2 : 1;
    to++;
  } else while (to < end && !isDelimiter(bytes[to]!)) to++;
  return { start: from, end: Math.min(to, end) };
}

/** Narrows the spans of diagnostics down to the words that they are about. Spans are to come in ascending order. */
export class SpanFinder {
  readonly #lines: LineFinder;
  /** Where each word of the span at hand was last seen: a word that is reported twice stands there twice. */
  #seen = new Map<string, number>();
  #start = NOT_FOUND;

  constructor(readonly bytes: Uint8Array) {
    this.#lines = new LineFinder(bytes);
  }

  /**
   * Where a diagnostic is about something; `null` when it is about the file. A column, where it has one, tells a token; one without a
   * line that says by a number where a section starts is about its header.
   */
  whole({ span, line, params: { column, section } }: Diagnostic): Span | null {
    if (span !== undefined) return span;
    const at = line ?? (typeof section === "number" ? section : null);
    const whole = at === null ? null : this.#lines.span(at);
    if (whole === null || typeof column !== "number") return whole;
    return tokenAt(this.bytes, whole, column);
  }

  /** The first of the words that stands in the span; the first line of the span when none does. */
  narrow(span: Span, { params }: Diagnostic, words: readonly string[]): Span {
    if (span.start !== this.#start) {
      this.#start = span.start;
      this.#seen = new Map();
    }
    for (const word of words) {
      if (word === "" || word.length > WORD_MAX) continue;
      const bytes = encodeUtf8(word);
      const known = this.#seen.get(word);
      const from = known ?? this.#behindKey(span, word, params);
      let at = findWord(this.bytes, bytes, from, span.end);
      // The same word once more than it stands there.
      if (at === NOT_FOUND && known !== undefined) at = known - bytes.length;
      if (at === NOT_FOUND) continue;
      this.#seen.set(word, at + bytes.length);
      return { start: at, end: at + bytes.length };
    }
    return firstLine(this.bytes, span);
  }

  /** Where the value of an assignment starts, unless it is the key itself that is looked for. */
  #behindKey({ start, end }: Span, word: string, { key }: Diagnostic["params"]): number {
    if (typeof key !== "string" || key === word) return start;
    const equals = this.bytes.subarray(start, Math.min(end, start + SEARCHED_MAX)).indexOf(EQUALS);
    return equals === NOT_FOUND ? start : start + equals + 1;
  }
}

/** A piece of a source line that is safe for a terminal, and which of its characters are meant. */
export interface Excerpt {
  readonly text: string;
  /** Index of the first marked character. */
  readonly start: number;
  /** Marked characters, at least one. */
  readonly length: number;
}

const shown = (bytes: Uint8Array, start: number, end: number): string =>
  printable(decodeUtf8(bytes, start, end).replaceAll("\t", " "));

const isContinuation = (c: number | undefined): boolean => c !== undefined && (c & CONTINUATION_MASK) === CONTINUATION;

/** Characters up to a number of them, and whether that is all. */
function cut(text: string, max: number): { readonly text: string; readonly all: boolean } {
  const characters = [...text];
  if (characters.length <= max) return { text, all: true };
  return { text: characters.slice(0, max).join(""), all: false };
}

/** The source line around a span; a long one is cut, with an ellipsis where something is missing. */
export function excerptAt(bytes: Uint8Array, { start, end }: Span): Excerpt {
  // A negative index would count from the end.
  const lineStart = start === 0 ? 0 : bytes.lastIndexOf(LF, start - 1) + 1;
  let from = Math.max(lineStart, start - LEAD_MAX * BYTES_PER_CHARACTER);
  while (from > lineStart && from < start && isContinuation(bytes[from])) from++;
  const leading = [...shown(bytes, from, start)];
  const isCut = from > lineStart || leading.length > LEAD_MAX;
  const lead = `${isCut ? "…" : ""}${leading.slice(-LEAD_MAX).join("")}`;

  let lineEnd = lineEndAt(bytes, start);
  if (lineEnd > start && bytes[lineEnd - 1] === CR) lineEnd--;
  const markedEnd = Math.min(end, lineEnd, start + MARKED_MAX * BYTES_PER_CHARACTER);
  const marked = cut(shown(bytes, start, markedEnd), MARKED_MAX);
  const isShortened = !marked.all || markedEnd < Math.min(end, lineEnd);

  const rest = Math.max(0, SHOWN_MAX - [...lead, ...marked.text].length);
  const tailEnd = Math.min(lineEnd, markedEnd + rest * BYTES_PER_CHARACTER);
  const tail = isShortened ? { text: "", all: false } : cut(shown(bytes, markedEnd, tailEnd), rest);
  const text = `${lead}${marked.text}${tail.text}${tail.all && tailEnd === lineEnd ? "" : "…"}`;
  return { text, start: lead.length, length: Math.max(1, marked.text.length) };
}
