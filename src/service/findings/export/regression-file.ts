import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FindingDetails } from "./describe.js";

/** `crash-rangeerror-parse-value-1a2b3c4d` */
export function regressionName({ finding }: Pick<FindingDetails, "finding">): string {
  const parts = [finding.kind, finding.code ?? finding.errorName, finding.frames[0]?.function];
  const words = parts
    .filter((part): part is string => typeof part === "string")
    .map((part) => part.replaceAll(/[^A-Za-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, ""))
    .filter((part) => part !== "");
  return `${words.join("-").toLowerCase().slice(0, 80)}-${finding.signature.slice(0, 8)}`;
}

/**
 * Writes the input of a finding to `<folder>/<target>/<name>`, where the tests replay it from then on; returns the path and
 * whether it was new.
 */
export function writeRegressionFile(details: FindingDetails, folder: string): { path: string; added: boolean } {
  const place = join(folder, details.finding.target);
  mkdirSync(place, { recursive: true });
  const path = join(place, regressionName(details));
  const added = !existsSync(path);
  if (added) writeFileSync(path, details.input);
  return { path, added };
}
