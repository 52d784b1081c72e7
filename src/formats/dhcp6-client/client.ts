/**
 * A DHCPv6 client as pure steps: a client and an event in, a client and messages out. Clock and randomness come with
 * each event.
 *
 *     STOPPED ── start ──> INFORMATION_REQUEST ── reply ──> STOPPED
 *                    └───> SOLICITATION ── reply with rapid commit ──────────────> BOUND
 *                             │  └─ advertise, best preference ─> REQUEST ─ reply ──> │
 *                             └──────── NoBinding, no answer ────────┘                │
 *                                       BOUND ── T1 ──> RENEW ── T2 ──> REBIND ── over ──> SOLICITATION
 *
 * Origin: RFC 8415 section 18.2, sd-dhcp6-client.c at 257.
 */
import type { Errno } from "../../core/errno.js";
import { USEC_INFINITY, USEC_PER_SEC, type Usec } from "../../time/usec.js";
import { type ClientMessageType, type Dhcp6ClientConfig, encodeClientMessage } from "./encode.js";
import { type Dhcp6Lease, leaseTimes } from "./lease.js";
import { parseDhcp6Message } from "./message.js";
import { readDhcp6Lease } from "./parse.js";
import { Dhcp6MessageType, PREFERENCE_MAX, retransmissions } from "./tables.js";

export type Dhcp6ClientState =
  | "STOPPED"
  | "INFORMATION_REQUEST"
  | "SOLICITATION"
  | "REQUEST"
  | "BOUND"
  | "RENEW"
  | "REBIND";

/** States in which messages are repeated until an answer comes. */
type Transaction = keyof typeof retransmissions;

/** A moment: the time, and randomness for what happens at it. */
export interface Moment {
  readonly nowUsec: Usec;
  /** A number of the range 0 (included) to 1. */
  readonly random: () => number;
}

/** A client. Values never change: each step gives a new one. */
export interface Dhcp6Client {
  readonly config: Dhcp6ClientConfig;
  readonly state: Dhcp6ClientState;
  readonly transactionId: number;
  /** When the transaction began. */
  readonly startedUsec: Usec;
  /** When the last message is to be repeated, or the state changes by itself; `null` for never. */
  readonly timerUsec: Usec | null;
  /** The wait before that. */
  readonly waitSec: number;
  /** Messages sent in this transaction. */
  readonly sendCount: number;
  readonly lease: Dhcp6Lease | null;
  /** When the lease was got. */
  readonly leasedUsec: Usec;
  /** When to ask for information again; `null` before any was got. */
  readonly informationRefreshUsec: Usec | null;
}

export interface ClientStep {
  readonly client: Dhcp6Client;
  /** Messages for all servers and relays (ff02::1:2, port 547). */
  readonly sent: readonly Uint8Array[];
}

const messageTypes: Readonly<Record<Transaction, ClientMessageType>> = {
  SOLICITATION: "SOLICIT",
  REQUEST: "REQUEST",
  RENEW: "RENEW",
  REBIND: "REBIND",
  INFORMATION_REQUEST: "INFORMATION_REQUEST",
};

const isTransaction = (state: Dhcp6ClientState): state is Transaction => Object.hasOwn(messageTypes, state);

const TRANSACTION_IDS = 2 ** 24;
/** The jitter of retransmission: a tenth either way (RFC 8415 section 15). */
const JITTER = 0.1;
const USEC_PER_HUNDREDTH = 10_000n;

const usecOf = (seconds: number): Usec => BigInt(Math.round(seconds * USEC_PER_SEC));

/** Up to a tenth more or less than `seconds`, or more only. */
const jitter = (seconds: number, { random }: Moment, upwards: boolean): number =>
  seconds * JITTER * (upwards ? random() : 2 * random() - 1);

/** A client that does nothing yet. */
export function newDhcp6Client(config: Dhcp6ClientConfig): Dhcp6Client {
  return {
    config,
    state: "STOPPED",
    transactionId: 0,
    startedUsec: 0n,
    timerUsec: null,
    waitSec: 0,
    sendCount: 0,
    lease: null,
    leasedUsec: 0n,
    informationRefreshUsec: null,
  };
}

/** The message of the current transaction at a time; `EINVAL` for a lease that cannot be asked for. */
export function currentMessage(client: Dhcp6Client, nowUsec: Usec): Uint8Array | Errno {
  const { config, state, transactionId, startedUsec, lease } = client;
  if (!isTransaction(state)) throw new TypeError(`a client sends nothing in state ${state}`);
  const elapsedHundredths = Number((nowUsec - startedUsec) / USEC_PER_HUNDREDTH);
  return encodeClientMessage(messageTypes[state], config, { transactionId, elapsedHundredths }, lease);
}

/** Sends the transaction's message and sets the timer for the next time. */
function transmit(client: Dhcp6Client, moment: Moment): ClientStep {
  const { state } = client;
  if (!isTransaction(state)) throw new TypeError(`a client sends nothing in state ${state}`);
  const { firstSec, maxSec } = retransmissions[state];
  const first = client.sendCount === 0;
  let waitSec = first
    ? firstSec + jitter(firstSec, moment, state === "SOLICITATION")
    : 2 * client.waitSec + jitter(client.waitSec, moment, false);
  if (waitSec > maxSec) waitSec = maxSec + jitter(maxSec, moment, false);
  const message = currentMessage(client, moment.nowUsec);
  const timerUsec = moment.nowUsec + usecOf(waitSec);
  return {
    client: { ...client, waitSec, timerUsec, sendCount: client.sendCount + 1 },
    sent: typeof message === "string" ? [] : [message],
  };
}

