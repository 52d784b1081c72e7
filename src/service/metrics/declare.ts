import type { Snapshot } from "./snapshot.js";

/** How the number is shown to people; Prometheus gets it as it is. */
export type MetricUnit = "count" | "bytes" | "seconds" | "perSecond" | "timestamp";

/** Values of the labels, in their declared order, and the number. */
export type MetricValue = readonly [labels: readonly string[], value: number];

/**
 * One thing that is measured, declared once: pages, console and Prometheus text derive from it.
 *
 * - a `gauge` goes up and down, a `counter` only up (until the work folder is thrown away); names of counters end in `_total`;
 * - names hold letters, digits and `_`, and end in the base unit (`_bytes`, `_seconds`);
 * - label values are hostile text.
 */
export interface Metric {
  readonly name: `sdfuzz_${string}`;
  /** One sentence without a full stop. */
  readonly help: string;
  readonly type: "gauge" | "counter";
  readonly labels: readonly string[];
  /** Short heading for pages and tables. */
  readonly title: string;
  readonly unit: MetricUnit;
  readonly read: (snapshot: Snapshot) => readonly MetricValue[];
}

/** A metric with one value per target. */
export function perTarget(
  metric: Omit<Metric, "labels" | "read">,
  value: (snapshot: Snapshot, target: Snapshot["targets"][number]) => number | null,
): Metric {
  return {
    ...metric,
    labels: ["target"],
    read: (snapshot) =>
      snapshot.targets.flatMap((target) => {
        const number = value(snapshot, target);
        return number === null ? [] : [[[target.name], number] as const];
      }),
  };
}

/** A metric with one value. */
export function single(metric: Omit<Metric, "labels" | "read">, value: (snapshot: Snapshot) => number): Metric {
  return { ...metric, labels: [], read: (snapshot) => [[[], value(snapshot)]] };
}
