import { concatBytes, fromHex } from "../../core/bytes.js";
import type { Seed } from "../../core/format.js";
import { ByteWriter } from "../../core/writer.js";
import type { DnsResourceRecord } from "../../dns/record.js";
import { DnsClass, DnsType } from "../../dns/registry.js";
import { recordSamples } from "../../dns/samples.js";
import { EdnsOption, extendedErrorOption, optRecord } from "./edns.js";
import { encode } from "./encode.js";
import { AnswerFlag, type DnsAnswerItem, HeaderFlag } from "./packet.js";

const ID = 0x1234;
const NAME = "www.example.com";
const QUERY = HeaderFlag.RD;
const REPLY = HeaderFlag.QR | HeaderFlag.RD | HeaderFlag.RA;

interface Message {
  readonly flags?: number;
  readonly types?: readonly number[];
  readonly answer?: readonly DnsResourceRecord[];
  readonly authority?: readonly DnsResourceRecord[];
  readonly additional?: readonly DnsResourceRecord[];
  readonly opt?: DnsResourceRecord;
  readonly compress?: boolean;
}

/** An encoded message about {@link NAME}. */
function message(parts: Message): Uint8Array {
  const { flags = REPLY, types = [DnsType.A], opt = null, compress = true } = parts;
  const items = (records: readonly DnsResourceRecord[] | undefined, section: number): DnsAnswerItem[] =>
    (records ?? []).map((record) => ({ record, ifindex: 0, flags: section }));
  const encoded = encode(
    {
      protocol: "dns",
      header: { id: ID, flags },
      question: types.map((type) => ({ key: { name: NAME, class: DnsClass.IN, type }, wantsUnicastReply: false })),
      answer: [
        ...items(parts.answer, AnswerFlag.SECTION_ANSWER),
        ...items(parts.authority, AnswerFlag.SECTION_AUTHORITY),
        ...items(parts.additional, AnswerFlag.SECTION_ADDITIONAL),
      ],
      opt,
    },
    { compress },
  );
  return encoded!;
}

const a = (last: number, ttlSec = 3600, name = NAME): DnsResourceRecord => ({
  key: { name, class: DnsClass.IN, type: DnsType.A },
  ttlSec,
  data: { kind: "address", address: Uint8Array.of(192, 0, 2, last) },
});

const opt = optRecord({ payloadSize: 1232, dnssecOk: true });
const cookie = { code: EdnsOption.COOKIE, value: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) };
const algorithms = { code: EdnsOption.DAU, value: Uint8Array.of(8, 13) };

/** A message put together by hand: counts, then what follows the header. */
function raw(flags: number, counts: readonly [number, number, number, number], ...body: readonly string[]): Uint8Array {
  const writer = new ByteWriter().u16be(ID).u16be(flags);
  for (const count of counts) writer.u16be(count);
  return writer.bytes(fromHex(body.join(""))!).finish();
}

/** `com A IN`, at offset 12. */
const QUESTION = "03636f6d0000010001";
/** An A record whose owner is the question's name. */
const ANSWER = "c00c000100010000003c00040a000001";
const OPT = "00002904d0000080000000";
/** Type, class, TTL and data of an A record. */
const A_REST = "000100010000003c00040a000001";

function* valid(): Generator<Seed> {
  yield { name: "query", bytes: message({ flags: QUERY }) };
  yield { name: "query-edns", bytes: message({ flags: QUERY, opt }) };
  yield {
    name: "query-edns-options",
    bytes: message({ flags: QUERY, opt: optRecord({ payloadSize: 4096, options: [algorithms, cookie] }) }),
  };
  yield {
    name: "query-edns-version-1",
    bytes: message({ flags: QUERY, opt: optRecord({ payloadSize: 512, version: 1 }) }),
  };
  yield { name: "query-two-questions", bytes: message({ flags: QUERY, types: [DnsType.A, DnsType.AAAA] }) };
  yield { name: "query-truncated-flag", bytes: message({ flags: QUERY | HeaderFlag.TC }) };
  yield { name: "query-opcode-notify", bytes: message({ flags: 4 << 11 }) };
  yield { name: "reply-opcode-update", bytes: message({ flags: REPLY | (5 << 11) }) };
  yield { name: "reply-empty", bytes: message({ flags: REPLY | 3 }) };
  yield { name: "reply-a", bytes: message({ answer: [a(1), a(2)] }) };
  yield { name: "reply-a-uncompressed", bytes: message({ answer: [a(1)], compress: false }) };
  yield {
    name: "reply-all-sections",
    bytes: message({ answer: [a(1)], authority: [a(2, 60, "ns.example.com")], additional: [a(3)], opt }),
  };
  yield {
    name: "reply-same-record-in-all-sections",
    bytes: message({ answer: [a(1)], authority: [a(1)], additional: [a(1)] }),
  };
  yield { name: "reply-repeated-higher-ttl", bytes: message({ answer: [a(1, 60), a(2), a(1, 3600)] }) };
  yield { name: "reply-repeated-other-case", bytes: message({ answer: [a(1), a(1, 0, "WWW.EXAMPLE.COM")] }) };
  yield {
    name: "reply-extended-rcode",
    bytes: message({ opt: optRecord({ payloadSize: 1232, extendedRcode: 1 }) }),
  };
  yield {
    name: "reply-extended-error",
    bytes: message({
      opt: optRecord({ payloadSize: 1232, options: [extendedErrorOption({ infoCode: 6, extraText: "bogus" })] }),
    }),
  };
  yield {
    name: "reply-edns-query-only-option",
    bytes: message({ opt: optRecord({ payloadSize: 512, options: [algorithms] }) }),
  };
  const signature = recordSamples.find((sample) => sample.name === "rrsig")!.record;
  yield { name: "reply-repeated-signature", bytes: message({ answer: [signature, a(1), signature] }) };
  for (const { name, record } of recordSamples) {
    if (record.key.type !== DnsType.OPT) yield { name: `record-${name}`, bytes: message({ answer: [record] }) };
  }
}

