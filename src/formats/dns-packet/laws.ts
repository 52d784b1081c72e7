import { bytesEqual } from "../../core/bytes.js";
import { ParseFailure } from "../../core/errno.js";
import { type Law, LawViolation } from "../../core/format.js";
import { readsBack, resourceRecordEqual } from "../../dns/resource-record.js";
import { encode } from "./encode.js";
import type { Outcome } from "./observe.js";
import type { DnsPacket } from "./packet.js";
import { parse } from "./parse.js";

/** What differs between a message and the one that its encoding reads as, or `null`. */
function roundTrip(packet: DnsPacket): string | null {
  if (!packet.answer.every((item) => readsBack(item.record))) return null;
  const encoded = encode(packet);
  // A message may grow when it is written again: it had pointers where this encoder writes none.
  if (encoded === null) return null;
  const again = parse(encoded, { protocol: packet.protocol });
  if (again instanceof ParseFailure) return `the encoded message is refused: ${again.errno}`;
  if (again.trailing > 0 || again.optProblem !== null) return "the encoded message is not clean";
  if (again.answer.length !== packet.answer.length) return "the number of records changed";
  let respelled = false;
  for (let i = 0; i < packet.answer.length; i++) {
    const item = packet.answer[i]!;
    const other = again.answer[i]!;
    if (item.flags !== other.flags) return `flags of record ${i} changed`;
    if (item.record.key.name === other.record.key.name) continue;
    // Records that did not stand in a row before may do so now.
    if (!resourceRecordEqual(item.record, other.record)) return `record ${i} changed`;
    respelled = true;
  }
  if (respelled) return null;
  const stable = encode(again);
  return stable !== null && bytesEqual(stable, encoded) ? null : "encoded again, the message differs";
}

export const laws: readonly Law<Outcome>[] = [
  {
    name: "encoding-reads-back-equal",
    check(_input, outcome) {
      const why = outcome.kind === "parsed" ? roundTrip(outcome.report.packet) : null;
      if (why !== null) throw new LawViolation("encoding-reads-back-equal", why);
    },
  },
  {
    // Multicast DNS messages have the id 0 (RFC 6762 section 18.1); others need not be tried.
    name: "multicast-encoding-reads-back-equal",
    check(input, outcome) {
      if (outcome.kind === "skipped") return;
      const { header } = outcome.kind === "failed" ? outcome : outcome.report.packet;
      if (header.id !== 0) return;
      const packet = parse(input, { protocol: "mdns" });
      const why = packet instanceof ParseFailure ? null : roundTrip(packet);
      if (why !== null) throw new LawViolation("multicast-encoding-reads-back-equal", why);
    },
  },
  {
    name: "never-query-and-reply",
    check(_input, outcome) {
      if (outcome.kind !== "parsed") return;
      const { validateQuery, validateReply } = outcome.report;
      if ((validateQuery === false) === (validateReply === false)) {
        throw new LawViolation("never-query-and-reply", `query ${validateQuery}, reply ${validateReply}`);
      }
    },
  },
];
