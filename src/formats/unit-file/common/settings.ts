import type { collectMode, emergencyAction, jobMode } from "../../../directives/enums.js";
import { USEC_INFINITY, type Usec } from "../../../time/usec.js";
import type { UnitType } from "../unit-types.js";
import type { Condition } from "./conditions.js";
import { Dependencies } from "./dependencies.js";

export type EmergencyAction = (typeof emergencyAction)[number];
export type JobMode = (typeof jobMode)[number];
export type CollectMode = (typeof collectMode)[number];

const ignoresIsolate: ReadonlySet<UnitType> = new Set(["device", "mount", "automount", "swap", "slice", "scope"]);

/** Settings of the [Unit] section, and what other sections add to them. Times in microseconds. Origin: systemd.unit(5). */
export class CommonSettings {
  description: string | null = null;
  documentation: string[] = [];
  sourcePath: string | null = null;
  readonly dependencies = new Dependencies();
  /** Paths whose mounts the unit requires, and those it merely wants. */
  readonly requiresMountsFor = new Set<string>();
  readonly wantsMountsFor = new Set<string>();
  slice: string | null = null;
  stopWhenUnneeded = false;
  refuseManualStart = false;
  refuseManualStop = false;
  allowIsolate = false;
  defaultDependencies = true;
  surviveFinalKillSignal = false;
  onSuccessJobMode: JobMode = "fail";
  onFailureJobMode: JobMode = "replace";
  ignoreOnIsolate: boolean;
  jobTimeoutUsec: Usec = USEC_INFINITY;
  jobRunningTimeoutUsec: Usec = USEC_INFINITY;
  /** Whether `JobRunningTimeoutSec=` was set, so that `JobTimeoutSec=` leaves it alone. */
  jobRunningTimeoutSet = false;
  jobTimeoutAction: EmergencyAction = "none";
  jobTimeoutRebootArgument: string | null = null;
  startLimitIntervalUsec: Usec = 10_000_000n;
  startLimitBurst = 5;
  startLimitAction: EmergencyAction = "none";
  failureAction: EmergencyAction = "none";
  successAction: EmergencyAction = "none";
  /** 0–255, or -1 when it was not given. */
  failureActionExitStatus = -1;
  successActionExitStatus = -1;
  rebootArgument: string | null = null;
  /** In the order of the file; an empty assignment of any kind clears all. */
  conditions: Condition[] = [];
  asserts: Condition[] = [];
  collectMode: CollectMode = "inactive";

  constructor(type: UnitType) {
    this.ignoreOnIsolate = ignoresIsolate.has(type);
  }
}
