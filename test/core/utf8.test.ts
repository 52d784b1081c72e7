import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compareCodePoints,
  decodeUtf8,
  encodeUtf8,
  isValidUnicode,
  isValidUtf8,
  isWellFormedUtf8,
  utf8Length,
} from "../../src/core/utf8.js";

const text = fc.string({ unit: "binary" });
/** Bytes around the borders of UTF-8's ranges. */
const bordering = fc.array(
  fc.constantFrom(
    0x00,
    0x7f,
    0x80,
    0xbf,
    0xc1,
    0xc2,
    0xdf,
    0xe0,
    0x9f,
    0xa0,
    0xed,
    0xef,
    0xb7,
    0xbe,
    0xf0,
    0x8f,
    0x90,
    0xf4,
    0xf5,
    0xff,
  ),
  { maxLength: 8 },
);

describe("against the platform's own UTF-8", () => {
  it("encodes and measures strings", () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(encodeUtf8(value)).toEqual(new TextEncoder().encode(value));
        expect(utf8Length(value)).toBe(new TextEncoder().encode(value).length);
      }),
    );
  });

  it("tells well-formed bytes from others, and decodes them", () => {
    const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    fc.assert(
      fc.property(bordering, (codes) => {
        const bytes = new Uint8Array(codes);
        let decoded: string | null = null;
        try {
          decoded = strict.decode(bytes);
        } catch {
          decoded = null;
        }
        expect(isWellFormedUtf8(bytes)).toBe(decoded !== null);
        if (decoded !== null) expect(decodeUtf8(bytes)).toBe(decoded);
      }),
      { numRuns: 2000 },
    );
  });

  it("orders strings as their bytes", () => {
    const unit = fc.constantFrom("a", "\u{e9}", "\u{d7ff}", "\u{e000}", "\u{ffff}", "\u{10000}", "\u{10ffff}");
    const word = fc.string({ unit, maxLength: 4 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(Math.sign(compareCodePoints(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });
});

describe("what systemd takes as characters", () => {
  it.each([
    ["\u{fdcf}", true],
    ["\u{fdd0}", false],
    ["\u{fdef}", false],
    ["\u{fdf0}", true],
    ["\u{fffd}", true],
    ["\u{fffe}", false],
    ["\u{1ffff}", false],
    ["\u{10fffd}", true],
    ["\u{10fffe}", false],
  ])("%j: %s", (character, valid) => {
    expect(isValidUtf8(encodeUtf8(character))).toBe(valid);
    expect(isValidUnicode(character)).toBe(valid);
  });

  it("lone surrogates are none", () => {
    expect(isValidUnicode("\ud800")).toBe(false);
    expect(isValidUtf8(new Uint8Array([0xed, 0xa0, 0x80]))).toBe(false);
  });
});
