import { Cron } from "croner";
import type { TimestampMs } from "../model.js";

/** What is wrong with a cron expression; `null` when nothing is. */
export function cronProblem(expression: string): string | null {
  try {
    return new Cron(expression, { paused: true }).nextRun(new Date(0)) === null ? "never comes due" : null;
  } catch (error) {
    return (error as Error).message;
  }
}

/**
 * The first moment after `after` at which a cron expression is due; `null` when it never is again.
 *
 * @param timezone IANA name; the time zone of this machine when absent
 * @throws TypeError for what is no cron expression
 */
export function nextDue(expression: string, after: TimestampMs, timezone?: string): TimestampMs | null {
  const cron = new Cron(expression, { paused: true, ...(timezone === undefined ? {} : { timezone }) });
  return cron.nextRun(new Date(after))?.getTime() ?? null;
}
