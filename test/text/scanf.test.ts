import fc from "fast-check";
import { expect, it } from "vitest";
import { Scanner } from "../../src/text/scanf.js";

it("%lu saturates, and wraps around for a minus sign", () => {
  const read = (text: string) => new Scanner(text).unsigned64();
  expect(read(" \v42x")).toBe(42n);
  expect(read("99999999999999999999999")).toBe(18_446_744_073_709_551_615n);
  expect(read("-1")).toBe(18_446_744_073_709_551_615n);
  expect(read("-0")).toBe(0n);
  expect(read("- 1")).toBeNull();
  expect(read("0x10")).toBe(0n);
  expect(read("")).toBeNull();
});

it("%u cuts what %lu gives", () => {
  expect(new Scanner("4294967301").unsigned32()).toBe(5);
  expect(new Scanner("-1").unsigned32()).toBe(4_294_967_295);
  expect(new Scanner("x").unsigned32()).toBeNull();
});

it("%i knows bases", () => {
  const read = (text: string) => new Scanner(text).integer();
  expect([read("0x1f"), read("-010"), read("7"), read("-0"), read("x"), read("4294967295")]).toEqual([
    31,
    -8,
    7,
    0,
    null,
    -1,
  ]);
});

it("pieces follow each other", () => {
  const scanner = new Scanner("  PathExists\t0 /a b");
  expect(scanner.word()).toBe("PathExists");
  expect(scanner.integer()).toBe(0);
  scanner.space();
  expect(scanner.text.slice(scanner.position)).toBe("/a b");
  expect(new Scanner("  ").word()).toBeNull();
});

it("numbers that are written are read", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), (value) => {
      expect(new Scanner(`${value} 1`).unsigned64()).toBe(value);
    }),
  );
});
