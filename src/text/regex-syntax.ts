import {
  ASTERISK,
  BACKSLASH,
  BRACE_CLOSE,
  BRACE_OPEN,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  CARET,
  COMMA,
  isAlpha,
  MINUS,
  PAREN_CLOSE,
  PAREN_OPEN,
  PIPE,
  PLUS,
  QUESTION,
} from "../core/ascii.js";
import { CharSet, DIGITS, LETTERS } from "./char-set.js";

/** Letters that mean something behind a backslash; other letters are refused. Origin: pcre2pattern(3) "Backslash". */
const escapeLetters = new CharSet("aefnrtdDhHsSvVwWbBAzZGKNRXCQEPpxogkc");
/** The same in a character class. */
const classEscapeLetters = new CharSet("aefnrtdDhHsSvVwWbPpxocQEN");
/** Escapes that need an argument: none of them may be the last thing of a pattern. */
const escapesWithArgument = new CharSet("ogkcpP");
/** Escapes that stand for a class, and so cannot start or end a range. */
const classEscapes = new CharSet("dDhHsSvVwWpPN");

const posixClasses: ReadonlySet<string> = new Set(
  "alpha lower upper alnum ascii blank cntrl digit graph print punct space word xdigit".split(" "),
);

/** What may follow `(?` to open a group without a name, longest first. */
const groupOpenings: readonly string[] = ["<=", "<!", ":", "|", ">", "=", "!"];
/** What may follow `(?` before a group's name, with what ends the name. */
const namedOpenings: readonly (readonly [opening: string, end: string])[] = [
  ["P<", ">"],
  ["<", ">"],
  ["'", "'"],
];
const optionLetters = new CharSet("imnsxJaDSWPTUr^-");
const nameCharacters = new CharSet(`${LETTERS}${DIGITS}_`);
const digits = new CharSet(DIGITS);

/** Deepest nesting of parentheses, and the largest repeat count. Origin: pcre2pattern(3), pcre2limits(3). */
const PARENS_MAX = 250;
const REPEAT_MAX = 65535;

/** Scans a pattern once from left to right; `at` is the next unread character. */
class RegexScanner {
  #at = 0;
  #depth = 0;
  /** Whether the item before can be repeated. */
  #repeatable = false;

  constructor(readonly pattern: string) {}

  scan(): boolean {
    const { pattern } = this;
    while (this.#at < pattern.length) {
      if (!this.#item(pattern.charCodeAt(this.#at))) return false;
    }
    return this.#depth === 0;
  }

  #item(c: number): boolean {
    if (c === BACKSLASH) return this.#escape();
    if (c === BRACKET_OPEN) return this.#characterClass();
    if (c === PAREN_OPEN) return this.#group();
    if (c === PAREN_CLOSE) return this.#closeGroup();
    if (c === ASTERISK || c === PLUS || c === QUESTION) return this.#quantifier(this.#at + 1);
    if (c === BRACE_OPEN) {
      const end = this.#repeatCount();
      if (end < 0) return false;
      if (end > 0) return this.#quantifier(end);
    }
    this.#at++;
    this.#repeatable = c !== PIPE;
    return true;
  }

  #quantifier(end: number): boolean {
    if (!this.#repeatable) return false;
    const next = this.pattern.charCodeAt(end);
    this.#at = next === PLUS || next === QUESTION ? end + 1 : end;
    this.#repeatable = false;
    return true;
  }

