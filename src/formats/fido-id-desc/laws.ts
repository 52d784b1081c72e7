import { bytesEqual } from "../../core/bytes.js";
import { type Law, LawViolation } from "../../core/format.js";
import type { FidoIdDescOutcome } from "./definition.js";
import { encodeHidItems } from "./hid-report.js";

const BROKEN = "EINVAL";
const LONG = "long";
const ROUND_TRIP = "encode-gives-the-bytes";
const VERDICT = "verdict-fits-the-items";

/** Items that were read whole are written as the same bytes. */
const encodeGivesTheBytes: Law<FidoIdDescOutcome> = {
  name: ROUND_TRIP,
  check(input, { items }) {
    if (items === BROKEN) return;
    const last = items.at(-1);
    if (last?.kind === LONG && last.cut) return;
    if (!bytesEqual(encodeHidItems(items), input)) throw new LawViolation(ROUND_TRIP, "other bytes");
  },
};

/** A descriptor that is a token, or none, without error has items up to there; a broken one has an errno. */
const verdictFitsTheItems: Law<FidoIdDescOutcome> = {
  name: VERDICT,
  check(_input, { items, verdict }) {
    if (verdict === false && items === BROKEN) throw new LawViolation(VERDICT, "broken items, no errno");
  },
};

export const fidoIdDescLaws: readonly Law<FidoIdDescOutcome>[] = [encodeGivesTheBytes, verdictFitsTheItems];
