import { type DualTimestamp, type ProcessReference, type RateLimit, UNLIMITED } from "../../serialize/values.js";
import type { UnitType } from "../../text/unit-name.js";
import { USEC_INFINITY, type Usec } from "../../time/usec.js";

/** What the units of every type have. */
interface Details {
  /** Units are dead until they are put into the state that was read, which is not done here. */
  state: string;
  /** The state that was read, to be taken up later. */
  restoredState: string | null;
}

/** What is known of the main process of a service when it ended; times may be missing. */
export interface ExecStatus {
  pid: number;
  code: number;
  status: number;
  start: DualTimestamp | null;
  exit: DualTimestamp | null;
  handoff: DualTimestamp | null;
}

export interface ServiceDetails extends Details {
  readonly type: "service";
  result: string;
  reloadResult: string;
  liveMountResult: string;
  controlProcess: ProcessReference | null;
  mainProcess: ProcessReference | null;
  mainPidKnown: boolean;
  busNameGood: boolean;
  restarts: number;
  forbidRestart: boolean;
  /** The socket unit whose connection the service serves. */
  acceptSocket: string | null;
  mainStatus: ExecStatus;
  notifyAccess: string | null;
  statusText: string | null;
  statusErrno: number;
  statusBusError: string | null;
  statusVarlinkError: string | null;
  watchdogTimestamp: DualTimestamp | null;
  watchdogOriginal: Usec;
  watchdogOverride: Usec | null;
  reloadBegin: Usec;
}

export interface SocketDetails extends Details {
  readonly type: "socket";
  result: string;
  accepted: number;
  refused: number;
  controlProcess: ProcessReference | null;
  controlCommand: string | null;
  triggerLimit: RateLimit;
}

export interface MountDetails extends Details {
  readonly type: "mount";
  result: string;
  reloadResult: string;
  unmountRetries: number;
  controlProcess: ProcessReference | null;
  controlCommand: string | null;
}

export interface SwapDetails extends Details {
  readonly type: "swap";
  result: string;
  controlProcess: ProcessReference | null;
  controlCommand: string | null;
}

export interface AutomountDetails extends Details {
  readonly type: "automount";
  result: string;
  deviceId: bigint;
  /** Requests of the kernel that are not answered yet. */
  readonly tokens: Set<number>;
  readonly expireTokens: Set<number>;
}

export interface TimerDetails extends Details {
  readonly type: "timer";
  result: string;
  lastTriggerRealtime: Usec;
  lastTriggerMonotonic: Usec;
}

export interface PathDetails extends Details {
  readonly type: "path";
  result: string;
  triggerLimit: RateLimit;
}

export interface DeviceDetails extends Details {
  readonly type: "device";
  restoredSysfs: string | null;
  path: string | null;
  /** What the device was known from. */
  restoredFound: readonly string[];
}

export interface ScopeDetails extends Details {
  readonly type: "scope";
  wasAbandoned: boolean;
  /** Name on the bus of who controls the scope. */
  controller: string | null;
  readonly processes: ProcessReference[];
}

export interface PlainDetails extends Details {
  readonly type: "slice" | "target";
}

export type UnitDetails =
  | ServiceDetails
  | SocketDetails
  | MountDetails
  | SwapDetails
  | AutomountDetails
  | TimerDetails
  | PathDetails
  | DeviceDetails
  | ScopeDetails
  | PlainDetails;

const dead = { state: "dead", restoredState: null } as const;
const SUCCESS = "success";

export const newExecStatus = (pid = 0): ExecStatus => ({
  pid,
  code: 0,
  status: 0,
  start: null,
  exit: null,
  handoff: null,
});

const newService = (): ServiceDetails => ({
  type: "service",
  ...dead,
  result: SUCCESS,
  reloadResult: SUCCESS,
  liveMountResult: SUCCESS,
  controlProcess: null,
  mainProcess: null,
  mainPidKnown: false,
  busNameGood: false,
  restarts: 0,
  forbidRestart: false,
  acceptSocket: null,
  mainStatus: newExecStatus(),
  notifyAccess: null,
  statusText: null,
  statusErrno: 0,
  statusBusError: null,
  statusVarlinkError: null,
  watchdogTimestamp: null,
  watchdogOriginal: USEC_INFINITY,
  watchdogOverride: null,
  reloadBegin: USEC_INFINITY,
});

const newControlled = () => ({ ...dead, result: SUCCESS, controlProcess: null, controlCommand: null });

/** A unit of this type that nothing was read for yet. */
export function newUnitDetails(type: UnitType): UnitDetails {
  switch (type) {
    case "service":
      return newService();
    case "socket":
      return { type, ...newControlled(), accepted: 0, refused: 0, triggerLimit: UNLIMITED };
    case "mount":
      return { type, ...newControlled(), reloadResult: SUCCESS, unmountRetries: 0 };
    case "swap":
      return { type, ...newControlled() };
    case "automount":
      return { type, ...dead, result: SUCCESS, deviceId: 0n, tokens: new Set(), expireTokens: new Set() };
    case "timer":
      return { type, ...dead, result: SUCCESS, lastTriggerRealtime: 0n, lastTriggerMonotonic: 0n };
    case "path":
      return { type, ...dead, result: SUCCESS, triggerLimit: UNLIMITED };
    case "device":
      return { type, ...dead, restoredSysfs: null, path: null, restoredFound: [] };
    case "scope":
      return { type, ...dead, wasAbandoned: false, controller: null, processes: [] };
    default:
      return { type, ...dead };
  }
}
