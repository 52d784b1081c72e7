import { Severity } from "../../../core/diagnostics.js";
import type { Binding, Bindings } from "../../../directives/assignment.js";
import { extendCpuSet } from "../../../directives/cpu-set.js";
import {
  cgroupController,
  cgroupPressureWatch,
  managedOomMode,
  managedOomPreference,
} from "../../../directives/enums.js";
import { bool, enumeration, retired, sec, secDefInfinity } from "../../../directives/values.js";
import { cgroupNameNeedsEscape } from "../../../text/cgroup-path.js";
import { EnumTable } from "../../../text/enum-table.js";
import { Extract, WHITESPACE, WordReader } from "../../../text/extract-word.js";
import {
  isErrno,
  parseBoolean,
  parsePermyriad,
  parsePermyriadUnbounded,
  parseSize,
  safeAtou64,
} from "../../../text/numbers.js";
import { unitNameType } from "../../../text/unit-name.js";
import { parseSec } from "../../../time/timespan.js";
import { USEC_INFINITY } from "../../../time/usec.js";
import { isLoadableUnit } from "../common/add-dependency.js";
import type { UnitAssignment } from "../unit.js";
import { resolveText, resolveUnitName } from "../values.js";
import { cgroupDeviceBindings } from "./device-bindings.js";
import { cgroupNetworkBindings } from "./network-bindings.js";
import {
  type CGroupController,
  type CGroupSettings,
  type CpuSetField,
  type MemoryLimitField,
  UNSET,
} from "./settings.js";
import { parseBlockIOWeight, parseCpuShares, parseCpuWeight, parseIOWeight } from "./weights.js";

type CGroupBinding = Binding<CGroupSettings, UnitAssignment>;

/** Memory and tasks that percentages refer to; of no machine in particular. */
const PHYSICAL_MEMORY = 8n << 30n;
const TASKS_LIMIT = 32_768n;
const PERMYRIAD = 10_000n;

const USEC_PER_SEC = 1_000_000n;

type WeightField =
  | "cpuWeight"
  | "startupCPUWeight"
  | "cpuShares"
  | "startupCPUShares"
  | "ioWeight"
  | "startupIOWeight"
  | "blockIOWeight"
  | "startupBlockIOWeight";

function weight(field: WeightField, parse: (text: string) => bigint | null): CGroupBinding {
  return (settings, value, at) => {
    const result = parse(value);
    if (result === null) return at.warn("unit-file.bad-weight", value);
    settings[field] = result;
    return undefined;
  };
}

/** Says that a directive has a successor, then goes on as `binding`. */
export function superseded(instead: string, binding: CGroupBinding): CGroupBinding {
  return (settings, value, at) => {
    at.report(Severity.warning, "unit-file.superseded", { value, instead });
    return binding(settings, value, at);
  };
}

/** CPU time as a percentage of one CPU's. Origin: config_parse_cpu_quota() at 257. */
const cpuQuota: CGroupBinding = (settings, value, at) => {
  if (value === "") {
    settings.cpuQuotaPerSecUsec = USEC_INFINITY;
    return undefined;
  }
  const permyriad = parsePermyriadUnbounded(value);
  if (isErrno(permyriad) || permyriad === 0) return at.warn("unit-file.bad-cpu-quota", value);
  settings.cpuQuotaPerSecUsec = (BigInt(permyriad) * USEC_PER_SEC) / PERMYRIAD;
  return undefined;
};

/** Numbers of CPUs or memory nodes, specifiers resolved, joined with those of earlier assignments. Origin: config_parse_allowed_cpuset() at 257. */
function cpuSet(field: CpuSetField): CGroupBinding {
  return (settings, value, at) => {
    const text = resolveText(at, value);
    if (text === null) return undefined;
    const set = extendCpuSet(settings[field], text, at);
    if (typeof set !== "string") settings[field] = set;
    return undefined;
  };
}

/** Fields whose empty value is 0 rather than no limit. */
const emptyIsZero: ReadonlySet<MemoryLimitField> = new Set([
  "defaultMemoryLow",
  "defaultMemoryMin",
  "memoryLow",
  "startupMemoryLow",
  "memoryMin",
]);

/** Fields that may be 0. */
const zeroAllowed: ReadonlySet<MemoryLimitField> = new Set([
  ...emptyIsZero,
  "memorySwapMax",
  "startupMemorySwapMax",
  "memoryZSwapMax",
  "startupMemoryZSwapMax",
]);

/** A size, a percentage of the machine's memory, or `infinity`. Origin: config_parse_memory_limit() at 257. */
function memoryLimit(field: MemoryLimitField): CGroupBinding {
  const mayBeZero = zeroAllowed.has(field);
  const empty = emptyIsZero.has(field) ? 0n : UNSET;
  return (settings, value, at) => {
    if (value === "" || value === "infinity") {
      settings[field] = value === "" ? empty : UNSET;
      return undefined;
    }
    const permyriad = parsePermyriad(value);
    const bytes = isErrno(permyriad) ? parseSize(value, 1024) : (BigInt(permyriad) * PHYSICAL_MEMORY) / PERMYRIAD;
    if (typeof bytes === "string") return at.warn("value.not-size", value);
    if (bytes >= UNSET || (bytes === 0n && !mayBeZero)) return at.warn("unit-file.limit-out-of-range", value);
    if (!isErrno(permyriad)) settings.dependsOnMachine = true;
    settings[field] = bytes;
    return undefined;
  };
}

