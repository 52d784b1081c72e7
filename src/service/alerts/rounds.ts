import type { AlertQueue } from "./index.js";

/** Time between two rounds; after one that left something it doubles, up to an hour. */
const ROUND_MS = 30_000;
const LONGEST_MS = 3_600_000;

/**
 * Delivers alerts beside other work, one round at a time and each alert once per round. The eight attempts that an alert
 * has are spread over an hour this way, in which a webhook may be away.
 */
export class AlertRounds {
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | null = null;

  constructor(
    readonly queue: AlertQueue,
    readonly everyMs = ROUND_MS,
  ) {
    this.#after(everyMs);
  }

  /** Ends the round that is on its way; what is left waits for the next process. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#stop.abort();
    await this.#round;
  }

  #after(milliseconds: number): void {
    this.#timer = setTimeout(() => {
      this.#round = this.#deliver(milliseconds);
    }, milliseconds);
  }

  async #deliver(waited: number): Promise<void> {
    const { signal } = this.#stop;
    try {
      await this.queue.deliver({ attempts: 1, signal });
    } catch (error) {
      this.queue.log.error({ err: error }, "alerts were not delivered");
    }
    if (signal.aborted) return;
    this.#after(this.queue.isWaiting() ? Math.min(LONGEST_MS, 2 * waited) : this.everyMs);
  }
}
