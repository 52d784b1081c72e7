import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cescape,
  cunescape,
  decescape,
  octescape,
  quoteCommandLine,
  shellEscape,
  shellMaybeQuote,
  utf8EscapeInvalid,
  utf8EscapeNonPrintable,
  xescape,
} from "../../src/text/escape.js";
import { decodeRaw, encodeRaw, hasRawBytes, normalizeRaw, rawLength } from "../../src/text/raw-bytes.js";

describe("cunescape", () => {
  // systemd.syntax(7), "Supported escapes"
  it.each([
    ["\\a\\b\\f\\n\\r\\t\\v", "\x07\b\f\n\r\t\v"],
    ["\\\\\\\"\\'\\s", "\\\"' "],
    ["\\x41\\101", "AA"],
    ["\\u00e9\\U0001f600", "é\u{1f600}"],
    ["\\xe2\\x82\\xac", "€"],
    ["no escapes", "no escapes"],
  ])("%j", (text, result) => {
    expect(cunescape(text)).toBe(result);
  });

  it.each([
    "\\",
    "\\q",
    "\\x4",
    "\\xg0",
    "\\x00",
    "\\000",
    "\\400",
    "\\08",
    "\\u12",
    "\\u0000",
    "\\U00110000",
    "\\U0000d800",
    "\\U0000ffff",
  ])("refuses %j, or keeps it when relaxed", (text) => {
    expect(cunescape(text)).toBeNull();
    expect(cunescape(text, { relax: true })).toBe(text);
  });

  it("spells NUL on demand", () => {
    expect(cunescape("\\x00\\000\\u0000", { acceptNul: true })).toBe("\0\0\0");
  });

  it("undoes cescape, octescape and xescape of any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const raw = decodeRaw(bytes);
        for (const spell of [cescape, octescape, xescape]) {
          const escaped = spell(bytes);
          expect(escaped).toMatch(/^[ -~]*$/);
          expect(cunescape(escaped, { acceptNul: true })).toBe(raw);
        }
      }),
    );
  });

  it("ends at the text's end", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("\\", "x", "u", "4", "1", "n", "é") }), (text) => {
        const relaxed = cunescape(text, { relax: true });
        expect(relaxed).not.toBeNull();
        const strict = cunescape(text);
        if (strict !== null) expect(strict).toBe(relaxed);
      }),
    );
  });
});

describe("escapes", () => {
  it.each([
    [cescape, "a\n\t\"'\\\x01\x7fé", "a\\n\\t\\\"\\'\\\\\\001\\177\\303\\251"],
    [octescape, "a\n\"'\\é", "a\\012\\042'\\134\\303\\251"],
    [xescape, 'a\n"\\é', 'a\\x0a"\\x5c\\xc3\\xa9'],
    [decescape, "a\n\\é", "a\\010\\092\\195\\169"],
  ] as const)("%o", (spell, text, escaped) => {
    expect(spell(text)).toBe(escaped);
  });

  it("also escapes what the caller names", () => {
    expect(xescape("a b,c", " ,")).toBe("a\\x20b\\x2cc");
    expect(decescape('a"b', '"')).toBe("a\\034b");
  });

  it("replaces bytes that are no UTF-8", () => {
    expect(utf8EscapeInvalid(decodeRaw(Uint8Array.of(0x61, 0xff, 0xc3, 0xa9)))).toBe("a\ufffdé");
    expect(utf8EscapeNonPrintable("a\n\u009bé\udcff")).toBe("a\\x0a\\xc2\\x9bé\ufffd");
  });
});

describe("shell quoting", () => {
  it.each([
    ["foobar", "foobar", "foobar"],
    ["foo bar", '"foo bar"', "$'foo bar'"],
    ['foo"bar', '"foo\\"bar"', "$'foo\"bar'"],
    ["foo$bar`", '"foo\\$bar\\`"', "$'foo$bar`'"],
    ["it's", '"it\'s"', "$'it\\'s'"],
    ["a\\b", '"a\\\\b"', "$'a\\\\b'"],
    ["a\nb\x01", '"a\\nb\\001"', "$'a\\nb\\001'"],
    ["*", '"*"', "$'*'"],
    ["é", "é", "é"],
    ["a\udcff", '"a\\377"', "$'a\\377'"],
    ["\ufffe", '"\\357\\277\\276"', "$'\\357\\277\\276'"],
    ["", "", ""],
  ])("%j", (text, plain, posix) => {
    expect(shellMaybeQuote(text)).toBe(plain);
    expect(shellMaybeQuote(text, { posix: true })).toBe(posix);
  });

  it("quotes the empty text on demand", () => {
    expect(shellMaybeQuote("", { quoteEmpty: true })).toBe('""');
    expect(quoteCommandLine(["echo", "a b", ""], { quoteEmpty: true })).toBe('echo "a b" ""');
  });

  it("escapes what the caller names", () => {
    expect(shellEscape("a:b c", ":")).toBe("a\\:b c");
  });
});

describe("raw bytes", () => {
  it("hold any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = decodeRaw(bytes);
        expect(encodeRaw(text)).toEqual(bytes);
        expect(rawLength(text)).toBe(bytes.length);
        expect(normalizeRaw(text)).toBe(text);
      }),
    );
  });

  it("are absent from well-formed text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(hasRawBytes(text)).toBe(false);
      }),
    );
  });
});
