import { EQUALS, LF, NUL } from "../../core/ascii.js";
import { indexOfByte } from "../../core/bytes.js";
import type { Diagnostic } from "../../core/diagnostics.js";
import { latin1 } from "../../core/utf8.js";
import { DATA_SIZE_MAX, isFieldName, JournalField } from "../../journal/field.js";
import { parseId128 } from "../../journal/id128.js";
import { isErrno, safeAtou64 } from "../../text/integers.js";
import { type RemoteCode, report } from "./diagnostics.js";
import { AT_END, ReceiveBuffer } from "./receive-buffer.js";
import {
  BOOT_ID_FIELD,
  FIELDS_MAX,
  MONOTONIC_FIELD,
  NULL_ID,
  REALTIME_FIELD,
  SIZE_LENGTH,
  SKIPPED_FIELDS,
  SPECIAL_PREFIX,
  TIMESTAMP_END,
} from "./tables.js";

/** One entry of a stream. */
export interface ImportedEntry {
  /** In the order of the stream; lines that are about the entry are not among them. */
  readonly fields: readonly JournalField[];
  /** Microseconds since the epoch, 0 when none was seen yet. It stays from entry to entry until another is read. */
  readonly realtimeUsec: bigint;
  /** Microseconds since boot; stays likewise. */
  readonly monotonicUsec: bigint;
  /** 32 hexadecimal digits, all zero when none was seen yet; stays likewise. */
  readonly bootId: string;
  /** Whether a journal takes it: it needs a time and a boot id. */
  readonly storable: boolean;
}

/** Why a stream was left before its end. */
export type StreamErrno = "EINVAL" | "ERANGE";

export interface ParsedExport {
  readonly entries: readonly ImportedEntry[];
  readonly diagnostics: readonly Diagnostic[];
  /** `null` when the whole stream was read. */
  readonly error: StreamErrno | null;
  /** Bytes in the reader's buffer when the stream ended: some of an entry that is not complete, and what came before it. */
  readonly bytesLost: number;
}

/** What the reader waits for: a line, the bytes of a binary field, or the line feed behind them. */
type State = "line" | "data" | "line-feed";
const LINE: State = "line";
const DATA: State = "data";
const LINE_FEED: State = "line-feed";

/** What a step of the reader came to. */
type Step = "more" | "end" | StreamErrno;
const MORE = "more";
const END = "end";
const INVALID = "EINVAL";
const OUT_OF_RANGE = "ERANGE";

const NO_TIME = 0n;
const BYTE = 256;

class ExportReader {
  readonly entries: ImportedEntry[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly buffer: ReceiveBuffer;
  #fields: JournalField[] = [];
  #realtime = NO_TIME;
  #monotonic = NO_TIME;
  #bootId = NULL_ID;
  #state: State = LINE;
  /** The binary field being read. */
  #name = "";
  #size = 0;

  constructor(readonly stream: Uint8Array) {
    this.buffer = new ReceiveBuffer(stream);
  }

  #report(code: RemoteCode, params: Diagnostic["params"]): void {
    this.diagnostics.push(report(code, params));
  }

  step(): Step {
    if (this.#state === LINE) return this.#line();
    return this.#state === DATA ? this.#data() : this.#lineFeed();
  }

  #line(): Step {
    const { stream, buffer } = this;
    const start = buffer.at;
    const end = buffer.lineEnd();
    if (end === AT_END) return END;
    buffer.at = end + 1;
    if (end === start) {
      this.#entry();
      return MORE;
    }
    const equals = indexOfByte(stream, EQUALS, start, end);
    if (!isFieldName(stream, start, equals, true)) {
      this.#report("journal-remote.bad-field-name", { offset: start });
      return MORE;
    }
    const name = latin1(stream, start, equals);
    if (equals === end) return this.#binary(name);
    if (name === BOOT_ID_FIELD || name.startsWith(SPECIAL_PREFIX)) {
      const text = latin1(stream, equals + 1, indexOfByte(stream, NUL, equals + 1, end));
      const step = this.#special(name, text, start);
      if (step !== MORE || name !== BOOT_ID_FIELD) return step;
    }
    this.#put(name, equals + 1, end, start);
    return MORE;
  }

