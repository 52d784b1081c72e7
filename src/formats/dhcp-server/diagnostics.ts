import type { DiagnosticTable } from "../../core/diagnostics.js";

export const diagnostics: DiagnosticTable = {
  "dhcp-server.too-short": { message: "{length} bytes are less than the fixed part of a DHCP message" },
  "dhcp-server.malformed": { message: "not a DHCP message: {reason} (byte {offset})" },
  "dhcp-server.unidentified": {
    message: "the client cannot be told",
    help: "A request needs a hardware address of 1 to 16 bytes, or a client identifier of type Ethernet that holds one.",
  },
  "dhcp-server.address-taken": { message: "the address that was asked for belongs to another client" },
  "dhcp-server.no-answer": { message: "a message of type {type} that the server does not answer" },
};
