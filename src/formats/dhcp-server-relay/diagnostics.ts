import type { DiagnosticTable } from "../../core/diagnostics.js";

export const diagnostics: DiagnosticTable = {
  "dhcp-server-relay.too-short": { message: "{length} bytes are less than the fixed part of a DHCP message" },
  "dhcp-server-relay.not-relayed": { message: "the message is not relayed: {reason}" },
};

/** Reasons by the error that the relay gives. */
export const reasons: ReadonlyMap<string, string> = new Map([
  ["EBADMSG", "no hardware address of 1 to 16 bytes, neither request nor reply, or a reply for another relay"],
  ["ETIME", "it passed too many relays"],
  ["ENOENT", "its options have no end"],
  ["ENOBUFS", "an option is cut short"],
  ["EINVAL", "an option is malformed"],
  ["ENOMSG", "a reply without message type"],
  ["EOVERFLOW", "the frame would be too long"],
]);
