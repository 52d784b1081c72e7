import type { Errno } from "../../core/errno.js";
import type { DnsResourceKey, DnsResourceRecord } from "../../dns/record.js";

/**
 * Which protocol a message belongs to. The format is the same; classes have a flag bit in multicast DNS (RFC 6762), and
 * the sanity checks of queries and replies differ.
 */
export type DnsProtocol = "dns" | "llmnr" | "mdns";

/** Bytes in a message over TCP (RFC 1035 section 4.2.2). */
export const PACKET_SIZE_MAX = 0xffff;
/** Bytes in a message over UDP without EDNS (RFC 1035 section 4.2.1), and the least that EDNS may announce. */
export const UNICAST_SIZE_MAX = 512;

/**
 * Bits of the header's second word (RFC 1035 section 4.1.1, RFC 4035 section 3.2).
 *
 *      15  14 13 12 11  10  9   8   7   6   5   4   3  2  1  0
 *     +--+-----------+---+---+---+---+---+---+---+-----------+
 *     |QR|  opcode   |AA |TC |RD |RA | Z |AD |CD |   rcode   |
 *     +--+-----------+---+---+---+---+---+---+---+-----------+
 *
 * In LLMNR AA is C (conflict) and RD is T (tentative) (RFC 4795 section 2.1.1).
 */
export const HeaderFlag = {
  QR: 0x8000,
  AA: 0x0400,
  TC: 0x0200,
  RD: 0x0100,
  RA: 0x0080,
  Z: 0x0040,
  AD: 0x0020,
  CD: 0x0010,
  LLMNR_C: 0x0400,
  LLMNR_T: 0x0100,
} as const;

export interface DnsHeader {
  readonly id: number;
  /** All 16 bits as received; see {@link HeaderFlag}, {@link opcodeOf} and {@link rcodeOf}. */
  readonly flags: number;
  /** Counts as announced: equal questions and records are merged, so the lists may be shorter. */
  readonly qdcount: number;
  readonly ancount: number;
  readonly nscount: number;
  readonly arcount: number;
}

export interface DnsQuestionItem {
  readonly key: DnsResourceKey;
  /** Multicast DNS: the reply may be sent to the asker alone (RFC 6762 section 5.4). */
  readonly wantsUnicastReply: boolean;
}

/** What is known of a record in a message. Origin: DnsAnswerFlags at 257. */
export const AnswerFlag = {
  AUTHENTICATED: 1,
  CACHEABLE: 2,
  /** Multicast DNS: others may own records of this name as well, so the cache is not flushed (RFC 6762 section 10.2). */
  SHARED_OWNER: 4,
  CACHE_FLUSH: 8,
  GOODBYE: 16,
  SECTION_ANSWER: 32,
  SECTION_AUTHORITY: 64,
  SECTION_ADDITIONAL: 128,
} as const;

export interface DnsAnswerItem {
  readonly record: DnsResourceRecord;
  /** Index of the network interface that the message came in on; 0 when that is not known. */
  readonly ifindex: number;
  /** {@link AnswerFlag} bits; one section bit per section that holds the record. */
  readonly flags: number;
}

/** Why an OPT record was ignored. */
export type OptProblem =
  /** There are several. */
  | "repeated"
  /** Its owner is not the root. */
  | "named"
  /** It is in the answer or authority section. */
  | "misplaced"
  /** Its options do not fit together. */
  | "malformed"
  /** A reply has options that only a query may have (RFC 6975). */
  | "query-only"
  /** The message ends before all announced records were read. */
  | "miscounted"
  /** The message has bytes behind its last record. */
  | "trailing";

/** A parsed message. Records of all sections are one list, in the order of the message, equal ones merged. */
export interface DnsPacket {
  readonly protocol: DnsProtocol;
  readonly header: DnsHeader;
  readonly question: readonly DnsQuestionItem[];
  readonly answer: readonly DnsAnswerItem[];
  /** The EDNS record, which is not in `answer`. */
  readonly opt: DnsResourceRecord | null;
  readonly optProblem: OptProblem | null;
  /** Bytes behind the last record. */
  readonly trailing: number;
}

