/**
 * What an engine's log says, as data. Texts (messages, stacks, paths, dictionary tokens) come from the process under test:
 * they are hostile, bounded in length and otherwise as they were.
 */

/** Why libFuzzer printed a status line. */
export type StatusReason = "READ" | "INITED" | "NEW" | "NEW_FUNC" | "REDUCE" | "pulse" | "RELOAD" | "DONE" | "LOADED";

/** One status line: `#475  NEW  cov: 6 ft: 6 corp: 3/13b lim: 8 exec/s: 0 rss: 161Mb L: 8/8 MS: 1 CMP-`. */
export interface StatusEvent {
  readonly type: "status";
  readonly reason: StatusReason;
  readonly executions: number;
  /** Edges covered. */
  readonly coverage: number;
  /** Edges, their hit counts and compared values that were seen. */
  readonly features: number;
  readonly corpusUnits: number;
  /** libFuzzer rounds to KiB from 16 KiB on and to MiB from 16 MiB on. */
  readonly corpusBytes: number;
  /** Present limit of the length of new inputs; it grows towards `-max_len`. */
  readonly lengthLimit: number | null;
  readonly execPerSec: number;
  /** Greatest resident memory so far. */
  readonly rssMb: number;
  /** Size of the new unit (`NEW`, `REDUCE`). */
  readonly unitBytes: number | null;
}

/** Status of a parent that runs several engines (`-fork=N`). */
export interface ForkStatusEvent {
  readonly type: "fork-status";
  readonly executions: number;
  readonly coverage: number;
  readonly features: number;
  readonly corpusUnits: number;
  readonly execPerSec: number;
  readonly ooms: number;
  readonly timeouts: number;
  readonly crashes: number;
}

/** One line of a JavaScript stack. */
export interface StackFrame {
  /** `null` for anonymous code. */
  readonly function: string | null;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What ended a run as a crash. */
export type CrashCause =
  /** The target threw. */
  | "exception"
  /** One of Jazzer's bug detectors reported something. */
  | "bug-detector"
  /** The target ended the process. */
  | "exit"
  /** A signal of the operating system, in native code. */
  | "signal"
  /** The target changed its input. */
  | "overwritten-input";

/** A crash; the artifact with its input is an event of its own, which follows. */
export interface CrashEvent {
  readonly type: "crash";
  readonly cause: CrashCause;
  /** `name` of a thrown error; `null` for other thrown values and other causes. */
  readonly errorName: string | null;
  readonly message: string;
  /** Innermost first, without Jazzer's own frames. */
  readonly stack: readonly StackFrame[];
}

/** Kinds of file that libFuzzer writes for an input. */
export type ArtifactKind = "crash" | "timeout" | "oom" | "slow-unit" | "leak" | "other";

export type EngineEvent =
  | StatusEvent
  | ForkStatusEvent
  | CrashEvent
  /** Executions so far, about once a second; only where {@link startEngine} started the engine. */
  | { readonly type: "heartbeat"; readonly executions: number }
  | { readonly type: "seed"; readonly seed: number }
  /** An input took longer than the limit; the run ends. */
  | { readonly type: "timeout"; readonly seconds: number }
  /** The process used more memory than the limit; the run ends. */
  | { readonly type: "out-of-memory"; readonly usedMb: number; readonly limitMb: number | null }
  /** The slowest input so far, above `-report_slow_units`; the run goes on. */
  | { readonly type: "slow-unit"; readonly seconds: number }
  | { readonly type: "artifact"; readonly kind: ArtifactKind; readonly path: string }
  | { readonly type: "replay-started"; readonly path: string }
  | { readonly type: "replayed"; readonly path: string; readonly milliseconds: number }
  | {
      readonly type: "merge-started";
      readonly files: number;
      readonly inInitialCorpus: number;
      readonly processedEarlier: number;
    }
  | { readonly type: "merge-attempt"; readonly attempt: number }
  /** A unit that crashed or timed out in an earlier step of the merge and is left out. */
  | { readonly type: "merge-skipped"; readonly path: string }
  | {
      readonly type: "merged";
      readonly newFiles: number;
      readonly newFeatures: number;
      readonly newCoverage: number;
    }
  /** `-minimize_crash`: the smallest input that still crashes. */
  | { readonly type: "minimized"; readonly path: string; readonly bytes: number; readonly final: boolean }
  /** One line of `-print_final_stats=1`. */
  | { readonly type: "final-stat"; readonly name: string; readonly value: number }
  | { readonly type: "recommended-dictionary"; readonly entries: readonly DictionaryRecommendation[] }
  | { readonly type: "done"; readonly executions: number; readonly seconds: number };

/** A token that helped: libFuzzer's escaped form, quotes included, as it may stand in a dictionary. */
export interface DictionaryRecommendation {
  readonly token: string;
  readonly uses: number;
}
