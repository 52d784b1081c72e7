import { LF, NUL } from "../../core/ascii.js";
import { indexOfByte } from "../../core/bytes.js";
import { fromLatin1, latin1 } from "../../core/utf8.js";
import { ByteWriter } from "../../core/writer.js";
import { writeBinaryField, writeField } from "../../journal/encode.js";
import type { JournalField } from "../../journal/field.js";
import { parseId128 } from "../../journal/id128.js";
import type { ImportedEntry } from "./parse.js";
import { BOOT_ID_FIELD, MONOTONIC_FIELD, REALTIME_FIELD, SPECIAL_PREFIX } from "./tables.js";

/** What is written of an entry. */
export type ExportedEntry = Pick<ImportedEntry, "fields" | "realtimeUsec" | "monotonicUsec" | "bootId">;

const NO_TIME = 0n;

/** Whether a field would be read as a line about the entry, and say something else than the entry does. */
function misleads({ name, value }: JournalField, entry: ExportedEntry): boolean {
  if (name !== BOOT_ID_FIELD) return name.startsWith(SPECIAL_PREFIX);
  if (value === null) return true;
  const text = latin1(value, 0, indexOfByte(value, NUL, 0, value.length));
  return parseId128(text) !== entry.bootId;
}

/**
 * Entries in the journal export format: time stamps, fields, an empty line. The boot id is what the field `_BOOT_ID=` says.
 * A field with a line feed in its value is binary, and so is one whose name or value would be taken for a line about the entry.
 */
export function encodeExport(entries: readonly ExportedEntry[]): Uint8Array {
  const writer = new ByteWriter();
  /** Times stay from entry to entry, so that a zero has to be written once there was another one. */
  let hasMonotonic = false;
  for (const entry of entries) {
    const { realtimeUsec, monotonicUsec } = entry;
    if (realtimeUsec > NO_TIME) writer.bytes(fromLatin1(`${REALTIME_FIELD}=${realtimeUsec}\n`));
    hasMonotonic ||= monotonicUsec > NO_TIME;
    if (hasMonotonic) writer.bytes(fromLatin1(`${MONOTONIC_FIELD}=${monotonicUsec}\n`));
    for (const field of entry.fields) {
      if (misleads(field, entry)) writeBinaryField(writer, field);
      else writeField(writer, field);
    }
    writer.u8(LF);
  }
  return writer.finish();
}
