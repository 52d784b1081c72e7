/**
 * A DHCPv4 server as a pure step: a state and a message in, a state and an answer out.
 *
 *     DISCOVER  an address is chosen: OFFER, or ACK at once with rapid commit
 *     REQUEST   selecting (server identifier given), init-reboot (requested address), renewing (client address):
 *               ACK and the lease is bound, NAK for init-reboot, silence otherwise
 *     DECLINE   noted
 *     RELEASE   the lease is gone
 *
 * Everything else is silence. Origin: RFC 2131 section 4.3, dhcp_server_handle_message() at 257.
 */
import { isZero } from "../../core/bytes.js";
import { attempt, type Errno, ParseFailure } from "../../core/errno.js";
import { clientIdOf } from "../../dhcp/client-id.js";
import { parseDhcpMessage } from "../../dhcp/message.js";
import { BootpOp, DhcpMessageType, HardwareType } from "../../dhcp/registry.js";
import type { OutgoingMessage } from "../../dhcp/send.js";
import { siphash24 } from "../../dhcp/siphash.js";
import type { InAddr } from "../../net/in-addr.js";
import { USEC_INFINITY, type Usec } from "../../time/usec.js";
import { makeReply } from "./reply.js";
import { type DhcpRequest, readRequest } from "./request.js";
import {
  addressKey,
  addressOfKey,
  type BoundLease,
  clientKey,
  type DhcpServerState,
  isAvailable,
  isInPool,
  isNeighborAddress,
  poolAddress,
  type StaticLease,
  withLease,
  withoutExpired,
  withoutLease,
} from "./state.js";
import { POOL_HASH_KEY } from "./tables.js";

/** What handling a message came to. */
export interface ServerStep {
  readonly state: DhcpServerState;
  /** The type of the answer, {@link DECLINED}, 0 for silence, or an error. */
  readonly result: number | Errno;
  readonly sent: readonly OutgoingMessage[];
}

/** The result of a DECLINE. */
export const DECLINED = 1;

const silence = (state: DhcpServerState): ServerStep => ({ state, result: 0, sent: [] });

type ReplyType = Parameters<typeof makeReply>[2];

function answer(state: DhcpServerState, request: DhcpRequest, type: ReplyType, address?: InAddr): ServerStep {
  const reply = makeReply(request, state.config, type, address);
  return typeof reply === "string" ? { state, result: reply, sent: [] } : { state, result: type, sent: [reply] };
}

const isSet = (address: InAddr): boolean => !isZero(address);

/**
 * A client's address for good: by its identifier, else by its hardware address. One that is the server's own or of another
 * subnet counts for nothing. Origin: dhcp_server_get_static_lease() at 257.
 */
function staticLeaseOf({ staticByClientId, config }: DhcpServerState, request: DhcpRequest): StaticLease | undefined {
  const byHardware = clientIdOf(HardwareType.ETHERNET, request.hardwareAddress);
  const lease =
    staticByClientId.get(clientKey(request.clientId)) ??
    (byHardware === null ? undefined : staticByClientId.get(clientKey(byHardware)));
  return lease !== undefined && isNeighborAddress(config, addressKey(lease.address)) ? lease : undefined;
}

const boundLeaseOf = (state: DhcpServerState, request: DhcpRequest): BoundLease | undefined =>
  state.boundByClientId.get(clientKey(request.clientId));

/** Whether nobody else holds the address. */
function isFreeFor(state: DhcpServerState, address: number, bound: BoundLease | undefined): boolean {
  const holder = state.boundByAddress.get(address);
  return holder === undefined || holder === bound;
}

/** Length and bytes of the client identifier, as the pool hash takes them. */
function hashInput(clientId: Uint8Array): Uint8Array {
  const input = new Uint8Array(8 + clientId.length);
  input[0] = clientId.length;
  input.set(clientId, 8);
  return input;
}

/** The address to offer: the static one, the old one, or the first free one from a place that the client's hash gives. */
function chooseAddress(state: DhcpServerState, request: DhcpRequest): InAddr | null {
  const { config } = state;
  const bound = boundLeaseOf(state, request);
  const fixed = staticLeaseOf(state, request);
  if (fixed !== undefined) return isFreeFor(state, addressKey(fixed.address), bound) ? fixed.address : null;
  if (bound !== undefined && isInPool(state, addressKey(bound.address))) return bound.address;
  const size = BigInt(config.poolSize);
  const start = Number(siphash24(hashInput(request.clientId), POOL_HASH_KEY) % size);
  for (let i = 0; i < config.poolSize; i++) {
    const address = poolAddress(config, start + i);
    if (isAvailable(state, address)) return addressOfKey(address);
  }
  return null;
}

