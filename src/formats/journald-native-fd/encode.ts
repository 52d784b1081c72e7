import { LF } from "../../core/ascii.js";
import { ByteWriter } from "../../core/writer.js";
import { writeField } from "../../journal/encode.js";
import type { JournalField } from "../../journal/field.js";

/** Entries in the native protocol: their fields one after the other, an empty line between two entries. */
export function encodeNative(entries: readonly { readonly fields: readonly JournalField[] }[]): Uint8Array {
  const writer = new ByteWriter();
  for (const [index, { fields }] of entries.entries()) {
    if (index > 0) writer.u8(LF);
    for (const field of fields) writeField(writer, field);
  }
  return writer.finish();
}
