import { isWhitespace } from "../../../core/ascii.js";
import { Severity } from "../../../core/diagnostics.js";
import type { Binding, Bindings } from "../../../directives/assignment.js";
import { collectMode, emergencyAction as emergencyActions, jobMode } from "../../../directives/enums.js";
import { assign, bool, enumeration, isAsciiText, retired, sec, unsigned } from "../../../directives/values.js";
import { Extract, splitWords, WHITESPACE, WordReader } from "../../../text/extract-word.js";
import { isErrno, parseBoolean, safeAtou8 } from "../../../text/numbers.js";
import { NAME_MAX } from "../../../text/path.js";
import { parseSecFix0 } from "../../../time/timespan.js";
import type { UnitAssignment } from "../unit.js";
import { resolvePath, resolveText, resolveUnitName, unitPath, unitString } from "../values.js";
import { addDependency, instantiatesItself } from "./add-dependency.js";
import { type ConditionKind, conditionKinds, pathConditionKinds } from "./conditions.js";
import type { DependencyKind } from "./dependencies.js";
import type { CommonSettings, EmergencyAction } from "./settings.js";

type UnitBinding = Binding<CommonSettings, UnitAssignment>;

const URL_PREFIXES = ["http://", "https://", "file:/", "info:", "man:"];

/** Whether a text looks like a reference that documentation can be found under: ASCII. Origin: documentation_url_is_valid() at 257. */
function isDocumentationUrl(url: string): boolean {
  return isAsciiText(url) && URL_PREFIXES.some((prefix) => url.startsWith(prefix) && url.length > prefix.length);
}

/** References; specifiers are resolved before the words are told apart. Origin: config_parse_documentation() at 257. */
const documentation: UnitBinding = (settings, value, at) => {
  const text = resolveText(at, value);
  if (text === null) return undefined;
  if (text === "") {
    settings.documentation = [];
    return undefined;
  }
  const urls = splitWords(text, WHITESPACE, Extract.UNQUOTE | Extract.RETAIN_ESCAPE);
  if (urls === null) return at.warn("value.bad-syntax", text);
  for (const url of urls) {
    if (isDocumentationUrl(url)) settings.documentation.push(url);
    else at.warn("unit-file.not-documentation", url);
  }
  return undefined;
};

/** Units of a dependency; every name is taken by itself. Origin: config_parse_unit_deps() at 257. */
function dependency(kind: DependencyKind): UnitBinding {
  return (_settings, value, at) => {
    const words = new WordReader(value);
    for (;;) {
      const word = words.next(WHITESPACE, Extract.RETAIN_ESCAPE);
      if (word === null) return undefined;
      const name = resolveUnitName(at, word);
      if (name === null) continue;
      if (instantiatesItself(at.unit.name, name, word)) {
        at.report(Severity.debug, "unit-file.dependency-instantiates-itself", { kind, value: word });
      } else addDependency(at, kind, name);
    }
  };
}

/** A dependency kind that another one stands for today. Origin: config_parse_obsolete_unit_deps() at 257. */
function obsoleteDependency(kind: DependencyKind): UnitBinding {
  const binding = dependency(kind);
  return (settings, value, at) => {
    at.report(Severity.warning, "unit-file.obsolete-dependency", { value, instead: kind });
    return binding(settings, value, at);
  };
}

/** Paths whose mounts are depended on. Origin: config_parse_unit_mounts_for() at 257. */
function mountsFor(field: "requiresMountsFor" | "wantsMountsFor"): UnitBinding {
  return (settings, value, at) => {
    const words = new WordReader(value);
    for (;;) {
      const word = words.next(WHITESPACE, Extract.UNQUOTE);
      if (words.failed) at.warn("value.bad-syntax", value);
      if (word === null) return undefined;
      const path = resolvePath(at, word);
      if (path !== null) settings[field].add(path);
    }
  };
}

/** The text from `from` on, without white space at its start. */
function skipWhitespace(text: string, from: number): string {
  let at = from;
  while (at < text.length && isWhitespace(text.charCodeAt(at))) at++;
  return text.slice(at);
}

/** A condition or assertion. White space may follow the marks `|` and `!` of those that take no path. Origin: config_parse_unit_condition_path(), config_parse_unit_condition_string() at 257. */
function condition(list: "conditions" | "asserts", kind: ConditionKind): UnitBinding {
  const isPath = pathConditionKinds.has(kind);
  return (settings, value, at) => {
    if (value === "") {
      settings[list] = [];
      return undefined;
    }
    let text = value;
    const takeMark = (mark: string): boolean => {
      if (!text.startsWith(mark)) return false;
      text = isPath ? text.slice(1) : skipWhitespace(text, 1);
      return true;
    };
    const trigger = takeMark("|");
    const negate = takeMark("!");
    const parameter = isPath ? resolvePath(at, text) : resolveText(at, text);
    if (parameter !== null) settings[list].push({ kind, trigger, negate, parameter });
    return undefined;
  };
}

/** Origin: config_parse_emergency_action() at 257. */
export function emergencyAction(
  field: "jobTimeoutAction" | "startLimitAction" | "failureAction" | "successAction",
): UnitBinding {
  return enumeration<CommonSettings, EmergencyAction>(field, emergencyActions) as UnitBinding;
}

/** ASCII text of the length of a file name. Origin: config_parse_reboot_parameter() at 257. */
function rebootParameter(field: "jobTimeoutRebootArgument" | "rebootArgument"): UnitBinding {
  return (settings, value, at) => {
    const text = resolveText(at, value);
    if (text === null) return undefined;
    if (!isAsciiText(text) || text.length > NAME_MAX) return at.warn("unit-file.bad-reboot-argument", text);
    settings[field] = text === "" ? null : text;
    return undefined;
  };
}

