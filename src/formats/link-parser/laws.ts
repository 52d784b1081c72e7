import { type Law, LawViolation } from "../../core/format.js";
import { nodesCoverTheFile, spansLieInside } from "../../ini/laws.js";
import { formatLinkFile, linkFileSections } from "./format.js";
import type { LinkOutcome } from "./observe.js";
import { loadLinkFile } from "./parse.js";
import { firstDifference } from "./same-settings.js";

/** A file built anew from the sections gives the same settings. */
export const rebuiltMeansTheSame: Law<LinkOutcome> = {
  name: "rebuilt-means-the-same",
  check(_input, outcome) {
    if (outcome === null || !outcome.file.stored) return;
    const { link, document } = outcome.file;
    const again = loadLinkFile(formatLinkFile(linkFileSections(document)));
    const difference = firstDifference(link, again.link);
    if (difference !== null) throw new LawViolation(this.name, `${difference} differs`);
  },
};

export const linkLaws: readonly Law<LinkOutcome>[] = [nodesCoverTheFile, spansLieInside, rebuiltMeansTheSame];
