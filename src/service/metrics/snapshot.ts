import type { AlertState, Campaign, Sample, Slice, StoredTarget, TimestampMs } from "../model.js";
import type { CorpusShare, FindingCount, OutcomeCount, Store } from "../store/index.js";

/** Everything that metrics are computed from, read at one moment. */
export interface Snapshot {
  readonly at: TimestampMs;
  readonly targets: readonly StoredTarget[];
  /** The most recent sample of each target that has one. */
  readonly latest: ReadonlyMap<string, Sample>;
  readonly corpora: readonly CorpusShare[];
  readonly findings: readonly FindingCount[];
  readonly outcomes: readonly OutcomeCount[];
  readonly alerts: readonly { readonly state: AlertState; readonly alerts: number }[];
  readonly runningCampaigns: readonly Campaign[];
  readonly runningSlices: readonly Slice[];
}

/** Reads a snapshot. The cost does not grow with the number of samples. */
export function takeSnapshot(store: Store, at: TimestampMs = Date.now()): Snapshot {
  const targets = store.targets.list();
  const latest = new Map<string, Sample>();
  for (const { name } of targets) {
    const sample = store.samples.latest(name);
    if (sample !== null) latest.set(name, sample);
  }
  return {
    at,
    targets,
    latest,
    corpora: store.units.sizes(),
    findings: store.findings.counts(),
    outcomes: store.slices.outcomes(),
    alerts: store.alerts.counts(),
    runningCampaigns: store.campaigns.running(),
    runningSlices: store.slices.running(),
  };
}
