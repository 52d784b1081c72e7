import type { WorkCorpus } from "../corpus/index.js";
import { ServiceError } from "../error.js";
import type { InboxEntry, Triaged } from "../findings/index.js";
import type { CampaignMode, Finding, Target } from "../model.js";
import {
  EqualShares,
  GainScheduler,
  type Observation,
  type Random,
  type Scheduler,
  sliceLength,
  type TargetTraits,
} from "../schedule/index.js";
import { WorkerProcess } from "../worker/index.js";
import type { CampaignEvent } from "./events.js";
import type { CorpusFigures } from "./measure.js";
import { pause } from "./pause.js";
import { CampaignProgress, ENGINE_TROUBLE } from "./progress.js";
import { ingestWaiting } from "./recover.js";
import { runSlice, type SliceContext } from "./slice-job.js";
import type { Workplace } from "./workplace.js";

/** How the time is divided. */
export type Shares = "gains" | "equal";

export interface CampaignPlan {
  readonly name: string;
  readonly mode: CampaignMode;
  readonly targets: readonly Target[];
  /** Wall clock time; `null` for no end. */
  readonly budgetSec: number | null;
  /** Cron expression that started it. */
  readonly schedule: string | null;
  readonly jobs: number;
  readonly shares: Shares;
  /** Commit that a code change is compared with. */
  readonly baseRevision: string | null;
  /** Whether an input also fails in the base; `null` when there is no base. */
  readonly failsInBase: ((finding: Finding, input: Uint8Array, signal: AbortSignal) => Promise<boolean>) | null;
}

export interface CampaignOptions {
  readonly random: Random;
  /** Aborted when the campaign is to end early, in good order. */
  readonly signal: AbortSignal;
  readonly onEvent?: (event: CampaignEvent) => void;
}

export interface CampaignResult {
  readonly campaignId: number;
  /** Findings that this campaign came upon and that are open or flaky, without those of the base. */
  readonly findings: readonly Finding[];
  readonly progress: CampaignProgress;
  readonly ending: "budget" | "stopped" | "finding";
  /** Inputs that failed on its targets and that nobody has judged yet: the next campaign does. */
  readonly waiting: number;
}

/** Slices of each target that the scheduler remembers from earlier campaigns. */
const REMEMBERED = 30;
/** Less than this is not worth an engine's start. */
const LEAST_SLICE_SEC = 2;
/** Time between two looks at a disk that is nearly full. */
const DISK_WAIT_MS = 5000;
/** Least time of a slice whose engine came to nothing, and the most that it becomes where that happens again and again. */
const FIRST_REST_MS = 1000;
const LONGEST_REST_MS = 60_000;

/**
 * One campaign. As many jobs as engines may run at a time; each takes, over and over, what is most urgent: a report that
 * waits for triage (one job at a time does that), a corpus that has outgrown its bounds, the next slice. It ends with its
 * budget, at the first new finding of a code change, or when its signal is aborted; engines are then stopped in good order.
 */
export class CampaignRun {
  readonly progress: CampaignProgress;
  readonly #stop = new AbortController();
  readonly #workers: readonly WorkerProcess[];
  readonly #scheduler: Scheduler;
  readonly #sliceSec: number;
  readonly #deadline: number;
  readonly #known = new Map<string, CorpusFigures>();
  readonly #lost = new Set<string>();
  readonly #found = new Map<number, Finding>();
  /** Reports that could not be judged; they wait for the next campaign. */
  readonly #refused = new Set<string>();
  readonly #pruning = new Set<string>();
  #triaging = false;
  /** Slices in a row whose engines came to nothing. */
  #troubles = 0;
  #ending: CampaignResult["ending"] = "budget";

  constructor(
    readonly service: Workplace,
    readonly plan: CampaignPlan,
    readonly options: CampaignOptions,
  ) {
    const { targets, budgetSec, jobs } = plan;
    this.progress = new CampaignProgress(
      targets.map(({ name }) => name),
      Date.now,
    );
    this.#workers = Array.from({ length: jobs }, () => new WorkerProcess());
    this.#sliceSec = sliceLength(budgetSec, targets.length, jobs, service.configuration.slice.time);
    this.#deadline = budgetSec === null ? Number.POSITIVE_INFINITY : performance.now() + budgetSec * 1000;
    this.#scheduler = this.#makeScheduler();
  }

