/** Alerts: somebody outside hears of findings, at least once each. */
import { createHmac } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "../log.js";
import type { Alert, AlertReason, Finding } from "../model.js";
import type { Store } from "../store/index.js";

export { AlertRounds } from "./rounds.js";
export { stepSummary, writeStepSummary } from "./step-summary.js";

export interface WebhookSettings {
  readonly url: string;
  readonly secret?: string | undefined;
}

/** What deliveries need of the world. */
export interface DeliveryWorld {
  readonly fetch: typeof fetch;
  readonly wait: (milliseconds: number, signal: AbortSignal | undefined) => Promise<unknown>;
}

/** Deliveries that are tried before an alert counts as failed, over all processes. */
const MAX_ATTEMPTS = 8;
/** Deliveries that one call tries, with pauses that double from the first. */
const ATTEMPTS_AT_ONCE = 4;
const FIRST_PAUSE_MS = 1000;
const REQUEST_TIMEOUT_MS = 10_000;

/** How much one call does. */
export interface DeliveryOptions {
  /** Deliveries of one alert that are tried with pauses between them. */
  readonly attempts?: number;
  /** Ends the call; what was not delivered waits. */
  readonly signal?: AbortSignal;
}

/** What a webhook receives. Texts come from the process under test: escape them before they are shown. */
export interface AlertBody {
  readonly reason: AlertReason;
  readonly at: string;
  readonly finding: Pick<
    Finding,
    "id" | "target" | "kind" | "state" | "signature" | "title" | "hits" | "firstRevision" | "lastRevision"
  > | null;
  readonly message: string | null;
}

/** `sha256=` and the HMAC-SHA-256 of the body in hexadecimal digits, as GitHub signs its webhooks. */
export const signBody = (body: string, secret: string): string =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

function alertBody(reason: AlertReason, finding: Finding | null, message: string | null, at: number): string {
  let told: AlertBody["finding"] = null;
  if (finding !== null) {
    const { id, target, kind, state, signature, title, hits, firstRevision, lastRevision } = finding;
    told = { id, target, kind, state, signature, title, hits, firstRevision, lastRevision };
  }
  return JSON.stringify({ reason, at: new Date(at).toISOString(), finding: told, message } satisfies AlertBody);
}

const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

/** Alerts that wait in the store until the webhook has them. Without a webhook nothing waits. */
export class AlertQueue {
  constructor(
    readonly store: Store,
    readonly webhook: WebhookSettings | null,
    readonly log: Logger,
    readonly world: DeliveryWorld = { fetch, wait: (ms, signal) => sleep(ms, undefined, { signal }) },
  ) {}

  /** Keeps an alert for delivery, in the transaction of the caller. */
  raise(reason: AlertReason, finding: Finding | null, message: string | null = null): void {
    if (this.webhook === null) return;
    const now = Date.now();
    this.store.alerts.add(reason, finding?.id ?? null, alertBody(reason, finding, message, now), now);
  }

  /** Whether there is something that the webhook has not got yet. */
  isWaiting(): boolean {
    return this.webhook !== null && this.store.alerts.pending(1).length > 0;
  }

  /**
   * Delivers what waits, oldest first; says how many arrived. Where one does not arrive the others are not tried: all of
   * them go to the same place.
   */
  async deliver({ attempts = ATTEMPTS_AT_ONCE, signal }: DeliveryOptions = {}): Promise<number> {
    if (this.webhook === null) return 0;
    let delivered = 0;
    for (const alert of this.store.alerts.pending()) {
      if (isAborted(signal) || !(await this.#deliverOne(this.webhook, alert, attempts, signal))) break;
      delivered++;
    }
    return delivered;
  }

  async #deliverOne(
    webhook: WebhookSettings,
    { id, body, attempts: before }: Alert,
    attempts: number,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    for (let attempt = 1; ; attempt++) {
      const error = await this.#post(webhook, id, body, signal);
      if (error === null) {
        this.store.alerts.attempted(id, "delivered", null);
        return true;
      }
      if (isAborted(signal)) return false;
      const over = before + attempt >= MAX_ATTEMPTS;
      this.store.alerts.attempted(id, over ? "failed" : "pending", error);
      this.log.warn({ alert: id, attempt: before + attempt, error }, "an alert was not delivered");
      if (over || attempt >= attempts) return false;
      try {
        await this.world.wait(FIRST_PAUSE_MS * 2 ** (attempt - 1), signal);
      } catch (cause) {
        if (!isAborted(signal)) throw cause;
        return false;
      }
    }
  }

  /** `null` when the webhook took it, else why not. */
  async #post(
    { url, secret }: WebhookSettings,
    id: number,
    body: string,
    signal: AbortSignal | undefined,
  ): Promise<string | null> {
    const timeout = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    try {
      const response = await this.world.fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-sdfuzz-delivery": String(id),
          ...(secret === undefined ? {} : { "x-sdfuzz-signature": signBody(body, secret) }),
        },
        body,
        redirect: "error",
        signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
      });
      await response.body?.cancel();
      return response.ok ? null : `status ${response.status}`;
    } catch (error) {
      return (error as Error).message;
    }
  }
}
