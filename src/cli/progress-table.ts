import type { CampaignProgress, TargetProgress } from "../service/campaign/index.js";

const HEADINGS = ["target", "time", "exec/s", "coverage", "features", "new", "corpus", "findings"] as const;

/** `1:02:03`, or `2:03` below an hour. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n: number): string => String(n).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** `12,345` */
const grouped = (n: number): string => n.toLocaleString("en-US");

function row(progress: CampaignProgress, target: TargetProgress): string[] {
  const { running, execPerSec, coverage, features, newFeatures, corpusUnits, findings } = target;
  return [
    `${running > 0 ? ">" : " "} ${target.target}`,
    clock(progress.fuzzedSec(target.target)),
    running > 0 ? grouped(execPerSec) : "",
    grouped(coverage),
    grouped(features),
    newFeatures > 0 ? `+${grouped(newFeatures)}` : "",
    grouped(corpusUnits),
    findings > 0 ? grouped(findings) : "",
  ];
}

/** Sums over all targets. */
export function totals(targets: readonly TargetProgress[]): {
  readonly execPerSec: number;
  readonly features: number;
  readonly newFeatures: number;
  readonly corpusUnits: number;
  readonly findings: number;
} {
  const sum = (figure: (target: TargetProgress) => number): number =>
    targets.reduce((total, target) => total + figure(target), 0);
  return {
    execPerSec: sum(({ running, execPerSec }) => (running > 0 ? execPerSec : 0)),
    features: sum(({ features }) => features),
    newFeatures: sum(({ newFeatures }) => newFeatures),
    corpusUnits: sum(({ corpusUnits }) => corpusUnits),
    findings: sum(({ findings }) => findings),
  };
}

/** One line that says how a campaign stands. */
export function progressLine(progress: CampaignProgress): string {
  const { execPerSec, features, newFeatures, corpusUnits, findings } = totals(progress.targets);
  const running = progress.targets.filter((target) => target.running > 0).map(({ target }) => target);
  return (
    `${clock(progress.elapsedSec)}  ${grouped(execPerSec)} exec/s, ${grouped(features)} features ` +
    `(+${grouped(newFeatures)}), ${grouped(corpusUnits)} units, ${findings} findings; ` +
    `running ${running.length === 0 ? "nothing" : running.join(", ")}`
  );
}

/**
 * The lines of the progress table: a row per target, those that run and those that were fuzzed longest first where not
 * all of them fit.
 */
export function progressTable(progress: CampaignProgress, height: number, width: number): string[] {
  const fitting = Math.max(1, height - 3);
  let shown = [...progress.targets];
  if (shown.length > fitting) {
    const weight = ({ running, target }: TargetProgress): number => running * 1e9 + progress.fuzzedSec(target);
    const chosen = new Set(shown.toSorted((a, b) => weight(b) - weight(a)).slice(0, fitting));
    shown = shown.filter((target) => chosen.has(target));
  }
  const rows = [[`  ${HEADINGS[0]}`, ...HEADINGS.slice(1)], ...shown.map((target) => row(progress, target))];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((cells) => cells[column]!.length)));
  const lines = rows.map((cells) =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join("  "),
  );
  const hidden = progress.targets.length - shown.length;
  lines.push(`  ${progressLine(progress)}${hidden > 0 ? ` (${hidden} more targets)` : ""}`);
  return lines.map((line) => line.slice(0, Math.max(1, width - 1)).trimEnd());
}
