import { metricText, type Snapshot, TARGET_METRICS, targetTable, timeText } from "../../metrics/index.js";
import type { SamplePoint, Store } from "../../store/index.js";
import { chart } from "../chart.js";
import { html } from "../html.js";
import { facts, type Page } from "../layout.js";
import { sliceTable } from "./campaign.js";
import { findingTable } from "./finding.js";

/** Points of a chart: more do not show. */
const POINTS = 160;
const SLICES = 50;
const FINDINGS = 50;

const HOUR = 3_600_000;

/** Stretches of time that charts show, back from the last sample. */
export const SPANS = { "1h": HOUR, "6h": 6 * HOUR, "1d": 24 * HOUR, "7d": 168 * HOUR, all: null } as const;
export type SpanName = keyof typeof SPANS;

export interface SampleSeries {
  readonly from: number;
  readonly to: number;
  readonly points: readonly SamplePoint[];
}

/** Thinned samples of a target in a stretch of time; the cost does not grow with their number. */
export function sampleSeries(store: Store, target: string, span: SpanName): SampleSeries | null {
  const range = store.samples.range(target);
  if (range === null) return null;
  const length = SPANS[span];
  const from = length === null ? range.first : Math.max(range.first, range.last - length);
  const to = range.last + 1;
  return { from, to, points: store.samples.points(target, from, to, POINTS) };
}

/** Every chart of a target. */
const CHARTS = [
  { id: "coverage", title: "Coverage", unit: "count", value: (point: SamplePoint) => point.coverage },
  { id: "features", title: "Features", unit: "count", value: (point: SamplePoint) => point.features },
  { id: "speed", title: "Executions per second", unit: "perSecond", value: (point: SamplePoint) => point.execPerSec },
  { id: "units", title: "Corpus units", unit: "count", value: (point: SamplePoint) => point.corpusUnits },
  { id: "bytes", title: "Corpus size", unit: "bytes", value: (point: SamplePoint) => point.corpusBytes },
] as const;

export function targetPage(store: Store, snapshot: Snapshot, target: string, span: SpanName): Page {
  const { columns, rows } = targetTable(TARGET_METRICS, snapshot);
  const values = rows.find((row) => row.target === target)?.values ?? [];
  const series = sampleSeries(store, target, span);
  const spans = Object.keys(SPANS).map((name) => {
    const current = name === span ? html` aria-current="true"` : null;
    return html`<li><a href="/targets/${encodeURIComponent(target)}?span=${name}"${current}>${name}</a></li>`;
  });
  const charts = CHARTS.map(({ id, title, unit, value }) =>
    chart({
      id,
      title,
      from: series?.from ?? 0,
      to: series?.to ?? 0,
      points: (series?.points ?? []).map((point) => ({ at: point.at, value: value(point) })),
      text: (number) => metricText(number, unit),
      timeText,
    }),
  );
  return {
    title: target,
    body: html`${facts(
      columns.map(({ title, unit }, index) => {
        const value = values[index] ?? null;
        return [title, value === null ? "–" : metricText(value, unit)];
      }),
    )}
<h2>Over time</h2>
<nav aria-label="Time"><ul>${spans}</ul></nav>
<div class="charts">${charts}</div>
<h2>Findings</h2>
${findingTable(`Findings, ${FINDINGS} at most`, store.findings.list({ target, limit: FINDINGS }))}
<p><a href="/findings?target=${encodeURIComponent(target)}">All findings of this target</a></p>
<h2>Slices</h2>
${sliceTable(`The last slices, ${SLICES} at most`, store.slices.ofTarget(target, SLICES))}`,
  };
}
