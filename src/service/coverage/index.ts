/** Coverage of the corpora in lines of the sources, made by replay; never while fuzzing, which it would slow down. */

export { coverTarget } from "./replay.js";
export { type CoverageFigures, figuresOf, type Share, shareText, type TargetCoverage, writeReport } from "./report.js";
export { CoverageReports, type FileLines, type StoredCoverage, type StoredFigures, storeCoverage } from "./stored.js";
