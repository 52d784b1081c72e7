import type { Binding, Bindings } from "../../../directives/assignment.js";
import { CpuSet, extendCpuSet } from "../../../directives/cpu-set.js";
import { coredumpFilter, ioprioClass, mpol } from "../../../directives/enums.js";
import { schedPolicies } from "../../../directives/sched-policy.js";
import { bool, enumParser, nsec, resourceLimit, tristate } from "../../../directives/values.js";
import { EnumTable } from "../../../text/enum-table.js";
import { WordReader } from "../../../text/extract-word.js";
import {
  INT32_MAX,
  isErrno,
  type Parsed,
  parseNice,
  parseOomScoreAdjust,
  parseUnsigned,
  safeAtoi,
  safeAtoux64,
  UINT64_MAX,
} from "../../../text/numbers.js";
import type { UnitAssignment } from "../unit.js";
import { resolveText } from "../values.js";
import type { ExecSettings } from "./settings.js";

type ExecBinding = Binding<ExecSettings, UnitAssignment>;

/** A number where an empty value resets the setting to `null`. */
function optionalNumber(
  field: "nice" | "oomScoreAdjust",
  parse: (text: string) => Parsed,
  codes: { readonly invalid: string; readonly range: string },
): ExecBinding {
  return (exec, value, at) => {
    const parsed = value === "" ? null : parse(value);
    if (typeof parsed === "string") return at.warn(parsed === "ERANGE" ? codes.range : codes.invalid, value);
    exec[field] = parsed;
    return undefined;
  };
}

const coredumpFilters = new EnumTable(coredumpFilter);
/** `default`: private and shared anonymous mappings, ELF headers, private huge pages. Origin: core(5). */
const COREDUMP_DEFAULT = 0x33n;

/** Words and hexadecimal masks to one mask, or `null`. Origin: coredump_filter_mask_from_string() at 257. */
function parseCoredumpFilter(text: string): bigint | null {
  const words = new WordReader(text);
  let mask = 0n;
  for (let word = words.next(); word !== null; word = words.next()) {
    const index = coredumpFilters.indexOf(word);
    if (word === "default") mask |= COREDUMP_DEFAULT;
    else if (word === "all") mask = UINT64_MAX;
    else if (index >= 0) mask |= 1n << BigInt(index);
    else {
      const number = safeAtoux64(word);
      if (isErrno(number)) return null;
      mask |= number;
    }
  }
  return words.failed ? null : mask;
}

/** Masks add up over assignments. Origin: config_parse_exec_coredump_filter() at 257. */
const coredumpFilterBinding: ExecBinding = (exec, value, at) => {
  const mask = value === "" ? null : parseCoredumpFilter(value);
  if (mask === null && value !== "") return at.warn("unit-file.bad-coredump-filter", value);
  exec.coredumpFilter = mask === null ? null : (exec.coredumpFilter ?? 0n) | mask;
  return undefined;
};

const ioClasses = new EnumTable(ioprioClass);
const IO_CLASS_NONE = 0;
const IO_CLASS_BEST_EFFORT = 2;
/** The kernel keeps three bits of the class. Origin: IOPRIO_CLASS_MASK. */
const IO_CLASS_MASK = 7;
const IO_CLASS_MAX = 8;
const IO_PRIORITY_DEFAULT = 4;
const IO_PRIORITY_MAX = 7;

/** Sets class and priority; the class `none` means the kernel's default. Origin: ioprio_normalize() at 257. */
function setIoPriority(exec: ExecSettings, ioClass: number, priority: number, set: boolean): undefined {
  const isNone = (ioClass & IO_CLASS_MASK) === IO_CLASS_NONE;
  exec.ioSchedulingClass = isNone ? IO_CLASS_BEST_EFFORT : ioClass & IO_CLASS_MASK;
  exec.ioSchedulingPriority = isNone ? IO_PRIORITY_DEFAULT : priority;
  exec.ioSchedulingSet = set;
  return undefined;
}

const resetIoPriority = (exec: ExecSettings): undefined =>
  setIoPriority(exec, IO_CLASS_NONE, IO_PRIORITY_DEFAULT, false);

/** Class by name or number. Origin: config_parse_exec_io_class() at 257. */
const ioSchedulingClass: ExecBinding = (exec, value, at) => {
  if (value === "") return resetIoPriority(exec);
  const index = ioClasses.indexOf(value);
  const ioClass = index >= 0 ? index : parseUnsigned(value, IO_CLASS_MAX);
  if (isErrno(ioClass)) return at.warn("unit-file.bad-io-class", value);
  return setIoPriority(exec, ioClass, exec.ioSchedulingPriority, true);
};

/** Origin: config_parse_exec_io_priority() at 257. */
const ioSchedulingPriority: ExecBinding = (exec, value, at) => {
  if (value === "") return resetIoPriority(exec);
  const priority = safeAtoi(value);
  if (isErrno(priority) || priority < 0 || priority > IO_PRIORITY_MAX)
    return at.warn("unit-file.bad-io-priority", value);
  return setIoPriority(exec, exec.ioSchedulingClass, priority, true);
};

/** The class as it is printed. */
export const formatIoClass = (ioClass: number): string => ioprioClass[ioClass] ?? String(ioClass);

const SCHED_FIFO = 1;
const SCHED_RR = 2;
/** Policies that the kernel knows, without names here: deadline, and what programs in the kernel decide. */
const UNNAMED_POLICIES: ReadonlySet<number> = new Set([6, 7]);
const PRIORITY_MAX = 99;
/** What sched_get_priority_min(2) and its sibling answer for a policy that the kernel does not know. */
const NO_PRIORITY = -1;

