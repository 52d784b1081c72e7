import {
  BACKSLASH,
  BRACE_OPEN,
  DEL,
  DIGIT_0,
  DIGIT_9,
  DOT,
  DOUBLE_QUOTE,
  hexValue,
  LF,
  LOWER_E,
  LOWER_U,
  MINUS,
  NUL,
  PLUS,
  SPACE,
  UPPER_E,
} from "../core/ascii.js";
import type { Errno } from "../core/errno.js";
import {
  codePointAt,
  decodeUtf8,
  encodeUtf8,
  isValidCodePoint,
  isValidUnicode,
  latin1,
  sequenceLength,
} from "../core/utf8.js";
import {
  ARRAY_COMMA,
  ARRAY_FIRST,
  actions,
  BLANK,
  CLOSE,
  END,
  escaped,
  KEY,
  KEYWORDS,
  kindOf,
  LAST_PLACE,
  OBJECT_COLON,
  OBJECT_COMMA,
  OBJECT_FIRST_KEY,
  OPEN,
  REFUSE,
  REFUSE_BEHIND,
  TOP_LEVEL,
} from "./grammar.js";
import { readReal } from "./number.js";
import {
  JsonBoolean,
  JsonInteger,
  JsonNull,
  JsonString,
  JsonUnsigned,
  type JsonVariant,
  newArray,
  newObject,
  newReal,
} from "./variant.js";

/** Why a text is no JSON value; the codes have their sentences in `diagnostics.ts`. */
export type JsonErrorCode =
  | "json.empty-file"
  | "json.nul-byte"
  | "json.unexpected-end"
  | "json.unexpected-token"
  | "json.bad-token"
  | "json.bad-number"
  | "json.bad-string"
  | "json.bad-unicode"
  | "json.too-deep";

/** A refused text: what systemd returns, and the place that it reports. */
export class JsonError {
  constructor(
    readonly errno: Errno,
    readonly code: JsonErrorCode,
    /** Byte offset of the place. */
    readonly offset: number,
    /** 1-based; 0 when the text was not looked at. */
    readonly line: number,
    /** 1-based, in characters; 0 when the text was not looked at. */
    readonly column: number,
  ) {}
}

/**
 * Parses a file's content as one JSON text: RFC 8259 without comments; no NUL byte, no U+0000, no non-character.
 *
 * `ENODATA` for an empty file, `EBADMSG` for one with a NUL byte, else as {@link parseJson}. Origin: sd_json_parse_file.
 */
export function parseJsonFile(bytes: Uint8Array): JsonVariant | JsonError {
  if (bytes.length === 0) return new JsonError("ENODATA", "json.empty-file", 0, 0, 0);
  const nul = bytes.indexOf(NUL);
  if (nul >= 0) return new JsonError("EBADMSG", "json.nul-byte", nul, 0, 0);
  return parseJson(bytes);
}

/**
 * Parses the JSON text in `[start, end)`, which holds one value and white space.
 *
 * Whole numbers that fit 64 bits are exact, others are reals as {@link readReal} reads them; infinite ones are null.
 * Keys may repeat. `EINVAL` for anything that is no JSON (a place inside a token is reported as the token's start),
 * `EUCLEAN` for an escaped non-character, `ELNRNG` for more than 2049 nested containers. Linear time, no recursion.
 * Origin: sd_json_parse.
 */
export function parseJson(bytes: Uint8Array, start = 0, end = bytes.length): JsonVariant | JsonError {
  return new Parser(bytes, start, end).parse();
}

/** Byte classes inside a string. */
const PLAIN = 0;
const CLOSING = 1;
const ESCAPE = 2;
const WIDE = 3;
const REFUSED = 4;

const stringClass = new Uint8Array(256).fill(WIDE, 0x80);
stringClass.fill(REFUSED, NUL, SPACE);
stringClass[DEL] = REFUSED;
stringClass[DOUBLE_QUOTE] = CLOSING;
stringClass[BACKSLASH] = ESCAPE;

/** Whole numbers of so few digits are exact as doubles. */
const EXACT_DIGITS = 15;
const UINT64_MAX = 2n ** 64n - 1n;
const INT64_MIN = -(2n ** 63n);
/** More digits never fit 64 bits. */
const MOST_DIGITS = 20;

const HIGH_SURROGATE = 0xd800;
const LOW_SURROGATE = 0xdc00;
const SURROGATE_END = 0xe000;

const [TRUE, FALSE, NULL] = KEYWORDS.map((word) => encodeUtf8(word)) as [Uint8Array, Uint8Array, Uint8Array];

