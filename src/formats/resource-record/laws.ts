import { bytesEqual } from "../../core/bytes.js";
import { ParseFailure } from "../../core/errno.js";
import { type Law, LawViolation } from "../../core/format.js";
import { type RecordWire, readsBack, recordToWire, resourceRecordEqual } from "../../dns/resource-record.js";
import type { Outcome, RecordReport } from "./observe.js";
import { parse } from "./parse.js";

/** A law about records that parsed; `check` says why it is broken, or `null`. */
const law = (name: string, check: (report: RecordReport) => string | null): Law<Outcome> => ({
  name,
  check(_input, outcome) {
    const why = outcome.kind === "parsed" ? check(outcome.report) : null;
    if (why !== null) throw new LawViolation(name, why);
  },
});

/** Whether the two bytes before the data hold its length. */
function lengthFieldHolds({ wire, rdataOffset }: RecordWire): boolean {
  return ((wire[rdataOffset - 2]! << 8) | wire[rdataOffset - 1]!) === wire.length - rdataOffset;
}

export const laws: readonly Law<Outcome>[] = [
  law("copy-is-equal", ({ copyEqual }) => (copyEqual ? null : "a copy differs from its record")),
  law("wire-form-reads-back-equal", ({ record, wire }) => {
    if (!readsBack(record)) return null;
    const again = parse(wire.wire);
    if (again instanceof ParseFailure) return `the wire form is refused: ${again.errno}`;
    const { ttlSec, key } = again.record;
    if (ttlSec !== record.ttlSec || key.name !== record.key.name) return "TTL or spelling of the owner changed";
    return bytesEqual(recordToWire(again.record).wire, wire.wire) ? null : "written again, the wire form differs";
  }),
  law("canonical-form-is-equal-and-stable", ({ record, canonical }) => {
    if (!readsBack(record)) return null;
    const again = parse(canonical.wire);
    if (again instanceof ParseFailure) return `the canonical form is refused: ${again.errno}`;
    if (!resourceRecordEqual(again.record, record)) return "the canonical form reads as another record";
    return bytesEqual(recordToWire(again.record, true).wire, canonical.wire) ? null : "written again, it differs";
  }),
  law("forms-differ-in-case-only", ({ wire, canonical }) => {
    if (wire.wire.length !== canonical.wire.length || wire.rdataOffset !== canonical.rdataOffset) {
      return "layouts differ";
    }
    return lengthFieldHolds(wire) && lengthFieldHolds(canonical) ? null : "the length field is wrong";
  }),
];
