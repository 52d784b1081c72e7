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

const withExec: ReadonlySet<UnitType> = new Set(["service", "socket", "mount", "swap"]);
const withKill: ReadonlySet<UnitType> = new Set([...withExec, "scope"]);
const withCGroup: ReadonlySet<UnitType> = new Set([...withKill, "slice"]);

/** Settings that only one unit type has, by that type. */
interface OwnSettings {
  readonly service: ServiceSettings;
  readonly socket: SocketSettings;
  readonly mount: MountSettings;
  readonly swap: SwapSettings;
  readonly automount: AutomountSettings;
  readonly timer: TimerSettings;
  readonly path: PathSettings;
  readonly scope: ScopeSettings;
}

const ownSettings: Readonly<Partial<Record<UnitType, () => Partial<OwnSettings>>>> = {
  service: () => ({ service: new ServiceSettings() }),
  socket: () => ({ socket: new SocketSettings() }),
  mount: () => ({ mount: new MountSettings() }),
  swap: () => ({ swap: new SwapSettings() }),
  automount: () => ({ automount: new AutomountSettings() }),
  timer: () => ({ timer: new TimerSettings() }),
  path: () => ({ path: new PathSettings() }),
  scope: () => ({ scope: new ScopeSettings() }),
};

/**
 * The effective settings of one unit, as its file leaves them. Groups that a unit type has not are `null`.
 * Values keep systemd's own units: times in microseconds, sizes in bytes.
 */
export class Unit {
  readonly common: CommonSettings;
  readonly kill: KillSettings | null;
  readonly service: ServiceSettings | null;
  readonly socket: SocketSettings | null;
  readonly mount: MountSettings | null;
  readonly swap: SwapSettings | null;
  readonly automount: AutomountSettings | null;
  readonly timer: TimerSettings | null;
  readonly path: PathSettings | null;
  readonly scope: ScopeSettings | null;

  /** Made when they are first asked for: most files set nothing in them. */
  #exec: ExecSettings | null = null;
  #cgroup: CGroupSettings | null = null;

  constructor(
    readonly type: UnitType,
    /** Full name: `a.service`. */
    readonly name: string,
  ) {
    this.common = new CommonSettings(type);
    this.kill = withKill.has(type) ? new KillSettings() : null;
    const own: Partial<OwnSettings> = ownSettings[type]?.() ?? {};
    this.service = own.service ?? null;
    this.socket = own.socket ?? null;
    this.mount = own.mount ?? null;
    this.swap = own.swap ?? null;
    this.automount = own.automount ?? null;
    this.timer = own.timer ?? null;
    this.path = own.path ?? null;
    this.scope = own.scope ?? null;
  }

  get exec(): ExecSettings | null {
    if (this.#exec === null && withExec.has(this.type)) this.#exec = new ExecSettings(this.type);
    return this.#exec;
  }

  get cgroup(): CGroupSettings | null {
    if (this.#cgroup === null && withCGroup.has(this.type)) this.#cgroup = new CGroupSettings(this.type);
    return this.#cgroup;
  }

  /** {@link exec}, or `null` while all of it is at its defaults. */
  get changedExec(): ExecSettings | null {
    return this.#exec;
  }

  /** {@link cgroup}, or `null` while all of it is at its defaults. */
  get changedCGroup(): CGroupSettings | null {
    return this.#cgroup;
  }

  get hasCGroup(): boolean {
    return withCGroup.has(this.type);
  }

  toJSON(): Readonly<Record<string, unknown>> {
    const { type, name, common, exec, kill, cgroup, service, socket, mount, swap, automount, timer, path, scope } =
      this;
    return { type, name, common, exec, kill, cgroup, service, socket, mount, swap, automount, timer, path, scope };
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
