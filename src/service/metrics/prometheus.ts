import type { Metric, MetricValue } from "./declare.js";
import type { Snapshot } from "./snapshot.js";

/** What a scraper is told about the text. */
export const PROMETHEUS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

const escapeHelp = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
const escapeLabel = (text: string): string => escapeHelp(text).replaceAll('"', '\\"');

function line({ name, labels }: Metric, [values, value]: MetricValue): string {
  const pairs = labels.map((label, index) => `${label}="${escapeLabel(values[index] ?? "")}"`);
  return `${name}${pairs.length === 0 ? "" : `{${pairs.join(",")}}`} ${value}\n`;
}

/** The Prometheus text exposition format, version 0.0.4. */
export function prometheusText(metrics: readonly Metric[], snapshot: Snapshot): string {
  return metrics
    .map((metric) => {
      const head = `# HELP ${metric.name} ${escapeHelp(metric.help)}\n# TYPE ${metric.name} ${metric.type}\n`;
      return (
        head +
        metric
          .read(snapshot)
          .map((value) => line(metric, value))
          .join("")
      );
    })
    .join("");
}
