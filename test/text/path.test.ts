import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as path from "../../src/text/path.js";
import { PathCheck } from "../../src/text/path.js";

const long = "a".repeat(256);

describe("pathSimplify", () => {
  it.each([
    ["", ""],
    ["/", "/"],
    ["///", "/"],
    [".", "."],
    ["./", "."],
    ["a/b", "a/b"],
    ["///a//./b/.", "/a/b"],
    ["./a/./b/", "a/b"],
    ["/a/.b/..c/", "/a/.b/..c"],
    ["/../a/..", "/a/.."],
    ["../a", "../a"],
    ["/a/../b", "/a/../b"],
    [`//a//${long}//b//`, `/a/${long}//b//`],
  ])("%j to %j", (text, simple) => {
    expect(path.pathSimplify(text)).toBe(simple);
  });

  it("keeps a slash at the end on demand", () => {
    expect(path.pathSimplify("a//", true)).toBe("a/");
    expect(path.pathSimplify("//", true)).toBe("/");
    expect(path.pathSimplify("a", true)).toBe("a");
  });

  it("gives the same again, and the same file", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("/", ".", "a", "é") }), (text) => {
        const simple = path.pathSimplify(text);
        expect(path.pathSimplify(simple)).toBe(simple);
        expect(simple.length).toBeLessThanOrEqual(Math.max(text.length, 1));
        if (path.isPathSafe(text)) expect(path.pathEqual(text, simple)).toBe(true);
      }),
    );
  });
});

describe("verdicts", () => {
  it.each([
    ["/a/b", true, true, true],
    ["a/b", true, true, true],
    ["/", true, true, true],
    ["/a/", true, true, true],
    ["/a//b", true, true, false],
    ["/a/./b", true, true, false],
    ["./a", true, true, false],
    ["/a/.", true, true, false],
    [".", true, true, false],
    ["/a/../b", true, false, false],
    ["..", true, false, false],
    ["/..a/b..", true, true, true],
    ["", false, false, false],
    [long, false, false, false],
    ["é".repeat(127), true, true, true],
    ["é".repeat(128), false, false, false],
    ["/a".repeat(2047), true, true, true],
    ["/a".repeat(2048), false, false, false],
  ])("%j: valid %s, safe %s, normalized %s", (text, valid, safe, normalized) => {
    expect(path.isPathValid(text)).toBe(valid);
    expect(path.isPathSafe(text)).toBe(safe);
    expect(path.isPathNormalized(text)).toBe(normalized);
  });

  it.each([
    ["a", true],
    ["...", true],
    [".", false],
    ["..", false],
    ["", false],
    ["a/b", false],
    [long, false],
  ])("file name %j: %s", (name, valid) => {
    expect(path.isFilenameValid(name)).toBe(valid);
  });
});

describe("prefixes", () => {
  it.each([
    ["/foo/bar", "/foo", true],
    ["/foo/bar", "/foo/", true],
    ["/foo", "/foo", true],
    ["//foo/./bar", "/foo", true],
    ["/foobar", "/foo", false],
    ["/foo", "/foo/bar", false],
    ["foo/bar", "/foo", false],
    ["/foo", "/", true],
    [`/foo/${long}`, "/foo", false],
    [`/foo/bar/${long}`, "/foo", true],
  ])("%j starts with %j: %s", (text, prefix, starts) => {
    expect(path.pathStartsWith(text, prefix)).toBe(starts);
  });
  it("knows the folders of the kernel", () => {
    expect(["/dev/null", "/proc", "/sys/x", "/devices"].map(path.isBelowApiVfs)).toEqual([true, true, true, false]);
  });
});

describe("checkPath", () => {
  const { ABSOLUTE, NON_API_VFS, NON_API_VFS_DEV_OK, RELATIVE, KEEP_TRAILING_SLASH } = PathCheck;
  it.each([
    ["/a//b/", ABSOLUTE, { path: "/a/b" }],
    ["/a//b/", ABSOLUTE | KEEP_TRAILING_SLASH, { path: "/a/b/" }],
    ["a", ABSOLUTE, { problem: "not-absolute" }],
    ["", ABSOLUTE, { problem: "not-absolute" }],
    ["", 0, { problem: "invalid-length" }],
    ["/a", RELATIVE, { problem: "not-relative" }],
    ["/a/../b", ABSOLUTE, { problem: "not-normalized" }],
    [`/${long}`, ABSOLUTE, { problem: "invalid-length" }],
    ["/\udcff", ABSOLUTE, { problem: "not-utf8" }],
    ["/proc/1", ABSOLUTE | NON_API_VFS, { problem: "below-api-vfs" }],
    ["/dev/x", ABSOLUTE | NON_API_VFS, { problem: "below-api-vfs" }],
    ["/dev/x", ABSOLUTE | NON_API_VFS | NON_API_VFS_DEV_OK, { path: "/dev/x" }],
    ["/sys/x", ABSOLUTE | NON_API_VFS | NON_API_VFS_DEV_OK, { problem: "below-api-vfs" }],
  ])("%j with %d", (text, checks, checked) => {
    expect(path.checkPath(text, checks)).toEqual(checked);
  });
});
