import type { DiagnosticText } from "../../core/diagnostics.js";

export type EtcHostsCode =
  | "etc-hosts.bad-address"
  | "etc-hosts.bad-name"
  | "etc-hosts.no-name"
  | "etc-hosts.line-too-long";

export const diagnostics: Readonly<Record<EtcHostsCode, DiagnosticText>> = {
  "etc-hosts.bad-address": {
    message: "{address} is no IP address: the line is ignored",
    help: "Neither a scope nor a prefix length may be there.",
    about: "address",
  },
  "etc-hosts.bad-name": {
    message: "{name} is no host name",
    help: "Labels hold letters, digits and inner hyphens, up to 63 of them.",
    about: "name",
  },
  "etc-hosts.no-name": { message: "the line has no valid host name" },
  "etc-hosts.line-too-long": { message: "the line is longer than {limit} bytes: nothing of the file is used" },
};
