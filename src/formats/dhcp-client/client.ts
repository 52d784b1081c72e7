/**
 * A DHCPv4 client as pure steps: a client and an event in, a client and messages out. Clock and randomness come with
 * each event.
 *
 *     STOPPED ── start ──> SELECTING ── offer ──> REQUESTING ── ACK ──> BOUND ── T1 ──> RENEWING ── T2 ──> REBINDING
 *        └─ last address ─> REBOOTING ─────────────── ACK ────────────────^─────── ACK ─────┴──────── ACK ─────┘
 *
 * A NAK, the end of the lease, and requests without answer lead back to SELECTING.
 * Origin: RFC 2131 sections 3 and 4.4, sd-dhcp-client.c at 257.
 */
import { attempt, type Errno, ParseFailure } from "../../core/errno.js";
import { encodeUtf8 } from "../../core/utf8.js";
import {
  DHCP_CHADDR_LENGTH,
  DHCP_END,
  DHCP_FLAG_BROADCAST,
  DHCP_MAGIC_COOKIE,
  type DhcpMessage,
  type DhcpOption,
  encodeDhcpMessage,
  newBootpFields,
  parseDhcpMessage,
} from "../../dhcp/message.js";
import { BootpOp, DHCP_PORT_CLIENT, DHCP_PORT_SERVER, DhcpMessageType, DhcpOptionCode } from "../../dhcp/registry.js";
import { IPV4_BROADCAST, type OutgoingMessage } from "../../dhcp/send.js";
import { encodeUdpFrame } from "../../dhcp/udp-frame.js";
import { type InAddr, IPV4_LENGTH } from "../../net/in-addr.js";
import { USEC_INFINITY, USEC_PER_SEC, type Usec } from "../../time/usec.js";
import type { DhcpLease } from "./lease.js";
import { type AcceptedLease, acceptAck, acceptOffer, type DhcpClientOptions } from "./offer.js";

/** What a client is set up with. */
export interface DhcpClientConfig extends DhcpClientOptions {
  readonly hardwareType: number;
  readonly hardwareAddress: Uint8Array;
  /** Goes into option 55. */
  readonly requestedOptions: readonly number[];
  readonly hostname: string | null;
  /** Goes into option 57. */
  readonly maximumMessageSize: number;
  /** Whether the client can only receive broadcasts as long as it has no address. */
  readonly broadcast: boolean;
}

export type DhcpClientState = "STOPPED" | "SELECTING" | "REQUESTING" | "REBOOTING" | "BOUND" | "RENEWING" | "REBINDING";

/** A moment: the time, and randomness for what happens at it. */
export interface Moment {
  readonly nowUsec: Usec;
  /** A number of the range 0 (included) to 1. */
  readonly random: () => number;
}

/** A client. Values never change: each step gives a new one. */
export interface DhcpClient {
  readonly config: DhcpClientConfig;
  readonly state: DhcpClientState;
  readonly xid: number;
  readonly startedUsec: Usec;
  /** When something is to be repeated, or the state changes by itself; `null` for never. */
  readonly timerUsec: Usec | null;
  /** Messages sent in this state. */
  readonly sendCount: number;
  /** What was offered or is held. */
  readonly lease: DhcpLease | null;
  readonly leasedUsec: Usec;
  /** The address asked for while rebooting. */
  readonly lastAddress: InAddr;
}

export interface ClientStep {
  readonly client: DhcpClient;
  readonly sent: readonly OutgoingMessage[];
  /** Why a message was not taken; `null` when it was, or there was none. */
  readonly refused: Errno | null;
}

const UNSPECIFIED: InAddr = new Uint8Array(IPV4_LENGTH);
const XIDS = 2 ** 32;
const SECS_MAX = 0xffff;
/** First and last wait for an answer (RFC 2131 section 4.1); it doubles, and varies by a second either way. */
const RETRY_FIRST_SEC = 4;
const RETRY_DOUBLINGS_MAX = 4;
/** Requests without answer before the client starts anew. Origin: sd-dhcp-client.c at 257. */
const REQUESTS_MAX = 5;
/** Least wait between renewals (RFC 2131 section 4.4.5). */
const RENEWAL_WAIT_MIN: Usec = 60n * BigInt(USEC_PER_SEC);

/** A client that does nothing yet. */
export function newDhcpClient(config: DhcpClientConfig): DhcpClient {
  return {
    config,
    state: "STOPPED",
    xid: 0,
    startedUsec: 0n,
    timerUsec: null,
    sendCount: 0,
    lease: null,
    leasedUsec: 0n,
    lastAddress: UNSPECIFIED,
  };
}

const u16Data = (value: number): Uint8Array => Uint8Array.of(value >> 8, value);