/** The policy's name, or its number. */
export const formatPolicy = (policy: number): string => schedPolicies.nameOf(policy) ?? String(policy);

/** The priority that is closest to a wanted one and possible in a policy. */
function clampPriority(policy: number, priority: number): number {
  if (policy === SCHED_FIFO || policy === SCHED_RR) return Math.min(Math.max(priority, 1), PRIORITY_MAX);
  return schedPolicies.nameOf(policy) !== null || UNNAMED_POLICIES.has(policy) ? 0 : NO_PRIORITY;
}

/** Policy by name or number. Origin: config_parse_exec_cpu_sched_policy() at 257. */
const cpuSchedulingPolicy: ExecBinding = (exec, value, at) => {
  if (value === "") {
    exec.cpuSchedulingSet = false;
    exec.cpuSchedulingPolicy = schedPolicies.table.other;
    exec.cpuSchedulingPriority = 0;
    return undefined;
  }
  const named = schedPolicies.numberOf(value);
  const policy = named >= 0 ? named : parseUnsigned(value, INT32_MAX);
  if (isErrno(policy)) return at.warn("unit-file.bad-scheduling-policy", value);
  exec.cpuSchedulingPolicy = policy;
  exec.cpuSchedulingPriority = clampPriority(policy, exec.cpuSchedulingPriority);
  exec.cpuSchedulingSet = true;
  return undefined;
};

/** Origin: config_parse_exec_cpu_sched_prio() at 257. */
const cpuSchedulingPriority: ExecBinding = (exec, value, at) => {
  const priority = safeAtoi(value);
  if (isErrno(priority)) return at.warn("value.not-integer", value);
  if (priority < 0 || priority > PRIORITY_MAX) return at.warn("unit-file.scheduling-priority-range", value);
  exec.cpuSchedulingPriority = priority;
  exec.cpuSchedulingSet = true;
  return undefined;
};

/** `numa`, or CPU numbers, specifiers resolved. Origin: config_parse_exec_cpu_affinity() at 257. */
const cpuAffinity: ExecBinding = (exec, value, at) => {
  const text = value === "numa" ? value : resolveText(at, value);
  if (text === null) return undefined;
  const set = value === "numa" ? null : extendCpuSet(exec.cpuAffinity, text, at);
  if (typeof set === "string") return undefined;
  exec.cpuAffinity = set;
  exec.cpuAffinityFromNuma = value === "numa";
  return undefined;
};

const parseNumaPolicy = enumParser(mpol);

/** Origin: config_parse_numa_policy() at 257. */
const numaPolicy: ExecBinding = (exec, value, at) => {
  const policy = value === "" ? null : parseNumaPolicy(value);
  if (policy === undefined) return at.warn("value.unknown-keyword", value);
  exec.numaPolicy = policy;
  return undefined;
};

/** `all`, or node numbers. Of the machine no more is known than that it has node 0. Origin: config_parse_numa_mask() at 257. */
const numaMask: ExecBinding = (exec, value, at) => {
  if (value === "all") {
    const first = new CpuSet();
    first.addRange(0, 0);
    exec.numaMask = exec.numaMask?.union(first) ?? first;
    return undefined;
  }
  const set = extendCpuSet(exec.numaMask, value, at);
  if (typeof set === "string") return at.warn("unit-file.bad-numa-mask", value);
  exec.numaMask = set;
  return undefined;
};

/** Scheduling and resource limits: systemd.exec(5). */
export const schedulingBindings: Bindings<ExecSettings, UnitAssignment> = {
  Nice: optionalNumber("nice", parseNice, { invalid: "value.not-integer", range: "unit-file.nice-range" }),
  OOMScoreAdjust: optionalNumber("oomScoreAdjust", parseOomScoreAdjust, {
    invalid: "value.not-integer",
    range: "unit-file.oom-score-range",
  }),
  CoredumpFilter: coredumpFilterBinding,
  IOSchedulingClass: ioSchedulingClass,
  IOSchedulingPriority: ioSchedulingPriority,
  CPUSchedulingPolicy: cpuSchedulingPolicy,
  CPUSchedulingPriority: cpuSchedulingPriority,
  CPUSchedulingResetOnFork: bool("cpuSchedulingResetOnFork"),
  CPUAffinity: cpuAffinity,
  NUMAPolicy: numaPolicy,
  NUMAMask: numaMask,
  TimerSlackNSec: nsec("timerSlackNSec"),
  MemoryKSM: tristate("memoryKSM"),
  LimitCPU: resourceLimit("resourceLimits", "CPU"),
  LimitFSIZE: resourceLimit("resourceLimits", "FSIZE"),
  LimitDATA: resourceLimit("resourceLimits", "DATA"),
  LimitSTACK: resourceLimit("resourceLimits", "STACK"),
  LimitCORE: resourceLimit("resourceLimits", "CORE"),
  LimitRSS: resourceLimit("resourceLimits", "RSS"),
  LimitNOFILE: resourceLimit("resourceLimits", "NOFILE"),
  LimitAS: resourceLimit("resourceLimits", "AS"),
  LimitNPROC: resourceLimit("resourceLimits", "NPROC"),
  LimitMEMLOCK: resourceLimit("resourceLimits", "MEMLOCK"),
  LimitLOCKS: resourceLimit("resourceLimits", "LOCKS"),
  LimitSIGPENDING: resourceLimit("resourceLimits", "SIGPENDING"),
  LimitMSGQUEUE: resourceLimit("resourceLimits", "MSGQUEUE"),
  LimitNICE: resourceLimit("resourceLimits", "NICE"),
  LimitRTPRIO: resourceLimit("resourceLimits", "RTPRIO"),
  LimitRTTIME: resourceLimit("resourceLimits", "RTTIME"),
};
