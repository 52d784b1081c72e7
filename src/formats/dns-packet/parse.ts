import { attempt, fail, ParseFailure } from "../../core/errno.js";
import { DNS_HEADER_SIZE, DnsReader } from "../../dns/reader.js";
import type { DnsResourceRecord } from "../../dns/record.js";
import { DnsType, isValidQueryType } from "../../dns/registry.js";
import { readResourceKey, readResourceRecord, resourceKeyEqual } from "../../dns/resource-record.js";
import { DNS_ROOT } from "../../net/dns-name.js";
import { AnswerBuilder, QuestionBuilder } from "./answer.js";
import { isQueryOnlyOption, parseEdnsOptions } from "./edns.js";
import {
  AnswerFlag,
  type DnsAnswerItem,
  type DnsHeader,
  type DnsPacket,
  type DnsProtocol,
  type DnsQuestionItem,
  HeaderFlag,
  type OptProblem,
  optVersion,
  PACKET_SIZE_MAX,
} from "./packet.js";

const MULTICAST: DnsProtocol = "mdns";

export interface ParseOptions {
  /** Unicast DNS unless told. */
  readonly protocol?: DnsProtocol;
  /** Index of the network interface that the message came in on. */
  readonly ifindex?: number;
}

/** The header of a message of at least 12 bytes. Fewer are caller misuse (`TypeError`). */
export function parseHeader(input: Uint8Array): DnsHeader {
  if (input.length < DNS_HEADER_SIZE) throw new TypeError(`a header has ${DNS_HEADER_SIZE} bytes, not ${input.length}`);
  const reader = new DnsReader(input, 0, "refused");
  return {
    id: reader.u16be(),
    flags: reader.u16be(),
    qdcount: reader.u16be(),
    ancount: reader.u16be(),
    nscount: reader.u16be(),
    arcount: reader.u16be(),
  };
}

/**
 * Parses a DNS message.
 *
 * Accepted: any header, any number of questions, compression where RFC 1035 has it and in SRV and DNAME records, unknown
 * types and classes, bytes behind the last record, fewer records than announced once an OPT record was read. Equal
 * questions and records are merged; of records in a row that are about the same, the first one's spelling of the owner
 * counts. An OPT record that is unusable is left out, and `optProblem` says why.
 *
 * Refused, with the errno of the failure: data that ends early (`EMSGSIZE`); a NUL in a text string (`EINVAL`); fewer than 12
 * or more than 65535 bytes, a pointer that does not point to a prior name, names above 255 bytes, records whose data does
 * not fit their length, questions about types that cannot be asked for, and a reply with an EDNS version other than 0
 * (`EBADMSG`).
 *
 * Time is linear in the size of the message. Byte values in the result are views of the input.
 * Origin: RFC 1035 section 4, RFC 6891, RFC 6762 section 18, RFC 9267, dns_packet_extract() at 257.
 */
export function parse(input: Uint8Array, options: ParseOptions = {}): DnsPacket | ParseFailure {
  if (input.length < DNS_HEADER_SIZE || input.length > PACKET_SIZE_MAX) {
    return new ParseFailure("EBADMSG", 0, `a message has ${DNS_HEADER_SIZE} to ${PACKET_SIZE_MAX} bytes`);
  }
  const { protocol = "dns", ifindex = 0 } = options;
  return attempt(() => {
    const header = parseHeader(input);
    const reader = new DnsReader(input, DNS_HEADER_SIZE, protocol === MULTICAST ? "mdns" : "dns");
    const question = readQuestion(reader, header);
    const sections = readSections(reader, header, protocol, ifindex);
    const trailing = reader.remaining;
    let { opt, optProblem } = sections;
    if (opt !== null && trailing > 0) {
      opt = null;
      optProblem = "trailing";
    }
    return { protocol, header, question, answer: sections.answer, opt, optProblem, trailing };
  });
}

function readQuestion(reader: DnsReader, header: DnsHeader): readonly DnsQuestionItem[] {
  const question = new QuestionBuilder();
  for (let i = 0; i < header.qdcount; i++) {
    const start = reader.offset;
    const { key, mdnsBit } = readResourceKey(reader);
    if (!isValidQueryType(key.type)) fail("EBADMSG", start, `type ${key.type} cannot be asked for`);
    question.add(key, mdnsBit);
  }
  return question.finish();
}

interface Sections {
  readonly answer: readonly DnsAnswerItem[];
  readonly opt: DnsResourceRecord | null;
  readonly optProblem: OptProblem | null;
}

function readSections(reader: DnsReader, header: DnsHeader, protocol: DnsProtocol, ifindex: number): Sections {
  const answer = new AnswerBuilder();
  const authority = header.ancount;
  const additional = authority + header.nscount;
  const count = additional + header.arcount;
  const isReply = (header.flags & HeaderFlag.QR) !== 0;
  const mdns = protocol === MULTICAST;
  let opt: DnsResourceRecord | null = null;
  let optProblem: OptProblem | null = null;
  let previous: DnsResourceRecord | null = null;
  for (let i = 0; i < count; i++) {
    if (opt !== null && reader.atEnd) {
      // Some servers count wrong; nothing is missing when the record that is written last was seen.
      optProblem ??= "miscounted";
      break;
    }
    const start = reader.offset;
    const read = readResourceRecord(reader);
    const record: DnsResourceRecord = previous === null ? read.record : withKeyOf(previous, read.record);
    if (record.key.type === DnsType.OPT) {
      if (opt !== null || optProblem !== null) optProblem = "repeated";
      else if (record.key.name !== DNS_ROOT) optProblem = "named";
      else if (i < additional) optProblem = "misplaced";
      else optProblem = checkOpt(record, isReply, start);
      if (optProblem === null) {
        opt = record;
        previous = record;
      }
      continue;
    }
    previous = record;
    let flags = 0;
    if (i < authority) flags = AnswerFlag.SECTION_ANSWER | AnswerFlag.CACHEABLE;
    else if (i < additional) flags = AnswerFlag.SECTION_AUTHORITY;
    else flags = AnswerFlag.SECTION_ADDITIONAL | (mdns ? AnswerFlag.CACHEABLE : 0);
    if (mdns && !read.cacheFlush) flags |= AnswerFlag.SHARED_OWNER;
    answer.add(record, ifindex, flags);
  }
  return { answer: answer.finish(), opt: optProblem === null ? opt : null, optProblem };
}

/** A record, its owner spelled as that of the one before if both are about the same. Origin: dns_resource_key_reduce() at 257. */
function withKeyOf(previous: DnsResourceRecord, record: DnsResourceRecord): DnsResourceRecord {
  const { key } = record;
  if (key.name === previous.key.name || !resourceKeyEqual(key, previous.key)) return record;
  return { ...record, key: previous.key };
}

/** What is wrong with a well-placed OPT record; fails for a reply of a version that was not asked for. */
function checkOpt(record: DnsResourceRecord, isReply: boolean, start: number): OptProblem | null {
  const supported = optVersion(record) === 0;
  // Only version 0 is known to have options in this form.
  const options = supported && record.data.kind === "generic" ? parseEdnsOptions(record.data.bytes) : [];
  if (options === null) return "malformed";
  if (!isReply) return null;
  if (!supported) fail("EBADMSG", start, "reply has an EDNS version that was not asked for");
  return options.some(isQueryOnlyOption) ? "query-only" : null;
}
