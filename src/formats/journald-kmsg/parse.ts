import { COMMA, LF, NUL, SEMICOLON, SPACE } from "../../core/ascii.js";
import { indexOfByte } from "../../core/bytes.js";
import { latin1 } from "../../core/utf8.js";
import { JournalField, splitField } from "../../journal/field.js";
import { type IdentifierPrefix, parseIdentifier } from "../../journal/identifier.js";
import { facilityOf, PRIORITY_MAX } from "../../journal/priority.js";
import { isErrno, parseUnsigned, safeAtou64 } from "../../text/integers.js";
import { CONTINUATIONS_MAX, KERNEL_PREFIX } from "./tables.js";
import { unescapeBytes } from "./unescape.js";

/** A record of the kernel's log device. */
export interface KmsgRecord {
  /** Facility times eight plus level, 0–999. */
  readonly priority: number;
  readonly sequence: bigint;
  /** Microseconds since boot. */
  readonly timestampUsec: bigint;
  /** Only in records from user space (any facility but "kern"). */
  readonly identifier: Uint8Array | null;
  readonly pid: Uint8Array | null;
  /** Escapes resolved, cut at the first NUL byte. */
  readonly message: Uint8Array;
  /** The continuation lines, escapes resolved; names have the prefix `_KERNEL_`. Lines without `=` have no value. */
  readonly properties: readonly JournalField[];
}

/** The text of a numeric field: it ends at the first NUL byte. */
const fieldText = (bytes: Uint8Array, start: number, end: number): string =>
  latin1(bytes, start, indexOfByte(bytes, NUL, start, end));

/** A continuation line behind its space. */
function property(line: Uint8Array, start: number, end: number): JournalField {
  const text = unescapeBytes(line, start, indexOfByte(line, NUL, start, end));
  const { name, value } = splitField(text, 0, text.length);
  return new JournalField(KERNEL_PREFIX + name, value);
}

/** The continuation lines from `start` on; `null` when one is not terminated. Lines that do not start with a space end them. */
function continuations(record: Uint8Array, start: number): JournalField[] | null {
  const { length } = record;
  const properties: JournalField[] = [];
  for (let at = start; at < length && properties.length < CONTINUATIONS_MAX; ) {
    if (record[at] !== SPACE) break;
    const end = indexOfByte(record, LF, at + 1, length);
    if (end === length) return null;
    properties.push(property(record, at + 1, end));
    at = end + 1;
  }
  return properties;
}

/**
 * Reads one record: `priority,sequence,timestamp[,flags…];message\n`, then continuation lines ` NAME=value\n`.
 *
 * Numbers may have a sign or a base prefix; a priority above 999 is refused. Text escapes (`\xHH` and the others of C) are
 * resolved, malformed ones kept. At most 64 continuation lines count. `null` for a record that the daemon drops: a bad
 * number, a missing separator, a line that is not terminated.
 * Origin: /dev/kmsg of the kernel's documentation (ABI/testing/dev-kmsg), dev_kmsg_record() at 257.
 */
export function parseKmsg(record: Uint8Array): KmsgRecord | null {
  const { length } = record;
  const afterPriority = indexOfByte(record, COMMA, 0, length);
  if (afterPriority === length) return null;
  const priority = parseUnsigned(fieldText(record, 0, afterPriority), PRIORITY_MAX);
  if (isErrno(priority)) return null;
  const afterSequence = indexOfByte(record, COMMA, afterPriority + 1, length);
  if (afterSequence === length) return null;
  const sequence = safeAtou64(fieldText(record, afterPriority + 1, afterSequence));
  if (isErrno(sequence)) return null;
  const head = indexOfByte(record, SEMICOLON, afterSequence + 1, length);
  if (head === length) return null;
  const afterTimestamp = indexOfByte(record, COMMA, afterSequence + 1, head);
  const timestampUsec = safeAtou64(fieldText(record, afterSequence + 1, afterTimestamp));
  if (isErrno(timestampUsec)) return null;
  const lineEnd = indexOfByte(record, LF, head + 1, length);
  if (lineEnd === length) return null;
  const properties = continuations(record, lineEnd + 1);
  if (properties === null) return null;
  const end = indexOfByte(record, NUL, head + 1, lineEnd);
  const named: IdentifierPrefix | null = facilityOf(priority) ? parseIdentifier(record, head + 1, end) : null;
  return {
    priority,
    sequence,
    timestampUsec,
    identifier: named === null ? null : named.identifier,
    pid: named === null ? null : named.pid,
    message: unescapeBytes(record, named === null ? head + 1 : named.end, end),
    properties,
  };
}
