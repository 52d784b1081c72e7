import { describe, expect, it } from "vitest";
import { definition } from "../../../src/formats/dns-packet/definition.js";
import { AnswerFlag, HeaderFlag, opcodeOf, parseHeader } from "../../../src/formats/dns-packet/index.js";
import { DnsType } from "../../../src/formats/resource-record/index.js";
import { A, ANSWER, errnoOf, hex, message, OPT, parsed, QUESTION, texts, u16 } from "./messages.js";

const { QR } = HeaderFlag;

describe("header", () => {
  it("has id, flags and counts", () => {
    expect(parseHeader(message(0x8180, [1, 2, 3, 4]))).toEqual({
      id: 0x1234,
      flags: 0x8180,
      qdcount: 1,
      ancount: 2,
      nscount: 3,
      arcount: 4,
    });
    expect(opcodeOf(parseHeader(message(0x2800, [0, 0, 0, 0])))).toBe(5);
    expect(() => parseHeader(new Uint8Array(11))).toThrow(TypeError);
  });

  it("must be there, and the message must not be too long", () => {
    expect(errnoOf(new Uint8Array(11))).toBe("EBADMSG");
    expect(errnoOf(new Uint8Array(12))).toBe("ok");
    expect(errnoOf(new Uint8Array(65535))).toBe("ok");
    expect(errnoOf(new Uint8Array(65536))).toBe("EBADMSG");
    expect(definition.run(new Uint8Array(65536))).toEqual({ kind: "skipped" });
  });

  it("is padded with zeros for an observation", () => {
    expect(definition.observe(hex("1234 8180"))).toMatchObject({ extract: "ok", header: { qr: 1, rd: 1, qdcount: 0 } });
  });
});

