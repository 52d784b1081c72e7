import { describe, expect, it } from "vitest";
import { toHex } from "../../../src/core/bytes.js";
import { AnswerFlag, encode, HeaderFlag } from "../../../src/formats/dns-packet/index.js";
import { type DnsResourceRecord, DnsType } from "../../../src/formats/resource-record/index.js";
import { hex, parsed } from "./messages.js";

const { QR } = HeaderFlag;

describe("encode", () => {
  const record = (name: string, type: keyof typeof DnsType, data: DnsResourceRecord["data"]): DnsResourceRecord => ({
    key: { name, class: 1, type: DnsType[type] },
    ttlSec: 60,
    data,
  });
  const packet = (...records: readonly DnsResourceRecord[]) => ({
    protocol: "dns" as const,
    header: { id: 0x1234, flags: QR },
    question: [{ key: { name: "www.example.com", class: 1, type: 1 }, wantsUnicastReply: false }],
    answer: records.map((item) => ({ record: item, ifindex: 0, flags: AnswerFlag.SECTION_ANSWER })),
    opt: null,
  });
  const address = { kind: "address" as const, address: hex("0a000001") };

  it("replaces what was written before by pointers", () => {
    const bytes = encode(
      packet(
        record("www.example.com", "A", address),
        record("ns.example.com", "CNAME", { kind: "name", name: "example.com" }),
      ),
    )!;
    expect(toHex(bytes.subarray(33))).toBe(
      toHex(hex("c00c 0001 0001 0000003c 0004 0a000001  026e73 c010 0005 0001 0000003c 0002 c010")),
    );
  });

  it("points to names of the same spelling only", () => {
    const bytes = encode(packet(record("WWW.example.com", "A", address)))!;
    expect(toHex(bytes.subarray(33, 39))).toBe("03575757c010");
  });

  it.each([
    ["DNAME", { kind: "name", name: "example.com" }],
    ["SRV", { kind: "srv", priority: 0, weight: 0, port: 0, name: "example.com" }],
  ] as const)("spells names in %s out", (type, data) => {
    expect(toHex(encode(packet(record("www.example.com", type, data)))!)).toMatch(/076578616d706c6503636f6d00$/);
  });

  it("points no further than a pointer reaches", () => {
    const filler = record("a", "URI", { kind: "generic", bytes: new Uint8Array(0x4000) });
    const late = [
      record("late.name", "A", address),
      record("late.name", "MX", { kind: "mx", priority: 1, exchange: "late.name" }),
    ];
    const bytes = encode(packet(filler, ...late))!;
    expect(parsed(bytes).answer).toHaveLength(3);
    expect(toHex(bytes.subarray(-13))).toBe(`0001${"046c617465046e616d6500"}`);
  });

  it("gives nothing when the message is too long", () => {
    const one = packet(record("www.example.com", "A", address));
    const { length } = encode(one)!;
    expect(encode(one, { maxSize: length })).not.toBeNull();
    expect(encode(one, { maxSize: length - 1 })).toBeNull();
    const big = record("a", "URI", { kind: "generic", bytes: new Uint8Array(65000) });
    expect(encode(packet(big, { ...big, key: { ...big.key, name: "b" } }))).toBeNull();
  });

  it("keeps reserved header bits", () => {
    const reserved = { ...packet(), header: { id: 0, flags: 0xffff } };
    expect(parsed(encode(reserved)!).header.flags).toBe(0xffff);
  });
});
