import { joinBytes } from "../../core/bytes.js";
import { VarlinkClientConnection, type VarlinkLocalError } from "./client.js";
import type { VarlinkConnection } from "./connection.js";
import type { VarlinkFailure } from "./diagnostics.js";
import type { VarlinkCall, VarlinkReply } from "./message.js";
import { VarlinkServerConnection, type VarlinkService } from "./server.js";
import type { VarlinkState } from "./state.js";

/** Bytes that a stream socket of Linux takes while the other side does not read: six buffers of 36544. */
const SOCKET_CAPACITY = 6 * 36_544;

/** The one method that the server knows, and that the client calls. */
export const METHOD = "io.test.DoSomething";

export interface VarlinkSide {
  readonly state: VarlinkState;
  readonly transitions: readonly (readonly [from: VarlinkState, to: VarlinkState])[];
  readonly failure: VarlinkFailure | null;
  /** Everything that was written, messages and their NUL bytes. */
  readonly sent: Uint8Array;
}

export interface VarlinkOutcome {
  readonly server: VarlinkSide & { readonly calls: readonly VarlinkCall[] };
  readonly client: VarlinkSide & { readonly replies: readonly (VarlinkReply | VarlinkLocalError)[] };
}

/** Lets the connection write until it has nothing left, with the other side reading from time to time. */
export function drain(connection: VarlinkConnection): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let part = connection.takeOutput(); part.length; part = connection.takeOutput()) parts.push(part);
  return joinBytes(parts);
}

/** Feeds the input to a server that knows one method, which it never answers. */
export function runServer(input: Uint8Array, pieceLength = input.length): VarlinkOutcome["server"] {
  const transitions: [VarlinkState, VarlinkState][] = [];
  const calls: VarlinkCall[] = [];
  const service: VarlinkService = {
    vendor: "Vendor",
    product: "Product",
    version: "Version",
    url: "URL",
    methods: new Map([[METHOD, (_connection, call) => calls.push(call)]]),
  };
  const server = new VarlinkServerConnection(service, {
    outputLimit: SOCKET_CAPACITY,
    onState: (from, to) => transitions.push([from, to]),
  });
  for (let at = 0; at < input.length; at += pieceLength) server.receive(input.subarray(at, at + pieceLength));
  const sent = drain(server);
  return { state: server.state, transitions, failure: server.failure, sent, calls };
}

function runClient(input: Uint8Array): VarlinkOutcome["client"] {
  const transitions: [VarlinkState, VarlinkState][] = [];
  const replies: (VarlinkReply | VarlinkLocalError)[] = [];
  const client = new VarlinkClientConnection({
    outputLimit: SOCKET_CAPACITY,
    onState: (from, to) => transitions.push([from, to]),
    onReply: (reply) => replies.push(reply),
  });
  client.call(METHOD);
  client.receive(input);
  const sent = drain(client);
  return { state: client.state, transitions, failure: client.failure, sent, replies };
}

/** Feeds the input to a server, and to a client that waits for a reply, as systemd's `fuzz-varlink` does. */
export function run(input: Uint8Array): VarlinkOutcome {
  return { server: runServer(input), client: runClient(input) };
}
