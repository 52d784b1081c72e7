import { type EngineResult, type EngineRunOptions, type EngineTask, startEngine } from "../engine/index.js";

/** How long an engine run may go on. */
export interface UntilOptions extends EngineRunOptions {
  readonly limitSec?: number;
  readonly signal?: AbortSignal;
}

/**
 * Runs an engine to its end, to a limit of time, or until `signal` is aborted, whichever comes first.
 *
 * @throws EngineError when it cannot be started; an aborted signal before the start throws its reason
 */
export async function runEngineUntil(task: EngineTask, options: UntilOptions = {}): Promise<EngineResult> {
  const { limitSec, signal, ...engineOptions } = options;
  signal?.throwIfAborted();
  const run = await startEngine(task, engineOptions);
  const stop = (): void => void run.stop();
  const timer = limitSec === undefined ? undefined : setTimeout(stop, limitSec * 1000);
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted === true) stop();
  try {
    return await run.result;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}
