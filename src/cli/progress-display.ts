import type { CampaignProgress } from "../service/campaign/index.js";
import { progressLine, progressTable } from "./progress-table.js";

/** Where progress is shown: a terminal or something that takes lines. */
export interface ProgressOutput {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly rows?: number;
  readonly columns?: number;
}

const TABLE_EVERY_MS = 1000;
const LINE_EVERY_MS = 60_000;

/** Control sequences of ECMA-48: to the start of the n-th line above, and erase from here to the end of the screen. */
const lineUp = (n: number): string => (n > 0 ? `\u001b[${n}F` : "");
const ERASE_BELOW = "\u001b[0J";

/** Shows how campaigns go: a table that is drawn over itself on a terminal, a line a minute elsewhere. */
export class ProgressDisplay {
  readonly #isTable: boolean;
  #isClosed = false;
  readonly #timer: NodeJS.Timeout;
  #drawn = 0;

  /** @param progress of the campaign that runs; `null` between campaigns */
  constructor(
    readonly progress: () => CampaignProgress | null,
    readonly output: ProgressOutput,
  ) {
    this.#isTable = output.isTTY === true && process.env.TERM !== "dumb";
    this.#timer = setInterval(() => this.#show(), this.#isTable ? TABLE_EVERY_MS : LINE_EVERY_MS);
  }

  /** Writes a line of text that stays, above the table. */
  say(text: string): void {
    this.#erase();
    this.output.write(`${text}\n`);
    if (this.#isTable) this.#show();
  }

  /** Shows the last state and ends; what is printed afterwards stays. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#timer);
    if (this.#isTable) this.#show();
  }

  #show(): void {
    const progress = this.progress();
    if (progress === null) return;
    if (!this.#isTable) {
      this.output.write(`${progressLine(progress)}\n`);
      return;
    }
    const lines = progressTable(progress, this.output.rows ?? 24, this.output.columns ?? 80);
    this.#erase();
    this.output.write(`${lines.join("\n")}\n`);
    this.#drawn = lines.length;
  }

  #erase(): void {
    if (this.#drawn === 0) return;
    this.output.write(`${lineUp(this.#drawn)}${ERASE_BELOW}`);
    this.#drawn = 0;
  }
}