/** A container that is being filled; `keys` is null for an array. */
interface Frame {
  readonly keys: JsonString[] | null;
  readonly values: JsonVariant[];
  readonly line: number;
  readonly column: number;
  readonly parent: Frame | null;
}

class Parser {
  /** What the last token left: the offset behind it, and how many of its bytes continue a character. */
  #next = 0;
  #continuations = 0;
  /** Whether the last string had escapes: only those can name a non-character. */
  #escapes = false;
  #latin1: string | null = null;

  constructor(
    readonly bytes: Uint8Array,
    readonly start: number,
    readonly end: number,
  ) {}

  parse(): JsonVariant | JsonError {
    const { bytes, end } = this;
    let at = this.start;
    let line = 1;
    // An offset less this is its column: it grows with each line and each byte that continues a character.
    let base = at - 1;
    let place = TOP_LEVEL;
    let frame: Frame | null = null;
    let value: JsonVariant | null = null;

    for (;;) {
      while (at < end && kindOf[bytes[at]!] === BLANK) {
        if (bytes[at++] !== LF) continue;
        line++;
        base = at - 1;
      }
      if (at >= end) {
        if (place === END) return value!;
        return new JsonError("EINVAL", "json.unexpected-end", at, line, at - base);
      }
      const c = bytes[at]!;
      const action = actions[place + kindOf[c]!]!;

      if (action <= LAST_PLACE) {
        place = action;
        at++;
        continue;
      }
      if (action === OPEN) {
        const object: boolean = c === BRACE_OPEN;
        frame = { keys: object ? [] : null, values: [], line, column: at - base, parent: frame };
        place = object ? OBJECT_FIRST_KEY : ARRAY_FIRST;
        at++;
        continue;
      }
      if (action === CLOSE) {
        at++;
        value = close(frame!);
        if (value === null) return new JsonError("ELNRNG", "json.too-deep", at, line, at - base);
        frame = frame!.parent;
      } else {
        if (action === REFUSE) return new JsonError("EINVAL", refusal(place), at, line, at - base);
        if (action === REFUSE_BEHIND)
          return new JsonError("EINVAL", "json.unexpected-token", at + 1, line, at + 1 - base);
        value = this.#scalar(c, at, line, at - base);
        if (value === null) return new JsonError("EINVAL", tokenError(c), at, line, at - base);
        at = this.#next;
        base += this.#continuations;
        if (this.#escapes && value instanceof JsonString && !isValidUnicode(value.value)) {
          return new JsonError("EUCLEAN", "json.bad-unicode", at, line, at - base);
        }
        if (action === KEY) {
          if (!(value instanceof JsonString))
            return new JsonError("EINVAL", "json.unexpected-token", at, line, at - base);
          frame!.keys!.push(value);
          place = OBJECT_COLON;
          continue;
        }
      }
      if (frame === null) place = END;
      else {
        frame.values.push(value);
        place = frame.keys === null ? ARRAY_COMMA : OBJECT_COMMA;
      }
    }
  }

  /** The scalar that starts with `c`, or null when there is none; sets where it ends. */
  #scalar(c: number, at: number, line: number, column: number): JsonVariant | null {
    this.#continuations = 0;
    if (c === DOUBLE_QUOTE) {
      const text = this.#string(at + 1);
      return text === null ? null : new JsonString(text, line, column);
    }
    if (c === MINUS || (c >= DIGIT_0 && c <= DIGIT_9)) return this.#number(at, line, column);
    if (this.#word(at, TRUE)) return new JsonBoolean(true, line, column);
    if (this.#word(at, FALSE)) return new JsonBoolean(false, line, column);
    return this.#word(at, NULL) ? new JsonNull(line, column) : null;
  }

  #word(at: number, word: Uint8Array): boolean {
    if (this.end - at < word.length) return false;
    for (let i = 0; i < word.length; i++) if (this.bytes[at + i] !== word[i]) return false;
    this.#next = at + word.length;
    return true;
  }

