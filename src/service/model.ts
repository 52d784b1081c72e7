/**
 * The words of the fuzzing service, and the shapes of what it keeps.
 *
 * - A **target** is a fuzz target of the registry (or of the configuration) with its seeds, dictionary and limits.
 * - A **campaign** is a set of targets with a time budget and, optionally, a schedule; it is cut into slices.
 * - A **slice** is one engine process on one target for a few minutes, with everything that is needed to repeat it: seed,
 *   revision, Node version, command line, strategy.
 * - A **strategy** says how a slice fuzzes: value profile, longest input, part of the corpus, dictionary, entry point.
 * - A **sample** is what a running slice had counted at one moment. It is acknowledged once the store has committed it.
 * - A **unit** is one input of a target's work corpus; its name is the SHA-1 of its bytes, as libFuzzer names it. A **seed**
 *   is a unit that is committed under `corpora/`; seeds are read, never written.
 * - An **artifact** is the file that the engine writes for an input that crashed, hung, or took too much memory or time.
 * - A **finding** is what artifacts with the same **signature** come to: one bug, as far as a machine can tell. It keeps
 *   a bounded number of **inputs**: the first (original), the smallest (minimised) and some others.
 * - **Triage** turns an artifact into a finding: signature, replay, minimisation, quarantine.
 * - A **quarantined** unit is kept out of the corpus because it crashes or times out.
 * - An **alert** tells somebody outside of a finding; it is delivered at least once.
 * - The **work folder** (`.sdfuzz/`) holds all of it but the seeds; docs/service.md has its layout.
 *
 * A slice is `running` until it is `ended` (it has an outcome) or `lost` (its service died; what it left on disk was
 * ingested afterwards). A campaign goes the same way. A finding is `open` or `flaky` when it is found, depending on
 * whether three replays all failed; a person makes it `closed` or open again; a replay on a new revision that fails no more
 * makes it `fixed`, and a `fixed` finding that comes back is `open` again.
 */

import type { StackFrame } from "../engine/index.js";

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type TimestampMs = number;

/** Code that ran, as one word: `0.1.0+<commit>`, with `.dirty` at the end where the checkout had changes. */
export type RevisionName = string;

/** A fuzz target, ready to be run. */
export interface Target {
  /** `fuzz-unit-file`; names folders, so it holds letters, digits, `.`, `_` and `-` only. */
  readonly name: string;
  /** Absolute path of the built module. */
  readonly module: string;
  /** Absolute path of the folder with seeds; `null` when there is none. */
  readonly seeds: string | null;
  /** Absolute path of the dictionary; `null` when there is none. */
  readonly dictionary: string | null;
  /** Longest input in bytes; `null` leaves it to the target. */
  readonly maxLen: number | null;
  /** Exported functions that the engine may call; `fuzz` comes first and takes the seeds' bytes as they are. */
  readonly entryPoints: readonly string[];
  /** Folder whose files count as the project's own in stacks. */
  readonly projectRoot: string;
}

/** A target as the store has it. */
export interface StoredTarget {
  readonly name: string;
  readonly addedAt: TimestampMs;
  /** Most recent figures of any slice. */
  readonly coverage: number;
  readonly features: number;
  readonly executions: number;
  /** Time that engines ran on it, in seconds. */
  readonly fuzzedSec: number;
  /** CPU time that engines used on it, in seconds. */
  readonly cpuSec: number;
  readonly lastSliceAt: TimestampMs | null;
  /** When a slice last brought new features. */
  readonly lastGainAt: TimestampMs | null;
}

export type CampaignMode =
  /** Goes on after findings. */
  | "batch"
  /** Fuzzes what a change touches and stops at the first new finding. */
  | "code-change";

export type RunState = "running" | "ended" | "lost";

export interface Campaign {
  readonly id: number;
  readonly name: string;
  readonly mode: CampaignMode;
  readonly targets: readonly string[];
  /** Wall clock time, in seconds; `null` for a campaign without an end. */
  readonly budgetSec: number | null;
  /** Cron expression that started it; `null` when a person did. */
  readonly schedule: string | null;
  readonly revision: RevisionName;
  /** Revision that a code change is compared with. */
  readonly baseRevision: string | null;
  readonly state: RunState;
  readonly startedAt: TimestampMs;
  readonly endedAt: TimestampMs | null;
}

/** How a slice fuzzes. */
export interface Strategy {
  readonly useValueProfile: boolean;
  /** `null` leaves it to the target. */
  readonly maxLen: number | null;
  /** Share of the work corpus that the slice starts from, above 0 up to 1. */
  readonly corpusShare: number;
  readonly useDictionary: boolean;
  readonly entryPoint: string;
}

