import { fileURLToPath } from "node:url";
import { HARNESS_VARIABLE } from "../src/engine/harness.js";
import { type EngineEvent, runEngine } from "../src/engine/index.js";

/** What the engine took for inputs that it executed again and again. Both figures are per execution, start-up and warm-up subtracted. */
export interface ReplayFigures {
  /** Microseconds of CPU time (user and system, all threads). */
  readonly cpuUs: number;
  /** Microseconds on the clock, as libFuzzer measured them around the executions. */
  readonly wallUs: number;
  /** Executions of each input in the runs that count. */
  readonly runs: number;
}

export interface ReplayOptions {
  readonly target: string;
  readonly files: readonly string[];
  /** Let Jazzer run the target with its own defaults: asynchronous, bug detectors on every execution. */
  readonly jazzerDefaults: boolean;
  /** Measurements, of which the best counts. */
  readonly rounds: number;
}

interface Sample {
  readonly cpuUs: number;
  readonly wallMs: number;
}

/** CPU time that the longer run takes beyond its start-up: compilation has to be over in half of it. */
const WANTED_CPU_US = 5_000_000;
/** Most executions of all inputs together: more would take minutes with Jazzer's defaults. */
const MOST_EXECUTIONS = 5_000_000;
const FIRST_RUNS = 20;
/** Part of a run's time that its second half takes when the first has warmed up; with less, longer runs are needed. */
const LEAST_SECOND_HALF = 0.25;
/** Code that is not compiled yet is many times slower: estimates from short runs may be this far off. */
const MOST_GROWTH = 20;

const CPU_AT_EXIT = fileURLToPath(new URL("./cpu-at-exit.cjs", import.meta.url));
const CPU_LINE = /^BENCH: cpu (\d+) us$/m;

async function sample({ target, files, jazzerDefaults }: ReplayOptions, runs: number): Promise<Sample> {
  let wallMs = 0;
  let log = "";
  const { outcome } = await runEngine(
    { task: "replay", target, inputs: files, runs, timeoutMs: 600_000 },
    {
      env: {
        ...process.env,
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --require=${CPU_AT_EXIT}`,
        ...(jazzerDefaults ? { [HARNESS_VARIABLE]: "off" } : {}),
      },
      onEvent: (event: EngineEvent) => {
        if (event.type === "replayed") wallMs += event.milliseconds;
      },
      onOutput: (chunk) => {
        log = (log + Buffer.from(chunk).toString("latin1")).slice(-4096);
      },
    },
  );
  const cpu = CPU_LINE.exec(log);
  if (outcome.kind !== "clean-exit" || cpu === null) throw new Error(`${target}: ${JSON.stringify(outcome)}`);
  return { cpuUs: Number(cpu[1]), wallMs };
}

/** Finds a number of runs that takes as long as wanted, by growing it: the first executions say little about later ones. */
async function findRuns(options: ReplayOptions, startCpuUs: number): Promise<number> {
  const most = Math.max(2, Math.floor(MOST_EXECUTIONS / options.files.length));
  for (let runs = Math.min(FIRST_RUNS, most); ; ) {
    const spent = Math.max((await sample(options, runs)).cpuUs - startCpuUs, 1);
    if (spent >= WANTED_CPU_US / 2 || runs === most) return runs;
    runs = Math.min(most, Math.ceil(runs * Math.min(MOST_GROWTH, WANTED_CPU_US / spent)));
  }
}

/**
 * Measures what executing the given inputs costs through the real engine: `jazzer TARGET FILES -- -runs=N`, less the same
 * with half as many runs. N is chosen so that the difference takes a few seconds. What both do once does not count: loading,
 * instrumentation, and the compilation of code while it gets hot, which a campaign pays once in an hour.
 */
export async function measureReplay(options: ReplayOptions): Promise<ReplayFigures> {
  const startCpuUs = (await sample(options, 1)).cpuUs;
  for (let runs = await findRuns(options, startCpuUs); ; runs *= 2) {
    const half = Math.floor(runs / 2);
    const halves: Sample[] = [];
    const fulls: Sample[] = [];
    for (let round = 0; round < options.rounds; round++) {
      fulls.push(await sample(options, runs));
      halves.push(await sample(options, half));
    }
    const best = (samples: readonly Sample[], figure: keyof Sample): number =>
      Math.min(...samples.map((taken) => taken[figure]));
    const cpuUs = best(fulls, "cpuUs") - best(halves, "cpuUs");
    const isWarm = cpuUs >= LEAST_SECOND_HALF * (best(fulls, "cpuUs") - startCpuUs);
    if (!isWarm && runs * 2 * options.files.length <= MOST_EXECUTIONS) continue;
    const executions = (runs - half) * options.files.length;
    const wallUs = (best(fulls, "wallMs") - best(halves, "wallMs")) * 1000;
    return { cpuUs: cpuUs / executions, wallUs: wallUs / executions, runs };
  }
}
