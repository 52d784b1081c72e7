/** `npx tsx bench/service.ts`: how fast an engine is inside of the service, beside the same engine started by hand. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Command } from "commander";
import { packageRoot, REPEATABLE } from "../src/engine/index.js";
import type { Slice } from "../src/service/model.js";
import { Store } from "../src/service/store/index.js";
import { cpuSeconds } from "../src/service/worker/cpu-time.js";

interface Options {
  readonly seconds: string;
  readonly rounds: string;
}

/** A campaign cuts its time into slices so that each target can get four of them. */
const SLICES_PER_TARGET = 4;
/** Longest slice by default. */
const SLICE_SEC = 180;
/** Of a slice, what is left for the two engines' starts. */
const START_SEC = 20;
const POLL_MS = 20;
/** Length of a turn: machines get slower and faster within seconds. */
const TURN_MS = 250;

const program = new Command("service")
  .description(
    "Compares a slice of the service with a bare run of the same target, seeds and random seed. The two take turns of a " +
      "quarter of a second, one stopped while the other runs, so that the machine's changes of speed meet both.",
  )
  .argument("[targets...]", "fuzz targets", ["fuzz-json", "fuzz-dns-packet", "fuzz-unit-file"])
  .option("--seconds <n>", `time for each of the two, ${(SLICE_SEC - START_SEC) / 2} at most`, "60")
  .option("--rounds <n>", "comparisons per target, each with a seed of its own", "3")
  .addHelpText("after", "\nExample:\n  $ npx tsx bench/service.ts fuzz-json --seconds 80 --rounds 5")
  .parse();
const seconds = Number(program.opts<Options>().seconds);
const rounds = Number(program.opts<Options>().rounds);
if (!(seconds > 0 && seconds <= (SLICE_SEC - START_SEC) / 2)) program.error("--seconds is out of range");

/** One of the two: processes that can be stopped and sent on together. */
interface Contender {
  readonly pids: readonly number[];
  /** Of the engine, the last of the processes. */
  readonly engine: number;
  /** Ends the engine in good order; its executions. */
  finish(): Promise<number>;
}

function signal(contender: Contender, name: "SIGSTOP" | "SIGCONT"): void {
  for (const pid of contender.pids) process.kill(pid, name);
}

/** Process ids of the children of a process that has one thread which starts processes. */
const childrenOf = (parent: number): number[] =>
  readFileSync(`/proc/${parent}/task/${parent}/children`, "latin1").split(" ").filter(Boolean).map(Number);

const exitOf = (child: ChildProcess): Promise<void> => new Promise((resolve) => child.once("close", () => resolve()));

/** The first slice of a campaign of one target, which is a plain one, from the moment when it has read its corpus. */
async function startSlice(target: string, folder: string): Promise<Contender & { readonly seed: number }> {
  const main = join(packageRoot, "dist", "cli", "main.js");
  const time = String(SLICE_SEC * SLICES_PER_TARGET);
  const words = [main, "run", target, "--time", time, "--jobs", "1", "--work-folder", folder];
  const child = spawn(process.execPath, words, { stdio: "ignore", cwd: packageRoot });
  const exited = exitOf(child);
  const file = join(folder, "service.db");
  let store: Store | null = null;
  const slice = (): Slice | undefined => {
    if (store === null && existsSync(file)) store = Store.open(file);
    return store?.slices.ofTarget(target, 10).at(-1);
  };
  for (let found = slice(); ; found = slice()) {
    if (child.exitCode !== null) throw new Error(`sdfuzz run ended with ${child.exitCode}`);
    if (found !== undefined && found.pid !== null && found.executions > 0) {
      const { pid: engine, seed, id } = found;
      const finish = async (): Promise<number> => {
        child.kill("SIGINT");
        await exited;
        const ended = store!.slices.get(id)!;
        store!.close();
        return ended.executions;
      };
      return { pids: [child.pid!, ...childrenOf(child.pid!), engine], engine, seed, finish };
    }
    await sleep(POLL_MS);
  }
}

const INITED = /^#\d+\s+INITED/m;
const EXECUTED = /^stat::number_of_executed_units: (\d+)$/m;

