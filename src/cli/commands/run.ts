import { randomInt } from "node:crypto";
import { type Command, InvalidArgumentError } from "commander";
import { AlertRounds, stepSummary, writeStepSummary } from "../../service/alerts/index.js";
import {
  type CampaignEvent,
  type CampaignResult,
  CampaignRun,
  type CodeChange,
  planCodeChange,
  recover,
  type Shares,
  type TargetProgress,
  Workplace,
} from "../../service/campaign/index.js";
import { type CampaignSettings, spanSeconds } from "../../service/config/index.js";
import type { CampaignMode, Finding, Target } from "../../service/model.js";
import type { Service } from "../../service/open.js";
import { seededRandom } from "../../service/schedule/index.js";
import { selectTargets } from "../../service/targets.js";
import { printable } from "../../text/printable.js";
import { ProgressDisplay } from "../progress-display.js";
import { clock, totals } from "../progress-table.js";
import { EXIT_FINDINGS, requireBuilt, type ServiceOptions, serviceOptions, withService } from "../service-command.js";
import { UsageError } from "../usage-error.js";

interface Options extends ServiceOptions {
  readonly all?: boolean;
  readonly campaign?: string;
  readonly time?: number;
  readonly jobs?: number;
  readonly mode?: string;
  readonly base?: string;
  readonly shares: string;
  readonly seed?: number;
}

const DEFAULT_TIME_SEC = 600;
const MODES: readonly string[] = ["batch", "code-change"] satisfies CampaignMode[];
const SHARES: readonly string[] = ["gains", "equal"] satisfies Shares[];
/** None of the engines of a target did its work: there is nothing that the exit status 0 could stand for. */
const EXIT_ENVIRONMENT = 2;

function span(text: string): number {
  const seconds = spanSeconds(text);
  if (seconds === null) throw new InvalidArgumentError("expected a time span such as 10m or 1h 30min.");
  return seconds;
}

function count(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > 1024) {
    throw new InvalidArgumentError("expected a whole number from 1 to 1024.");
  }
  return number;
}

function seed(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError("expected a whole number.");
  return Number(text);
}

/** What the words and options of the command line come to. */
interface Wanted {
  readonly name: string;
  readonly targets: Target[];
  readonly budgetSec: number;
  readonly mode: CampaignMode;
  readonly base: string | null;
}

function wanted(service: Service, names: readonly string[], options: Options): Wanted {
  const settings = campaignSettings(service, options.campaign);
  const mode = options.mode ?? settings?.mode ?? "batch";
  if (!MODES.includes(mode)) throw new UsageError(`--mode: ${mode} is none of ${MODES.join(", ")}`);
  if (!SHARES.includes(options.shares))
    throw new UsageError(`--shares: ${options.shares} is none of ${SHARES.join(", ")}`);
  if ((options.base !== undefined) !== (mode === "code-change")) {
    throw new UsageError("--mode code-change and --base REV go together");
  }
  const ways = [names.length > 0, options.all === true, settings !== undefined].filter((way) => way).length;
  if (ways > 1) throw new UsageError("name targets, or say --all, or --campaign: only one of them");
  if (ways === 0 && mode === "batch") throw new UsageError("name targets, or say --all or --campaign");
  const patterns = names.length > 0 ? names : (settings?.targets ?? ["*"]);
  return {
    name: settings?.name ?? "run",
    targets: selectTargets(service.targets, patterns),
    budgetSec: options.time ?? settings?.time ?? DEFAULT_TIME_SEC,
    mode: mode as CampaignMode,
    base: options.base ?? null,
  };
}

function campaignSettings(service: Service, name: string | undefined): CampaignSettings | undefined {
  if (name === undefined) return undefined;
  const settings = service.configuration.campaigns.find((campaign) => campaign.name === name);
  if (settings === undefined) throw new UsageError(`--campaign: the configuration has no campaign ${name}`);
  return settings;
}

const findingLine = ({ id, target, state, title }: Finding): string =>
  `#${id} ${target} (${state}): ${printable(title)}`;

/** What is worth a line of its own while a campaign runs; `null` for the rest. */
function eventLine(event: CampaignEvent): string | null {
  if (event.type === "finding" && event.status !== "known")
    return `${event.status} finding ${findingLine(event.finding)}`;
  if (event.type === "disk") return event.low ? "the disk is nearly full: waiting" : "the disk has room again";
  if (event.type === "slice-ended" && (event.outcome === null || event.outcome.startsWith("engine-"))) {
    return `${event.target}: slice ${event.sliceId} was lost (${event.outcome ?? "its worker died"})`;
  }
  if (event.type === "slice-ended" && event.outcome === "not-started")
    return `${event.target}: the engine did not start`;
  return null;
}

const targetJson = ({ running: _, ...figures }: TargetProgress) => figures;