const limitOfMemory = memoryLimit("memoryLimit");

/** What became MemoryMax=; that is said only of a value that is taken. Origin: config_parse_memory_limit() at 257. */
const legacyMemoryLimit: CGroupBinding = (settings, value, at) => {
  const before = at.diagnostics.length;
  limitOfMemory(settings, value, at);
  if (at.diagnostics.length === before) {
    at.report(Severity.warning, "unit-file.superseded", { value, instead: "MemoryMax" });
  }
  return undefined;
};

/** A number of tasks, a percentage of the machine's (even 0 %), or `infinity`. Origin: config_parse_tasks_max() at 257. */
const tasksMax: CGroupBinding = (settings, value, at) => {
  if (value === "" || value === "infinity") {
    settings.tasksMax = value === "" ? null : UNSET;
    return undefined;
  }
  const permyriad = parsePermyriad(value);
  if (!isErrno(permyriad)) {
    settings.dependsOnMachine = true;
    settings.tasksMax = (BigInt(permyriad) * TASKS_LIMIT) / PERMYRIAD;
    return undefined;
  }
  const tasks = safeAtou64(value);
  if (typeof tasks === "string") return at.warn("value.not-unsigned", value);
  if (tasks === 0n || tasks >= UNSET) return at.warn("unit-file.limit-out-of-range", value);
  settings.tasksMax = tasks;
  return undefined;
};

const controllers = new EnumTable(cgroupController);

/** Controllers that `Delegate=yes` hands over. */
const delegatable: readonly CGroupController[] = ["cpu", "cpuset", "io", "memory", "pids"];

const canDelegate = (at: UnitAssignment): boolean => at.unit.type === "service" || at.unit.type === "scope";

/** A boolean, or the controllers to hand over. Origin: config_parse_delegate() at 257. */
const delegate: CGroupBinding = (settings, value, at) => {
  if (!canDelegate(at)) return at.warn("unit-file.not-for-unit-type", value);
  if (value === "") {
    settings.delegate = true;
    settings.delegateControllers.clear();
    return undefined;
  }
  const flag = parseBoolean(value);
  if (flag !== null) {
    settings.delegate = flag;
    settings.delegateControllers = new Set(flag ? delegatable : []);
    return undefined;
  }
  const words = new WordReader(value);
  const named: CGroupController[] = [];
  for (;;) {
    const word = words.next(WHITESPACE, Extract.UNQUOTE);
    if (words.failed) return at.warn("value.bad-syntax", value);
    if (word === null) break;
    if (controllers.has(word)) named.push(word);
    else at.warn("unit-file.unknown-controller", word);
  }
  settings.delegate = true;
  for (const name of named) settings.delegateControllers.add(name);
  return undefined;
};

/** Origin: config_parse_delegate_subgroup() at 257. */
const delegateSubgroup: CGroupBinding = (settings, value, at) => {
  if (!canDelegate(at)) return at.warn("unit-file.not-for-unit-type", value);
  if (value !== "" && cgroupNameNeedsEscape(value)) return at.warn("unit-file.bad-cgroup-name", value);
  settings.delegateSubgroup = value === "" ? null : value;
  return undefined;
};

/** Controllers by name; what is no controller is passed over as long as one is. Origin: config_parse_disable_controllers() at 257. */
const disableControllers: CGroupBinding = (settings, value, at) => {
  if (value === "") {
    settings.disableControllers.clear();
    return undefined;
  }
  const words = new WordReader(value);
  const named: CGroupController[] = [];
  for (;;) {
    const word = words.next(WHITESPACE, 0);
    if (words.failed) return at.warn("unit-file.unknown-controller", value);
    if (word === null) break;
    if (controllers.has(word)) named.push(word);
  }
  if (named.length === 0) return at.warn("unit-file.unknown-controller", value);
  for (const name of named) settings.disableControllers.add(name);
  return undefined;
};

/** The slice that a unit goes into. Origin: config_parse_unit_slice() at 257. */
const slice: CGroupBinding = (_settings, value, at) => {
  const name = resolveUnitName(at, value);
  if (name === null) return undefined;
  if (!isLoadableUnit(name)) return at.warn("unit-file.bad-slice", name);
  const { unit } = at;
  if (unitNameType(name) !== "slice" || unit.type === "slice") return at.warn("unit-file.slice-not-possible", name);
  if (unit.common.slice === name) return undefined;
  if (unit.common.slice !== null) unit.common.dependencies.removeSlice(unit.common.slice);
  unit.common.slice = name;
  unit.common.dependencies.add(unit, "InSlice", name, "slice-property");
  return undefined;
};

