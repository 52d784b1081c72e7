import { toHex } from "../../core/bytes.js";
import { type Errno, ParseFailure } from "../../core/errno.js";
import type { Json } from "../../core/json.js";
import { DNS_HEADER_SIZE } from "../../dns/reader.js";
import { isUnparsable, resourceKeyToString, resourceRecordToString } from "../../dns/resource-record.js";
import {
  AnswerFlag,
  type DnsHeader,
  type DnsPacket,
  HeaderFlag,
  isDnssecOk,
  isVersionSupported,
  opcodeOf,
  PACKET_SIZE_MAX,
  payloadSizeMax,
  rcodeOf,
  type Verdict,
  validateQuery,
  validateReply,
} from "./packet.js";
import { parse, parseHeader } from "./parse.js";

/** Everything that can be said of a message. */
export interface PacketReport {
  readonly packet: DnsPacket;
  readonly rcode: number;
  readonly payloadSizeMax: number;
  readonly dnssecOk: boolean;
  readonly versionSupported: boolean;
  readonly validateQuery: Verdict;
  readonly validateReply: Verdict;
  readonly question: readonly string[];
  /** Presentation text of each record. */
  readonly records: readonly string[];
  readonly opt: string | null;
}

export type Outcome =
  | { readonly kind: "skipped" }
  | { readonly kind: "failed"; readonly header: DnsHeader; readonly errno: Errno }
  | { readonly kind: "parsed"; readonly report: PacketReport };

/** Fewer bytes than a header has count as if zeros followed. */
function padded(input: Uint8Array): Uint8Array {
  if (input.length >= DNS_HEADER_SIZE) return input;
  const header = new Uint8Array(DNS_HEADER_SIZE);
  header.set(input);
  return header;
}

export function run(input: Uint8Array): Outcome {
  if (input.length > PACKET_SIZE_MAX) return { kind: "skipped" };
  const message = padded(input);
  const packet = parse(message);
  if (packet instanceof ParseFailure) return { kind: "failed", header: parseHeader(message), errno: packet.errno };
  return {
    kind: "parsed",
    report: {
      packet,
      rcode: rcodeOf(packet),
      payloadSizeMax: payloadSizeMax(packet),
      dnssecOk: isDnssecOk(packet),
      versionSupported: isVersionSupported(packet),
      validateQuery: validateQuery(packet),
      validateReply: validateReply(packet),
      question: packet.question.map((item) => resourceKeyToString(item.key)),
      records: packet.answer.map((item) => resourceRecordToString(item.record)),
      opt: packet.opt === null ? null : resourceRecordToString(packet.opt),
    },
  };
}

const bit = (set: boolean): number => (set ? 1 : 0);
const verdict = (value: Verdict): Json => (typeof value === "string" ? value : bit(value));

function headerJson(header: DnsHeader): Json {
  const { id, flags, qdcount, ancount, nscount, arcount } = header;
  const has = (mask: number): number => bit((flags & mask) !== 0);
  return {
    // systemd keeps the id as it came, in network byte order, and shows it as a little-endian machine reads that.
    id: ((id & 0xff) << 8) | (id >> 8),
    qr: has(HeaderFlag.QR),
    opcode: opcodeOf(header),
    aa: has(HeaderFlag.AA),
    tc: has(HeaderFlag.TC),
    rd: has(HeaderFlag.RD),
    ra: has(HeaderFlag.RA),
    ad: has(HeaderFlag.AD),
    cd: has(HeaderFlag.CD),
    qdcount,
    ancount,
    nscount,
    arcount,
  };
}

function sectionName(flags: number): string {
  if ((flags & AnswerFlag.SECTION_ANSWER) !== 0) return "answer";
  return (flags & AnswerFlag.SECTION_AUTHORITY) !== 0 ? "authority" : "additional";
}

function optJson({ packet, opt }: PacketReport): Json {
  if (packet.opt === null) return null;
  const { key, ttlSec, data } = packet.opt;
  return { class: key.class, ttl: ttlSec, rdata: data.kind === "generic" ? toHex(data.bytes) : "", text: opt };
}

export function observe(input: Uint8Array): Json {
  const outcome = run(input);
  if (outcome.kind === "skipped") return { extract: "skipped" };
  if (outcome.kind === "failed") return { extract: outcome.errno, header: headerJson(outcome.header) };
  const { report } = outcome;
  return {
    extract: "ok",
    header: headerJson(report.packet.header),
    rcode: report.rcode,
    payloadSizeMax: report.payloadSizeMax,
    do: bit(report.dnssecOk),
    versionSupported: bit(report.versionSupported),
    validateQuery: verdict(report.validateQuery),
    validateReply: verdict(report.validateReply),
    question: report.question,
    records: report.packet.answer.map(({ record, ifindex, flags }, i) => ({
      section: sectionName(flags),
      flags,
      ifindex,
      ttl: record.ttlSec,
      unparsable: bit(isUnparsable(record)),
      text: report.records[i]!,
    })),
    opt: optJson(report),
  };
}
