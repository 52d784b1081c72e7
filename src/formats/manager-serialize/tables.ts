import { jobTypeCore } from "../../directives/enums.js";
import type { RateLimit } from "../../serialize/values.js";
import type { UnitType } from "../../text/unit-name.js";
import { USEC_PER_SEC } from "../../time/usec.js";

/** Longest input of the fuzz target. Origin: fuzz-manager-serialize at 257. */
export const INPUT_MAX = 65_536;

/** How many units a manager takes. Origin: MANAGER_MAX_NAMES at 257. */
export const UNITS_MAX = 131_072;

/** Moments of a boot, in the order in which they are written. Origin: manager_timestamp_table at 257. */
export const managerTimestamps = [
  "firmware",
  "loader",
  "kernel",
  "initrd",
  "userspace",
  "finish",
  "security-start",
  "security-finish",
  "generators-start",
  "generators-finish",
  "units-load-start",
  "units-load-finish",
  "units-load",
  "initrd-security-start",
  "initrd-security-finish",
  "initrd-generators-start",
  "initrd-generators-finish",
  "initrd-units-load-start",
  "initrd-units-load-finish",
  "shutdown-start",
] as const;
export type ManagerTimestamp = (typeof managerTimestamps)[number];

/** Watchdogs whose time-out can be overridden, in the order in which they are written. */
export const watchdogs = ["runtime", "reboot", "kexec", "pretimeout"] as const;
export type Watchdog = (typeof watchdogs)[number];

export const showStatusModes = ["no", "error", "auto", "temporary", "yes"] as const;
export const logTargets = [
  "console",
  "console-prefixed",
  "kmsg",
  "journal",
  "journal-or-kmsg",
  "syslog",
  "syslog-or-kmsg",
  "auto",
  "null",
] as const;
export type LogTarget = (typeof logTargets)[number];
export const objectives = [
  "ok",
  "exit",
  "reload",
  "reexecute",
  "reboot",
  "soft-reboot",
  "poweroff",
  "halt",
  "kexec",
  "switch-root",
] as const;

/** Items of older versions that are passed over without a word. Origin: manager_deserialize() at 257. */
export const retiredItems = ["kdbus-fd=", "honor-device-enumeration=", "ready-sent="] as const;

export const DUMP_RATE_LIMIT: RateLimit = { begin: 0n, interval: BigInt(600 * USEC_PER_SEC), count: 0, burst: 10 };
export const RELOAD_RATE_LIMIT: RateLimit = { begin: 0n, interval: 0n, count: 0, burst: 0 };
/** Origin: DEFAULT_START_LIMIT_INTERVAL and DEFAULT_START_LIMIT_BURST at 257. */
export const START_RATE_LIMIT: RateLimit = { begin: 0n, interval: BigInt(10 * USEC_PER_SEC), count: 0, burst: 5 };
export const AUTO_START_STOP_RATE_LIMIT: RateLimit = { ...START_RATE_LIMIT, burst: 16 };

/** Moments of a unit, in the order in which they are written. */
export const unitTimestamps = [
  "state-change",
  "inactive-exit",
  "active-enter",
  "active-exit",
  "inactive-enter",
  "condition",
  "assert",
] as const;
export type UnitTimestamp = (typeof unitTimestamps)[number];

/** What of a unit's settings was handed to the journal, in the order in which it is written. */
export const exportedSettings = [
  "invocation-id",
  "log-level-max",
  "log-extra-fields",
  "log-rate-limit-interval",
  "log-rate-limit-burst",
] as const;
export type ExportedSetting = (typeof exportedSettings)[number];

export const freezerStates = [
  "running",
  "freezing",
  "freezing-by-parent",
  "frozen",
  "frozen-by-parent",
  "thawing",
] as const;
export const unitMarkers = ["needs-reload", "needs-restart"] as const;

export const jobTypes = jobTypeCore;
export type JobType = (typeof jobTypes)[number];
/** The other types are resolved before a job is installed. Origin: JobType at 257. */
export const installableJobTypes: ReadonlySet<JobType> = new Set<JobType>([
  "start",
  "verify-active",
  "stop",
  "reload",
  "restart",
  "nop",
]);
export const jobStates = ["waiting", "running"] as const;

export const ioAccountingMetrics = ["read-bytes", "write-bytes", "read-operations", "write-operations"] as const;
export const memoryAccountingMetrics = ["memory-accounting-peak", "memory-accounting-swap-peak"] as const;
export const ipAccountingMetrics = [
  "ip-accounting-ingress-bytes",
  "ip-accounting-egress-bytes",
  "ip-accounting-ingress-packets",
  "ip-accounting-egress-packets",
] as const;
/** Items that refer to an attached BPF program, which is never there: the file descriptor is not. */
export const bpfProgramItems = [
  "ip-bpf-ingress-installed",
  "ip-bpf-egress-installed",
  "bpf-device-control-installed",
  "ip-bpf-custom-ingress-installed",
  "ip-bpf-custom-egress-installed",
] as const;
export const bpfLinkItems = [
  "ipv4-socket-bind-bpf-link-fd",
  "ipv6-socket-bind-bpf-link-fd",
  "restrict-ifaces-bpf-fd",
] as const;

/** Unit types that run in a control group of their own. */
export const cgroupTypes: ReadonlySet<UnitType> = new Set<UnitType>([
  "service",
  "socket",
  "mount",
  "swap",
  "slice",
  "scope",
]);
/** Unit types that are not written before switching to another root folder: their paths will be others. */
export const rootBoundTypes: ReadonlySet<UnitType> = new Set<UnitType>(["mount", "automount"]);

const processResults = [
  "success",
  "resources",
  "timeout",
  "exit-code",
  "signal",
  "core-dump",
  "start-limit-hit",
] as const;
export const resultWords = {
  service: [
    "success",
    "resources",
    "protocol",
    "timeout",
    "exit-code",
    "signal",
    "core-dump",
    "watchdog",
    "start-limit-hit",
    "oom-kill",
    "exec-condition",
  ],
  socket: [...processResults, "trigger-limit-hit", "service-start-limit-hit"],
  mount: [...processResults, "protocol"],
  automount: ["success", "resources", "start-limit-hit", "mount-start-limit-hit", "unmounted"],
  swap: processResults,
  timer: ["success", "resources", "start-limit-hit"],
  path: ["success", "resources", "start-limit-hit", "unit-start-limit-hit", "trigger-limit-hit"],
} as const;

/** What a device is known from. */
export const deviceSources = ["found-udev", "found-mount", "found-swap"] as const;
