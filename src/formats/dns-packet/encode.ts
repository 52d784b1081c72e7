import { writeResourceKey, writeResourceRecord } from "../../dns/resource-record.js";
import { DnsWriter } from "../../dns/writer.js";
import { AnswerFlag, type DnsAnswerItem, type DnsPacket, PACKET_SIZE_MAX } from "./packet.js";

export interface EncodeOptions {
  /** Replace names that were written before by pointers: owners, and names in records of RFC 1035. On unless told. */
  readonly compress?: boolean;
  /** Bytes that the message may have: 65535 unless told; see `payloadSizeMax` for UDP. */
  readonly maxSize?: number;
}

/** What goes into a message; counts follow from the lists. */
export type EncodablePacket = Pick<DnsPacket, "protocol" | "question" | "answer" | "opt"> & {
  readonly header: Pick<DnsPacket["header"], "id" | "flags">;
};

const SECTIONS = [AnswerFlag.SECTION_ANSWER, AnswerFlag.SECTION_AUTHORITY, AnswerFlag.SECTION_ADDITIONAL] as const;

/**
 * Encodes a message; `null` when it has more than `maxSize` bytes.
 *
 * Each record goes into every section that its flags name, in the order of the list; the OPT record comes last. Reserved
 * header bits are kept. Parsing the result gives an equal message. Values without wire form (names that are too long,
 * numbers out of range, more than 65535 records in a section) are caller misuse (`TypeError`).
 * Origin: RFC 1035 section 4, RFC 3597 section 4 (which names may be compressed), RFC 6891 section 6.1.
 */
export function encode(packet: EncodablePacket, options: EncodeOptions = {}): Uint8Array | null {
  const { protocol, header, question, answer, opt } = packet;
  const mdns = protocol === "mdns";
  const sections: readonly (readonly DnsAnswerItem[])[] = SECTIONS.map((section) =>
    answer.filter((item) => (item.flags & section) !== 0),
  );
  const writer = new DnsWriter("none", options.compress ?? true);
  writer.u16be(header.id).u16be(header.flags);
  writer.u16be(question.length);
  for (const [i, items] of sections.entries()) {
    const last = i === sections.length - 1;
    writer.u16be(items.length + (last && opt !== null ? 1 : 0));
  }
  for (const { key, wantsUnicastReply } of question) writeResourceKey(writer, key, mdns && wantsUnicastReply);
  for (const items of sections) {
    for (const { record, flags } of items) {
      writeResourceRecord(writer, record, mdns && (flags & AnswerFlag.SHARED_OWNER) === 0);
    }
  }
  if (opt !== null) writeResourceRecord(writer, opt);
  return writer.length > (options.maxSize ?? PACKET_SIZE_MAX) ? null : writer.finish();
}
