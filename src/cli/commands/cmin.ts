import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { exportUnits, importUnits, type PruneResult } from "../../service/corpus/index.js";
import type { Target } from "../../service/model.js";
import type { Service } from "../../service/open.js";
import { thisRevision } from "../../service/revision.js";
import { namedTargets, type ServiceOptions, serviceOptions, withService } from "../service-command.js";
import { whileSaying } from "../status-line.js";
import { UsageError } from "../usage-error.js";

interface Options extends ServiceOptions {
  readonly promote?: boolean | string;
  readonly import?: string;
  readonly export?: string;
  readonly all?: boolean;
}

interface TargetReport extends Partial<PruneResult> {
  readonly target: string;
  readonly imported?: number | undefined;
  /** Of the files to import, those that were there already. */
  readonly known?: number;
  /** Of the files to import, those that no unit may be as large as. */
  readonly tooLarge?: number;
  readonly exported?: number;
  /** Copies of units that the seeds lack. */
  readonly promoted?: readonly string[];
}

function print(report: TargetReport): void {
  const { target, before, after, quarantined, imported, known = 0, tooLarge = 0, exported, promoted } = report;
  const parts: string[] = [];
  if (imported !== undefined) parts.push(`${imported} units imported`);
  if (known > 0) parts.push(`${known} known already`);
  if (tooLarge > 0) parts.push(`${tooLarge} left out, too large`);
  if (before !== undefined && after !== undefined) {
    parts.push(`${before.units} units of ${before.bytes} bytes -> ${after.units} of ${after.bytes}`);
  }
  if (quarantined !== undefined && quarantined.length > 0) parts.push(`${quarantined.length} quarantined`);
  if (exported !== undefined) parts.push(`${exported} units exported`);
  console.log(`${target}: ${parts.join(", ")}`);
  for (const path of promoted ?? []) console.log(`  ${path}`);
}

export function registerCmin(program: Command): void {
  serviceOptions(
    program.command("cmin").argument("[target...]", "names of targets, `*` for any characters, fuzz- may be left out"),
  )
    .summary("keep only the units of a work corpus that add coverage")
    .description(
      "Merges the work corpora of targets: units that add nothing to the seeds and to one another go. " +
        "Seeds are not touched. Needs the work folder for itself.",
    )
    .option("--all", "every target")
    .option("--promote [folder]", "copy what the seeds lack to FOLDER/<target>, as a proposal for corpora/")
    .option("--import <path>", "first add the units of a folder or a <target>_seed_corpus.zip")
    .option("--export <path>", "then write seeds and units to a folder or a .zip file")
    .addHelpText(
      "after",
      "\nExamples:\n  $ sdfuzz cmin unit-file\n  $ sdfuzz cmin --all --promote proposals\n" +
        "  $ sdfuzz cmin json --import fuzz-json_seed_corpus.zip --export json.zip",
    )
    .action((names: string[], options: Options) =>
      withService(options, { exclusive: "sdfuzz cmin" }, async (service, signal) => {
        if ((names.length === 0) === (options.all !== true)) throw new UsageError("name targets, or say --all");
        const targets = namedTargets(service, names);
        if (targets.length > 1 && (options.import ?? options.export) !== undefined) {
          throw new UsageError("--import and --export take one target");
        }
        const { mergeTime } = service.configuration.corpus;
        const reports: TargetReport[] = [];
        for (const target of targets) {
          const corpus = service.corpus(target);
          corpus.reconcile();
          const exchanged = options.import === undefined ? undefined : importUnits(corpus, resolve(options.import));
          const imported = exchanged?.added;
          if (corpus.size().units === 0 && imported === undefined && options.export === undefined) continue;
          const pruned = await whileSaying(`merging the corpus of ${target.name}`, () =>
            corpus.prune({ mergeTimeSec: mergeTime, signal }),
          );
          await fileCrashing(service, target, pruned.quarantined, signal);
          const exported =
            options.export === undefined ? undefined : exportUnits(corpus, resolve(options.export)).added;
          const report: TargetReport = {
            target: target.name,
            ...pruned,
            ...(exchanged === undefined ? {} : { imported, known: exchanged.known, tooLarge: exchanged.tooLarge }),
            ...(exported === undefined ? {} : { exported }),
            ...(options.promote === undefined ? {} : { promoted: promote(corpus, target.name, options.promote) }),
          };
          reports.push(report);
          if (options.json !== true) print(report);
        }
        if (options.json === true) console.log(JSON.stringify({ targets: reports }));
        else if (reports.length === 0) console.log("no work corpus has units");
      }),
    );
}

/** Units that crash are findings. */
async function fileCrashing(
  service: Service,
  target: Target,
  names: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  for (const name of names) {
    const input = readFileSync(join(service.folder.quarantine(target.name), name));
    const [entryPoint, kind, revision] = ["fuzz", "crash" as const, thisRevision()];
    const report = {
      target: target.name,
      entryPoint,
      input,
      kind,
      failure: null,
      sliceId: null,
      revision,
      at: Date.now(),
    };
    await whileSaying(`judging a unit of ${target.name} that fails`, () => service.triage.file(report, signal));
  }
}

/** After a merge the corpus holds exactly what the seeds lack. */
function promote(
  corpus: {
    readonly path: string;
    names(): string[];
    readonly context: { readonly folder: { readonly path: string } };
  },
  target: string,
  folder: boolean | string,
): string[] {
  const place = typeof folder === "string" ? resolve(folder) : join(corpus.context.folder.path, "promote");
  const into = join(place, target);
  mkdirSync(into, { recursive: true });
  return corpus.names().map((name) => {
    copyFileSync(join(corpus.path, name), join(into, name));
    return join(into, name);
  });
}
