import { yesNo } from "../../../text/numbers.js";
import { wholeSeconds } from "../common/dump.js";
import type { PathSettings } from "./settings.js";

/** Appends the settings of a path unit as the unit dump has them; paths that were written last come first. */
export function dumpPath(path: PathSettings, out: string[]): void {
  out.push(
    "\tPath State: dead",
    "\tResult: success",
    `\tUnit: ${path.unit ?? "n/a"}`,
    `\tMakeDirectory: ${yesNo(path.makeDirectory)}`,
    `\tDirectoryMode: ${path.directoryMode.toString(8).padStart(4, "0")}`,
    `\tTriggerLimitIntervalSec: ${wholeSeconds(path.triggerLimitIntervalUsec)}`,
    `\tTriggerLimitBurst: ${path.triggerLimitBurst}`,
  );
  for (let i = path.specs.length - 1; i >= 0; i--) out.push(`\t${path.specs[i]!.kind}: ${path.specs[i]!.path}`);
}
