import { bytesEqual, isZero } from "../../core/bytes.js";
import { ParseFailure } from "../../core/errno.js";
import { type Law, LawViolation } from "../../core/format.js";
import { encodeDhcpMessage } from "../../dhcp/message.js";
import { DnsTransport } from "../../net/dns-resolver.js";
import type { DhcpLease } from "./lease.js";
import { formatLeaseFile } from "./lease-file.js";
import type { OfferOutcome } from "./observe.js";

/** Writing a message gives its bytes again. */
const encodeInverse: Law<OfferOutcome> = {
  name: "encode-inverse",
  check(input, { message }) {
    if (typeof message !== "string" && !bytesEqual(encodeDhcpMessage(message), input)) {
      throw new LawViolation("encode-inverse", "the encoded message is another one");
    }
  },
};

/** A lease that was taken can be used. */
const leaseUsable: Law<OfferOutcome> = {
  name: "lease-usable",
  check(_input, { taken }) {
    if (typeof taken === "string") return;
    const { address, serverAddress, netmask, lifetimeUsec, privateOptions } = taken.accepted.lease;
    const usable = !isZero(address) && !isZero(serverAddress) && netmask !== null && lifetimeUsec > 0n;
    const sorted = privateOptions.every(({ tag }, i) => i === 0 || privateOptions[i - 1]!.tag < tag);
    if (!usable || !sorted) throw new LawViolation("lease-usable", "incomplete, or private options out of order");
  },
};

/** Whether the lease file keeps a text: no backslash, no white space at an end, not empty. */
const isKept = (text: string | null): boolean =>
  text === null || (text !== "" && !text.includes("\\") && text.trim() === text);

/** Whether every member that the lease file has room for survives in it. */
function isFaithful({ domainName, hostname, rootPath, searchDomains, dnr, privateOptions }: DhcpLease): boolean {
  return (
    [domainName, hostname, rootPath].every(isKept) &&
    (searchDomains ?? []).every(isKept) &&
    (dnr.length === 0 || dnr.some(({ transports }) => (transports & DnsTransport.DOT) !== 0)) &&
    privateOptions.every(({ data }) => data.length > 0)
  );
}

/** The lease file reads back, and the lease that it gives has the same file. */
const leaseFileRoundTrip: Law<OfferOutcome> = {
  name: "lease-file-round-trip",
  check(_input, { taken }) {
    if (typeof taken === "string") return;
    const { accepted, saved, loaded } = taken;
    if (loaded instanceof ParseFailure)
      throw new LawViolation("lease-file-round-trip", "the lease file does not read back");
    if (isFaithful(accepted.lease) && formatLeaseFile(loaded) !== saved) {
      throw new LawViolation("lease-file-round-trip", "the lease read back has another file");
    }
  },
};

export const laws: readonly Law<OfferOutcome>[] = [encodeInverse, leaseUsable, leaseFileRoundTrip];
