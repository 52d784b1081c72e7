import { concatBytes, toHex } from "../../core/bytes.js";
import { fromLatin1 } from "../../core/utf8.js";
import type { JournalField } from "../../journal/field.js";
import type { AuditRecord } from "./parse.js";
import { type FieldTable, kernelFields, USER_PART_START, userFields } from "./tables.js";

const USEC_PER_SEC = 1_000_000n;
const USEC_PER_MSEC = 1000n;
const NOTHING = new Uint8Array(0);

interface Spelling {
  readonly name: string;
  readonly isText: boolean;
}

/** Journal names of known fields to their names in a record. */
const spellings = (table: FieldTable): ReadonlyMap<string, Spelling> =>
  new Map([...table.known].map(([name, { journalName, kind }]) => [journalName, { name, isText: kind !== "simple" }]));

const kernelSpellings = spellings(kernelFields);
const userSpellings = spellings(userFields);

/** A field as a word: known names as the kernel writes them, others in upper case, so that they stay unknown. */
function word({ name, value }: JournalField, table: FieldTable, known: ReadonlyMap<string, Spelling>): Uint8Array {
  const spelling = known.get(name);
  const bytes = value ?? NOTHING;
  if (spelling === undefined) return concatBytes(fromLatin1(`${name.slice(table.prefix.length)}=`), bytes);
  if (!spelling.isText) return concatBytes(fromLatin1(`${spelling.name}=`), bytes);
  return fromLatin1(bytes.length > 0 ? `${spelling.name}=${toHex(bytes)}` : `${spelling.name}=""`);
}

/**
 * A record that gives the same time, id and fields. The words of the original text that are no fields are lost, and so is
 * what the time has below a millisecond (a record cannot say it).
 */
export function formatAudit(record: AuditRecord): Uint8Array {
  const { sourceTimeUsec, id, fields } = record;
  const milliseconds = (sourceTimeUsec % USEC_PER_SEC) / USEC_PER_MSEC;
  const space = fromLatin1(" ");
  const parts: Uint8Array[] = [fromLatin1(`audit(${sourceTimeUsec / USEC_PER_SEC}.${milliseconds}:${id}):`)];
  let inUserPart = false;
  for (const field of fields) {
    parts.push(space);
    if (!inUserPart && field.name.startsWith(userFields.prefix)) {
      inUserPart = true;
      parts.push(fromLatin1(USER_PART_START));
    }
    parts.push(inUserPart ? word(field, userFields, userSpellings) : word(field, kernelFields, kernelSpellings));
  }
  if (inUserPart) parts.push(fromLatin1("'"));
  return concatBytes(...parts);
}
