import { NspawnSettings } from "../../nspawn/settings.js";
import type { Usec } from "../../time/usec.js";

/** A program that is run when a container starts or stops. Origin: OCI runtime specification, "POSIX-platform Hooks". */
export interface OciHook {
  readonly path: string;
  /** With the zeroth argument; `null` when not given. */
  readonly args: readonly string[] | null;
  readonly env: readonly string[];
  /** `null` for no limit. */
  readonly timeoutUsec: Usec | null;
}

/** Sets of capabilities as masks; `null` where none was given. */
export interface OciCapabilities {
  effective: bigint | null;
  bounding: bigint | null;
  inheritable: bigint | null;
  permitted: bigint | null;
  ambient: bigint | null;
}

/** A device node that is made in the container. */
export interface DeviceNode {
  readonly path: string;
  /** With the bits of the file type. */
  readonly mode: number;
  /** `null` where it was not given: pipes need none. */
  readonly major: number | null;
  readonly minor: number | null;
  readonly uid: number | null;
  readonly gid: number | null;
}

/** Devices that a container may use: those that match in all that is not `null`. */
export interface DeviceRule {
  readonly type: "c" | "b";
  readonly major: number | null;
  readonly minor: number | null;
  readonly read: boolean;
  readonly write: boolean;
  readonly mknod: boolean;
}

/** A number for one block device. */
export interface DeviceAmount {
  readonly major: number;
  readonly minor: number;
  readonly amount: bigint;
}

/** Kinds of limits on block devices that are rates. */
export const throttleKinds = [
  "throttleReadBpsDevice",
  "throttleWriteBpsDevice",
  "throttleReadIOPSDevice",
  "throttleWriteIOPSDevice",
] as const;

export type ThrottleKind = (typeof throttleKinds)[number];

/** No limit, where a limit may be said to be none. */
export const NO_LIMIT = 0xffff_ffff_ffff_ffffn;

/** Limits on what a container uses, which become properties of its unit; `null` for what was not given. */
export class OciResources {
  /** Devices that may be used; `null` when all may. */
  devices: readonly DeviceRule[] | null = null;
  memoryLimit: bigint | null = null;
  memoryReservation: bigint | null = null;
  /** Memory and swap together. */
  memorySwap: bigint | null = null;
  cpuShares: bigint | null = null;
  /** Microseconds of each period; given with `cpuPeriod`. */
  cpuQuota: bigint | null = null;
  cpuPeriod: bigint | null = null;
  blockIoWeight: bigint | null = null;
  readonly blockIoDeviceWeights: DeviceAmount[] = [];
  readonly blockIoRates: Record<ThrottleKind, DeviceAmount[]> = {
    throttleReadBpsDevice: [],
    throttleWriteBpsDevice: [],
    throttleReadIOPSDevice: [],
    throttleWriteIOPSDevice: [],
  };
  /** {@link NO_LIMIT} for any number. */
  pidsLimit: bigint | null = null;
}

/** One condition on an argument of a system call. */
export interface SeccompArgument {
  readonly index: number;
  readonly value: bigint;
  readonly valueTwo: bigint;
  readonly op: string;
}

/** What happens to calls of some names. */
export interface SeccompRule {
  readonly names: readonly string[];
  readonly action: string;
  readonly args: readonly SeccompArgument[];
}

/** A filter for system calls; actions, architectures and operators have libseccomp's names. */
export interface SeccompFilter {
  readonly defaultAction: string;
  readonly architectures: string[];
  readonly rules: SeccompRule[];
}

/** Kinds of {@link OciSettings.hooks}. */
export const hookKinds = ["prestart", "poststart", "poststop"] as const;
export type HookKind = (typeof hookKinds)[number];

/** The settings of a container as an OCI bundle gives them: those of .nspawn files, and more. */
export class OciSettings extends NspawnSettings {
  override startMode: NspawnSettings["startMode"] = "pid1";
  override resolvConf: NspawnSettings["resolvConf"] = "off";
  override linkJournal: NspawnSettings["linkJournal"] = "no";
  override timezone: NspawnSettings["timezone"] = "off";

  /** Absolute path of the root file system. */
  root: string | null = null;
  readonly hooks: Record<HookKind, OciHook[]> = { prestart: [], poststart: [], poststop: [] };
  slice: string | null = null;
  /** Whether anything in `resources` becomes a property of the unit. */
  hasProperties = false;
  readonly resources = new OciResources();
  readonly fullCapabilities: OciCapabilities = {
    effective: null,
    bounding: null,
    inheritable: null,
    permitted: null,
    ambient: null,
  };
  uid: number | null = null;
  gid: number | null = null;
  supplementaryGids: number[] = [];
  consoleWidth: number | null = null;
  consoleHeight: number | null = null;
  consoleMode: "pipe" | null = null;
  extraNodes: DeviceNode[] = [];
  /** The kernel's clone bits of IPC, PID and UTS namespaces; `null` when no namespaces were listed. */
  cloneNamespaces: number | null = null;
  networkNamespacePath: string | null = null;
  useCgroupNamespace: boolean | null = null;
  /** In the order of the file; a name may repeat. */
  sysctl: (readonly [name: string, value: string])[] = [];
  seccomp: SeccompFilter | null = null;

  constructor(
    /** Absolute path of the bundle's folder. */
    readonly bundle: string,
  ) {
    super();
  }
}
