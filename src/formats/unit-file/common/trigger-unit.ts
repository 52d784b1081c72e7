import type { Binding } from "../../../directives/assignment.js";
import { unitNameType } from "../../../text/unit-name.js";
import type { UnitAssignment } from "../unit.js";
import { resolveUnitName } from "../values.js";
import { addDependency, dependencyName } from "./add-dependency.js";

/** The one unit that a timer or path unit activates. Origin: config_parse_trigger_unit() at 257. */
export const triggerUnit: Binding<{ unit: string | null }, UnitAssignment> = (settings, value, at) => {
  if (settings.unit !== null) return at.warn("unit-file.second-trigger", value);
  const name = resolveUnitName(at, value);
  if (name === null) return undefined;
  if (unitNameType(name) === null) return at.warn("unit-file.bad-unit-name", name);
  if (name === at.unit.name) return at.warn("unit-file.triggers-itself", name);
  if (addDependency(at, "Before", name) && addDependency(at, "Triggers", name)) {
    settings.unit = dependencyName(at.unit.name, name);
  }
  return undefined;
};