  /** Where `{n}`, `{n,}` or `{n,m}` ends, 0 when the brace is an ordinary character, -1 when the numbers are refused. */
  #repeatCount(): number {
    const low = this.#digitsEnd(this.#at + 1);
    if (low === this.#at + 1) return 0;
    const comma = this.pattern.charCodeAt(low) === COMMA;
    const end = comma ? this.#digitsEnd(low + 1) : low;
    if (this.pattern.charCodeAt(end) !== BRACE_CLOSE) return 0;
    const least = Number(this.pattern.slice(this.#at + 1, low));
    const most = !comma ? least : end === low + 1 ? REPEAT_MAX : Number(this.pattern.slice(low + 1, end));
    return least > most || most > REPEAT_MAX ? -1 : end + 1;
  }

  /** Where the digits end that start at `at`. */
  #digitsEnd(at: number): number {
    let end = at;
    while (digits.has(this.pattern.charCodeAt(end))) end++;
    return end;
  }

  #escape(): boolean {
    const { pattern } = this;
    const letter = pattern.charCodeAt(this.#at + 1);
    if (this.#at + 1 >= pattern.length) return false;
    if (isAlpha(letter) && !escapeLetters.has(letter)) return false;
    if (escapesWithArgument.has(letter) && this.#at + 2 >= pattern.length) return false;
    if (pattern.charAt(this.#at + 1) === "Q") {
      const end = pattern.indexOf("\\E", this.#at + 2);
      this.#at = end < 0 ? pattern.length : end + 2;
    } else this.#at += 2;
    this.#repeatable = true;
    return true;
  }

  /** `[…]`, with ranges that must rise and POSIX classes that must be known. */
  #characterClass(): boolean {
    const { pattern } = this;
    let at = this.#at + 1;
    if (pattern.charCodeAt(at) === CARET) at++;
    let rangeStart = -1;
    let first = true;
    for (; at < pattern.length; first = false) {
      const c = pattern.charCodeAt(at);
      if (c === BRACKET_CLOSE && !first) {
        this.#at = at + 1;
        this.#repeatable = true;
        return true;
      }
      const posixEnd = c === BRACKET_OPEN ? this.#posixClassEnd(at) : 0;
      if (posixEnd < 0) return false;
      if (posixEnd > 0) {
        at = posixEnd;
        rangeStart = -1;
        continue;
      }
      let member = c;
      let length = 1;
      if (c === BACKSLASH) {
        member = pattern.charCodeAt(at + 1);
        length = 2;
        if (at + 1 >= pattern.length || (isAlpha(member) && !classEscapeLetters.has(member))) return false;
        if (isAlpha(member) || digits.has(member)) member = -1;
      }
      if (rangeStart >= 0 && member >= 0 && rangeStart > member) return false;
      at += length;
      const isRange = pattern.charCodeAt(at) === MINUS && pattern.charCodeAt(at + 1) !== BRACKET_CLOSE;
      rangeStart = isRange && !(c === BACKSLASH && classEscapes.has(pattern.charCodeAt(at - 1))) ? member : -1;
      if (isRange) at++;
    }
    return false;
  }

  /** Where `[:name:]` or `[:^name:]` ends that starts at `at`: 0 when it is something else, -1 when the name is unknown. */
  #posixClassEnd(at: number): number {
    const { pattern } = this;
    if (pattern.charAt(at + 1) !== ":") return 0;
    const start = pattern.charCodeAt(at + 2) === CARET ? at + 3 : at + 2;
    let end = start;
    while (nameCharacters.has(pattern.charCodeAt(end))) end++;
    if (!pattern.startsWith(":]", end)) return 0;
    return posixClasses.has(pattern.slice(start, end)) ? end + 2 : -1;
  }

  #group(): boolean {
    const { pattern } = this;
    this.#at++;
    this.#repeatable = false;
    if (++this.#depth > PARENS_MAX) return false;
    if (pattern.charCodeAt(this.#at) !== QUESTION) return true;
    this.#at++;
    const opening = groupOpenings.find((text) => pattern.startsWith(text, this.#at));
    if (opening !== undefined) {
      this.#at += opening.length;
      return true;
    }
    const named = namedOpenings.find(([text]) => pattern.startsWith(text, this.#at));
    if (named !== undefined) return this.#groupName(named[0].length, named[1]);
    if (pattern.charAt(this.#at) === "#") {
      const end = pattern.indexOf(")", this.#at);
      this.#at = end + 1;
      this.#depth--;
      return end >= 0;
    }
    return this.#options();
  }

  #groupName(length: number, end: string): boolean {
    const start = this.#at + length;
    const close = this.pattern.indexOf(end, start);
    this.#at = close + 1;
    const valid = close > start && nameCharacters.hasAll(this.pattern, start, close);
    return valid && !digits.has(this.pattern.charCodeAt(start));
  }

  /** `(?i)`, `(?i-s:…)` and calls such as `(?R)` and `(?1)`. */
  #options(): boolean {
    const { pattern } = this;
    const start = this.#at;
    let at = start;
    while (optionLetters.has(pattern.charCodeAt(at)) || digits.has(pattern.charCodeAt(at))) at++;
    if (at === start && pattern.charAt(at) === "R") at++;
    const end = pattern.charAt(at);
    this.#at = at + 1;
    if (end === ":") return true;
    this.#depth--;
    this.#repeatable = digits.has(pattern.charCodeAt(start)) || pattern.charAt(start) === "R";
    return end === ")";
  }

  #closeGroup(): boolean {
    this.#at++;
    this.#repeatable = true;
    return this.#depth-- > 0;
  }
}

/**
 * Whether a text is a regular expression as PCRE2 reads it: brackets and parentheses close, repeats follow something that
 * can be repeated, escapes, ranges and POSIX classes are known. References to groups are not looked up. Linear time.
 * Origin: pcre2pattern(3), pattern_compile_and_log() at 257.
 */
export const isRegexValid = (pattern: string): boolean => new RegexScanner(pattern).scan();
