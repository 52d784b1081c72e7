import type { DiagnosticTable } from "../../core/diagnostics.js";
import { valueDiagnostics } from "../../directives/diagnostics.js";
import { netValueDiagnostics } from "../../directives/net-diagnostics.js";
import { iniDiagnostics } from "../../ini/diagnostics.js";

const ownDiagnostics = {
  "nspawn-settings.gave-up": { message: "the file is refused as a whole: {errno}" },
  "nspawn-settings.conflicting-start": {
    message: "{key}= contradicts an earlier setting, skipping it",
    help: "A container boots, or runs its program as process 1 or 2: use one of Boot= and ProcessTwo=.",
  },
  "nspawn-settings.unknown-capability": { message: "{key}= knows no capability {value}, skipping it" },
  "nspawn-settings.not-id": { message: "{key}= wants a 128-bit identifier, not {value}" },
  "nspawn-settings.null-id": { message: "{key}= does not take the identifier that is all zero" },
  "nspawn-settings.not-uid-range": { message: "{key}= wants a number of user ids behind the colon, not {value}" },
  "nspawn-settings.not-uid-shift": {
    message: "{key}= wants a boolean, pick, identity, or a first user id, not {value}",
    help: "For example 65536:65536.",
  },
  "nspawn-settings.empty-uid-range": { message: "{key}= has no user ids, or goes beyond the last one: {value}" },
  "nspawn-settings.oom-score-range": { message: "{key}= takes scores from -1000 to 1000, not {value}" },
  "nspawn-settings.bad-pivot-root": { message: "{key}= wants one or two absolute paths without . and .., not {value}" },
  "nspawn-settings.bad-mount": {
    message: "{key}= cannot be mounted: {value}",
    help: "Paths are joined by colons and absolute; see systemd.nspawn(5).",
  },
  "nspawn-settings.path-not-utf8": { message: "{key}= path is not valid UTF-8" },
  "nspawn-settings.path-not-absolute": { message: "{key}= wants an absolute path, not {value}" },
  "nspawn-settings.path-invalid-length": { message: "{key}= path is too long, or empty: {value}" },
  "nspawn-settings.path-not-normalized": { message: "{key}= path {value} contains .. components" },
  "nspawn-settings.bad-user-name": { message: "{key}= wants user names, not {value}" },
  "nspawn-settings.bad-words": { message: "{key}= cannot be split into interface names: {value}" },
  "nspawn-settings.bad-interface": { message: "{key}= wants interface names, not {value}" },
  "nspawn-settings.bad-interface-pair": { message: "{key}= wants one or two interface names, not {value}" },
  "nspawn-settings.bad-zone": { message: "{key}= wants a name of at most 12 characters, not {value}" },
  "nspawn-settings.bad-port": {
    message: "{key}= wants a port, not {value}",
    help: "For example tcp:8080:80: protocol, port of the host, port of the container.",
  },
  "nspawn-settings.duplicate-port": { message: "{key}= leads a port of the host to two places: {value}" },
} as const satisfies DiagnosticTable;

/** Texts of every report about a .nspawn file. */
export const nspawnDiagnostics: DiagnosticTable = {
  ...iniDiagnostics,
  ...valueDiagnostics,
  ...netValueDiagnostics,
  ...ownDiagnostics,
};
