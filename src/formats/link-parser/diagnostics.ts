import type { DiagnosticTable } from "../../core/diagnostics.js";
import { valueDiagnostics } from "../../directives/diagnostics.js";
import { netValueDiagnostics } from "../../directives/net-diagnostics.js";
import { srIovDiagnostics } from "../../directives/sr-iov.js";
import { iniDiagnostics } from "../../ini/diagnostics.js";

const ownDiagnostics = {
  "link-parser.gave-up": { message: "reading stopped here, the file is not used" },
  "link-parser.empty": { message: "the file is empty, skipping it" },
  "link-parser.matches-nothing": {
    message: "[Match] asks for nothing, skipping the file",
    help: "Write OriginalName=* to match every interface.",
  },
  "link-parser.address-unused": { message: "MACAddressPolicy= decides on the address, MACAddress= has no effect" },
  "link-parser.no-password-file": { message: "file {path} holds no Wake-on-LAN password that can be read" },
  "link-parser.no-password-credential": { message: "WakeOnLan=secureon needs a password, and none is given" },
  "link-parser.bad-specifier": {
    message: "{key}= cannot resolve the specifiers in {value}, skipping it",
    help: "A percent sign itself is written %%.",
  },
  "link-parser.bad-property": {
    message: "{value} in {key}= is no assignment of a device property, skipping it",
    help: "For example ID_NET_MANAGED_BY=io.systemd.Network.",
  },
  "link-parser.bad-property-name": { message: "{value} in {key}= is no name of a device property, skipping it" },
  "link-parser.reserved-property": { message: "{value} in {key}= is for udev itself to say, skipping it" },
  "link-parser.policy-twice": { message: "{key}= names {value} twice" },
  "link-parser.alias-too-long": { message: "{key}= is longer than 255 characters: {value}" },
  "link-parser.not-password": {
    message: "{key}= wants six bytes such as 00:11:22:33:44:55, or the path of a file that holds them, not {value}",
  },
} as const satisfies DiagnosticTable;

/** Texts of every report about a .link file. */
export const linkDiagnostics: DiagnosticTable = {
  ...iniDiagnostics,
  ...valueDiagnostics,
  ...netValueDiagnostics,
  ...srIovDiagnostics,
  ...ownDiagnostics,
};
