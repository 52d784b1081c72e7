import { describe, expect, it } from "vitest";
import {
  isBusName,
  isInNamespace,
  isInPathNamespace,
  isInterfaceName,
  isMemberName,
  isObjectPath,
  isPathPrefixEitherWay,
} from "../../src/dbus/names.js";

const checks = [
  {
    name: "interface",
    check: isInterfaceName,
    valid: ["a.b", "_a.b_1", `a.${"b".repeat(253)}`],
    invalid: ["", "a", ".a", "a.", "a..b", "1a.b", "a.1b", "a.b-c", ":1.2", "a.é", `a.${"b".repeat(254)}`],
  },
  {
    name: "member",
    check: isMemberName,
    valid: ["M", "_x", "1a", "a".repeat(255)],
    invalid: ["", "a.b", "a b", "A-b", "ü", "a".repeat(256)],
  },
  {
    name: "bus",
    check: isBusName,
    valid: ["a.b", "a-b.c-d", ":1.42", ":1.2.3", "_a.b", `:1.${"2".repeat(252)}`],
    invalid: ["", "a", ":1", ":", ":1.", "1a.b", "a.1", "a..b", "a.b.", ":.1", `a.${"b".repeat(254)}`],
  },
  {
    name: "path",
    check: isObjectPath,
    valid: ["/", "/a", "/a/b_1", `/${"a".repeat(300)}`],
    invalid: ["", "a", "/a/", "//", "/a//b", "/a-b", "/a.b", "/é", "/ "],
  },
] as const;

describe.each(checks)("$name names", ({ check, valid, invalid }) => {
  it.each(valid)("takes %s", (text) => expect(check(text)).toBe(true));
  it.each(invalid)("refuses %j", (text) => expect(check(text)).toBe(false));
});

it("paths of more than 65536 bytes are refused", () => {
  const path = `/${"a".repeat(65_535)}`;
  expect([isObjectPath(path), isObjectPath(`${path}a`)]).toEqual([true, false]);
});

describe("patterns of match rules", () => {
  it.each([
    ["", "", true],
    ["", ".foobar", true],
    ["foobar", "foobar", true],
    ["foobar", "foobar.waldo", true],
    ["foobar.", "foobar.waldo", true],
    ["foobar", "foobarwaldo", false],
    ["foobar.waldo", "foobar", false],
    ["", "foo", false],
  ])("namespace %j of %j: %s", (pattern, value, expected) => expect(isInNamespace(pattern, value)).toBe(expected));

  it.each([
    ["/", "/foo", true],
    ["/foo", "/foo", true],
    ["/foo", "/foo/bar", true],
    ["/foo/", "/foo/bar", true],
    ["/foo", "/foobar", false],
    ["/foo/", "/foo", false],
  ])("path namespace %j of %j: %s", (pattern, value, expected) =>
    expect(isInPathNamespace(pattern, value)).toBe(expected),
  );

  it.each([
    ["", "", true],
    ["", "/", false],
    ["/", "", false],
    ["/", "/", true],
    ["/foobar/", "/", true],
    ["/foobar/", "/foobar", false],
    ["/foobar", "/foobar/", false],
    ["/foobar", "/foobar/waldo", false],
    ["/foobar/", "/foobar/waldo", true],
    ["/foobar/waldo", "/foobar/", true],
  ])("path pattern %j with %j: %s", (pattern, value, expected) =>
    expect(isPathPrefixEitherWay(pattern, value)).toBe(expected),
  );
});
