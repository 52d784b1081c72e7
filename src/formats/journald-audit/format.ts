import { DOUBLE_QUOTE, EQUALS, NUL, SINGLE_QUOTE, SPACE } from "../../core/ascii.js";
import { toHex } from "../../core/bytes.js";
import { ByteWriter } from "../../core/writer.js";
import type { JournalField } from "../../journal/field.js";
import type { AuditRecord } from "./parse.js";
import { type FieldTable, kernelFields, USER_PART_START, userFields } from "./tables.js";

const USEC_PER_SEC = 1_000_000n;
const USEC_PER_MSEC = 1000n;
const NOTHING = new Uint8Array(0);

interface Spelling {
  /** The name in a record, with `=` behind it. */
  readonly start: string;
  readonly isText: boolean;
}

/** Journal names of known fields to their names in a record. */
const spellings = (table: FieldTable): Map<string, Spelling> =>
  new Map(
    [...table.known].map(([name, { journalName, kind }]) => [
      journalName,
      { start: `${name}=`, isText: kind !== "simple" },
    ]),
  );

const kernelSpellings = spellings(kernelFields);
const userSpellings = spellings(userFields);

/** Whether a value cannot stand in quotes. */
function needsHex(value: Uint8Array): boolean {
  for (let i = 0; i < value.length; i++) if (value[i] === DOUBLE_QUOTE || value[i] === NUL) return true;
  return false;
}

/** Writes a field as a word: known names as the kernel writes them, others in upper case, so that they stay unknown. */
function writeWord(
  to: ByteWriter,
  { name, value }: JournalField,
  table: FieldTable,
  known: ReadonlyMap<string, Spelling>,
): void {
  const spelling = known.get(name);
  const bytes = value ?? NOTHING;
  if (spelling === undefined) to.latin1(name.slice(table.prefix.length)).u8(EQUALS).bytes(bytes);
  else if (!spelling.isText) to.latin1(spelling.start).bytes(bytes);
  else if (needsHex(bytes)) to.latin1(spelling.start).latin1(toHex(bytes));
  else to.latin1(spelling.start).u8(DOUBLE_QUOTE).bytes(bytes).u8(DOUBLE_QUOTE);
}

/** Writes what {@link formatAudit} gives. */
export function writeAudit(to: ByteWriter, record: AuditRecord): void {
  const { sourceTimeUsec, id, fields } = record;
  const milliseconds = (sourceTimeUsec % USEC_PER_SEC) / USEC_PER_MSEC;
  to.latin1(`audit(${sourceTimeUsec / USEC_PER_SEC}.${milliseconds}:${id}):`);
  let inUserPart = false;
  for (const field of fields) {
    to.u8(SPACE);
    if (!inUserPart && field.name.startsWith(userFields.prefix)) {
      inUserPart = true;
      to.latin1(USER_PART_START);
    }
    if (inUserPart) writeWord(to, field, userFields, userSpellings);
    else writeWord(to, field, kernelFields, kernelSpellings);
  }
  if (inUserPart) to.u8(SINGLE_QUOTE);
}

/**
 * A record that gives the same time, id and fields. The words of the original text that are no fields are lost, and so is
 * what the time has below a millisecond (a record cannot say it).
 */
export function formatAudit(record: AuditRecord): Uint8Array {
  const to = new ByteWriter();
  writeAudit(to, record);
  return to.finish();
}
