import { mkdirSync, rmSync } from "node:fs";
import type { CoverageMap } from "istanbul-lib-coverage";
import libReport from "istanbul-lib-report";
import reports from "istanbul-reports";

/** Covered and all of something. */
export interface Share {
  readonly covered: number;
  readonly total: number;
}

/** `12.5 %`; a dash where there is nothing to cover. */
export function shareText({ covered, total }: Share): string {
  return total === 0 ? "–" : `${((100 * covered) / total).toFixed(1)} %`;
}

export interface CoverageFigures {
  readonly files: number;
  readonly lines: Share;
  readonly functions: Share;
  readonly branches: Share;
}

/** What the corpora of a target cover. */
export interface TargetCoverage {
  readonly target: string;
  /** `null` when nothing could be counted. */
  readonly map: CoverageMap | null;
  /** How the replay ended when not every input got through, the name of an engine's outcome; `null` when all did. */
  readonly stoppedBy: string | null;
}

export function figuresOf(map: CoverageMap): CoverageFigures {
  const { lines, functions, branches } = map.getCoverageSummary();
  const share = ({ covered, total }: Share): Share => ({ covered, total });
  return { files: map.files().length, lines: share(lines), functions: share(functions), branches: share(branches) };
}

/** Writes a report for people (`index.html`) and programs (`coverage-summary.json`) in place of what the folder has. */
export function writeReport(map: CoverageMap, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const context = libReport.createContext({ dir: folder, coverageMap: map, defaultSummarizer: "nested" });
  for (const name of ["html", "json-summary"] as const) reports.create(name).execute(context);
}
