import { DescriptorTable } from "../../serialize/descriptors.js";
import { type DualTimestamp, isTimestampSet, type ProcessReference, type RateLimit } from "../../serialize/values.js";
import type { UnitType } from "../../text/unit-name.js";
import { USEC_INFINITY, type Usec } from "../../time/usec.js";
import {
  AUTO_START_STOP_RATE_LIMIT,
  DUMP_RATE_LIMIT,
  type ExportedSetting,
  type JobType,
  type LogTarget,
  type ManagerTimestamp,
  RELOAD_RATE_LIMIT,
  START_RATE_LIMIT,
  type UnitTimestamp,
  type Watchdog,
} from "./tables.js";
import type { UnitDetails } from "./unit-details.js";

/** What started a job: a path or timer unit, and what of it did. */
export interface ActivationDetails {
  readonly unitType: "path" | "timer";
  unitName: string | null;
  /** Of a path unit. */
  path: string | null;
  /** Of a timer unit. */
  lastTrigger: DualTimestamp;
}

/** A job that was read with its unit. Times are `CLOCK_MONOTONIC`. */
export interface Job {
  id: number;
  type: JobType | null;
  state: "waiting" | "running";
  irreversible: boolean;
  sentDbusNewSignal: boolean;
  ignoreOrder: boolean;
  begin: Usec;
  beginRunning: Usec;
  /** Names on the bus that asked for the job; systemd looks them up anew and writes those that are there. */
  readonly subscribed: string[];
  activation: ActivationDetails | null;
}

/** What is known of the control group of a unit. Masks have one bit for each controller, in systemd's order. */
export interface CGroupRuntime {
  path: string | null;
  id: bigint;
  realized: boolean;
  realizedMask: number;
  enabledMask: number;
  invalidatedMask: number;
  cpuUsageBase: bigint;
  cpuUsageLast: bigint | null;
  managedOomKillLast: bigint;
  oomKillLast: bigint;
  readonly memoryLast: Map<string, bigint>;
  /** Counted in control groups that are gone; shown where IP accounting is on, which no unit here has. */
  readonly ipExtra: Map<string, bigint>;
  readonly ioBase: bigint[];
  readonly ioLast: (bigint | null)[];
}

/** A unit of the manager: what all units have, and in `details` what its type has. */
export class Unit {
  /** What was read; moments that only the clock could tell are missing. */
  readonly timestamps = new Map<UnitTimestamp, DualTimestamp>();
  startRateLimit: RateLimit = START_RATE_LIMIT;
  autoStartStopRateLimit: RateLimit = AUTO_START_STOP_RATE_LIMIT;
  conditionResult = false;
  assertResult = false;
  transient = false;
  inAudit = false;
  debugInvocation = false;
  readonly exported = new Set<ExportedSetting>();
  referencedUid: number | null = null;
  referencedGid: number | null = null;
  /** Names on the bus that keep the unit; systemd looks them up anew and writes those that are there. */
  readonly references: string[] = [];
  /** 32 hexadecimal digits. */
  invocationId: string | null = null;
  freezerState = "running";
  readonly markers = new Set<string>();
  cgroup: CGroupRuntime | null = null;
  job: Job | null = null;
  /** A job that does nothing may be there beside another one. */
  nopJob: Job | null = null;

  constructor(
    readonly name: string,
    readonly type: UnitType,
    readonly details: UnitDetails,
  ) {}

  /** Whether a moment was read, on either clock. */
  hasTimestamp(name: UnitTimestamp): boolean {
    const timestamp = this.timestamps.get(name);
    return timestamp !== undefined && isTimestampSet(timestamp);
  }
}

/** Folders that units share, by the id of what they belong to. */
export interface SharedRuntime {
  temporaryFolder: string | null;
  varTemporaryFolder: string | null;
}

/** The state of a service manager: what it hands to itself when it is reloaded or executed anew. */
export class ManagerState {
  /** The id that the next job gets. */
  currentJobId = 1;
  installedJobs = 0;
  failedJobs = 0;
  taintLogged = false;
  serviceWatchdogs = false;
  /** Overrides; `null` where nothing is overridden. */
  showStatus: string | null = null;
  logLevel: number | null = null;
  logTarget: LogTarget | null = null;
  readonly watchdogs = new Map<Watchdog, Usec>();
  pretimeoutGovernor: string | null = null;
  /** What the manager did before it was executed anew; not written again. */
  previousObjective: string | null = null;
  softReboots = 0;
  readonly timestamps = new Map<ManagerTimestamp, DualTimestamp>();
  /** `NAME=value`, each name once. */
  readonly environment: string[] = [];
  dumpRateLimit: RateLimit = DUMP_RATE_LIMIT;
  reloadRateLimit: RateLimit = RELOAD_RATE_LIMIT;
  /** Read, but written only along with the descriptor of the socket. */
  notifySocket: string | null = null;
  /** Names on the bus that want signals; systemd looks them up anew and writes those that are there. */
  readonly subscribed: string[] = [];
  /** Users and groups whose IPC objects go with their last unit. */
  readonly destroyIpcUids = new Set<number>();
  readonly destroyIpcGids = new Set<number>();
  readonly runtimes = new Map<string, SharedRuntime>();
  readonly units = new Map<string, Unit>();

  /** `descriptors` are those that are in use; what refers to a process uses one more. */
  constructor(readonly descriptors: DescriptorTable = new DescriptorTable(3)) {}

  /** The overridden time-out of a watchdog, infinite when it is not. */
  watchdog(name: Watchdog): Usec {
    return this.watchdogs.get(name) ?? USEC_INFINITY;
  }
}

export const newCGroupRuntime = (): CGroupRuntime => ({
  path: null,
  id: 0n,
  realized: false,
  realizedMask: 0,
  enabledMask: 0,
  invalidatedMask: ALL_CONTROLLERS,
  cpuUsageBase: 0n,
  cpuUsageLast: null,
  managedOomKillLast: 0n,
  oomKillLast: 0n,
  memoryLast: new Map(),
  ipExtra: new Map(),
  ioBase: [0n, 0n, 0n, 0n],
  ioLast: [null, null, null, null],
});

/** Every controller that there is. */
export const ALL_CONTROLLERS = (1 << 13) - 1;

export const newJob = (): Job => ({
  id: 0,
  type: null,
  state: "waiting",
  irreversible: false,
  sentDbusNewSignal: false,
  ignoreOrder: false,
  begin: 0n,
  beginRunning: 0n,
  subscribed: [],
  activation: null,
});

export type { DualTimestamp, ProcessReference, RateLimit };
