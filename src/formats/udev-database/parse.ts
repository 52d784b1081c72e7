import { COLON, CR, LF, NUL } from "../../core/ascii.js";
import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import { CharSet, DIGITS, LETTERS } from "../../text/char-set.js";
import { isErrno, safeAtoi, safeAtou, safeAtou64 } from "../../text/numbers.js";
import { NAME_MAX, PATH_MAX } from "../../text/path.js";
import { decodeRaw, rawLength } from "../../text/raw-bytes.js";
import type { Usec } from "../../time/usec.js";

/** The property that an initialisation time shows as. */
export const USEC_INITIALIZED = "USEC_INITIALIZED";

const DEVICE_FOLDER = "/dev";
const NAME_OFFSET = DEVICE_FOLDER.length + 1;

/**
 * What udev keeps of one device, `/run/udev/data/<id>`. Bytes that are not UTF-8 stand in the texts as raw bytes
 * (`src/text/raw-bytes.ts`).
 */
export interface UdevDatabase {
  /** In the order in which the keys were first set. */
  readonly properties: ReadonlyMap<string, string>;
  /** Those that the file itself sets, all of which are written back: not the time of an `I` entry. */
  readonly databaseProperties: ReadonlyMap<string, string>;
  /** Every tag that the device ever had, and those that it has now. */
  readonly tags: ReadonlySet<string>;
  readonly currentTags: ReadonlySet<string>;
  /** Absolute paths below /dev. */
  readonly devlinks: ReadonlySet<string>;
  readonly devlinkPriority: number;
  /** Microseconds of CLOCK_MONOTONIC; `null` when no entry says. */
  readonly usecInitialized: Usec | null;
  readonly databaseVersion: number;
}

export interface UdevDatabaseFile {
  readonly database: UdevDatabase;
  readonly diagnostics: readonly Diagnostic[];
}

const NOT_FOUND = -1;

const tagSet = new CharSet(`${DIGITS}${LETTERS}-_`);

const isTag = (tag: string): boolean => tag !== "" && tag.length <= NAME_MAX && tagSet.hasAll(tag);

const NOTHING = "";
const HERE = ".";
const ABOVE = "..";
const MAX_BYTES_PER_UNIT = 3;

/** Whether a text has more bytes than `max`; cheap for short ones. */
const isLonger = (text: string, max: number): boolean =>
  text.length * MAX_BYTES_PER_UNIT > max && rawLength(text) > max;

/**
 * The path below /dev that a link's name stands for, or `null` when it leaves the folder, names nothing or, as it is written,
 * is too long for a path.
 */
function devlinkPath(name: string): string | null {
  if (isLonger(name, PATH_MAX - 1 - NAME_OFFSET)) return null;
  let path = DEVICE_FOLDER;
  for (const component of name.split("/")) {
    if (component === NOTHING || component === HERE) continue;
    if (component === ABOVE || isLonger(component, NAME_MAX)) return null;
    path += `/${component}`;
  }
  return path === DEVICE_FOLDER ? null : path;
}

class UdevDatabaseReader {
  readonly properties = new Map<string, string>();
  readonly databaseProperties = new Map<string, string>();
  readonly tags = new Set<string>();
  readonly currentTags = new Set<string>();
  readonly devlinks = new Set<string>();
  devlinkPriority = 0;
  usecInitialized: Usec | null = null;
  databaseVersion = 0;

  /** Takes one entry; `false` when its value cannot be used. `undefined` when there is no such kind. */
  take(key: string, value: string): boolean | undefined {
    return entryKinds.get(key)?.(this, value);
  }

  setProperty(assignment: string): boolean {
    const equals = assignment.indexOf("=");
    if (equals === NOT_FOUND) return false;
    const key = assignment.slice(0, equals);
    const value = assignment.slice(equals + 1);
    if (value === NOTHING) {
      this.properties.delete(key);
      this.databaseProperties.delete(key);
    } else {
      this.properties.set(key, value);
      this.databaseProperties.set(key, value);
    }
    return true;
  }
}

type EntryKind = (reader: UdevDatabaseReader, value: string) => boolean;

/** Kinds of entry by their letter. Watch handles (`W`) are kept elsewhere today and are passed over. Origin: handle_db_line() at 257. */
const entryKinds: ReadonlyMap<string, EntryKind> = new Map<string, EntryKind>([
  [
    "G",
    (reader, value) => {
      if (!isTag(value)) return false;
      reader.tags.add(value);
      return true;
    },
  ],
  [
    "Q",
    (reader, value) => {
      if (!isTag(value)) return false;
      reader.tags.add(value);
      reader.currentTags.add(value);
      return true;
    },
  ],
  [
    "S",
    (reader, value) => {
      const path = devlinkPath(value);
      if (path === null) return false;
      reader.devlinks.add(path);
      return true;
    },
  ],
  ["E", (reader, value) => reader.setProperty(value)],
  [
    "I",
    (reader, value) => {
      const usec = safeAtou64(value);
      if (isErrno(usec)) return false;
      reader.usecInitialized = usec;
      reader.properties.set(USEC_INITIALIZED, usec.toString());
      return true;
    },
  ],
  [
    "L",
    (reader, value) => {
      const priority = safeAtoi(value);
      if (isErrno(priority)) return false;
      reader.devlinkPriority = priority;
      return true;
    },
  ],
  ["W", () => true],
  [
    "V",
    (reader, value) => {
      const version = safeAtou(value);
      if (isErrno(version)) return false;
      reader.databaseVersion = version;
      return true;
    },
  ],
]);

const endsLine = new Uint8Array(256);
for (const c of [LF, CR, NUL]) endsLine[c] = 1;

/** Offset of the first line end at or behind `at`, or the length. */
function lineEnd(bytes: Uint8Array, at: number): number {
  let end = at;
  while (end < bytes.length && !endsLine[bytes[end]!]) end++;
  return end;
}

/**
 * Reads a udev database record: lines `<letter>:<value>`.
 *
 * Lines end at LF, CR or NUL; a value has at least one character, whatever that is, and is taken only when a line end
 * follows. Entries that cannot be used are reported at debug level and skipped. Any bytes give a record; linear time.
 * Origin: systemd's udev, device_read_db_internal_filename() at 257.
 */
export function parseUdevDatabase(bytes: Uint8Array): UdevDatabaseFile {
  const reader = new UdevDatabaseReader();
  const diagnostics: Diagnostic[] = [];
  const report = (code: string, start: number, end: number, params: Diagnostic["params"]): void => {
    diagnostics.push({ code, level: Severity.debug, line: null, span: { start, end }, params });
  };
  const { length } = bytes;
  let at = 0;
  while (at < length) {
    if (endsLine[bytes[at]!]) {
      at++;
      continue;
    }
    const start = at;
    const key = String.fromCharCode(bytes[start]!);
    const colon = start + 1;
    if (colon >= length) break;
    if (bytes[colon] !== COLON) {
      const end = lineEnd(bytes, colon + 1);
      report("udev-database.no-colon", start, colon, { key });
      at = end + 1;
      continue;
    }
    const first = colon + 1;
    if (first >= length) break;
    const end = lineEnd(bytes, first + 1);
    if (end >= length) break;
    const value = bytes[first] === NUL ? "" : decodeRaw(bytes.subarray(first, end));
    const used = reader.take(key, value);
    if (used === undefined) report("udev-database.unknown-key", start, end, { key });
    else if (!used) report("udev-database.bad-value", start, end, { key, value });
    at = end + 1;
  }
  return { database: reader, diagnostics };
}
