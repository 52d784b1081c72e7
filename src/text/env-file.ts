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
  isWhitespace,
  LF,
  NUL,
  SEMICOLON,
  SINGLE_QUOTE,
} from "../core/ascii.js";
import { attempt, fail, type ParseFailure } from "../core/errno.js";
import { decodeUtf8, isValidUtf8 } from "../core/utf8.js";

/** Values by key, in the order in which the keys first occur. Keys are no better checked than the syntax demands. */
export type EnvAssignments = ReadonlyMap<string, string>;

const isLineBreak = (c: number): boolean => c === LF || c === CR;

const isComment = (c: number): boolean => c === HASH || c === SEMICOLON;

/** What a backslash inside of double quotes escapes. */
const isQuotedEscape = (c: number): boolean => c === DOUBLE_QUOTE || c === BACKSLASH || c === BACKTICK || c === DOLLAR;

class EnvFileReader {
  readonly assignments = new Map<string, string>();
  #at = 0;
  /** The value being read, without quotes and escapes. */
  readonly #value: Uint8Array;
  #length = 0;

  constructor(private readonly bytes: Uint8Array) {
    this.#value = new Uint8Array(bytes.length);
  }

  readAll(): void {
    while (this.#skipToKey()) {
      const start = this.#at;
      const equals = this.#skipKey();
      if (equals < 0) continue;
      let end = equals;
      while (isWhitespace(this.bytes[end - 1]!)) end--;
      if (!isValidUtf8(this.bytes, start, end)) fail("EINVAL", start, "key that is no UTF-8");
      const valueStart = this.#at;
      this.#readValue();
      if (!isValidUtf8(this.#value, 0, this.#length)) fail("EINVAL", valueStart, "value that is no UTF-8");
      this.assignments.set(decodeUtf8(this.bytes, start, end), decodeUtf8(this.#value, 0, this.#length));
    }
  }

  /** Passes over blank lines and comments; false at the end of the file. */
  #skipToKey(): boolean {
    const { bytes } = this;
    while (this.#at < bytes.length) {
      const c = bytes[this.#at]!;
      if (isComment(c)) this.#skipLine();
      else if (!isWhitespace(c)) return true;
      else this.#at++;
    }
    return false;
  }

  #skipLine(): void {
    while (this.#at < this.bytes.length && !isLineBreak(this.bytes[this.#at]!)) this.#at++;
  }

  /** Passes over a key and its `=`, the index of which it gives; -1 when the line has none. A key has at least one byte. */
  #skipKey(): number {
    const { bytes } = this;
    for (let i = this.#at + 1; i < bytes.length; i++) {
      const c = bytes[i]!;
      if (isLineBreak(c)) {
        this.#at = i;
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

  #push(c: number): void {
    this.#value[this.#length++] = c;
  }

  #readValue(): void {
    const { bytes } = this;
    this.#length = 0;
    while (this.#at < bytes.length) {
      const c = bytes[this.#at]!;
      if (c === DOUBLE_QUOTE) this.#readDoubleQuoted();
      else if (c === SINGLE_QUOTE) this.#readSingleQuoted();
      else if (!isWhitespace(c) || isLineBreak(c)) break;
      else this.#at++;
    }
    this.#readText();
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
      let c = bytes[this.#at++]!;
      if (isLineBreak(c)) break;
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
 * Reads an environment file; the last value of a key counts.
 *
 * `EBADMSG` for a NUL byte anywhere, `EINVAL` for a key or value that is no UTF-8. Takes linear time.
 *
 * @example parseEnvFile(encodeUtf8("A='x y'\n")) // Map { "A" => "x y" }
 */
export function parseEnvFile(bytes: Uint8Array): EnvAssignments | ParseFailure {
  return attempt(() => {
    const nul = bytes.indexOf(NUL);
    if (nul >= 0) fail("EBADMSG", nul, "NUL byte");
    const reader = new EnvFileReader(bytes);
    reader.readAll();
    return reader.assignments;
  });
}