/** What a slice came to; the engine's outcomes under stable names. */
export type SliceOutcome =
  | "clean"
  | "finding"
  | "timeout"
  | "oom"
  | "slow"
  | "engine-silent"
  | "engine-lost"
  /** The engine could not be started. */
  | "not-started";

export interface Slice {
  readonly id: number;
  readonly campaignId: number | null;
  readonly target: string;
  readonly strategy: Strategy;
  /** Seed of the engine. */
  readonly seed: number;
  readonly revision: RevisionName;
  readonly nodeVersion: string;
  /** For a POSIX shell; empty until the engine was started. */
  readonly commandLine: string;
  /** Of the engine; `null` until it was started. */
  readonly pid: number | null;
  readonly state: RunState;
  readonly outcome: SliceOutcome | null;
  readonly startedAt: TimestampMs;
  readonly endedAt: TimestampMs | null;
  readonly cpuSec: number;
  readonly executions: number;
  readonly coverage: number;
  readonly features: number;
  /** Features beyond those of the corpus that the slice started from. */
  readonly newFeatures: number;
  /** Units that were new to the work corpus. */
  readonly newUnits: number;
}

export interface Sample {
  readonly target: string;
  readonly sliceId: number;
  readonly at: TimestampMs;
  readonly executions: number;
  readonly coverage: number;
  readonly features: number;
  readonly corpusUnits: number;
  readonly corpusBytes: number;
  readonly execPerSec: number;
  readonly rssMb: number;
}

export type UnitOrigin = "fuzz" | "import" | "generated" | "plain";
export type UnitState =
  /** In the work corpus. */
  | "active"
  /** Left out of the corpus by a merge or a bound; its bytes are gone. */
  | "pruned"
  /** Crashed or timed out; its bytes are in the quarantine. */
  | "quarantined";

export interface Unit {
  readonly target: string;
  /** SHA-1 of the bytes, 40 hexadecimal digits. */
  readonly name: string;
  readonly bytes: number;
  readonly origin: UnitOrigin;
  readonly state: UnitState;
  readonly sliceId: number | null;
  readonly addedAt: TimestampMs;
}

export const FINDING_KINDS = ["crash", "timeout", "oom", "law", "slow"] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export const FINDING_STATES = ["open", "closed", "fixed", "flaky"] as const;
export type FindingState = (typeof FINDING_STATES)[number];

export interface Finding {
  readonly id: number;
  readonly target: string;
  readonly kind: FindingKind;
  readonly state: FindingState;
  /** 40 hexadecimal digits; unique per target. */
  readonly signature: string;
  /** One line for people; hostile text, bounded in length. */
  readonly title: string;
  /** Class of the thrown error, or what else ended the process; `null` for timeouts, memory and slow units. */
  readonly errorName: string | null;
  /** Name of the broken law or code of the error. */
  readonly code: string | null;
  /** As thrown: hostile text, bounded in length. */
  readonly message: string;
  /** Frames that the signature is made of. */
  readonly frames: readonly SignatureFrame[];
  /** The whole stack in lines of the sources, innermost first; empty when none is known. */
  readonly stack: readonly StackFrame[];
  readonly entryPoint: string;
  /** Times that it was seen. */
  readonly hits: number;
  /** Replays that failed in the same way, out of {@link replays}. */
  readonly reproduced: number;
  readonly replays: number;
  readonly firstSeenAt: TimestampMs;
  readonly lastSeenAt: TimestampMs;
  readonly firstSliceId: number | null;
  readonly lastSliceId: number | null;
  readonly firstRevision: RevisionName;
  readonly lastRevision: RevisionName;
  /** First revision on which it failed no more; set while the state is `fixed`. */
  readonly fixedRevision: RevisionName | null;
}

/** What a signature knows of one frame. */
export interface SignatureFrame {
  /** `<anonymous>` where the code has no name. */
  readonly function: string;
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  /** Text of the source line with its ordinal among equal lines: it survives edits elsewhere in the file. */
  readonly lineText: string;
}

export type InputRole =
  /** The first that was found; never changed. */
  | "original"
  /** The smallest that fails with the same signature. */
  | "minimized"
  /** Another one with the same signature. */
  | "duplicate";

export interface FindingInput {
  readonly findingId: number;
  /** SHA-1 of the bytes. */
  readonly name: string;
  readonly bytes: number;
  readonly role: InputRole;
  readonly addedAt: TimestampMs;
}

export type AlertReason = "new-finding" | "reopened" | "fixed" | "disk-low" | "engine-lost";
export type AlertState = "pending" | "delivered" | "failed";

export interface Alert {
  readonly id: number;
  readonly reason: AlertReason;
  readonly findingId: number | null;
  readonly createdAt: TimestampMs;
  /** JSON that is delivered. */
  readonly body: string;
  readonly state: AlertState;
  readonly attempts: number;
  readonly lastError: string | null;
}
