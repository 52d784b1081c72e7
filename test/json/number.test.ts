import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../src/core/utf8.js";
import { formatFixed, formatReal, readReal } from "../../src/json/number.js";

describe("formatReal", () => {
  it.each([
    [0, "0.000000000000000000000e+00"],
    [1e100, "1.000000000000000015903e+100"],
    [-1.5, "-1.500000000000000000000e+00"],
    [5e-324, "4.940656458412465441766e-324"],
  ])("%d", (value, text) => {
    expect(formatReal(value)).toBe(text);
  });

  it("rounds a tie to even, as printf does", () => {
    expect(formatReal(2 ** -32)).toBe("2.328306436538696289062e-10");
    expect(formatReal(-(2 ** -32))).toBe("-2.328306436538696289062e-10");
    expect(formatReal(7 * 2 ** -32)).toBe("1.629814505577087402344e-09");
  });

  it("gives a text that Number() reads back, but for the sign of zero", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(formatReal(value)) === value).toBe(true);
      }),
    );
  });
});

describe("formatFixed", () => {
  it.each([
    [0, "0.000000"],
    [-1e-9, "-0.000000"],
    [1 / 128, "0.007812"],
    [3 / 128, "0.023438"],
    [-5 / 128, "-0.039062"],
    [1e23, "99999999999999991611392.000000"],
    [1500.5, "1500.500000"],
  ])("%d", (value, text) => {
    expect(formatFixed(value)).toBe(text);
  });
});

describe("readReal", () => {
  const read = (text: string): number => {
    const bytes = encodeUtf8(text);
    return readReal(bytes, 0, bytes.length);
  };

  it("misses Number() by a few units in the last place at most", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: -290, max: 290 }), (digits, exponent) => {
        const exact = Number(`${digits}e${exponent}`);
        expect(Math.abs(read(`${digits}e${exponent}`) - exact)).toBeLessThanOrEqual(4 * Number.EPSILON * exact);
      }),
    );
  });

  it("is exact for whole numbers and halves", () => {
    for (const text of ["7", "-12345678", "0.5", "1024.25"]) expect(read(text)).toBe(Number(text));
  });
});
