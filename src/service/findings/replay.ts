import { dirname } from "node:path";
import { type EngineTask, profileHang, type SampledStack, type StackFrame } from "../../engine/index.js";
import { ServiceError } from "../error.js";
import type { Target } from "../model.js";
import { runEngineUntil } from "../run-engine-until.js";
import { type Failure, outcomeFailure } from "./failure.js";

/** Limits under which inputs are judged. */
export interface JudgingLimits {
  readonly timeoutSec: number;
  readonly slowUnitSec: number;
  readonly rssLimitMb: number;
}

/** Share of the samples that a frame must be in to count as a place where the time goes. */
const DOMINANT = 0.6;
/** An input that takes this share of the limit on replay is still slow: machines and their load differ. */
const STILL_SLOW = 0.5;

/** The engine task that executes one input of a finding. */
export function replayTask(target: Target, entryPoint: string, input: string, limits: JudgingLimits): EngineTask {
  return {
    task: "replay",
    target: target.module,
    entryPoint,
    inputs: [input],
    timeoutMs: limits.timeoutSec * 1000,
    rssLimitMb: limits.rssLimitMb,
    artifactPrefix: `${dirname(input)}/`,
    ...(target.maxLen === null ? {} : { maxLen: target.maxLen }),
  };
}

/**
 * Executes one input by the engine, as the reproducing command does; `null` when it does not fail.
 *
 * @param scratch folder for what the engine writes
 * @throws ServiceError `engine-failed` when the engine itself comes to grief
 */
export async function replay(
  target: Target,
  entryPoint: string,
  input: string,
  limits: JudgingLimits,
  scratch: string,
  signal?: AbortSignal,
): Promise<Failure | null> {
  let tookMs = 0;
  const task = { ...replayTask(target, entryPoint, input, limits), artifactPrefix: `${scratch}/` };
  const { outcome } = await runEngineUntil(task, {
    ...(signal === undefined ? {} : { signal }),
    onEvent: (event) => {
      if (event.type === "replayed") tookMs = Math.max(tookMs, event.milliseconds);
    },
  });
  signal?.throwIfAborted();
  const failure = outcomeFailure(outcome);
  if (failure !== null) return failure;
  if (outcome.kind === "clean-exit") {
    if (tookMs < limits.slowUnitSec * 1000 * STILL_SLOW) return null;
    return { kind: "slow", errorName: null, code: null, message: `took ${(tookMs / 1000).toFixed(1)} s`, stack: [] };
  }
  const last = outcome.kind === "engine-lost" ? (outcome.lastLines.at(-1) ?? "without a word") : "silent";
  throw new ServiceError("engine-failed", `the replay of ${input} came to nothing: ${last}`);
}

/** The frames, innermost first, that most samples have in common from the entry point inwards. */
export function dominantStack(stacks: readonly SampledStack[]): StackFrame[] {
  let within = stacks.map(({ share, stack }) => ({ share, frames: stack.toReversed() }));
  const found: StackFrame[] = [];
  for (let depth = 0; ; depth++) {
    const shares = new Map<string, number>();
    const keyAt = (frames: readonly StackFrame[]): string | null => {
      const frame = frames[depth];
      return frame === undefined ? null : `${frame.file} ${frame.function}`;
    };
    for (const { share, frames } of within) {
      const key = keyAt(frames);
      if (key !== null) shares.set(key, (shares.get(key) ?? 0) + share);
    }
    const [best] = [...shares].sort(([, a], [, b]) => b - a);
    if (best === undefined || best[1] < DOMINANT) return found.reverse();
    within = within.filter(({ frames }) => keyAt(frames) === best[0]);
    found.push(within[0]!.frames[depth]!);
  }
}

/** A timeout or a slow input with the place where its time goes, which the engine does not tell. */
export async function withProfile(
  failure: Failure,
  target: Target,
  entryPoint: string,
  input: string,
  limits: JudgingLimits,
): Promise<Failure> {
  if ((failure.kind !== "timeout" && failure.kind !== "slow") || failure.stack.length > 0) return failure;
  const limitMs = Math.min(limits.timeoutSec, 5) * 1000;
  const profile = await profileHang({ target: target.module, entryPoint, input, limitMs });
  if (profile.kind === "lost") return { ...failure, message: `${failure.message}; no profile: ${profile.reason}` };
  return { ...failure, stack: dominantStack(profile.stacks) };
}
