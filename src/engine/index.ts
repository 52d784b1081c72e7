/**
 * The fuzzing engine: Jazzer.js and libFuzzer, always as a child process.
 *
 * Words used here:
 *
 * - A **target** is a module under `targets/` that exports `fuzz(data)`; loaded by Jazzer, it completes Jazzer's options
 *   with its defaults (harness.ts, docs/engine.md).
 * - A **task** ({@link EngineTask}) says what to do with a target: fuzz, replay inputs, run a regression over corpora,
 *   merge corpora, minimise a crashing input.
 * - A **run** ({@link EngineRun}) is one engine process with its task, seed and events.
 * - An **event** ({@link EngineEvent}) is what one line or block of the engine's log says.
 * - An **outcome** ({@link EngineOutcome}) is what a run came to. A finding is an outcome, not an error; errors
 *   ({@link EngineError}) mean that a run could not be started.
 * - An **artifact** is the file that libFuzzer writes for an input that crashed, hung or took too much memory.
 *
 * A run is repeated by its record (seed, flags, Node version), the {@link currentRevision | revision} of this package and
 * the corpus that it started from:
 *
 *     const run = await startEngine({ task: "fuzz", target: "targets/fuzz-json", corpora: ["work", "corpora/fuzz-json"],
 *       maxTotalTimeSec: 300, artifactPrefix: "artifacts/" }, { onEvent: (event) => … });
 *     const { outcome, statistics, record } = await run.result;
 *     if (outcome.kind === "finding") …
 *
 * Crashing inputs are replayed one by one: Jazzer cannot go on to another input after a crash.
 */

export {
  type EngineTask,
  type FuzzTask,
  MAX_SEED,
  type MergeTask,
  type MinimizeTask,
  REPEATABLE,
  type RegressionTask,
  type ReplayTask,
  shellCommand,
} from "./arguments.js";
export { EngineError, type EngineErrorCode } from "./error.js";
export type {
  ArtifactKind,
  CrashCause,
  CrashEvent,
  DictionaryRecommendation,
  EngineEvent,
  ForkStatusEvent,
  StackFrame,
  StatusEvent,
  StatusReason,
} from "./events.js";
export { type Execution, Executor, type ExecutorOptions } from "./executor.js";
export { type HangOptions, type HangProfile, profileHang, type SampledStack } from "./hang.js";
export { EngineLog } from "./log.js";
export type { Artifact, Ending, EngineOutcome, EngineStatistics } from "./outcome.js";
export { packageRoot } from "./package-root.js";
export {
  type EngineRecord,
  type EngineResult,
  type EngineRun,
  type EngineRunOptions,
  runEngine,
  startEngine,
} from "./process.js";
export { currentRevision, type Revision } from "./revision.js";
export { plainCorpus, WORK_FOLDER } from "./work-folder.js";
