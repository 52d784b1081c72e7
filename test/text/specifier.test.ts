import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  SpecifierFailure,
  type SpecifierTable,
  type SpecifierValue,
  specifierEscape,
  specifierPrintf,
} from "../../src/text/specifier.js";

let calls = 0;
const table: SpecifierTable = new Map<string, SpecifierValue | (() => SpecifierValue)>([
  ["n", "name"],
  ["e", null],
  ["f", () => `call ${++calls}`],
  ["x", { errno: "ENXIO" }],
  ["l", "€".repeat(10)],
]);

describe("specifierPrintf", () => {
  it.each([
    ["no specifier", "no specifier"],
    ["%n and %n", "name and name"],
    ["100%%", "100%"],
    ["%%n", "%n"],
    ["%e", ""],
    ["50%", "50%"],
    ["%-n", "%-n"],
    ["% n", "% n"],
    ["", ""],
  ])("%j to %j", (text, result) => {
    expect(specifierPrintf(text, 100, table)).toBe(result);
  });

  it.each([
    ["%z", "EBADSLT", "z"],
    ["a%1", "EBADSLT", "1"],
    ["%n%x", "ENXIO", "x"],
  ])("%j fails with %s", (text, errno, specifier) => {
    expect(specifierPrintf(text, 100, table)).toEqual(new SpecifierFailure(errno, specifier));
  });

  it("counts bytes", () => {
    expect(specifierPrintf("%l", 30, table)).toBe("€".repeat(10));
    expect(specifierPrintf("%l", 29, table)).toEqual(new SpecifierFailure("ENAMETOOLONG", ""));
    expect(specifierPrintf("abc", 2, table)).toEqual(new SpecifierFailure("ENAMETOOLONG", ""));
  });

  it("asks for each use", () => {
    calls = 0;
    expect(specifierPrintf("%f %f", 100, table)).toBe("call 1 call 2");
  });

  it("gives escaped text back", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("%", "n", "a", "é") }), (text) => {
        expect(specifierPrintf(specifierEscape(text), 10000, table)).toBe(text);
      }),
    );
  });
});
