import { expect, it } from "vitest";
import { isLdhName, LDH_NAME_MAX, ldhNameKey } from "../../src/net/ldh-name.js";

const label = "x".repeat(63);
const longest = `${label}.${label}.${label}.${label}`.slice(0, LDH_NAME_MAX);

it.each([
  ["", true],
  [".", true],
  ["a", true],
  ["A-1.b.", true],
  ["0", true],
  [label, true],
  [longest, true],
  [`${longest}.`, true],
  ["..", false],
  [".a", false],
  ["a..b", false],
  ["-a", false],
  ["a-", false],
  ["a-.b", false],
  ["a.-b", false],
  ["a_b", false],
  ["a b", false],
  ["é", false],
  [`${label}x`, false],
  [`${longest}x`, false],
  ["\\097b.\\067", true],
  ["\\045a", true],
  ["a\\045", false],
  ["\\046a", false],
  ["\\095a", false],
  ["\\353a", false],
  ["\\09", false],
  ["\\09.", false],
  ["a\\.b", false],
  ["a\\\\", false],
  [`${label.slice(1)}\\120`, true],
  [`${label}\\120`, false],
  [`${longest.slice(1)}\\120`, true],
])("%s: %s", (name, valid) => {
  expect(isLdhName(name)).toBe(valid);
});

it("has one key for all its spellings", () => {
  expect(["ab.c", "AB.C.", "\\097b.c", "a\\066.c."].map(ldhNameKey)).toEqual(Array(4).fill("ab.c"));
});
