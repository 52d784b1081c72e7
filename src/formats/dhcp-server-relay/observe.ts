import type { Errno } from "../../core/errno.js";
import type { Json } from "../../core/json.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { DhcpField } from "../../dhcp/message.js";
import { type OutgoingMessage, outgoingToJson } from "../../dhcp/send.js";
import { type DhcpRelayConfig, relayMessage } from "./relay.js";

/** The relay of systemd's fuzzer: 10.0.0.1, for the server 192.168.5.1. */
export const fuzzerRelay: DhcpRelayConfig = {
  address: Uint8Array.of(10, 0, 0, 1),
  target: Uint8Array.of(192, 168, 5, 1),
  circuitId: encodeUtf8("string:sample_circuit_id"),
  remoteId: encodeUtf8("string:sample_remote_id"),
  bindToInterface: false,
};

/** What a relay makes of one input, `null` when the input is too short for it. */
export interface RelayOutcome {
  readonly relayed: OutgoingMessage | Errno | null;
}

/** Hands one input of at least 240 bytes to {@link fuzzerRelay}. */
export const run = (input: Uint8Array): RelayOutcome => ({
  relayed: input.length < DhcpField.OPTIONS ? null : relayMessage(input, fuzzerRelay),
});

/** {@link run} in the shape of a golden case. */
export function observe(input: Uint8Array): Json {
  const { relayed } = run(input);
  if (relayed === null) return { result: "skipped" };
  if (typeof relayed === "string") return { result: relayed, sent: [] };
  return { result: 0, sent: [outgoingToJson(relayed)] };
}
