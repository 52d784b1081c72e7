import { CpuSet } from "../directives/cpu-set.js";
import type {
  personality,
  resolvConfModeNspawn,
  timezoneMode,
  userNamespaceOwnership,
  volatileMode,
} from "../directives/enums.js";
import type { ResourceLimits } from "../directives/values.js";
import type { CustomMount } from "./custom-mounts.js";

/** What runs first in a container: the program as process 1 or 2, or an init system. */
export type StartMode = "pid1" | "pid2" | "boot";

/** Whether a container has a user namespace: none, one with the ids that are given (or the image has), or with ids picked for it. */
export type UserNamespaceMode = "no" | "fixed" | "pick";

export type LinkJournal = "no" | "auto" | "host" | "guest";

/** A network interface or a pair of them: outside name and inside name. */
export type InterfacePair = readonly [outside: string, inside: string];

/** A port of the host that leads into the container. */
export interface ExposedPort {
  readonly protocol: "tcp" | "udp";
  readonly hostPort: number;
  readonly containerPort: number;
}

/** What only one exposed port may have: protocol and port of the host. */
export const portKey = ({ protocol, hostPort }: ExposedPort): string => `${protocol}:${hostPort}`;

/** All 64 capabilities, whether the kernel has them or not. */
export const EVERY_CAPABILITY = 0xffff_ffff_ffff_ffffn;

/** Ids that a container's user namespace has when none are given. Origin: systemd.nspawn(5) PrivateUsers=. */
export const USER_NAMESPACE_RANGE = 0x1_0000;

/**
 * The settings of a container, as .nspawn files and OCI bundles give them; `null` is "no opinion". Capabilities are
 * masks, {@link EVERY_CAPABILITY} for all. Origin: systemd.nspawn(5), Settings at 257.
 */
export class NspawnSettings {
  startMode: StartMode | null = null;
  ephemeral: boolean | null = null;
  parameters: string[] = [];
  environment: string[] = [];
  user: string | null = null;
  capability = 0n;
  dropCapability = 0n;
  ambientCapability = 0n;
  killSignal: number | null = null;
  personality: (typeof personality)[number] | null = null;
  /** 32 hexadecimal digits. */
  machineId: string | null = null;
  workingDirectory: string | null = null;
  pivotRootNew: string | null = null;
  pivotRootOld: string | null = null;
  userNamespaceMode: UserNamespaceMode | null = null;
  uidShift: number | null = null;
  uidRange: number | null = null;
  notifyReady: boolean | null = null;
  /** System calls and groups as written. */
  systemCallAllowList: string[] = [];
  systemCallDenyList: string[] = [];
  resourceLimits: ResourceLimits = new Map();
  hostname: string | null = null;
  noNewPrivileges: boolean | null = null;
  /** Counts only when `oomScoreAdjustSet`. */
  oomScoreAdjust = 0;
  oomScoreAdjustSet = false;
  cpuSet: CpuSet | null = null;
  resolvConf: (typeof resolvConfModeNspawn)[number] | null = null;
  linkJournal: LinkJournal | null = null;
  /** Whether it does not matter when the journal cannot be linked. */
  linkJournalTry = false;
  timezone: (typeof timezoneMode)[number] | null = null;
  suppressSync: boolean | null = null;

  readOnly: boolean | null = null;
  volatileMode: (typeof volatileMode)[number] | null = null;
  /** In the order of the file. */
  customMounts: CustomMount[] = [];
  userNamespaceOwnership: (typeof userNamespaceOwnership)[number] | null = null;
  bindUser: string[] = [];

  privateNetwork: boolean | null = null;
  networkVeth: boolean | null = null;
  networkBridge: string | null = null;
  /** With the prefix `vz-`. */
  networkZone: string | null = null;
  networkInterfaces: InterfacePair[] = [];
  networkMacvlan: InterfacePair[] = [];
  networkIpvlan: InterfacePair[] = [];
  networkVethExtra: InterfacePair[] = [];
  /** By {@link portKey}, in the order of the file. */
  readonly exposePorts = new Map<string, ExposedPort>();
}

/** Whether two values of settings are the same: plain data, maps whose order does not count, and CPU sets. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!(a instanceof Object && b instanceof Object)) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!isSame(a[i], b[i])) return false;
    return true;
  }
  if (a instanceof Map) {
    if (!(b instanceof Map) || a.size !== b.size) return false;
    for (const [key, value] of a) if (!isSame(value, b.get(key))) return false;
    return true;
  }
  if (a instanceof CpuSet) return b instanceof CpuSet && a.equals(b);
  for (const key in a) {
    if (!isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key])) return false;
  }
  return true;
}

/** The first setting in which two containers differ; `null` when they are the same. */
export function differingSetting<Settings extends NspawnSettings>(a: Settings, b: Settings): string | null {
  for (const name in a) if (!isSame(a[name], b[name])) return name;
  return null;
}
