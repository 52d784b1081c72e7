import { EngineError, type EngineEvent, type EngineRun, startEngine } from "../../engine/index.js";
import { cpuSeconds } from "./cpu-time.js";
import { EngineLogFile } from "./engine-log-file.js";
import type { SliceFigures, SliceOrder, WorkerMessage } from "./messages.js";

/** Time between two looks at the engine's CPU time. */
const LOOK_MS = 1000;

/** A slice in progress. */
export interface RunningSlice {
  readonly ended: Promise<void>;
  stop(): void;
}

class SliceRun implements RunningSlice {
  readonly ended: Promise<void>;
  readonly #startedAt = performance.now();
  readonly #look: NodeJS.Timeout;
  readonly #limit: NodeJS.Timeout;
  #cpuSec = 0;
  #initialFeatures: number | null = null;
  #sampledAt = this.#startedAt;
  #sampledExecutions = 0;

  constructor(
    readonly run: EngineRun,
    readonly order: SliceOrder,
    readonly events: EngineEvents,
    readonly log: EngineLogFile,
    readonly tell: (message: WorkerMessage) => void,
  ) {
    events.handler = (event) => this.#event(event);
    tell({ type: "started", pid: run.pid, commandLine: run.record.commandLine });
    this.#look = setInterval(() => this.#lookAtEngine(), LOOK_MS);
    this.#limit = setTimeout(() => this.stop(), order.limitSec * 1000);
    this.ended = this.#finish();
  }

  stop(): void {
    void this.run.stop();
  }

  #event(event: EngineEvent): void {
    if (event.type === "status" && event.reason === "INITED") {
      this.#initialFeatures = event.features;
      this.#sample();
    }
  }

  #lookAtEngine(): void {
    this.#cpuSec = cpuSeconds(this.run.pid) ?? this.#cpuSec;
    if (performance.now() - this.#sampledAt >= this.order.sampleEverySec * 1000) this.#sample();
  }

  #sample(): void {
    this.tell({ type: "sample", figures: this.#figures() });
  }

  #figures(): SliceFigures {
    const now = performance.now();
    const { statistics } = this.run;
    const executions = statistics.executions - this.#sampledExecutions;
    // libFuzzer counts in whole seconds over the whole run; between two samples we know better.
    const execPerSec = Math.round((executions * 1000) / Math.max(1, now - this.#sampledAt));
    this.#sampledAt = now;
    this.#sampledExecutions = statistics.executions;
    const elapsedSec = (now - this.#startedAt) / 1000;
    return { ...statistics, execPerSec, cpuSec: this.#cpuSec, elapsedSec, initialFeatures: this.#initialFeatures };
  }

  async #finish(): Promise<void> {
    const { outcome } = await this.run.result;
    clearInterval(this.#look);
    clearTimeout(this.#limit);
    this.log.close();
    const figures = this.#figures();
    // Where the system does not tell CPU time, or the engine was gone before the first look: it computes all the time.
    const cpuSec = figures.cpuSec === 0 ? figures.elapsedSec : figures.cpuSec;
    this.tell({ type: "ended", report: { outcome, figures: { ...figures, cpuSec } } });
  }
}

/** Events may come before there is somebody to take them. */
class EngineEvents {
  #waiting: EngineEvent[] | null = [];
  #handler: (event: EngineEvent) => void = (event) => this.#waiting!.push(event);

  readonly take = (event: EngineEvent): void => this.#handler(event);

  set handler(handler: (event: EngineEvent) => void) {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    this.#handler = handler;
    for (const event of waiting) handler(event);
  }
}

/** Starts the engine of a slice and tells how it goes; `null` when it could not be started, which was told. */
export async function startSlice(
  order: SliceOrder,
  tell: (message: WorkerMessage) => void,
): Promise<RunningSlice | null> {
  const events = new EngineEvents();
  const log = new EngineLogFile(order.log);
  try {
    const run = await startEngine(order.task, { cwd: order.cwd, onEvent: events.take, onOutput: log.write });
    return new SliceRun(run, order, events, log, tell);
  } catch (error) {
    log.close();
    if (!(error instanceof EngineError)) throw error;
    tell({ type: "not-started", reason: error.message });
    return null;
  }
}
