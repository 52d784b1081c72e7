import { type Law, LawViolation } from "../../core/format.js";
import { checkNodesCover, checkSpansInside } from "../../ini/laws.js";
import { dumpUnit } from "./dump.js";
import { formatUnitFile, unitFileSections } from "./format.js";
import type { UnitFileOutcome } from "./observe.js";
import { parseUnitFile } from "./parse.js";

/** The nodes of the document follow each other without gap, so that writing them gives the file back. */
export const nodesCoverTheFile: Law<UnitFileOutcome> = {
  name: "nodes-cover-the-file",
  check(input, outcome) {
    if (outcome !== null) checkNodesCover(this.name, input, outcome.file.document);
  },
};

/** Every report's span lies inside the input. */
export const spansLieInside: Law<UnitFileOutcome> = {
  name: "spans-lie-inside",
  check(input, outcome) {
    if (outcome !== null) checkSpansInside(this.name, input, outcome.file.document, outcome.file.diagnostics);
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
