import type {
  execPreserveMode,
  notifyAccess,
  serviceExecCommand,
  serviceExitType,
  serviceRestart,
  serviceRestartMode,
  serviceTimeoutFailureMode,
  serviceType,
} from "../../../directives/enums.js";
import type { OpenFile } from "../../../directives/open-file.js";
import { USEC_INFINITY, type Usec } from "../../../time/usec.js";
import type { OOMPolicy } from "../cgroup/settings.js";
import type { ExecCommand } from "../exec/command.js";

export type ServiceType = (typeof serviceType)[number];
export type ServiceExitType = (typeof serviceExitType)[number];
export type ServiceRestart = (typeof serviceRestart)[number];
export type ServiceRestartMode = (typeof serviceRestartMode)[number];
export type NotifyAccess = (typeof notifyAccess)[number];
export type TimeoutFailureMode = (typeof serviceTimeoutFailureMode)[number];
export type PreserveMode = (typeof execPreserveMode)[number];

/** Exit codes (0–255) and signals that count as one outcome. */
export class ExitStatusSet {
  readonly statuses = new Set<number>();
  readonly signals = new Set<number>();

  clear(): void {
    this.statuses.clear();
    this.signals.clear();
  }
}

export type ServiceCommand = (typeof serviceExecCommand)[number];

/** Settings of the [Service] section. Times in microseconds. Origin: systemd.service(5). */
export class ServiceSettings {
  readonly commands: Record<ServiceCommand, ExecCommand[]> = {
    ExecCondition: [],
    ExecStartPre: [],
    ExecStart: [],
    ExecStartPost: [],
    ExecReload: [],
    ExecStop: [],
    ExecStopPost: [],
  };
  /** `null`: chosen when the unit is loaded, from the other settings. */
  type: ServiceType | null = null;
  exitType: ServiceExitType = "main";
  restart: ServiceRestart = "no";
  restartMode: ServiceRestartMode = "normal";
  notifyAccess: NotifyAccess | null = null;
  oomPolicy: OOMPolicy | null = null;
  /** Signal number. */
  reloadSignal = 1;
  busName: string | null = null;
  pidFile: string | null = null;
  restartUsec: Usec = 100_000n;
  restartSteps = 0;
  restartMaxDelayUsec: Usec = USEC_INFINITY;
  timeoutStartUsec: Usec = 90_000_000n;
  startTimeoutDefined = false;
  timeoutStopUsec: Usec = 90_000_000n;
  /** `null`: as {@link timeoutStopUsec}. */
  timeoutAbortUsec: Usec | null = null;
  timeoutStartFailureMode: TimeoutFailureMode = "terminate";
  timeoutStopFailureMode: TimeoutFailureMode = "terminate";
  runtimeMaxUsec: Usec = USEC_INFINITY;
  runtimeRandomizedExtraUsec: Usec = 0n;
  watchdogUsec: Usec = 0n;
  permissionsStartOnly = false;
  rootDirectoryStartOnly = false;
  remainAfterExit = false;
  guessMainPID = true;
  readonly restartPreventStatus = new ExitStatusSet();
  readonly restartForceStatus = new ExitStatusSet();
  readonly successStatus = new ExitStatusSet();
  fdStoreMax = 0;
  fdStorePreserve: PreserveMode = "restart";
  usbFunctionDescriptors: string | null = null;
  usbFunctionStrings: string | null = null;
  openFiles: OpenFile[] = [];
}
