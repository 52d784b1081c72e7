import { Severity } from "../../../core/diagnostics.js";
import { splitUnitName, UnitNameKind, unitNameKind, unitNameReplaceInstance } from "../../../text/unit-name.js";
import type { UnitAssignment } from "../unit.js";
import type { DependencyKind, DependencyOrigin } from "./dependencies.js";

/**
 * The unit that a name in a file means: itself, or, for a template, its instance of the same name as the unit's own
 * instance (its prefix where it has none). `null` when it is no unit name. Origin: unit_add_dependency_by_name() at 257.
 */
export function dependencyName(unitName: string, name: string): string | null {
  const kind = unitNameKind(name);
  if (kind === 0) return null;
  if (kind !== UnitNameKind.TEMPLATE) return name;
  const own = splitUnitName(unitName);
  if (own === null) return null;
  return unitNameReplaceInstance(name, own.instance ?? own.prefix);
}

/** Adds a dependency that a file names, with the reports that systemd gives; false when the name cannot be used. */
export function addDependency(
  at: UnitAssignment,
  kind: DependencyKind,
  name: string,
  origin: DependencyOrigin = "file",
): boolean {
  const { unit } = at;
  const other = dependencyName(unit.name, name);
  if (other === null) {
    at.warn("unit-file.bad-dependency", name);
    return false;
  }
  const verdict = unit.common.dependencies.add(unit, kind, other, origin);
  if (verdict !== "added" && verdict !== "self") {
    at.reportWhole(Severity.warning, `unit-file.dependency-${verdict}`, { kind, value: other });
  }
  return true;
}
