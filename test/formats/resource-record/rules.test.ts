import { describe, expect, it } from "vitest";
import { fromHex, toHex } from "../../../src/core/bytes.js";
import { ParseFailure } from "../../../src/core/errno.js";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/resource-record/definition.js";
import {
  type DnsResourceRecord,
  DnsType,
  dnsTypeFromString,
  dnsTypeToString,
  encode,
  format,
  isUnparsable,
  parse,
  type Rdata,
  resourceRecordEqual,
  toJson,
  txtData,
  txtItems,
} from "../../../src/formats/resource-record/index.js";

const hex = (text: string): Uint8Array => fromHex(text.replaceAll(" ", ""))!;

/** A record of owner `a`, class IN, TTL 60. */
const wire = (type: number, data: string, length = hex(data).length): Uint8Array =>
  hex(`016100 ${type.toString(16).padStart(4, "0")} 0001 0000003c ${length.toString(16).padStart(4, "0")} ${data}`);

const record = (type: number, data: Rdata, name = "a"): DnsResourceRecord => ({
  key: { name, class: 1, type },
  ttlSec: 60,
  data,
});

function parsed(input: Uint8Array): DnsResourceRecord {
  const result = parse(input);
  if (result instanceof ParseFailure) throw result;
  return result.record;
}

function errnoOf(input: Uint8Array): string {
  const result = parse(input);
  return result instanceof ParseFailure ? result.errno : "ok";
}

describe("framing (RFC 1035 section 4.1.3)", () => {
  it("takes owner, type, class, TTL and data, and tells how many bytes that were", () => {
    expect(parse(hex("026142 00 0001 0001 00000e10 0004 c0000201 ff"))).toEqual({
      record: {
        key: { name: "aB", class: 1, type: 1 },
        ttlSec: 3600,
        data: { kind: "address", address: hex("c0000201") },
      },
      length: 18,
    });
  });

  it("reads a TTL with the top bit set as 0 (RFC 2181 section 8), but not that of OPT", () => {
    expect(parsed(hex("00 0001 0001 80000000 0004 c0000201")).ttlSec).toBe(0);
    expect(parsed(hex("00 0029 0200 80000000 0000")).ttlSec).toBe(0x80000000);
  });

  it.each([
    ["nothing at all", "", "EMSGSIZE"],
    ["a cut owner", "0361", "EMSGSIZE"],
    ["a cut header", "00 0001 0001 0000003c 00", "EMSGSIZE"],
    ["data longer than the input", "00 0001 0001 0000003c 0005 c0000201", "EBADMSG"],
    ["data longer than its contents", "00 0001 0001 0000003c 0005 c000020100", "EBADMSG"],
    ["contents over the record", "00 0001 0001 0000003c 0003 c0000201", "EBADMSG"],
    ["contents over the input", "00 0001 0001 0000003c 0003 c00002", "EMSGSIZE"],
    ["class ANY", "00 0001 00ff 0000003c 0004 c0000201", "EBADMSG"],
    ["type ANY", "00 00ff 0001 0000003c 0000", "EBADMSG"],
    ["type AXFR", "00 00fc 0001 0000003c 0000", "EBADMSG"],
    ["type IXFR", "00 00fb 0001 0000003c 0000", "EBADMSG"],
    ["a compression pointer", "c000 0001 0001 0000003c 0004 c0000201", "EBADMSG"],
    ["a reserved label type", "80 0001 0001 0000003c 0004 c0000201", "EBADMSG"],
  ])("refuses %s", (_, input, errno) => {
    expect(errnoOf(hex(input))).toBe(errno);
  });

  it("refuses more than fits into a message behind its header", () => {
    expect(errnoOf(new Uint8Array(65523))).toBe("ok");
    expect(errnoOf(new Uint8Array(65524))).toBe("EMSGSIZE");
    expect(definition.observe(new Uint8Array(65535))).toEqual({ parse: "EMSGSIZE" });
    expect(definition.run(new Uint8Array(65536))).toEqual({ kind: "skipped" });
  });

  it("takes a name of 255 bytes and refuses 256", () => {
    const name = (last: number): string =>
      [63, 63, 63, last].map((size) => size.toString(16).padStart(2, "0") + "61".repeat(size)).join("");
    expect(errnoOf(hex(`${name(61)}00 0001 0001 00000000 0004 c0000201`))).toBe("ok");
    expect(errnoOf(hex(`${name(62)}00 0001 0001 00000000 0004 c0000201`))).toBe("EBADMSG");
  });
});

