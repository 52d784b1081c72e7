import { latin1 } from "../../core/utf8.js";
import type { JournalField } from "../../journal/field.js";
import type { ImportedEntry } from "./parse.js";

/** Buckets of the table of field names in a journal file. Origin: DEFAULT_FIELD_HASH_TABLE_SIZE of journal-file.c at 257. */
const FIELD_BUCKETS = 333;
/** Buckets of its table of fields with their values. Origin: DEFAULT_DATA_HASH_TABLE_SIZE of journal-file.c at 257. */
const DATA_BUCKETS = 2047;
/** A file is full when more than three quarters of its buckets are taken. Origin: journal_file_rotate_suggested() at 257. */
const FULL_FIELD_NAMES = (FIELD_BUCKETS * 3) / 4;
const FULL_DATA = (DATA_BUCKETS * 3) / 4;

const spell = ({ name, value }: JournalField): string => (value === null ? name : `${name}=${latin1(value)}`);

/** A journal file as far as it matters when to leave it: what it stores once, however often it occurs. */
class JournalFile {
  stored = 0;
  readonly #names = new Set<string>();
  readonly #data = new Set<string>();
  /** Entries whose fields are not in {@link #data} yet. */
  #waiting: ImportedEntry[] = [];
  /** Fields stored, repeated ones included. */
  #fieldCount = 0;

  append(entry: ImportedEntry): void {
    this.stored++;
    this.#fieldCount += entry.fields.length;
    this.#waiting.push(entry);
    for (const { name } of entry.fields) this.#names.add(name);
  }

  get full(): boolean {
    return this.#names.size > FULL_FIELD_NAMES || (this.#fieldCount > FULL_DATA && this.#countData() > FULL_DATA);
  }

  #countData(): number {
    for (const { fields } of this.#waiting) for (const field of fields) this.#data.add(spell(field));
    this.#waiting = [];
    return this.#data.size;
  }
}

/**
 * How many entries the journal file holds that was written last: a file with too many different fields or field names is
 * left, and the next entry starts another.
 */
export function countStored(entries: readonly ImportedEntry[]): number {
  let file = new JournalFile();
  for (const entry of entries) {
    if (file.full) file = new JournalFile();
    if (entry.storable) file.append(entry);
  }
  return file.stored;
}
