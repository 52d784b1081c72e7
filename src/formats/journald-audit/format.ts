import { toHex } from "../../core/bytes.js";
import { fromLatin1, latin1 } from "../../core/utf8.js";
import type { JournalField } from "../../journal/field.js";
import type { AuditRecord } from "./parse.js";
import { type FieldTable, kernelFields, USER_PART_START, userFields } from "./tables.js";

const USEC_PER_SEC = 1_000_000n;
const USEC_PER_MSEC = 1000n;
const NOTHING = new Uint8Array(0);
const NUL = "\0";

interface Spelling {
  readonly name: string;
  readonly isText: boolean;
}

/** Journal names of known fields to their names in a record. */
const spellings = (table: FieldTable): ReadonlyMap<string, Spelling> =>
  new Map([...table.known].map(([name, { journalName, kind }]) => [journalName, { name, isText: kind !== "simple" }]));

const kernelSpellings = spellings(kernelFields);
const userSpellings = spellings(userFields);

const QUOTE = '"';

/** A field as a word: known names as the kernel writes them, others in upper case, so that they stay unknown. */
function word({ name, value }: JournalField, table: FieldTable, known: ReadonlyMap<string, Spelling>): string {
  const spelling = known.get(name);
  const bytes = value ?? NOTHING;
  const text = latin1(bytes);
  if (spelling === undefined) return `${name.slice(table.prefix.length)}=${text}`;
  if (!spelling.isText) return `${spelling.name}=${text}`;
  return text.includes(QUOTE) || text.includes(NUL) ? `${spelling.name}=${toHex(bytes)}` : `${spelling.name}="${text}"`;
}

/**
 * A record that gives the same time, id and fields. The words of the original text that are no fields are lost, and so is
 * what the time has below a millisecond (a record cannot say it).
 */
export function formatAudit(record: AuditRecord): Uint8Array {
  const { sourceTimeUsec, id, fields } = record;
  const milliseconds = (sourceTimeUsec % USEC_PER_SEC) / USEC_PER_MSEC;
  let text = `audit(${sourceTimeUsec / USEC_PER_SEC}.${milliseconds}:${id}):`;
  let inUserPart = false;
  for (const field of fields) {
    text += " ";
    if (!inUserPart && field.name.startsWith(userFields.prefix)) {
      inUserPart = true;
      text += USER_PART_START;
    }
    text += inUserPart ? word(field, userFields, userSpellings) : word(field, kernelFields, kernelSpellings);
  }
  return fromLatin1(inUserPart ? `${text}'` : text);
}
