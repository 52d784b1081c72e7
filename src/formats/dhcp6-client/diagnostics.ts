import type { DiagnosticTable } from "../../core/diagnostics.js";

export const diagnostics: DiagnosticTable = {
  "dhcp6-client.too-short": { message: "{length} bytes are no DHCPv6 message" },
  "dhcp6-client.no-lease": {
    message: "the message gives no lease: {reason}",
    help: "A client needs its own identifier, the server's, and an address or prefix for its IAID.",
  },
  "dhcp6-client.option-ignored": { message: "option {option} of {length} bytes is malformed and ignored" },
  "dhcp6-client.trailing-bytes": { message: "{count} bytes behind the options are ignored" },
};

/** Reasons by the error that reading a lease gives. */
export const reasons: ReadonlyMap<string, string> = new Map([
  ["EBADMSG", "an option does not fit, or a status or resolver is malformed"],
  ["EMSGSIZE", "the name of a resolver does not fit"],
  ["ENODATA", "no server identifier, or a resolver without name"],
  ["EADDRNOTAVAIL", "the server knows no binding"],
  ["EINVAL", "another client's, no usable address or prefix, a status other than success, or a malformed option"],
]);
