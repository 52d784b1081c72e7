import { dumpCGroup } from "./cgroup/dump.js";
import { CGroupSettings } from "./cgroup/settings.js";
import { dumpExec } from "./exec/dump.js";
import { ExecSettings } from "./exec/settings.js";
import type { Unit } from "./unit.js";
import type { UnitType } from "./unit-types.js";

/** Lines of groups at their defaults, by unit type; made when first asked for. */
const execDefaults = new Map<UnitType, readonly string[]>();
const cgroupDefaults = new Map<UnitType, readonly string[]>();

function defaults(
  known: Map<UnitType, readonly string[]>,
  type: UnitType,
  dump: (out: string[]) => void,
): readonly string[] {
  let lines = known.get(type);
  if (lines === undefined) {
    const made: string[] = [];
    dump(made);
    lines = made;
    known.set(type, lines);
  }
  return lines;
}

/** Appends the settings of a unit's processes; lines of a group that the file leaves alone are made once. */
export function dumpUnitExec(unit: Unit, out: string[]): void {
  const exec = unit.changedExec;
  if (exec !== null) dumpExec(exec, out);
  else out.push(...defaults(execDefaults, unit.type, (lines) => dumpExec(new ExecSettings(unit.type), lines)));
}

/** Appends the resource control settings of a unit, as {@link dumpUnitExec} does. */
export function dumpUnitCGroup(unit: Unit, out: string[]): void {
  const cgroup = unit.changedCGroup;
  if (cgroup !== null) dumpCGroup(cgroup, out);
  else out.push(...defaults(cgroupDefaults, unit.type, (lines) => dumpCGroup(new CGroupSettings(unit.type), lines)));
}
