import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  Extract,
  readWords,
  splitColonPairs,
  splitWords,
  WHITESPACE,
  WordReader,
} from "../../src/text/extract-word.js";

const { CUNESCAPE, DONT_COALESCE_SEPARATORS, KEEP_QUOTE, RELAX, RETAIN_ESCAPE, RETAIN_SEPARATORS } = Extract;
const { UNESCAPE_RELAX, UNESCAPE_SEPARATORS, UNQUOTE } = Extract;

describe("splitWords", () => {
  const cases: [text: string, separators: string, flags: number, words: string[] | null][] = [
    ["foobar waldo", WHITESPACE, 0, ["foobar", "waldo"]],
    ["  foo\t\r\nbar  ", WHITESPACE, 0, ["foo", "bar"]],
    ["", WHITESPACE, 0, []],
    ["   ", WHITESPACE, 0, []],
    ["\"foobar\" 'waldo'", WHITESPACE, 0, ['"foobar"', "'waldo'"]],
    ["\"foobar\" 'waldo'", WHITESPACE, UNQUOTE, ["foobar", "waldo"]],
    ["'a b'c d", WHITESPACE, UNQUOTE, ["a bc", "d"]],
    ["'a b'c d", WHITESPACE, KEEP_QUOTE, ["'a b'c", "d"]],
    ["''", WHITESPACE, UNQUOTE, [""]],
    ['"it\'s" \'say "x"\'', WHITESPACE, UNQUOTE, ["it's", 'say "x"']],
    ["'unbalanced", WHITESPACE, UNQUOTE, null],
    ["'unbalanced", WHITESPACE, KEEP_QUOTE, null],
    ["'unbalanced", WHITESPACE, UNQUOTE | RELAX, ["unbalanced"]],
    ["'unbalanced", WHITESPACE, UNQUOTE | UNESCAPE_RELAX, null],
    ["a\\", WHITESPACE, 0, null],
    ["a\\", WHITESPACE, RELAX, ["a"]],
    ["a\\", WHITESPACE, UNESCAPE_RELAX, ["a\\"]],
    ["'a\\", WHITESPACE, UNQUOTE | UNESCAPE_RELAX, null],
    ["'a\\", WHITESPACE, UNQUOTE | UNESCAPE_RELAX | RELAX, ["a\\"]],
    ["a\\ b", WHITESPACE, 0, ["a b"]],
    ["a\\ b", WHITESPACE, RETAIN_ESCAPE, ["a\\", "b"]],
    ["a\\ b", WHITESPACE, CUNESCAPE, null],
    ["a\\ b", WHITESPACE, CUNESCAPE | UNESCAPE_RELAX, ["a\\ b"]],
    ["a\\ b", WHITESPACE, UNESCAPE_SEPARATORS, ["a b"]],
    ["a\\sb", WHITESPACE, CUNESCAPE, ["a b"]],
    ["a\\x20\\101\\u00e9\\U0001f600", WHITESPACE, CUNESCAPE, ["a Aé\u{1f600}"]],
    ["\\xc3\\xa9", WHITESPACE, CUNESCAPE, ["é"]],
    ["a\\:b:c", ":", UNESCAPE_SEPARATORS, ["a:b", "c"]],
    ["a\\\\b:c", ":", UNESCAPE_SEPARATORS, ["a\\b", "c"]],
    ["a\\nb:c", ":", UNESCAPE_SEPARATORS, null],
    ["a\\nb:c", ":", UNESCAPE_SEPARATORS | CUNESCAPE, ["a\nb", "c"]],
    ["a::b:", ":", 0, ["a", "b"]],
    ["a::b:", ":", DONT_COALESCE_SEPARATORS, ["a", "", "b", ""]],
    [":", ":", DONT_COALESCE_SEPARATORS, ["", ""]],
    ["", ":", DONT_COALESCE_SEPARATORS, [""]],
  ];
  it.each(cases)("%j by %j with flags %d", (text, separators, flags, words) => {
    expect(splitWords(text, separators, flags)).toEqual(words);
  });

  it("splits quoted words back into the words", () => {
    const word = fc.string({ unit: "grapheme", minLength: 1 }).map((text) => text.replaceAll(/['"\\]/g, "_"));
    fc.assert(
      fc.property(fc.array(word), fc.constantFrom("'", '"'), (words, quote) => {
        const text = words.map((each) => quote + each + quote).join(" ");
        expect(splitWords(text, WHITESPACE, UNQUOTE)).toEqual(words);
      }),
    );
  });

  it("fails only on quotes and backslashes, and never throws", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", " ", "'", '"', "\\", "x", "4", ":") }),
        fc.nat(511),
        (text, flags) => {
          const words = splitWords(text, WHITESPACE, flags & ~RETAIN_SEPARATORS);
          if (words === null) expect(text).toMatch(/['"\\]/);
        },
      ),
    );
  });
});

describe("WordReader", () => {
  it("tells the end from a failure", () => {
    const reader = new WordReader("a 'b");
    expect(reader.next(WHITESPACE, UNQUOTE)).toBe("a");
    expect(reader.failed).toBe(false);
    expect(reader.next(WHITESPACE, UNQUOTE)).toBeNull();
    expect(reader.failed).toBe(true);
    const ended = new WordReader("a");
    ended.next();
    expect(ended.next()).toBeNull();
    expect(ended.failed).toBe(false);
  });

  it("leaves the rest unread", () => {
    const reader = new WordReader("first second third");
    expect(reader.next()).toBe("first");
    expect(reader.rest).toBe("second third");
    expect(reader.restIsEmpty).toBe(false);
  });

  it("stops at separators that are to be retained", () => {
    const reader = new WordReader("key = value");
    expect(reader.next("=", RETAIN_SEPARATORS)).toBe("key ");
    expect(reader.rest).toBe("= value");
  });

  it("knows an empty last word from the end", () => {
    const reader = new WordReader("a:");
    expect(reader.next(":", DONT_COALESCE_SEPARATORS)).toBe("a");
    expect(reader.ended).toBe(false);
    expect(reader.restIsEmpty).toBe(true);
    expect(reader.next(":", DONT_COALESCE_SEPARATORS)).toBe("");
    expect(reader.ended).toBe(true);
    expect(reader.next(":", DONT_COALESCE_SEPARATORS)).toBeNull();
  });

  it("starts at a position", () => {
    expect(new WordReader("skip this", 5).next()).toBe("this");
  });

  it("forgives unknown escapes when lenient, and says so", () => {
    const reader = new WordReader("a\\qb c\\x41");
    expect(reader.nextLenient(WHITESPACE, CUNESCAPE | UNQUOTE)).toBe("a\\qb");
    expect(reader.problem).toBe("unknown-escape");
    expect(reader.nextLenient(WHITESPACE, CUNESCAPE | UNQUOTE)).toBe("cA");
    expect(reader.problem).toBeNull();
  });

  it("does not forgive unbalanced quotes when lenient", () => {
    const reader = new WordReader("'a");
    expect(reader.nextLenient(WHITESPACE, UNQUOTE)).toBeNull();
    expect(reader.failed).toBe(true);
    expect(reader.problem).toBe("unbalanced-quote");
  });

  it("keeps escaped bytes that are no UTF-8", () => {
    expect(new WordReader("\\xff").next(WHITESPACE, CUNESCAPE)).toBe("\udcff");
    expect(new WordReader("\\ud83d\\ude00").next(WHITESPACE, CUNESCAPE)).toBe("\udced\udca0\udcbd\udced\udcb8\udc80");
  });
});

describe("splitColonPairs", () => {
  it.each([
    [
      "one:two three four:five",
      [
        ["one", "two"],
        ["three", ""],
        ["four", "five"],
      ],
    ],
    [
      "a: :b",
      [
        ["a", ""],
        ["b", ""],
      ],
    ],
    ["a\\:b:\\x63", [["a:b", "c"]]],
    ["a:'b", null],
    ["a:b:c", null],
    ["'a", null],
    ["", []],
  ])("%j", (text, pairs) => {
    expect(splitColonPairs(text)).toEqual(pairs);
  });
});

describe("readWords", () => {
  it("fills up with null", () => {
    expect(readWords(new WordReader("a b"), 3)).toEqual(["a", "b", null]);
  });
  it("leaves what was not asked for", () => {
    const reader = new WordReader("a b c");
    expect(readWords(reader, 2)).toEqual(["a", "b"]);
    expect(reader.rest).toBe("c");
  });
  it("is null for malformed text", () => {
    expect(readWords(new WordReader("a 'b"), 2, WHITESPACE, UNQUOTE)).toBeNull();
  });
});
