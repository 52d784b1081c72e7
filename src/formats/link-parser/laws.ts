import { type Law, LawViolation } from "../../core/format.js";
import { checkNodesCover, checkSpansInside } from "../../ini/laws.js";
import { formatLinkFile, linkFileSections } from "./format.js";
import type { LinkOutcome } from "./observe.js";
import { loadLinkFile } from "./parse.js";
import { firstDifference } from "./same-settings.js";

/** The nodes of the document follow each other without gap, so that writing them gives the file back. */
export const nodesCoverTheFile: Law<LinkOutcome> = {
  name: "nodes-cover-the-file",
  check(input, outcome) {
    if (outcome !== null) checkNodesCover(this.name, input, outcome.file.document);
  },
};

/** Every report's span lies inside the input. */
export const spansLieInside: Law<LinkOutcome> = {
  name: "spans-lie-inside",
  check(input, outcome) {
    if (outcome !== null) checkSpansInside(this.name, input, outcome.file.document, outcome.file.diagnostics);
  },
};

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