describe("names (RFC 1035 section 4.1.4, RFC 9267)", () => {
  it.each([
    ["a pointer to the question", "c00c", "com"],
    ["labels before a pointer", "03777777 c00c", "www.com"],
    ["a pointer into a name, at a label", "c010", "."],
    ["the root", "00", "."],
  ])("takes %s", (_, owner, name) => {
    expect(texts(parsed(message(QR, [1, 1, 0, 0], QUESTION, owner, A)))).toEqual([`${name} IN A 10.0.0.1`]);
  });

  it("follows chains of pointers", () => {
    const packet = parsed(message(QR, [1, 3, 0, 0], QUESTION, ANSWER, `0161 c00c ${A}`, `c025 ${A}`));
    expect(texts(packet)).toEqual(["com IN A 10.0.0.1", "a.com IN A 10.0.0.1"]);
    expect(packet.answer[1]!.flags).toBe(AnswerFlag.SECTION_ANSWER | AnswerFlag.CACHEABLE);
  });

  it.each([
    ["into the header", "c000", "EBADMSG"],
    ["to the last byte of the header", "c00b", "EBADMSG"],
    ["to itself", "c015", "EBADMSG"],
    ["to the label before it", "0161 c015", "EBADMSG"],
    ["forward", "c0ff", "EBADMSG"],
    ["nowhere: a reserved label type", "80", "EBADMSG"],
    ["nowhere: an extended label type", "41", "EBADMSG"],
  ])("refuses a pointer %s", (_, owner, errno) => {
    expect(errnoOf(message(QR, [1, 1, 0, 0], QUESTION, owner, A))).toBe(errno);
  });

  it("refuses a pointer that is cut", () => {
    expect(errnoOf(message(QR, [1, 1, 0, 0], QUESTION, "0161 c0"))).toBe("EMSGSIZE");
  });

  it("counts the bytes behind a pointer: 255 are a name, 256 are not", () => {
    const labels = (...sizes: number[]): string =>
      sizes.map((size) => size.toString(16).padStart(2, "0") + "61".repeat(size)).join("");
    const question = `${labels(63, 63, 63)} 00 0001 0001`;
    expect(errnoOf(message(QR, [1, 1, 0, 0], question, `${labels(61)} c00c ${A}`))).toBe("ok");
    expect(errnoOf(message(QR, [1, 1, 0, 0], question, `${labels(62)} c00c ${A}`))).toBe("EBADMSG");
  });

  it.each([
    ["NS", DnsType.NS, "c00c"],
    ["CNAME", DnsType.CNAME, "c00c"],
    ["PTR", DnsType.PTR, "c00c"],
    ["DNAME", DnsType.DNAME, "c00c"],
    ["MX", DnsType.MX, "0001 c00c"],
    ["SRV", DnsType.SRV, "000000000000 c00c"],
    ["SOA", DnsType.SOA, `c00c c00c ${"00".repeat(20)}`],
  ])("may be compressed in %s", (_, type, data) => {
    const length = u16(hex(data).length);
    expect(errnoOf(message(QR, [1, 1, 0, 0], QUESTION, `c00c ${u16(type)} 0001 00000000 ${length} ${data}`))).toBe(
      "ok",
    );
  });

  it.each([
    ["RRSIG", DnsType.RRSIG, `0001 08 02 ${"00".repeat(14)} c00c 00`, "EBADMSG"],
    ["NAPTR", DnsType.NAPTR, "00000000 00 00 00 c00c", "EBADMSG"],
    ["SVCB", DnsType.SVCB, "0001 c00c", "EBADMSG"],
    ["NSEC", DnsType.NSEC, "c00c 000140", "EBADMSG"],
  ])("must not be compressed in %s", (_, type, data, errno) => {
    const length = u16(hex(data).length);
    expect(errnoOf(message(QR, [1, 1, 0, 0], QUESTION, `c00c ${u16(type)} 0001 00000000 ${length} ${data}`))).toBe(
      errno,
    );
  });

  it("costs linear time for a chain of pointers that every record follows", () => {
    const pointers = 8000;
    const body: number[] = [0, 0, 1, 0, 1];
    for (let i = 0; i < pointers; i++) {
      // Each pointer points to the one before it; they are the data of one uninterpreted record.
      const target = i === 0 ? 12 : 28 + 2 * (i - 1);
      body.push(0xc0 | (target >> 8), target & 0xff);
    }
    const last = 28 + 2 * (pointers - 1);
    const chain = hex(`00 ff00 0001 00000000 ${u16(2 * pointers)}`);
    const record = hex(`${u16(0xc000 | last)} 0001 0001 00000000 0004 00000000`);
    const records = 3000;
    const input = new Uint8Array([
      ...hex(`1234 8000 0001 ${u16(1 + records)} 0000 0000`),
      ...body.slice(0, 5),
      ...chain,
      ...body.slice(5),
      ...Array.from({ length: records }, () => [...record]).flat(),
    ]);
    const started = performance.now();
    const packet = parsed(input);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(texts(packet).at(-1)).toBe(". IN A 0.0.0.0");
  });
});

describe("questions", () => {
  it("are kept in order, equal ones once", () => {
    const packet = parsed(message(0, [3, 0, 0, 0], QUESTION, "0161 00 001c 0001", "03434f4d00 0001 0001"));
    expect(packet.question.map((item) => item.key)).toEqual([
      { name: "com", type: 1, class: 1 },
      { name: "a", type: 28, class: 1 },
    ]);
  });

  it.each([0, DnsType.OPT, DnsType.RRSIG, DnsType.TKEY, DnsType.TSIG])("cannot be about type %i", (type) => {
    expect(errnoOf(message(0, [1, 0, 0, 0], `00 ${u16(type)} 0001`))).toBe("EBADMSG");
  });

  it.each([DnsType.ANY, DnsType.AXFR, DnsType.IXFR, 65535])("can be about type %i", (type) => {
    expect(errnoOf(message(0, [1, 0, 0, 0], `00 ${u16(type)} 00ff`))).toBe("ok");
  });

  it.each([0, 1, 2, 5, 6, 7, 8])("must not be cut after %i bytes", (length) => {
    expect(errnoOf(message(0, [1, 0, 0, 0], QUESTION).subarray(0, 12 + length))).toBe("EMSGSIZE");
  });
});

