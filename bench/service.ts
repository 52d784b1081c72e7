/** `npx tsx bench/service.ts`: how fast an engine is inside of the service, beside the same engine started by hand. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Command } from "commander";
import { packageRoot, REPEATABLE_ENVIRONMENT } from "../src/engine/index.js";
import type { Slice } from "../src/service/model.js";
import { Store } from "../src/service/store/index.js";

interface Options {
  readonly seconds: string;
  readonly rounds: string;
}

/** A campaign cuts its time into slices so that each target can get four of them. */
const SLICES_PER_TARGET = 4;
const POLL_MS = 250;

const program = new Command("service")
  .description("Compares slices of the service with bare runs of the same target, seeds, random seed and time.")
  .argument("[targets...]", "fuzz targets", ["fuzz-json", "fuzz-dns-packet", "fuzz-unit-file"])
  .option("--seconds <n>", "length of a run", "30")
  .option("--rounds <n>", "rounds per target; each is a slice, two bare runs and a slice, with a seed of its own", "3")
  .addHelpText("after", "\nExample:\n  $ npx tsx bench/service.ts fuzz-json --seconds 60 --rounds 5")
  .parse();
const { seconds, rounds } = program.opts<Options>();

interface Figures {
  readonly executions: number;
  readonly features: number;
}

/** The first slice of a campaign of one target, which is a plain one. */
async function runSlice(target: string, campaignSeed: number, folder: string): Promise<Slice> {
  const main = join(packageRoot, "dist", "cli", "main.js");
  const words = [main, "run", target, "--jobs", "1", "--work-folder", folder, "--seed", String(campaignSeed)];
  words.push("--time", String(Number(seconds) * SLICES_PER_TARGET));
  const child = spawn(process.execPath, words, { stdio: "ignore", cwd: packageRoot });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  try {
    for (let store: Store | null = null; ; ) {
      await sleep(POLL_MS);
      if (child.exitCode !== null) throw new Error(`sdfuzz run ended with ${child.exitCode}`);
      const file = join(folder, "service.db");
      if (!existsSync(file)) continue;
      store ??= Store.open(file);
      const slice = store.slices.ofTarget(target, 10).find(({ state }) => state === "ended");
      if (slice === undefined) continue;
      store.close();
      return slice;
    }
  } finally {
    child.kill("SIGINT");
    await exited;
  }
}

const DONE = /^#(\d+)\s+DONE\s+cov: \d+ ft: (\d+)/m;

/** The jazzer command line program as a person would start it. */
async function runBare(target: string, seed: number, cwd: string): Promise<Figures> {
  const jazzer = join(packageRoot, "node_modules", ".bin", "jazzer");
  const flags = [`-max_total_time=${seconds}`, `-seed=${seed}`, "-reload=0"];
  const child = spawn(jazzer, [join(packageRoot, "targets", target), "--", ...flags], {
    cwd,
    env: { ...process.env, ...REPEATABLE_ENVIRONMENT },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  child.stderr.setEncoding("latin1").on("data", (chunk: string) => {
    log = (log + chunk).slice(-16_384);
  });
  await new Promise<void>((resolve) => child.once("close", () => resolve()));
  const done = DONE.exec(log);
  if (done === null) throw new Error(`${target}: no final figures:\n${log}`);
  return { executions: Number(done[1]), features: Number(done[2]) };
}

/** Runs `work` with a folder of its own, which is gone afterwards. */
async function inScratch<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const scratch = mkdtempSync(join(tmpdir(), "sdfuzz-bench-"));
  try {
    return await work(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : mean(sorted.slice(middle - 1, middle + 1));
}

/** Both kinds twice, in an order in which a machine that gets steadily slower or faster treats them alike. */
async function round(target: string, campaignSeed: number): Promise<{ service: Figures[]; bare: Figures[] }> {
  const slice = (): Promise<Slice> => inScratch((folder) => runSlice(target, campaignSeed, folder));
  const first = await slice();
  const bare: Figures[] = [];
  for (let run = 0; run < 2; run++) bare.push(await inScratch((folder) => runBare(target, first.seed, folder)));
  return { service: [first, await slice()], bare };
}

const overall: number[] = [];
for (const target of program.args.length > 0 ? program.args : (program.processedArgs[0] as string[])) {
  const ratios: number[] = [];
  for (let campaignSeed = 1; campaignSeed <= Number(rounds); campaignSeed++) {
    const { service, bare } = await round(target, campaignSeed);
    const ratio = mean(service.map(({ executions }) => executions)) / mean(bare.map(({ executions }) => executions));
    ratios.push(ratio);
    const show = (runs: readonly Figures[]): string =>
      runs.map(({ executions, features }) => `${executions} (ft ${features})`).join(", ");
    console.log(`${target} round ${campaignSeed}: service ${show(service)}; bare ${show(bare)}: ${percent(ratio)}`);
  }
  overall.push(median(ratios));
  console.log(`${target}: ${percent(median(ratios))}`);
}
console.log(`mean ${percent(mean(overall))}, least ${percent(Math.min(...overall))}`);
