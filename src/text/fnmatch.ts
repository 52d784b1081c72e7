import {
  ASTERISK,
  BACKSLASH,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  CARET,
  EXCLAMATION,
  MINUS,
  QUESTION,
} from "../core/ascii.js";
import { asciiLower } from "./ascii-case.js";

/** A set of characters, by code unit 0–255. */
type CharacterSet = Uint8Array;

const SET_SIZE = 256;
const MEMBER = 1;
const NOT_FOUND = -1;

/** What has to stand at an offset of a segment: one of a set of characters. */
interface Constraint {
  readonly offset: number;
  readonly set: CharacterSet;
}

/** One part between two stars. */
interface Segment {
  /** How many characters it matches. */
  readonly length: number;
  /** Its text, where it has neither `?` nor brackets. */
  readonly literal: string | null;
  /** One for each character of it that is no `?`. */
  readonly constraints: readonly Constraint[];
}

/** Members of the classes of POSIX, in the C locale. */
const classes: ReadonlyMap<string, readonly number[]> = new Map(
  Object.entries({
    alpha: /[A-Za-z]/,
    digit: /\d/,
    alnum: /[A-Za-z\d]/,
    upper: /[A-Z]/,
    lower: /[a-z]/,
    space: /[ \t-\r]/,
    blank: /[ \t]/,
    punct: /[!-/:-@[-`{-~]/,
    print: /[ -~]/,
    graph: /[!-~]/,
    cntrl: /[\0-\x1f\x7f]/,
    xdigit: /[\dA-Fa-f]/,
  }).map(([name, members]) => [
    name,
    Array.from({ length: SET_SIZE }, (_, c) => c).filter((c) => members.test(String.fromCharCode(c))),
  ]),
);

/** What stands around the name of a class: `[:` and `:]`. */
const CLASS = /^\[:([a-z]+):\]/;
const CLASS_MARKS = 4;
const CLASS_MAX = "xdigit".length + CLASS_MARKS;

const className = (pattern: string, at: number): string | null =>
  CLASS.exec(pattern.slice(at, at + CLASS_MAX))?.[1] ?? null;

/** The set of each single character, made when it is first needed. */
const singles: (CharacterSet | undefined)[] = [];

function single(c: number): CharacterSet {
  const known = singles[c];
  if (known !== undefined) return known;
  const set = new Uint8Array(SET_SIZE);
  addRange(set, c, c);
  singles[c] = set;
  return set;
}

function addRange(set: CharacterSet, first: number, last: number): void {
  for (let c = first; c <= last && c < SET_SIZE; c++) set[c] = MEMBER;
}

/**
 * The set of a bracket expression whose `[` is at `start` and the offset behind it; `null` when it is not closed. What members
 * start at does not depend on what stands before, so `unclosed` keeps the offsets from which no bracket closes: each is read once.
 */
function bracket(
  pattern: string,
  start: number,
  unclosed: Set<number>,
): { readonly set: CharacterSet; readonly end: number } | null {
  let at = start + 1;
  const lead = pattern.charCodeAt(at);
  const negated = lead === EXCLAMATION || lead === CARET;
  if (negated) at++;
  const set = new Uint8Array(SET_SIZE);
  const first = at;
  const seen: number[] = [];
  while (at < pattern.length) {
    if (at > first) {
      if (unclosed.has(at)) break;
      seen.push(at);
    }
    if (pattern.charCodeAt(at) === BRACKET_CLOSE && at > first) {
      if (negated) for (let c = 0; c < SET_SIZE; c++) set[c] = set[c]! ^ MEMBER;
      return { set, end: at + 1 };
    }
    const name = pattern.charCodeAt(at) === BRACKET_OPEN ? className(pattern, at) : null;
    const members = name === null ? undefined : classes.get(name);
    if (name !== null && members !== undefined) {
      for (const c of members) set[c] = MEMBER;
      at += name.length + CLASS_MARKS;
      continue;
    }
    if (pattern.charCodeAt(at) === BACKSLASH && at + 1 < pattern.length) at++;
    const from = pattern.charCodeAt(at++);
    let to = from;
    const closes = pattern.charCodeAt(at + 1) === BRACKET_CLOSE;
    if (pattern.charCodeAt(at) === MINUS && !closes && at + 1 < pattern.length) {
      at++;
      if (pattern.charCodeAt(at) === BACKSLASH && at + 1 < pattern.length) at++;
      to = pattern.charCodeAt(at++);
    }
    addRange(set, from, to);
  }
  for (const offset of seen) unclosed.add(offset);
  return null;
}

/** The parts of a pattern between its stars: none of them empty but the first and the last, for stars in a row are one. */
function segments(pattern: string): Segment[] {
  const all: Segment[] = [];
  const unclosed = new Set<number>();
  let constraints: Constraint[] = [];
  let length = 0;
  let literal: string | null = "";
  const finish = (): void => {
    all.push({ length, literal, constraints });
    constraints = [];
    length = 0;
    literal = "";
  };
  for (let at = 0; at < pattern.length; ) {
    let c = pattern.charCodeAt(at);
    if (c === ASTERISK) {
      if (length || !all.length) finish();
      at++;
      continue;
    }
    const found = c === BRACKET_OPEN ? bracket(pattern, at, unclosed) : null;
    if (found !== null) {
      constraints.push({ offset: length, set: found.set });
      literal = null;
      at = found.end;
    } else if (c === QUESTION) {
      literal = null;
      at++;
    } else {
      if (c === BACKSLASH && at + 1 < pattern.length) c = pattern.charCodeAt(++at);
      constraints.push({ offset: length, set: single(c) });
      if (literal !== null) literal += String.fromCharCode(c);
      at++;
    }
    length++;
  }
  finish();
  return all;
}

function matchesAt(text: string, at: number, { length, constraints }: Segment): boolean {
  if (at < 0 || at + length > text.length) return false;
  for (const { offset, set } of constraints) if (!set[text.charCodeAt(at + offset)]) return false;
  return true;
}

/** First place from `start` on where a segment matches, or -1. */
function find(text: string, start: number, segment: Segment): number {
  if (segment.literal !== null) return text.indexOf(segment.literal, start);
  for (let at = start; at + segment.length <= text.length; at++) if (matchesAt(text, at, segment)) return at;
  return NOT_FOUND;
}

/**
 * A shell pattern (`*`, `?`, `[…]`, backslash) for texts of bytes, one code unit each, ignoring ASCII case. Slashes and leading
 * dots are ordinary; a bracket that is not closed is, too. The work for a text is at most its length times the pattern's.
 * Origin: fnmatch(3) with FNM_CASEFOLD in the C locale.
 */
export class CaseFoldedPattern {
  readonly #segments: readonly Segment[];

  constructor(pattern: string) {
    this.#segments = segments(asciiLower(pattern));
  }

  /** Whether the pattern matches the whole text. */
  matches(text: string): boolean {
    const parts = this.#segments;
    const folded = asciiLower(text);
    const first = parts[0]!;
    if (!matchesAt(folded, 0, first)) return false;
    let at = first.length;
    const lastIndex = parts.length - 1;
    if (!lastIndex) return at === folded.length;
    for (let i = 1; i < lastIndex; i++) {
      at = find(folded, at, parts[i]!);
      if (at === NOT_FOUND) return false;
      at += parts[i]!.length;
    }
    const last = parts[lastIndex]!;
    const lastAt = folded.length - last.length;
    return lastAt >= at && matchesAt(folded, lastAt, last);
  }
}
