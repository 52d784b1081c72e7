import { Severity } from "../../../core/diagnostics.js";
import type { Errno } from "../../../core/errno.js";
import type { Binding, FieldOf } from "../../../directives/assignment.js";
import { assign } from "../../../directives/values.js";
import { isUserGroupNameValid } from "../../../text/names.js";
import { SpecifierFailure, unitFullPrintf } from "../specifiers.js";
import type { UnitAssignment } from "../unit.js";

/** The user that owns what no other user owns: nothing should run as it. */
const NOBODY = "nobody";

/** A user or group by name or number, specifiers resolved; `null` after a report at error level. */
export function resolveAccount(text: string, at: UnitAssignment): string | null {
  const name = unitFullPrintf(at, text);
  if (name instanceof SpecifierFailure) at.report(Severity.err, "unit-file.bad-specifier", { value: text });
  else if (isUserGroupNameValid(name, { allowNumeric: true, relax: true })) return name;
  else at.report(Severity.err, "unit-file.bad-account", { value: name });
  return null;
}

/** A user or group; a bad one ends the file (`ENOEXEC`). Origin: config_parse_user_group_compat() at 257. */
export function userOrGroup<Settings>(field: FieldOf<Settings, string | null>): Binding<Settings, UnitAssignment> {
  return (settings, value, at): Errno | undefined => {
    const name = value === "" ? null : resolveAccount(value, at);
    if (name === null && value !== "") return "ENOEXEC";
    if (name === NOBODY && at.key.includes("User")) at.report(Severity.notice, "unit-file.nobody-as-user", { value });
    assign(settings, field, name);
    return undefined;
  };
}
