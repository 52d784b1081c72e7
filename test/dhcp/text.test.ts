import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concatBytes, fromHex } from "../../src/core/bytes.js";
import { encodeUtf8 } from "../../src/core/utf8.js";
import { sampleNames } from "../../src/dhcp/samples.js";
import { parseSearchDomains } from "../../src/dhcp/search-domains.js";
import { parseDhcpDomain, parseDhcpHostname, parseDhcpString } from "../../src/dhcp/text.js";

const string = (text: string): string | null | false => parseDhcpString(encodeUtf8(text));
const domain = (text: string): string | null | false => parseDhcpDomain(encodeUtf8(text));
const hostname = (text: string): string | null | false => parseDhcpHostname(encodeUtf8(text));

describe("parseDhcpString", () => {
  it("tells no text from an empty option and from an empty text", () => {
    expect(string("")).toBeNull();
    expect(string("\0")).toBe("");
  });

  it("drops one NUL byte at the end", () => {
    expect(string("/srv\0")).toBe("/srv");
    expect(string("/srv\0\0")).toBe(false);
    expect(string("/s\0rv")).toBe(false);
  });

  it("refuses control characters, quotes, backslashes and bad UTF-8", () => {
    for (const text of ["a\nb", "a\x7fb", 'a"b', "a'b", "a\\b"]) expect(string(text)).toBe(false);
    expect(parseDhcpString(Uint8Array.of(0x61, 0xff))).toBe(false);
    expect(string("/bücher $(x)")).toBe("/bücher $(x)");
  });
});

describe("parseDhcpDomain", () => {
  it("normalizes names", () => {
    expect(domain("example.com.")).toBe("example.com");
    expect(domain("a b.ü")).toBe("a\\032b.\\195\\188");
    expect(domain("_a.-b-")).toBe("_a.-b-");
  });

  it("refuses what is no name, the root and local names", () => {
    for (const text of [
      "a..b",
      ".a",
      ".",
      "\0",
      "localhost",
      "Foo.LocalHost",
      "localhost.localdomain",
      "x.localhost.",
    ]) {
      expect(domain(text)).toBe(false);
    }
    expect(domain("")).toBeNull();
  });

  it("refuses labels above 63 bytes and names above 253 bytes", () => {
    const label = "a".repeat(63);
    expect(domain(`${label}.b`)).toBe(`${label}.b`);
    expect(domain(`${label}a.b`)).toBe(false);
    const long = `${label}.${label}.${label}.`;
    expect(domain(long + "b".repeat(61))).toBe(long + "b".repeat(61));
    expect(domain(long + "b".repeat(62))).toBe(false);
  });
});

describe("parseDhcpHostname", () => {
  it("takes plain host names only", () => {
    expect(hostname("client.example")).toBe("client.example");
    expect(hostname("")).toBeNull();
    for (const text of ["a_b", "a.b.", "-a", "a b", "\0", "h".repeat(65)]) expect(hostname(text)).toBe(false);
  });

  it("takes no label above 63 bytes, though host names may have 64", () => {
    expect(hostname("h".repeat(63))).toBe("h".repeat(63));
    expect(hostname("h".repeat(64))).toBe(false);
    const whole = `${"h".repeat(62)}.a`;
    expect(hostname(whole)).toBe(whole);
    expect(hostname(`${whole}a`)).toBe(false);
  });

  it("takes local names, unlike the names that a server gives", () => {
    for (const text of ["localhost", "localhost.localdomain", "a.localhost"]) {
      expect(hostname(text)).toBe(text);
      expect(domain(text)).toBe(false);
    }
  });
});

describe("parseSearchDomains", () => {
  const parsed = (hex: string): unknown => parseSearchDomains(fromHex(hex)!);

  it("reads the example of RFC 3397 section 2", () => {
    const apple = concatBytes(sampleNames("eng.apple.com"), fromHex("096d61726b6574696e67c004")!);
    expect(parseSearchDomains(apple)).toEqual(["eng.apple.com", "marketing.apple.com"]);
  });

  it("follows pointers to names that have pointers", () => {
    expect(parsed("01610162000163c0000164c005")).toEqual(["a.b", "c.a.b", "d.c.a.b"]);
  });

  it("has the root as an empty name", () => {
    expect(parsed("00")).toEqual([""]);
  });

  it.each([
    ["an empty list", ""],
    ["a pointer to itself", "c000"],
    ["a pointer forwards", "03666f6fc010"],
    ["a pointer without second byte", "03666f6fc0"],
    ["a loop through an earlier name", "0161c000"],
    ["a label behind the end", "20666f6f00"],
    ["a name without end", "03666f6f"],
    ["label types that do not exist", "40666f6f00"],
    ["the other label type that does not exist", "80666f6f00"],
  ])("refuses %s", (_what, hex) => {
    expect(parsed(hex)).toBeNull();
  });

  it("takes the most that an option can ask for, and refuses the square of more", () => {
    const pointers = (labels: number, count: number): Uint8Array =>
      concatBytes(
        ...Array(labels).fill(Uint8Array.of(1, 0x61)),
        Uint8Array.of(0),
        ...Array(count).fill(Uint8Array.of(0xc0, 0)),
      );
    expect(parseSearchDomains(pointers(64, 63))).toHaveLength(64);
    expect(parseSearchDomains(pointers(1000, 30_000))).toBeNull();
  });

  it("gives back names that were written without pointers", () => {
    const name = fc
      .array(fc.stringMatching(/^[a-z0-9]{1,10}$/), { minLength: 1, maxLength: 4 })
      .map((labels) => labels.join("."));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), (names) => {
        expect(parseSearchDomains(sampleNames(...names))).toEqual(names);
      }),
    );
  });
});
