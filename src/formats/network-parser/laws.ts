import { type Law, LawViolation } from "../../core/format.js";
import type { Json } from "../../core/json.js";
import { nodesCoverTheFile, spansLieInside } from "../../ini/laws.js";
import { formatNetworkFile, networkFileSections } from "./format.js";
import { recordedKinds, type SectionRecord } from "./objects.js";
import { dumpNetwork, type NetworkDump, type NetworkOutcome } from "./observe.js";
import { loadNetworkFile } from "./parse.js";
import { type NetworkValues, sameValue } from "./values.js";

type Fields = Readonly<Record<string, Json>>;

function sameFields(a: Fields, b: Fields): boolean {
  for (const key of Object.keys(a)) if (!sameValue(a[key], b[key])) return false;
  return true;
}

function sameValues(a: NetworkValues, b: NetworkValues): boolean {
  if (a.size !== b.size) return false;
  for (const [key, value] of a) if (!sameValue(value, b.get(key))) return false;
  return true;
}

function checkSections(law: string, kind: string, before: readonly SectionRecord[], after: readonly SectionRecord[]) {
  if (before.length !== after.length)
    throw new LawViolation(law, `${after.length} ${kind} instead of ${before.length}`);
  for (let i = 0; i < before.length; i++) {
    const { fields, line } = before[i]!;
    if (!sameFields(fields, after[i]!.fields)) throw new LawViolation(law, `${kind} of line ${line} differ`);
  }
}

/** Lines aside, for these move when a file is built anew. */
function checkSameDump(law: string, before: NetworkDump, after: NetworkDump): void {
  if (!sameValues(before.values, after.values)) throw new LawViolation(law, "values differ");
  if (!sameFields(before.objects.counts, after.objects.counts)) throw new LawViolation(law, "counts differ");
  if (!sameFields(before.objects.lists, after.objects.lists)) throw new LawViolation(law, "lists differ");
  for (const kind of recordedKinds) {
    checkSections(law, kind, before.objects.sections[kind], after.objects.sections[kind]);
  }
}

/** A file built anew from the sections comes to the same settings. */
export const rebuiltMeansTheSame: Law<NetworkOutcome> = {
  name: "rebuilt-means-the-same",
  check(_input, outcome) {
    if (outcome === null || outcome.dump === null) return;
    const again = dumpNetwork(loadNetworkFile(formatNetworkFile(networkFileSections(outcome.file.document))));
    if (again === null) throw new LawViolation(this.name, "cannot be used any more");
    checkSameDump(this.name, outcome.dump, again);
  },
};

/** No section is kept in which a value was refused, and none is kept twice. */
export const keptSectionsAreWhole: Law<NetworkOutcome> = {
  name: "kept-sections-are-whole",
  check(_input, outcome) {
    if (outcome === null || outcome.dump === null) return;
    for (const sections of outcome.file.network.repeatedSections) {
      for (const { invalid, line } of sections) {
        if (invalid) throw new LawViolation(this.name, `the section of line ${line}`);
      }
    }
  },
};

export const networkLaws: readonly Law<NetworkOutcome>[] = [
  nodesCoverTheFile,
  spansLieInside,
  rebuiltMeansTheSame,
  keptSectionsAreWhole,
];
