import { bytesEqual, compareBytes } from "../../core/bytes.js";
import { type Law, LawViolation } from "../../core/format.js";
import { DHCP_MAGIC_COOKIE, encodeDhcpMessage, parseDhcpMessage, readBootpFields } from "../../dhcp/message.js";
import { BootpOp } from "../../dhcp/registry.js";
import { isUdpFrameIntact, UDP_FRAME_HEADER_LENGTH } from "../../dhcp/udp-frame.js";
import { type LeaseClock, parseServerLeases } from "./lease-file.js";
import { fuzzerClock, fuzzerConfig, fuzzerState, type ServerOutcome } from "./observe.js";
import { addressKey, type BoundLease, clientKey } from "./state.js";

/** An answer is a DHCP reply of the type that the result says, for the transaction of the request, in an intact frame. */
const answersAreReplies: Law<ServerOutcome> = {
  name: "answers-are-replies",
  check(input, { step }) {
    if (step === null) return;
    for (const message of step.sent) {
      const raw = message.how === "raw";
      if (raw && !isUdpFrameIntact(message.bytes)) throw new LawViolation("answers-are-replies", "a bad checksum");
      const bytes = raw ? message.bytes.subarray(UDP_FRAME_HEADER_LENGTH) : message.bytes;
      const reply = parseDhcpMessage(bytes);
      const { xid } = readBootpFields(input);
      const fits = reply.op === BootpOp.REPLY && reply.cookie === DHCP_MAGIC_COOKIE && reply.xid === xid;
      if (!fits || reply.messageType !== step.result) throw new LawViolation("answers-are-replies", "another answer");
      if (!bytesEqual(encodeDhcpMessage(reply), bytes))
        throw new LawViolation("answers-are-replies", "encoded differently");
    }
    const answered = typeof step.result === "number" && step.result > 1;
    if (step.sent.length !== (answered ? 1 : 0)) {
      throw new LawViolation("answers-are-replies", `${step.sent.length} answers for the result ${step.result}`);
    }
  },
};

/** A client holds one address and an address has one client. */
const leasesDoNotOverlap: Law<ServerOutcome> = {
  name: "leases-do-not-overlap",
  check(_input, { step }) {
    if (step === null) return;
    const { boundByClientId, boundByAddress } = step.state;
    for (const [client, lease] of boundByClientId) {
      const consistent =
        clientKey(lease.clientId) === client && boundByAddress.get(addressKey(lease.address)) === lease;
      if (!consistent) throw new LawViolation("leases-do-not-overlap", "a lease under another name");
    }
    if (boundByClientId.size !== boundByAddress.size) throw new LawViolation("leases-do-not-overlap", "a lost lease");
  },
};

const sameLease = (a: BoundLease, b: BoundLease): boolean =>
  bytesEqual(a.clientId, b.clientId) &&
  bytesEqual(a.address, b.address) &&
  bytesEqual(a.hardwareAddress, b.hardwareAddress) &&
  a.hardwareType === b.hardwareType &&
  a.hardwareAddressLength === b.hardwareAddressLength &&
  a.hostname === b.hostname &&
  a.expirationUsec === b.expirationUsec;

/** The clocks after a reboot that took no time: only the time since boot starts anew. */
const rebootedClock: LeaseClock = { ...fuzzerClock, bootId: new Uint8Array(16), bootUsec: 0n };

/** The lease file gives the leases back, relays aside; those that changed also after a reboot, ending as much later. */
const leaseFileRoundTrip: Law<ServerOutcome> = {
  name: "lease-file-round-trip",
  check(_input, { step, saved, reloaded }) {
    if (step === null) return;
    const leases = [...step.state.boundByAddress.values()].sort((a, b) => compareBytes(a.address, b.address));
    const same = reloaded?.length === leases.length && reloaded.every((lease, i) => sameLease(lease, leases[i]!));
    if (!same) throw new LawViolation("lease-file-round-trip", "other leases were read back");
    if (step.state === fuzzerState) return;
    const later = parseServerLeases(saved, fuzzerConfig, rebootedClock) ?? [];
    const shifted = (lease: BoundLease): BoundLease => ({
      ...lease,
      expirationUsec: lease.expirationUsec + fuzzerClock.bootUsec,
    });
    if (later.length !== leases.length || !later.every((lease, i) => sameLease(shifted(lease), leases[i]!))) {
      throw new LawViolation("lease-file-round-trip", "other leases were read after a reboot");
    }
  },
};

export const laws: readonly Law<ServerOutcome>[] = [answersAreReplies, leasesDoNotOverlap, leaseFileRoundTrip];