function report(service: Service, result: CampaignResult, json: boolean): void {
  const { campaignId, ending, progress, findings, waiting } = result;
  const { newFeatures, corpusUnits } = totals(progress.targets);
  const elapsedSec = Math.round(progress.elapsedSec);
  if (json) {
    const targets = progress.targets.map(targetJson);
    console.log(JSON.stringify({ campaign: campaignId, ending, elapsedSec, newFeatures, targets, findings, waiting }));
  } else {
    console.log(
      `campaign ${campaignId} ended after ${clock(elapsedSec)}: ${newFeatures} new features, ${corpusUnits} units`,
    );
    for (const finding of findings) console.log(findingLine(finding));
    if (findings.length > 0) console.log("sdfuzz findings show ID says more");
    else if (waiting === 0) console.log("no findings");
    if (waiting > 0) console.log(`inputs that failed and wait for the next run to judge them: ${waiting}`);
  }
  writeStepSummary(stepSummary(`sdfuzz run, campaign ${campaignId}`, findings));
  if (findings.length + waiting > 0) process.exitCode = EXIT_FINDINGS;
  if (ending === "budget" && progress.targets.every(({ slices }) => slices === 0)) {
    console.error(`sdfuzz: nothing was fuzzed: the disk of ${service.folder.path} has less room than disk.minFree`);
    process.exitCode = EXIT_ENVIRONMENT;
  }
  const broken = progress.targets.filter(({ slices, worked }) => slices > 0 && worked === 0);
  if (broken.length > 0) {
    const names = broken.map(({ target }) => target).join(", ");
    console.error(`sdfuzz: no engine did its work on ${names}; ${service.folder.logs} says more`);
    if (findings.length + waiting === 0) process.exitCode = EXIT_ENVIRONMENT;
  }
}

async function runCampaign(service: Service, signal: AbortSignal, names: string[], options: Options): Promise<void> {
  const json = options.json === true;
  const { name, targets, budgetSec, mode, base } = wanted(service, names, options);
  const workplace = new Workplace(service);
  await recover(workplace);
  const change = base === null ? null : planCodeChange(workplace, targets, base);
  const ready = requireBuilt(change === null ? targets : change.touched.map(({ target }) => target));
  if (change !== null) sayTouched(change, json);
  if (ready.length === 0) {
    if (json) console.log(JSON.stringify({ campaign: null, targets: [], findings: [] }));
    else console.log("the change touches no target");
    return;
  }
  const random = seededRandom(options.seed ?? randomInt(2 ** 47));
  let display: ProgressDisplay | null = null;
  const run = new CampaignRun(
    workplace,
    {
      name,
      mode,
      targets: ready,
      budgetSec,
      schedule: null,
      jobs: options.jobs ?? service.configuration.jobs,
      shares: options.shares as Shares,
      baseRevision: change?.baseRevision ?? null,
      failsInBase: change?.failsInBase ?? null,
    },
    {
      random,
      signal,
      onEvent: (event) => {
        const line = eventLine(event);
        if (line !== null) display?.say(line);
      },
    },
  );
  if (!json) display = new ProgressDisplay(() => run.progress, process.stderr);
  const alerts = new AlertRounds(service.alerts);
  try {
    const result = await run.run();
    display?.close();
    report(service, result, json);
  } finally {
    display?.close();
    change?.remove();
    await alerts.close();
  }
  // Who has interrupted the run waits for one attempt at most.
  await service.alerts.deliver(signal.aborted ? { attempts: 1 } : { signal });
}

function sayTouched({ touched, baseRevision }: CodeChange, json: boolean): void {
  if (json) return;
  console.error(`targets that the change since ${baseRevision.slice(0, 12)} touches: ${touched.length}`);
  for (const { target, reason, file } of touched) {
    console.error(`  ${target.name}: ${file === null ? reason : `${reason}, ${printable(file)}`}`);
  }
}

export function registerRun(program: Command): void {
  serviceOptions(
    program.command("run").argument("[target...]", "names of targets, `*` for any characters, fuzz- may be left out"),
  )
    .summary("fuzz for a while")
    .description(
      "Fuzzes targets for a time that goes where new coverage is found, and leaves findings that are deduplicated, confirmed\n" +
        "and minimised. `batch` goes on after findings. `code-change` fuzzes the targets that the difference to a base\n" +
        "revision touches, stops at the first new finding and passes over what the base has too.\n" +
        "Exit status: 0 clean, 1 findings, 2 usage or environment.",
    )
    .option("--all", "every target")
    .option("--campaign <name>", "a campaign of the configuration, now")
    .option("--time <span>", "how long, such as 10m or 8h (10m)", span)
    .option("--jobs <n>", "engines at a time (as many as there are processors)", count)
    .option("--mode <mode>", `${MODES.join(" or ")} (batch)`)
    .option("--base <revision>", "what a code change is compared with: a commit, branch or tag")
    .option("--shares <how>", "divide the time by gains, or give equal shares to compare with", "gains")
    .option("--seed <n>", "seed of every random choice, those of the engines included (drawn)", seed)
    .addHelpText(
      "after",
      "\nExamples:\n  $ sdfuzz run unit-file --time 5m\n  $ sdfuzz run --all --time 8h --jobs 4 --json\n" +
        "  $ sdfuzz run --mode code-change --base origin/main --time 10m",
    )
    .action((names: string[], options: Options) =>
      withService(options, { exclusive: "sdfuzz run", logFiles: true }, (service, signal) =>
        runCampaign(service, signal, names, options),
      ),
    );
}
