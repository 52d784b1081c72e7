import { DIGIT_0, isDigit, NUL } from "../../core/ascii.js";
import { indexOfByte } from "../../core/bytes.js";
import { latin1 } from "../../core/utf8.js";
import type { JournalField } from "../../journal/field.js";
import { withFacility, withLevel } from "../../journal/priority.js";
import { parsePid } from "../../text/bounded-numbers.js";
import { DEFAULT_PRIORITY, PID_TEXT_MAX } from "./tables.js";

/** What the daemon itself wants to know of an entry. */
export class EntryMeta {
  priority = DEFAULT_PRIORITY;
  objectPid: number | undefined = undefined;
  hasMessage = false;

  /** Looks at a field: later ones replace what earlier ones said. */
  add({ name, value }: JournalField): void {
    const look = looks.get(name);
    if (look !== undefined && value !== null) look(this, value);
  }
}

const ONE_DIGIT = 1;
const TWO_DIGITS = 2;
const TEN = 10;
const NO_NUMBER = -1;

/** A number of one digit, or up to two; -1 for anything else. */
function digits(value: Uint8Array, most: number): number {
  const { length } = value;
  if (!length || length > most) return NO_NUMBER;
  let number = 0;
  for (let i = 0; i < length; i++) {
    if (!isDigit(value[i]!)) return NO_NUMBER;
    number = number * TEN + value[i]! - DIGIT_0;
  }
  return number;
}

/** Origin: manager_process_entry_meta() at 257. */
const looks: ReadonlyMap<string, (meta: EntryMeta, value: Uint8Array) => void> = new Map([
  [
    "PRIORITY",
    (meta: EntryMeta, value: Uint8Array): void => {
      const level = digits(value, ONE_DIGIT);
      if (level > NO_NUMBER) meta.priority = withLevel(meta.priority, level);
    },
  ],
  [
    "SYSLOG_FACILITY",
    (meta: EntryMeta, value: Uint8Array): void => {
      const facility = digits(value, TWO_DIGITS);
      if (facility > NO_NUMBER) meta.priority = withFacility(meta.priority, facility);
    },
  ],
  [
    "OBJECT_PID",
    (meta: EntryMeta, value: Uint8Array): void => {
      if (value.length > PID_TEXT_MAX) return;
      const pid = parsePid(latin1(value, 0, indexOfByte(value, NUL, 0, value.length)));
      if (typeof pid === "number") meta.objectPid = pid;
    },
  ],
  [
    "MESSAGE",
    (meta: EntryMeta): void => {
      meta.hasMessage = true;
    },
  ],
]);
