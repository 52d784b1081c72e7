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
});
