import { isBusName } from "../../../dbus/names.js";
import type { Binding, Bindings } from "../../../directives/assignment.js";
import {
  execPreserveMode,
  notifyAccess,
  oomPolicy,
  serviceExitType,
  serviceRestart,
  serviceRestartMode,
  serviceTimeoutFailureMode,
  serviceType,
} from "../../../directives/enums.js";
import { parseOpenFile } from "../../../directives/open-file.js";
import { bool, enumeration, retired, sec, secFix0, signal, unsigned } from "../../../directives/values.js";
import { parseExitStatus } from "../../../text/exit-status.js";
import { WHITESPACE, WordReader } from "../../../text/extract-word.js";
import { isErrno } from "../../../text/numbers.js";
import { isPathAbsolute, PathCheck } from "../../../text/path.js";
import { parseSignal } from "../../../text/signal.js";
import { parseSec, parseSecFix0 } from "../../../time/timespan.js";
import { addDependency } from "../common/add-dependency.js";
import { parseExecCommands } from "../exec/command.js";
import type { ExecSettings } from "../exec/settings.js";
import { SpecifierFailure, unitFullPrintf } from "../specifiers.js";
import type { UnitAssignment } from "../unit.js";
import { checkedPath, fromLegacyRun, resolvePathText, resolveUnitName, unitPath } from "../values.js";
import type { ExitStatusSet, ServiceCommand, ServiceSettings } from "./settings.js";

type ServiceBinding = Binding<ServiceSettings, UnitAssignment>;

/** Longest bus name. Origin: D-Bus specification, "Valid Names". */
const BUS_NAME_MAX = 255;

const command =
  (name: ServiceCommand): ServiceBinding =>
  (settings, value, at) =>
    parseExecCommands(settings.commands[name], value, at);

/** A path below /run unless it is absolute; one below /var/run is rewritten, a bad one ends the file. Origin: config_parse_pid_file() at 257. */
const pidFile: ServiceBinding = (settings, value, at) => {
  if (value === "") {
    settings.pidFile = null;
    return undefined;
  }
  const text = resolvePathText(at, value);
  if (text === null) return undefined;
  const checks = PathCheck.ABSOLUTE | PathCheck.NON_API_VFS;
  const path = checkedPath(at, isPathAbsolute(text) ? text : `/run/${text}`, checks);
  if (path === null) return "EINVAL";
  settings.pidFile = fromLegacyRun(at, path);
  return undefined;
};

/** Zero means for ever. `TimeoutSec=` sets both timeouts. Origin: config_parse_service_timeout() at 257. */
function timeout(both: boolean): ServiceBinding {
  return (settings, value, at) => {
    const usec = parseSecFix0(value);
    if (typeof usec === "string") return at.warn("value.not-timespan", value);
    settings.startTimeoutDefined = true;
    settings.timeoutStartUsec = usec;
    if (both) settings.timeoutStopUsec = usec;
    return undefined;
  };
}

/** Empty: as the stop timeout. Origin: config_parse_timeout_abort() at 257. */
const timeoutAbort: ServiceBinding = (settings, value, at) => {
  const usec = value === "" ? null : parseSec(value);
  if (typeof usec === "string") return at.warn("value.not-timespan", value);
  settings.timeoutAbortUsec = usec;
  return undefined;
};

/** Exit codes by number or name, and signals by name. Origin: config_parse_set_status() at 257. */
function statusSet(field: "restartPreventStatus" | "restartForceStatus" | "successStatus"): ServiceBinding {
  return (settings, value, at) => {
    const set: ExitStatusSet = settings[field];
    if (value === "") {
      set.clear();
      return undefined;
    }
    const words = new WordReader(value);
    for (;;) {
      const word = words.next(WHITESPACE, 0);
      if (words.failed) return at.warn("value.bad-syntax", value);
      if (word === null) return undefined;
      const status = parseExitStatus(word);
      if (!isErrno(status)) {
        set.statuses.add(status);
        continue;
      }
      const number = parseSignal(word);
      if (isErrno(number)) at.warn("unit-file.not-exit-status", word);
      else set.signals.add(number);
    }
  };
}