describe("records", () => {
  it("carry their section", () => {
    const b = `0162 00 ${A}`;
    const c = `0163 00 ${A}`;
    const packet = parsed(message(QR, [1, 1, 1, 1], QUESTION, ANSWER, b, c), { ifindex: 7 });
    expect(packet.answer.map((item) => [item.flags, item.ifindex])).toEqual([
      [AnswerFlag.SECTION_ANSWER | AnswerFlag.CACHEABLE, 7],
      [AnswerFlag.SECTION_AUTHORITY, 7],
      [AnswerFlag.SECTION_ADDITIONAL, 7],
    ]);
  });

  const other = `0162 00 ${A}`;

  it("in a row about the same have the first one's spelling of the owner", () => {
    const upper = "03434f4d00 0001 0001 0000003c 0004 0a000002";
    const names = (...body: string[]): string[] =>
      parsed(message(QR, [1, body.length, 0, 0], QUESTION, ...body)).answer.map((item) => item.record.key.name);
    expect(names(ANSWER, upper)).toEqual(["com", "com"]);
    expect(names(upper, ANSWER)).toEqual(["COM", "COM"]);
    expect(names(ANSWER, upper, "03434f6d00 0001 0001 0000003c 0004 0a000003")).toEqual(["com", "com", "com"]);
    expect(names(ANSWER, other, upper)).toEqual(["com", "b", "COM"]);
    expect(names(ANSWER, "03434f4d00 0001 0003 0000003c 0004 0a000002")).toEqual(["com", "COM"]);
    // A misplaced OPT record between them does not count.
    expect(names(ANSWER, OPT, upper)).toEqual(["com", "com"]);
  });

  it("that are equal are merged: sections add up, the higher TTL and its spelling stay", () => {
    const longer = "03434f4d00 0001 0001 00000e10 0004 0a000001";
    expect(parsed(message(QR, [1, 1, 1, 0], QUESTION, ANSWER, longer)).answer).toMatchObject([
      { record: { ttlSec: 3600, key: { name: "com" } } },
    ]);
    const packet = parsed(message(QR, [1, 2, 1, 0], QUESTION, ANSWER, other, longer));
    expect(packet.answer).toHaveLength(2);
    expect(packet.answer[0]!.flags).toBe(
      AnswerFlag.SECTION_ANSWER | AnswerFlag.CACHEABLE | AnswerFlag.SECTION_AUTHORITY,
    );
    expect(packet.answer[0]!.record).toMatchObject({ ttlSec: 3600, key: { name: "COM" } });
  });

  it("keep their place when they are repeated, but signatures go to the end", () => {
    const b = `0162 00 ${A}`;
    const rrsig = `00 002e 0001 00000000 0014 0001 08 02 ${"00".repeat(14)} 00 01`;
    const types = (...body: string[]): number[] =>
      parsed(message(QR, [0, body.length, 0, 0], ...body)).answer.map((item) => item.record.key.type);
    expect(types(b, rrsig, b)).toEqual([1, 46]);
    expect(types(rrsig, b, rrsig)).toEqual([1, 46]);
  });

  it("that differ in type, class or data are kept apart", () => {
    const b = (type: string, dnsClass: string, data: string): string => `00 ${type} ${dnsClass} 00000000 0004 ${data}`;
    const all = [
      b("0001", "0001", "0a000001"),
      b("0001", "0003", "0a000001"),
      b("ff00", "0001", "0a000001"),
      b("0001", "0001", "0a000002"),
    ];
    expect(parsed(message(QR, [0, 4, 0, 0], ...all)).answer).toHaveLength(4);
  });

  it("must all be there", () => {
    expect(errnoOf(message(QR, [1, 2, 0, 0], QUESTION, ANSWER))).toBe("EMSGSIZE");
    expect(parsed(message(QR, [1, 0, 0, 0], QUESTION, ANSWER)).trailing).toBe(16);
  });

  it("fail a message with a NUL in text as EINVAL", () => {
    expect(errnoOf(message(QR, [0, 1, 0, 0], "00 000d 0001 00000000 0003 010000"))).toBe("EINVAL");
  });
});
