import { serviceExecCommand } from "../../../directives/enums.js";
import { formatOpenFile, unprintableOpenFile } from "../../../directives/open-file.js";
import { yesNo } from "../../../text/numbers.js";
import { formatSignal } from "../../../text/signal.js";
import { wholeSeconds } from "../common/dump.js";
import { dumpExecCommands } from "../exec/command.js";
import { dumpUnitCGroup, dumpUnitExec } from "../group-dump.js";
import { dumpKill } from "../kill/dump.js";
import type { Unit } from "../unit.js";
import type { ServiceSettings } from "./settings.js";

/** Appends the settings of a service as the unit dump has them, its commands, processes and resources included. */
export function dumpService(unit: Unit, service: ServiceSettings, out: string[]): void {
  out.push(
    "\tService State: dead",
    "\tResult: success",
    "\tReload Result: success",
    "\tClean Result: success",
    "\tLiveMount Result: success",
    `\tPermissionsStartOnly: ${yesNo(service.permissionsStartOnly)}`,
    `\tRootDirectoryStartOnly: ${yesNo(service.rootDirectoryStartOnly)}`,
    `\tRemainAfterExit: ${yesNo(service.remainAfterExit)}`,
    `\tGuessMainPID: ${yesNo(service.guessMainPID)}`,
    `\tType: ${service.type ?? "(null)"}`,
    `\tRestart: ${service.restart}`,
    `\tNotifyAccess: ${service.notifyAccess ?? "none"}`,
    "\tNotifyState: unknown",
    `\tOOMPolicy: ${service.oomPolicy ?? "(null)"}`,
    `\tReloadSignal: ${formatSignal(service.reloadSignal)}`,
  );
  if (service.pidFile !== null) out.push(`\tPIDFile: ${service.pidFile}`);
  if (service.busName !== null) out.push(`\tBusName: ${service.busName}`, "\tBus Name Good: no");
  out.push(
    `\tRestartSec: ${wholeSeconds(service.restartUsec)}`,
    `\tRestartSteps: ${service.restartSteps}`,
    `\tRestartMaxDelaySec: ${wholeSeconds(service.restartMaxDelayUsec)}`,
    `\tTimeoutStartSec: ${wholeSeconds(service.timeoutStartUsec)}`,
    `\tTimeoutStopSec: ${wholeSeconds(service.timeoutStopUsec)}`,
    `\tTimeoutStartFailureMode: ${service.timeoutStartFailureMode}`,
    `\tTimeoutStopFailureMode: ${service.timeoutStopFailureMode}`,
  );
  if (service.timeoutAbortUsec !== null) out.push(`\tTimeoutAbortSec: ${wholeSeconds(service.timeoutAbortUsec)}`);
  out.push(
    `\tRuntimeMaxSec: ${wholeSeconds(service.runtimeMaxUsec)}`,
    `\tRuntimeRandomizedExtraSec: ${wholeSeconds(service.runtimeRandomizedExtraUsec)}`,
    `\tWatchdogSec: ${wholeSeconds(service.watchdogUsec)}`,
  );
  dumpKill(unit.kill!, out);
  dumpUnitExec(unit, out);
  for (const command of serviceExecCommand) dumpExecCommands(command, service.commands[command], out);
  if (service.fdStoreMax > 0) {
    out.push(
      `\tFile Descriptor Store Max: ${service.fdStoreMax}`,
      `\tFile Descriptor Store Pin: ${service.fdStorePreserve}`,
      "\tFile Descriptor Store Current: 0",
    );
  }
  for (const file of service.openFiles) {
    if (unprintableOpenFile(file) === null) out.push(`\tOpen File: ${formatOpenFile(file)}`);
  }
  dumpUnitCGroup(unit, out);
}