/** What every message of a client says. */
function commonOptions(config: DhcpClientConfig, type: number): DhcpOption[] {
  const options: DhcpOption[] = [{ code: DhcpOptionCode.MESSAGE_TYPE, data: Uint8Array.of(type) }];
  const { clientId, requestedOptions, hostname } = config;
  if (clientId !== null) options.push({ code: DhcpOptionCode.CLIENT_IDENTIFIER, data: clientId });
  if (type !== DhcpMessageType.DISCOVER && type !== DhcpMessageType.REQUEST) return options;
  if (requestedOptions.length > 0) {
    options.push({ code: DhcpOptionCode.PARAMETER_REQUEST_LIST, data: Uint8Array.from(requestedOptions) });
  }
  options.push({ code: DhcpOptionCode.MAXIMUM_MESSAGE_SIZE, data: u16Data(config.maximumMessageSize) });
  if (hostname !== null) options.push({ code: DhcpOptionCode.HOST_NAME, data: encodeUtf8(hostname) });
  return options;
}

/** What a message of this state says besides (RFC 2131 section 4.3.6, table 4). */
function stateOptions({ state, config, lease, lastAddress }: DhcpClient): DhcpOption[] {
  if (state === "SELECTING") {
    return config.rapidCommit ? [{ code: DhcpOptionCode.RAPID_COMMIT, data: new Uint8Array(0) }] : [];
  }
  if (state === "REBOOTING") return [{ code: DhcpOptionCode.REQUESTED_IP_ADDRESS, data: lastAddress }];
  if (state !== "REQUESTING" || lease === null) return [];
  return [
    { code: DhcpOptionCode.SERVER_IDENTIFIER, data: lease.serverAddress },
    { code: DhcpOptionCode.REQUESTED_IP_ADDRESS, data: lease.address },
  ];
}

/** The DISCOVER or REQUEST that a client sends in its state. */
export function currentMessage(client: DhcpClient, nowUsec: Usec): Uint8Array {
  const { config, state, lease, xid } = client;
  const renews = (state === "RENEWING" || state === "REBINDING") && lease !== null;
  const type = state === "SELECTING" ? DhcpMessageType.DISCOVER : DhcpMessageType.REQUEST;
  const chaddr = new Uint8Array(DHCP_CHADDR_LENGTH);
  chaddr.set(config.hardwareAddress);
  const elapsedSec = (nowUsec - client.startedUsec) / BigInt(USEC_PER_SEC);
  return encodeDhcpMessage({
    ...newBootpFields({
      op: BootpOp.REQUEST,
      htype: config.hardwareType,
      hlen: config.hardwareAddress.length,
      xid,
      secs: elapsedSec > BigInt(SECS_MAX) ? SECS_MAX : Number(elapsedSec),
      flags: config.broadcast && !renews ? DHCP_FLAG_BROADCAST : 0,
      ciaddr: renews ? lease.address : UNSPECIFIED,
      chaddr,
    }),
    options: [...commonOptions(config, type), ...stateOptions(client), DHCP_END],
  });
}

/** To the server while renewing, to everyone while rebinding, in a frame without address before. */
function address(client: DhcpClient, bytes: Uint8Array): OutgoingMessage {
  const { state, lease, config } = client;
  if (state === "RENEWING" && lease !== null) {
    return { how: "udp", destination: lease.serverAddress, port: DHCP_PORT_SERVER, withPacketInfo: false, bytes };
  }
  if (state === "REBINDING") {
    return { how: "udp", destination: IPV4_BROADCAST, port: DHCP_PORT_SERVER, withPacketInfo: false, bytes };
  }
  const frame = encodeUdpFrame(bytes, {
    source: UNSPECIFIED,
    sourcePort: DHCP_PORT_CLIENT,
    destination: IPV4_BROADCAST,
    destinationPort: DHCP_PORT_SERVER,
  });
  if (typeof frame === "string") throw new TypeError("the configured options are longer than a frame");
  return { how: "raw", hardwareAddress: new Uint8Array(config.hardwareAddress.length).fill(0xff), bytes: frame };
}

/** T1 and T2 of a lease: half and seven eighths where the server left them open (RFC 2131 section 4.4.5). */
function leaseTimes(lease: DhcpLease): { readonly t1Usec: Usec; readonly t2Usec: Usec } {
  const { lifetimeUsec } = lease;
  const t2Usec = lease.t2Usec > 0n && lease.t2Usec < lifetimeUsec ? lease.t2Usec : (lifetimeUsec / 8n) * 7n;
  const t1Usec = lease.t1Usec > 0n && lease.t1Usec < t2Usec ? lease.t1Usec : lifetimeUsec / 2n;
  return { t1Usec, t2Usec };
}

