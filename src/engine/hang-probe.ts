/**
 * Program of the child process behind {@link profileHang}: executes one input outside of the fuzzing engine under V8's CPU
 * profiler, for no longer than a limit.
 *
 * Arguments: target module, entry point, input file, limit in milliseconds. Writes a {@link ProbeResult} as JSON to standard
 * output.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { type Profiler, Session } from "node:inspector";
import { pathToFileURL } from "node:url";
import { runInThisContext } from "node:vm";

export interface ProbeResult {
  readonly milliseconds: number;
  /** The execution neither returned nor threw before the limit. */
  readonly stopped: boolean;
  readonly profile: Profiler.Profile;
}

/** Samples closer together than this cost more than they tell. */
const SAMPLING_MICROSECONDS = 1000;

/** Name under which the code that has a time limit finds what to execute. */
const EXECUTION = "sdfuzzExecution";

/** Calls `execution` for at most `limitMs`; whether it had to be stopped. What it throws is no matter here. */
function stoppedAt(limitMs: number, execution: () => unknown): boolean {
  Object.defineProperty(globalThis, EXECUTION, { value: execution });
  try {
    runInThisContext(`${EXECUTION}()`, { timeout: limitMs });
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException | null)?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
  }
}

async function probe(module: string, entryPoint: string, input: string, limitMs: number): Promise<ProbeResult> {
  const target = (await import(pathToFileURL(module).href)) as Record<string, (data: Uint8Array) => unknown>;
  const data = readFileSync(input);
  const session = new Session();
  session.connect();
  session.post("Profiler.enable");
  session.post("Profiler.setSamplingInterval", { interval: SAMPLING_MICROSECONDS });
  session.post("Profiler.start");
  const began = performance.now();
  const stopped = stoppedAt(limitMs, () => target[entryPoint]!(data));
  const milliseconds = performance.now() - began;
  return new Promise((resolve, reject) => {
    session.post("Profiler.stop", (error, { profile }) => {
      if (error === null) resolve({ milliseconds, stopped, profile });
      else reject(error);
    });
  });
}

const [module, entryPoint, input, limitMs] = process.argv.slice(2) as [string, string, string, string];
writeFileSync(1, JSON.stringify(await probe(module, entryPoint, input, Number(limitMs))));
