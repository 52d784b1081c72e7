import { dumpScope } from "./cgroup/scope.js";
import { dumpCommon } from "./common/dump.js";
import { dumpUnitCGroup } from "./group-dump.js";
import { dumpAutomount, dumpMount, dumpSwap } from "./mount/dump.js";
import { dumpPath } from "./path/dump.js";
import { dumpService } from "./service/dump.js";
import { dumpSocket } from "./socket/dump.js";
import { dumpTimer } from "./timer/dump.js";
import type { Unit } from "./unit.js";

/** Texts with line feeds in them are several lines. Escapes can spell them, in settings of processes only. */
function splitLines(lines: string[]): string[] {
  return lines.some((line) => line.includes(LINE_FEED)) ? lines.flatMap((line) => line.split(LINE_FEED)) : lines;
}

const LINE_FEED = "\n";

/**
 * The lines of systemd's textual dump of a unit, in its order and wording: every effective setting, and the state of a
 * unit that was never started. Sets that have no order are sorted. Origin: unit_dump() of systemd 257.
 */
export function dumpUnit(unit: Unit): string[] {
  const out: string[] = [];
  dumpCommon(unit, out);
  if (unit.service !== null) dumpService(unit, unit.service, out);
  else if (unit.socket !== null) dumpSocket(unit, unit.socket, out);
  else if (unit.mount !== null) dumpMount(unit, unit.mount, out);
  else if (unit.swap !== null) dumpSwap(unit, unit.swap, out);
  else if (unit.automount !== null) dumpAutomount(unit.automount, out);
  else if (unit.timer !== null) dumpTimer(unit.timer, out);
  else if (unit.path !== null) dumpPath(unit.path, out);
  else if (unit.scope !== null) dumpScope(unit, unit.scope, out);
  else if (unit.type === "slice") {
    out.push("\tSlice State: dead");
    dumpUnitCGroup(unit, out);
  } else if (unit.type === "target") out.push("\tTarget State: dead");
  else out.push("\tDevice State: dead", "\tDevice Path: n/a", "\tSysfs Path: n/a", "\tFound: n/a");
  return unit.changedExec === null ? out : splitLines(out);
}
