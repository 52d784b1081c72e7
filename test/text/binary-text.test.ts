import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toBase64, toHex } from "../../src/core/bytes.js";
import { decodeBase64, decodeHex } from "../../src/text/binary-text.js";

describe("decodeBase64", () => {
  it.each([
    ["", []],
    ["  ", []],
    ["aGk=", [0x68, 0x69]],
    ["a G\n k\t= ", [0x68, 0x69]],
    ["+/+/", [0xfb, 0xff, 0xbf]],
    ["-_-/", [0xfb, 0xff, 0xbf]],
  ])("%j", (text, bytes) => {
    expect(decodeBase64(text)).toEqual(Uint8Array.from(bytes));
  });

  it.each([
    ["aGk", "EPIPE"],
    ["a", "EPIPE"],
    ["!!!!", "EINVAL"],
    ["=aGk", "EINVAL"],
    ["a===", "EINVAL"],
    ["aG=k", "EINVAL"],
    ["aGl=", "EINVAL"],
    ["ab==", "EINVAL"],
    ["aGk=aGk=", "ENAMETOOLONG"],
    ["aA==x", "ENAMETOOLONG"],
    ["aGké", "EINVAL"],
  ])("%j is %s", (text, errno) => {
    expect(decodeBase64(text)).toBe(errno);
  });

  it("undoes the encoder", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeBase64(toBase64(bytes))).toEqual(bytes);
      }),
    );
  });
});

describe("decodeHex", () => {
  it.each([
    ["", []],
    ["0aFf", [0x0a, 0xff]],
    [" 0 a\tf f ", [0x0a, 0xff]],
  ])("%j", (text, bytes) => {
    expect(decodeHex(text)).toEqual(Uint8Array.from(bytes));
  });

  it.each([
    ["0", "EPIPE"],
    ["0x", "EINVAL"],
    ["g0", "EINVAL"],
  ])("%j is %s", (text, errno) => {
    expect(decodeHex(text)).toBe(errno);
  });

  it("undoes the encoder", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeHex(toHex(bytes))).toEqual(bytes);
      }),
    );
  });
});
