import { compareCodePoints, latin1 } from "../../core/utf8.js";
import { asciiLower } from "../../text/ascii-case.js";
import { CaseFoldedPattern } from "../../text/fnmatch.js";
import { encodeRaw } from "../../text/raw-bytes.js";
import { compareVersions } from "../../text/version-compare.js";
import { type BootspecReport, report } from "./diagnostics.js";
import { readFields } from "./lines.js";
import { type BootEntry, entryTitle, newEntry } from "./model.js";
import {
  AUTOMATIC_PREFIX,
  AUTOMATIC_TITLES,
  CONFIG_FILE,
  DEFAULT_FIELD,
  ENTRY_SUFFIX,
  LOADER_ENTRIES,
  LOADER_ONLY_FIELDS,
  SPECIAL_PATTERN_MARK,
} from "./tables.js";

const NOTHING: ReadonlySet<string> = new Set();
const FROM_FILE = "type1";
const EQUAL = 0;
const SPENT = 0;

/** The pattern for the default entry in a loader.conf(5); `null` when it has none. Other lines are for the boot loader. */
export function readDefaultPattern(bytes: Uint8Array, reports: BootspecReport[]): string | null {
  let pattern: string | null = null;
  readFields(bytes, CONFIG_FILE, NOTHING, reports, (field, value) => {
    if (field === DEFAULT_FIELD) pattern = value;
    return field === DEFAULT_FIELD || LOADER_ONLY_FIELDS.has(field);
  });
  return pattern;
}

/** The id of a file without its suffix, as boot loaders reported it once. */
const shortId = ({ type, id }: BootEntry): string | null =>
  type === FROM_FILE ? id.slice(0, -ENTRY_SUFFIX.length) : null;

/** Adds the entries that a boot loader reported, or marks those that are known, whatever the case of their ids. Origin: boot_config_augment_from_loader() at 257. */
export function addReported(entries: BootEntry[], ids: readonly string[]): void {
  const known = new Map<string, BootEntry>();
  for (const entry of entries) {
    for (const id of [entry.id, shortId(entry)]) {
      const key = id === null ? null : asciiLower(id);
      if (key !== null && !known.has(key)) known.set(key, entry);
    }
  }
  for (const id of ids) {
    let entry = known.get(asciiLower(id));
    if (entry === undefined) {
      const base = { id, path: LOADER_ENTRIES, root: null, triesLeft: null, triesDone: null };
      const type = id.startsWith(AUTOMATIC_PREFIX) ? "auto" : "loader";
      entry = newEntry({ ...base, type }, AUTOMATIC_TITLES.get(id) ?? null);
      known.set(asciiLower(id), entry);
      entries.push(entry);
    }
    entry.reported = true;
  }
}

const bytesAsText = (text: string): string => latin1(encodeRaw(text));

const compareTexts = (a: string | null, b: string | null): number =>
  a === null || b === null
    ? Number(a !== null) - Number(b !== null)
    : compareCodePoints(bytesAsText(a), bytesAsText(b));

/**
 * Order in a menu: entries without tries left last, then by sort key (those without one behind), machine id and version, newest
 * first, then by id, newest first. Origin: UAPI.1 "Sorting", boot_entry_compare() at 257.
 */
export function compareEntries(a: BootEntry, b: BootEntry): number {
  const spent = Number(a.triesLeft === SPENT) - Number(b.triesLeft === SPENT);
  if (spent !== EQUAL) return spent;
  if (a.sortKey !== null && b.sortKey !== null) {
    const key =
      compareTexts(a.sortKey, b.sortKey) ||
      compareTexts(a.machineId, b.machineId) ||
      -compareVersions(a.version ?? "", b.version ?? "");
    if (key) return key;
  } else {
    const keyless = Number(a.sortKey === null) - Number(b.sortKey === null);
    if (keyless !== EQUAL) return keyless;
  }
  return compareVersions(b.id, a.id);
}

/** Entries whose title another one has, too. */
function sameTitles(entries: readonly BootEntry[]): BootEntry[] {
  const count = new Map<string, number>();
  for (const entry of entries) {
    const title = entryTitle(entry);
    count.set(title, (count.get(title) ?? 0) + 1);
  }
  return entries.filter((entry) => count.get(entryTitle(entry))! > 1);
}

/** Adds the version, the machine id and the id to titles, until none comes twice. Origin: boot_entries_uniquify() at 257. */
export function uniquify(entries: readonly BootEntry[]): void {
  for (const detail of ["version", "machineId", "id"] as const) {
    const same = sameTitles(entries);
    if (!same.length) return;
    for (const entry of same) {
      const text = entry[detail];
      if (text !== null) entry.showTitle = `${entryTitle(entry)} (${text})`;
    }
  }
}

/** Index of the default entry: the first that the pattern matches, or the first; -1 for none. Origin: boot_entries_select_default() at 257. */
export function selectDefault(
  entries: readonly BootEntry[],
  pattern: string | null,
  reports: BootspecReport[],
): number {
  const first = entries[0];
  if (first === undefined) {
    reports.push(report("bootspec.no-default", {}));
    return -1;
  }
  if (pattern !== null && !pattern.startsWith(SPECIAL_PATTERN_MARK)) {
    const matcher = new CaseFoldedPattern(bytesAsText(pattern));
    const found = entries.findIndex(({ id }) => matcher.matches(bytesAsText(id)));
    if (found >= 0) {
      reports.push(report("bootspec.default-matched", { id: entries[found]!.id, pattern }));
      return found;
    }
  }
  reports.push(report("bootspec.default-first", { id: first.id }));
  return 0;
}