  /** A line that is about the entry. Its value ends at the first NUL byte. */
  #special(name: string, text: string, offset: number): Step {
    if (SKIPPED_FIELDS.has(name)) return MORE;
    if (name === BOOT_ID_FIELD) {
      const id = parseId128(text);
      if (id === null) {
        this.#report("journal-remote.bad-value", { name, offset, errno: INVALID });
        return INVALID;
      }
      this.#bootId = id;
      return MORE;
    }
    const isRealtime = name === REALTIME_FIELD;
    if (!isRealtime && name !== MONOTONIC_FIELD) {
      this.#report("journal-remote.unknown-special-field", { name, offset });
      return MORE;
    }
    const time = safeAtou64(text);
    if (isErrno(time)) {
      this.#report("journal-remote.bad-value", { name, offset, errno: time });
      return time;
    }
    if (time >= TIMESTAMP_END || (isRealtime && time === NO_TIME)) {
      this.#report("journal-remote.timestamp-out-of-range", { name, offset });
      return OUT_OF_RANGE;
    }
    if (isRealtime) this.#realtime = time;
    else this.#monotonic = time;
    return MORE;
  }

  /** Takes a field, unless the entry is full. */
  #put(name: string, start: number, end: number, offset: number): boolean {
    if (this.#fields.length >= FIELDS_MAX) {
      this.#report("journal-remote.too-many-fields", { limit: FIELDS_MAX, offset });
      return false;
    }
    this.#fields.push(new JournalField(name, this.stream.subarray(start, end)));
    return true;
  }

  /** A line without `=`: the name of a binary field, whose length follows. */
  #binary(name: string): Step {
    const { stream, buffer } = this;
    const offset = buffer.take(SIZE_LENGTH);
    if (offset === AT_END) return END;
    let size = 0;
    for (let i = SIZE_LENGTH - 1; i >= 0; i--) size = size * BYTE + stream[offset + i]!;
    if (size > DATA_SIZE_MAX) {
      this.#report("journal-remote.field-too-large", { offset, size, limit: DATA_SIZE_MAX });
      return INVALID;
    }
    this.#name = name;
    this.#size = size;
    if (size) this.#state = DATA;
    else {
      this.#report("journal-remote.empty-binary-field", { offset });
      this.#state = LINE_FEED;
    }
    return MORE;
  }

  /** The bytes of a binary field. Where the entry is full, as many bytes again are taken for those of the field. */
  #data(): Step {
    const start = this.buffer.take(this.#size);
    if (start === AT_END) return END;
    if (this.#put(this.#name, start, start + this.#size, start)) this.#state = LINE_FEED;
    return MORE;
  }

  #lineFeed(): Step {
    const offset = this.buffer.take(1);
    if (offset === AT_END) return END;
    if (this.stream[offset] !== LF) {
      this.#report("journal-remote.line-feed-missing", { offset });
      return INVALID;
    }
    this.#state = LINE;
    return MORE;
  }

  /** An empty line: the entry is complete. */
  #entry(): void {
    const fields = this.#fields;
    const offset = this.buffer.at;
    if (fields.length) {
      const hasTime = this.#realtime > NO_TIME;
      const storable = hasTime && this.#bootId !== NULL_ID;
      this.entries.push({
        fields,
        realtimeUsec: this.#realtime,
        monotonicUsec: this.#monotonic,
        bootId: this.#bootId,
        storable,
      });
      if (!storable) {
        this.#report(hasTime ? "journal-remote.no-boot-id" : "journal-remote.no-realtime", {});
        this.#report("journal-remote.entry-refused", { offset });
      }
      this.#fields = [];
    } else this.#report("journal-remote.empty-entry", { offset });
    this.buffer.release();
  }
}

/**
 * Reads entries in the journal export format from a stream.
 *
 * An entry is a number of lines `NAME=value` and binary fields (a line `NAME`, the length as 64 bits little-endian, the bytes, a
 * line feed), ended by an empty line. Lines whose name starts with two underscores are about the entry. Lines without a valid
 * name are skipped. A malformed time stamp or boot id, a field above 768 MiB, and a binary field without a line feed behind
 * it end the reading. An entry takes 1024 fields at most.
 * Origin: systemd.io/JOURNAL_EXPORT_FORMATS, journal_importer_process_data() at 257.
 */
export function parseExport(stream: Uint8Array): ParsedExport {
  const reader = new ExportReader(stream);
  let step = reader.step();
  while (step === MORE) step = reader.step();
  const { entries, diagnostics, buffer } = reader;
  const atEnd = step === END;
  return {
    entries,
    diagnostics,
    error: step === INVALID || step === OUT_OF_RANGE ? step : null,
    bytesLost: atEnd ? buffer.held : 0,
  };
}
