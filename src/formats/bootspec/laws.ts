import { type Law, LawViolation } from "../../core/format.js";
import { compareEntries } from "./config.js";
import type { BootspecReport } from "./diagnostics.js";
import { parseEntry } from "./entry.js";
import { formatEntry } from "./format.js";
import type { BootEntry } from "./model.js";
import type { BootspecOutcome } from "./run.js";
import { ENTRIES_FOLDER } from "./tables.js";

const TEXT_MEMBERS = [
  "title",
  "sortKey",
  "version",
  "machineId",
  "architecture",
  "linux",
  "efi",
  "devicetree",
] as const;
const LIST_MEMBERS = ["options", "initrd", "devicetreeOverlay"] as const;
const FROM_FILE: BootEntry["type"] = "type1";

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((value, index) => value === b[index]);

/** The member in which two entries differ; `null` when they are the same. */
function difference(a: BootEntry, b: BootEntry): string | null {
  if (a.id !== b.id || a.triesLeft !== b.triesLeft || a.triesDone !== b.triesDone) return "id";
  for (const member of TEXT_MEMBERS) if (a[member] !== b[member]) return member;
  for (const member of LIST_MEMBERS) if (!sameList(a[member], b[member])) return member;
  return null;
}

/** What is written of an entry can be read without a report, and gives the same entry. */
const entryReparses: Law<BootspecOutcome> = {
  name: "entry-reparses",
  check(_input, { menu }) {
    if (menu === null) return;
    for (const entry of menu.entries) {
      if (entry.type !== FROM_FILE) continue;
      const reports: BootspecReport[] = [];
      const again = parseEntry(entry.path.slice(ENTRIES_FOLDER.length + 1), formatEntry(entry), reports);
      if ("errno" in again) throw new LawViolation(this.name, `${again.code} for what was written`);
      if (reports.length) throw new LawViolation(this.name, `${reports[0]!.diagnostic.code} for what was written`);
      const member = difference(entry, again);
      if (member !== null) throw new LawViolation(this.name, `${member} changed`);
    }
  },
};

const menuIsSorted: Law<BootspecOutcome> = {
  name: "menu-is-sorted",
  check(_input, { menu }) {
    if (menu === null) return;
    const { entries, defaultEntry } = menu;
    for (let i = 1; i < entries.length; i++) {
      if (compareEntries(entries[i - 1]!, entries[i]!) > 0)
        throw new LawViolation(this.name, `entry ${i} comes earlier`);
    }
    if (defaultEntry >= entries.length || (defaultEntry < 0 && entries.length)) {
      throw new LawViolation(this.name, `default ${defaultEntry} of ${entries.length} entries`);
    }
  },
};

export const laws: readonly Law<BootspecOutcome>[] = [entryReparses, menuIsSorted];
