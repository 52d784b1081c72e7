import { type Law, LawViolation } from "../../core/format.js";
import { formatUdevDatabase } from "./format.js";
import { parseUdevDatabase, type UdevDatabase, type UdevDatabaseFile } from "./parse.js";

const ROUND_TRIP = "format-then-parse";

function sameMap(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  if (a.size !== b.size) return false;
  for (const [key, value] of a) if (b.get(key) !== value) return false;
  return true;
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size !== b.size) return false;
  for (const member of a) if (!b.has(member)) return false;
  return true;
}

const same = (a: UdevDatabase, b: UdevDatabase): boolean =>
  sameMap(a.properties, b.properties) &&
  sameMap(a.databaseProperties, b.databaseProperties) &&
  sameSet(a.tags, b.tags) &&
  sameSet(a.currentTags, b.currentTags) &&
  sameSet(a.devlinks, b.devlinks) &&
  a.devlinkPriority === b.devlinkPriority &&
  a.usecInitialized === b.usecInitialized &&
  a.databaseVersion === b.databaseVersion;

/** A record that is written and read again is the same, without reports. */
export const formatThenParse: Law<UdevDatabaseFile> = {
  name: ROUND_TRIP,
  check(_input, { database }) {
    const again = parseUdevDatabase(formatUdevDatabase(database));
    if (again.diagnostics.length > 0) throw new LawViolation(ROUND_TRIP, `reports ${again.diagnostics[0]!.code}`);
    if (!same(database, again.database)) throw new LawViolation(ROUND_TRIP, "another record");
  },
};

/** Spans of reports lie inside the input. */
export const spansLieInside: Law<UdevDatabaseFile> = {
  name: "spans-lie-inside",
  check(input, { diagnostics }) {
    for (const { code, span } of diagnostics) {
      if (span === undefined || span.start > span.end || span.end > input.length) {
        throw new LawViolation("spans-lie-inside", code);
      }
    }
  },
};
