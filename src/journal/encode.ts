import { EQUALS, LF } from "../core/ascii.js";
import { fromLatin1 } from "../core/utf8.js";
import type { ByteWriter } from "../core/writer.js";
import type { JournalField } from "./field.js";

const NOTHING = new Uint8Array(0);

/** Writes one field with its length: the name on a line, 64 bits little-endian, the value and a line feed. */
export function writeBinaryField(writer: ByteWriter, field: JournalField): void {
  const value = field.value ?? NOTHING;
  writer.bytes(fromLatin1(field.name)).u8(LF).u64le(BigInt(value.length)).bytes(value).u8(LF);
}

/**
 * Writes one field as the native protocol and the export format have it: `NAME=value\n`, or with its length where the value has
 * a line feed. Origin: systemd.io/JOURNAL_NATIVE_PROTOCOL, systemd.io/JOURNAL_EXPORT_FORMATS.
 */
export function writeField(writer: ByteWriter, field: JournalField): void {
  const value = field.value ?? NOTHING;
  if (value.includes(LF)) writeBinaryField(writer, field);
  else writer.bytes(fromLatin1(field.name)).u8(EQUALS).bytes(value).u8(LF);
}
