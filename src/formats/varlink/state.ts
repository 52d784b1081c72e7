/**
 * What a connection is doing, under systemd's names.
 *
 * A client goes idle-client → awaiting-reply → processing-reply → idle-client. A server goes idle-server →
 * processing-method (or -more, or -oneway) → processed-method → idle-server, or through pending-method when the reply
 * comes later. Either ends in disconnected: through processing-failure after a message that breaks the protocol, through
 * pending-disconnect after one that is no JSON, or when the other side is gone.
 */
export type VarlinkState =
  | "idle-client"
  | "awaiting-reply"
  | "awaiting-reply-more"
  | "processing-reply"
  | "idle-server"
  | "processing-method"
  | "processing-method-more"
  | "processing-method-oneway"
  | "processed-method"
  | "processed-method-more"
  | "pending-method"
  | "pending-method-more"
  | "pending-disconnect"
  | "processing-disconnect"
  | "processing-failure"
  | "disconnected";

const ENDING: ReadonlySet<VarlinkState> = new Set([
  "pending-disconnect",
  "processing-disconnect",
  "processing-failure",
  "disconnected",
]);

/** States in which bytes are taken from the other side. */
const READING: ReadonlySet<VarlinkState> = new Set(["awaiting-reply", "awaiting-reply-more", "idle-server"]);

/** States in which a method call waits for its reply. */
const WANTING_REPLY: ReadonlySet<VarlinkState> = new Set([
  "processing-method",
  "processing-method-more",
  "pending-method",
  "pending-method-more",
]);

export const isAlive = (state: VarlinkState): boolean => !ENDING.has(state);
export const isReading = (state: VarlinkState): boolean => READING.has(state);
export const wantsReply = (state: VarlinkState): boolean => WANTING_REPLY.has(state);
