// Kept out of Jazzer's instrumentation by its own mark of instrumented code, Fuzzer.coverageTracker.incrementCounter: what the
// harness does from time to time must not look like coverage of an input.

/** Environment variable by which the parent of an engine process asks for heartbeats: its own process id. */
export const HEARTBEAT_VARIABLE = "SDFUZZ_HEARTBEAT_FOR";

/** Time between two heartbeats, as far as the length of executions allows. */
const INTERVAL_MS = 1000;
/** Most executions between two looks at the clock. */
const MOST_BETWEEN_LOOKS = 1 << 16;

/** The line of a heartbeat: what libFuzzer's own lines say only at every power of two. */
export function heartbeatLine(executions: number): string {
  return `SDFUZZ: heartbeat #${executions}\n`;
}

/**
 * Says about once a second on standard error how many executions there were, and stops the engine when the process that
 * asked for it is gone.
 */
export class Heartbeat {
  #executions = 0;
  #step = 1;
  #countdown = 1;
  #looked = performance.now();
  #said = this.#looked;

  /** @param parent process id of the process that listens. */
  constructor(readonly parent: number) {}

  /** The heartbeat that the parent of this process asked for; `null` when nobody did, or not the direct parent. */
  static requested(): Heartbeat | null {
    const parent = Number(process.env[HEARTBEAT_VARIABLE]);
    return parent === process.ppid ? new Heartbeat(parent) : null;
  }

  /** To be called after every execution; looks at the clock a few times a second at most. */
  readonly afterExecution = (): void => {
    this.#countdown--;
    if (this.#countdown > 0) return;
    this.#executions += this.#step;
    this.#look();
    this.#countdown = this.#step;
  };

  #look(): void {
    const now = performance.now();
    const perMs = this.#step / Math.max(now - this.#looked, 1);
    this.#looked = now;
    this.#step = Math.max(1, Math.min(MOST_BETWEEN_LOOKS, Math.round((perMs * INTERVAL_MS) / 4)));
    if (now - this.#said < INTERVAL_MS) return;
    this.#said = now;
    // Nobody reads what this process says any more; a first interrupt stops it in good order after this execution.
    if (process.ppid !== this.parent) process.kill(process.pid, "SIGINT");
    else process.stderr.write(heartbeatLine(this.#executions));
  }
}