/** 0–255, or empty for none. Origin: config_parse_exit_status() at 257. */
function exitStatus(field: "failureActionExitStatus" | "successActionExitStatus"): UnitBinding {
  return (settings, value, at) => {
    const status = value === "" ? -1 : safeAtou8(value);
    if (isErrno(status)) return at.warn("unit-file.not-exit-status", value);
    settings[field] = status;
    return undefined;
  };
}

/** Sets the running timeout as well, unless that was set by itself. Origin: config_parse_job_timeout_sec() at 257. */
const jobTimeout: UnitBinding = (settings, value, at) => {
  const usec = parseSecFix0(value);
  if (typeof usec === "string") return at.warn("value.not-timespan", value);
  settings.jobTimeoutUsec = usec;
  if (!settings.jobRunningTimeoutSet) settings.jobRunningTimeoutUsec = usec;
  return undefined;
};

const jobRunningTimeout: UnitBinding = (settings, value, at) => {
  const usec = parseSecFix0(value);
  if (typeof usec === "string") return at.warn("value.not-timespan", value);
  settings.jobRunningTimeoutUsec = usec;
  settings.jobRunningTimeoutSet = true;
  return undefined;
};

/** Origin: config_parse_job_mode_isolate() at 257. */
const isolate: UnitBinding = (settings, value, at) => {
  const flag = parseBoolean(value);
  if (flag === null) return at.warn("value.not-boolean", value);
  assign(settings, "onFailureJobMode", flag ? "isolate" : "replace");
  return undefined;
};

/** Kinds of condition that have no assertion, as systemd 257's table has it. */
const withoutAssert: ReadonlySet<ConditionKind> = new Set(["Firmware"]);

const conditionBindings: Record<string, UnitBinding> = {};
for (const kind of conditionKinds) conditionBindings[`Condition${kind}`] = condition("conditions", kind);
for (const kind of conditionKinds) {
  if (!withoutAssert.has(kind)) conditionBindings[`Assert${kind}`] = condition("asserts", kind);
}

/** Directives of the [Unit] section. Origin: systemd.unit(5). */
export const commonBindings: Bindings<CommonSettings, UnitAssignment> = {
  Description: unitString("description"),
  Documentation: documentation,
  SourcePath: unitPath("sourcePath"),
  Requires: dependency("Requires"),
  Requisite: dependency("Requisite"),
  Wants: dependency("Wants"),
  BindsTo: dependency("BindsTo"),
  BindTo: dependency("BindsTo"),
  Upholds: dependency("Upholds"),
  Conflicts: dependency("Conflicts"),
  Before: dependency("Before"),
  After: dependency("After"),
  OnSuccess: dependency("OnSuccess"),
  OnFailure: dependency("OnFailure"),
  PropagatesReloadTo: dependency("PropagatesReloadTo"),
  PropagateReloadTo: dependency("PropagatesReloadTo"),
  ReloadPropagatedFrom: dependency("ReloadPropagatedFrom"),
  PropagateReloadFrom: dependency("ReloadPropagatedFrom"),
  PropagatesStopTo: dependency("PropagatesStopTo"),
  StopPropagatedFrom: dependency("StopPropagatedFrom"),
  PartOf: dependency("PartOf"),
  JoinsNamespaceOf: dependency("JoinsNamespaceOf"),
  RequiresOverridable: obsoleteDependency("Requires"),
  RequisiteOverridable: obsoleteDependency("Requisite"),
  RequiresMountsFor: mountsFor("requiresMountsFor"),
  WantsMountsFor: mountsFor("wantsMountsFor"),
  StopWhenUnneeded: bool("stopWhenUnneeded"),
  RefuseManualStart: bool("refuseManualStart"),
  RefuseManualStop: bool("refuseManualStop"),
  AllowIsolate: bool("allowIsolate"),
  DefaultDependencies: bool("defaultDependencies"),
  SurviveFinalKillSignal: bool("surviveFinalKillSignal"),
  OnSuccessJobMode: enumeration("onSuccessJobMode", jobMode),
  OnFailureJobMode: enumeration("onFailureJobMode", jobMode),
  OnFailureIsolate: isolate,
  IgnoreOnIsolate: bool("ignoreOnIsolate"),
  IgnoreOnSnapshot: retired("legacy"),
  JobTimeoutSec: jobTimeout,
  JobRunningTimeoutSec: jobRunningTimeout,
  JobTimeoutAction: emergencyAction("jobTimeoutAction"),
  JobTimeoutRebootArgument: rebootParameter("jobTimeoutRebootArgument"),
  StartLimitIntervalSec: sec("startLimitIntervalUsec"),
  StartLimitInterval: sec("startLimitIntervalUsec"),
  StartLimitBurst: unsigned("startLimitBurst"),
  StartLimitAction: emergencyAction("startLimitAction"),
  FailureAction: emergencyAction("failureAction"),
  SuccessAction: emergencyAction("successAction"),
  FailureActionExitStatus: exitStatus("failureActionExitStatus"),
  SuccessActionExitStatus: exitStatus("successActionExitStatus"),
  RebootArgument: rebootParameter("rebootArgument"),
  CollectMode: enumeration("collectMode", collectMode),
  ...conditionBindings,
};

/** Directives of [Unit] that [Service] takes as well, for files from before they moved. */
export const commonInServiceBindings: Bindings<CommonSettings, UnitAssignment> = {
  StartLimitInterval: sec("startLimitIntervalUsec"),
  StartLimitBurst: unsigned("startLimitBurst"),
  StartLimitAction: emergencyAction("startLimitAction"),
  FailureAction: emergencyAction("failureAction"),
  RebootArgument: unitString("rebootArgument"),
};
