import { describe, expect, it } from "vitest";
import { fromHex } from "../../src/core/bytes.js";
import {
  DnsTransport,
  dnsTransportNames,
  isResolverAddress,
  parseAuthName,
  parseSvcParams,
  svcParamsDictionary,
} from "../../src/net/dns-resolver.js";
import { svcParamsSamples } from "../../src/net/dns-resolver-samples.js";
import { parseInAddr } from "../../src/net/in-addr.js";

const { DOT, DOQ, HTTP_2, HTTP_3 } = DnsTransport;

describe("parseSvcParams", () => {
  const samples = new Map(svcParamsSamples);
  const params = (name: string): unknown => {
    const bytes = samples.get(name)!;
    return parseSvcParams(bytes, 0, bytes.length);
  };

  it("reads transports, port and path", () => {
    expect(params("dot")).toEqual({ transports: DOT, port: 0, dohPath: null });
    expect(params("doh-with-path")).toEqual({ transports: HTTP_2 | HTTP_3, port: 0, dohPath: "/dns-query{?dns}" });
    const all = { transports: HTTP_2 | HTTP_3 | DOT | DOQ, port: 853, dohPath: "/q{?dns}" };
    expect(params("all-transports-and-port")).toEqual(all);
  });

  it("passes over what it does not know", () => {
    expect(params("unknown-alpn")).toEqual({ transports: 0, port: 0, dohPath: null });
    expect(params("unknown-key")).toEqual({ transports: DOT, port: 0, dohPath: null });
  });

  it("does not count port and path without a known transport, and reads nothing behind an empty list", () => {
    const none = { transports: 0, port: 0, dohPath: null };
    const read = (hex: string): unknown => parseSvcParams(fromHex(hex)!, 0, hex.length / 2);
    expect(read("00010004 03666f6f 00030002 0355 00070002 2f71".replaceAll(" ", ""))).toEqual(none);
    expect(read("00010009 08687474702f312e31 00030002 0355".replaceAll(" ", ""))).toEqual(none);
    expect(params("empty-alpn")).toEqual(none);
  });

  it.each(svcParamsSamples.filter(([name]) => name.startsWith("bad-")))("refuses %s", (_name, bytes) => {
    expect(parseSvcParams(bytes, 0, bytes.length)).toBeNull();
  });

  it("needs a path for HTTP/2 and HTTP/3 only, and takes an empty one", () => {
    expect(params("http-1-without-path")).toEqual({ transports: DOT, port: 0, dohPath: null });
    expect(params("doh-with-empty-path")).toEqual({ transports: HTTP_2, port: 0, dohPath: "" });
  });

  it("reads the range only", () => {
    const bytes = fromHex("ff000100040364 6f74ff".replace(" ", ""))!;
    expect(parseSvcParams(bytes, 1, bytes.length - 1)).toMatchObject({ transports: DOT });
  });
});

describe("dnsTransportNames", () => {
  it("lists the names in the order of the bits", () => {
    expect(dnsTransportNames(DOQ | HTTP_2 | DOT)).toEqual(["h2", "dot", "doq"]);
  });
});

describe("parseAuthName", () => {
  const parsed = (hex: string): unknown => {
    const bytes = fromHex(hex)!;
    return parseAuthName(bytes, 0, bytes.length);
  };

  it("reads a name", () => {
    expect(parsed("03646e73076578616d706c6500")).toEqual({ name: "dns.example" });
  });

  it.each([
    ["nothing", "", "EBADMSG"],
    ["a name without end", "0178", "EBADMSG"],
    ["a pointer", "c000", "EBADMSG"],
    ["a label behind the end", "09780000", "EMSGSIZE"],
    ["the root", "00", "ENODATA"],
    ["bytes behind the name", "0178000178", "EINVAL"],
    ["an underscore", "025f7800", "EBADMSG"],
    ["a hyphen in front", "022d7800", "EBADMSG"],
    ["a hyphen at the end", "02782d00", "EBADMSG"],
    ["a name above 255 bytes", `${`3f${"61".repeat(63)}`.repeat(4)}00`, "EMSGSIZE"],
  ])("refuses %s", (_what, hex, expected) => {
    expect(parsed(hex)).toBe(expected);
  });
});

describe("isResolverAddress", () => {
  it.each([
    ["192.0.2.1", true],
    ["0.0.0.0", true],
    ["223.255.255.255", true],
    ["224.0.0.1", false],
    ["239.255.255.255", false],
    ["240.0.0.1", true],
    ["127.0.0.1", false],
    ["127.255.0.1", false],
    ["2001:db8::1", true],
    ["fe80::1", true],
    ["::", true],
    ["::1", false],
    ["ff02::1", false],
  ])("%s: %s", (text, expected) => {
    expect(isResolverAddress(parseInAddr(text)!)).toBe(expected);
  });
});

describe("svcParamsDictionary", () => {
  it("has no token twice", () => {
    const tokens = [...svcParamsDictionary()].map((token) => token.join());
    expect(new Set(tokens).size).toBe(tokens.length);
  });
});
