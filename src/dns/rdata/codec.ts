import { fail } from "../../core/errno.js";
import type { Json } from "../../core/json.js";
import type { DnsReader } from "../reader.js";
import type { GenericData, Rdata } from "../record.js";
import type { DnsWriter } from "../writer.js";

/**
 * How the data of some record types is read, written and shown.
 *
 * A reader starts where the data does and is bounded by the message, not by `length`: whoever calls it compares where it
 * stopped with the announced length. So data that runs over its record into the next one is malformed (`EBADMSG`),
 * data that runs over the message ends early (`EMSGSIZE`).
 */
export interface RdataCodec<Data extends Rdata> {
  readonly kind: Data["kind"];
  /** Reads data that is announced as `length` bytes; a version that is not known gives generic data. */
  read(reader: DnsReader, length: number): Data | GenericData;
  write(writer: DnsWriter, data: Data): void;
  /** Presentation form; `prefix` is owner, class and type. */
  text(data: Data, prefix: string): string;
  /** Members beside `key`, or `null` when systemd has no JSON for the type. */
  json(data: Data): Record<string, Json> | null;
}

/** The bytes of the record that are left; `EBADMSG` when reading went over its end. */
export function readRest(reader: DnsReader, start: number, length: number): Uint8Array {
  const left = start + length - reader.offset;
  if (left < 0) fail("EBADMSG", reader.offset, "fixed fields are longer than the record");
  return reader.view(left);
}

/** The same where there must be at least one. */
export function readSomeRest(reader: DnsReader, start: number, length: number): Uint8Array {
  const rest = readRest(reader, start, length);
  if (rest.length === 0) fail("EBADMSG", reader.offset, "nothing behind the fixed fields");
  return rest;
}
