import { type Law, LawViolation } from "../../core/format.js";
import { nodesCoverTheFile, spansLieInside } from "../../ini/laws.js";
import { dumpUnit } from "./dump.js";
import { formatUnitFile, unitFileSections } from "./format.js";
import type { UnitFileOutcome } from "./observe.js";
import { parseUnitFile } from "./parse.js";

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
