import type { ArtifactKind, CrashEvent, EngineEvent, StatusEvent } from "./events.js";

/** libFuzzer's exit codes (FuzzerOptions.h, FuzzerDriver); Jazzer uses the first for exceptions too. */
const EXIT_CRASH = 77;
const EXIT_TIMEOUT = 70;
const EXIT_OUT_OF_MEMORY = 71;
/** 128 + SIGSEGV: what becomes of Jazzer 4.0.0 when libFuzzer goes on after a crash, to the next of several inputs. */
const EXIT_AFTER_CRASH = 139;

/** A file that libFuzzer wrote for an input. */
export interface Artifact {
  readonly kind: ArtifactKind;
  /** As libFuzzer printed it: relative to the working directory unless the prefix was absolute. Check before use. */
  readonly path: string;
}

/** How a run ended by itself or was ended. */
export type Ending =
  /** By itself: a limit was reached, or all inputs were executed. */
  | "finished"
  /** After {@link EngineRun.stop}, in good order. */
  | "stopped"
  /** After {@link EngineRun.stop}, by force, because it did not end in time. What it had found is on disk. */
  | "killed";

/** What a run of the engine came to. Only `engine-silent` and `engine-lost` mean that something is wrong with the engine. */
export type EngineOutcome =
  /** Nothing was found. */
  | { readonly kind: "clean-exit"; readonly ending: Ending }
  /** An input made the target throw, break a law, trip a bug detector or end the process. */
  | { readonly kind: "finding"; readonly crash: CrashEvent; readonly artifact: Artifact | null }
  /** An input took longer than the limit. */
  | { readonly kind: "timeout"; readonly seconds: number; readonly artifact: Artifact | null }
  /** The process took more memory than the limit. */
  | {
      readonly kind: "oom";
      readonly usedMb: number;
      readonly limitMb: number | null;
      readonly artifact: Artifact | null;
    }
  /** Nothing worse was found than inputs that took long. */
  | {
      readonly kind: "slow";
      readonly seconds: number;
      readonly artifacts: readonly Artifact[];
      readonly ending: Ending;
    }
  /** The process neither wrote nor executed anything for too long, and was killed. */
  | { readonly kind: "engine-silent"; readonly silentMs: number }
  /**
   * The process ended in a way that says nothing about the inputs: killed by something else, its arguments refused, its
   * target not loadable. The last lines usually tell.
   */
  | {
      readonly kind: "engine-lost";
      readonly exitCode: number | null;
      readonly signal: NodeJS.Signals | null;
      readonly lastLines: readonly string[];
    };

/** What a run counted. */
export interface EngineStatistics {
  readonly executions: number;
  readonly coverage: number;
  readonly features: number;
  readonly corpusUnits: number;
  readonly corpusBytes: number;
  readonly rssMb: number;
  /** Executions per second as libFuzzer last said, over the whole run. */
  readonly execPerSec: number;
}

/** How the process ended. */
export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Milliseconds without a sign of life after which the process was killed; `null` when that did not happen. */
  readonly silentMs: number | null;
  /** Set once {@link EngineRun.stop} was called. */
  readonly stop: "asked" | "forced" | null;
}

const LAST_LINES = 40;

/** libFuzzer's final statistic of executions. */
const EXECUTED = "number_of_executed_units";

/** Events that no run has before its arguments were accepted and its target was loaded. */
const WORK: ReadonlySet<EngineEvent["type"]> = new Set([
  "status",
  "fork-status",
  "done",
  "replayed",
  "merge-started",
  "minimized",
] as const);

