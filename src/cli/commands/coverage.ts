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
import { whileSaying } from "../status-line.js";

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

function print({ target, figures, stoppedBy }: Row, width: number): void {
  const cells =
    figures === null ? "  nothing counted" : [figures.lines, figures.functions, figures.branches].map(column).join("");
  console.log(`${target.padEnd(width)}${cells}${stoppedBy === null ? "" : `  stopped: ${stoppedBy}`}`);
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
        const targets = namedTargets(service, names);
        const width = Math.max(...targets.map(({ name }) => name.length), "target".length);
        if (options.json !== true) console.log(`${"target".padEnd(width)}     lines functions  branches`);
        const rows: Row[] = [];
        const add = (covered: TargetCoverage): void => {
          const row = report(covered, join(service.folder.coverage, covered.target));
          rows.push(row);
          if (options.json !== true) print(row, width);
        };
        const total = istanbul.createCoverageMap();
        for (const target of targets) {
          const covered = await whileSaying(`replaying ${target.name}`, () => coverTarget(service, target, signal));
          add(covered);
          if (covered.map !== null) total.merge(covered.map);
        }
        add({ target: TOTAL, map: total, stoppedBy: null });
        if (options.json === true) console.log(JSON.stringify({ targets: rows }));
        else console.log(join(service.folder.coverage, TOTAL, "index.html"));
        if (rows.some(({ stoppedBy }) => stoppedBy !== null)) process.exitCode = EXIT_FINDINGS;
      }),
    );
}
