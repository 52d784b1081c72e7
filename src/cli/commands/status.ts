import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { loadConfiguration } from "../../service/config/index.js";
import { ServiceError } from "../../service/error.js";
import { metricText, type Snapshot, TARGET_METRICS, takeSnapshot, targetTable } from "../../service/metrics/index.js";
import type { Campaign, Slice, StoredTarget } from "../../service/model.js";
import type { Service } from "../../service/open.js";
import type { CorpusSize } from "../../service/store/index.js";
import type { Owner } from "../../service/work-folder/index.js";
import { clock } from "../progress-table.js";
import { EXIT_FINDINGS, type ServiceOptions, serviceOptions, withService } from "../service-command.js";
import { UsageError } from "../usage-error.js";

/** How one target stands. */
interface TargetStatus extends StoredTarget {
  readonly corpus: CorpusSize;
  readonly openFindings: number;
}

interface Status {
  readonly workFolder: string;
  /** Who works in the work folder now. */
  readonly owner: Owner | null;
  /** The campaign that runs, else the last one. */
  readonly campaign: Campaign | null;
  readonly slices: readonly Slice[];
  readonly targets: readonly TargetStatus[];
}

function status({ folder, store }: Service): Status {
  const open = { states: ["open", "flaky"] } as const;
  return {
    workFolder: folder.path,
    owner: folder.owner(),
    campaign: store.campaigns.running().at(-1) ?? store.campaigns.list(1)[0] ?? null,
    slices: store.slices.running(),
    targets: store.targets
      .list()
      .map((target) => ({
        ...target,
        corpus: store.units.size(target.name),
        openFindings: store.findings.count({ ...open, target: target.name }),
      }))
      // Replays have findings too, without a slice.
      .filter(({ lastSliceAt, openFindings }) => lastSliceAt !== null || openFindings > 0),
  };
}

function print({ workFolder, owner, campaign, slices }: Status, snapshot: Snapshot): void {
  console.log(
    owner === null ? `${workFolder}: nobody works here` : `${workFolder}: ${owner.command}, process ${owner.pid}`,
  );
  if (campaign !== null) {
    const { id, name, mode, state, startedAt } = campaign;
    const cut = state === "running" && owner === null;
    const shown = cut ? "was cut short (the next start takes over what it left)" : state;
    console.log(`campaign ${id} (${name}, ${mode}) ${shown}, started ${new Date(startedAt).toISOString()}`);
  }
  for (const { id, target, executions, startedAt } of owner === null ? [] : slices) {
    console.log(`  slice ${id}: ${target}, ${clock((Date.now() - startedAt) / 1000)}, ${executions} executions`);
  }
  for (const line of tableLines(snapshot)) console.log(line);
}

/** The metrics of every target but moments, which are too wide for a terminal. */
function tableLines(snapshot: Snapshot): string[] {
  const { columns, rows } = targetTable(
    TARGET_METRICS.filter(({ unit }) => unit !== "timestamp"),
    snapshot,
  );
  const lines = [
    ["Target", ...columns.map(({ title }) => title)],
    ...rows.map(({ target, values }) => [
      target,
      ...values.map((value, index) => (value === null ? "–" : metricText(value, columns[index]!.unit))),
    ]),
  ];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((cells) => cells[column]!.length)));
  return lines.map((cells) =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join("  "),
  );
}

/** Where the command would find a work folder, without making one. */
function databaseOf(options: ServiceOptions): string {
  try {
    const { workFolder } = loadConfiguration(options.config);
    return join(options.workFolder === undefined ? workFolder : resolve(options.workFolder), "service.db");
  } catch (error) {
    if (error instanceof ServiceError) throw new UsageError(error.message);
    throw error;
  }
}

export function registerStatus(program: Command): void {
  serviceOptions(program.command("status"))
    .summary("say what is going on in a work folder")
    .description(
      "Shows who works in the work folder, the campaign, the slices that run and the figures of every target that was fuzzed.\n" +
        "May be called at any time. Exit status: 0 no open findings, 1 there are some, 2 usage or environment.",
    )
    .addHelpText(
      "after",
      "\nExamples:\n  $ sdfuzz status\n  $ sdfuzz status --json | jq '.targets[] | {name, features}'",
    )
    .action((options: ServiceOptions) => {
      if (!existsSync(databaseOf(options))) {
        if (options.json === true)
          console.log(JSON.stringify({ owner: null, campaign: null, slices: [], targets: [] }));
        else console.log("nothing was fuzzed here yet");
        return;
      }
      return withService(options, {}, (service) => {
        const found = status(service);
        if (options.json === true) console.log(JSON.stringify(found));
        else print(found, takeSnapshot(service.store));
        if (found.targets.some(({ openFindings }) => openFindings > 0)) process.exitCode = EXIT_FINDINGS;
      });
    });
}
