import { BACKSLASH, DOUBLE_QUOTE, SINGLE_QUOTE } from "../core/ascii.js";
import { unescaped, unescapeOne } from "./escape.js";
import { normalizeRaw } from "./raw-bytes.js";

/** How {@link WordReader} reads words; combine with `|`. Names are systemd's, without `EXTRACT_`. */
export const Extract = {
  /** Take an unbalanced quote, and a backslash at the end, as the end of the word. */
  RELAX: 1,
  /** Resolve C escapes. */
  CUNESCAPE: 2,
  /** Keep unknown escapes as they stand, instead of failing. */
  UNESCAPE_RELAX: 4,
  /** Resolve escaped separators and backslashes. */
  UNESCAPE_SEPARATORS: 8,
  /** Quotes protect separators and stay in the word. */
  KEEP_QUOTE: 16,
  /** Quotes protect separators and are removed. */
  UNQUOTE: 32,
  /** Every separator ends a word, so that words may be empty. */
  DONT_COALESCE_SEPARATORS: 64,
  /** A backslash is an ordinary character. */
  RETAIN_ESCAPE: 128,
  /** Leave separators behind a word unread. */
  RETAIN_SEPARATORS: 256,
} as const;

export const WHITESPACE = " \t\n\r";

/** What went wrong with a word, and what {@link WordReader.nextLenient} forgave. */
export type WordProblem = "unknown-escape" | "unbalanced-quote";

const ASCII_SIZE = 128;
const MEMBER = 1;
const NO_QUOTE = 0;
/** What `unescapeOne` gives for a malformed escape. */
const REFUSED = -1;
const classTables = new Map<string, Uint8Array>();
let recentSeparators = WHITESPACE;
let recentTable = makeTable(WHITESPACE);

function makeTable(separators: string): Uint8Array {
  const table = new Uint8Array(ASCII_SIZE);
  for (let i = 0; i < separators.length; i++) table[separators.charCodeAt(i)] = MEMBER;
  classTables.set(separators, table);
  return table;
}

/** The membership table of a set of separators. Callers pass constants, so there are only a few. */
function separatorTable(separators: string): Uint8Array {
  if (separators === recentSeparators) return recentTable;
  recentTable = classTables.get(separators) ?? makeTable(separators);
  recentSeparators = separators;
  return recentTable;
}

/**
 * Splits a text into words, one at a time.
 *
 * `next` gives a word, or `null` at the end and on malformed quoting or escapes (`failed` tells which). Separators are
 * ASCII. What escapes spell beyond UTF-8 is kept as raw bytes (see `raw-bytes.ts`). Linear; the text is not copied.
 * Origin: systemd.syntax(7) "Quoting", extract_first_word() at 257.
 *
 * ```ts
 * const words = new WordReader("'a b' c");
 * for (let word = words.next(WHITESPACE, Extract.UNQUOTE); word !== null; word = words.next(WHITESPACE, Extract.UNQUOTE)) {}
 * if (words.failed) report();
 * ```
 */
export class WordReader {
  /** Offset of the next unread character; the text's length when `ended`. After a failure, where it was seen. */
  position: number;
  /** Whether the text is used up: no further call gives a word, not even an empty one. */
  ended = false;
  /** Whether the last call failed; systemd's functions return EINVAL then. */
  failed = false;
  /** What the last `nextLenient` forgave or failed at. */
  problem: WordProblem | null = null;

  constructor(
    readonly text: string,
    position = 0,
  ) {
    this.position = position;
  }

  /** What is left unread. */
  get rest(): string {
    return this.ended ? "" : this.text.slice(this.position);
  }

  /** Whether nothing is left unread (systemd: the rest is null or empty). */
  get restIsEmpty(): boolean {
    return this.ended || this.position >= this.text.length;
  }

