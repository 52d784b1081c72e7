import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildCommand, type EngineCommand, type EngineTask, shellCommand } from "./arguments.js";
import { EngineError } from "./error.js";
import type { EngineEvent } from "./events.js";
import { HEARTBEAT_VARIABLE } from "./heartbeat.js";
import { EngineLog } from "./log.js";
import { type EngineOutcome, type EngineStatistics, type ProcessEnd, RunSummary } from "./outcome.js";

/** How to run a task. */
export interface EngineRunOptions {
  /** Working directory of the engine, from which relative paths start; the present one when absent. */
  readonly cwd?: string;
  /** Environment of the engine; that of this process when absent. */
  readonly env?: NodeJS.ProcessEnv;
  /** Called for every event of the log, in order. */
  readonly onEvent?: (event: EngineEvent) => void;
  /** Called with what the engine writes to standard error, as it comes: for a log file. */
  readonly onOutput?: (chunk: Uint8Array) => void;
  /** Milliseconds without a line or a heartbeat after which the engine counts as silent and is killed; 10 minutes when absent. */
  readonly silenceMs?: number;
  /** Milliseconds that {@link EngineRun.stop} waits before it kills; 10 seconds when absent. */
  readonly stopMs?: number;
}

/** What is needed to repeat a run, beside the corpus that it started from. */
export interface EngineRecord {
  readonly task: EngineTask;
  readonly seed: number;
  readonly nodeVersion: string;
  /** For a POSIX shell, in `cwd`. */
  readonly commandLine: string;
  readonly cwd: string;
}

/** A run that has ended. */
export interface EngineResult {
  readonly outcome: EngineOutcome;
  readonly statistics: EngineStatistics;
  readonly record: EngineRecord;
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly startedAt: Date;
  readonly endedAt: Date;
}

/** A run in progress. */
export interface EngineRun {
  /** Process id, which is also the id of a process group that holds everything the engine starts. */
  readonly pid: number;
  readonly record: EngineRecord;
  /** What the run has counted so far. */
  readonly statistics: EngineStatistics;
  /** Never rejects: whatever becomes of the process is an outcome. */
  readonly result: Promise<EngineResult>;
  /**
   * Ends the run after the execution in progress, or by force when that takes too long; a run with `fork` by force at once,
   * because libFuzzer's parent process has no other way. What was found until then is on disk. May be called again.
   */
  stop(): Promise<EngineResult>;
}

const DEFAULT_SILENCE_MS = 600_000;
const DEFAULT_STOP_MS = 10_000;

/** Kills what is left of an engine's process group. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

class Run implements EngineRun {
  readonly pid: number;
  readonly result: Promise<EngineResult>;
  readonly #summary = new RunSummary();
  readonly #log = new EngineLog((line) => this.#summary.line(line));
  readonly #startedAt = new Date();
  readonly #silence: NodeJS.Timeout;
  #stopTimer: NodeJS.Timeout | undefined;
  #stop: ProcessEnd["stop"] = null;
  #silentMs: number | null = null;

  constructor(
    readonly child: ChildProcess,
    pid: number,
    readonly record: EngineRecord,
    readonly options: EngineRunOptions,
    /** Removed when the run has ended. */
    readonly temporary: string,
  ) {
    this.pid = pid;
    const silenceMs = options.silenceMs ?? DEFAULT_SILENCE_MS;
    this.#silence = setTimeout(() => {
      this.#silentMs = silenceMs;
      killGroup(this.pid);
    }, silenceMs);
    child.stderr?.on("data", (chunk: Uint8Array) => {
      this.#silence.refresh();
      options.onOutput?.(chunk);
      this.#report(this.#log.push(chunk));
    });
    this.result = new Promise((resolve) => {
      child.once("close", (exitCode, signal) => resolve(this.#ended(exitCode, signal)));
    });
  }

  get statistics(): EngineStatistics {
    return this.#summary.statistics;
  }

  stop(): Promise<EngineResult> {
    if (this.#stop !== null || this.child.exitCode !== null || this.child.signalCode !== null) return this.result;
    const { task } = this.record;
    if (task.task === "fuzz" && task.fork !== undefined) this.#kill();
    else {
      this.#stop = "asked";
      this.child.kill("SIGINT");
      this.#stopTimer = setTimeout(() => this.#kill(), this.options.stopMs ?? DEFAULT_STOP_MS);
    }
    return this.result;
  }

  #kill(): void {
    this.#stop = "forced";
    killGroup(this.pid);
  }

  #report(events: readonly EngineEvent[]): void {
    for (const event of events) {
      this.#summary.event(event);
      this.options.onEvent?.(event);
    }
  }

  #ended(exitCode: number | null, signal: NodeJS.Signals | null): EngineResult {
    clearTimeout(this.#silence);
    clearTimeout(this.#stopTimer);
    // Engines that run others (fork, merge) may leave them behind when they end early.
    killGroup(this.pid);
    rmSync(this.temporary, { recursive: true, force: true });
    this.#report(this.#log.end());
    return {
      outcome: this.#summary.outcome({ exitCode, signal, silentMs: this.#silentMs, stop: this.#stop }),
      statistics: this.#summary.statistics,
      record: this.record,
      exitCode,
      signal,
      startedAt: this.#startedAt,
      endedAt: new Date(),
    };
  }
}

async function spawnEngine(
  command: EngineCommand,
  env: NodeJS.ProcessEnv,
): Promise<{ child: ChildProcess; pid: number }> {
  const child = spawn(command.executable, command.arguments, {
    cwd: command.cwd,
    env,
    stdio: ["ignore", "ignore", "pipe"],
    // A process group of its own: a terminal's interrupt goes to this process, which stops its engines in good order.
    detached: true,
  });
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", (cause) => {
      reject(
        new EngineError("spawn-failed", `${command.executable} could not be started: ${cause.message}`, { cause }),
      );
    });
  });
  return { child, pid: child.pid! };
}

/**
 * Starts an engine as a child process: the only place that does. The engine is the jazzer command line program in a
 * process group of its own; it stops by itself within a second or so when this process dies.
 *
 * @throws EngineError when the command line cannot be built or the process cannot be started
 */
export async function startEngine(task: EngineTask, options: EngineRunOptions = {}): Promise<EngineRun> {
  const command = buildCommand(task, options.cwd ?? process.cwd());
  const record: EngineRecord = {
    task,
    seed: command.seed,
    nodeVersion: process.version,
    commandLine: shellCommand([command.executable, ...command.arguments]),
    cwd: command.cwd,
  };
  // libFuzzer and Jazzer leave temporary files behind when they are killed.
  const temporary = mkdtempSync(join(tmpdir(), "sdfuzz-engine-"));
  try {
    const env = { ...(options.env ?? process.env), TMPDIR: temporary, [HEARTBEAT_VARIABLE]: String(process.pid) };
    const { child, pid } = await spawnEngine(command, env);
    return new Run(child, pid, record, options, temporary);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    throw error;
  }
}

/** Starts an engine and waits for its end. See {@link startEngine}. */
export async function runEngine(task: EngineTask, options: EngineRunOptions = {}): Promise<EngineResult> {
  return (await startEngine(task, options)).result;
}
