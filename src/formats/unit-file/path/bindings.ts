import type { Binding, Bindings } from "../../../directives/assignment.js";
import { bool, mode, sec, unsigned } from "../../../directives/values.js";
import { triggerUnit } from "../common/trigger-unit.js";
import type { UnitAssignment } from "../unit.js";
import { resolvePath } from "../values.js";
import type { PathSettings, PathSpecKind } from "./settings.js";

/** A path to watch; an empty value clears the paths of all kinds. Origin: config_parse_path_spec() at 257. */
function spec(kind: PathSpecKind): Binding<PathSettings, UnitAssignment> {
  return (settings, value, at) => {
    if (value === "") {
      settings.specs = [];
      return undefined;
    }
    const path = resolvePath(at, value);
    if (path !== null) settings.specs.push({ kind, path });
    return undefined;
  };
}

/** Directives of systemd.path(5). */
export const pathBindings: Bindings<PathSettings, UnitAssignment> = {
  PathExists: spec("PathExists"),
  PathExistsGlob: spec("PathExistsGlob"),
  PathChanged: spec("PathChanged"),
  PathModified: spec("PathModified"),
  DirectoryNotEmpty: spec("DirectoryNotEmpty"),
  Unit: triggerUnit,
  MakeDirectory: bool("makeDirectory"),
  DirectoryMode: mode("directoryMode"),
  TriggerLimitIntervalSec: sec("triggerLimitIntervalUsec"),
  TriggerLimitBurst: unsigned("triggerLimitBurst"),
};
