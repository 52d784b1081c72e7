import type { Errno } from "../../core/errno.js";
import type { Bindings } from "../../directives/assignment.js";
import { cgroupBindings } from "./cgroup/bindings.js";
import { scopeBindings } from "./cgroup/scope.js";
import { commonBindings, commonInServiceBindings } from "./common/bindings.js";
import { execBindings } from "./exec/bindings.js";
import { killBindings } from "./kill/bindings.js";
import { automountBindings, mountBindings, swapBindings } from "./mount/bindings.js";
import { pathBindings } from "./path/bindings.js";
import { serviceBindings, serviceExecBindings } from "./service/bindings.js";
import { socketBindings } from "./socket/bindings.js";
import { timerBindings } from "./timer/bindings.js";
import type { Unit, UnitAssignment } from "./unit.js";
import { sectionsOf, type UnitType, unitTypes } from "./unit-types.js";

/** A directive of one unit type: finds the group of settings that it belongs to and fills it. */
export type UnitDirective = (unit: Unit, value: string, at: UnitAssignment) => Errno | undefined;

/** Section name to key to directive. A key that is known but read by nothing at load time has `null`. */
export type SectionTable = ReadonlyMap<string, ReadonlyMap<string, UnitDirective | null>>;

/** Keys of [Install]: read when a unit is enabled, not when it is loaded. Origin: systemd.unit(5). */
export const installKeys = ["Alias", "WantedBy", "RequiredBy", "UpheldBy", "Also", "DefaultInstance"] as const;

type DirectiveMap = Map<string, UnitDirective | null>;

/** Adds bindings of a settings group to a section. A key that is there already stays: the section's own comes first. */
function include<Settings>(
  section: DirectiveMap,
  bindings: Bindings<Settings, UnitAssignment>,
  group: (unit: Unit) => Settings | null,
): void {
  for (const [key, binding] of Object.entries(bindings)) {
    if (section.has(key)) continue;
    section.set(key, (unit, value, at) => binding(group(unit)!, value, at));
  }
}

function ownSection(type: UnitType): DirectiveMap {
  const section: DirectiveMap = new Map();
  const exec = (): void => include(section, execBindings, (unit) => unit.exec);
  const kill = (): void => include(section, killBindings, (unit) => unit.kill);
  const cgroup = (): void => include(section, cgroupBindings, (unit) => unit.cgroup);
  const processes = (): void => {
    exec();
    kill();
    cgroup();
  };
  if (type === "service") {
    include(section, serviceBindings, (unit) => unit.service);
    include(section, serviceExecBindings, (unit) => unit.exec);
    include(section, commonInServiceBindings, (unit) => unit.common);
  }
  if (type === "socket") include(section, socketBindings, (unit) => unit.socket);
  if (type === "mount") include(section, mountBindings, (unit) => unit.mount);
  if (type === "swap") include(section, swapBindings, (unit) => unit.swap);
  if (type === "automount") include(section, automountBindings, (unit) => unit.automount);
  if (type === "timer") include(section, timerBindings, (unit) => unit.timer);
  if (type === "path") include(section, pathBindings, (unit) => unit.path);
  if (type === "scope") include(section, scopeBindings, (unit) => unit.scope);
  if (type === "service" || type === "socket" || type === "mount" || type === "swap") processes();
  if (type === "scope") {
    kill();
    cgroup();
  }
  if (type === "slice") cgroup();
  return section;
}

function tableOf(type: UnitType): SectionTable {
  const common: DirectiveMap = new Map();
  include(common, commonBindings, (unit) => unit.common);
  const [, own] = sectionsOf[type];
  return new Map<string, DirectiveMap>([
    ["Unit", common],
    [own!, ownSection(type)],
    ["Install", new Map(installKeys.map((key) => [key, null]))],
  ]);
}

/** The directives of each unit type. */
export const unitSections: ReadonlyMap<UnitType, SectionTable> = new Map(
  unitTypes.map((type) => [type, tableOf(type)]),
);
