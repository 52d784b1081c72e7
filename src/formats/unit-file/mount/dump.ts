import { yesNo } from "../../../text/numbers.js";
import { wholeSeconds } from "../common/dump.js";
import { dumpUnitCGroup, dumpUnitExec } from "../group-dump.js";
import { dumpKill } from "../kill/dump.js";
import type { Unit } from "../unit.js";
import type { AutomountSettings, MountSettings, SwapSettings } from "./settings.js";

const mode = (value: number): string => value.toString(8).padStart(4, "0");

function dumpProcesses(unit: Unit, out: string[]): void {
  dumpUnitExec(unit, out);
  dumpKill(unit.kill!, out);
  dumpUnitCGroup(unit, out);
}

/** Appends the settings of a mount. What is mounted shows only once the unit is loaded, so those lines stay empty. */
export function dumpMount(unit: Unit, mount: MountSettings, out: string[]): void {
  out.push(
    "\tMount State: dead",
    "\tResult: success",
    "\tClean Result: success",
    `\tWhere: ${mount.where ?? "(null)"}`,
    "\tWhat: n/a",
    "\tFile System Type: n/a",
    "\tOptions: n/a",
    "\tFrom /proc/self/mountinfo: no",
    "\tFrom fragment: no",
    "\tExtrinsic: no",
    `\tDirectoryMode: ${mode(mount.directoryMode)}`,
    `\tSloppyOptions: ${yesNo(mount.sloppyOptions)}`,
    `\tLazyUnmount: ${yesNo(mount.lazyUnmount)}`,
    `\tForceUnmount: ${yesNo(mount.forceUnmount)}`,
    `\tReadWriteOnly: ${yesNo(mount.readWriteOnly)}`,
    `\tTimeoutSec: ${wholeSeconds(mount.timeoutUsec)}`,
  );
  dumpProcesses(unit, out);
}

/** Appends the settings of a swap; what is swapped to shows only once the unit is loaded. */
export function dumpSwap(unit: Unit, swap: SwapSettings, out: string[]): void {
  out.push(
    "\tSwap State: dead",
    "\tResult: success",
    "\tClean Result: success",
    "\tWhat: (null)",
    "\tFrom /proc/swaps: no",
    "\tFrom fragment: no",
    "\tExtrinsic: no",
    `\tTimeoutSec: ${wholeSeconds(swap.timeoutUsec)}`,
  );
  dumpProcesses(unit, out);
}

/** Appends the settings of an automount. */
export function dumpAutomount(automount: AutomountSettings, out: string[]): void {
  out.push(
    "\tAutomount State: dead",
    "\tResult: success",
    `\tWhere: ${automount.where ?? "(null)"}`,
    `\tExtraOptions: ${automount.extraOptions ?? "(null)"}`,
    `\tDirectoryMode: ${mode(automount.directoryMode)}`,
    `\tTimeoutIdleUSec: ${wholeSeconds(automount.timeoutIdleUsec)}`,
  );
}
