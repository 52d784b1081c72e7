import type { ImportedEntry } from "./parse.js";

/** Buckets of the table of field names in a journal file. Origin: DEFAULT_FIELD_HASH_TABLE_SIZE of journal-file.c at 257. */
const FIELD_BUCKETS = 333;
/** A file is full when more than three quarters of its buckets are taken. Origin: journal_file_rotate_suggested() at 257. */
const FULL_FIELD_NAMES = (FIELD_BUCKETS * 3) / 4;

/**
 * How many entries the journal file holds that was written last: a file with too many different field names is left, and
 * the next entry starts another.
 */
export function countStored(entries: readonly ImportedEntry[]): number {
  const names = new Set<string>();
  let stored = 0;
  for (const { fields, storable } of entries) {
    if (names.size > FULL_FIELD_NAMES) {
      names.clear();
      stored = 0;
    }
    if (!storable) continue;
    stored++;
    for (const { name } of fields) names.add(name);
  }
  return stored;
}
