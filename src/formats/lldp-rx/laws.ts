import { bytesEqual } from "../../core/bytes.js";
import { type Law, LawViolation } from "../../core/format.js";
import { encodeFrame, LldpRefusal } from "./frame.js";
import { addNeighbor, nextExpiryUsec } from "./neighbor-table.js";
import type { Outcome } from "./observe.js";

/** An accepted frame is put together again from its parts, byte for byte. */
const encodeInverse: Law<Outcome> = {
  name: "encode-inverse",
  check(input, outcome) {
    if (outcome === null || outcome instanceof LldpRefusal) return;
    if (!bytesEqual(encodeFrame(outcome.neighbor.frame), input)) {
      throw new LawViolation("encode-inverse", "the frame's parts make other bytes");
    }
  },
};

/** A neighbour in the table is refreshed by its own frame, and goes when its time is over. */
const tableAges: Law<Outcome> = {
  name: "table-ages",
  check(input, outcome) {
    if (outcome === null || outcome instanceof LldpRefusal) return;
    const { neighbor, table } = outcome;
    const until = nextExpiryUsec(table);
    if (until === null) return;
    const [again] = addNeighbor(table, neighbor, input, until - 1n).events;
    if (again?.kind !== "refreshed") throw new LawViolation("table-ages", `the same frame ${again?.kind} its entry`);
    const late = addNeighbor(table, neighbor, input, until).events.map(({ kind }) => kind);
    if (late.join() !== "removed,added") throw new LawViolation("table-ages", `after its time: ${late.join()}`);
  },
};

export const laws: readonly Law<Outcome>[] = [encodeInverse, tableAges];
