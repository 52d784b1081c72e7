import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ParseFailure } from "../../../src/core/errno.js";
import { checkLaws } from "../../../src/core/format.js";
import { isValidQueryType } from "../../../src/dns/registry.js";
import { definition } from "../../../src/formats/dns-packet/definition.js";
import {
  AnswerFlag,
  type DnsAnswerItem,
  type DnsPacket,
  type DnsProtocol,
  type EncodablePacket,
  encode,
  optRecord,
  parse,
} from "../../../src/formats/dns-packet/index.js";
import { resourceRecordEqual } from "../../../src/formats/resource-record/index.js";
import { arbitraryDnsName, arbitraryRecord } from "../../dns/arbitraries.js";

const { SECTION_ANSWER, SECTION_AUTHORITY, SECTION_ADDITIONAL, CACHEABLE, SHARED_OWNER } = AnswerFlag;
const u16 = fc.integer({ min: 0, max: 0xffff });

/** Flags as parsing sets them for a record of one section. */
function sectionFlags(section: number, protocol: DnsProtocol, shared: boolean): number {
  const cacheable = section === SECTION_ANSWER || (section === SECTION_ADDITIONAL && protocol === "mdns");
  return section | (cacheable ? CACHEABLE : 0) | (protocol === "mdns" && shared ? SHARED_OWNER : 0);
}

const records = fc
  .array(arbitraryRecord, { maxLength: 5 })
  .map((all) => all.filter((record, i) => all.findIndex((other) => resourceRecordEqual(record, other)) === i));

/** A message without repetitions: what parsing its encoding gives back exactly. */
const arbitraryPacket = fc
  .record({
    protocol: fc.constantFrom<DnsProtocol>("dns", "llmnr", "mdns"),
    id: u16,
    flags: u16,
    question: fc.uniqueArray(fc.tuple(arbitraryDnsName, u16.filter(isValidQueryType), fc.boolean()), {
      maxLength: 3,
      selector: ([name, type]) => `${name.toLowerCase()} ${type}`,
    }),
    records,
    sections: fc.array(fc.constantFrom(SECTION_ANSWER, SECTION_AUTHORITY, SECTION_ADDITIONAL), {
      minLength: 5,
      maxLength: 5,
    }),
    shared: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    opt: fc.option(fc.record({ payloadSize: u16.filter((size) => size !== 255), dnssecOk: fc.boolean() })),
  })
  .map(({ protocol, id, flags, question, records, sections, shared, opt }): EncodablePacket => {
    const order = (item: DnsAnswerItem): number =>
      item.flags & (SECTION_ANSWER | SECTION_AUTHORITY | SECTION_ADDITIONAL);
    const dnsClass = (value: number): number => (protocol === "mdns" ? value & 0x7fff : value);
    const answer = records
      .map(
        (record, i): DnsAnswerItem => ({
          record: { ...record, key: { ...record.key, class: dnsClass(record.key.class) } },
          ifindex: 0,
          flags: sectionFlags(sections[i]!, protocol, shared[i]!),
        }),
      )
      .filter((item) => item.record.key.class !== 255)
      .sort((a, b) => order(a) - order(b));
    return {
      protocol,
      header: { id, flags },
      question: question.map(([name, type, unicast]) => ({
        key: { name, type, class: 1 },
        wantsUnicastReply: protocol === "mdns" && unicast,
      })),
      answer,
      opt: opt === null ? null : optRecord(opt),
    };
  });

function parsed(bytes: Uint8Array, protocol: DnsProtocol): DnsPacket {
  const packet = parse(bytes, { protocol });
  if (packet instanceof ParseFailure) throw packet;
  return packet;
}

const holdsFor = (input: Uint8Array): void => checkLaws(definition, input, definition.run(input));

describe("laws of messages", () => {
  it("parse(encode(message)) is the message, compressed or not", () => {
    fc.assert(
      fc.property(arbitraryPacket, fc.boolean(), (message, compress) => {
        const packet = parsed(encode(message, { compress })!, message.protocol);
        expect(packet.header).toMatchObject(message.header);
        expect(packet.question).toEqual(message.question);
        expect(packet.answer).toEqual(message.answer);
        expect(packet.opt).toEqual(message.opt);
        expect(packet).toMatchObject({ protocol: message.protocol, optProblem: null, trailing: 0 });
      }),
      { numRuns: 1000 },
    );
  });

  it("compression never makes a message longer, and encoding is stable", () => {
    fc.assert(
      fc.property(arbitraryPacket, (message) => {
        const compressed = encode(message)!;
        expect(compressed.length).toBeLessThanOrEqual(encode(message, { compress: false })!.length);
        expect(encode(parsed(compressed, message.protocol))).toEqual(compressed);
      }),
      { numRuns: 500 },
    );
  });

  it("hold for damaged messages", () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 3 });
    fc.assert(
      fc.property(arbitraryPacket, damage, fc.nat(), (message, changes, cut) => {
        const bytes = encode(message)!;
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        holdsFor(bytes);
        holdsFor(bytes.subarray(0, cut % bytes.length));
      }),
      { numRuns: 2000 },
    );
  });

  it("hold for any bytes behind a plausible header", () => {
    const counts = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(u16, counts, fc.uint8Array({ maxLength: 120 }), (flags, sizes, body) => {
        holdsFor(Uint8Array.from([0, 0, flags >> 8, flags & 0xff, ...sizes.flatMap((size) => [0, size]), ...body]));
      }),
      { numRuns: 2000 },
    );
  });

  it("hold for every seed", () => {
    for (const seed of definition.seeds()) holdsFor(seed.bytes);
  });
});
