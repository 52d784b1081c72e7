import { currentRevision, type Revision } from "../engine/index.js";
import type { RevisionName } from "./model.js";

/** A revision as one word: `0.1.0+<commit>.dirty`. */
export function revisionName({ version, commit, dirty }: Revision): RevisionName {
  return `${version}${commit === null ? "" : `+${commit}`}${dirty ? ".dirty" : ""}`;
}

/** The revision of the code that runs now. */
export const thisRevision = (): RevisionName => revisionName(currentRevision());
