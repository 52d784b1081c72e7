import { bytesEqual } from "../../core/bytes.js";
import { type Law, LawViolation } from "../../core/format.js";
import { encodeOption, encodePacket, fitsItsLength } from "./encode.js";
import type { Outcome } from "./observe.js";
import type { NdiscOption } from "./options.js";
import { compareOptions, NdiscRefusal } from "./packet.js";

/** Options that come back as they were sent: all but those that are not sent, and those whose length systemd miscounts. */
const comesBack = ({ value }: NdiscOption): boolean => value.kind !== "other" && value.kind !== "encrypted-dns";

/** Whether two options would be sent as the same bytes: all that their values say is in them. */
function sameOption(a: NdiscOption | undefined, b: NdiscOption | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return bytesEqual(encodeOption(a), encodeOption(b));
}

/** A packet that was sent on, none of its options cut, is read with the options that were sent. */
const sentOptionsComeBack: Law<Outcome> = {
  name: "sent-options-come-back",
  check(_input, outcome) {
    if (outcome === null || outcome instanceof NdiscRefusal || outcome.second === null) return;
    const { packet, second } = outcome;
    if (packet instanceof NdiscRefusal || second instanceof NdiscRefusal) {
      throw new LawViolation("sent-options-come-back", "the packet that was sent is refused");
    }
    if (!packet.options.every(fitsItsLength)) return;
    const sent = packet.options.filter(comesBack).sort(compareOptions);
    const read = second.options.filter(comesBack);
    for (let i = 0; i < Math.max(sent.length, read.length); i++) {
      if (!sameOption(sent[i], read[i])) throw new LawViolation("sent-options-come-back", `option ${i} is another one`);
    }
  },
};

/** What was sent, read and sent once more is the same, but for options that are cut or whose length systemd miscounts. */
const sendingSettles: Law<Outcome> = {
  name: "sending-settles",
  check(_input, outcome) {
    if (outcome === null || outcome instanceof NdiscRefusal || outcome.resent === null) return;
    const { packet, resent, second } = outcome;
    if (packet instanceof NdiscRefusal || second === null || second instanceof NdiscRefusal) return;
    if (packet.options.some((option) => option.value.kind === "encrypted-dns" || !fitsItsLength(option))) return;
    if (!bytesEqual(encodePacket(second), resent)) {
      throw new LawViolation("sending-settles", "the second time other bytes are sent");
    }
  },
};

export const laws: readonly Law<Outcome>[] = [sentOptionsComeBack, sendingSettles];
