import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { EngineError } from "./error.js";
import type { CrashEvent } from "./events.js";
import type { ProbeReply, ProbeRequest } from "./execution-probe.js";
import { EngineLog } from "./log.js";
import { packageRoot } from "./package-root.js";

/** What the execution of one input came to. */
export type Execution =
  | { readonly kind: "returned" }
  | { readonly kind: "threw"; readonly crash: CrashEvent }
  /** It took longer than the limit. */
  | { readonly kind: "timeout" }
  /** The process ended. */
  | { readonly kind: "died"; readonly exitCode: number | null; readonly signal: NodeJS.Signals | null };

export interface ExecutorOptions {
  /** Module of the target, with or without `.js`. */
  readonly target: string;
  /** `fuzz` when absent. */
  readonly entryPoint?: string;
  /** Longest that one execution may take, in milliseconds; 5000 when absent. */
  readonly timeoutMs?: number;
}

const PROBE = join(packageRoot, "dist", "engine", "execution-probe.js");
/** Frames of the probe and below: the engine's stacks end with the target. */
const PROBE_FRAME = /[/\\\\]execution-probe\.[jt]s$/;
const DEFAULT_TIMEOUT_MS = 5000;
/** Longest that loading a target may take. */
const LOAD_MS = 60_000;

/** The event that the engine's log would have for a thrown error. */
function crashEvent(thrown: string): CrashEvent {
  const log = new EngineLog();
  const text = new TextEncoder().encode(`==0== Uncaught Exception: ${thrown}\n`);
  const event = [...log.push(text), ...log.end()].find((found): found is CrashEvent => found.type === "crash")!;
  const end = event.stack.findIndex(({ file }) => PROBE_FRAME.test(file));
  return end < 0 ? event : { ...event, stack: event.stack.slice(0, end) };
}

/**
 * Executes inputs in a child process without the fuzzing engine: thousands a second, where a replay by the engine takes most
 * of a second. It sees what a target throws, and nothing that needs the engine: no bug detectors, no memory limit. Confirm
 * by a replay what comes of it.
 */
export class Executor {
  readonly #module: string;
  readonly #entryPoint: string;
  readonly #timeoutMs: number;
  #child: ChildProcess | null = null;

  /** @throws EngineError `target-missing` */
  constructor({ target, entryPoint, timeoutMs }: ExecutorOptions) {
    const path = resolve(target);
    this.#module = existsSync(path) ? path : `${path}.js`;
    if (!existsSync(this.#module)) throw new EngineError("target-missing", `${this.#module} does not exist`);
    this.#entryPoint = entryPoint ?? "fuzz";
    this.#timeoutMs = timeoutMs ?? DEFAULT_TIMEOUT_MS;
  }

  /** Executes one input; one at a time. */
  async execute(input: Uint8Array): Promise<Execution> {
    if (this.#child === null) {
      const started = await this.#start();
      if (started !== null) return started;
    }
    const reply = this.#reply(this.#timeoutMs);
    this.#child!.send({ input } satisfies ProbeRequest);
    return reply;
  }

  /** Ends the child process. The next execution starts another. */
  close(): void {
    this.#child?.kill("SIGKILL");
    this.#child = null;
  }

  /** `null` once the target is loaded, else what became of the process instead. */
  async #start(): Promise<Execution | null> {
    this.#child = fork(PROBE, [this.#module, this.#entryPoint], {
      execArgv: ["--enable-source-maps"],
      serialization: "advanced",
      stdio: "ignore",
    });
    const loaded = await this.#reply(LOAD_MS);
    return loaded.kind === "returned" ? null : loaded;
  }

  #reply(limitMs: number): Promise<Execution> {
    const child = this.#child!;
    return new Promise((resolve) => {
      const settle = (execution: Execution): void => {
        clearTimeout(timer);
        child.off("message", onMessage);
        child.off("exit", onExit);
        resolve(execution);
      };
      const onMessage = ({ thrown }: ProbeReply): void =>
        settle(thrown === null ? { kind: "returned" } : { kind: "threw", crash: crashEvent(thrown) });
      const onExit = (exitCode: number | null, signal: NodeJS.Signals | null): void => {
        this.#child = null;
        settle({ kind: "died", exitCode, signal });
      };
      const timer = setTimeout(() => {
        settle({ kind: "timeout" });
        this.close();
      }, limitMs);
      child.on("message", onMessage);
      child.on("exit", onExit);
    });
  }
}
