import type { Bindings } from "../../../directives/assignment.js";
import { oomPolicy } from "../../../directives/enums.js";
import { enumeration, sec } from "../../../directives/values.js";
import { USEC_INFINITY, type Usec } from "../../../time/usec.js";
import { wholeSeconds } from "../common/dump.js";
import { dumpUnitCGroup } from "../group-dump.js";
import { dumpKill } from "../kill/dump.js";
import type { Unit, UnitAssignment } from "../unit.js";
import type { OOMPolicy } from "./settings.js";

/** Settings of the [Scope] section. Times in microseconds. Origin: systemd.scope(5). */
export class ScopeSettings {
  runtimeMaxUsec: Usec = USEC_INFINITY;
  runtimeRandomizedExtraUsec: Usec = 0n;
  timeoutStopUsec: Usec = 90_000_000n;
  /** `null`: the manager's default. */
  oomPolicy: OOMPolicy | null = null;
}

/** Directives of systemd.scope(5). */
export const scopeBindings = {
  RuntimeMaxSec: sec("runtimeMaxUsec"),
  RuntimeRandomizedExtraSec: sec("runtimeRandomizedExtraUsec"),
  TimeoutStopSec: sec("timeoutStopUsec"),
  OOMPolicy: enumeration("oomPolicy", oomPolicy),
} satisfies Bindings<ScopeSettings, UnitAssignment>;

/** Appends the settings of a scope as the unit dump has them. */
export function dumpScope(unit: Unit, scope: ScopeSettings, out: string[]): void {
  out.push(
    "\tScope State: dead",
    "\tResult: success",
    `\tRuntimeMaxSec: ${wholeSeconds(scope.runtimeMaxUsec)}`,
    `\tRuntimeRandomizedExtraSec: ${wholeSeconds(scope.runtimeRandomizedExtraUsec)}`,
    `\tOOMPolicy: ${scope.oomPolicy ?? "(null)"}`,
  );
  dumpUnitCGroup(unit, out);
  dumpKill(unit.kill!, out);
}
