import { AlertRounds } from "../alerts/index.js";
import { ServiceError } from "../error.js";
import type { CampaignMode, Target, TimestampMs } from "../model.js";
import { nextDue, type Random } from "../schedule/index.js";
import { selectTargets } from "../targets.js";
import { CampaignRun } from "./campaign-run.js";
import type { CampaignEvent } from "./events.js";
import { pause } from "./pause.js";
import type { CampaignProgress } from "./progress.js";
import { builtTargets, type Workplace } from "./workplace.js";

export interface DaemonOptions {
  readonly random: Random;
  readonly signal: AbortSignal;
  readonly onEvent?: (event: CampaignEvent) => void;
  /** Told which campaign comes next, and when, while none runs. */
  readonly onWaiting?: (name: string, due: TimestampMs) => void;
}

interface Scheduled {
  readonly name: string;
  readonly mode: CampaignMode;
  readonly targets: readonly Target[];
  readonly budgetSec: number;
  readonly schedule: string;
  due: TimestampMs;
}

/** Longest that a timer of Node may wait. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;
/** Time between two rounds of housekeeping. */
const HOUSEKEEPING_MS = 10 * 60_000;
/** How long the store remembers which units a merge had dropped. */
const PRUNED_KEPT_MS = 30 * 24 * 3_600_000;

/**
 * Runs campaigns when they are due, one at a time; one that comes due while another runs waits for its turn, and an
 * occurrence that was missed because its own campaign still ran is passed over. Where the configuration has no campaign
 * with a schedule, all targets are fuzzed without an end.
 */
export class Daemon {
  readonly #scheduled: readonly Scheduled[];
  #current: CampaignRun | null = null;

  /** @throws ServiceError `unknown-target` */
  constructor(
    readonly service: Workplace,
    readonly options: DaemonOptions,
  ) {
    const { campaigns } = service.configuration;
    this.#scheduled = campaigns.flatMap(({ name, mode, targets, time, schedule }) => {
      if (schedule === undefined) return [];
      const selected = selectTargets(service.targets, targets);
      const due = nextDue(schedule, Date.now())!;
      return [{ name, mode, targets: selected, budgetSec: time, schedule, due }];
    });
  }

  /** How the campaign that runs now stands; `null` between campaigns. */
  get progress(): CampaignProgress | null {
    return this.#current?.progress ?? null;
  }

  /** When the next campaign starts; `null` when one without an end runs. */
  get nextDueAt(): TimestampMs | null {
    return this.#scheduled.length === 0 ? null : Math.min(...this.#scheduled.map(({ due }) => due));
  }

  /** Works until the signal is aborted. */
  async run(): Promise<void> {
    const { signal } = this.options;
    const housekeeping = setInterval(() => this.#housekeeping(), HOUSEKEEPING_MS);
    const alerts = new AlertRounds(this.service.alerts);
    try {
      this.#housekeeping();
      while (!signal.aborted) {
        const next = this.#next();
        if (next === null) await this.#campaign("continuous", this.service.targets, null, null);
        else if (await this.#until(next)) {
          await this.#campaign(next.name, next.targets, next.budgetSec, next.schedule);
          next.due = nextDue(next.schedule, Date.now())!;
        }
      }
    } finally {
      clearInterval(housekeeping);
      await alerts.close();
    }
  }

  #next(): Scheduled | null {
    if (this.#scheduled.length === 0) return null;
    return this.#scheduled.reduce((first, campaign) => (campaign.due < first.due ? campaign : first));
  }

  async #campaign(
    name: string,
    targets: readonly Target[],
    budgetSec: number | null,
    schedule: string | null,
  ): Promise<void> {
    const { ready, missing } = builtTargets(targets);
    for (const target of missing) {
      this.service.log.error({ target: target.name, module: target.module }, "the target is not built");
    }
    if (ready.length === 0)
      throw new ServiceError("bad-input", `no target of ${name} is built (npm run build does it)`);
    this.#current = new CampaignRun(
      this.service,
      {
        name,
        mode: "batch",
        targets: ready,
        budgetSec,
        schedule,
        jobs: this.service.configuration.jobs,
        shares: "gains",
        baseRevision: null,
        failsInBase: null,
      },
      this.options,
    );
    this.service.log.info({ name, targets: ready.length, budgetSec }, "campaign started");
    const { campaignId, findings, ending } = await this.#current.run();
    this.#current = null;
    this.service.log.info({ name, campaignId, findings: findings.length, ending }, "campaign ended");
  }

  /** Waits for the moment at which a campaign is due; false when the signal was aborted before. */
  async #until({ name, due: moment }: Scheduled): Promise<boolean> {
    const { signal, onWaiting } = this.options;
    if (Date.now() < moment) onWaiting?.(name, moment);
    while (!signal.aborted && Date.now() < moment) {
      await pause(Math.min(LONGEST_WAIT_MS, moment - Date.now()), signal);
    }
    return !signal.aborted;
  }

  #housekeeping(): void {
    const { store, log } = this.service;
    const now = Date.now();
    const samples = store.samples.thin(now);
    const units = store.units.forgetPruned(now - PRUNED_KEPT_MS);
    if (samples + units > 0) log.debug({ part: "store", samples, units }, "old rows dropped");
  }
}
