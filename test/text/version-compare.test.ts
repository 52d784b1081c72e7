import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareVersions } from "../../src/text/version-compare.js";

/** Ascending: the examples of the Version Format Specification, and the marks beside each other. */
const ascending = [
  "~",
  "",
  "~~",
  "A",
  "a",
  "0",
  "1~rc1",
  "1",
  "1-1",
  "1^p",
  "1.",
  "1.0",
  "1.1",
  "1.2~",
  "1.2",
  "1.10",
  "2",
];

describe("compareVersions", () => {
  it.each([
    ["11", "11", 0],
    ["systemd-123", "systemd-123", 0],
    ["bar-123", "foo-123", -1],
    ["123a", "123", 1],
    ["123.a", "123", 1],
    ["123.a", "123.b", -1],
    ["123a", "123.a", 1],
    ["11α", "11β", 0],
    ["B", "a", -1],
    ["", "0", -1],
    ["0.", "0", 1],
    ["0.0", "0", 1],
    ["0", "~", 1],
    ["", "~", 1],
    ["1_", "1", 0],
    ["_1", "1", 0],
    ["1.2.3~rc1", "1.2.3", -1],
    ["1~_", "1~", 1],
    ["1~\u00e9", "1~", -1],
    ["1.2.3-4", "1.2.3^4", -1],
    ["1.2.3^4", "1.2.3.4", -1],
    ["123_aa2", "123aa2", 0],
    ["1.01", "1.1", 0],
    ["18446744073709551616", "18446744073709551615", 1],
  ])("%j, %j: %d", (a, b, expected) => {
    expect(Math.sign(compareVersions(a, b))).toBe(expected);
    expect(Math.sign(compareVersions(b, a))).toBe(expected ? -expected : 0);
  });

  it("orders releases behind their candidates", () => {
    const sorted = ascending.slice(5).sort(compareVersions);
    expect(sorted).toEqual(ascending.slice(5));
  });

  it("is antisymmetric", () => {
    const version = fc.array(fc.constantFrom("0", "1", "9", "a", "B", "~", "-", "^", ".", "_"), { maxLength: 8 });
    fc.assert(
      fc.property(version, version, (a, b) => {
        const order = Math.sign(compareVersions(a.join(""), b.join("")));
        expect(Math.sign(compareVersions(b.join(""), a.join(""))) + order).toBe(0);
      }),
    );
  });
});
