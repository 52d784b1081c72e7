import { type Law, LawViolation } from "../../core/format.js";
import { dumpUnit } from "./dump.js";
import { formatUnitFile, unitFileSections } from "./format.js";
import type { UnitFileOutcome } from "./observe.js";
import { parseUnitFile } from "./parse.js";

/** The nodes of the document follow each other without gap, so that writing them gives the file back. */
export const nodesCoverTheFile: Law<UnitFileOutcome> = {
  name: "nodes-cover-the-file",
  check(input, outcome) {
    if (outcome === null) return;
    const { document } = outcome.file;
    let at = document.start;
    for (const node of document.nodes) {
      if (node.start !== at || node.end < node.start) throw new LawViolation(this.name, `gap at byte ${at}`);
      at = node.end;
    }
    if (at !== input.length) throw new LawViolation(this.name, `ends at byte ${at} of ${input.length}`);
  },
};

/** Every report's span lies inside the input. */
export const spansLieInside: Law<UnitFileOutcome> = {
  name: "spans-lie-inside",
  check(input, outcome) {
    if (outcome === null) return;
    const { diagnostics, document } = outcome.file;
    for (const { code, span } of diagnostics) {
      if (span === undefined) continue;
      if (!(document.start <= span.start && span.start <= span.end && span.end <= input.length)) {
        throw new LawViolation(this.name, `${code} at ${span.start}..${span.end}`);
      }
    }
  },
};

/** A file built anew from the sections reparses to the same settings. */
export const rebuiltMeansTheSame: Law<UnitFileOutcome> = {
  name: "rebuilt-means-the-same",
  check(_input, outcome) {
    if (outcome === null) return;
    const { file, dump } = outcome;
    const bytes = formatUnitFile(unitFileSections(file.document));
    const again = dumpUnit(parseUnitFile(bytes, { type: file.unit.type, name: file.unit.name }).unit);
    if (again.length !== dump.length)
      throw new LawViolation(this.name, `${again.length} lines instead of ${dump.length}`);
    for (let i = 0; i < dump.length; i++) {
      if (dump[i] !== again[i]) throw new LawViolation(this.name, `${again[i]} instead of ${dump[i]}`);
    }
  },
};

export const unitFileLaws: readonly Law<UnitFileOutcome>[] = [nodesCoverTheFile, spansLieInside, rebuiltMeansTheSame];