const canUseOOMD = (at: UnitAssignment): boolean =>
  at.unit.type === "service" || at.unit.type === "scope" || at.unit.type === "slice";

/** What only units that systemd-oomd looks after take. */
function forOOMD(binding: CGroupBinding): CGroupBinding {
  return (settings, value, at) =>
    canUseOOMD(at) ? binding(settings, value, at) : at.warn("unit-file.not-for-unit-type", value);
}

const memoryPressureLimit: CGroupBinding = (settings, value, at) => {
  const permyriad = value === "" ? 0 : parsePermyriad(value);
  if (isErrno(permyriad)) return at.warn("unit-file.not-percentage", value);
  settings.managedOOMMemoryPressureLimit = permyriad;
  return undefined;
};

const memoryPressureDuration: CGroupBinding = (settings, value, at) => {
  const usec = value === "" ? USEC_INFINITY : parseSec(value);
  if (typeof usec === "string") return at.warn("value.not-timespan", value);
  if (value !== "" && (usec < USEC_PER_SEC || usec === USEC_INFINITY))
    return at.warn("unit-file.duration-out-of-range", value);
  settings.managedOOMMemoryPressureDurationUsec = usec;
  return undefined;
};

/** Directives of systemd.resource-control(5). */
export const cgroupBindings: Bindings<CGroupSettings, UnitAssignment> = {
  Slice: slice,
  AllowedCPUs: cpuSet("allowedCPUs"),
  StartupAllowedCPUs: cpuSet("startupAllowedCPUs"),
  AllowedMemoryNodes: cpuSet("allowedMemoryNodes"),
  StartupAllowedMemoryNodes: cpuSet("startupAllowedMemoryNodes"),
  CPUAccounting: bool("cpuAccounting"),
  CPUWeight: weight("cpuWeight", parseCpuWeight),
  StartupCPUWeight: weight("startupCPUWeight", parseCpuWeight),
  CPUShares: superseded("CPUWeight", weight("cpuShares", parseCpuShares)),
  StartupCPUShares: superseded("StartupCPUWeight", weight("startupCPUShares", parseCpuShares)),
  CPUQuota: cpuQuota,
  CPUQuotaPeriodSec: secDefInfinity("cpuQuotaPeriodUsec"),
  MemoryAccounting: bool("memoryAccounting"),
  MemoryMin: memoryLimit("memoryMin"),
  DefaultMemoryMin: memoryLimit("defaultMemoryMin"),
  DefaultMemoryLow: memoryLimit("defaultMemoryLow"),
  DefaultStartupMemoryLow: memoryLimit("defaultStartupMemoryLow"),
  MemoryLow: memoryLimit("memoryLow"),
  StartupMemoryLow: memoryLimit("startupMemoryLow"),
  MemoryHigh: memoryLimit("memoryHigh"),
  StartupMemoryHigh: memoryLimit("startupMemoryHigh"),
  MemoryMax: memoryLimit("memoryMax"),
  StartupMemoryMax: memoryLimit("startupMemoryMax"),
  MemorySwapMax: memoryLimit("memorySwapMax"),
  StartupMemorySwapMax: memoryLimit("startupMemorySwapMax"),
  MemoryZSwapMax: memoryLimit("memoryZSwapMax"),
  StartupMemoryZSwapMax: memoryLimit("startupMemoryZSwapMax"),
  MemoryZSwapWriteback: bool("memoryZSwapWriteback"),
  MemoryLimit: legacyMemoryLimit,
  ...cgroupDeviceBindings,
  TasksAccounting: bool("tasksAccounting"),
  TasksMax: tasksMax,
  Delegate: delegate,
  DelegateSubgroup: delegateSubgroup,
  DisableControllers: disableControllers,
  ManagedOOMSwap: forOOMD(enumeration("managedOOMSwap", managedOomMode, { empty: "auto" })),
  ManagedOOMMemoryPressure: forOOMD(enumeration("managedOOMMemoryPressure", managedOomMode, { empty: "auto" })),
  ManagedOOMMemoryPressureLimit: forOOMD(memoryPressureLimit),
  ManagedOOMMemoryPressureDurationSec: forOOMD(memoryPressureDuration),
  ManagedOOMPreference: enumeration("managedOOMPreference", managedOomPreference),
  NetClass: retired("legacy"),
  MemoryPressureThresholdSec: sec("memoryPressureThresholdUsec"),
  MemoryPressureWatch: enumeration("memoryPressureWatch", cgroupPressureWatch, { yes: "yes" }),
  CoredumpReceive: bool("coredumpReceive"),
  IOWeight: weight("ioWeight", parseIOWeight),
  StartupIOWeight: weight("startupIOWeight", parseIOWeight),
  BlockIOWeight: weight("blockIOWeight", parseBlockIOWeight),
  StartupBlockIOWeight: weight("startupBlockIOWeight", parseBlockIOWeight),
  ...cgroupNetworkBindings,
};
