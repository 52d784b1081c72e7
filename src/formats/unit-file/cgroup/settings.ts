import type { CpuSet } from "../../../directives/cpu-set.js";
import type {
  cgroupController,
  cgroupDevicePolicy,
  cgroupIoLimitType,
  cgroupPressureWatch,
  managedOomMode,
  managedOomPreference,
  oomPolicy,
} from "../../../directives/enums.js";
import type { NftSet } from "../../../directives/nft-set.js";
import type { SocketBindRule } from "../../../directives/socket-bind.js";
import type { InAddrPrefix } from "../../../net/in-addr-prefix.js";
import { USEC_INFINITY, type Usec } from "../../../time/usec.js";
import type { UnitType } from "../unit-types.js";

/** A weight or limit that was not set; also `infinity` for byte limits. Origin: UINT64_MAX as systemd uses it. */
export const UNSET: bigint = 0xffff_ffff_ffff_ffffn;

/** `CPUWeight=idle`. */
export const CPU_WEIGHT_IDLE = 0n;

export type DevicePolicy = (typeof cgroupDevicePolicy)[number];
export type ManagedOOMMode = (typeof managedOomMode)[number];
export type ManagedOOMPreference = (typeof managedOomPreference)[number];
export type PressureWatch = (typeof cgroupPressureWatch)[number];
export type OOMPolicy = (typeof oomPolicy)[number];

/** A controller of the cgroup tree that can be delegated or disabled. */
export type CGroupController = (typeof cgroupController)[number];

export interface DeviceAllow {
  readonly path: string;
  readonly read: boolean;
  readonly write: boolean;
  readonly mknod: boolean;
}

export interface DeviceWeight {
  readonly path: string;
  readonly weight: bigint;
}

export interface DeviceLatency {
  readonly path: string;
  readonly targetUsec: Usec;
}

export type IOLimitKind = (typeof cgroupIoLimitType)[number];

export interface DeviceIOLimit {
  readonly path: string;
  readonly limits: Record<IOLimitKind, bigint>;
}

export interface DeviceBandwidth {
  readonly path: string;
  readBps: bigint;
  writeBps: bigint;
}

export interface BpfProgram {
  readonly attachType: string;
  readonly path: string;
}

export type CpuSetField = "allowedCPUs" | "startupAllowedCPUs" | "allowedMemoryNodes" | "startupAllowedMemoryNodes";

/** Limits in bytes that `Memory…=` directives fill; {@link UNSET} is `infinity`. */
export type MemoryLimitField =
  | "memoryMin"
  | "defaultMemoryMin"
  | "defaultMemoryLow"
  | "defaultStartupMemoryLow"
  | "memoryLow"
  | "startupMemoryLow"
  | "memoryHigh"
  | "startupMemoryHigh"
  | "memoryMax"
  | "startupMemoryMax"
  | "memorySwapMax"
  | "startupMemorySwapMax"
  | "memoryZSwapMax"
  | "startupMemoryZSwapMax"
  | "memoryLimit";

/** Resource control settings. Sizes in bytes, times in microseconds. Origin: systemd.resource-control(5). */
export class CGroupSettings {
  cpuAccounting = false;
  ioAccounting = false;
  blockIOAccounting = false;
  memoryAccounting = true;
  tasksAccounting = true;
  ipAccounting = false;
  cpuWeight = UNSET;
  startupCPUWeight = UNSET;
  cpuShares = UNSET;
  startupCPUShares = UNSET;
  /** CPU time per second of wall-clock time. */
  cpuQuotaPerSecUsec: Usec = USEC_INFINITY;
  cpuQuotaPeriodUsec: Usec = USEC_INFINITY;
  allowedCPUs: CpuSet | null = null;
  startupAllowedCPUs: CpuSet | null = null;
  allowedMemoryNodes: CpuSet | null = null;
  startupAllowedMemoryNodes: CpuSet | null = null;
  ioWeight = UNSET;
  startupIOWeight = UNSET;
  blockIOWeight = UNSET;
  startupBlockIOWeight = UNSET;
  defaultMemoryMin = 0n;
  defaultMemoryLow = 0n;
  defaultStartupMemoryLow = 0n;
  memoryMin = 0n;
  memoryLow = 0n;
  startupMemoryLow = 0n;
  memoryHigh = UNSET;
  startupMemoryHigh = UNSET;
  memoryMax = UNSET;
  startupMemoryMax = UNSET;
  memorySwapMax = UNSET;
  startupMemorySwapMax = UNSET;
  memoryZSwapMax = UNSET;
  startupMemoryZSwapMax = UNSET;
  memoryZSwapWriteback = true;
  memoryLimit = UNSET;
  /** `null`: the manager's default. */
  tasksMax: bigint | null;
  devicePolicy: DevicePolicy = "auto";
  /** In the order of the file; a later entry for a device takes the place of an earlier one. */
  deviceAllow: DeviceAllow[] = [];
  ioDeviceWeights: DeviceWeight[] = [];
  ioDeviceLatencies: DeviceLatency[] = [];
  ioDeviceLimits: DeviceIOLimit[] = [];
  blockIODeviceWeights: DeviceWeight[] = [];
  blockIOBandwidths: DeviceBandwidth[] = [];
  delegate = false;
  delegateControllers = new Set<CGroupController>();
  delegateSubgroup: string | null = null;
  disableControllers = new Set<CGroupController>();
  ipAddressAllow: InAddrPrefix[] = [];
  ipAddressDeny: InAddrPrefix[] = [];
  ipIngressFilterPaths: string[] = [];
  ipEgressFilterPaths: string[] = [];
  managedOOMSwap: ManagedOOMMode = "auto";
  managedOOMMemoryPressure: ManagedOOMMode = "auto";
  /** Hundredths of a percent; 0 is the default. */
  managedOOMMemoryPressureLimit = 0;
  managedOOMMemoryPressureDurationUsec: Usec = USEC_INFINITY;
  managedOOMPreference: ManagedOOMPreference = "none";
  memoryPressureWatch: PressureWatch = "auto";
  memoryPressureThresholdUsec: Usec = 200_000n;
  coredumpReceive = false;
  bpfPrograms: BpfProgram[] = [];
  socketBindAllow: SocketBindRule[] = [];
  socketBindDeny: SocketBindRule[] = [];
  /** Whether the interfaces are those that are allowed, rather than those that are not. */
  restrictNetworkInterfacesAllow = false;
  restrictNetworkInterfaces = new Set<string>();
  nftSets: NftSet[] = [];
  /** Whether a limit was given as a percentage, so that its value is that of no machine in particular. */
  dependsOnMachine = false;

  constructor(type: UnitType) {
    this.tasksMax = type === "slice" ? UNSET : null;
  }
}
