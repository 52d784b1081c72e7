import { describe, expect, it } from "vitest";
import { CaseFoldedPattern } from "../../src/text/fnmatch.js";

describe("CaseFoldedPattern", () => {
  it.each([
    ["", ""],
    ["*", ""],
    ["*", "a/.b"],
    ["a*", "A.CONF"],
    ["*.conf", "a.conf"],
    ["a*b*c", "aXbbYc"],
    ["a**c", "abc"],
    ["?b?", "abc"],
    ["[a-c]x", "Bx"],
    ["[!a]", "b"],
    ["[^a]", "b"],
    ["[]]", "]"],
    ["[a-]", "-"],
    ["[[:digit:]]", "5"],
    ["[\\]]", "]"],
    ["[a", "[a"],
    ["\\*", "*"],
    ["a\\", "a\\"],
    ["*?x", "abx"],
    ["*\xe9", "a\xe9"],
  ])("%j matches %j", (pattern, text) => {
    expect(new CaseFoldedPattern(pattern).matches(text)).toBe(true);
  });

  it.each([
    ["", "a"],
    ["a", ""],
    ["a", "ab"],
    ["a*", "ba"],
    ["*a", "ab"],
    ["a*b*c", "acb"],
    ["ab*bc", "abc"],
    ["?", ""],
    ["[!a]", "A"],
    ["[a-c]", "d"],
    ["\\*", "a"],
    ["*?x*y", "xy"],
  ])("%j does not match %j", (pattern, text) => {
    expect(new CaseFoldedPattern(pattern).matches(text)).toBe(false);
  });

  // A bracket that is not closed was looked through to the end of the pattern from every `[`, and empty parts were kept.
  it.each([
    ["brackets that are not closed", "[a", "[a"],
    ["classes in a bracket that is not closed", "[[:alpha:]\\]", "q"],
    ["stars", "*", ""],
  ])("regression: a long pattern of %s takes linear time", (_, part, text) => {
    const timeFor = (count: number): number => {
      let least = Number.POSITIVE_INFINITY;
      for (let round = 0; round < 3; round++) {
        const begin = performance.now();
        const pattern = new CaseFoldedPattern(part.repeat(count));
        for (let i = 0; i < count; i++) pattern.matches(text);
        least = Math.min(least, performance.now() - begin);
      }
      return least;
    };
    const usual = Math.max(timeFor(1000), 4);
    expect(timeFor(16_000)).toBeLessThan(100 * usual);
  });

  it("reads a class behind a bracket that is not closed", () => {
    const pattern = new CaseFoldedPattern("[[:alpha:]x");
    expect(pattern.matches("[ax")).toBe(true);
    expect(pattern.matches("[:x")).toBe(true);
    expect(pattern.matches("[qx")).toBe(false);
  });
});
