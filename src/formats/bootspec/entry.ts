import { splitWords } from "../../text/extract-word.js";
import { isPathNormalized, pathSimplify } from "../../text/path.js";
import { type BootspecReport, report } from "./diagnostics.js";
import { readFields } from "./lines.js";
import { type BootEntry, newEntry } from "./model.js";
import { type BadName, parseEntryName } from "./name.js";
import {
  ENTRIES_FOLDER,
  INITRD_FIELD,
  OPTIONS_FIELD,
  OVERLAY_FIELD,
  PATH_FIELDS,
  ROOT,
  TEXT_FIELDS,
} from "./tables.js";

const MAY_BE_EMPTY: ReadonlySet<string> = new Set([OPTIONS_FIELD, OVERLAY_FIELD]);
const textFields = new Map<string, (typeof TEXT_FIELDS)[keyof typeof TEXT_FIELDS]>(Object.entries(TEXT_FIELDS));
const pathFields = new Map<string, (typeof PATH_FIELDS)[keyof typeof PATH_FIELDS]>(Object.entries(PATH_FIELDS));
const SLASH = "/";

/** Reads the files of entries. */
class EntryReader {
  constructor(
    readonly entry: BootEntry,
    readonly reports: BootspecReport[],
  ) {}

  /** A path to a file, made absolute and simple; `null` with a report when it is none. */
  #path(field: string, text: string, line: number): string | null {
    const absolute = text.startsWith(SLASH) ? text : SLASH + text;
    if (absolute.endsWith(SLASH)) {
      this.reports.push(report("bootspec.path-is-folder", { field, path: absolute }, this.entry.path, line));
      return null;
    }
    const path = pathSimplify(absolute);
    if (isPathNormalized(path)) return path;
    this.reports.push(report("bootspec.path-not-normal", { field, path }, this.entry.path, line));
    return null;
  }

  take(field: string, value: string, line: number): boolean {
    const { entry } = this;
    const text = textFields.get(field);
    if (text !== undefined) {
      entry[text] = value;
      return true;
    }
    const single = pathFields.get(field);
    if (single !== undefined) {
      entry[single] = this.#path(field, value, line) ?? entry[single];
      return true;
    }
    if (field === OPTIONS_FIELD) entry.options.push(value);
    else if (field === INITRD_FIELD) this.#add(entry.initrd, field, value, line);
    else if (field === OVERLAY_FIELD) {
      for (const part of splitPlain(value)) this.#add(entry.devicetreeOverlay, field, part, line);
    } else return false;
    return true;
  }

  #add(list: string[], field: string, text: string, line: number): void {
    const path = this.#path(field, text, line);
    if (path !== null) list.push(path);
  }
}

/** Words between white space; quotes and backslashes are ordinary. */
const splitPlain = (value: string): string[] => splitWords(value.replaceAll("\\", "\\\\")) ?? [];

/**
 * Reads one entry file: `title`, `version`, `linux` and the other lines of the Boot Loader Specification. Bad lines are
 * reported and skipped; a bad name refuses the file.
 * Origin: UAPI.1 "Type #1 Boot Loader Specification Entries", boot_entry_load_type1() at 257.
 */
export function parseEntry(name: string, bytes: Uint8Array, reports: BootspecReport[]): BootEntry | BadName {
  const parsed = parseEntryName(name);
  if ("errno" in parsed) {
    reports.push(report(parsed.code, { name }));
    return parsed;
  }
  const path = `${ENTRIES_FOLDER}/${name}`;
  const reader = new EntryReader(newEntry({ ...parsed, type: "type1", path, root: ROOT }), reports);
  readFields(bytes, path, MAY_BE_EMPTY, reports, (field, value, line) => reader.take(field, value, line));
  return reader.entry;
}
