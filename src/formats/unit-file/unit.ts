import type { Diagnostic } from "../../core/diagnostics.js";
import { Assignment } from "../../directives/assignment.js";
import { ScopeSettings } from "./cgroup/scope.js";
import { CGroupSettings } from "./cgroup/settings.js";
import { CommonSettings } from "./common/settings.js";
import { ExecSettings } from "./exec/settings.js";
import { KillSettings } from "./kill/settings.js";
import { AutomountSettings, MountSettings, SwapSettings } from "./mount/settings.js";
import { PathSettings } from "./path/settings.js";
import { ServiceSettings } from "./service/settings.js";
import { SocketSettings } from "./socket/settings.js";
import { type UnitHost, unknownHost } from "./specifiers.js";
import { TimerSettings } from "./timer/settings.js";
import type { UnitType } from "./unit-types.js";

const hasExec = (type: UnitType): boolean =>
  type === "service" || type === "socket" || type === "mount" || type === "swap";
const hasKill = (type: UnitType): boolean => hasExec(type) || type === "scope";
const hasCGroup = (type: UnitType): boolean => hasKill(type) || type === "slice";

/**
 * The effective settings of one unit, as its file leaves them. Groups that a unit type has not are `null`.
 * Values keep systemd's own units: times in microseconds, sizes in bytes.
 */
export class Unit {
  readonly common: CommonSettings;
  readonly exec: ExecSettings | null;
  readonly kill: KillSettings | null;
  readonly cgroup: CGroupSettings | null;
  readonly service: ServiceSettings | null;
  readonly socket: SocketSettings | null;
  readonly mount: MountSettings | null;
  readonly swap: SwapSettings | null;
  readonly automount: AutomountSettings | null;
  readonly timer: TimerSettings | null;
  readonly path: PathSettings | null;
  readonly scope: ScopeSettings | null;

  constructor(
    readonly type: UnitType,
    /** Full name: `a.service`. */
    readonly name: string,
  ) {
    this.common = new CommonSettings(type);
    this.exec = hasExec(type) ? new ExecSettings(type) : null;
    this.kill = hasKill(type) ? new KillSettings() : null;
    this.cgroup = hasCGroup(type) ? new CGroupSettings(type) : null;
    this.service = type === "service" ? new ServiceSettings() : null;
    this.socket = type === "socket" ? new SocketSettings() : null;
    this.mount = type === "mount" ? new MountSettings() : null;
    this.swap = type === "swap" ? new SwapSettings() : null;
    this.automount = type === "automount" ? new AutomountSettings() : null;
    this.timer = type === "timer" ? new TimerSettings() : null;
    this.path = type === "path" ? new PathSettings() : null;
    this.scope = type === "scope" ? new ScopeSettings() : null;
  }
}

/** An assignment in a unit file: value parsers reach the whole unit through it (names, dependencies, other groups). */
export class UnitAssignment extends Assignment {
  constructor(
    readonly unit: Unit,
    diagnostics: Diagnostic[],
    readonly host: UnitHost = unknownHost,
  ) {
    super(diagnostics);
  }
}