function startTransaction(client: Dhcp6Client, state: Transaction, moment: Moment): ClientStep {
  const transactionId = Math.floor(moment.random() * TRANSACTION_IDS);
  return transmit({ ...client, state, transactionId, startedUsec: moment.nowUsec, sendCount: 0, waitSec: 0 }, moment);
}

/** Begins to ask for addresses and prefixes, or for information only. */
export function startDhcp6Client(client: Dhcp6Client, managed: boolean, moment: Moment): ClientStep {
  return startTransaction({ ...client, lease: null }, managed ? "SOLICITATION" : "INFORMATION_REQUEST", moment);
}

/** The time at which a bound client acts next: T1, T2 or the end, whichever its state waits for. */
function leaseTimer(client: Dhcp6Client, lease: Dhcp6Lease): Usec | null {
  const times = leaseTimes(lease);
  const span = client.state === "BOUND" ? times.t1Usec : client.state === "RENEW" ? times.t2Usec : times.validUsec;
  return span === USEC_INFINITY ? null : client.leasedUsec + span;
}

function bind(client: Dhcp6Client, lease: Dhcp6Lease, { nowUsec }: Moment): ClientStep {
  const bound: Dhcp6Client = { ...client, state: "BOUND", lease, leasedUsec: nowUsec };
  return { client: { ...bound, timerUsec: leaseTimer(bound, lease) }, sent: [] };
}

const unchanged = (client: Dhcp6Client): ClientStep => ({ client, sent: [] });

/** A lease offered while looking for servers: taken at once, kept as the best so far, or worse than that. */
function considerOffer(client: Dhcp6Client, isReply: boolean, lease: Dhcp6Lease, moment: Moment): ClientStep {
  if (isReply) return lease.rapidCommit ? bind(client, lease, moment) : unchanged(client);
  const best = client.lease === null || lease.preference > client.lease.preference ? lease : client.lease;
  const candidate = { ...client, lease: best };
  return lease.preference === PREFERENCE_MAX ? startTransaction(candidate, "REQUEST", moment) : unchanged(candidate);
}

/**
 * Goes on with what a message gave: a lease, or the reason why it gave none ({@link readDhcp6Lease}).
 *
 * Only an ADVERTISE or REPLY counts where one is awaited; errors change nothing, but NoBinding starts anew.
 */
export function acceptDhcp6Lease(
  client: Dhcp6Client,
  type: number,
  lease: Dhcp6Lease | Errno,
  moment: Moment,
): ClientStep {
  const { state } = client;
  const isReply = type === Dhcp6MessageType.REPLY;
  const isAdvertise = type === Dhcp6MessageType.ADVERTISE && state === "SOLICITATION";
  if (!isTransaction(state) || !(isReply || isAdvertise)) return unchanged(client);
  if (typeof lease === "string") {
    const starts = lease === "EADDRNOTAVAIL" && (state === "REQUEST" || state === "RENEW" || state === "REBIND");
    return starts ? startTransaction({ ...client, lease: null }, "SOLICITATION", moment) : unchanged(client);
  }
  if (state === "SOLICITATION") return considerOffer(client, isReply, lease, moment);
  if (state !== "INFORMATION_REQUEST") return bind(client, lease, moment);
  const informationRefreshUsec = moment.nowUsec + (lease.informationRefreshUsec ?? 0n);
  return unchanged({ ...client, state: "STOPPED", timerUsec: null, lease, informationRefreshUsec });
}

/** Handles a message; what is malformed, for another transaction, or not awaited changes nothing. */
export function receiveDhcp6Message(client: Dhcp6Client, bytes: Uint8Array, moment: Moment): ClientStep {
  const message = parseDhcp6Message(bytes);
  if (message === null || message.transactionId !== client.transactionId) return unchanged(client);
  const { duid, iaid } = client.config;
  const lease = readDhcp6Lease(message, { duid, iaid, managed: client.state !== "INFORMATION_REQUEST" });
  return acceptDhcp6Lease(client, message.type, lease, moment);
}

/** Gives up, or asks the best server of those that advertised. */
function afterSilence(client: Dhcp6Client, moment: Moment): ClientStep {
  const { state, lease } = client;
  if (state === "SOLICITATION" && lease !== null) return startTransaction(client, "REQUEST", moment);
  const { maxCount } = retransmissions[state as Transaction];
  if (maxCount > 0 && client.sendCount >= maxCount) {
    return startTransaction({ ...client, lease: null }, "SOLICITATION", moment);
  }
  return transmit(client, moment);
}

/** Handles the timer, when it is due: repeats a message, renews, rebinds, or starts anew. */
export function elapseDhcp6Client(client: Dhcp6Client, moment: Moment): ClientStep {
  const { state, lease, timerUsec } = client;
  if (timerUsec === null || moment.nowUsec < timerUsec || state === "STOPPED") return unchanged(client);
  if (state === "BOUND") return startTransaction(client, "RENEW", moment);
  if ((state === "RENEW" || state === "REBIND") && lease !== null) {
    const endUsec = leaseTimer(client, lease);
    if (endUsec !== null && moment.nowUsec >= endUsec) {
      return state === "RENEW"
        ? startTransaction(client, "REBIND", moment)
        : startTransaction({ ...client, lease: null }, "SOLICITATION", moment);
    }
  }
  return afterSilence(client, moment);
}