  async run(): Promise<CampaignResult> {
    const { service, plan, options } = this;
    const campaignId = service.store.campaigns.start({
      name: plan.name,
      mode: plan.mode,
      targets: plan.targets.map(({ name }) => name),
      budgetSec: plan.budgetSec,
      schedule: plan.schedule,
      revision: service.revision,
      baseRevision: plan.baseRevision,
      startedAt: Date.now(),
    });
    this.#tell({ type: "campaign-started", campaignId, targets: plan.targets.map(({ name }) => name) });
    const interrupt = (): void => this.#end("stopped");
    options.signal.addEventListener("abort", interrupt, { once: true });
    if (options.signal.aborted) interrupt();
    const stopWorkers = (): void => {
      for (const worker of this.#workers) worker.stop();
    };
    this.#stop.signal.addEventListener("abort", stopWorkers, { once: true });
    service.onDisk = (low) => {
      this.#tell({ type: "disk", low });
      if (low) stopWorkers();
    };
    const context: SliceContext = {
      service,
      campaignId,
      random: options.random,
      signal: this.#stop.signal,
      tell: (event) => this.#tell(event),
      known: this.#known,
      lost: this.#lost,
    };
    try {
      const jobs = this.#workers.map((worker) => this.#job(worker, context));
      const failed = (await Promise.allSettled(jobs)).find(({ status }) => status === "rejected");
      if (failed?.status === "rejected") throw failed.reason;
      await this.#finish();
    } finally {
      options.signal.removeEventListener("abort", interrupt);
      service.onDisk = () => {};
      for (const worker of this.#workers) worker.close();
      service.store.campaigns.end(campaignId, "ended", Date.now());
    }
    const findings = [...this.#found.values()].map(({ id }) => service.store.findings.get(id)!);
    return { campaignId, findings, progress: this.progress, ending: this.#ending, waiting: this.#waiting() };
  }

  #makeScheduler(): Scheduler {
    const { plan, service, options } = this;
    const traits: TargetTraits[] = plan.targets.map(({ name, dictionary, entryPoints }) => ({
      name,
      hasDictionary: dictionary !== null,
      entryPoints,
    }));
    if (plan.shares === "equal") return new EqualShares(traits, this.#sliceSec);
    const scheduler = new GainScheduler(traits, { random: options.random, now: Date.now, sliceSec: this.#sliceSec });
    for (const { name } of traits) {
      for (const slice of service.store.slices.ofTarget(name, REMEMBERED).reverse()) {
        if (slice.state !== "ended" || slice.endedAt === null) continue;
        scheduler.recall({ ...slice, elapsedSec: (slice.endedAt - slice.startedAt) / 1000, endedAt: slice.endedAt });
      }
    }
    return scheduler;
  }

  #tell(event: CampaignEvent): void {
    this.progress.event(event);
    this.options.onEvent?.(event);
  }

  #end(ending: CampaignResult["ending"]): void {
    if (this.#stop.signal.aborted) return;
    this.#ending = ending;
    this.#stop.abort();
  }

  async #job(worker: WorkerProcess, context: SliceContext): Promise<void> {
    try {
      while (!this.#stop.signal.aborted) {
        const remainingSec = (this.#deadline - performance.now()) / 1000;
        const hasRoom = this.service.disk.hasRoom();
        // A first slice is worth the while however little time there is, but waiting for room may have no end.
        const isFirst = this.progress.targets.every(({ slices }) => slices === 0);
        if (remainingSec < LEAST_SLICE_SEC && !(isFirst && hasRoom)) return;
        if (!hasRoom) await this.#waitForRoom();
        else if (!(await this.#triageNext()) && !(await this.#pruneNext()))
          await this.#slice(worker, context, remainingSec);
      }
    } catch (error) {
      // The other jobs must not go on for hours before somebody hears of it.
      this.#end("stopped");
      throw error;
    }
  }

  async #slice(worker: WorkerProcess, context: SliceContext, remainingSec: number): Promise<void> {
    const lengthSec = Math.max(1, Math.round(Math.min(this.#sliceSec, remainingSec)));
    const choice = this.#scheduler.next();
    const observation = await runSlice(context, worker, choice, lengthSec);
    this.#scheduler.observe(observation);
    await this.#rest(observation);
  }

  /** Where engine after engine comes to nothing, each takes as long as a pause that doubles: no thousands of slices an hour. */
  async #rest({ outcome, elapsedSec }: Observation): Promise<void> {
    this.#troubles = outcome !== null && ENGINE_TROUBLE.has(outcome) ? this.#troubles + 1 : 0;
    if (this.#troubles === 0) return;
    const leastMs = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (this.#troubles - 1));
    await this.#pause(leastMs - elapsedSec * 1000);
  }

  /** Waits, but not beyond the end of the campaign. */
  #pause(milliseconds: number): Promise<void> {
    return pause(Math.min(milliseconds, this.#deadline - performance.now()), this.#stop.signal);
  }

  async #waitForRoom(): Promise<void> {
    await this.#pause(DISK_WAIT_MS);
    if (this.service.disk.hasRoom()) ingestWaiting(this.service);
  }

  #waiting(): number {
    const own = new Set(this.plan.targets.map(({ name }) => name));
    return [...this.service.inbox.entries()].filter(({ report }) => own.has(report.target)).length;
  }

  /** Judges one report, unless another job is at it; says whether there was something to do. */
  async #triageNext(): Promise<boolean> {
    if (this.#triaging) return false;
    this.#triaging = true;
    try {
      for (const entry of this.service.inbox.entries()) {
        if (this.#refused.has(entry.path)) continue;
        await this.#judge(entry);
        return true;
      }
      return false;
    } finally {
      this.#triaging = false;
    }
  }

  async #judge(entry: InboxEntry): Promise<void> {
    const { service } = this;
    const { signal } = this.options;
    try {
      const triaged = await service.triage.file(entry.report, signal);
      await this.#foundOne(triaged, entry.report.input);
      service.inbox.remove(entry);
      if (triaged.status === "new" && triaged.finding.state === "open" && !signal.aborted) {
        await service.triage.minimize(triaged.finding, signal);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ServiceError)) throw error;
      this.#refused.add(entry.path);
      service.log.error({ part: "triage", report: entry.path, err: error }, "a report could not be judged");
    }
  }

  async #foundOne({ finding, status }: Triaged, input: Uint8Array): Promise<void> {
    const { failsInBase } = this.plan;
    const isNew = status !== "known";
    if (isNew && failsInBase !== null && (await failsInBase(finding, input, this.options.signal))) {
      this.#tell({ type: "finding", finding, status: "in-base" });
      return;
    }
    // A code change answers for what is new only.
    if (isNew || this.plan.mode === "batch") {
      if (finding.state === "open" || finding.state === "flaky") this.#found.set(finding.id, finding);
    }
    this.#tell({ type: "finding", finding, status });
    if (isNew && this.plan.mode === "code-change") this.#end("finding");
  }

  /** Merges one corpus that has outgrown its bounds; says whether there was one. */
  async #pruneNext(): Promise<boolean> {
    const { corpus: bounds } = this.service.configuration;
    for (const target of this.plan.targets) {
      for (const entryPoint of target.entryPoints) {
        const corpus = this.service.corpus(target, entryPoint);
        if (this.#pruning.has(corpus.key) || !corpus.exceeds(bounds)) continue;
        this.#pruning.add(corpus.key);
        await this.#prune(corpus);
        return true;
      }
    }
    return false;
  }

  async #prune(corpus: WorkCorpus): Promise<void> {
    const { configuration, log } = this.service;
    try {
      await corpus.prune({ mergeTimeSec: configuration.corpus.mergeTime, signal: this.#stop.signal });
      corpus.enforce(configuration.corpus);
      this.#pruning.delete(corpus.key);
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      if (!(error instanceof ServiceError)) throw error;
      // It stays among those that are being pruned: not again in this campaign.
      corpus.enforce(configuration.corpus);
      log.error({ corpus: corpus.key, err: error }, "the corpus could not be merged");
    }
  }

  /** Judges what still waits when the time is over, and makes smaller what an earlier run left large. */
  async #finish(): Promise<void> {
    const { signal } = this.options;
    while (!signal.aborted && this.#ending !== "finding" && (await this.#triageNext()));
    for (const finding of this.service.store.findings.unminimized()) {
      if (signal.aborted || !this.plan.targets.some(({ name }) => name === finding.target)) continue;
      try {
        await this.service.triage.minimize(finding, signal);
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof ServiceError)) throw error;
        this.service.log.error({ part: "triage", finding: finding.id, err: error }, "could not be made smaller");
      }
    }
  }
}
