import { NUL } from "../../core/ascii.js";
import { VarlinkClientConnection } from "./client.js";
import type { VarlinkCall, VarlinkReply } from "./message.js";
import { drain, METHOD } from "./run.js";
import { VarlinkServerConnection } from "./server.js";
import type { VarlinkState } from "./state.js";

/** So little room makes every message leave in pieces. */
const NARROW = 16;

export interface LateAnswers {
  readonly calls: readonly VarlinkCall[];
  /** Messages that were sent, and how many of them announced more. */
  readonly sent: number;
  readonly notified: number;
  readonly state: VarlinkState;
  /** Whether the connection was given up: then what was not written is lost. */
  readonly failed: boolean;
}

/**
 * A server that answers its one method only when the connection has nothing else to do: with two replies where several are
 * wanted, through a socket that takes a few bytes at a time, until the other side stops sending.
 */
export function answerLate(input: Uint8Array): LateAnswers {
  const calls: VarlinkCall[] = [];
  const server = new VarlinkServerConnection(
    {
      vendor: "",
      product: "",
      version: "",
      url: "",
      methods: new Map([[METHOD, (_connection, call) => calls.push(call)]]),
    },
    { outputLimit: NARROW },
  );
  let sent = 0;
  let notified = 0;
  const send = (): void => {
    for (const byte of drain(server)) if (byte === NUL) sent++;
  };
  server.receive(input);
  for (;;) {
    send();
    if (server.notify()) notified++;
    else if (server.state !== "pending-method") break;
    server.reply();
  }
  server.receiveEnd();
  send();
  return { calls, sent, notified, state: server.state, failed: server.failure !== null };
}

/** A client that asked for several replies, and whose server stops sending behind the input. */
export function observeMore(input: Uint8Array): {
  readonly replies: readonly VarlinkReply[];
  readonly state: VarlinkState;
} {
  const replies: VarlinkReply[] = [];
  const client = new VarlinkClientConnection({
    onReply: (reply) => {
      if (!("local" in reply)) replies.push(reply);
    },
  });
  client.call(METHOD, undefined, "more");
  drain(client);
  client.receive(input);
  client.receiveEnd();
  return { replies, state: client.state };
}