  #end(): void {
    this.ended = true;
    this.position = this.text.length;
  }

  #fail(at: number): null {
    this.position = at;
    this.failed = true;
    return null;
  }

  /** The next word, or `null`: at the end, or when `failed`. */
  next(separators: string = WHITESPACE, flags = 0): string | null {
    this.failed = false;
    if (this.ended) return null;
    const { text } = this;
    const { length } = text;
    const table = separatorTable(separators);
    const coalesce = !(flags & Extract.DONT_COALESCE_SEPARATORS);
    const retain = !!(flags & Extract.RETAIN_SEPARATORS);
    let at = this.position;
    while (at < length && isIn(table, text.charCodeAt(at))) {
      if (!coalesce) {
        this.position = retain ? at : at + 1;
        return "";
      }
      at++;
    }
    if (at >= length) {
      this.#end();
      return coalesce ? null : "";
    }
    const escapes = !(flags & Extract.RETAIN_ESCAPE);
    const quotes = !!(flags & (Extract.KEEP_QUOTE | Extract.UNQUOTE));
    const unquote = !!(flags & Extract.UNQUOTE);
    let word = "";
    let raw = false;
    let quote: number = NO_QUOTE;
    let from = at;
    for (; at < length; at++) {
      const c = text.charCodeAt(at);
      if (c === BACKSLASH) {
        if (!escapes) continue;
        word += text.slice(from, at);
        const used = this.#unescape(at + 1, quote, table, flags);
        if (used === REFUSED) return this.#fail(Math.min(at + 1, length));
        word += unescaped.text;
        raw ||= unescaped.raw;
        at += used;
        from = at + 1;
      } else if (quote !== NO_QUOTE) {
        if (c !== quote) continue;
        quote = NO_QUOTE;
        if (unquote) {
          word += text.slice(from, at);
          from = at + 1;
        }
      } else if (quotes && (c === SINGLE_QUOTE || c === DOUBLE_QUOTE)) {
        quote = c;
        if (unquote) {
          word += text.slice(from, at);
          from = at + 1;
        }
      } else if (isIn(table, c)) break;
    }
    if (at < length) {
      word = from === at ? word : word + text.slice(from, at);
      if (!coalesce) this.position = retain ? at : at + 1;
      else {
        if (!retain) while (at < length && isIn(table, text.charCodeAt(at))) at++;
        this.position = at;
        if (at >= length) this.#end();
      }
    } else {
      if (quote !== NO_QUOTE && (flags & Extract.RELAX) === 0) return this.#fail(length);
      if (from < length) word += text.slice(from);
      this.#end();
    }
    return raw ? normalizeRaw(word) : word;
  }

  /** Resolves what follows a backslash into {@link unescaped}: how many characters it takes, or -1. */
  #unescape(at: number, quote: number, table: Uint8Array, flags: number): number {
    const { text } = this;
    unescaped.raw = false;
    if (at >= text.length) {
      const relaxQuote = (flags & Extract.RELAX) !== 0;
      if ((flags & Extract.UNESCAPE_RELAX) !== 0 && (quote === NO_QUOTE || relaxQuote)) unescaped.text = "\\";
      else if (relaxQuote) unescaped.text = "";
      else return -1;
      return 0;
    }
    if ((flags & (Extract.CUNESCAPE | Extract.UNESCAPE_SEPARATORS)) === 0) {
      unescaped.text = text.charAt(at);
      return 1;
    }
    if ((flags & Extract.CUNESCAPE) !== 0) {
      const used = unescapeOne(text, at);
      if (used >= 0) return used;
      unescaped.raw = false;
    }
    const c = text.charCodeAt(at);
    if ((flags & Extract.UNESCAPE_SEPARATORS) !== 0 && (c === BACKSLASH || isIn(table, c))) {
      unescaped.text = text.charAt(at);
      return 1;
    }
    if ((flags & Extract.UNESCAPE_RELAX) === 0) return -1;
    unescaped.text = `\\${text.charAt(at)}`;
    return 1;
  }

  /**
   * Like {@link next}, but a word that fails is read again with unknown escapes kept as they stand. `problem` tells what
   * was forgiven (a warning) or, when `failed`, that quotes do not balance (an error).
   * Origin: extract_first_word_and_warn() at 257.
   */
  nextLenient(separators: string = WHITESPACE, flags = 0): string | null {
    this.problem = null;
    const start = this.position;
    const word = this.next(separators, flags);
    if (!this.failed) return word;
    this.problem = "unbalanced-quote";
    if ((flags & Extract.UNESCAPE_RELAX) !== 0) return null;
    this.position = start;
    const again = this.next(separators, flags | Extract.UNESCAPE_RELAX);
    if (!this.failed) this.problem = "unknown-escape";
    return again;
  }
}

const isIn = (table: Uint8Array, c: number): boolean => c < ASCII_SIZE && table[c] === MEMBER;

/** All words of a text, or `null` when it is malformed. Origin: strv_split_full() at 257. */
export function splitWords(text: string, separators: string = WHITESPACE, flags = 0): string[] | null {
  const reader = new WordReader(text);
  const words: string[] = [];
  for (;;) {
    const word = reader.next(separators, flags);
    if (word === null) return reader.failed ? null : words;
    words.push(word);
  }
}

/**
 * Words that come in pairs `a:b`: first split at white space, then at runs of colons, each pair filled up with an empty
 * word. `null` when malformed or when a word has more than two parts. Origin: strv_split_colon_pairs() at 257.
 */
export function splitColonPairs(text: string): [string, string][] | null {
  const outer = splitWords(text, WHITESPACE, Extract.UNQUOTE | Extract.RETAIN_ESCAPE);
  if (outer === null) return null;
  const pairs: [string, string][] = [];
  for (const tuple of outer) {
    const inner = new WordReader(tuple);
    const flags = Extract.CUNESCAPE | Extract.UNESCAPE_SEPARATORS;
    const first = inner.next(":", flags);
    if (inner.failed) return null;
    if (first === null) continue;
    const second = inner.next(":", flags);
    if (inner.failed || !inner.restIsEmpty) return null;
    pairs.push([first, second ?? ""]);
  }
  return pairs;
}

/**
 * Reads up to `count` words: what is missing stays `null`. `null` instead of a list when the text is malformed. The
 * reader keeps what is left. Origin: extract_many_words() at 257.
 */
export function readWords(
  reader: WordReader,
  count: number,
  separators: string = WHITESPACE,
  flags = 0,
): (string | null)[] | null {
  const words: (string | null)[] = new Array(count).fill(null);
  for (let i = 0; i < count; i++) {
    const word = reader.next(separators, flags);
    if (word === null) return reader.failed ? null : words;
    words[i] = word;
  }
  return words;
}