/** Gathers what the events and the end of a process come to. */
export class RunSummary {
  #crash: CrashEvent | null = null;
  #timeoutSec: number | null = null;
  #memory: { readonly usedMb: number; readonly limitMb: number | null } | null = null;
  #slowSec = 0;
  /** The engine did something: Jazzer also exits with 0 when libFuzzer refuses its arguments. */
  #worked = false;
  #artifact: Artifact | null = null;
  readonly #slowArtifacts: Artifact[] = [];
  readonly #lastLines: string[] = [];
  #statistics: EngineStatistics = {
    executions: 0,
    coverage: 0,
    features: 0,
    corpusUnits: 0,
    corpusBytes: 0,
    rssMb: 0,
    execPerSec: 0,
  };

  get statistics(): EngineStatistics {
    return this.#statistics;
  }

  /** Remembers the last lines, for runs that end without an explanation. */
  line(line: string): void {
    if (line.trim() === "" || line.startsWith("INFO: Loaded ")) return;
    if (this.#lastLines.length === LAST_LINES) this.#lastLines.shift();
    this.#lastLines.push(line);
  }

  event(event: EngineEvent): void {
    if (WORK.has(event.type)) this.#worked = true;
    if (event.type === "status") this.#status(event);
    else if (event.type === "heartbeat") this.#executed(event.executions);
    else if (event.type === "fork-status") {
      const { executions, coverage, features, corpusUnits, execPerSec } = event;
      this.#statistics = { ...this.#statistics, executions, coverage, features, corpusUnits, execPerSec };
    } else if (event.type === "done") this.#executed(event.executions);
    // All that an engine that is stopped says of its last second.
    else if (event.type === "final-stat" && event.name === EXECUTED) this.#executed(event.value);
    else if (event.type === "crash") this.#crash ??= event;
    else if (event.type === "timeout") this.#timeoutSec ??= event.seconds;
    else if (event.type === "out-of-memory") this.#memory ??= event;
    else if (event.type === "slow-unit") this.#slowSec = Math.max(this.#slowSec, event.seconds);
    else if (event.type === "artifact") this.#artifactWritten(event);
  }

  /** The outcome, once the process has ended and all events are in. */
  outcome({ exitCode, signal, silentMs, stop }: ProcessEnd): EngineOutcome {
    const artifact = this.#artifact;
    if ((exitCode === EXIT_CRASH || exitCode === EXIT_AFTER_CRASH) && this.#crash !== null) {
      return { kind: "finding", crash: this.#crash, artifact };
    }
    if (exitCode === EXIT_TIMEOUT && this.#timeoutSec !== null) {
      return { kind: "timeout", seconds: this.#timeoutSec, artifact };
    }
    if (exitCode === EXIT_OUT_OF_MEMORY && this.#memory !== null) return { kind: "oom", ...this.#memory, artifact };
    if (silentMs !== null) return { kind: "engine-silent", silentMs };
    // An engine that is still loading has no handler of its own: the interrupt that asks it to stop ends it.
    const isInterrupted = stop === "asked" && signal === "SIGINT";
    if ((exitCode === 0 && (this.#worked || stop !== null)) || isInterrupted || stop === "forced") {
      const ending: Ending = stop === null ? "finished" : stop === "forced" ? "killed" : "stopped";
      if (this.#slowSec === 0) return { kind: "clean-exit", ending };
      return { kind: "slow", seconds: this.#slowSec, artifacts: this.#slowArtifacts, ending };
    }
    return { kind: "engine-lost", exitCode, signal, lastLines: this.#lastLines };
  }

  #executed(executions: number): void {
    if (executions > this.#statistics.executions) this.#statistics = { ...this.#statistics, executions };
  }

  #status(event: StatusEvent): void {
    const { executions, coverage, features, corpusUnits, corpusBytes, rssMb, execPerSec } = event;
    this.#statistics = {
      executions: Math.max(executions, this.#statistics.executions),
      coverage,
      features,
      corpusUnits,
      corpusBytes,
      rssMb,
      execPerSec,
    };
  }

  #artifactWritten({ kind, path }: Artifact): void {
    if (kind === "slow-unit") this.#slowArtifacts.push({ kind, path });
    else this.#artifact ??= { kind, path };
  }
}