/** Binds the address to the client and says so; `EEXIST` when another client holds it. */
function acknowledge(state: DhcpServerState, request: DhcpRequest, address: InAddr, nowUsec: Usec): ServerStep {
  const bound = boundLeaseOf(state, request);
  const holder = state.boundByAddress.get(addressKey(address));
  if (holder !== undefined && holder !== bound) return { state, result: "EEXIST", sent: [] };
  const { message, lifetimeUsec, hardwareAddress } = request;
  const expirationUsec = lifetimeUsec === USEC_INFINITY ? USEC_INFINITY : nowUsec + lifetimeUsec;
  const chaddr = new Uint8Array(message.chaddr.length);
  chaddr.set(hardwareAddress);
  const fresh: BoundLease = {
    clientId: request.clientId.slice(),
    address: address.slice(),
    hardwareType: message.htype,
    hardwareAddress: chaddr,
    hardwareAddressLength: hardwareAddress.length,
    gateway: message.giaddr.slice(),
    hostname: request.hostname,
    expirationUsec,
  };
  const lease = bound === undefined ? fresh : { ...bound, address: fresh.address, expirationUsec };
  return answer(withLease(state, lease), request, DhcpMessageType.ACK, address);
}

function handleDiscover(state: DhcpServerState, request: DhcpRequest, nowUsec: Usec): ServerStep {
  if (state.config.poolSize === 0) return silence(state);
  const address = chooseAddress(state, request);
  if (address === null) return silence(state);
  const commits = state.config.rapidCommit && request.rapidCommit;
  return commits
    ? acknowledge(state, request, address, nowUsec)
    : answer(state, request, DhcpMessageType.OFFER, address);
}

/** What a REQUEST is about (RFC 2131 section 4.3.2): the address, or `null` for a message that no state of a client sends. */
function requestedBy(state: DhcpServerState, request: DhcpRequest): InAddr | null {
  const { serverIdentifier, requestedAddress } = request;
  const { ciaddr } = request.message;
  if (isSet(serverIdentifier)) {
    const chosen = addressKey(serverIdentifier) === addressKey(state.config.address);
    return chosen && !isSet(ciaddr) && isSet(requestedAddress) ? requestedAddress : null;
  }
  if (isSet(requestedAddress)) return isSet(ciaddr) ? null : requestedAddress;
  return isSet(ciaddr) ? ciaddr : null;
}

function handleRequest(state: DhcpServerState, request: DhcpRequest, nowUsec: Usec): ServerStep {
  const address = requestedBy(state, request);
  if (address === null) return silence(state);
  const key = addressKey(address);
  const fixed = staticLeaseOf(state, request);
  const mayHave =
    fixed === undefined
      ? isInPool(state, key)
      : addressKey(fixed.address) === key && isFreeFor(state, key, boundLeaseOf(state, request));
  if (mayHave) return acknowledge(state, { ...request, rapidCommit: false }, address, nowUsec);
  const initReboot = !isSet(request.serverIdentifier) && isSet(request.requestedAddress);
  return initReboot ? answer(state, request, DhcpMessageType.NAK) : silence(state);
}

function handleRelease(state: DhcpServerState, request: DhcpRequest): ServerStep {
  const bound = boundLeaseOf(state, request);
  const releases = bound !== undefined && addressKey(bound.address) === addressKey(request.message.ciaddr);
  return silence(releases ? withoutLease(state, bound) : state);
}

/**
 * Handles one message from its `op` byte on, at a time on the clock of the leases.
 *
 * Messages that are no BOOTREQUEST are silence; malformed ones are the error of {@link parseDhcpMessage} or `EBADMSG`
 * ({@link readRequest}); `EEXIST` when the ACK would be for another client's address. Leases that have ended are forgotten.
 */
export function handleServerMessage(state: DhcpServerState, bytes: Uint8Array, nowUsec: Usec): ServerStep {
  if (bytes.length > 0 && bytes[0] !== BootpOp.REQUEST) return silence(state);
  const message = attempt(() => parseDhcpMessage(bytes));
  if (message instanceof ParseFailure) return { state, result: message.errno, sent: [] };
  const request = readRequest(message, state.config);
  if (typeof request === "string") return { state, result: request, sent: [] };
  const current = withoutExpired(state, nowUsec);
  if (message.messageType === DhcpMessageType.DISCOVER) return handleDiscover(current, request, nowUsec);
  if (message.messageType === DhcpMessageType.REQUEST) return handleRequest(current, request, nowUsec);
  if (message.messageType === DhcpMessageType.RELEASE) return handleRelease(current, request);
  if (message.messageType === DhcpMessageType.DECLINE) return { state: current, result: DECLINED, sent: [] };
  return silence(current);
}
