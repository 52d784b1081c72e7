import { type Law, LawViolation } from "../../core/format.js";
import { checkNodesCover, checkSpansInside } from "../../ini/laws.js";
import { differingSetting } from "../../nspawn/settings.js";
import { nspawnFileSections } from "./format.js";
import type { NspawnOutcome } from "./observe.js";
import { settingsOfSections } from "./parse.js";

/** The nodes of the document follow each other without gap, so that writing them gives the file back. */
const nodesCoverTheFile: Law<NspawnOutcome> = {
  name: "nodes-cover-the-file",
  check(input, outcome) {
    if (outcome !== null) checkNodesCover(this.name, input, outcome.document);
  },
};

/** Every report's span lies inside the input. */
const spansLieInside: Law<NspawnOutcome> = {
  name: "spans-lie-inside",
  check(input, outcome) {
    if (outcome !== null) checkSpansInside(this.name, input, outcome.document, outcome.diagnostics);
  },
};

/**
 * Settings that are written as sections read back to the same settings. That sections are read back from the bytes of a
 * file is for the INI format to keep.
 */
const settingsReparse: Law<NspawnOutcome> = {
  name: "settings-reparse",
  check(_input, outcome) {
    if (outcome === null || outcome.settings === null) return;
    const settings = settingsOfSections(nspawnFileSections(outcome.settings));
    if (settings === null) throw new LawViolation(this.name, "what was written is refused");
    const name = differingSetting(outcome.settings, settings);
    if (name !== null) throw new LawViolation(this.name, `${name} changed`);
  },
};

export const laws: readonly Law<NspawnOutcome>[] = [nodesCoverTheFile, spansLieInside, settingsReparse];
