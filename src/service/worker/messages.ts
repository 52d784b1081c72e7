import type { EngineOutcome, EngineStatistics, FuzzTask } from "../../engine/index.js";

/** Everything that a worker needs for one slice: nothing of the store, nothing of the schedule. */
export interface SliceOrder {
  readonly sliceId: number;
  readonly task: FuzzTask;
  /** File for the last part of what the engine says. */
  readonly log: string;
  /** Working directory of the engine. */
  readonly cwd: string;
  readonly sampleEverySec: number;
  /** Wall clock time after which the engine is stopped even if it does not stop by itself. */
  readonly limitSec: number;
}

/** Figures of a slice at one moment. */
export interface SliceFigures extends EngineStatistics {
  /** CPU time that the engine used so far, in seconds. */
  readonly cpuSec: number;
  readonly elapsedSec: number;
  /** Features of the corpus that the slice started from; `null` while it is being read. */
  readonly initialFeatures: number | null;
}

/** What a slice came to. */
export interface SliceReport {
  readonly outcome: EngineOutcome;
  readonly figures: SliceFigures;
}

/** What the manager tells a worker. */
export type WorkerRequest = { readonly type: "run"; readonly order: SliceOrder } | { readonly type: "stop" };

/** What a worker tells its manager. */
export type WorkerMessage =
  | { readonly type: "started"; readonly pid: number; readonly commandLine: string }
  | { readonly type: "sample"; readonly figures: SliceFigures }
  | { readonly type: "ended"; readonly report: SliceReport }
  /** The engine could not be started. */
  | { readonly type: "not-started"; readonly reason: string };