describe("data", () => {
  it.each([
    ["HINFO with a NUL", DnsType.HINFO, "01000161", "EINVAL"],
    ["HINFO with bad UTF-8", DnsType.HINFO, "01ff0161", "EBADMSG"],
    ["HINFO with a non-character", DnsType.HINFO, "03efbfbe0161", "EBADMSG"],
    ["CAA whose tag overruns", DnsType.CAA, "000569", "EMSGSIZE"],
    ["LOC with a mantissa above 9", DnsType.LOC, "00a01613 80000000 80000000 00989680", "EBADMSG"],
    ["LOC with an exponent above 9", DnsType.LOC, "001a1613 80000000 80000000 00989680", "EBADMSG"],
    ["LOC with an exponent of nothing", DnsType.LOC, "00021613 80000000 80000000 00989680", "EBADMSG"],
    ["LOC without data", DnsType.LOC, "", "EMSGSIZE"],
    ["DS without digest", DnsType.DS, "00010801", "EBADMSG"],
    ["SSHFP without fingerprint", DnsType.SSHFP, "0101", "EBADMSG"],
    ["TLSA without data", DnsType.TLSA, "030101", "EBADMSG"],
    ["DNSKEY without key", DnsType.DNSKEY, "01000308", "EBADMSG"],
    ["RRSIG without signature", DnsType.RRSIG, `0001 08 02 ${"00".repeat(14)} 00`, "EBADMSG"],
    ["NSEC3 without hash", DnsType.NSEC3, "010000000000", "EBADMSG"],
    ["NSEC with a bitmap of 0 bytes", DnsType.NSEC, "000000", "EBADMSG"],
    ["NSEC with a bitmap of 33 bytes", DnsType.NSEC, `000021${"01".repeat(33)}`, "EBADMSG"],
    ["NSEC with a trailing zero byte", DnsType.NSEC, "0000024000", "EBADMSG"],
    ["NSEC with a lone window number", DnsType.NSEC, "0000", "EMSGSIZE"],
    ["SVCB with descending keys", DnsType.SVCB, "000100 00030002 0001 00010003 026832", "EBADMSG"],
    ["SVCB with a repeated key", DnsType.SVCB, "000100 00080000 00080000", "EBADMSG"],
    ["SVCB with no protocol in alpn", DnsType.SVCB, "000100 00010000", "EBADMSG"],
    ["SVCB with a value that overruns", DnsType.SVCB, "000100 0001000a 6162", "EMSGSIZE"],
    ["TXT whose last string overruns", DnsType.TXT, "0561", "EMSGSIZE"],
  ])("refuses %s", (_, type, data, errno) => {
    expect(errnoOf(wire(type, data))).toBe(errno);
  });

  it("reads TXT without data as one empty string", () => {
    const txt = parsed(wire(DnsType.TXT, ""));
    expect(txt.data).toEqual({ kind: "txt", strings: Uint8Array.of(0) });
    expect(encode(txt).wire).toEqual(wire(DnsType.TXT, "00"));
  });

  it("splits and joins TXT strings", () => {
    const data = txtData(encodeUtf8("one"), new Uint8Array(), encodeUtf8("two"));
    expect(txtItems(data).map((item) => toHex(item))).toEqual([toHex(encodeUtf8("one")), "", toHex(encodeUtf8("two"))]);
    expect(txtData().strings).toEqual(Uint8Array.of(0));
  });

  it("takes NSEC windows in any order, each type once, without pseudo-types", () => {
    const nsec = parsed(wire(DnsType.NSEC, "00 010180 000140 000160"));
    expect(nsec.data).toMatchObject({ types: [1, 2, 256] });
    expect(toHex(encode(nsec).wire)).toContain("00000160010180");
    const pseudo = parsed(wire(DnsType.NSEC, `00 0020 80${"00".repeat(4)}40${"00".repeat(25)}7f`));
    expect(pseudo.data).toMatchObject({ types: [253, 254] });
  });

  it("keeps LOC of another version uninterpreted", () => {
    const loc = parsed(wire(DnsType.LOC, "01020304"));
    expect(loc.data.kind).toBe("generic");
    expect(isUnparsable(loc)).toBe(true);
    expect(isUnparsable(parsed(wire(DnsType.URI, "01")))).toBe(false);
  });
});

