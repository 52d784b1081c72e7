import type { UnitState } from "../model.js";
import { type Metric, perTarget, single } from "./declare.js";
import type { Snapshot } from "./snapshot.js";

const corpus = ({ corpora }: Snapshot, target: string, state: UnitState) =>
  corpora.find((share) => share.target === target && share.state === state);

const needsAttention = (state: string): boolean => state === "open" || state === "flaky";

const openFindings = ({ findings }: Snapshot, target: string): number =>
  findings
    .filter((count) => count.target === target && needsAttention(count.state))
    .reduce((sum, count) => sum + count.findings, 0);

/** Metrics with a value per target, in the order of their columns. */
export const TARGET_METRICS: readonly Metric[] = [
  perTarget(
    {
      name: "sdfuzz_target_coverage",
      help: "Edges that the most recent slice of a target covered",
      type: "gauge",
      title: "Coverage",
      unit: "count",
    },
    (_, { coverage }) => coverage,
  ),
  perTarget(
    {
      name: "sdfuzz_target_features",
      help: "Coverage features that the most recent slice of a target counted",
      type: "gauge",
      title: "Features",
      unit: "count",
    },
    (_, { features }) => features,
  ),
  perTarget(
    {
      name: "sdfuzz_target_executions_per_second",
      help: "Executions per second in the most recent sample of a target",
      type: "gauge",
      title: "Exec/s",
      unit: "perSecond",
    },
    ({ latest }, { name }) => latest.get(name)?.execPerSec ?? null,
  ),
  perTarget(
    {
      name: "sdfuzz_target_executions_total",
      help: "Executions of a target in slices that have ended",
      type: "counter",
      title: "Executions",
      unit: "count",
    },
    (_, { executions }) => executions,
  ),
  perTarget(
    {
      name: "sdfuzz_target_fuzzing_seconds_total",
      help: "Wall clock time of engines on a target",
      type: "counter",
      title: "Fuzzed",
      unit: "seconds",
    },
    (_, { fuzzedSec }) => fuzzedSec,
  ),
  perTarget(
    {
      name: "sdfuzz_target_cpu_seconds_total",
      help: "CPU time of engines on a target",
      type: "counter",
      title: "CPU",
      unit: "seconds",
    },
    (_, { cpuSec }) => cpuSec,
  ),
  perTarget(
    {
      name: "sdfuzz_target_corpus_units",
      help: "Units in the work corpus of a target",
      type: "gauge",
      title: "Units",
      unit: "count",
    },
    (snapshot, { name }) => corpus(snapshot, name, "active")?.units ?? 0,
  ),
  perTarget(
    {
      name: "sdfuzz_target_corpus_bytes",
      help: "Size of the work corpus of a target",
      type: "gauge",
      title: "Corpus",
      unit: "bytes",
    },
    (snapshot, { name }) => corpus(snapshot, name, "active")?.bytes ?? 0,
  ),
  perTarget(
    {
      name: "sdfuzz_target_quarantined_units",
      help: "Units of a target that were put aside because they crash or time out",
      type: "gauge",
      title: "Quarantined",
      unit: "count",
    },
    (snapshot, { name }) => corpus(snapshot, name, "quarantined")?.units ?? 0,
  ),
  perTarget(
    {
      name: "sdfuzz_target_open_findings",
      help: "Findings of a target that are open or flaky",
      type: "gauge",
      title: "Open findings",
      unit: "count",
    },
    (snapshot, { name }) => openFindings(snapshot, name),
  ),
  perTarget(
    {
      name: "sdfuzz_target_last_gain_timestamp_seconds",
      help: "When a slice of a target last brought new features, in seconds since 1970",
      type: "gauge",
      title: "Last gain",
      unit: "timestamp",
    },
    (_, { lastGainAt }) => (lastGainAt === null ? null : lastGainAt / 1000),
  ),
];

/** Metrics of the whole service. */
export const SERVICE_METRICS: readonly Metric[] = [
  single(
    {
      name: "sdfuzz_running_campaigns",
      help: "Campaigns that run now",
      type: "gauge",
      title: "Running campaigns",
      unit: "count",
    },
    ({ runningCampaigns }) => runningCampaigns.length,
  ),
  single(
    {
      name: "sdfuzz_running_slices",
      help: "Engines that fuzz now",
      type: "gauge",
      title: "Running slices",
      unit: "count",
    },
    ({ runningSlices }) => runningSlices.length,
  ),
  single(
    {
      name: "sdfuzz_resident_memory_bytes",
      help: "Resident memory of the process that answers",
      type: "gauge",
      title: "Memory of this process",
      unit: "bytes",
    },
    () => process.memoryUsage.rss(),
  ),
  {
    name: "sdfuzz_findings",
    help: "Findings by target, kind and state",
    type: "gauge",
    title: "Findings",
    unit: "count",
    labels: ["target", "kind", "state"],
    read: ({ findings }) => findings.map(({ target, kind, state, findings: n }) => [[target, kind, state], n]),
  },
  {
    name: "sdfuzz_slices_total",
    help: "Slices that are over, by outcome; those whose service died are lost",
    type: "counter",
    title: "Slices",
    unit: "count",
    labels: ["outcome"],
    read: ({ outcomes }) =>
      outcomes.filter(({ state }) => state !== "running").map(({ outcome, slices }) => [[outcome ?? "lost"], slices]),
  },
  {
    name: "sdfuzz_alerts",
    help: "Alerts by the state of their delivery",
    type: "gauge",
    title: "Alerts",
    unit: "count",
    labels: ["state"],
    read: ({ alerts }) => alerts.map(({ state, alerts: n }) => [[state], n]),
  },
];

/** Every metric. */
export const METRICS: readonly Metric[] = [...SERVICE_METRICS, ...TARGET_METRICS];
