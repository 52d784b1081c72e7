import { Severity } from "../../core/diagnostics.js";
import {
  splitUnitName,
  UnitNameKind,
  type UnitType,
  unitNameKind,
  unitNamePathUnescape,
  unitTypeMayTemplate,
} from "../../text/unit-name.js";
import { Unit } from "./model.js";
import type { StateReader } from "./reader.js";
import { UNITS_MAX } from "./tables.js";
import { newUnitDetails } from "./unit-details.js";

const ROOT_SLICE = "-.slice";
const SYSTEM_SLICE = "system.slice";
const INIT_SCOPE = "init.scope";
const ROOT_MOUNT = "-.mount";
const SHUTDOWN_TARGET = "shutdown.target";
const SLICE_SUFFIX = ".slice";
const NOT_FOUND = -1;

/**
 * The slice that a slice lies in: what is before the last hyphen. `null` when the name is no place among the slices.
 * Origin: systemd.slice(5), slice_build_parent_slice() at 257.
 */
function parentSlice(name: string): string | null {
  const place = name.slice(0, -SLICE_SUFFIX.length);
  if (place.startsWith("-") || place.endsWith("-") || place.includes("--")) return null;
  const hyphen = place.lastIndexOf("-");
  return hyphen === NOT_FOUND ? ROOT_SLICE : place.slice(0, hyphen) + SLICE_SUFFIX;
}

/**
 * Loads the units that a new unit pulls in by itself. Units without a file have no dependencies but for slices, scopes and
 * the root mount, which need no file. Slices lie in slices as deep as their names have hyphens, at most half of
 * UNIT_NAME_MAX.
 */
function loadDependencies(reader: StateReader, unit: Unit): void {
  const { name } = unit;
  if (unit.type === "slice" && name !== ROOT_SLICE) {
    const parent = parentSlice(name);
    if (parent === null) {
      reader.debug("manager-serialize.bad-slice-name", { name });
      return;
    }
    loadUnit(reader, parent);
    if (name !== SYSTEM_SLICE) loadUnit(reader, SHUTDOWN_TARGET);
  } else if (name === INIT_SCOPE) {
    unit.transient = true;
    loadUnit(reader, ROOT_SLICE);
  } else if (unit.type === "scope") {
    loadUnit(reader, SYSTEM_SLICE);
    loadUnit(reader, SHUTDOWN_TARGET);
  } else if (name === ROOT_MOUNT) loadUnit(reader, ROOT_SLICE);
  else if (unit.type === "device" && unitNamePathUnescape(name.slice(0, name.lastIndexOf("."))) === null) {
    reader.debug("manager-serialize.no-device-path", { name });
  }
}

/** Adds a unit with a name that is valid and not taken; `null`, reported, where there can be no such unit. */
function addUnit(reader: StateReader, name: string, type: UnitType, instance: string | null): Unit | null {
  if (instance !== null && !unitTypeMayTemplate(type)) {
    reader.debug("manager-serialize.no-instances", { name });
    return null;
  }
  const { units } = reader.state;
  if (units.size >= UNITS_MAX) {
    reader.report("manager-serialize.too-many-units", Severity.warning, { name });
    return null;
  }
  const unit = new Unit(name, type, newUnitDetails(type));
  units.set(name, unit);
  loadDependencies(reader, unit);
  return unit;
}

/**
 * The unit of a name, made when it is not there yet; `null` when there can be none. No unit file is looked for.
 * Origin: manager_load_unit() at 257.
 */
export function loadUnit(reader: StateReader, name: string): Unit | null {
  const known = reader.state.units.get(name);
  if (known !== undefined) return known;
  if ((unitNameKind(name) & (UnitNameKind.PLAIN | UnitNameKind.INSTANCE)) === 0) return null;
  const { type, instance } = splitUnitName(name)!;
  return addUnit(reader, name, type, instance);
}
