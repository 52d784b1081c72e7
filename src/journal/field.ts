import { DIGIT_0, DIGIT_9, EQUALS, UNDERSCORE, UPPER_A, UPPER_Z } from "../core/ascii.js";
import { indexOfByte } from "../core/bytes.js";
import { fromLatin1, latin1 } from "../core/utf8.js";

/** Longest field name. Origin: journal_field_valid() at 257. */
export const FIELD_NAME_MAX = 64;
/** Largest field, in bytes. Origin: DATA_SIZE_MAX of journal-importer.h at 257. */
export const DATA_SIZE_MAX = 768 * 1024 * 1024;
/** Largest entry, in bytes. Origin: ENTRY_SIZE_MAX of journal-importer.h at 257. */
export const ENTRY_SIZE_MAX = 770 * 1024 * 1024;
/** Most fields of an entry. Origin: ENTRY_FIELD_COUNT_MAX of journal-importer.h at 257. */
export const ENTRY_FIELD_COUNT_MAX = 1024;

/** One field of a journal entry. Values are views into the input where it spells them out. */
export class JournalField {
  constructor(
    /** One code unit per byte. Valid names are upper-case letters, digits and underscores. */
    readonly name: string,
    /** The bytes behind `=`; `null` where a kernel record gave a name only. */
    readonly value: Uint8Array | null,
  ) {}
}

/** A field with an ASCII value. */
export const textField = (name: string, value: string): JournalField => new JournalField(name, fromLatin1(value));

/** `NAME=value` as one run of bytes, as the journal stores it. */
export function fieldData(field: JournalField): Uint8Array {
  const { name, value } = field;
  if (value === null) return fromLatin1(name);
  const data = new Uint8Array(name.length + 1 + value.length);
  for (let i = 0; i < name.length; i++) data[i] = name.charCodeAt(i);
  data[name.length] = EQUALS;
  data.set(value, name.length + 1);
  return data;
}

/** The field that `bytes[start, end)` spell: the name ends at the first `=`. */
export function splitField(bytes: Uint8Array, start: number, end: number): JournalField {
  const equals = indexOfByte(bytes, EQUALS, start, end);
  return new JournalField(latin1(bytes, start, equals), equals < end ? bytes.subarray(equals + 1, end) : null);
}

const NO_PART = 0;
const PART = 1;
const LETTER = 3;
const FIRST = 2;
const nameClasses = new Uint8Array(256);
for (let c = DIGIT_0; c <= DIGIT_9; c++) nameClasses[c] = PART;
for (let c = UPPER_A; c <= UPPER_Z; c++) nameClasses[c] = LETTER;
nameClasses[UNDERSCORE] = LETTER;

/**
 * Whether `bytes[start, end)` is a field name: 1 to 64 upper-case letters, digits and underscores, no digit first. Names
 * that start with an underscore are trusted: only valid where `allowProtected` is set.
 * Origin: systemd.journal-fields(7), journal_field_valid() at 257.
 */
export function isFieldName(bytes: Uint8Array, start: number, end: number, allowProtected: boolean): boolean {
  const length = end - start;
  if (!length || length > FIELD_NAME_MAX) return false;
  const first = bytes[start]!;
  if ((nameClasses[first]! & FIRST) === NO_PART) return false;
  if (first === UNDERSCORE && !allowProtected) return false;
  for (let i = start + 1; i < end; i++) if (!nameClasses[bytes[i]!]) return false;
  return true;
}
