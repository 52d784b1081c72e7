/** What a client makes of a message: a lease, or the reason to ignore it. */
import { isZero } from "../../core/bytes.js";
import type { Errno } from "../../core/errno.js";
import type { DhcpClientId } from "../../dhcp/client-id.js";
import type { DhcpMessage, DhcpOption } from "../../dhcp/message.js";
import { DhcpMessageType } from "../../dhcp/registry.js";
import { classfulPrefixLength, type DhcpLease, type DhcpLeaseDraft, emptyLease, netmaskOf } from "./lease.js";
import { readLeaseOption } from "./options.js";

/** What the client asked for, as far as it decides which leases it takes. */
export interface DhcpClientOptions {
  /** Goes into the lease. */
  readonly clientId: DhcpClientId | null;
  /** Whether the DISCOVER had the rapid commit option (RFC 4039). */
  readonly rapidCommit: boolean;
  /** Whether option 108 was requested (RFC 8925 section 3.2: otherwise it must be ignored). */
  readonly ipv6OnlyPreferred: boolean;
}

/** A lease, and the options of the message that were malformed and therefore ignored. */
export interface AcceptedLease {
  readonly lease: DhcpLease;
  readonly ignored: readonly DhcpOption[];
}

/** Takes the addresses from the fixed fields and supplies what may be left out; false when something is missing. */
function completeLease(lease: DhcpLeaseDraft, message: DhcpMessage, options: DhcpClientOptions): boolean {
  lease.address = message.yiaddr;
  lease.nextServer = message.siaddr;
  if (isZero(lease.address) || isZero(lease.serverAddress) || lease.lifetimeUsec === 0n) return false;
  if (lease.netmask === null) {
    const prefixLength = classfulPrefixLength(lease.address);
    if (prefixLength < 0) return false;
    lease.netmask = netmaskOf(prefixLength);
  }
  if (!options.ipv6OnlyPreferred) lease.ipv6OnlyPreferredUsec = 0n;
  return true;
}

/** Reads a lease of any message; `null` without address, server, lifetime or netmask. */
function readLease(message: DhcpMessage, options: DhcpClientOptions): AcceptedLease | null {
  const lease = emptyLease();
  lease.clientId = options.clientId;
  const ignored: DhcpOption[] = [];
  for (const option of message.options) if (!readLeaseOption(lease, option)) ignored.push(option);
  for (const option of message.overloaded) if (!readLeaseOption(lease, option)) ignored.push(option);
  // Some servers put the option into an OFFER, where it means nothing.
  if (message.messageType === DhcpMessageType.OFFER) lease.rapidCommit = false;
  return completeLease(lease, message, options) ? { lease, ignored } : null;
}

/**
 * The lease that an OFFER, or an ACK with rapid commit, gives to a client that waits for one.
 *
 * `ENOMSG` for any other message and for a lease without address, server, lifetime or netmask; the class of the address
 * supplies a missing netmask. Malformed options are ignored.
 * Origin: RFC 2131 section 4.4.1, RFC 4039, client_handle_offer_or_rapid_ack() at 257.
 */
export function acceptOffer(message: DhcpMessage, options: DhcpClientOptions): AcceptedLease | Errno {
  const { messageType } = message;
  const mayCommit = messageType === DhcpMessageType.ACK && options.rapidCommit;
  if (messageType !== DhcpMessageType.OFFER && !mayCommit) return "ENOMSG";
  const accepted = readLease(message, options);
  return accepted === null || (mayCommit && !accepted.lease.rapidCommit) ? "ENOMSG" : accepted;
}

/**
 * The lease that an ACK gives to a client that asked for one or wants to keep one.
 *
 * `EADDRNOTAVAIL` for a NAK, `ENOMSG` for anything else that is no ACK with a complete lease.
 * Origin: RFC 2131 section 4.4, client_handle_ack() at 257.
 */
export function acceptAck(message: DhcpMessage, options: DhcpClientOptions): AcceptedLease | Errno {
  if (message.messageType === DhcpMessageType.NAK) return "EADDRNOTAVAIL";
  if (message.messageType !== DhcpMessageType.ACK) return "ENOMSG";
  return readLease(message, options) ?? "ENOMSG";
}