describe("text", () => {
  it.each([
    ["an address", DnsType.AAAA, "20010db8 00000000 00000000 00000001", "a IN AAAA 2001:db8::1"],
    ["a root target as nothing", DnsType.NS, "00", "a IN NS "],
    ["a service target as a dot", DnsType.SVCB, "000100", "a IN SVCB 1 . "],
    ["decimal escapes in TXT", DnsType.TXT, "05 22 5c 09 7f 61", 'a IN TXT "\\034\\\\009\\127a"'],
    ["octal escapes in CAA", DnsType.CAA, "00 01 74 22 5c 09", 'a IN CAA 0 t "\\042\\134\\011"'],
    [
      "C escapes in alpn",
      DnsType.SVCB,
      "000100 00010006 05 22 27 5c 0a ff",
      'a IN SVCB 1 . alpn="\\"\\\'\\\\\\n\\377"',
    ],
    [
      "decimal escapes in other parameters",
      DnsType.SVCB,
      "000100 00090004 20 2c 22 5c",
      'a IN SVCB 1 . key9="\\032\\044\\034\\092"',
    ],
    ["NAPTR without its key", DnsType.NAPTR, "0001 0002 0161 0162 0163 0164 00", '1 2 "a" "b" "c" d.'],
    ["unknown types generically", 65280, "dead", "a IN TYPE65280 \\# 2 dead"],
    ["type 0 without its number", 0, "", "a IN TYPE \\# 0"],
    [
      "the southernmost latitude as a negative one",
      DnsType.LOC,
      "00121613 00000000 80000000 00989680",
      "a IN LOC -596 -31 -23.648 S 0 0 0.000 E 0.00m 1.00m 10000.00m 10.00m",
    ],
    ["an NSEC3 hash in base32hex", DnsType.NSEC3, "01 00 0001 00 05 0102030405", "a IN NSEC3 1 0 1 - 04106105 (  )"],
    ["flags of CAA", DnsType.CAA, "81 01 74", 'a IN CAA 129 t ""\n        -- Flags: critical 1'],
  ])("prints %s", (_, type, data, text) => {
    expect(format(parsed(wire(type, data)))).toBe(text);
  });

  it("ignores the REVOKE bit in a key tag", () => {
    const tag = (flags: string): string =>
      format(parsed(wire(DnsType.DNSKEY, `${flags} 03 08 0102`))).split("Key tag: ")[1]!;
    expect(tag("0181")).toBe(tag("0101"));
  });

  it("puts base64 beside a short prefix and below a long one, 80 columns wide", () => {
    const key = (name: string): string =>
      format(record(DnsType.OPENPGPKEY, { kind: "openpgpkey", key: new Uint8Array(200) }, name));
    const beside = key("short").split("\n");
    expect(beside[0]).toHaveLength(80);
    expect(beside[1]).toMatch(/^ {20}A/);
    expect(beside[1]).toHaveLength(80);
    const below = key("a-name-that-takes-half-of-a-line.example").split("\n");
    expect(below[0]).toBe("a-name-that-takes-half-of-a-line.example IN OPENPGPKEY");
    expect(below[1]).toHaveLength(80);
  });

  it("cuts the key at 277 characters", () => {
    const name = Array.from({ length: 3 }, () => "\\000".repeat(60)).join(".");
    const text = format(record(DnsType.URI, { kind: "generic", bytes: new Uint8Array() }, name));
    expect(text).toBe(`${name.slice(0, 277)} \\# 0`);
  });
});

describe("JSON", () => {
  it("has the retry interval of SOA as its expiry, as systemd does", () => {
    const soa = parsed(wire(DnsType.SOA, "00 00 00000001 00000002 00000003 00000004 00000005"));
    expect(toJson(soa)).toEqual({
      key: { class: 1, type: 6, name: "a" },
      mname: "",
      rname: "",
      serial: 1,
      refresh: 2,
      expire: 3,
      minimum: 5,
    });
  });

  it("has parameters in base64, and null for none", () => {
    expect(toJson(parsed(wire(DnsType.HTTPS, "000100 00030002 01bb")))).toMatchObject({ svcparams: { port: "Abs=" } });
    expect(toJson(parsed(wire(DnsType.HTTPS, "000100")))).toMatchObject({ svcparams: null });
  });

  it.each([DnsType.OPENPGPKEY, DnsType.OPT, DnsType.URI, 65280])("is null for type %i", (type) => {
    expect(toJson(parsed(wire(type, "00")))).toBeNull();
  });
});

describe("canonical form (RFC 4034 section 6.2, RFC 6840 section 5.1)", () => {
  const lowered = (type: number, data: string): boolean =>
    !toHex(encode(parsed(wire(type, data)), true).wire).includes("0141");

  it.each([
    ["NS", DnsType.NS, "014100", true],
    ["CNAME", DnsType.CNAME, "014100", true],
    ["DNAME", DnsType.DNAME, "014100", true],
    ["MX", DnsType.MX, "0001 014100", true],
    ["SRV", DnsType.SRV, "000000000000 014100", true],
    ["SOA", DnsType.SOA, `014100 014100 ${"00".repeat(20)}`, true],
    ["NAPTR", DnsType.NAPTR, "00000000 00 00 00 014100", true],
    ["RRSIG", DnsType.RRSIG, `0001 08 02 ${"00".repeat(14)} 014100 00`, true],
    ["NSEC", DnsType.NSEC, "014100", false],
    ["SVCB", DnsType.SVCB, "0001 014100", false],
    ["unknown types", 65280, "014100", false],
  ])("lower case in %s", (_, type, data, expected) => {
    expect(lowered(type, data)).toBe(expected);
  });

  it("has the owner in lower case", () => {
    expect(toHex(encode(record(1, { kind: "address", address: new Uint8Array(4) }, "A"), true).wire)).toMatch(
      /^016100/,
    );
  });
});

