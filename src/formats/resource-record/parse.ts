import { attempt, ParseFailure } from "../../core/errno.js";
import { DNS_HEADER_SIZE, DnsReader } from "../../dns/reader.js";
import type { DnsResourceRecord } from "../../dns/record.js";
import { readResourceRecord } from "../../dns/resource-record.js";

/** Largest input that is looked at: a DNS message over TCP (RFC 1035 section 4.2.2). */
export const INPUT_MAX = 0xffff;
/** Largest input that is read: what fits into such a message behind its header. */
export const RECORD_INPUT_MAX = INPUT_MAX - DNS_HEADER_SIZE;

/** A record and how many bytes of the input it took. */
export interface ParsedRecord {
  readonly record: DnsResourceRecord;
  readonly length: number;
}

/**
 * Parses one resource record in wire form: owner name, type, class, TTL, length and data.
 *
 * Compression pointers are refused, since a record on its own has nothing to point to. Bytes behind the record are left
 * alone. The failure's errno is `EMSGSIZE` when data ends early (also for more than 65523 bytes of input), `EINVAL` for
 * a NUL in a text string, and `EBADMSG` for everything else that is malformed.
 *
 * Limits: 63 bytes a label, 255 bytes a name. Byte values in the result are views of the input.
 * Origin: RFC 1035 section 4.1.3, RFC 3597, dns_resource_record_new_from_raw() at 257.
 */
export function parse(input: Uint8Array): ParsedRecord | ParseFailure {
  if (input.length > RECORD_INPUT_MAX) {
    return new ParseFailure("EMSGSIZE", 0, `a record has at most ${RECORD_INPUT_MAX} bytes`);
  }
  return attempt(() => {
    const reader = new DnsReader(input, 0, "refused");
    const { record } = readResourceRecord(reader);
    return { record, length: reader.offset };
  });
}
