import type { DiagnosticTable } from "../../core/diagnostics.js";
import { valueDiagnostics } from "../../directives/diagnostics.js";
import { iniDiagnostics } from "../../ini/diagnostics.js";
import { execDiagnostics } from "./exec/diagnostics.js";

const ownDiagnostics = {
  "unit-file.bad-specifier": {
    message: "{key}= cannot resolve the specifiers in {value}",
    help: "A percent sign itself is written %%.",
  },
  "unit-file.deprecated-specifier": {
    message: "specifier %{specifier} is deprecated and does not say what it seems to",
  },
  "unit-file.path-not-absolute": { message: "{key}= wants an absolute path, not {value}" },
  "unit-file.path-not-relative": { message: "{key}= wants a relative path, not {value}" },
  "unit-file.path-not-normalized": { message: "{key}= path {value} contains .. components" },
  "unit-file.path-invalid-length": { message: "{key}= path is too long, or empty: {value}" },
  "unit-file.path-not-utf8": { message: "{key}= path is not valid UTF-8" },
  "unit-file.path-below-api-vfs": { message: "{key}= path {value} is below /dev, /proc or /sys" },
  "unit-file.not-documentation": {
    message: "{key}= takes references, which {value} is not",
    help: "Start it with http://, https://, file:, info: or man:.",
  },
  "unit-file.obsolete-dependency": { message: "{key}= is obsolete, taken as {instead}=", about: "key" },
  "unit-file.bad-dependency": { message: "{key}= wants unit names, not {value}" },
  "unit-file.dependency-instantiates-itself": {
    message: "{kind}={value} is dropped: each instance would need another one",
  },
  "unit-file.dependency-self-reported": { message: "{kind}= on the unit itself has no effect, dropping {value}" },
  "unit-file.dependency-device-delayed": { message: "{kind}={value} is dropped: nothing can delay a device" },
  "unit-file.dependency-cannot-fail": { message: "{kind}={value} is dropped: units of this type never fail" },
  "unit-file.not-exit-status": { message: "{key}= wants exit statuses and signals, not {value}" },
  "unit-file.bad-reboot-argument": { message: "{key}= wants a short ASCII text, not {value}" },
  "unit-file.bad-weight": { message: "{key}= wants a weight in range, not {value}" },
  "unit-file.superseded": { message: "{key}= has been superseded, use {instead}=", about: "key" },
  "unit-file.bad-cpu-quota": {
    message: "{key}= wants a percentage above zero, not {value}",
    help: "For example 150%.",
  },
  "unit-file.limit-out-of-range": { message: "{key}= limit {value} is out of range" },
  "unit-file.not-percentage": { message: "{key}= wants a percentage, not {value}" },
  "unit-file.duration-out-of-range": { message: "{key}= wants a finite time span of at least a second, not {value}" },
  "unit-file.not-for-unit-type": { message: "{key}= has no effect in units of this type", about: "key" },
  "unit-file.unknown-controller": { message: "{key}= knows no controller {value}" },
  "unit-file.bad-cgroup-name": { message: "{key}= cannot call a control group {value}" },
  "unit-file.bad-slice": { message: "{key}= wants the name of a slice, not {value}" },
  "unit-file.slice-not-possible": { message: "{key}= cannot put this unit into {value}" },
  "unit-file.device-setting-incomplete": { message: "{key}= wants a device and a value, not {value}" },
  "unit-file.not-device-node": { message: "{key}= wants a device node, not {value}" },
  "unit-file.bad-device-rights": { message: "{key}= takes the rights r, w and m, not {value}" },
  "unit-file.bad-io-limit": { message: "{key}= wants an amount above zero or infinity, not {value}" },
  "unit-file.not-address-prefix": { message: "{key}= wants addresses or prefixes, not {value}" },
  "unit-file.bad-bpf-program": { message: "{key}= wants an attach type and a path, not {value}" },
  "unit-file.bad-socket-bind": { message: "{key}= wants a rule such as ipv4:tcp:80-90, not {value}" },
  "unit-file.bad-interface-name": { message: "{key}= wants a network interface, not {value}" },
  "unit-file.legacy-run": { message: "{key}= points below /var/run, taking {value} as {instead}" },
  "unit-file.kill-mode-none": {
    message: "{key}={value} leaves processes behind when the unit stops",
    help: "Use mixed or control-group.",
  },
  "unit-file.bad-bus-name": { message: "{key}= wants a bus name, not {value}" },
  "unit-file.wrong-unit-type": { message: "{key}= wants a unit of another type than {value}" },
  "unit-file.bad-unit-name": { message: "{key}= wants the name of a unit, not {value}" },
  "unit-file.bad-open-file": { message: "{key}= wants path:name:flags, not {value}" },
  "unit-file.bad-socket-address": { message: "{key}= wants a socket address, not {value}" },
  "unit-file.address-family-not-possible": { message: "{key}= cannot have an address of this family: {value}" },
  "unit-file.socket-protocol-not-possible": { message: "{key}= takes udplite, sctp or mptcp, not {value}" },
  "unit-file.bad-fd-name": { message: "{key}= wants printable ASCII without colon, not {value}" },
  "unit-file.swap-priority-out-of-range": { message: "{key}= priority {value} is out of range" },
  "unit-file.second-trigger": { message: "{key}= names a second unit, {value}; only one can be triggered" },
  "unit-file.triggers-itself": { message: "{key}= names the unit itself" },
  "unit-file.not-calendar": {
    message: "{key}= wants a calendar expression, not {value}",
    help: "For example Mon..Fri *-*-* 08:00.",
  },
} as const satisfies DiagnosticTable;

/** Texts of every report about a unit file. */
export const unitFileDiagnostics: DiagnosticTable = {
  ...iniDiagnostics,
  ...valueDiagnostics,
  ...ownDiagnostics,
  ...execDiagnostics,
};
