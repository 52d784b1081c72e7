import { metricText } from "../../metrics/index.js";
import type { Campaign, Slice } from "../../model.js";
import type { Store } from "../../store/index.js";
import { type Html, html } from "../html.js";
import { facts, type Page, table, targetLink, time } from "../layout.js";
import { findingTable } from "./finding.js";

/** Rows of the lists on a page. */
const SLICES = 100;
const FINDINGS = 100;
const CAMPAIGNS = 100;

export function campaignTable(caption: string, campaigns: readonly Campaign[]): Html {
  return table({
    caption,
    columns: ["Campaign", "Mode", "State", "Targets", "Started", "Ended", "Revision"].map((content) => ({ content })),
    rows: campaigns.map(({ id, name, mode, state, targets, startedAt, endedAt, revision }) => [
      { content: html`<a href="/campaigns/${id}">${id}: ${name}</a>` },
      { content: mode },
      { content: html`<span class="${state}">${state}</span>` },
      { content: targets.length, number: true },
      { content: time(startedAt) },
      { content: time(endedAt) },
      { content: revision },
    ]),
    empty: "No campaign.",
  });
}

export function sliceTable(caption: string, slices: readonly Slice[]): Html {
  const columns = [
    ...["Slice", "Target", "State", "Started"].map((content) => ({ content })),
    ...["CPU", "Executions", "New features", "New units"].map((content) => ({ content, number: true })),
    { content: "Strategy" },
  ];
  return table({
    caption,
    columns,
    rows: slices.map((slice) => [
      { content: slice.id },
      { content: targetLink(slice.target) },
      { content: slice.outcome ?? slice.state },
      { content: time(slice.startedAt) },
      { content: metricText(slice.cpuSec, "seconds"), number: true },
      { content: metricText(slice.executions, "count"), number: true },
      { content: metricText(slice.newFeatures, "count"), number: true },
      { content: metricText(slice.newUnits, "count"), number: true },
      { content: strategyText(slice) },
    ]),
    empty: "No slice yet.",
  });
}

function strategyText({ seed, strategy }: Slice): string {
  const { useValueProfile, maxLen, corpusShare, useDictionary, entryPoint } = strategy;
  return [
    `seed ${seed}`,
    entryPoint,
    ...(useValueProfile ? ["value profile"] : []),
    ...(useDictionary ? [] : ["no dictionary"]),
    ...(maxLen === null ? [] : [`up to ${maxLen} bytes`]),
    ...(corpusShare === 1 ? [] : [`${Math.round(corpusShare * 100)} % of the corpus`]),
  ].join(", ");
}

export function campaignsPage(store: Store): Page {
  return { title: "Campaigns", body: campaignTable("Campaigns, newest first", store.campaigns.list(CAMPAIGNS)) };
}

/** One campaign: what each target got and gave, its findings and its last slices. */
export function campaignPage(store: Store, campaign: Campaign): Page {
  const { id, name, mode, state, schedule, budgetSec, revision, baseRevision, startedAt, endedAt } = campaign;
  const shares = store.slices.shares(id);
  return {
    title: `Campaign ${id}: ${name}`,
    body: html`${facts([
      ["Mode", mode],
      ["State", state],
      ["Time", budgetSec === null ? "without an end" : metricText(budgetSec, "seconds")],
      ["Schedule", schedule ?? "started by a person"],
      ["Revision", revision],
      ["Base revision", baseRevision ?? "–"],
      ["Started", time(startedAt)],
      ["Ended", time(endedAt)],
    ])}
<h2>Targets</h2>
${table({
  caption: "What each target got and gave",
  columns: [
    { content: "Target" },
    ...["Slices", "CPU", "Executions", "New features", "New units"].map((content) => ({ content, number: true })),
  ],
  rows: shares.map((share) => [
    { content: targetLink(share.target) },
    { content: metricText(share.slices, "count"), number: true },
    { content: metricText(share.cpuSec, "seconds"), number: true },
    { content: metricText(share.executions, "count"), number: true },
    { content: metricText(share.newFeatures, "count"), number: true },
    { content: metricText(share.newUnits, "count"), number: true },
  ]),
  empty: "No slice yet.",
})}
<h2>Findings</h2>
${findingTable("Findings first seen in this campaign", store.findings.list({ campaignId: id, limit: FINDINGS }))}
<h2>Slices</h2>
${sliceTable(`The last slices, ${SLICES} at most`, store.slices.ofCampaign(id, SLICES))}`,
  };
}