/** The jazzer command line program as a person would start it, from the moment when it has read its corpus. */
async function startBare(target: string, seed: number, cwd: string): Promise<Contender> {
  const jazzer = join(packageRoot, "node_modules", ".bin", "jazzer");
  // As in the service, nothing but the seed decides what is executed.
  const flags = [`-seed=${seed}`, "-reload=0", "-print_final_stats=1", `-max_total_time=${SLICE_SEC}`];
  const child = spawn(jazzer, [join(packageRoot, "targets", target), "--", ...flags], {
    cwd,
    env: { ...process.env, NODE_OPTIONS: `--import=${REPEATABLE}` },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const exited = exitOf(child);
  let log = "";
  await new Promise<void>((resolve, reject) => {
    child.stderr.setEncoding("latin1").on("data", (chunk: string) => {
      log = (log + chunk).slice(-16_384);
      if (INITED.test(log)) resolve();
    });
    child.once("close", () => reject(new Error(`${target} did not start:\n${log}`)));
  });
  const engine = child.pid!;
  const finish = async (): Promise<number> => {
    child.kill("SIGINT");
    await exited;
    const executed = EXECUTED.exec(log);
    if (executed === null) throw new Error(`${target}: no final figures:\n${log}`);
    return Number(executed[1]);
  };
  return { pids: [engine], engine, finish };
}

interface Figures {
  readonly executions: number;
  /** While it had its turns. */
  readonly wallSec: number;
  /** Of the engine in its turns. */
  readonly cpuSec: number;
  /** Of the other processes in its turns. */
  readonly otherCpuSec: number;
}

/** Lets contenders take turns until each has had its time. */
async function compare(contenders: readonly Contender[]): Promise<Figures[]> {
  const cpu = ({ pids }: Contender): number[] => pids.map((pid) => cpuSeconds(pid) ?? 0);
  const before = contenders.map(cpu);
  const wallMs = contenders.map(() => 0);
  while (Math.min(...wallMs) < seconds * 1000) {
    for (const [index, contender] of contenders.entries()) {
      const from = performance.now();
      signal(contender, "SIGCONT");
      await sleep(TURN_MS);
      signal(contender, "SIGSTOP");
      wallMs[index]! += performance.now() - from;
    }
  }
  const used = contenders.map((contender, index) => cpu(contender).map((value, at) => value - before[index]![at]!));
  const figures: Figures[] = [];
  for (const [index, contender] of contenders.entries()) {
    // The engine comes last, when it has been told to stop.
    for (const pid of contender.pids) if (pid !== contender.engine) process.kill(pid, "SIGCONT");
    const finished = contender.finish();
    await sleep(contender.pids.length > 1 ? 4 * TURN_MS : 0);
    process.kill(contender.engine, "SIGCONT");
    const cpuSec = used[index]!.at(-1)!;
    const otherCpuSec = used[index]!.slice(0, -1).reduce((sum, value) => sum + value, 0);
    figures.push({ executions: await finished, wallSec: wallMs[index]! / 1000, cpuSec, otherCpuSec });
  }
  return figures;
}

async function round(target: string): Promise<Figures[]> {
  const scratch = mkdtempSync(join(tmpdir(), "sdfuzz-bench-"));
  const started: Contender[] = [];
  try {
    const slice = await startSlice(target, join(scratch, "work"));
    started.push(slice);
    signal(slice, "SIGSTOP");
    const bare = await startBare(target, slice.seed, scratch);
    started.push(bare);
    signal(bare, "SIGSTOP");
    return await compare(started);
  } catch (error) {
    for (const { pids } of started)
      for (const pid of pids) if (existsSync(`/proc/${pid}`)) process.kill(pid, "SIGKILL");
    throw error;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const ratios: number[] = [];
for (const target of program.args.length > 0 ? program.args : (program.processedArgs[0] as string[])) {
  const ofTarget: number[] = [];
  for (let number = 1; number <= rounds; number++) {
    const [service, bare] = (await round(target)) as [Figures, Figures];
    const perSec = ({ executions, wallSec }: Figures): number => executions / wallSec;
    const perCpuSec = ({ executions, cpuSec }: Figures): number => executions / cpuSec;
    const ratio = perSec(service) / perSec(bare);
    ofTarget.push(ratio);
    console.log(
      `${target} round ${number}: ${Math.round(perSec(service))} executions per second in the service, ` +
        `${Math.round(perSec(bare))} bare: ${percent(ratio)}; per second of CPU time ` +
        `${percent(perCpuSec(service) / perCpuSec(bare))}; daemon and worker ${percent(service.otherCpuSec / service.wallSec)} of a core`,
    );
  }
  console.log(`${target}: mean ${percent(mean(ofTarget))}`);
  ratios.push(...ofTarget);
}
const average = mean(ratios);
const variance = ratios.reduce((sum, ratio) => sum + (ratio - average) ** 2, 0) / Math.max(1, ratios.length - 1);
const standardError = Math.sqrt(variance / ratios.length);
console.log(`${ratios.length} rounds: mean ${percent(average)}, standard error ${percent(standardError)}`);
