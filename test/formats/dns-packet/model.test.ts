import { describe, expect, it } from "vitest";
import { definition } from "../../../src/formats/dns-packet/definition.js";
import {
  AnswerFlag,
  answersFor,
  type DnsPacket,
  dnsRcodeToString,
  HeaderFlag,
  keyMatchesRecord,
  parseHeader,
  payloadSizeMax,
  validateQuery,
  validateReply,
} from "../../../src/formats/dns-packet/index.js";
import { type DnsResourceRecord, DnsType } from "../../../src/formats/resource-record/index.js";
import { A, errnoOf, hex, message, OPT, parsed, QUESTION, texts } from "./messages.js";

const { QR, TC, RD } = HeaderFlag;

describe("sanity checks", () => {
  const verdicts = (protocol: DnsPacket["protocol"], flags: number, counts: readonly number[]): unknown[] => {
    const header = parseHeader(message(flags, counts));
    return [validateQuery({ protocol, header }), validateReply({ protocol, header })];
  };

  it.each([
    ["dns", RD, [1, 0, 0, 0], [true, false]],
    ["dns", RD, [1, 0, 1, 1], [true, false]],
    ["dns", RD, [0, 0, 0, 0], ["EBADMSG", false]],
    ["dns", RD, [2, 0, 0, 0], ["EBADMSG", false]],
    ["dns", RD, [1, 1, 0, 0], ["EBADMSG", false]],
    ["dns", RD | TC, [1, 0, 0, 0], ["EBADMSG", false]],
    ["dns", 0x2000, [1, 0, 0, 0], ["EBADMSG", false]],
    ["dns", QR, [0, 0, 0, 0], [false, true]],
    ["dns", QR | 15, [9, 9, 9, 9], [false, true]],
    ["dns", QR | 0x7800, [1, 0, 0, 0], [false, "EBADMSG"]],
    ["llmnr", 0, [1, 0, 0, 1], [true, false]],
    ["llmnr", TC, [1, 0, 0, 0], [true, false]],
    ["llmnr", 0, [1, 0, 1, 0], ["EBADMSG", false]],
    ["llmnr", QR, [1, 1, 0, 0], [false, true]],
    ["llmnr", QR, [2, 1, 0, 0], [false, "EBADMSG"]],
    ["mdns", TC, [0, 5, 0, 0], [true, false]],
    ["mdns", 1, [1, 0, 0, 0], ["EBADMSG", false]],
    ["mdns", QR, [0, 5, 0, 0], [false, true]],
    ["mdns", QR | 1, [0, 5, 0, 0], [false, "EBADMSG"]],
  ] as const)("%s, flags %i, counts %j", (protocol, flags, counts, expected) => {
    expect(verdicts(protocol, flags, counts)).toEqual(expected);
  });
});

describe("multicast DNS (RFC 6762)", () => {
  const mdns = { protocol: "mdns" } as const;

  it("has a flag in the class of questions and records", () => {
    const packet = parsed(
      message(QR, [1, 2, 0, 1], "0161 00 0001 8001", `c00c 0001 8001 ${A.slice(10)}`, `0162 00 ${A}`, `0163 00 ${A}`),
      mdns,
    );
    expect(packet.question).toEqual([{ key: { name: "a", class: 1, type: 1 }, wantsUnicastReply: true }]);
    const { SECTION_ANSWER, SECTION_ADDITIONAL, CACHEABLE, SHARED_OWNER } = AnswerFlag;
    expect(packet.answer.map((item) => item.flags)).toEqual([
      SECTION_ANSWER | CACHEABLE,
      SECTION_ANSWER | CACHEABLE | SHARED_OWNER,
      SECTION_ADDITIONAL | CACHEABLE | SHARED_OWNER,
    ]);
    expect(packet.answer[0]!.record.key.class).toBe(1);
  });

  it("has no flag in the class of OPT", () => {
    expect(payloadSizeMax(parsed(message(0, [0, 0, 0, 1], "00 0029 9000 00000000 0000"), mdns))).toBe(0x9000);
  });

  it("compresses names in NSEC", () => {
    const nsec = message(QR, [1, 1, 0, 0], QUESTION, "c00c 002f 0001 00000000 0005 c00c 000140");
    expect(errnoOf(nsec)).toBe("EBADMSG");
    expect(texts(parsed(nsec, mdns))).toEqual(["com IN NSEC com ( A )"]);
  });
});

describe("answers", () => {
  const cname = (from: string, to: string): DnsResourceRecord => ({
    key: { name: from, class: 1, type: DnsType.CNAME },
    ttlSec: 60,
    data: { kind: "name", name: to },
  });
  const a = (name: string): DnsResourceRecord => ({
    key: { name, class: 1, type: DnsType.A },
    ttlSec: 60,
    data: { kind: "address", address: hex("0a000001") },
  });
  const items = (...records: DnsResourceRecord[]) => records.map((record) => ({ record, ifindex: 0, flags: 0 }));
  const key = (name: string, type: number = DnsType.A, dnsClass = 1) => ({ name, class: dnsClass, type });

  it("match by name, class and type, and ANY", () => {
    expect(keyMatchesRecord(key("X"), a("x"))).toBe(true);
    expect(keyMatchesRecord(key("x", DnsType.ANY, 255), a("x"))).toBe(true);
    expect(keyMatchesRecord(key("x", DnsType.AAAA), a("x"))).toBe(false);
    expect(keyMatchesRecord(key("y"), a("x"))).toBe(false);
    expect(keyMatchesRecord(key("x", 1, 3), a("x"))).toBe(false);
  });

  it("follow aliases", () => {
    const chain = [cname("x", "y"), cname("y", "z"), a("z")];
    expect(answersFor(key("x"), items(...chain, a("other")))).toEqual(chain);
    expect(answersFor(key("x", DnsType.CNAME), items(...chain))).toEqual([chain[0]]);
    expect(answersFor(key("x"), items(cname("x", "y")))).toEqual([cname("x", "y")]);
    expect(answersFor(key("x"), [])).toEqual([]);
  });

  it("end where aliases go round", () => {
    expect(answersFor(key("x"), items(cname("x", "y"), cname("y", "x"))).length).toBeLessThan(20);
  });
});

describe("inspect", () => {
  const codes = (input: Uint8Array): string[] =>
    definition.inspect(input).diagnostics.map((diagnostic) => diagnostic.code);

  it("tells why an OPT record is not used, and of bytes left over", () => {
    expect(codes(message(QR, [1, 0, 0, 1], QUESTION, OPT, "00"))).toEqual([
      "dns-packet.opt-trailing",
      "dns-packet.trailing-bytes",
    ]);
    expect(codes(message(QR, [1, 0, 0, 1], QUESTION, OPT))).toEqual([]);
  });

  it("has a text for each OPT problem", () => {
    for (const problem of ["repeated", "named", "misplaced", "malformed", "query-only", "miscounted", "trailing"]) {
      expect(definition.diagnostics).toHaveProperty([`dns-packet.opt-${problem}`]);
    }
  });

  it("says where a message is malformed", () => {
    const { error, diagnostics } = definition.inspect(message(QR, [1, 1, 0, 0], QUESTION, `c0ff ${A}`));
    expect(error).toBe("EBADMSG");
    expect(diagnostics[0]).toMatchObject({ code: "dns-packet.malformed", span: { start: 21, end: 21 } });
  });
});

describe("names of response codes", () => {
  it("are names where there are any", () => {
    expect([3, 16, 4080].map(dnsRcodeToString)).toEqual(["NXDOMAIN", "BADVERS", "4080"]);
  });
});
