import { Severity } from "../../../core/diagnostics.js";
import {
  splitUnitName,
  UnitNameKind,
  unitNameKind,
  unitNameReplaceInstance,
  unitNameType,
  unitTypeMayTemplate,
} from "../../../text/unit-name.js";
import type { UnitAssignment } from "../unit.js";
import type { DependencyKind, DependencyOrigin } from "./dependencies.js";

/** Whether a unit of that name could be there: no template, and no instance where the type has no templates. Origin: manager_load_unit_prepare() at 257. */
export function isLoadableUnit(name: string): boolean {
  const kind = unitNameKind(name);
  if (kind !== UnitNameKind.INSTANCE) return kind === UnitNameKind.PLAIN;
  return unitTypeMayTemplate(unitNameType(name)!);
}

/**
 * The unit that a name in a file means: itself, or, for a template, its instance of the same name as the unit's own
 * instance (its prefix where it has none). `null` when there can be no such unit. Origin: unit_add_dependency_by_name()
 * at 257.
 */
export function dependencyName(unitName: string, name: string): string | null {
  const unit = unitNameKind(name) === UnitNameKind.TEMPLATE ? ownInstance(unitName, name) : name;
  return unit !== null && isLoadableUnit(unit) ? unit : null;
}

/** The instance of a template that is called like a unit. */
function ownInstance(unitName: string, name: string): string | null {
  const own = splitUnitName(unitName);
  if (own === null) return null;
  return unitNameReplaceInstance(name, own.instance ?? own.prefix);
}

/** Specifiers that stand for the instance of the unit, or for more. */
const INSTANCE_SPECIFIERS = "inN";

/** Whether the instance in the pattern of a unit name is more than the instance of the unit itself. Origin: contains_instance_specifier_superset() at 257. */
function widensInstance(pattern: string): boolean {
  const at = pattern.indexOf("@");
  if (at < 0) return false;
  const dot = pattern.lastIndexOf(".");
  const instance = pattern.slice(at + 1, dot > at ? dot : pattern.length);
  if (instance === "%i") return false;
  for (let i = instance.indexOf("%"); i >= 0; i = instance.indexOf("%", i + 2)) {
    if (i + 1 < instance.length && INSTANCE_SPECIFIERS.includes(instance.charAt(i + 1))) return true;
  }
  return false;
}

/**
 * Whether a dependency, written as `pattern`, is on an instance of the unit's own template that is named after the unit:
 * each instance would need yet another one. Origin: unit_is_likely_recursive_template_dependency() at 257.
 */
export function instantiatesItself(unitName: string, name: string, pattern: string): boolean {
  if (!pattern.includes("%") || unitNameKind(name) !== UnitNameKind.INSTANCE) return false;
  const own = splitUnitName(unitName);
  const other = splitUnitName(name);
  if (own === null || other === null || own.prefix !== other.prefix || own.type !== other.type) return false;
  return widensInstance(pattern);
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
