/** `npx tsx bench/service.ts`: what an engine does inside of the service, beside the same engine started by hand. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
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
const CPU_AT_EXIT = fileURLToPath(new URL("./cpu-at-exit.cjs", import.meta.url));

const program = new Command("service")
  .description(
    "Compares executions of a slice of the service with those of a bare run: same target, seeds, time and inputs.",
  )
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
  readonly executions: number;
  readonly cpuSec: number;
}

/** The jazzer command line program as a person would start it. */
async function runBare(target: string, seed: number, cwd: string): Promise<BareRun> {
  const jazzer = join(packageRoot, "node_modules", ".bin", "jazzer");
  // As in the service, no looks at the clock decide what is executed: with the same seed, both execute the same inputs.
  const flags = [`-max_total_time=${seconds}`, `-seed=${seed}`, "-reload=0", "-print_final_stats=1"];
  const child = spawn(jazzer, [join(packageRoot, "targets", target), "--", ...flags], {
    cwd,
    env: { ...process.env, NODE_OPTIONS: `--require=${CPU_AT_EXIT}` },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  child.stderr.setEncoding("latin1").on("data", (chunk: string) => {
    log = (log + chunk).slice(-16_384);
  });
  await new Promise<void>((resolve) => child.once("close", () => resolve()));
  const executions = /stat::number_of_executed_units:\s*(\d+)/.exec(log)?.[1];
  const cpu = /BENCH: cpu (\d+) us/.exec(log)?.[1];
  if (executions === undefined || cpu === undefined) throw new Error(`${target}: no final figures:\n${log}`);
  return { executions: Number(executions), cpuSec: Number(cpu) / 1e6 };
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
      const bare = await runBare(target, slice.seed, scratch);
      const ratio = slice.executions / bare.executions;
      ratios.push(ratio);
      console.log(
        `${target} round ${round + 1}: ${slice.executions} in the service (${slice.cpuSec.toFixed(1)} s CPU), ` +
          `${bare.executions} bare (${bare.cpuSec.toFixed(1)} s CPU): ${percent(ratio)}`,
      );
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }
  overall.push(median(ratios));
  console.log(`${target}: ${percent(median(ratios))}`);
}
console.log(`mean ${percent(mean(overall))}, least ${percent(Math.min(...overall))}`);
