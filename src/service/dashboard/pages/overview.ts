import { METRICS, metricText, type Snapshot, TARGET_METRICS, targetTable } from "../../metrics/index.js";
import type { Store } from "../../store/index.js";
import { html } from "../html.js";
import { facts, type Page, table, targetLink } from "../layout.js";
import { campaignTable } from "./campaign.js";
import { findingTable } from "./finding.js";

const NEWEST = 10;

/** What goes on now, the newest findings, and every target. */
export function overviewPage(store: Store, snapshot: Snapshot): Page {
  const totals = METRICS.filter(({ labels }) => labels.length === 0).flatMap(({ title, unit, read }) =>
    read(snapshot).map(([, value]) => [title, metricText(value, unit)] as const),
  );
  const sums = METRICS.filter(({ labels }) => labels.length > 0 && !labels.includes("target")).flatMap(
    ({ title, unit, read }) =>
      read(snapshot).map(([labels, value]) => [`${title}: ${labels.join(", ")}`, metricText(value, unit)] as const),
  );
  const { columns, rows } = targetTable(TARGET_METRICS, snapshot);
  return {
    title: "Overview",
    body: html`${facts([...totals, ...sums])}
<h2>Campaigns</h2>
${campaignTable("Running campaigns", snapshot.runningCampaigns)}
<h2>Findings</h2>
${findingTable("Open and flaky findings, most recently seen first", store.findings.list({ states: ["open", "flaky"], limit: NEWEST }))}
<h2>Targets</h2>
${table({
  caption: "Every target that was fuzzed",
  columns: [{ content: "Target" }, ...columns.map(({ title }) => ({ content: title, number: true }))],
  rows: rows.map(({ target, values }) => [
    { content: targetLink(target) },
    ...values.map((value, index) => ({
      content: value === null ? "–" : metricText(value, columns[index]!.unit),
      number: true,
    })),
  ]),
  empty: "No target was fuzzed yet.",
})}`,
  };
}
