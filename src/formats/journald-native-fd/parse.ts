import { DOT, EQUALS, HASH, LF } from "../../core/ascii.js";
import { indexOfByte } from "../../core/bytes.js";
import type { Diagnostic } from "../../core/diagnostics.js";
import { latin1 } from "../../core/utf8.js";
import {
  DATA_SIZE_MAX,
  ENTRY_FIELD_COUNT_MAX,
  ENTRY_SIZE_MAX,
  isFieldName,
  JournalField,
} from "../../journal/field.js";
import { report } from "./diagnostics.js";
import { EntryMeta } from "./meta.js";
import { SIZE_LENGTH } from "./tables.js";

/** One entry: the fields that the sender may set, in its order. */
export interface NativeEntry {
  readonly fields: readonly JournalField[];
  /** Facility times eight plus level, from `PRIORITY=` and `SYSLOG_FACILITY=`. */
  readonly priority: number;
  /** From `OBJECT_PID=`. */
  readonly objectPid: number | undefined;
}

export interface ParsedNative {
  readonly entries: readonly NativeEntry[];
  readonly diagnostics: readonly Diagnostic[];
}

const HALF = 0x1_0000_0000;

/** What a line was: part of the entry, its end, or a reason to drop it. */
type Step = "more" | "end" | "drop";

class NativeReader {
  readonly diagnostics: Diagnostic[] = [];
  #at = 0;
  #fields: JournalField[] = [];
  #meta = new EntryMeta();
  #size = 0;

  constructor(readonly bytes: Uint8Array) {}

  /** The next entry; `null` when none follows, which also ends the reading where one had to be dropped. */
  next(): NativeEntry | null {
    const fields: JournalField[] = [];
    const meta = new EntryMeta();
    this.#fields = fields;
    this.#meta = meta;
    this.#size = 0;
    while (this.#at < this.bytes.length) {
      const step = this.#line();
      if (step === DROP) return null;
      if (step === END) break;
    }
    if (!fields.length) return null;
    // Names and lengths count, and a line feed behind each field and the entry.
    const size = this.#size + fields.length + 1;
    if (size > ENTRY_SIZE_MAX) {
      this.#report("journald-native-fd.entry-too-large", { size });
      return null;
    }
    return { fields, priority: meta.priority, objectPid: meta.objectPid };
  }

  /** Whether the entry read last has a `MESSAGE=`. */
  get hasMessage(): boolean {
    return this.#meta.hasMessage;
  }

  #report(code: Parameters<typeof report>[0], params: Diagnostic["params"]): void {
    this.diagnostics.push(report(code, params));
  }

  #line(): Step {
    const { bytes } = this;
    const start = this.#at;
    const { length } = bytes;
    const end = indexOfByte(bytes, LF, start, length);
    if (end === length) {
      this.#report("journald-native-fd.not-terminated", { offset: start });
      return END;
    }
    if (end === start) {
      this.#at = end + 1;
      return END;
    }
    const first = bytes[start]!;
    if (first === DOT || first === HASH) {
      this.#at = end + 1;
      return MORE;
    }
    if (this.#fields.length > ENTRY_FIELD_COUNT_MAX) {
      this.#report("journald-native-fd.too-many-fields", { limit: ENTRY_FIELD_COUNT_MAX });
      return DROP;
    }
    const equals = indexOfByte(bytes, EQUALS, start, end);
    if (equals === end) return this.#binary(start, end);
    if (end - start > DATA_SIZE_MAX) {
      this.#report("journald-native-fd.field-too-large", { offset: start, size: end - start });
      return DROP;
    }
    this.#add(start, equals, equals + 1, end);
    this.#at = end + 1;
    return MORE;
  }

  /** A field whose name is `[start, end)`: its length and its bytes follow. */
  #binary(start: number, end: number): Step {
    const { bytes } = this;
    const sizeAt = end + 1;
    const valueAt = sizeAt + SIZE_LENGTH;
    let size = 0;
    if (valueAt < bytes.length) {
      let low = 0;
      let high = 0;
      for (let i = HALF_LENGTH - 1; i >= 0; i--) {
        low = (low << 8) | bytes[sizeAt + i]!;
        high = (high << 8) | bytes[sizeAt + HALF_LENGTH + i]!;
      }
      size = (high >>> 0) * HALF + (low >>> 0);
      if (size > DATA_SIZE_MAX) {
        this.#report("journald-native-fd.field-too-large", { offset: start, size });
        return DROP;
      }
    }
    const valueEnd = valueAt + size;
    if (valueEnd >= bytes.length || bytes[valueEnd] !== LF) {
      this.#report("journald-native-fd.bad-binary-field", { offset: start });
      return END;
    }
    this.#add(start, end, valueAt, valueEnd);
    this.#at = valueEnd + 1;
    return MORE;
  }

  /** Takes a field whose name the sender may use. */
  #add(start: number, nameEnd: number, valueAt: number, valueEnd: number): void {
    const { bytes } = this;
    if (!isFieldName(bytes, start, nameEnd, false)) return;
    const field = new JournalField(latin1(bytes, start, nameEnd), bytes.subarray(valueAt, valueEnd));
    this.#fields.push(field);
    this.#size += nameEnd - start + 1 + valueEnd - valueAt;
    this.#meta.add(field);
  }
}

const MORE: Step = "more";
const END: Step = "end";
const DROP: Step = "drop";
const HALF_LENGTH = SIZE_LENGTH / 2;

/**
 * Reads entries in the native protocol, as passed in a file by a sender with user id 0.
 *
 * Entries are separated by empty lines; an entry is `NAME=value\n` and binary fields (see `encode`). Lines that start with a dot
 * or a hash are comments. Fields whose name the sender may not use are left out. A broken field ends its entry with what came
 * before it, and is then met again as the start of the next entry; an entry without fields, one with a `MESSAGE=`, and one
 * that is dropped for its size are the last that are read.
 *
 * Limits: 768 MiB a field, 770 MiB and 1025 fields an entry.
 * Origin: systemd.io/JOURNAL_NATIVE_PROTOCOL, manager_process_native_message() at 257.
 */
export function parseNative(bytes: Uint8Array): ParsedNative {
  const reader = new NativeReader(bytes);
  const entries: NativeEntry[] = [];
  for (let entry = reader.next(); entry !== null; entry = reader.next()) {
    entries.push(entry);
    if (reader.hasMessage) break;
  }
  return { entries, diagnostics: reader.diagnostics };
}
