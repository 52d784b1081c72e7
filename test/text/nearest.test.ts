import fc from "fast-check";
import { expect, test } from "vitest";
import { editDistance, nearestWord } from "../../src/text/nearest.js";

/** The textbook's whole matrix. */
function wholeDistance(a: string, b: string): number {
  const d: number[][] = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  for (let j = 0; j <= b.length; j++) d[0]![j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      d[i]![j] = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        d[i]![j] = Math.min(d[i]![j]!, d[i - 2]![j - 2]! + 1);
    }
  }
  return d[a.length]![b.length]!;
}

test("the band gives what the whole matrix gives, up to the limit", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 9 });
  fc.assert(
    fc.property(word, word, fc.nat(4), (a, b, limit) => {
      expect(editDistance(a, b, limit)).toBe(Math.min(wholeDistance(a, b), limit + 1));
    }),
  );
});

test.each([
  ["Restrat", ["Restart", "RestartSec"], "Restart"],
  ["RESTART", ["RestartSec", "Restart"], "Restart"],
  ["no", ["on", "yes"], null],
  ["yse", ["no", "yes"], "yes"],
  ["bogus", ["no", "yes"], null],
  ["", ["a"], null],
  ["abc", [], null],
  ["same", ["same", "sane"], "sane"],
  ["x".repeat(100), ["x".repeat(99)], null],
] as const)("%s of %j is %s", (word, known, nearest) => {
  expect(nearestWord(word, known)).toBe(nearest);
});