describe("equality", () => {
  it("ignores the case of all names, and the TTL", () => {
    const one = parsed(wire(DnsType.SVCB, "0001 014100"));
    const other = { ...parsed(wire(DnsType.SVCB, "0001 016100")), ttlSec: 1 };
    expect(resourceRecordEqual(one, other)).toBe(true);
  });

  it("tells types, classes, owners and data apart", () => {
    const one = record(DnsType.NS, { kind: "name", name: "x" });
    expect(resourceRecordEqual(one, { ...one, key: { ...one.key, type: DnsType.PTR } })).toBe(false);
    expect(resourceRecordEqual(one, { ...one, key: { ...one.key, class: 3 } })).toBe(false);
    expect(resourceRecordEqual(one, { ...one, key: { ...one.key, name: "b" } })).toBe(false);
    expect(resourceRecordEqual(one, { ...one, data: { kind: "name", name: "y" } })).toBe(false);
  });
});

describe("caller misuse", () => {
  it.each([
    ["data of another type", record(DnsType.A, { kind: "name", name: "x" })],
    ["an address of the wrong length", record(DnsType.A, { kind: "address", address: new Uint8Array(16) })],
    ["an impossible name", record(DnsType.NS, { kind: "name", name: "a..b" })],
    ["a number that does not fit", record(DnsType.MX, { kind: "mx", priority: 65536, exchange: "x" })],
    ["strings that do not fit together", record(DnsType.TXT, { kind: "txt", strings: Uint8Array.of(5, 1) })],
    ["no strings", record(DnsType.TXT, { kind: "txt", strings: new Uint8Array() })],
    ["a string above 255 bytes", record(DnsType.HINFO, { kind: "hinfo", cpu: "x".repeat(256), os: "" })],
    ["types out of order", record(DnsType.NSEC, { kind: "nsec", nextDomain: "", types: [2, 1] })],
    [
      "parameters out of order",
      record(DnsType.SVCB, {
        kind: "svcb",
        priority: 1,
        target: "",
        params: [
          { key: 9, value: new Uint8Array() },
          { key: 8, value: new Uint8Array() },
        ],
      }),
    ],
    [
      "a malformed parameter",
      record(DnsType.SVCB, { kind: "svcb", priority: 1, target: "", params: [{ key: 3, value: new Uint8Array(1) }] }),
    ],
    ["more than 65535 bytes", record(65280, { kind: "generic", bytes: new Uint8Array(65536) })],
  ])("%s is a TypeError", (_, value) => {
    expect(() => encode(value)).toThrow(TypeError);
  });

  it("a TXT string above 255 bytes is a TypeError", () => {
    expect(() => txtData(new Uint8Array(256))).toThrow(TypeError);
  });
});

describe("type names", () => {
  it("go both ways", () => {
    for (const [name, type] of Object.entries(DnsType)) {
      expect(dnsTypeToString(type)).toBe(name);
      expect(dnsTypeFromString(name)).toBe(type);
    }
    expect(dnsTypeToString(0)).toBe("TYPE0");
    expect(dnsTypeFromString("TYPE65535")).toBe(65535);
  });

  it.each(["TYPE65536", "TYPE", "TYPE-1", "a", "__proto__", "constructor", ""])("%j is none", (name) => {
    expect(dnsTypeFromString(name)).toBeNull();
  });
});

describe("inspect", () => {
  it("says why an input was refused, and where", () => {
    const { value, diagnostics, error } = definition.inspect(hex("00 00ff 0001 0000003c 0000"));
    expect(value).toBeNull();
    expect(error).toBe("EBADMSG");
    expect(diagnostics.map(({ code, span }) => ({ code, span }))).toEqual([
      { code: "resource-record.malformed", span: { start: 0, end: 0 } },
    ]);
  });

  it("reports trailing bytes and unknown versions", () => {
    const input = hex(`${toHex(wire(DnsType.LOC, "01"))}ffff`);
    expect(definition.inspect(input).diagnostics.map((diagnostic) => diagnostic.code)).toEqual([
      "resource-record.unknown-version",
      "resource-record.trailing-bytes",
    ]);
  });
});
