import { expect, it } from "vitest";
import { isLdhName, LDH_NAME_MAX } from "../../src/net/ldh-name.js";

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
])("%s: %s", (name, valid) => {
  expect(isLdhName(name)).toBe(valid);
});
