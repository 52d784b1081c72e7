import { EngineError, MAX_SEED } from "../../engine/index.js";
import type { WorkCorpus } from "../corpus/index.js";
import type { SliceOutcome, Strategy, Target } from "../model.js";
import { type Choice, countsPlainly, type Observation, type Random } from "../schedule/index.js";
import { awaitLeftovers, type SliceEnding, type WorkerProcess } from "../worker/index.js";
import type { CampaignEvent } from "./events.js";
import { type CorpusFigures, measureCorpus } from "./measure.js";
import { outcomeName, SliceIngest } from "./slice-ingest.js";
import { orderSlice } from "./slice-order.js";
import type { Workplace } from "./workplace.js";

/** Time between two looks at the units that an engine has written. */
const POLL_MS = 2000;

export interface SliceContext {
  readonly service: Workplace;
  readonly campaignId: number;
  readonly random: Random;
  readonly signal: AbortSignal;
  readonly tell: (event: CampaignEvent) => void;
  /** What corpora are known to cover, by their keys; filled by slices. */
  readonly known: Map<string, CorpusFigures>;
  /** Targets whose engine was lost in this campaign, of which somebody was told; filled by slices. */
  readonly lost: Set<string>;
}

/** Where nothing is known of a corpus, a slice must count as a plain run does, so that later ones can be compared. */
function comparable(strategy: Strategy, isKnown: boolean): Strategy {
  return isKnown ? strategy : { ...strategy, useValueProfile: false, maxLen: null, corpusShare: 1 };
}

/** Runs one slice from its row in the store to its last unit, and says what the scheduler should learn from it. */
export async function runSlice(
  context: SliceContext,
  worker: WorkerProcess,
  choice: Choice,
  lengthSec: number,
): Promise<Observation> {
  const { service, known } = context;
  const target = service.target(choice.target);
  const corpus = service.corpus(target, choice.strategy.entryPoint);
  const strategy = comparable(choice.strategy, known.has(corpus.key));
  const seed = 1 + Math.floor(context.random() * MAX_SEED);
  const sliceId = service.store.slices.start({
    campaignId: context.campaignId,
    target: target.name,
    strategy,
    seed,
    revision: service.revision,
    nodeVersion: process.version,
    startedAt: Date.now(),
  });
  context.tell({ type: "slice-started", sliceId, target: target.name, strategy });
  const job = new SliceJob(context, target, corpus, strategy, sliceId);
  return await job.run(worker, seed, lengthSec);
}

class SliceJob {
  readonly ingest: SliceIngest;
  readonly startedAt = performance.now();

  constructor(
    readonly context: SliceContext,
    readonly target: Target,
    readonly corpus: WorkCorpus,
    readonly strategy: Strategy,
    readonly sliceId: number,
  ) {
    const { service, known } = context;
    const folder = service.folder.slice(sliceId);
    this.ingest = new SliceIngest(service, sliceId, strategy, corpus, folder, known.get(corpus.key) ?? null);
  }

  async run(worker: WorkerProcess, seed: number, lengthSec: number): Promise<Observation> {
    const { service, random, signal } = this.context;
    const { sliceId, target, strategy, corpus, ingest } = this;
    const plan = { sliceId, target, strategy, seed, lengthSec };
    const order = orderSlice(plan, corpus, ingest.folder, service.configuration, random);
    const poll = setInterval(() => ingest.units.poll(false), POLL_MS);
    let ending: SliceEnding;
    try {
      ending = await worker.run(order, {
        onStarted: (pid, commandLine) => service.store.slices.started(sliceId, pid, commandLine),
        onSample: (figures) => this.#sample(figures),
      });
    } finally {
      clearInterval(poll);
    }
    if (ending.kind === "ended") this.#sample(ending.report.figures);
    else if (ending.kind === "worker-lost") await awaitLeftovers(ingest.folder.path);
    const outcome = ending.kind === "ended" ? outcomeName(ending.report.outcome) : null;
    const all = ingest.takeLeftovers(ending.kind === "ended" ? ending.report.outcome : null);
    this.#log(ending);
    const measured = countsPlainly(strategy) || outcome === null ? null : await this.#measure(signal);
    return this.#close(ending.kind === "not-started" ? "not-started" : outcome, measured, all);
  }

  #sample(figures: Parameters<SliceIngest["sample"]>[0]): void {
    this.context.tell({ type: "sample", sample: this.ingest.sample(figures) });
  }

  async #measure(signal: AbortSignal): Promise<CorpusFigures | null> {
    if (signal.aborted) return null;
    try {
      return await measureCorpus(this.corpus, this.ingest.folder, this.context.service.configuration, signal);
    } catch (error) {
      if (signal.aborted) return null;
      if (!(error instanceof EngineError)) throw error;
      this.context.service.log.warn({ slice: this.sliceId, err: error }, "no measurement");
      return null;
    }
  }

  #close(outcome: SliceOutcome | null, measured: CorpusFigures | null, complete: boolean): Observation {
    const { ingest, corpus, strategy, target, sliceId, context } = this;
    const before = context.known.get(corpus.key);
    const counted = ingest.newFeatures();
    const newFeatures = counted ?? Math.max(0, (measured?.features ?? 0) - (before?.features ?? 0));
    const last = ingest.last;
    if (measured !== null) context.known.set(corpus.key, measured);
    else if (counted !== null && last !== null && last.initialFeatures !== null) context.known.set(corpus.key, last);
    const elapsedSec = (performance.now() - this.startedAt) / 1000;
    const end = {
      endedAt: Date.now(),
      cpuSec: last?.cpuSec ?? 0,
      executions: last?.executions ?? 0,
      coverage: measured?.coverage ?? last?.coverage ?? 0,
      features: measured?.features ?? (counted === null ? before?.features : last?.features) ?? 0,
      newFeatures,
      newUnits: ingest.units.added,
    };
    if (outcome === null) context.service.store.slices.lose(sliceId, end.endedAt);
    else ingest.end({ ...end, outcome }, measured);
    if (complete) ingest.removeFolder();
    const { newUnits, cpuSec, endedAt } = end;
    context.tell({ type: "slice-ended", sliceId, target: target.name, outcome, newFeatures, newUnits, elapsedSec });
    return { target: target.name, strategy, outcome, newFeatures, cpuSec, elapsedSec, endedAt };
  }

  /** One alert per target and campaign: what ends an engine once often does so again. */
  #alert(lastLine: string): void {
    const { lost, service } = this.context;
    if (lost.has(this.target.name)) return;
    lost.add(this.target.name);
    service.alerts.raise("engine-lost", null, `${this.target.name}, slice ${this.sliceId}: ${lastLine}`);
  }

  #log(ending: SliceEnding): void {
    const log = this.context.service.log.child({ slice: this.sliceId, target: this.target.name });
    if (ending.kind === "not-started") log.error({ reason: ending.reason }, "the engine could not be started");
    else if (ending.kind === "worker-lost") {
      const { exitCode, signal } = ending;
      log.error({ exitCode, signal }, "the worker died; the slice is closed as lost");
    } else if (ending.report.outcome.kind === "engine-lost") {
      const { exitCode, signal, lastLines } = ending.report.outcome;
      log.error({ exitCode, signal, lastLines: lastLines.slice(-5) }, "the engine was lost");
      this.#alert(lastLines.at(-1) ?? "without a word");
    } else if (ending.report.outcome.kind === "engine-silent") log.error("the engine fell silent");
    else {
      const { features, executions } = ending.report.figures;
      log.info({ outcome: ending.report.outcome.kind, features, executions }, "slice ended");
    }
  }
}
