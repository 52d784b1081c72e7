import type { Metric, MetricUnit, MetricValue } from "./declare.js";
import type { Snapshot } from "./snapshot.js";

const SIZES = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

function bytesText(bytes: number): string {
  const power = Math.min(SIZES.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)));
  const size = bytes / 1024 ** power;
  return `${power === 0 ? String(Math.round(size)) : size.toFixed(1)} ${SIZES[power]}`;
}

function secondsText(seconds: number): string {
  const whole = Math.round(seconds);
  const [days, hours, minutes] = [
    Math.floor(whole / 86_400),
    Math.floor(whole / 3600) % 24,
    Math.floor(whole / 60) % 60,
  ];
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}

const COUNT = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** A number of a metric, for people. */
export function metricText(value: number, unit: MetricUnit): string {
  if (unit === "bytes") return bytesText(value);
  if (unit === "seconds") return secondsText(value);
  if (unit === "timestamp") return timeText(value * 1000);
  return COUNT.format(value);
}

/** `2026-01-31 12:00:00Z`, the zone always UTC. */
export function timeText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")}Z`;
}

/** A table of targets: one row per target, one column per metric, `null` where a target has no value. */
export interface TargetTable {
  readonly columns: readonly Metric[];
  readonly rows: readonly { readonly target: string; readonly values: readonly (number | null)[] }[];
}

/** @param metrics metrics whose only label is the target */
export function targetTable(metrics: readonly Metric[], snapshot: Snapshot): TargetTable {
  const columns = metrics.map((metric) => new Map(metric.read(snapshot).map(([[name], value]) => [name, value])));
  return {
    columns: metrics,
    rows: snapshot.targets.map(({ name }) => ({
      target: name,
      values: columns.map((column) => column.get(name) ?? null),
    })),
  };
}

/** A metric with its values under the names of its labels, for JSON. */
export function metricJson(metric: Metric, snapshot: Snapshot): object {
  const { name, help, type, unit, labels } = metric;
  const named = ([texts, value]: MetricValue) => ({
    labels: Object.fromEntries(labels.map((label, index) => [label, texts[index]])),
    value,
  });
  return { name, help, type, unit, values: metric.read(snapshot).map(named) };
}
