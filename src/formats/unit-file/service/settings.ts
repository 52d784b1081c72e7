import type { OpenFile } from "../../../directives/open-file.js";
import { USEC_INFINITY, type Usec } from "../../../time/usec.js";
import type { OOMPolicy } from "../cgroup/settings.js";
import type { ExecCommand } from "../exec/command.js";

export const serviceTypes = [
  "simple",
  "exec",
  "forking",
  "oneshot",
  "dbus",
  "notify",
  "notify-reload",
  "idle",
] as const;
export const serviceExitTypes = ["main", "cgroup"] as const;
export const serviceRestarts = [
  "no",
  "on-success",
  "on-failure",
  "on-abnormal",
  "on-watchdog",
  "on-abort",
  "always",
] as const;
export const serviceRestartModes = ["normal", "direct", "debug"] as const;
export const notifyAccesses = ["none", "main", "exec", "all"] as const;
export const timeoutFailureModes = ["terminate", "abort", "kill"] as const;

export type ServiceType = (typeof serviceTypes)[number];
export type ServiceExitType = (typeof serviceExitTypes)[number];
export type ServiceRestart = (typeof serviceRestarts)[number];
export type ServiceRestartMode = (typeof serviceRestartModes)[number];
export type NotifyAccess = (typeof notifyAccesses)[number];
export type TimeoutFailureMode = (typeof timeoutFailureModes)[number];
export type PreserveMode = "no" | "yes" | "restart";

/** Exit codes (0–255) and signals that count as one outcome. */
export class ExitStatusSet {
  readonly statuses = new Set<number>();
  readonly signals = new Set<number>();

  clear(): void {
    this.statuses.clear();
    this.signals.clear();
  }
}

/** Commands of a service, in the order of the dump. */
export const serviceCommands = [
  "ExecCondition",
  "ExecStartPre",
  "ExecStart",
  "ExecStartPost",
  "ExecReload",
  "ExecStop",
  "ExecStopPost",
] as const;

export type ServiceCommand = (typeof serviceCommands)[number];

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
