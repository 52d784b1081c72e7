import {
  BACKSLASH,
  BRACE_CLOSE,
  BRACE_OPEN,
  COLON,
  COMMA,
  DOUBLE_QUOTE,
  EQUALS,
  EXCLAMATION,
  isWhitespace,
  LOWER_E,
  MINUS,
  PLUS,
} from "../../core/ascii.js";
import { cunescape } from "../../text/escape.js";
import { decodeRaw } from "../../text/raw-bytes.js";
import { ADD, ASSIGN, ASSIGN_FINAL, MATCH, NO_MATCH, REMOVE, type UdevOperator } from "./operators.js";

const LETTER_I = 0x69;
const NOTHING = "";

/** What bytes mean for a key: that it ends, or that it does when `=` follows. */
const ENDS = 1;
const ENDS_BEFORE_EQUALS = 2;
const keyClass = new Uint8Array(256);
for (let c = 0; c < keyClass.length; c++) if (isWhitespace(c)) keyClass[c] = ENDS;
for (const c of [EQUALS, BRACE_OPEN]) keyClass[c] = ENDS;
for (const c of [PLUS, MINUS, EXCLAMATION, COLON]) keyClass[c] = ENDS_BEFORE_EQUALS;

/** What {@link PairReader.next} has found. */
export const Pair = { READ: 0, END: 1, MALFORMED: 2 } as const;

/**
 * The `KEY{attribute}=="value"` pairs of a rule, one at a time.
 *
 * Commas and white space between pairs may be there or not, and so may white space around the operator. The value stands in
 * double quotes, before which `e` asks for C escapes and `i` for a match without case, each at most once. Without `e`
 * a backslash is ordinary, but before a double quote, which it makes part of the value.
 * Origin: udev(7), udev_rule_parse_value() at 257.
 */
export class PairReader {
  key = "";
  attr: string | null = null;
  op: UdevOperator = MATCH;
  value = "";
  nocase = false;
  /** Where the pair begins; {@link at} is behind it. */
  start = 0;

  constructor(
    readonly bytes: Uint8Array,
    public at: number,
    readonly end: number,
  ) {}

  next(): (typeof Pair)[keyof typeof Pair] {
    const { bytes, end } = this;
    const start = this.#skip(this.at, true);
    this.start = start;
    if (start >= end) return Pair.END;
    let keyEnd = start;
    for (; ; keyEnd++) {
      if (keyEnd >= end) return Pair.MALFORMED;
      const kind = keyClass[bytes[keyEnd]!]!;
      if (kind === ENDS || (kind === ENDS_BEFORE_EQUALS && keyEnd + 1 < end && bytes[keyEnd + 1] === EQUALS)) break;
    }
    let at = keyEnd;
    let attr: string | null = null;
    if (bytes[keyEnd] === BRACE_OPEN) {
      at = keyEnd + 1;
      while (at < end && bytes[at] !== BRACE_CLOSE) at++;
      if (at >= end) return Pair.MALFORMED;
      attr = decodeRaw(bytes, keyEnd + 1, at);
      at++;
    }
    at = this.#skip(at, false);
    const op = at + 1 < end ? operatorAt(bytes, at) : null;
    if (op === null) return Pair.MALFORMED;
    if (!this.#readValue(this.#skip(at + op.length, false))) return Pair.MALFORMED;
    this.key = decodeRaw(bytes, start, keyEnd);
    this.attr = attr;
    this.op = op;
    return Pair.READ;
  }

  #skip(from: number, commas: boolean): number {
    const { bytes, end } = this;
    let at = from;
    while (at < end && (isWhitespace(bytes[at]!) || (commas && bytes[at] === COMMA))) at++;
    return at;
  }

  #readValue(from: number): boolean {
    const { bytes, end } = this;
    let escapes = false;
    let nocase = false;
    let at = from;
    for (; at < end && at < from + 2 && bytes[at] !== DOUBLE_QUOTE; at++) {
      if (bytes[at] === LOWER_E && !escapes) escapes = true;
      else if (bytes[at] === LETTER_I && !nocase) nocase = true;
      else return false;
    }
    if (at >= end || bytes[at] !== DOUBLE_QUOTE) return false;
    const first = at + 1;
    /** Whether a backslash stands where it may matter. */
    let escaped = false;
    for (at = first; at < end && bytes[at] !== DOUBLE_QUOTE; at++) {
      if (bytes[at] !== BACKSLASH) continue;
      if (!escapes && (at + 1 >= end || bytes[at + 1] !== DOUBLE_QUOTE)) continue;
      escaped = true;
      at++;
    }
    if (at >= end) return false;
    const text = decodeRaw(bytes, first, at);
    const value = !escaped ? text : escapes ? cunescape(text) : text.replaceAll('\\"', '"');
    if (value === null) return false;
    this.value = value;
    this.nocase = nocase;
    this.at = at + 1;
    return true;
  }
}

/** The operator at an offset that has a byte behind it. */
function operatorAt(bytes: Uint8Array, at: number): UdevOperator | null {
  const first = bytes[at]!;
  if (bytes[at + 1] !== EQUALS) return first === EQUALS ? ASSIGN : null;
  if (first === EQUALS) return MATCH;
  if (first === EXCLAMATION) return NO_MATCH;
  if (first === PLUS) return ADD;
  if (first === MINUS) return REMOVE;
  return first === COLON ? ASSIGN_FINAL : null;
}

/** The alternatives of a pattern that are not empty. */
export function alternatives(value: string): readonly string[] {
  if (!value.includes("|")) return value === NOTHING ? [] : [value];
  return value.split("|").filter((pattern) => pattern !== NOTHING);
}
