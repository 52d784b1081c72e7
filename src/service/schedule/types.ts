import type { SliceOutcome, Strategy, TimestampMs } from "../model.js";

/** What a scheduler must know of a target. */
export interface TargetTraits {
  readonly name: string;
  readonly hasDictionary: boolean;
  /** The first is the one that takes the seeds' bytes as they are. */
  readonly entryPoints: readonly string[];
}

/** The next slice. */
export interface Choice {
  readonly target: string;
  readonly strategy: Strategy;
}

/** What a slice came to, as far as a scheduler cares. */
export interface Observation {
  readonly target: string;
  readonly strategy: Strategy;
  /** `null` when the slice was lost before it had one. */
  readonly outcome: SliceOutcome | null;
  readonly newFeatures: number;
  readonly cpuSec: number;
  readonly elapsedSec: number;
  readonly endedAt: TimestampMs;
}

/** Decides what is fuzzed next. Every `next` is answered by one `observe` of the same target, once its slice is over. */
export interface Scheduler {
  next(): Choice;
  observe(observation: Observation): void;
  /** Learns from a slice of the past, which is not counted as time given. */
  recall(observation: Observation): void;
}
