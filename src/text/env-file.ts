/**
 * Environment files: `KEY=VALUE` lines as systemd reads them from os-release, `EnvironmentFile=` and its own state.
 *
 *     file    = *( blank | comment | key "=" value newline )
 *     comment = ( "#" | ";" ) up to the end of the line
 *     value   = *( '"' … '"' | "'" … "'" ) text
 *
 * A line without `=` is passed over. Keys may hold anything but line breaks; white space around a key and a value does
 * not count, and neither does white space behind a closing quote. Quotes count at the start of a value and behind a
 * closing quote only. A backslash takes the next character as it is, and a line break with it away; inside of double
 * quotes it does so for `"`, `\`, `` ` `` and `$` only, and inside of single quotes never. A quote that is not closed
 * reaches to the end of the file.
 * Origin: systemd.exec(5) EnvironmentFile=, os-release(5), parse_env_file_internal() at 257.
 */
import {
  BACKSLASH,
  BACKTICK,
  CR,
  DOLLAR,
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
import { ParseFailure, withoutTrace } from "../core/errno.js";
import { decodeAscii, decodeUtf8, isValidUtf8, latin1 } from "../core/utf8.js";

/** Values by key, in the order in which the keys first occur. Keys are no better checked than the syntax demands. */
export type EnvAssignments = ReadonlyMap<string, string>;

/** One assignment. Keys are no better checked than the syntax demands. */
export interface EnvEntry {
  readonly key: string;
  readonly value: string;
}

/** Where an environment file is refused: the byte that is not allowed, or the key or value that is no UTF-8. */
export class EnvFileFailure extends ParseFailure {
  constructor(
    errno: "EBADMSG" | "EINVAL",
    offset: number,
    message: string,
    /** What is no UTF-8; `file` when the file is refused as a whole. */
    readonly part: "file" | "key" | "value",
    /** As systemd counts: the lines that assignments, comments and lines without `=` have ended so far, from 1. */
    readonly line: number,
    /** The bytes of the key and the value, one code unit each. */
    readonly key: string,
    readonly value: string,
  ) {
    super(errno, offset, message);
  }
}

const isLineBreak = (c: number): boolean => c === LF || c === CR;

/** White space within a line. */
const isBlank = (c: number): boolean => c === SPACE || c === HT;

const isComment = (c: number): boolean => c === HASH || c === SEMICOLON;

/** What a backslash inside of double quotes escapes. */
const isQuotedEscape = (c: number): boolean => c === DOUBLE_QUOTE || c === BACKSLASH || c === BACKTICK || c === DOLLAR;

/** The text of a range, or `null` when it is no UTF-8. */
function decodeText(bytes: Uint8Array, start: number, end: number): string | null {
  return decodeAscii(bytes, start, end) ?? (isValidUtf8(bytes, start, end) ? decodeUtf8(bytes, start, end) : null);
}

class EnvFileReader {
  readonly entries: EnvEntry[] = [];
  #at = 0;
  #line = 1;
  /** Where the value that was read stands: the file itself, or {@link EnvFileReader.#buffer}. */
  #value: Uint8Array;
  #start = 0;
  #end = 0;
  /** Values without their quotes and escapes, where those stand within; made when it is needed. */
  #buffer: Uint8Array | null = null;
  #length = 0;

  constructor(private readonly bytes: Uint8Array) {
    this.#value = bytes;
  }

  readAll(): EnvFileFailure | null {
    const { bytes } = this;
    while (this.#skipToKey()) {
      const start = this.#at;
      const equals = this.#skipKey();
      if (equals < start) continue;
      let end = equals;
      while (isWhitespace(bytes[end - 1]!)) end--;
      const valueStart = this.#at;
      if (!this.#readPlainValue()) this.#readValue();
      const key = decodeText(bytes, start, end);
      if (key === null) return this.#failure("key", start, start, end);
      const value = decodeText(this.#value, this.#start, this.#end);
      if (value === null) return this.#failure("value", valueStart, start, end);
      this.entries.push({ key, value });
    }
    return null;
  }

  #failure(part: "key" | "value", offset: number, start: number, end: number): EnvFileFailure {
    const key = latin1(this.bytes, start, end);
    const value = latin1(this.#value, this.#start, this.#end);
    const line = this.#line;
    return withoutTrace(() => new EnvFileFailure("EINVAL", offset, `${part} that is no UTF-8`, part, line, key, value));
  }

  /** Passes over blank lines and comments; false at the end of the file. */
  #skipToKey(): boolean {
    const { bytes } = this;
    while (this.#at < bytes.length) {
      const c = bytes[this.#at]!;
      if (isComment(c)) this.#skipComment();
      else if (!isWhitespace(c)) return true;
      else this.#at++;
    }
    return false;
  }

  #skipComment(): void {
    const { bytes } = this;
    while (this.#at < bytes.length && !isLineBreak(bytes[this.#at]!)) this.#at++;
    if (this.#at < bytes.length) this.#endLine();
  }

  /** Passes over the line break that ends an assignment, a comment or a line without `=`; only those count as lines. */
  #endLine(): void {
    this.#at++;
    this.#line++;
  }

  /** Passes over a key and its `=`, the index of which it gives; -1 when the line has none. A key has at least one byte. */
  #skipKey(): number {
    const { bytes } = this;
    for (let i = this.#at + 1; i < bytes.length; i++) {
      const c = bytes[i]!;
      if (isLineBreak(c)) {
        this.#at = i;
        this.#endLine();
        return -1;
      }
      if (c === EQUALS) {
        this.#at = i + 1;
        return i;
      }
    }
    this.#at = bytes.length;
    return -1;
  }

  /** Reads a value that stands in the file as it is: in one pair of quotes or in none, without a backslash. False for any other. */
  #readPlainValue(): boolean {
    const { bytes } = this;
    const { length } = bytes;
    let at = this.#at;
    while (at < length && isBlank(bytes[at]!)) at++;
    const quote = bytes[at];
    const quoted = quote === DOUBLE_QUOTE || quote === SINGLE_QUOTE;
    let end = at;
    if (quoted) {
      at++;
      for (end = at; end < length && bytes[end] !== quote; end++) if (bytes[end] === BACKSLASH) return false;
      if (end === length || (end + 1 < length && !isLineBreak(bytes[end + 1]!))) return false;
    } else {
      while (end < length && !isLineBreak(bytes[end]!)) if (bytes[end++] === BACKSLASH) return false;
    }
    this.#at = quoted ? end + 1 : end;
    if (this.#at < length) this.#endLine();
    if (!quoted) while (end > at && isBlank(bytes[end - 1]!)) end--;
    this.#value = bytes;
    this.#start = at;
    this.#end = end;
    return true;
  }

  #push(c: number): void {
    this.#value[this.#length++] = c;
  }

  #readValue(): void {
    const { bytes } = this;
    this.#buffer ??= new Uint8Array(bytes.length);
    this.#value = this.#buffer;
    this.#length = 0;
    while (this.#at < bytes.length) {
      const c = bytes[this.#at]!;
      if (c === DOUBLE_QUOTE) this.#readDoubleQuoted();
      else if (c === SINGLE_QUOTE) this.#readSingleQuoted();
      else if (!isBlank(c)) break;
      else this.#at++;
    }
    this.#readText();
    this.#start = 0;
    this.#end = this.#length;
  }

  #readSingleQuoted(): void {
    const { bytes } = this;
    for (this.#at++; this.#at < bytes.length; ) {
      const c = bytes[this.#at++]!;
      if (c === SINGLE_QUOTE) return;
      this.#push(c);
    }
  }

  #readDoubleQuoted(): void {
    const { bytes } = this;
    for (this.#at++; this.#at < bytes.length; ) {
      let c = bytes[this.#at++]!;
      if (c === DOUBLE_QUOTE) return;
      if (c === BACKSLASH) {
        if (this.#at === bytes.length) return;
        c = bytes[this.#at++]!;
        if (c === LF) continue;
        if (!isQuotedEscape(c)) this.#push(BACKSLASH);
      }
      this.#push(c);
    }
  }

  /** Reads up to the end of the line; white space before it is dropped unless escaped. */
  #readText(): void {
    const { bytes } = this;
    let kept = this.#length;
    while (this.#at < bytes.length) {
      let c = bytes[this.#at]!;
      if (isLineBreak(c)) {
        this.#endLine();
        break;
      }
      this.#at++;
      const escaped = c === BACKSLASH;
      if (escaped) {
        if (this.#at === bytes.length) return;
        c = bytes[this.#at++]!;
      }
      if (!escaped || !isLineBreak(c)) this.#push(c);
      if (escaped || !isWhitespace(c)) kept = this.#length;
    }
    this.#length = kept;
  }
}

/**
 * Reads an environment file: every assignment, in the order of the file.
 *
 * `EBADMSG` for a NUL byte anywhere, `EINVAL` for a key or value that is no UTF-8. Takes linear time.
 */
export function readEnvFile(bytes: Uint8Array): readonly EnvEntry[] | EnvFileFailure {
  const nul = bytes.indexOf(NUL);
  if (nul >= 0) return withoutTrace(() => new EnvFileFailure("EBADMSG", nul, "NUL byte", "file", 1, "", ""));
  const reader = new EnvFileReader(bytes);
  return reader.readAll() ?? reader.entries;
}

/**
 * Reads an environment file as {@link readEnvFile} does; the last value of a key counts.
 *
 * @example parseEnvFile(encodeUtf8("A='x y'\n")) // Map { "A" => "x y" }
 */
export function parseEnvFile(bytes: Uint8Array): EnvAssignments | ParseFailure {
  const entries = readEnvFile(bytes);
  if (entries instanceof EnvFileFailure) return entries;
  return new Map(entries.map(({ key, value }) => [key, value]));
}