  #number(start: number, line: number, column: number): JsonVariant | null {
    const { bytes, end } = this;
    const negative = bytes[start] === MINUS;
    let at = negative ? start + 1 : start;
    const digits = at;
    let c = at < end ? bytes[at]! : NUL;
    let whole = 0;
    if (c === DIGIT_0) {
      c = ++at < end ? bytes[at]! : NUL;
    } else {
      while (c >= DIGIT_0 && c <= DIGIT_9) {
        whole = 10 * whole + (c - DIGIT_0);
        c = ++at < end ? bytes[at]! : NUL;
      }
      if (at === digits) return null;
    }
    const wholeEnd = at;
    if (c === DOT) {
      c = ++at < end ? bytes[at]! : NUL;
      const fraction = at;
      while (c >= DIGIT_0 && c <= DIGIT_9) c = ++at < end ? bytes[at]! : NUL;
      if (at === fraction) return null;
    }
    if (c === LOWER_E || c === UPPER_E) {
      c = ++at < end ? bytes[at]! : NUL;
      if (c === MINUS || c === PLUS) c = ++at < end ? bytes[at]! : NUL;
      const exponent = at;
      while (c >= DIGIT_0 && c <= DIGIT_9) c = ++at < end ? bytes[at]! : NUL;
      if (at === exponent) return null;
    }
    this.#next = at;
    if (at === wholeEnd) {
      let exact: number | bigint = negative ? 0 - whole : whole;
      if (at - digits > EXACT_DIGITS && !Number.isSafeInteger(whole)) {
        if (at - digits > MOST_DIGITS) return newReal(readReal(bytes, start, at), line, column);
        exact = BigInt(this.#slice(start, at));
      }
      if (!negative) {
        if (exact <= UINT64_MAX) return new JsonUnsigned(exact, line, column);
      } else if (exact >= INT64_MIN) return new JsonInteger(exact, line, column);
    }
    return newReal(readReal(bytes, start, at), line, column);
  }

  /** The string whose first character is at `start`, or null. */
  #string(start: number): string | null {
    const { bytes, end } = this;
    let at = start;
    let copied = start;
    let text = "";
    let wide = false;
    let escapes = false;
    for (;;) {
      while (at < end && stringClass[bytes[at]!] === PLAIN) at++;
      if (at >= end) return null;
      const kind = stringClass[bytes[at]!];
      if (kind === REFUSED) return null;
      if (kind === WIDE) {
        const length = sequenceLength(bytes, at, end);
        if (length < 0 || !isValidCodePoint(codePointAt(bytes, at, length))) return null;
        this.#continuations += length - 1;
        at += length;
        wide = true;
        continue;
      }
      const run = wide ? decodeUtf8(bytes, copied, at) : this.#slice(copied, at);
      if (kind === CLOSING) {
        this.#next = at + 1;
        this.#escapes = escapes;
        return text === "" ? run : text + run;
      }
      text += run;
      escapes = true;
      const letter = at + 1 < end ? bytes[at + 1]! : NUL;
      if (escaped[letter] !== 0) {
        text += String.fromCharCode(escaped[letter]!);
        at += 2;
      } else {
        const unit = letter === LOWER_U ? this.#hex(at + 2) : 0;
        if (unit === 0) return null;
        at += 6;
        text += String.fromCharCode(unit);
        if (unit >= LOW_SURROGATE && unit < SURROGATE_END) return null;
        if (unit >= HIGH_SURROGATE && unit < LOW_SURROGATE) {
          const low = at + 1 < end && bytes[at] === BACKSLASH && bytes[at + 1] === LOWER_U ? this.#hex(at + 2) : 0;
          if (low < LOW_SURROGATE || low >= SURROGATE_END) return null;
          at += 6;
          text += String.fromCharCode(low);
        }
      }
      copied = at;
      wide = false;
    }
  }

  /** The value of four hexadecimal digits; 0 when they are not there, as U+0000 is refused like them. */
  #hex(at: number): number {
    if (this.end - at < 4) return 0;
    let value = 0;
    for (let i = at; i < at + 4; i++) {
      const digit = hexValue(this.bytes[i]!);
      if (digit < 0) return 0;
      value = (value << 4) | digit;
    }
    return value;
  }

  /** ASCII text of a range: one decoding serves all tokens. */
  #slice(from: number, to: number): string {
    this.#latin1 ??= latin1(this.bytes, this.start, this.end);
    return this.#latin1.slice(from - this.start, to - this.start);
  }
}

function close({ keys, values, line, column }: Frame): JsonVariant | null {
  return keys === null ? newArray(values, line, column) : newObject(keys, values, line, column);
}

/** Behind a value anything but punctuation is out of place; elsewhere it may be no token at all. */
const refusal = (place: number): JsonErrorCode => (place >= OBJECT_COLON ? "json.unexpected-token" : "json.bad-token");

function tokenError(c: number): JsonErrorCode {
  if (c === DOUBLE_QUOTE) return "json.bad-string";
  return c === MINUS || (c >= DIGIT_0 && c <= DIGIT_9) ? "json.bad-number" : "json.bad-token";
}
