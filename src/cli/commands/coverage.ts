import { join } from "node:path";
import type { Command } from "commander";
import istanbul from "istanbul-lib-coverage";
import {
  type CoverageFigures,
  coverTarget,
  figuresOf,
  type Share,
  shareText,
  storeCoverage,
  type TargetCoverage,
  writeReport,
} from "../../service/coverage/index.js";
import { EXIT_FINDINGS, namedTargets, type ServiceOptions, serviceOptions, withService } from "../service-command.js";

/** Name of the folder for all targets together; no target is called so. */
const TOTAL = "total";

interface Row {
  readonly target: string;
  readonly figures: CoverageFigures | null;
  readonly stoppedBy: string | null;
  /** Page to open. */
  readonly report: string | null;
}

const column = (share: Share): string => shareText(share).padStart(10);

function report({ target, map, stoppedBy }: TargetCoverage, folder: string): Row {
  if (map === null) return { target, figures: null, stoppedBy, report: null };
  writeReport(map, folder);
  storeCoverage(map, folder);
  return { target, figures: figuresOf(map), stoppedBy, report: join(folder, "index.html") };
}

function print(rows: readonly Row[]): void {
  const width = Math.max(...rows.map(({ target }) => target.length), "target".length);
  console.log(`${"target".padEnd(width)}     lines functions  branches`);
  for (const { target, figures, stoppedBy } of rows) {
    const cells =
      figures === null
        ? "  nothing counted"
        : [figures.lines, figures.functions, figures.branches].map(column).join("");
    console.log(`${target.padEnd(width)}${cells}${stoppedBy === null ? "" : `  stopped: ${stoppedBy}`}`);
  }
  const page = rows.at(-1)?.report;
  if (page !== undefined && page !== null) console.log(page);
}

export function registerCoverage(program: Command): void {
  serviceOptions(
    program.command("coverage").argument("[target...]", "names of targets; all of them when none is named"),
  )
    .summary("report which lines seeds and corpora cover")
    .description(
      "Executes the seeds and the work corpus of each target and writes reports (HTML and JSON) in lines of the sources " +
        "to coverage/<target>/ in the work folder, and to coverage/total/ for all of them together. An input that fails " +
        "ends the replay of its target. Exit status: 0 all inputs got through, 1 some did not, 2 usage.",
    )
    .addHelpText("after", "\nExamples:\n  $ sdfuzz coverage\n  $ sdfuzz coverage unit-file json --json")
    .action((names: string[], options: ServiceOptions) =>
      withService(options, {}, async (service, signal) => {
        const rows: Row[] = [];
        const total = istanbul.createCoverageMap();
        for (const target of namedTargets(service, names)) {
          const covered = await coverTarget(service, target, signal);
          rows.push(report(covered, join(service.folder.coverage, target.name)));
          if (covered.map !== null) total.merge(covered.map);
        }
        const all = { target: TOTAL, map: total, stoppedBy: null };
        const shown = [...rows, report(all, join(service.folder.coverage, TOTAL))];
        if (options.json === true) console.log(JSON.stringify({ targets: shown }));
        else print(shown);
        if (rows.some(({ stoppedBy }) => stoppedBy !== null)) process.exitCode = EXIT_FINDINGS;
      }),
    );
}
