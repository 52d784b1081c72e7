import { isWhitespace, NUL } from "../../core/ascii.js";
import type { JournalField } from "../../journal/field.js";
import { parseFields } from "./fields.js";
import { parseHead } from "./head.js";

/** A record of the kernel's audit subsystem. */
export interface AuditRecord {
  readonly sourceTimeUsec: bigint;
  readonly id: bigint;
  /** Everything behind the head. */
  readonly text: Uint8Array;
  /** Journal fields that the text gives, at most 64, in its order. */
  readonly fields: readonly JournalField[];
  /** Whether fields were left out because there are more. */
  readonly truncated: boolean;
}

/**
 * Reads the text of one record: `audit(seconds.milliseconds:id): name=value …`.
 *
 * `null` for a record that the daemon drops: another start, a NUL byte anywhere, or nothing behind the head.
 * Origin: process_audit_string() at 257.
 */
export function parseAudit(record: Uint8Array): AuditRecord | null {
  if (record.includes(NUL)) return null;
  const head = parseHead(record);
  if (head === null) return null;
  const { length } = record;
  let start = head.end;
  while (start < length && isWhitespace(record[start]!)) start++;
  if (start === length) return null;
  const { fields, truncated } = parseFields(record, start, length);
  return { sourceTimeUsec: head.sourceTimeUsec, id: head.id, text: record.subarray(start), fields, truncated };
}
