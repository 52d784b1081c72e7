import { schedPolicies } from "../../directives/sched-policy.js";
import { EnumTable } from "../../text/enum-table.js";
import { WordReader } from "../../text/extract-word.js";
import { isErrno, parseBoolean, parseMode, safeAtoi, safeAtou, safeAtoux64, yesNo } from "../../text/numbers.js";
import { formatRlimit, parseRlimit, type RlimitResource, rlimitResources } from "../../text/rlimit.js";
import type { ContextBlock } from "./model.js";
import { cpuSet, type Row } from "./rows.js";

type ContextRow = Row<ContextBlock>;

const OCTAL = 8;
const MODE_DIGITS = 4;

/** An access mode as four or more octal digits. */
export const formatMode = (mode: number): string => mode.toString(OCTAL).padStart(MODE_DIGITS, "0");

export const umask: ContextRow = {
  key: "umask",
  read(context, value) {
    const mode = parseMode(value);
    if (isErrno(mode)) return mode;
    context.umask = mode;
    return undefined;
  },
  write(context, put) {
    put(formatMode(context.umask));
    return undefined;
  },
};

/** Kinds of memory that a core dump holds, a hexadecimal mask. */
export const coredumpFilter: ContextRow = {
  key: "coredump-filter",
  read(context, value) {
    const mask = safeAtoux64(value);
    if (isErrno(mask)) return mask;
    context.coredumpFilter = mask;
    return undefined;
  },
  write({ coredumpFilter: mask }, put) {
    if (mask !== null) put(mask.toString(16));
    return undefined;
  },
};

const resources = new EnumTable<RlimitResource>(rlimitResources);

/** `limit-NOFILE=1024:524288`. */
export const limits: ContextRow = {
  key: "limit-",
  read(context, value) {
    const words = new WordReader(value);
    const resource = words.next("=", 0);
    if (resource === null || words.ended) return "EINVAL";
    const known = resources.parse(resource);
    if (known === null) return "EINVAL";
    const limit = parseRlimit(known, words.rest);
    if (typeof limit === "string") return limit;
    context.limits.set(known, limit);
    return undefined;
  },
  write(context, put) {
    for (const resource of rlimitResources) {
      const limit = context.limits.get(resource);
      if (limit !== undefined) put(formatRlimit(limit), `limit-${resource}`);
    }
    return undefined;
  },
};

const POLICY_MAX = 0x7fff_ffff;

/** The number of a policy by name or number, or -1. Origin: sched_policy_from_string() at 257. */
function parsePolicy(text: string): number {
  const named = schedPolicies.numberOf(text);
  if (named >= 0) return named;
  const number = safeAtou(text);
  return isErrno(number) || number > POLICY_MAX ? -1 : number;
}

/** Policy, priority and a flag: one given, all but a flag that says no are written. */
export const cpuScheduling: readonly ContextRow[] = [
  {
    key: "cpu-scheduling-policy",
    read(context, value) {
      context.cpuSchedulingPolicy = parsePolicy(value);
      if (context.cpuSchedulingPolicy < 0) return "EINVAL";
      context.cpuSchedulingSet = true;
      return undefined;
    },
    write({ cpuSchedulingSet, cpuSchedulingPolicy: policy }, put) {
      if (!cpuSchedulingSet) return undefined;
      if (policy < 0) return "ERANGE";
      put(schedPolicies.nameOf(policy) ?? String(policy));
      return undefined;
    },
  },
  {
    key: "cpu-scheduling-priority",
    read(context, value) {
      const priority = safeAtoi(value);
      if (isErrno(priority)) return priority;
      context.cpuSchedulingPriority = priority;
      context.cpuSchedulingSet = true;
      return undefined;
    },
    write(context, put) {
      if (context.cpuSchedulingSet) put(String(context.cpuSchedulingPriority));
      return undefined;
    },
  },
  {
    key: "cpu-scheduling-reset-on-fork",
    read(context, value) {
      const reset = parseBoolean(value);
      if (reset === null) return "EINVAL";
      context.cpuSchedulingResetOnFork = reset;
      context.cpuSchedulingSet = true;
      return undefined;
    },
    write(context, put) {
      if (context.cpuSchedulingSet && context.cpuSchedulingResetOnFork) put(yesNo(true));
      return undefined;
    },
  },
];

/** The last NUMA policy that the kernel has. Origin: set_mempolicy(2), MPOL_LOCAL. */
const NUMA_POLICY_MAX = 4;
const NUMA_POLICY_FIRST = 0;
const numaMask: ContextRow = cpuSet("numa-mask", "numaMask", true);

/** Nodes without a policy are preferred; neither is written under a policy that there is not. */
const hasNumaPolicy = ({ numaPolicy, numaMask: nodes }: ContextBlock): boolean =>
  numaPolicy < NUMA_POLICY_FIRST ? nodes !== null : numaPolicy <= NUMA_POLICY_MAX;

export const numa: readonly ContextRow[] = [
  {
    key: numaMask.key,
    read: (context, value, log) => numaMask.read(context, value, log),
    write: (context, put) => (hasNumaPolicy(context) ? numaMask.write?.(context, put) : undefined),
  },
  {
    key: "numa-policy",
    read(context, value) {
      const policy = safeAtoi(value);
      if (isErrno(policy)) return policy;
      context.numaPolicy = policy;
      return undefined;
    },
    write(context, put) {
      if (hasNumaPolicy(context)) put(String(context.numaPolicy));
      return undefined;
    },
  },
];
