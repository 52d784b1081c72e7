import { clock } from "./progress-table.js";

/** Where the line is shown. */
export interface StatusOutput {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const SHOW_EVERY_MS = 1000;
/** Control sequence of ECMA-48: erase the line. */
const ERASE_LINE = "\u001b[2K";

/**
 * One line on a terminal that says what a command is at, and for how long; nothing elsewhere. The cursor stays at its
 * beginning, so that whatever else is written takes its place.
 */
export class StatusLine {
  readonly #isShown: boolean;
  #timer: NodeJS.Timeout | undefined;

  constructor(readonly output: StatusOutput = process.stderr) {
    this.#isShown = output.isTTY === true && process.env.TERM !== "dumb";
  }

  /** Says what begins now. */
  say(text: string): void {
    if (!this.#isShown) return;
    clearInterval(this.#timer);
    const startedAt = performance.now();
    const show = (): void => {
      const line = `${text} ${clock((performance.now() - startedAt) / 1000)}`;
      this.output.write(`${ERASE_LINE}${line.slice(0, Math.max(1, (this.output.columns ?? 80) - 1))}\r`);
    };
    show();
    this.#timer = setInterval(show, SHOW_EVERY_MS);
  }

  /** Takes the line away: for results, and at the end. */
  clear(): void {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.output.write(ERASE_LINE);
  }
}

/** Does one piece of work while the line says what it is. */
export async function whileSaying<Result>(text: string, work: () => Promise<Result>): Promise<Result> {
  const line = new StatusLine();
  line.say(text);
  try {
    return await work();
  } finally {
    line.clear();
  }
}
