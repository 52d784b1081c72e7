import { type Law, LawViolation } from "../../core/format.js";
import { sameFields } from "../../journal/message.js";
import { encodeExport } from "./encode.js";
import { type ImportedEntry, parseExport } from "./parse.js";
import type { RemoteOutcome } from "./run.js";
import { FIELDS_MAX } from "./tables.js";

const sameEntry = (a: ImportedEntry, b: ImportedEntry): boolean =>
  a.realtimeUsec === b.realtimeUsec &&
  a.monotonicUsec === b.monotonicUsec &&
  a.bootId === b.bootId &&
  a.storable === b.storable &&
  sameFields(a.fields, b.fields);

/** What is written can be read, and gives the same entries. A boot id that did not fit into a full entry cannot be written. */
const exportReimports: Law<RemoteOutcome> = {
  name: "export-reimports",
  check(_input, { parsed }) {
    if (parsed === null) return;
    const { entries } = parsed;
    for (const { fields } of entries) if (fields.length >= FIELDS_MAX) return;
    const again = parseExport(encodeExport(entries));
    if (again.error !== null) throw new LawViolation(this.name, `${again.error} for what was written`);
    if (again.bytesLost > 0) throw new LawViolation(this.name, `${again.bytesLost} bytes lost`);
    if (again.entries.length !== entries.length) {
      throw new LawViolation(this.name, `${entries.length} entries became ${again.entries.length}`);
    }
    for (const [index, entry] of entries.entries()) {
      if (!sameEntry(entry, again.entries[index]!)) throw new LawViolation(this.name, `entry ${index} changed`);
    }
  },
};

const limitsHold: Law<RemoteOutcome> = {
  name: "limits-hold",
  check(input, { parsed }) {
    if (parsed === null) return;
    if (parsed.bytesLost > input.length) throw new LawViolation(this.name, `${parsed.bytesLost} bytes lost`);
    for (const { fields } of parsed.entries) {
      if (!fields.length || fields.length > FIELDS_MAX) throw new LawViolation(this.name, `${fields.length} fields`);
    }
  },
};

export const laws: readonly Law<RemoteOutcome>[] = [exportReimports, limitsHold];