/** A well-known or unique bus name. Origin: config_parse_bus_name() at 257. */
const busName: ServiceBinding = (settings, value, at) => {
  const name = unitFullPrintf(at, value, BUS_NAME_MAX);
  if (name instanceof SpecifierFailure) return at.warn("unit-file.bad-specifier", value);
  if (!isBusName(name)) return at.warn("unit-file.bad-bus-name", name);
  settings.busName = name;
  return undefined;
};

/** Socket units that the service takes its sockets from; a name that is none is reported for each of the two uses. Origin: config_parse_service_sockets() at 257. */
const sockets: ServiceBinding = (_settings, value, at) => {
  const words = new WordReader(value);
  for (;;) {
    const word = words.next(WHITESPACE, 0);
    if (words.failed) return at.warn("value.bad-syntax", value);
    if (word === null) return undefined;
    const name = resolveUnitName(at, word);
    if (name === null) continue;
    if (!name.endsWith(".socket")) at.warn("unit-file.wrong-unit-type", name);
    else {
      if (addDependency(at, "Wants", name)) addDependency(at, "After", name);
      addDependency(at, "TriggeredBy", name);
    }
  }
};

const openFile: ServiceBinding = (settings, value, at) => {
  if (value === "") {
    settings.openFiles = [];
    return undefined;
  }
  const file = parseOpenFile(value);
  if (typeof file === "string") return at.warn("unit-file.bad-open-file", value);
  settings.openFiles.push(file);
  return undefined;
};

/** Directives of [Service] that fill the settings of its processes. */
export const serviceExecBindings: Bindings<ExecSettings, UnitAssignment> = {
  NonBlocking: bool("nonBlocking"),
};

/** Directives of systemd.service(5). */
export const serviceBindings: Bindings<ServiceSettings, UnitAssignment> = {
  PIDFile: pidFile,
  ExecCondition: command("ExecCondition"),
  ExecStartPre: command("ExecStartPre"),
  ExecStart: command("ExecStart"),
  ExecReload: command("ExecReload"),
  ExecStartPost: command("ExecStartPost"),
  ExecStop: command("ExecStop"),
  ExecStopPost: command("ExecStopPost"),
  RestartSec: sec("restartUsec"),
  RestartSteps: unsigned("restartSteps"),
  RestartMaxDelaySec: sec("restartMaxDelayUsec"),
  TimeoutSec: timeout(true),
  TimeoutStartSec: timeout(false),
  TimeoutStopSec: secFix0("timeoutStopUsec"),
  TimeoutAbortSec: timeoutAbort,
  TimeoutStartFailureMode: enumeration("timeoutStartFailureMode", serviceTimeoutFailureMode),
  TimeoutStopFailureMode: enumeration("timeoutStopFailureMode", serviceTimeoutFailureMode),
  RuntimeMaxSec: sec("runtimeMaxUsec"),
  RuntimeRandomizedExtraSec: sec("runtimeRandomizedExtraUsec"),
  WatchdogSec: sec("watchdogUsec"),
  Type: enumeration("type", serviceType),
  ExitType: enumeration("exitType", serviceExitType),
  Restart: enumeration("restart", serviceRestart),
  RestartMode: enumeration("restartMode", serviceRestartMode),
  PermissionsStartOnly: bool("permissionsStartOnly"),
  RootDirectoryStartOnly: bool("rootDirectoryStartOnly"),
  RemainAfterExit: bool("remainAfterExit"),
  GuessMainPID: bool("guessMainPID"),
  RestartPreventExitStatus: statusSet("restartPreventStatus"),
  RestartForceExitStatus: statusSet("restartForceStatus"),
  SuccessExitStatus: statusSet("successStatus"),
  SysVStartPriority: retired("legacy"),
  BusName: busName,
  FileDescriptorStoreMax: unsigned("fdStoreMax"),
  FileDescriptorStorePreserve: enumeration("fdStorePreserve", execPreserveMode, { yes: "yes" }),
  NotifyAccess: enumeration("notifyAccess", notifyAccess),
  Sockets: sockets,
  BusPolicy: retired("legacy"),
  USBFunctionDescriptors: unitPath("usbFunctionDescriptors"),
  USBFunctionStrings: unitPath("usbFunctionStrings"),
  OOMPolicy: enumeration("oomPolicy", oomPolicy),
  OpenFile: openFile,
  ReloadSignal: signal("reloadSignal"),
};
