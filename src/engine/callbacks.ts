import type { EachCallback, JazzerCallbacks } from "./jazzer-process.js";

// Kept out of Jazzer's instrumentation by its own mark of instrumented code, Fuzzer.coverageTracker.incrementCounter: what the
// harness does from time to time must not look like coverage of an input.

/** Executions after which the sampled callbacks run every time: a single input that is replayed is always checked. */
const CHECK_ALL = 64;
/** After those, the sampled callbacks run once in this many executions. */
const CHECK_EVERY = 4096;

/**
 * Takes the place of Jazzer.js's own callbacks: some run around every execution, as registered, others only after the
 * first 64 executions and then after every 4096th.
 */
export class SampledCallbacks implements JazzerCallbacks {
  readonly #before: EachCallback[] = [];
  readonly #after: EachCallback[] = [];
  readonly #sampled: EachCallback[] = [];
  #once: EachCallback | null;
  #checks = 0;
  #countdown = 1;

  /** @param once runs before the first execution. */
  constructor(once: EachCallback) {
    this.#once = once;
  }

  registerBeforeEachCallback(callback: EachCallback): void {
    this.#before.push(callback);
  }

  registerAfterEachCallback(callback: EachCallback): void {
    this.#after.push(callback);
  }

  /** Registers a callback that runs after some executions only. */
  registerSampledCallback(callback: EachCallback): void {
    this.#sampled.push(callback);
  }

  runBeforeEachCallbacks(): void {
    if (this.#once !== null) {
      const once = this.#once;
      this.#once = null;
      once();
    }
    for (let i = 0; i < this.#before.length; i++) this.#before[i]!();
  }

  runAfterEachCallbacks(): void {
    for (let i = 0; i < this.#after.length; i++) this.#after[i]!();
    this.#countdown--;
    if (this.#countdown > 0) return;
    this.#checks++;
    this.#countdown = this.#checks < CHECK_ALL ? 1 : CHECK_EVERY;
    for (let i = 0; i < this.#sampled.length; i++) this.#sampled[i]!();
  }
}
