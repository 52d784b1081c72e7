/** `npx tsx bench/service.ts`: how fast an engine is inside of the service, beside the same engine started by hand. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Command } from "commander";
import { packageRoot } from "../src/engine/index.js";
import type { Slice } from "../src/service/model.js";
import { Store } from "../src/service/store/index.js";

interface Options {
  readonly seconds: string;
  readonly rounds: string;
}

/** A campaign cuts its time into slices so that each target can get four of them. */
const SLICES_PER_TARGET = 4;
const POLL_MS = 250;
/** libFuzzer ends a run when its clock, in whole seconds, has gone beyond the time that it was given. */
const CLOCK_GRAIN_SEC = 1;

const program = new Command("service")
  .description("Compares a slice of the service with a bare run of as many executions: same target, seeds and inputs.")
  .argument("[targets...]", "fuzz targets", ["fuzz-json", "fuzz-dns-packet", "fuzz-unit-file"])
  .option("--seconds <n>", "length of a run", "60")
  .option("--rounds <n>", "runs of each kind per target", "3")
  .addHelpText("after", "\nExample:\n  $ npx tsx bench/service.ts fuzz-json --seconds 120 --rounds 3")
  .parse();
const { seconds, rounds } = program.opts<Options>();

/** The first slice of a campaign of one target, which is a plain one. */
async function runSlice(target: string, folder: string): Promise<Slice> {
  const budget = String(Number(seconds) * SLICES_PER_TARGET);
  const main = join(packageRoot, "dist", "cli", "main.js");
  const words = [main, "run", target, "--time", budget, "--jobs", "1", "--work-folder", folder];
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

interface BareRun {
  /** From the start of libFuzzer to its end. */
  readonly seconds: number;
  readonly coverage: number;
  readonly features: number;
}

const STARTED = /^INFO: Seed:/m;
const DONE = /^#\d+\s+DONE\s+cov: (\d+) ft: (\d+)/m;

/** The jazzer command line program as a person would start it. */
async function runBare(target: string, { seed, executions }: Slice, cwd: string): Promise<BareRun> {
  const jazzer = join(packageRoot, "node_modules", ".bin", "jazzer");
  // As in the service, no looks at the clock decide what is executed: with the same seed, both execute the same inputs.
  const flags = [`-runs=${executions}`, `-seed=${seed}`, "-reload=0"];
  const child = spawn(jazzer, [join(packageRoot, "targets", target), "--", ...flags], {
    cwd,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  let startedAt: number | null = null;
  let endedAt: number | null = null;
  child.stderr.setEncoding("latin1").on("data", (chunk: string) => {
    log = (log + chunk).slice(-16_384);
    if (STARTED.test(log)) startedAt ??= performance.now();
    if (DONE.test(log)) endedAt ??= performance.now();
  });
  await new Promise<void>((resolve) => child.once("close", () => resolve()));
  const done = DONE.exec(log);
  if (done === null || startedAt === null || endedAt === null) throw new Error(`${target}: no final figures:\n${log}`);
  return { seconds: (endedAt - startedAt) / 1000, coverage: Number(done[1]), features: Number(done[2]) };
}

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : mean(sorted.slice(middle - 1, middle + 1));
}

const overall: number[] = [];
for (const target of program.args.length > 0 ? program.args : (program.processedArgs[0] as string[])) {
  const ratios: number[] = [];
  for (let round = 0; round < Number(rounds); round++) {
    const scratch = mkdtempSync(join(tmpdir(), "sdfuzz-bench-"));
    try {
      const slice = await runSlice(target, join(scratch, "work"));
      const bare = await runBare(target, slice, scratch);
      const sliceSec = Number(seconds) + CLOCK_GRAIN_SEC;
      const ratio = bare.seconds / sliceSec;
      // Seldom, two runs part ways all the same: they then executed different inputs and cannot be compared.
      const isSame = slice.coverage === bare.coverage && slice.features === bare.features;
      if (isSame) ratios.push(ratio);
      console.log(
        `${target} round ${round + 1}: ${slice.executions} executions in ${sliceSec} s in the service, ` +
          `in ${bare.seconds.toFixed(1)} s bare: ${isSame ? percent(ratio) : "parted ways, does not count"}`,
      );
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }
  if (ratios.length === 0) continue;
  overall.push(median(ratios));
  console.log(`${target}: ${percent(median(ratios))}`);
}
if (overall.length === 0) throw new Error("no round can be compared");
console.log(`mean ${percent(mean(overall))}, least ${percent(Math.min(...overall))}`);