/** Verdict of a sanity check: good, not of this kind (a reply is no query), or what is wrong. */
export type Verdict = boolean | Errno;

const OPCODE_SHIFT = 11;
const NIBBLE = 0x0f;
/** Fields of an OPT record's TTL (RFC 6891 section 6.1.3). */
const OPT_RCODE_SHIFT = 20;
const OPT_RCODE_MASK = 0xff0;
const OPT_VERSION_SHIFT = 16;
const OPT_DO = 0x8000;

export function opcodeOf(header: DnsHeader): number {
  return (header.flags >> OPCODE_SHIFT) & NIBBLE;
}

/** The response code: 4 bits of the header, 8 more above them from the OPT record. */
export function rcodeOf({ header, opt }: Pick<DnsPacket, "header" | "opt">): number {
  const high = opt === null ? 0 : (opt.ttlSec >>> OPT_RCODE_SHIFT) & OPT_RCODE_MASK;
  return high | (header.flags & NIBBLE);
}

/** The EDNS version of an OPT record. */
export function optVersion(opt: DnsResourceRecord): number {
  return (opt.ttlSec >>> OPT_VERSION_SHIFT) & 0xff;
}

/** Whether EDNS may be used: there is no OPT record, or its version is 0. */
export function isVersionSupported({ opt }: Pick<DnsPacket, "opt">): boolean {
  return opt === null || optVersion(opt) === 0;
}

/** Whether the sender wants DNSSEC records (RFC 3225). */
export function isDnssecOk({ opt }: Pick<DnsPacket, "opt">): boolean {
  return opt !== null && (opt.ttlSec & OPT_DO) !== 0;
}

/** Bytes of UDP payload that the sender takes: what its OPT record says, at least 512. */
export function payloadSizeMax({ opt }: Pick<DnsPacket, "opt">): number {
  return opt === null ? UNICAST_SIZE_MAX : Math.max(UNICAST_SIZE_MAX, opt.key.class);
}

/**
 * Whether a message is a query that a server should look at.
 *
 * `false` for replies. `EBADMSG` for an opcode other than QUERY; in unicast DNS when it is truncated, does not have exactly
 * one question or has answers; in LLMNR without exactly one question or with any record of another section but
 * additional; in multicast DNS with a response code. Origin: RFC 4795 section 2.1.1, RFC 6762 section 18,
 * dns_packet_validate_query() at 257.
 */
export function validateQuery({ protocol, header }: Pick<DnsPacket, "protocol" | "header">): Verdict {
  if ((header.flags & HeaderFlag.QR) !== 0) return false;
  if (opcodeOf(header) !== 0) return "EBADMSG";
  if (protocol === "mdns") return (header.flags & NIBBLE) === 0 || "EBADMSG";
  const single = header.qdcount === 1 && header.ancount === 0;
  if (protocol === "llmnr") return (single && header.nscount === 0) || "EBADMSG";
  return (single && (header.flags & HeaderFlag.TC) === 0) || "EBADMSG";
}

/**
 * Whether a message is a reply that a client should look at.
 *
 * `false` for queries. `EBADMSG` for an opcode other than QUERY, in LLMNR without exactly one question, in multicast DNS
 * with a response code. Origin: as {@link validateQuery}; dns_packet_validate_reply() at 257.
 */
export function validateReply({ protocol, header }: Pick<DnsPacket, "protocol" | "header">): Verdict {
  if ((header.flags & HeaderFlag.QR) === 0) return false;
  if (opcodeOf(header) !== 0) return "EBADMSG";
  if (protocol === "llmnr") return header.qdcount === 1 || "EBADMSG";
  if (protocol === "mdns") return (header.flags & NIBBLE) === 0 || "EBADMSG";
  return true;
}
