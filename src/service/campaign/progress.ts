import type { TimestampMs } from "../model.js";
import type { CampaignEvent } from "./events.js";

/** How a campaign stands with one target. */
export interface TargetProgress {
  readonly target: string;
  /** Seconds that engines ran on it, without the slice that runs. */
  fuzzedSec: number;
  /** Slices that run now. */
  running: number;
  execPerSec: number;
  coverage: number;
  features: number;
  newFeatures: number;
  corpusUnits: number;
  newUnits: number;
  findings: number;
  slices: number;
  /** Slices whose engine did its work, whatever it found. */
  worked: number;
}

/** Follows a campaign's events and keeps the figures that a person wants to see. */
export class CampaignProgress {
  readonly startedAt: TimestampMs;
  readonly #targets = new Map<string, TargetProgress>();
  readonly #runningSince = new Map<number, { readonly target: string; readonly at: TimestampMs }>();
  readonly #findings = new Set<number>();

  constructor(
    targets: readonly string[],
    readonly now: () => TimestampMs,
  ) {
    this.startedAt = now();
    for (const target of targets) this.#targets.set(target, nothingYet(target));
  }

  /** In the order of the targets. */
  get targets(): readonly TargetProgress[] {
    return [...this.#targets.values()];
  }

  get elapsedSec(): number {
    return (this.now() - this.startedAt) / 1000;
  }

  /** Seconds on a target, those of slices in progress included. */
  fuzzedSec(target: string): number {
    let seconds = this.#targets.get(target)?.fuzzedSec ?? 0;
    for (const slice of this.#runningSince.values()) {
      if (slice.target === target) seconds += (this.now() - slice.at) / 1000;
    }
    return seconds;
  }

  event(event: CampaignEvent): void {
    if (event.type === "slice-started") this.#started(event);
    else if (event.type === "sample") this.#sampled(event);
    else if (event.type === "slice-ended") this.#ended(event);
    else if (event.type === "finding") this.#found(event);
  }

  #started({ sliceId, target }: Extract<CampaignEvent, { type: "slice-started" }>): void {
    this.#runningSince.set(sliceId, { target, at: this.now() });
    const row = this.#targets.get(target);
    if (row !== undefined) row.running++;
  }

  #sampled({ sample }: Extract<CampaignEvent, { type: "sample" }>): void {
    const row = this.#targets.get(sample.target);
    if (row === undefined) return;
    row.execPerSec = sample.execPerSec;
    row.coverage = sample.coverage;
    row.features = sample.features;
    row.corpusUnits = sample.corpusUnits;
  }

  #ended(event: Extract<CampaignEvent, { type: "slice-ended" }>): void {
    this.#runningSince.delete(event.sliceId);
    const row = this.#targets.get(event.target);
    if (row === undefined) return;
    row.running--;
    row.slices++;
    row.fuzzedSec += event.elapsedSec;
    row.newFeatures += event.newFeatures;
    row.newUnits += event.newUnits;
    if (event.outcome !== null && !ENGINE_TROUBLE.has(event.outcome)) row.worked++;
  }

  #found({ finding, status }: Extract<CampaignEvent, { type: "finding" }>): void {
    if (status === "in-base" || this.#findings.has(finding.id)) return;
    this.#findings.add(finding.id);
    const row = this.#targets.get(finding.target);
    if (row !== undefined) row.findings++;
  }
}

/** Outcomes that say nothing about the target's inputs. */
export const ENGINE_TROUBLE: ReadonlySet<string> = new Set(["engine-silent", "engine-lost", "not-started"]);

const nothingYet = (target: string): TargetProgress => ({
  target,
  fuzzedSec: 0,
  running: 0,
  execPerSec: 0,
  coverage: 0,
  features: 0,
  newFeatures: 0,
  corpusUnits: 0,
  newUnits: 0,
  findings: 0,
  slices: 0,
  worked: 0,
});
