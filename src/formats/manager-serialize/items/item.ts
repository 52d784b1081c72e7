import type { DualTimestamp, ProcessReference, RateLimit } from "../../../serialize/values.js";
import { EnumTable } from "../../../text/enum-table.js";
import { cunescape } from "../../../text/escape.js";
import { isErrno, safeAtoi, safeAtou } from "../../../text/numbers.js";
import { USEC_INFINITY, type Usec } from "../../../time/usec.js";
import type { Unit } from "../model.js";
import type { StateReader } from "../reader.js";
import type { StateWriter } from "../writer.js";

/** One item of the units of a type. Without `read` it is only written, without `write` only read. */
export interface Item<T> {
  readonly key: string;
  read?(details: T, value: string, reader: StateReader, unit: Unit): void;
  write?(details: T, writer: StateWriter): void;
}

/** Members of `T` that hold a `V`. */
type Holding<T, V> = { [K in keyof T]-?: [T[K], V] extends [V, T[K]] ? K : never }[keyof T];

/** Items of one type of unit, with the names of members checked against it. */
export class ItemsOf<T extends object> {
  /** The state to come, of these words; written is the one that the unit is in. */
  state(words: readonly string[], state: Holding<T, string>, restored: Holding<T, string | null>): Item<T> {
    const table = new EnumTable(words);
    return {
      key: "state",
      read(details, value, reader, unit) {
        const word = table.parse(value);
        if (word === null) reader.badValue(unit, "state", value);
        else put(details, restored, word);
      },
      write: (details, writer) => void writer.item("state", get<string>(details, state)),
    };
  }

  /** A result of these words; success leaves what was there. */
  result(key: string, words: readonly string[], member: Holding<T, string>): Item<T> {
    const table = new EnumTable(words);
    return {
      key,
      read(details, value, reader, unit) {
        const index = table.indexOf(value);
        if (index < 0) reader.badValue(unit, key, value);
        else if (index > 0) put(details, member, value);
      },
      write: (details, writer) => void writer.item(key, get<string>(details, member)),
    };
  }

  /** One of these words, or nothing. */
  word(key: string, words: readonly string[], member: Holding<T, string | null>): Item<T> {
    const table = new EnumTable(words);
    return {
      key,
      read(details, value, reader, unit) {
        if (table.has(value)) put(details, member, value);
        else reader.badValue(unit, key, value);
      },
      write: (details, writer) => void writer.item(key, get<string | null>(details, member)),
    };
  }

  boolean(key: string, member: Holding<T, boolean>): Item<T> {
    return {
      key,
      read(details, value, reader, unit) {
        const flag = reader.boolean(unit, key, value);
        if (flag !== null) put(details, member, flag);
      },
      write: (details, writer) => writer.boolean(key, get<boolean>(details, member)),
    };
  }

  /** A 32-bit number; with `add`, on top of what was there, as C's `unsigned` adds. */
  unsigned(key: string, member: Holding<T, number>, add = false): Item<T> {
    return {
      key,
      read(details, value, reader, unit) {
        const number = safeAtou(value);
        if (isErrno(number)) reader.badValue(unit, key, value);
        else put(details, member, ((add ? get<number>(details, member) : 0) + number) >>> 0);
      },
      write: (details, writer) => writer.number(key, get<number>(details, member)),
    };
  }

  signed(key: string, member: Holding<T, number>): Item<T> {
    return {
      key,
      read(details, value, reader, unit) {
        const number = safeAtoi(value);
        if (isErrno(number)) reader.badValue(unit, key, value);
        else put(details, member, number);
      },
      write: (details, writer) => writer.number(key, get<number>(details, member)),
    };
  }

  /** Microseconds; infinite ones are not written. */
  usec(key: string, member: Holding<T, Usec>): Item<T> {
    return {
      key,
      read(details, value, reader) {
        const usec = reader.usec(value);
        if (usec !== null) put(details, member, usec);
      },
      write: (details, writer) => writer.usec(key, get<Usec>(details, member)),
    };
  }

  /** Microseconds that are written only once they were read. */
  optionalUsec(key: string, member: Holding<T, Usec | null>): Item<T> {
    return {
      key,
      read(details, value, reader) {
        const usec = reader.usec(value);
        if (usec !== null) put(details, member, usec);
      },
      write: (details, writer) => writer.usec(key, get<Usec | null>(details, member) ?? USEC_INFINITY),
    };
  }

  dualTimestamp(key: string, member: Holding<T, DualTimestamp | null>): Item<T> {
    return {
      key,
      read(details, value, reader) {
        const timestamp = reader.dualTimestamp(value);
        if (timestamp !== null) put(details, member, timestamp);
      },
      write: (details, writer) => writer.dualTimestamp(key, get<DualTimestamp | null>(details, member)),
    };
  }

  rateLimit(key: string, member: Holding<T, RateLimit>): Item<T> {
    return {
      key,
      read: (details, value, reader) =>
        put(details, member, reader.rateLimit(key, value, get<RateLimit>(details, member))),
      write: (details, writer) => writer.rateLimit(key, get<RateLimit>(details, member)),
    };
  }

  /** A text as it stands. */
  text(key: string, member: Holding<T, string | null>): Item<T> {
    return {
      key,
      read: (details, value) => put(details, member, value),
      write: (details, writer) => void writer.item(key, get<string | null>(details, member)),
    };
  }

  /** A text with escapes. */
  escaped(key: string, member: Holding<T, string | null>): Item<T> {
    return {
      key,
      read(details, value, reader, unit) {
        const text = cunescape(value);
        if (text === null) reader.badValue(unit, key, value);
        else put(details, member, text);
      },
      write: (details, writer) => void writer.escaped(key, get<string | null>(details, member)),
    };
  }

  /** A process; the first one that is found stays. */
  process(key: string, member: Holding<T, ProcessReference | null>): Item<T> {
    return {
      key,
      read(details, value, reader) {
        if (get<ProcessReference | null>(details, member) === null) put(details, member, reader.process(value));
      },
      write: (details, writer) => writer.process(key, get<ProcessReference | null>(details, member)),
    };
  }

  /** A file descriptor, which was never passed along. */
  descriptor(key: string): Item<T> {
    return { key, read: (_details, value, reader) => reader.descriptor(value) };
  }
}

const get = <V>(details: object, member: PropertyKey): V => (details as Record<PropertyKey, unknown>)[member] as V;

function put<V>(details: object, member: PropertyKey, value: V): void {
  (details as Record<PropertyKey, unknown>)[member] = value;
}
