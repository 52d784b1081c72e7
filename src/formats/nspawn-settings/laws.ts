import { bytesEqual } from "../../core/bytes.js";
import { type Law, LawViolation } from "../../core/format.js";
import { formatIniDocument, formatIniSections, iniSections } from "../../ini/document.js";
import { checkNodesCover, checkSpansInside } from "../../ini/laws.js";
import { changedValues, type SettingValues, settingValues } from "../../nspawn/values.js";
import { formatNspawnSettings } from "./format.js";
import type { NspawnOutcome } from "./observe.js";
import { parseNspawnSettings } from "./parse.js";

/** Reads a file again that was written from what an input gave; its settings must have the same values. */
function checkSame(law: string, bytes: Uint8Array, values: SettingValues): void {
  const { settings } = parseNspawnSettings(bytes);
  if (settings === null) throw new LawViolation(law, "what was written is refused");
  const [name] = Object.keys(changedValues(values, settingValues(settings)));
  if (name !== undefined) throw new LawViolation(law, `${name} changed`);
}

/** The nodes of the document follow each other without gap, so that writing them gives the file back. */
const nodesCoverTheFile: Law<NspawnOutcome> = {
  name: "nodes-cover-the-file",
  check(input, outcome) {
    if (outcome === null) return;
    checkNodesCover(this.name, input, outcome.file.document);
    if (!bytesEqual(formatIniDocument(outcome.file.document), input)) throw new LawViolation(this.name, "bytes differ");
  },
};

/** Every report's span lies inside the input. */
const spansLieInside: Law<NspawnOutcome> = {
  name: "spans-lie-inside",
  check(input, outcome) {
    if (outcome !== null) checkSpansInside(this.name, input, outcome.file.document, outcome.file.diagnostics);
  },
};

/** A file built anew from the sections means the same. */
const rebuiltMeansTheSame: Law<NspawnOutcome> = {
  name: "rebuilt-means-the-same",
  check(_input, outcome) {
    if (outcome === null || outcome.values === null) return;
    checkSame(this.name, formatIniSections(iniSections(outcome.file.document)), outcome.values);
  },
};

/** Settings that are written read back to the same settings. */
const settingsReparse: Law<NspawnOutcome> = {
  name: "settings-reparse",
  check(_input, outcome) {
    if (outcome === null || outcome.values === null) return;
    checkSame(this.name, formatNspawnSettings(outcome.file.settings!), outcome.values);
  },
};

export const laws: readonly Law<NspawnOutcome>[] = [
  nodesCoverTheFile,
  spansLieInside,
  rebuiltMeansTheSame,
  settingsReparse,
];
