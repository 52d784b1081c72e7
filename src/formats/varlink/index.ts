/**
 * Varlink connections as systemd 257 keeps them: a server's and a client's side, fed with bytes, without a socket.
 *
 * `parseCall` and `parseReply` read one message (without the NUL byte behind it).
 */
import { JsonError, parseJson } from "../../json/parse.js";
import { type ProtocolViolation, readCall, readReply, type VarlinkCall, type VarlinkReply } from "./message.js";

export { JsonError, type JsonErrorCode } from "../../json/parse.js";
export { VarlinkClientConnection, type VarlinkClientOptions, type VarlinkLocalError } from "./client.js";
export { BUFFER_MAX, VarlinkConnection, type VarlinkConnectionOptions } from "./connection.js";
export type { VarlinkFailure, VarlinkFailureCode } from "./diagnostics.js";
export {
  callMessage,
  ProtocolViolation,
  replyMessage,
  type VarlinkCall,
  type VarlinkCallMode,
  type VarlinkReply,
} from "./message.js";
export { type VarlinkMethodHandler, VarlinkServerConnection, type VarlinkService } from "./server.js";
export type { VarlinkState } from "./state.js";

/** Reads one method call: the call, or why it is none. */
export function parseCall(bytes: Uint8Array): VarlinkCall | ProtocolViolation | JsonError {
  const message = parseJson(bytes);
  return message instanceof JsonError ? message : readCall(message);
}

/** Reads one reply; `mayContinue` says that the call asked for more than one. */
export function parseReply(bytes: Uint8Array, mayContinue = false): VarlinkReply | ProtocolViolation | JsonError {
  const message = parseJson(bytes);
  return message instanceof JsonError ? message : readReply(message, mayContinue);
}
export type { JsonObject, JsonVariant } from "../../json/variant.js";
