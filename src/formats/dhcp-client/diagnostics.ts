import type { DiagnosticTable } from "../../core/diagnostics.js";

export const diagnostics: DiagnosticTable = {
  "dhcp-client.malformed": { message: "not a DHCP message: {reason} (byte {offset})" },
  "dhcp-client.no-lease": {
    message: "a message of type {type} that gives no lease",
    help: "An OFFER needs an address, a server identifier, a lease time, and a netmask or an address of class A to C.",
  },
  "dhcp-client.option-ignored": { message: "option {option} of {length} bytes is malformed and ignored" },
};
