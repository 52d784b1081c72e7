import type { pathType } from "../../../directives/enums.js";
import { USEC_INFINITY, type Usec } from "../../../time/usec.js";
import { UNSIGNED_UNSET } from "../socket/settings.js";

export type PathSpecKind = (typeof pathType)[number];

/** A path that is watched. */
export interface PathSpec {
  readonly kind: PathSpecKind;
  readonly path: string;
}

/** Settings of the [Path] section. Times in microseconds. Origin: systemd.path(5). */
export class PathSettings {
  /** In the order of the file; an empty assignment of any kind clears all. */
  specs: PathSpec[] = [];
  unit: string | null = null;
  makeDirectory = false;
  directoryMode = 0o755;
  triggerLimitIntervalUsec: Usec = USEC_INFINITY;
  triggerLimitBurst = UNSIGNED_UNSET;
}
