import {
  DOUBLE_QUOTE,
  EQUALS,
  hexValue,
  isAlphanumeric,
  isWhitespace,
  MINUS,
  SINGLE_QUOTE,
  SPACE,
  UNDERSCORE,
} from "../../core/ascii.js";
import { indexOfByte } from "../../core/bytes.js";
import { latin1 } from "../../core/utf8.js";
import { JournalField } from "../../journal/field.js";
import { FIELDS_MAX, type FieldTable, GENERIC_NAME_MAX, kernelFields, USER_PART_START, userFields } from "./tables.js";

/** The fields of a record, and whether some were left out because there are too many. */
export interface AuditFields {
  readonly fields: readonly JournalField[];
  readonly truncated: boolean;
}

const NO_DIGIT = 0;
const SIMPLE = "simple";
const PRINTABLE = "printable";

/** Bytes of names, by value. */
const nameBytes = new Uint8Array(256);
for (let c = 0; c < nameBytes.length; c++) nameBytes[c] = isAlphanumeric(c) || c === UNDERSCORE || c === MINUS ? 1 : 0;

/** Journal names of unknown fields, by their names in a record: few, and the same ones again. */
const kernelNames = new Map<string, string>();
const userNames = new Map<string, string>();
/** Names that are kept. */
const JOURNAL_NAMES_MAX = 1024;

/** The journal field of a name that a table does not know. */
function journalName(table: FieldTable, name: string): string {
  const names = table === kernelFields ? kernelNames : userNames;
  const known = names.get(name);
  if (known !== undefined) return known;
  const made = table.prefix + name.toUpperCase().replaceAll("-", "_");
  if (names.size < JOURNAL_NAMES_MAX) names.set(name, made);
  return made;
}

class FieldReader {
  readonly fields: JournalField[] = [];
  truncated = false;

  constructor(readonly record: Uint8Array) {}

  /** Reads the fields of a part of the record; inside of the kernel's part, `msg='…'` holds the last ones. */
  read(start: number, end: number, table: FieldTable): void {
    const { record, fields } = this;
    let at = start;
    for (;;) {
      if (fields.length >= FIELDS_MAX) {
        this.truncated = true;
        return;
      }
      while (at < end && isWhitespace(record[at]!)) at++;
      if (at === end) return;
      if (table === kernelFields && this.#startsUserPart(at, end)) {
        const from = at + USER_PART_START.length;
        if (end > from && record[end - 1] === SINGLE_QUOTE) this.read(from, end - 1, userFields);
        return;
      }
      at = this.#field(at, end, table);
    }
  }

  #startsUserPart(start: number, end: number): boolean {
    const { length } = USER_PART_START;
    if (end - start < length) return false;
    for (let i = 0; i < length; i++) if (this.record[start + i] !== USER_PART_START.charCodeAt(i)) return false;
    return true;
  }

  /** Reads one field, or skips a word that is none. The offset behind it. */
  #field(start: number, end: number, table: FieldTable): number {
    const { record } = this;
    const last = Math.min(end, start + GENERIC_NAME_MAX + 1);
    let equals = start;
    while (equals < last && nameBytes[record[equals]!]) equals++;
    if (equals === start || equals === last || record[equals] !== EQUALS) {
      let after = start;
      while (after < end && !isWhitespace(record[after]!)) after++;
      return after;
    }
    const name = latin1(record, start, equals);
    const from = equals + 1;
    const known = table.known.get(name);
    if (known !== undefined && known.kind !== SIMPLE) {
      const after = this.#string(known.journalName, from, end, known.kind === PRINTABLE);
      if (after > from) return after;
    }
    const after = indexOfByte(record, SPACE, from, end);
    const target = known !== undefined && known.kind === SIMPLE ? known.journalName : journalName(table, name);
    this.fields.push(new JournalField(target, record.subarray(from, after)));
    return after;
  }

  /** Reads a quoted or hexadecimal value; the offset behind it, or `from` when it is neither. */
  #string(name: string, from: number, end: number, printable: boolean): number {
    const { record } = this;
    if (from < end && record[from] === DOUBLE_QUOTE) {
      const quote = indexOfByte(record, DOUBLE_QUOTE, from + 1, end);
      if (quote === end) return from;
      this.fields.push(new JournalField(name, record.subarray(from + 1, quote)));
      return quote + 1;
    }
    const after = indexOfByte(record, SPACE, from, end);
    const length = after - from;
    if (!length || length & 1) return from;
    const value = new Uint8Array(length >> 1);
    for (let i = 0, at = from; at < after; i++, at += 2) {
      const high = hexValue(record[at]!);
      const low = hexValue(record[at + 1]!);
      if (high < NO_DIGIT || low < NO_DIGIT) return from;
      const byte = (high << 4) | low;
      value[i] = printable && byte < SPACE ? SPACE : byte;
    }
    this.fields.push(new JournalField(name, value));
    return after;
  }
}

/**
 * Reads the `name=value` words of a record from `start` to `end`.
 *
 * A name has 1 to 15 letters, digits, underscores and hyphens; other words are skipped. A value goes up to the next space;
 * those of fields that hold text are quoted (nothing is escaped inside) or an even number of hexadecimal digits, and taken as
 * any other value when they are neither. `msg='` starts what a program wrote, up to the quotation mark that ends the record;
 * without that mark it is dropped. After 64 fields the rest is left out.
 * Origin: systemd.journal-fields(7), map_all_fields() at 257.
 */
export function parseFields(record: Uint8Array, start: number, end: number): AuditFields {
  const reader = new FieldReader(record);
  reader.read(start, end, kernelFields);
  return reader;
}
