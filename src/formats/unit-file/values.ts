import { Severity } from "../../core/diagnostics.js";
import type { Binding, FieldOf } from "../../directives/assignment.js";
import { assign } from "../../directives/values.js";
import { checkPath, PathCheck, pathBelow, pathStartsWith } from "../../text/path.js";
import { SpecifierFailure, unitFullPrintf, unitNamePrintf, unitPathPrintf } from "./specifiers.js";
import type { UnitAssignment } from "./unit.js";

type Printf = (at: UnitAssignment, text: string) => string | SpecifierFailure;

function resolve(at: UnitAssignment, text: string, printf: Printf): string | null {
  const result = printf(at, text);
  if (!(result instanceof SpecifierFailure)) return result;
  at.warn("unit-file.bad-specifier", text);
  return null;
}

/** A text with its specifiers resolved; `null` after a report when one cannot be. */
export const resolveText = (at: UnitAssignment, text: string): string | null => resolve(at, text, unitFullPrintf);

/** {@link resolveText} with the specifiers that unit names take. */
export const resolveUnitName = (at: UnitAssignment, text: string): string | null => resolve(at, text, unitNamePrintf);

/** {@link resolveText} for paths that are not checked yet. */
export const resolvePathText = (at: UnitAssignment, text: string): string | null => resolve(at, text, unitPathPrintf);

/** Checks a path as settings do and simplifies it; `null` after a report, which is an error where the path is no UTF-8. `checks` are flags of `PathCheck`. */
export function checkedPath(
  at: UnitAssignment,
  path: string,
  checks: number,
  level: Severity = Severity.warning,
): string | null {
  const checked = checkPath(path, checks);
  if ("path" in checked) return checked.path;
  const { problem } = checked;
  at.report(problem === "not-utf8" ? Severity.err : level, `unit-file.path-${problem}`, { value: path });
  return null;
}

/** A path with its specifiers resolved, checked and simplified; `null` after a report. */
export function resolvePath(at: UnitAssignment, text: string, checks: number = PathCheck.ABSOLUTE): string | null {
  const path = resolvePathText(at, text);
  return path === null ? null : checkedPath(at, path, checks);
}

const LEGACY_RUN = "/var/run";

/** A path as it is called today: what is below /var/run is below /run, with a notice. Origin: patch_var_run() at 257. */
export function fromLegacyRun(at: UnitAssignment, path: string): string {
  if (!pathStartsWith(path, LEGACY_RUN)) return path;
  const instead = `/run/${pathBelow(path, LEGACY_RUN)}`;
  at.report(Severity.notice, "unit-file.legacy-run", { value: path, instead });
  return instead;
}

/** Any text, specifiers resolved; an empty value resets to `null`. Origin: config_parse_unit_string_printf() at 257. */
export function unitString<Settings>(field: FieldOf<Settings, string | null>): Binding<Settings, UnitAssignment> {
  return (settings, value, at) => {
    const text = resolveText(at, value);
    if (text !== null) assign(settings, field, text === "" ? null : text);
    return undefined;
  };
}

/** An absolute path, specifiers resolved; an empty value resets to `null`. Origin: config_parse_unit_path_printf() at 257. */
export function unitPath<Settings>(field: FieldOf<Settings, string | null>): Binding<Settings, UnitAssignment> {
  return (settings, value, at) => {
    if (value === "") {
      assign(settings, field, null);
      return undefined;
    }
    const text = resolvePathText(at, value);
    const path = text === null || text === "" ? null : checkedPath(at, text, PathCheck.ABSOLUTE);
    if (path !== null || text === "") assign(settings, field, path);
    return undefined;
  };
}
