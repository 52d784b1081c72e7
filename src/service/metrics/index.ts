/** What the service measures: each metric is declared once, and pages, JSON and Prometheus text derive from it. */
export type { Metric, MetricUnit, MetricValue } from "./declare.js";
export { METRICS, SERVICE_METRICS, TARGET_METRICS } from "./metrics.js";
export { metricJson, metricText, type TargetTable, targetTable, timeText } from "./present.js";
export { PROMETHEUS_TYPE, prometheusText } from "./prometheus.js";
export { type Snapshot, takeSnapshot } from "./snapshot.js";