/** When to repeat a request of this state. */
function retryAt(client: DhcpClient, { nowUsec, random }: Moment): Usec {
  const { state, lease, leasedUsec, sendCount } = client;
  if ((state === "RENEWING" || state === "REBINDING") && lease !== null) {
    const endUsec = leasedUsec + (state === "RENEWING" ? leaseTimes(lease).t2Usec : lease.lifetimeUsec);
    const half = (endUsec - nowUsec) / 2n;
    return half > RENEWAL_WAIT_MIN ? nowUsec + half : endUsec;
  }
  const waitSec = RETRY_FIRST_SEC * 2 ** Math.min(sendCount, RETRY_DOUBLINGS_MAX) + 2 * random() - 1;
  return nowUsec + BigInt(Math.round(waitSec * USEC_PER_SEC));
}

function transmit(client: DhcpClient, moment: Moment): ClientStep {
  const message = address(client, currentMessage(client, moment.nowUsec));
  const timerUsec = retryAt(client, moment);
  return { client: { ...client, timerUsec, sendCount: client.sendCount + 1 }, sent: [message], refused: null };
}

const enter = (client: DhcpClient, state: DhcpClientState, moment: Moment): ClientStep =>
  transmit({ ...client, state, sendCount: 0 }, moment);

/** Begins to look for a server, or to ask for the address that the client had last. */
export function startDhcpClient(client: DhcpClient, moment: Moment, lastAddress?: InAddr): ClientStep {
  const xid = Math.floor(moment.random() * XIDS);
  const fresh = { ...client, xid, startedUsec: moment.nowUsec, lease: null, lastAddress: lastAddress ?? UNSPECIFIED };
  return enter(fresh, lastAddress === undefined ? "SELECTING" : "REBOOTING", moment);
}

function bind(client: DhcpClient, lease: DhcpLease, { nowUsec }: Moment): ClientStep {
  const forEver = lease.lifetimeUsec === USEC_INFINITY;
  const timerUsec = forEver ? null : nowUsec + leaseTimes(lease).t1Usec;
  return { client: { ...client, state: "BOUND", lease, leasedUsec: nowUsec, timerUsec }, sent: [], refused: null };
}

/** Whether a message is a reply to this client's transaction. */
function isForClient({ config, xid }: DhcpClient, message: DhcpMessage): boolean {
  const { hardwareAddress, hardwareType } = config;
  return (
    message.op === BootpOp.REPLY &&
    message.xid === xid &&
    message.cookie === DHCP_MAGIC_COOKIE &&
    message.htype === hardwareType &&
    hardwareAddress.every((byte, i) => message.chaddr[i] === byte)
  );
}

/**
 * Handles a message from its `op` byte on.
 *
 * `ENOMSG` for one that is not awaited or for someone else, else the errors of {@link parseDhcpMessage}: they change nothing.
 */
export function receiveDhcpMessage(client: DhcpClient, bytes: Uint8Array, moment: Moment): ClientStep {
  const refuse = (errno: Errno): ClientStep => ({ client, sent: [], refused: errno });
  if (client.state === "STOPPED" || client.state === "BOUND") return refuse("ENOMSG");
  const message = attempt(() => parseDhcpMessage(bytes));
  if (message instanceof ParseFailure) return refuse(message.errno);
  if (!isForClient(client, message)) return refuse("ENOMSG");
  const selecting = client.state === "SELECTING";
  const accepted: AcceptedLease | Errno = (selecting ? acceptOffer : acceptAck)(message, client.config);
  if (accepted === "EADDRNOTAVAIL") return startDhcpClient(client, moment);
  if (typeof accepted === "string") return refuse(accepted);
  const { lease } = accepted;
  if (!selecting || lease.rapidCommit) return bind(client, lease, moment);
  return enter({ ...client, lease }, "REQUESTING", moment);
}

/** Handles the timer, when it is due: repeats a message, renews, rebinds, or starts anew. */
export function elapseDhcpClient(client: DhcpClient, moment: Moment): ClientStep {
  const { state, lease, leasedUsec, timerUsec } = client;
  if (timerUsec === null || moment.nowUsec < timerUsec) return { client, sent: [], refused: null };
  if (state === "BOUND") return enter(client, "RENEWING", moment);
  if (state === "RENEWING" && lease !== null && moment.nowUsec >= leasedUsec + leaseTimes(lease).t2Usec) {
    return enter(client, "REBINDING", moment);
  }
  const over = state === "REBINDING" && lease !== null && moment.nowUsec >= leasedUsec + lease.lifetimeUsec;
  const unanswered = (state === "REQUESTING" || state === "REBOOTING") && client.sendCount >= REQUESTS_MAX;
  return over || unanswered ? startDhcpClient(client, moment) : transmit(client, moment);
}
