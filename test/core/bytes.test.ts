import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { indexOfByte, joinBytes } from "../../src/core/bytes.js";

/** Counts how far searches may have looked. */
class WatchedBytes extends Uint8Array {
  static looked = 0;

  override indexOf(byte: number, from = 0): number {
    const at = super.indexOf(byte, from);
    WatchedBytes.looked += (at < 0 ? this.length : at) - from;
    return at;
  }
}

describe("indexOfByte", () => {
  it("finds the first one before the end", () => {
    fc.assert(
      fc.property(fc.uint8Array({ max: 3, maxLength: 100 }), fc.nat(100), fc.nat(100), (bytes, start, count) => {
        const from = Math.min(start, bytes.length);
        const end = Math.min(from + count, bytes.length);
        const found = [...bytes].findIndex((byte, i) => i >= from && i < end && byte === 3);
        expect(indexOfByte(bytes, 3, from, end)).toBe(found < 0 ? end : found);
      }),
    );
  });

  // It looked through all that is behind the end: a quadratic time for many lines that do not hold the byte.
  it.each([8, 100])("regression: looks at nothing behind the end of ranges of %d bytes", (width) => {
    const bytes = new WatchedBytes(100_000);
    WatchedBytes.looked = 0;
    for (let at = 0; at < bytes.length; at += width) expect(indexOfByte(bytes, 1, at, at + width)).toBe(at + width);
    expect(WatchedBytes.looked).toBeLessThanOrEqual(bytes.length);
  });
});

// More parts than a call takes arguments threw RangeError.
it("regression: joins very many parts", () => {
  const parts = Array.from({ length: 300_000 }, (_, i) => Uint8Array.of(i & 0xff));
  const all = joinBytes(parts);
  expect(all).toHaveLength(parts.length);
  expect(all[299_999]).toBe(299_999 & 0xff);
});
