import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Executor } from "../../engine/index.js";
import type { FindingKind, Target } from "../model.js";
import { runEngineUntil } from "../run-engine-until.js";
import { executionFailure, type Failure } from "./failure.js";
import { type JudgingLimits, replay } from "./replay.js";

/** Says whether a candidate still fails in the same way. */
export type StillFails = (candidate: Uint8Array) => Promise<boolean>;

export interface ReduceLimits {
  /** Moment (of `performance.now()`) after which nothing more is tried. */
  readonly deadline: number;
  readonly signal?: AbortSignal;
}

function without(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const shorter = new Uint8Array(bytes.length - (end - start));
  shorter.set(bytes.subarray(0, start));
  shorter.set(bytes.subarray(end), start);
  return shorter;
}

/**
 * Takes parts out of an input as long as it still fails: halves first, then ever smaller parts (delta debugging), until no
 * single byte can go. Returns the smallest input that was seen to fail, which may be the given one.
 */
export async function reduce(
  input: Uint8Array,
  stillFails: StillFails,
  { deadline, signal }: ReduceLimits,
): Promise<Uint8Array> {
  let smallest = input;
  const over = (): boolean => performance.now() > deadline || signal?.aborted === true;
  if (input.length > 0 && (await stillFails(new Uint8Array(0)))) return new Uint8Array(0);
  for (let part = Math.ceil(input.length / 2); part >= 1; ) {
    let shrunk = false;
    // From the end: what follows the place of a failure is usually not needed.
    for (let end = smallest.length; end > 0; end -= part) {
      if (over()) return smallest;
      const start = Math.max(0, end - part);
      if (start === 0 && end === smallest.length) continue;
      const candidate = without(smallest, start, end);
      if (await stillFails(candidate)) {
        smallest = candidate;
        shrunk = true;
      }
    }
    if (part === 1 && !shrunk) break;
    if (!shrunk || part > smallest.length / 2) part = Math.max(1, Math.floor(part / 2));
  }
  return smallest;
}

/**
 * Makes an input smaller outside of the engine, where thousands of candidates a second can be tried and each one's own
 * failure is seen: an input with several bugs stays with the one that it was found for. `null` when the failure
 * does not show outside of the engine.
 *
 * @param same says whether a failure is the one that was found
 */
export async function reduceOutside(
  target: Target,
  entryPoint: string,
  input: Uint8Array,
  same: (failure: Failure) => boolean,
  timeoutMs: number,
  limits: ReduceLimits,
): Promise<Uint8Array | null> {
  const executor = new Executor({ target: target.module, entryPoint, timeoutMs });
  const stillFails: StillFails = async (candidate) => {
    const failure = executionFailure(await executor.execute(candidate));
    return failure !== null && same(failure);
  };
  try {
    return (await stillFails(input)) ? await reduce(input, stillFails, limits) : null;
  } finally {
    executor.close();
  }
}

/**
 * Makes an input smaller by libFuzzer's `-minimize_crash=1`, which keeps any failure. `null` when it found nothing smaller.
 *
 * @param scratch folder for what the engine writes
 */
export async function reduceByEngine(
  target: Target,
  entryPoint: string,
  input: string,
  limits: JudgingLimits & { readonly minimizeSec: number },
  scratch: string,
  signal?: AbortSignal,
): Promise<Uint8Array | null> {
  mkdirSync(scratch, { recursive: true });
  const output = join(scratch, "smaller");
  rmSync(output, { force: true });
  await runEngineUntil(
    {
      task: "minimize",
      target: target.module,
      entryPoint,
      input,
      output,
      maxTotalTimeSec: Math.ceil(limits.minimizeSec),
      timeoutMs: limits.timeoutSec * 1000,
      rssLimitMb: limits.rssLimitMb,
      artifactPrefix: `${scratch}/`,
      ...(target.maxLen === null ? {} : { maxLen: target.maxLen }),
    },
    { limitSec: limits.minimizeSec * 2, ...(signal === undefined ? {} : { signal }) },
  );
  const size = statSync(output, { throwIfNoEntry: false })?.size;
  return size === undefined || size >= statSync(input).size ? null : readFileSync(output);
}

/** An input that fails, and how. */
export interface FailingInput {
  readonly target: Target;
  readonly entryPoint: string;
  readonly kind: FindingKind;
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Says whether a failure is the one of this input. */
  readonly same: (failure: Failure) => boolean;
}

/** Kinds of failure that show outside of the engine. */
const SHOWS_OUTSIDE: ReadonlySet<FindingKind> = new Set<FindingKind>(["crash", "law", "timeout"]);
/** Kinds that cost seconds per execution, too much for libFuzzer's way. */
const TAKES_LONG: ReadonlySet<FindingKind> = new Set<FindingKind>(["timeout", "slow"]);

/**
 * The smallest input that fails as the given one does: made outside of the engine where the failure shows there, else by the
 * engine, and confirmed by a replay either way. The given bytes when nothing smaller was found.
 *
 * @param scratch folder for what the engine writes
 * @throws ServiceError `engine-failed`
 */
export async function minimizeInput(
  input: FailingInput,
  limits: JudgingLimits & { readonly minimizeSec: number },
  scratch: string,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const { target, entryPoint, kind, bytes } = input;
  const fails = async (candidate: Uint8Array): Promise<boolean> => {
    const file = join(scratch, "candidate");
    writeFileSync(file, candidate);
    const failure = await replay(target, entryPoint, file, limits, scratch, signal);
    return failure !== null && input.same(failure);
  };
  if (SHOWS_OUTSIDE.has(kind)) {
    const deadline = performance.now() + limits.minimizeSec * 1000;
    const until = { deadline, ...(signal === undefined ? {} : { signal }) };
    // Uninstrumented code is faster: what took the whole time then takes less now.
    const timeoutMs = (limits.timeoutSec * 1000) / 2;
    const smaller = await reduceOutside(target, entryPoint, bytes, input.same, timeoutMs, until);
    if (smaller !== null) return smaller.length < bytes.length && (await fails(smaller)) ? smaller : bytes;
  }
  if (TAKES_LONG.has(kind)) return bytes;
  const smaller = await reduceByEngine(target, entryPoint, input.path, limits, scratch, signal);
  return smaller !== null && (await fails(smaller)) ? smaller : bytes;
}