/** Messages that no encoder writes: odd but accepted, and malformed. */
const handmade: Readonly<Record<string, Uint8Array>> = {
  "header-only": raw(REPLY, [0, 0, 0, 0]),
  "header-cut": raw(REPLY, [0, 0, 0, 0]).slice(0, 5),
  "question-repeated": raw(REPLY, [2, 0, 0, 0], QUESTION, "03434f4d0000010001"),
  "pointer-chain": raw(REPLY, [1, 3, 0, 0], QUESTION, ANSWER, `0161c00c${A_REST}`, `0162c025${A_REST}`),
  "pointer-into-label-end": raw(REPLY, [1, 1, 0, 0], QUESTION, `c010${A_REST}`),
  "pointer-to-pointer": raw(REPLY, [1, 2, 0, 0], QUESTION, ANSWER, `c015${A_REST}`),
  "trailing-bytes": raw(REPLY, [1, 1, 0, 1], QUESTION, ANSWER, OPT, "00"),
  "opt-before-missing-records": raw(REPLY, [1, 0, 0, 9], QUESTION, OPT),
  "opt-repeated": raw(REPLY, [1, 0, 0, 3], QUESTION, OPT, OPT, OPT),
  "opt-named": raw(REPLY, [1, 0, 0, 1], QUESTION, "c00c", OPT.slice(2)),
  "opt-in-answer": raw(REPLY, [1, 1, 0, 0], QUESTION, OPT),
  "opt-in-authority": raw(REPLY, [1, 0, 1, 0], QUESTION, OPT),
  "opt-option-header-cut": raw(REPLY, [1, 0, 0, 1], QUESTION, "00002904d0000080000003", "000a00"),
  "opt-option-overruns": raw(REPLY, [1, 0, 0, 1], QUESTION, "00002904d0000080000005", "000a000801"),
  "bad-reply-edns-version": raw(REPLY, [1, 0, 0, 1], QUESTION, "00002904d00001000000", "00"),
  "bad-question-type-zero": raw(QUERY, [1, 0, 0, 0], "0000000001"),
  "bad-question-type-opt": raw(QUERY, [1, 0, 0, 0], "0000290001"),
  "bad-question-type-rrsig": raw(QUERY, [1, 0, 0, 0], "00002e0001"),
  "bad-question-cut": raw(QUERY, [1, 0, 0, 0], "03636f6d00"),
  "bad-pointer-self": raw(QUERY, [1, 0, 0, 0], "c00c00010001"),
  "bad-pointer-forward": raw(QUERY, [1, 0, 0, 0], "c0ff00010001"),
  "bad-pointer-into-header": raw(REPLY, [1, 1, 0, 0], QUESTION, `c000${A_REST}`),
  "bad-pointer-loop": raw(REPLY, [1, 1, 0, 0], QUESTION, `0161c015${A_REST}`),
  "bad-pointer-cut": raw(QUERY, [1, 0, 0, 0], "0161c0"),
  "bad-name-too-long-by-pointer": raw(
    REPLY,
    [1, 1, 0, 0],
    `3f${"61".repeat(63)}`.repeat(3),
    "0000010001",
    `3f${"62".repeat(63)}c00c${A_REST}`,
  ),
  "bad-compressed-signer": raw(
    REPLY,
    [1, 1, 0, 0],
    QUESTION,
    "c00c002e00010000003c0015",
    "0001080100000e100000000000000000",
    "0001c00c00",
  ),
  "bad-answer-missing": raw(REPLY, [1, 2, 0, 0], QUESTION, ANSWER),
  "bad-class-any": raw(REPLY, [1, 1, 0, 0], QUESTION, "c00c000100ff0000003c00040a000001"),
};

/** The owner `a.local`, spelled out: at offset 12. */
const LOCAL = "0161056c6f63616c00";
/** TTL and data of an A record. */
const TTL_AND_ADDRESS = "0000007800040a000001";

/** Messages of multicast DNS: the id is 0, the top bit of a class is a flag. */
const multicast: Readonly<Record<string, Uint8Array>> = {
  "multicast-question-unicast-reply": raw(0, [1, 0, 0, 0], LOCAL, "00018001"),
  "multicast-announcement": raw(
    HeaderFlag.QR | HeaderFlag.AA,
    [0, 2, 0, 1],
    `${LOCAL}00018001${TTL_AND_ADDRESS}`,
    "c00e000c0001000000780002c00c",
    `c00c00018001${TTL_AND_ADDRESS}`,
  ),
  "bad-multicast-nsec-compressed": raw(HeaderFlag.QR, [0, 1, 0, 0], `${LOCAL}002f8001000000780005c00c000140`),
};

/** One seed per header pattern, record type and kind of damage. */
export function* seeds(): Generator<Seed> {
  yield* valid();
  for (const [name, bytes] of Object.entries(handmade)) yield { name, bytes };
  for (const [name, bytes] of Object.entries(multicast)) yield { name, bytes: bytes.fill(0, 0, 2) };
  yield { name: "questions-many", bytes: manyQuestions() };
}

/** Twenty questions that share a suffix. */
function manyQuestions(): Uint8Array {
  const questions = Array.from({ length: 20 }, (_, i) =>
    raw(0, [0, 0, 0, 0], `01${(0x61 + i).toString(16)}c00c00010001`).slice(12),
  );
  return concatBytes(raw(QUERY, [21, 0, 0, 0], QUESTION), ...questions);
}
