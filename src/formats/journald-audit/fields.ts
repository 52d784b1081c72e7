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
import {
  FIELDS_MAX,
  type FieldTable,
  GENERIC_NAME_MAX,
  kernelFields,
  type Mapping,
  USER_PART_START,
  userFields,
} from "./tables.js";

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

/** What is known of a name. */
interface NameRow {
  readonly name: string;
  /** Its journal field, when the name is known; `null` for the others. */
  readonly known: Mapping | null;
  /** The journal field of a value that is taken as it is. */
  readonly target: string;
}

/** Names that are kept. */
const NAMES_MAX = 1024;
const HASH_FACTOR = 31;
const HASH_MASK = 0xffffff;

/** Rows of the names that came up before, found by a hash of their bytes: names are few, and the same ones again. */
class NameTable {
  readonly #rows = new Map<number, NameRow>();

  constructor(readonly table: FieldTable) {}

  #make(name: string): NameRow {
    const { known, prefix } = this.table;
    const mapping = known.get(name) ?? null;
    const target = mapping?.kind === SIMPLE ? mapping.journalName : prefix + name.toUpperCase().replaceAll("-", "_");
    return { name, known: mapping, target };
  }

  /** The row of the name `record[start, end)`. */
  row(record: Uint8Array, start: number, end: number): NameRow {
    let hash = 0;
    for (let i = start; i < end; i++) hash = (Math.imul(hash, HASH_FACTOR) + record[i]!) & HASH_MASK;
    const known = this.#rows.get(hash);
    if (known !== undefined && spells(record, start, end, known.name)) return known;
    const made = this.#make(latin1(record, start, end));
    if (this.#rows.size < NAMES_MAX) this.#rows.set(hash, made);
    return made;
  }
}

/** Whether `record[start, end)` is this name. */
function spells(record: Uint8Array, start: number, end: number, name: string): boolean {
  if (name.length !== end - start) return false;
  for (let i = 0; i < name.length; i++) if (record[start + i] !== name.charCodeAt(i)) return false;
  return true;
}

const kernelNames = new NameTable(kernelFields);
const userNames = new NameTable(userFields);

class FieldReader {
  readonly fields: JournalField[] = [];
  truncated = false;

  constructor(readonly record: Uint8Array) {}

  /** Reads the fields of a part of the record; inside of the kernel's part, `msg='…'` holds the last ones. */
  read(start: number, end: number, names: NameTable): void {
    const { record, fields } = this;
    let at = start;
    for (;;) {
      if (fields.length >= FIELDS_MAX) {
        this.truncated = true;
        return;
      }
      while (at < end && isWhitespace(record[at]!)) at++;
      if (at === end) return;
      if (names === kernelNames && this.#startsUserPart(at, end)) {
        const from = at + USER_PART_START.length;
        if (end > from && record[end - 1] === SINGLE_QUOTE) this.read(from, end - 1, userNames);
        return;
      }
      at = this.#field(at, end, names);
    }
  }

  #startsUserPart(start: number, end: number): boolean {
    const { length } = USER_PART_START;
    if (end - start < length) return false;
    for (let i = 0; i < length; i++) if (this.record[start + i] !== USER_PART_START.charCodeAt(i)) return false;
    return true;
  }

  /** Reads one field, or skips a word that is none. The offset behind it. */
  #field(start: number, end: number, names: NameTable): number {
    const { record } = this;
    const last = Math.min(end, start + GENERIC_NAME_MAX + 1);
    let equals = start;
    while (equals < last && nameBytes[record[equals]!]) equals++;
    if (equals === start || equals === last || record[equals] !== EQUALS) {
      let after = start;
      while (after < end && !isWhitespace(record[after]!)) after++;
      return after;
    }
    const { known, target } = names.row(record, start, equals);
    const from = equals + 1;
    if (known !== null && known.kind !== SIMPLE) {
      const after = this.#string(known.journalName, from, end, known.kind === PRINTABLE);
      if (after > from) return after;
    }
    const after = indexOfByte(record, SPACE, from, end);
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
  reader.read(start, end, kernelNames);
  return reader;
}
