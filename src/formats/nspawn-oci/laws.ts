import { LF } from "../../core/ascii.js";
import { type Law, LawViolation } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { differingSetting } from "../../nspawn/settings.js";
import { formatOciBundle } from "./format.js";
import { FUZZ_BUNDLE, type OciOutcome } from "./observe.js";
import { parseOciBundle } from "./parse.js";
import type { OciSettings } from "./settings.js";

/** The settings of an outcome; where only the message bus was missing, those that it has with one. */
function settingsOf(input: Uint8Array, outcome: OciOutcome): OciSettings | null {
  if (outcome === null || !outcome.busWasMissing) return outcome?.settings ?? null;
  return parseOciBundle(input, { bundle: FUZZ_BUNDLE }).settings;
}

/** Settings that are written read back to the same settings. */
const settingsReparse: Law<OciOutcome> = {
  name: "settings-reparse",
  check(input, outcome) {
    const settings = settingsOf(input, outcome);
    if (settings === null) return;
    const again = parseOciBundle(encodeUtf8(formatOciBundle(settings)), { bundle: FUZZ_BUNDLE }).settings;
    if (again === null) throw new LawViolation(this.name, "what was written is refused");
    const name = differingSetting(settings, again);
    if (name !== null) throw new LawViolation(this.name, `${name} changed`);
  },
};

/** Only limits need the message bus, and without it they end the file. */
const busDecides: Law<OciOutcome> = {
  name: "bus-decides",
  check(_input, outcome) {
    if (outcome === null) return;
    if (outcome.busWasMissing !== (outcome.result === "ENOENT"))
      throw new LawViolation(this.name, outcome.result.toString());
    if (outcome.settings?.hasProperties === true) throw new LawViolation(this.name, "properties without a bus");
  },
};

/** Reports about places name lines that the text has. */
const placesLieInside: Law<OciOutcome> = {
  name: "places-lie-inside",
  check(input, outcome) {
    const last = outcome?.diagnostics.reduce((line, report) => Math.max(line, report.line ?? 0), 0) ?? 0;
    let from = -1;
    for (let line = 1; line < last; line++) {
      from = input.indexOf(LF, from + 1);
      if (from < 0) throw new LawViolation(this.name, `line ${last} of ${line}`);
    }
  },
};

export const laws: readonly Law<OciOutcome>[] = [settingsReparse, busDecides, placesLieInside];
