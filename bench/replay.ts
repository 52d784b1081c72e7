import { fileURLToPath } from "node:url";
import { HARNESS_VARIABLE } from "../src/engine/harness.js";
import { type EngineEvent, runEngine } from "../src/engine/index.js";

/** What the engine took for inputs that it executed again and again. Both figures are per execution, start-up subtracted. */
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

/** CPU time that a run should take beyond its start-up, so that neither the clock's grain nor compilation shows. */
const WANTED_CPU_US = 2_500_000;
const PILOT_RUNS = 20;
const MOST_RUNS = 200_000;

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

/**
 * Measures what executing the given inputs costs through the real engine: `jazzer TARGET FILES -- -runs=N`, less the same
 * with one run. N is chosen so that the difference takes a few seconds.
 */
export async function measureReplay(options: ReplayOptions): Promise<ReplayFigures> {
  const count = options.files.length;
  let start = await sample(options, 1);
  const pilot = await sample(options, PILOT_RUNS);
  const estimate = Math.max((pilot.cpuUs - start.cpuUs) / (PILOT_RUNS - 1), 1);
  const runs = Math.min(MOST_RUNS, Math.max(PILOT_RUNS, Math.ceil(WANTED_CPU_US / estimate)));
  let cpuUs = Number.POSITIVE_INFINITY;
  let wallUs = Number.POSITIVE_INFINITY;
  for (let round = 0; round < options.rounds; round++) {
    if (round > 0) start = await sample(options, 1);
    const full = await sample(options, runs);
    const executions = (runs - 1) * count;
    cpuUs = Math.min(cpuUs, (full.cpuUs - start.cpuUs) / executions);
    wallUs = Math.min(wallUs, ((full.wallMs - start.wallMs) * 1000) / executions);
  }
  return { cpuUs, wallUs, runs };
}
