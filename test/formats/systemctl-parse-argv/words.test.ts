import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeUtf8, fromLatin1 } from "../../../src/core/utf8.js";
import { ByteWords, hasMoreWords } from "../../../src/formats/systemctl-parse-argv/words.js";

const textsOf = (bytes: Uint8Array): (string | undefined)[] => {
  const words = new ByteWords(bytes);
  return Array.from({ length: words.length }, (_, i) => words.at(i));
};

describe("words of bytes", () => {
  it.each([
    ["", []],
    ["a", ["a"]],
    ["a\0", ["a"]],
    ["\0", [""]],
    ["a\0\0b", ["a", "", "b"]],
    ["a\0b\0\0", ["a", "b", ""]],
  ])("%j", (text, words) => expect(textsOf(encodeUtf8(text))).toEqual(words));

  it("keep bytes that are no UTF-8, and are the same when they are asked for again", () => {
    const words = new ByteWords(fromLatin1("a\0\xff\0"));
    expect([words.at(1), words.at(1), words.at(2)]).toEqual(["\udcff", "\udcff", undefined]);
  });

  it("are as many as are counted", () => {
    const byte = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 255 }));
    const input = fc
      .uint8Array({ maxLength: 20 })
      .chain((start) =>
        fc.array(byte, { maxLength: 3000, size: "max" }).map((rest) => Uint8Array.from([...start, ...rest])),
      );
    fc.assert(
      fc.property(input, fc.nat(1100), (bytes, most) => {
        expect(hasMoreWords(bytes, most)).toBe(new ByteWords(bytes).length > most);
      }),
    );
  });

  it("no bytes hold no word", () => expect(hasMoreWords(new Uint8Array(), 0)).toBe(false));

  it("are counted up to the last byte", () => {
    for (const length of [1023, 1024, 1025, 2048]) {
      const bytes = new Uint8Array(length);
      expect([hasMoreWords(bytes, length - 1), hasMoreWords(bytes, length)]).toEqual([true, false]);
      bytes[length - 1] = 1;
      expect([hasMoreWords(bytes, length - 1), hasMoreWords(bytes, length)]).toEqual([true, false]);
    }
  });
});
