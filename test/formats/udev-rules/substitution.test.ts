import { describe, expect, it } from "vitest";
import { findBadSubstitution } from "../../../src/formats/udev-rules/substitution.js";
import { substitutions } from "../../../src/formats/udev-rules/tables.js";

describe("substitutions", () => {
  it.each(substitutions.map(({ letter, name }) => [name, letter]))("$%s and %%%s", (name, letter) => {
    expect(findBadSubstitution(`a$${name}{1}b%${letter}{1}`)).toBeNull();
  });

  it.each([
    "",
    "plain {x}",
    "100%%",
    "$$bogus",
    "%%z",
    "$devpathology",
    "$idx",
    "%c{2+}",
    "%c{ 0x10+}",
    "$result",
    "$kernel{x}",
    "%s{a}$env{b}",
  ])("%j is right", (text) => {
    expect(findBadSubstitution(text)).toBeNull();
  });

  it.each([
    ["%z", 1, "unknown substitution"],
    ["a%", 2, "unknown substitution"],
    ["$", 1, "unknown substitution"],
    ["$$$", 3, "unknown substitution"],
    ["$bogus", 1, "unknown substitution"],
    ["$Kernel", 1, "unknown substitution"],
    ["%k}{", null, null],
    ["}%k{", 2, "unknown substitution"],
    ["%k{}", 1, "unknown substitution"],
    ["$attr{a", 1, "unknown substitution"],
    ["$attr{a}$attr{b", 9, "unknown substitution"],
    ["$attr", 1, "argument missing"],
    ["$sysfs x", 1, "argument missing"],
    ["%E", 1, "argument missing"],
    ["%c{x}", 1, "not a number"],
    ["%c{1++}", 1, "not a number"],
    ["$result{-1}", 1, "not a number"],
    ["%c{+}", 1, "not a number"],
  ])("%j", (text, offset, reason) => {
    expect(findBadSubstitution(text)).toEqual(offset === null ? null : { offset, reason });
  });

  it("have arguments of less than 1024 bytes", () => {
    expect(findBadSubstitution(`%s{${"a".repeat(1023)}}`)).toBeNull();
    expect(findBadSubstitution(`%s{${"a".repeat(1024)}}`)).not.toBeNull();
    expect(findBadSubstitution(`%s{${"é".repeat(511)}}`)).toBeNull();
    expect(findBadSubstitution(`%s{${"é".repeat(512)}}`)).not.toBeNull();
  });
});
