import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/etc-hosts/definition.js";
import { type EtcHosts, format, parse } from "../../../src/formats/etc-hosts/index.js";
import { formatInAddr, parseInAddr } from "../../../src/net/in-addr.js";
import { LONG_LINE_MAX } from "../../../src/text/lines.js";

const hostsOf = (text: string): EtcHosts => parse(encodeUtf8(text)).hosts;
const addresses = (text: string): string[] =>
  [...hostsOf(text).addresses()].map(({ address, names }) => `${formatInAddr(address)}: ${names.join(" ")}`);
const codes = (text: string): string[] =>
  parse(encodeUtf8(text)).diagnostics.map(({ code, line }) => `${line} ${code.slice("etc-hosts.".length)}`);
const holds = (bytes: Uint8Array): void => checkLaws(definition, bytes, definition.run(bytes));

describe("parse", () => {
  it.each([
    ["1.2.3.4 a b.c # d\n#\n\n", ["1.2.3.4: a b.c"]],
    ["2001:db8:0:0:0:0:0:1\ta\n", ["2001:db8::1: a"]],
    ["1.2.3.4 a A a.\n1.2.3.4 b\n", ["1.2.3.4: a b"]],
    ["1.2.3.4 a\r1.2.3.5 b\x001.2.3.6 c\r\n1.2.3.7 d", ["1.2.3.4: a", "1.2.3.5: b", "1.2.3.6: c", "1.2.3.7: d"]],
    ["1.2.3.4 a\\.b c\\\n", ["1.2.3.4: a.b c"]],
    ["1.2.3.4\n", ["1.2.3.4: "]],
    ["1.2.3.4 a\\\\066 AB \\\\045c \\\\046d\n", ["1.2.3.4: a\\066 \\045c"]],
    ["1.2.3.4 .\n", ["1.2.3.4: ."]],
    ["1.2.3.4 -a a- a_b a..b .a ::1 é\n", ["1.2.3.4: "]],
  ])("%j", (text, expected) => {
    expect(addresses(text)).toEqual(expected);
  });

  it.each([
    ["\nlocalhost 127.0.0.1\n", ["2 bad-address"]],
    [
      "fe80::1%1 a\n10.0.0.0/8 a\n01.2.3.4 a\n[::1] a\n",
      ["1 bad-address", "2 bad-address", "3 bad-address", "4 bad-address"],
    ],
    ["1.2.3.4 x_y a\n", ["1 bad-name"]],
    ['1.2.3.4 "a b"\n', ["1 bad-name", "1 bad-name", "1 no-name"]],
    ["0.0.0.0\n", ["1 no-name"]],
    ["1.2.3.4\\ a\n", ["1 bad-address"]],
    ["1.2.3.4 a\n", []],
  ])("%j is reported", (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it("keeps nothing of a file with a line that is too long", () => {
    const { hosts, errno, diagnostics } = parse(encodeUtf8(`1.2.3.4 a\n# ${"x".repeat(LONG_LINE_MAX)}\n`));
    expect([...hosts.addresses()]).toEqual([]);
    expect(errno).toBe("ENOBUFS");
    expect(diagnostics).toMatchObject([{ code: "etc-hosts.line-too-long", level: 3, line: null }]);
  });
});

describe("names of this host", () => {
  it.each([
    ["127.0.0.1 localhost\n::1 localhost localhost.localdomain\n", []],
    ["127.0.0.1\n::1\n", []],
    ["127.0.0.1 a.localhost LOCALHOST.\n", []],
    ["127.0.0.1 localhost host\n", ["127.0.0.1: localhost host"]],
    ["127.0.0.1 localhost\n1.2.3.4 localhost\n", ["127.0.0.1: localhost", "1.2.3.4: localhost"]],
    ["127.0.0.1 localhost\n127.0.0.2 localhost\n", ["127.0.0.2: localhost"]],
    ["127.0.0.2 localhost\n", ["127.0.0.2: localhost"]],
  ])("%j", (text, expected) => {
    expect(addresses(text)).toEqual(expected);
  });

  it("are forgotten with their loopback address, whatever else they lead to", () => {
    const hosts = hostsOf("127.0.0.1 localhost\n::1 localhost ip6-localhost\n");
    expect(hosts.lookupName("localhost")).toBeUndefined();
    expect(hosts.lookupAddress(parseInAddr("::1")!)?.names).toEqual(["localhost", "ip6-localhost"]);
  });
});

describe("look-ups", () => {
  const hosts = hostsOf("1.2.3.4 Web.example. web\n::2 web.EXAMPLE\n0.0.0.0 Ads.example\n");

  it("find addresses by name, without regard to case and a dot at the end", () => {
    expect(hosts.lookupName("WEB.example")).toEqual({
      name: "Web.example.",
      addresses: [parseInAddr("1.2.3.4"), parseInAddr("::2")],
    });
    expect(hosts.lookupName("ads.example")).toBeUndefined();
  });

  it("find names by address", () => {
    expect(hosts.lookupAddress(parseInAddr("1.2.3.4")!)).toMatchObject({
      canonicalName: "Web.example.",
      names: ["Web.example.", "web"],
    });
    expect(hosts.lookupAddress(parseInAddr("::2")!)?.names).toEqual(["web.EXAMPLE"]);
    expect(hosts.lookupAddress(parseInAddr("0.0.0.0")!)).toBeUndefined();
  });

  it("know blocked names", () => {
    expect(hosts.isBlocked("ADS.example.")).toBe(true);
    expect(hosts.isBlocked("web")).toBe(false);
    expect([...hosts.blocked()]).toEqual(["Ads.example"]);
  });

  it("take names from objects' prototypes as ordinary names", () => {
    expect(hostsOf("1.2.3.4 constructor\n").lookupName("constructor")?.addresses.length).toBe(1);
    expect(hostsOf("1.2.3.4 a\n").lookupName("constructor")).toBeUndefined();
  });
});

describe("size", () => {
  it("reads a blocklist of 100,000 lines, and looks names up in it", () => {
    const text = Array.from({ length: 100_000 }, (_, i) => `0.0.0.0 ads${i}.example.com\n`).join("");
    const started = performance.now();
    const hosts = hostsOf(text);
    expect([...hosts.blocked()].length).toBe(100_000);
    expect(hosts.isBlocked("ADS99999.example.com")).toBe(true);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it("reads 100,000 names of one address", () => {
    const text = `1.2.3.4 ${Array.from({ length: 60_000 }, (_, i) => `n${i}`).join(" ")}\n`;
    expect(hostsOf(text).lookupAddress(parseInAddr("1.2.3.4")!)?.names.length).toBe(60_000);
  });
});

describe("format", () => {
  it("writes an address a line, and blocked names", () => {
    expect(format(hostsOf("0.0.0.0 ads\n1.2.3.4 a\n::2 b\n1.2.3.4 c \\\n"))).toBe(
      "1.2.3.4 a c .\n::2 b\n0.0.0.0 ads\n",
    );
  });
});

describe("laws", () => {
  it("hold for every seed", () => {
    for (const { bytes } of definition.seeds()) holds(bytes);
  });

  it("hold for pieces of files, and for any bytes", () => {
    const pieces = [...definition.dictionary()].filter((piece) => typeof piece === "string");
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces, " ", " ", "\n", "\n"), { maxLength: 40 }), (chosen) =>
        holds(encodeUtf8(chosen.join(""))),
      ),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), holds));
  });
});

describe("inspect", () => {
  it("shows the hosts and what was ignored", () => {
    expect(definition.inspect(encodeUtf8("bad a\n1.2.3.4 b\n0.0.0.0 c\n"))).toMatchObject({
      error: null,
      value: { addresses: [{ names: ["b"] }], blocked: ["c"] },
      diagnostics: [{ code: "etc-hosts.bad-address", params: { address: "bad" } }],
    });
  });
});

// The names of an address were listed, and compared one by one, for each of them.
it("regression: the laws take linear time for an address of many names", () => {
  const msecOf = (count: number): number => {
    const bytes = encodeUtf8(`192.0.2.1 ${Array.from({ length: count }, (_, i) => `n${i}`).join(" ")}\n`);
    const before = performance.now();
    holds(bytes);
    return performance.now() - before;
  };
  msecOf(1000);
  const few = msecOf(1000);
  const many = msecOf(16_000);
  expect(many < 60 || many / few < 90).toBe(true);
});
