import { type Law, LawViolation } from "../../core/format.js";
import { nodesCoverTheFile, spansLieInside } from "../../ini/laws.js";
import { formatNetdevFile, netdevFileSections } from "./format.js";
import type { NetdevOutcome } from "./observe.js";
import { parseNetdevFile } from "./parse.js";
import { storedValues } from "./values.js";

/** A file built anew from the sections describes the same device. */
export const rebuiltMeansTheSame: Law<NetdevOutcome> = {
  name: "rebuilt-means-the-same",
  check(_input, outcome) {
    if (outcome === null || outcome.values === null) return;
    const { accepted, device } = parseNetdevFile(formatNetdevFile(netdevFileSections(outcome.file.document)));
    if (device === null || accepted !== 0) throw new LawViolation(this.name, "the device is refused");
    if (device.kind !== outcome.file.device!.kind) throw new LawViolation(this.name, `the kind is ${device.kind}`);
    const again = storedValues(device);
    for (const key in outcome.values) {
      if (again[key] !== outcome.values[key]) {
        throw new LawViolation(this.name, `${key} is ${again[key]} instead of ${outcome.values[key]}`);
      }
    }
  },
};

export const netdevLaws: readonly Law<NetdevOutcome>[] = [nodesCoverTheFile, spansLieInside, rebuiltMeansTheSame];
