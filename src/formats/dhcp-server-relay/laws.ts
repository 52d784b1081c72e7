import { bytesEqual, isZero } from "../../core/bytes.js";
import { type Law, LawViolation } from "../../core/format.js";
import { DhcpField } from "../../dhcp/message.js";
import { BootpOp, DhcpOptionCode } from "../../dhcp/registry.js";
import { isUdpFrameIntact, UDP_FRAME_HEADER_LENGTH } from "../../dhcp/udp-frame.js";
import { fuzzerRelay, type RelayOutcome } from "./observe.js";
import { findOption } from "./relay.js";

const { HOPS, GIADDR, CHADDR, OP } = DhcpField;

const samePart = (a: Uint8Array, b: Uint8Array, start: number, end: number): boolean =>
  bytesEqual(a.subarray(start, end), b.subarray(start, end));

/** A request keeps all but the hop count, the relay's address and what follows its options. */
function requestKept(input: Uint8Array, relayed: Uint8Array): boolean {
  const end = findOption(input, DhcpOptionCode.END);
  const fields =
    samePart(input, relayed, OP, HOPS) &&
    relayed[HOPS] === input[HOPS]! + 1 &&
    samePart(input, relayed, DhcpField.XID, GIADDR) &&
    !isZero(relayed, GIADDR, CHADDR);
  const rest = typeof end === "number" && samePart(input, relayed, CHADDR, end);
  return fields && rest && relayed[relayed.length - 1] === DhcpOptionCode.END;
}

/** A reply keeps all but the first relay agent information. */
function replyKept(input: Uint8Array, relayed: Uint8Array): boolean {
  const lost = input.length - relayed.length;
  const at = lost === 0 ? relayed.length : findOption(input, DhcpOptionCode.RELAY_AGENT_INFORMATION);
  if (typeof at === "string") return false;
  return samePart(input, relayed, 0, at) && bytesEqual(input.subarray(at + lost), relayed.subarray(at));
}

/** Relaying changes only what a relay may change, and frames have valid checksums. */
const messageKept: Law<RelayOutcome> = {
  name: "message-kept",
  check(input, { relayed }) {
    if (relayed === null || typeof relayed === "string") return;
    const raw = relayed.how === "raw";
    if (raw && !isUdpFrameIntact(relayed.bytes)) throw new LawViolation("message-kept", "a bad checksum");
    const bytes = raw ? relayed.bytes.subarray(UDP_FRAME_HEADER_LENGTH) : relayed.bytes;
    const isRequest = input[OP] === BootpOp.REQUEST;
    if (!(isRequest ? requestKept : replyKept)(input, bytes)) throw new LawViolation("message-kept", "bytes were lost");
    if (isRequest && (raw || relayed.destination !== fuzzerRelay.target)) {
      throw new LawViolation("message-kept", "a request for someone else than the server");
    }
  },
};

export const laws: readonly Law<RelayOutcome>[] = [messageKept];
