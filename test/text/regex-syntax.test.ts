import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRegexValid } from "../../src/text/regex-syntax.js";

describe("isRegexValid", () => {
  it.each([
    "",
    "foo.*",
    "a+?b*+c{2}",
    "a{2,}b{2,5}c{x}d{",
    "\\x7efoo",
    "\\\\",
    "\\Qa[b\\E",
    "\\Q(",
    "[a-z]",
    "[]a]",
    "[^]a]",
    "[a\\]b-]",
    "[\\d-z]",
    "[[:alpha:][:^digit:]]",
    "[[:]",
    "(a|b)*",
    "(?:a)(?=b)(?!c)(?<=d)(?<!e)(?>f)",
    "(?<name>a)(?P<other>b)(?'third'c)",
    "(?i)a(?-i:b)",
    "(?#a comment)b",
    "(a)(?1)(?R)?",
    "}",
    "]",
  ])("%j", (pattern) => {
    expect(isRegexValid(pattern)).toBe(true);
  });

  it.each([
    "[",
    "[a",
    "[]",
    "[z-a]",
    "[[:bogus:]]",
    "[\\q]",
    "(",
    ")",
    "(a",
    "a)",
    "(?",
    "(?z)",
    "(?<1a>b)",
    "(?<a",
    "(?#a",
    "*a",
    "a|*",
    "a**",
    "(+a)",
    "a{5,2}",
    "a{65536}",
    "\\",
    "a\\",
    "\\q",
    "\\p",
    "(".repeat(300) + ")".repeat(300),
  ])("%j is refused", (pattern) => {
    expect(isRegexValid(pattern)).toBe(false);
  });

  it("takes any text that is quoted", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(isRegexValid(`\\Q${text.replaceAll("\\E", "")}\\E`)).toBe(true);
      }),
    );
  });
});
