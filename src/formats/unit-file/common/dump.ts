import { yesNo } from "../../../text/numbers.js";
import { formatTimespan } from "../../../time/timespan.js";
import { USEC_INFINITY, type Usec } from "../../../time/usec.js";
import type { Unit } from "../unit.js";
import { dumpConditions } from "./conditions.js";

const USEC_PER_SEC = 1_000_000n;

/** A time span as the dump prints most of them: what is below a second is left out, unless nothing else is there. */
export const wholeSeconds = (usec: Usec): string => formatTimespan(usec, USEC_PER_SEC);

const NEVER_STARTED: readonly string[] = [
  "\tInstance: n/a",
  "\tUnit Load State: loaded",
  "\tUnit Active State: inactive",
  "\tState Change Timestamp: n/a",
  "\tInactive Exit Timestamp: n/a",
  "\tActive Enter Timestamp: n/a",
  "\tActive Exit Timestamp: n/a",
  "\tInactive Enter Timestamp: n/a",
  "\tMay GC: yes",
];

/** Appends what the dump says of every unit before the settings of its type. */
export function dumpCommon(unit: Unit, out: string[]): void {
  const { common } = unit;
  out.push(`-> Unit ${unit.name}:`, `\tDescription: ${common.description ?? unit.name}`);
  for (const line of NEVER_STARTED) out.push(line);
  out.push(
    `\tNeed Daemon Reload: ${yesNo(common.sourcePath !== null)}`,
    "\tTransient: no",
    "\tPerpetual: no",
    `\tGarbage Collection Mode: ${common.collectMode}`,
  );
  if (unit.hasCGroup) out.push(`\tSlice: ${common.slice ?? "n/a"}`, "\tCGroup: n/a", "\tCGroup realized: no");
  for (const reference of common.documentation) out.push(`\tDocumentation: ${reference}`);
  if (common.sourcePath !== null) out.push(`\tSource Path: ${common.sourcePath}`);
  if (common.failureAction !== "none") out.push(`\tFailure Action: ${common.failureAction}`);
  if (common.failureActionExitStatus >= 0) out.push(`\tFailure Action Exit Status: ${common.failureActionExitStatus}`);
  if (common.successAction !== "none") out.push(`\tSuccess Action: ${common.successAction}`);
  if (common.successActionExitStatus >= 0) out.push(`\tSuccess Action Exit Status: ${common.successActionExitStatus}`);
  if (common.jobTimeoutUsec !== USEC_INFINITY) out.push(`\tJob Timeout: ${formatTimespan(common.jobTimeoutUsec)}`);
  if (common.jobTimeoutAction !== "none") out.push(`\tJob Timeout Action: ${common.jobTimeoutAction}`);
  if (common.jobTimeoutRebootArgument !== null) {
    out.push(`\tJob Timeout Reboot Argument: ${common.jobTimeoutRebootArgument}`);
  }
  dumpConditions(common.conditions, "Condition", out);
  dumpConditions(common.asserts, "Assert", out);
  common.dependencies.dump(out);
  for (const path of [...common.requiresMountsFor].sort()) out.push(`\tRequiresMountsFor: ${path} (origin-file)`);
  for (const path of [...common.wantsMountsFor].sort()) out.push(`\tWantsMountsFor: ${path} (origin-file)`);
  out.push(
    `\tStopWhenUnneeded: ${yesNo(common.stopWhenUnneeded)}`,
    `\tRefuseManualStart: ${yesNo(common.refuseManualStart)}`,
    `\tRefuseManualStop: ${yesNo(common.refuseManualStop)}`,
    `\tDefaultDependencies: ${yesNo(common.defaultDependencies)}`,
    `\tSurviveFinalKillSignal: ${yesNo(common.surviveFinalKillSignal)}`,
    `\tOnSuccessJobMode: ${common.onSuccessJobMode}`,
    `\tOnFailureJobMode: ${common.onFailureJobMode}`,
    `\tIgnoreOnIsolate: ${yesNo(common.ignoreOnIsolate)}`,
  );
}
