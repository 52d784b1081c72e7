import type { DiagnosticTable } from "../core/diagnostics.js";

/** Reports of the value parsers that all INI formats share. `{value}` is the value as it stands in the file. */
export const valueDiagnostics = {
  "value.not-boolean": { message: "{key}= wants a boolean, not {value}", help: "Write yes or no." },
  "value.not-integer": { message: "{key}= wants an integer in range, not {value}" },
  "value.not-unsigned": { message: "{key}= wants a non-negative integer in range, not {value}" },
  "value.not-number": { message: "{key}= wants a number, not {value}" },
  "value.not-mode": { message: "{key}= wants an octal file mode up to 7777, not {value}" },
  "value.not-timespan": {
    message: "{key}= wants a time span, not {value}",
    help: "For example 5min 20s, or a number of seconds.",
  },
  "value.not-size": { message: "{key}= wants a size, not {value}", help: "For example 512M." },
  "value.not-signal": { message: "{key}= wants a signal name or number, not {value}" },
  "value.not-syslog-level": {
    message: "{key}= wants a log level, not {value}",
    help: "One of emerg to debug, or 0 to 7.",
  },
  "value.not-syslog-facility": { message: "{key}= wants a syslog facility, not {value}" },
  "value.not-resource-limit": { message: "{key}= wants a resource limit, not {value}" },
  "value.soft-above-hard": { message: "{key}= has a soft limit above the hard limit: {value}" },
  "value.unsafe-characters": { message: "{key}= holds control characters, quotes or backslashes: {value}" },
  "value.not-ascii": { message: "{key}= holds characters that are not ASCII: {value}" },
  "value.bad-syntax": { message: "{key}= has unbalanced quotes or a broken escape: {value}" },
  "value.unknown-keyword": { message: "{key}= knows no {value}" },
  "value.not-built-in": {
    message: "{key}= needs a feature that this build does not have, skipping it",
    about: "key",
  },
  "value.support-removed": { message: "{key}= is no longer supported, skipping it", about: "key" },
  "value.bad-nft-set": {
    message: "{value} in {key}= is no set of the packet filter, skipping it",
    help: "Write source:family:table:set, for example address:inet:filter:hosts.",
  },
  "value.nft-source": { message: "{key}= knows no source {value}" },
  "value.nft-protocol": { message: "{key}= knows no protocol family {value}" },
  "value.nft-name": { message: "{key}= cannot call a table or set {value}" },
  "value.not-cpu": { message: "{key}= wants CPU or node numbers and ranges, not {value}", help: "For example 0-3,5." },
  "value.cpu-range-reversed": { message: "{key}= range {value} ends before it starts, skipping it" },
  "value.cpu-too-large": { message: "{key}= takes numbers below {limit}, not {value}" },
} as const satisfies DiagnosticTable;
