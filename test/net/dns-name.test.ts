import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHex } from "../../src/core/bytes.js";
import {
  displayDnsName,
  dnsNameEndsWith,
  dnsNameEqual,
  dnsNameLabels,
  normalizeDnsName,
  parseDnsName,
  readWireName,
} from "../../src/net/dns-name.js";
import { arbitraryDnsName } from "../dns/arbitraries.js";

const wire = (text: string): string | null => {
  const bytes = parseDnsName(text);
  return bytes === null ? null : toHex(bytes);
};

describe("parseDnsName", () => {
  it.each([
    ["", "00"],
    [".", "00"],
    ["a", "016100"],
    ["a.", "016100"],
    ["Ab.c", "0241620163 00"],
    ["a\\.b.c", "03612e62 0163 00"],
    ["a\\\\b", "03615c62 00"],
    ["\\000\\255", "0200ff 00"],
    ["ü.de", "02c3bc 026465 00"],
    ["a b*", "0461206 22a 00"],
    ["a".repeat(63), `3f${"61".repeat(63)}00`],
  ])("takes %j", (text, hex) => {
    expect(wire(text)).toBe(hex.replaceAll(" ", ""));
  });

  it.each([
    ["an empty label", "a..b"],
    ["a leading dot", ".a"],
    ["two dots alone", ".."],
    ["a label of 64 bytes", "a".repeat(64)],
    ["a name of 256 bytes", `${"a".repeat(63)}.${"a".repeat(63)}.${"a".repeat(63)}.${"b".repeat(62)}`],
    ["a lone backslash", "a\\"],
    ["an unknown escape", "a\\n"],
    ["a cut decimal escape", "a\\12"],
    ["a decimal escape above 255", "a\\256"],
    ["a control character", "a\tb"],
    ["a delete character", "a\x7fb"],
  ])("refuses %s", (_, text) => {
    expect(parseDnsName(text)).toBeNull();
  });

  it("takes exactly 255 bytes of wire form", () => {
    const name = `${"a".repeat(63)}.${"a".repeat(63)}.${"a".repeat(63)}.${"b".repeat(61)}`;
    expect(parseDnsName(name)?.length).toBe(255);
  });
});

describe("readWireName", () => {
  it.each([
    ["cut inside a label", "0361"],
    ["without its end", "0161"],
    ["empty input", ""],
    ["a compression pointer", "c000"],
    ["a reserved label type", "8061"],
  ])("refuses %s", (_, hex) => {
    expect(readWireName(Uint8Array.from(Buffer.from(hex, "hex")))).toBeNull();
  });

  it("refuses 256 bytes and takes 255", () => {
    const labels = (last: number): Uint8Array =>
      Uint8Array.from([...[63, 63, 63, last].flatMap((size) => [size, ...new Array<number>(size).fill(97)]), 0]);
    expect(readWireName(labels(62))).toBeNull();
    expect(readWireName(labels(61))?.end).toBe(255);
  });

  it("tells where the name ends", () => {
    expect(readWireName(Uint8Array.of(9, 1, 97, 0, 7), 1)).toEqual({ name: "a", end: 4 });
  });

  it("inverts parseDnsName on normalized names", () => {
    fc.assert(
      fc.property(arbitraryDnsName, (name) => {
        expect(readWireName(parseDnsName(name)!)!.name).toBe(name);
        expect(normalizeDnsName(`${name}.`)).toBe(name);
      }),
    );
  });
});

describe("comparison", () => {
  it("ignores the case of ASCII letters", () => {
    expect(dnsNameEqual("Example.COM", "eXAMPLE.com")).toBe(true);
    expect(dnsNameEqual("a.b", "a\\.b")).toBe(false);
  });

  it.each([
    ["www.example.com", "example.com", true],
    ["www.example.com", "EXAMPLE.com", true],
    ["example.com", "example.com", true],
    ["example.com", "", true],
    ["badexample.com", "example.com", false],
    ["com", "example.com", false],
    ["www\\.example.com", "example.com", false],
    ["www\\\\.example.com", "example.com", true],
  ])("%s below %s: %s", (name, suffix, below) => {
    expect(dnsNameEndsWith(name, suffix)).toBe(below);
  });

  it("splits at the dots that are not escaped", () => {
    expect(dnsNameLabels("a\\.b.c\\\\.d")).toEqual(["a\\.b", "c\\\\", "d"]);
    expect(dnsNameLabels("")).toEqual([]);
  });

  it("shows the root as a dot", () => {
    expect([displayDnsName(""), displayDnsName("a")]).toEqual([".", "a"]);
  });

  it("agrees on labels, suffixes and equality", () => {
    fc.assert(
      fc.property(arbitraryDnsName, (name) => {
        const labels = dnsNameLabels(name);
        expect(labels.join(".")).toBe(name);
        for (let i = 0; i <= labels.length; i++) expect(dnsNameEndsWith(name, labels.slice(i).join("."))).toBe(true);
        expect(dnsNameEqual(name.toUpperCase(), name)).toBe(true);
      }),
    );
  });
});
