import { type FindingDetails, frameText, hexDump, inputText } from "../../findings/index.js";
import { metricText } from "../../metrics/index.js";
import { FINDING_STATES, type Finding, type FindingState } from "../../model.js";
import type { Store } from "../../store/index.js";
import { type Html, html } from "../html.js";
import { facts, type Page, table, targetLink, time } from "../layout.js";

const PER_PAGE = 100;
/** Bytes of a title in a list. */
const SHORT_TITLE = 120;

export function findingTable(caption: string, findings: readonly Finding[]): Html {
  return table({
    caption,
    columns: [
      ...["Finding", "Target", "Kind", "State"].map((content) => ({ content })),
      { content: "Seen", number: true },
      { content: "First seen" },
      { content: "Last seen" },
    ],
    rows: findings.map(({ id, title, target, kind, state, hits, firstSeenAt, lastSeenAt }) => [
      { content: html`<a href="/findings/${id}">${id}: ${title.slice(0, SHORT_TITLE)}</a>` },
      { content: targetLink(target) },
      { content: kind },
      { content: html`<span class="${state}">${state}</span>` },
      { content: metricText(hits, "count"), number: true },
      { content: time(firstSeenAt) },
      { content: time(lastSeenAt) },
    ]),
    empty: "No finding.",
  });
}

/** Which findings are listed. */
export interface FindingSelection {
  readonly state: FindingState | null;
  readonly target: string | null;
  /** From 1. */
  readonly page: number;
}

function address({ state, target, page }: FindingSelection): string {
  const query = new URLSearchParams();
  if (state !== null) query.set("state", state);
  if (target !== null) query.set("target", target);
  if (page > 1) query.set("page", String(page));
  return query.size === 0 ? "/findings" : `/findings?${query}`;
}

export function findingsPage(store: Store, selection: FindingSelection): Page {
  const { state, target, page } = selection;
  const filter = {
    ...(state === null ? {} : { states: [state] }),
    ...(target === null ? {} : { target }),
  };
  const count = store.findings.count(filter);
  const pages = Math.max(1, Math.ceil(count / PER_PAGE));
  const findings = store.findings.list({ ...filter, limit: PER_PAGE, offset: (page - 1) * PER_PAGE });
  const states = [null, ...FINDING_STATES].map((one) => {
    const href = address({ ...selection, state: one, page: 1 });
    const current = one === state ? html` aria-current="true"` : null;
    return html`<li><a href="${href}"${current}>${one ?? "all"}</a></li>`;
  });
  const turn = [
    page > 1 && html`<li><a rel="prev" href="${address({ ...selection, page: page - 1 })}">Previous page</a></li>`,
    page < pages && html`<li><a rel="next" href="${address({ ...selection, page: page + 1 })}">Next page</a></li>`,
  ];
  return {
    title: target === null ? "Findings" : `Findings of ${target}`,
    body: html`<nav aria-label="State"><ul>${states}</ul></nav>
<p>${count} findings, page ${page} of ${pages}</p>
${findingTable("Most recently seen first", findings)}
<nav aria-label="Pages"><ul>${turn}</ul></nav>`,
  };
}

/** A form with one button: changes work without a script. */
function stateForm({ id, state }: Finding): Html {
  const isClosed = state === "closed" || state === "fixed";
  return html`<form method="post" action="/findings/${id}/${isClosed ? "reopen" : "close"}"><button>${isClosed ? "Reopen" : "Close"} this finding</button></form>`;
}

function inputSection(details: FindingDetails): Html {
  const rows = details.inputs.map(({ role, bytes, name, addedAt }) => [
    { content: role },
    { content: metricText(bytes, "bytes"), number: true },
    { content: name },
    { content: time(addedAt) },
  ]);
  return html`<h2>Reproduce</h2>
${details.command === null ? html`<p>Its target is gone.</p>` : html`<pre class="wrap" tabindex="0">${details.command}</pre>`}
<h2>Input</h2>
<h3>As text</h3>
<pre class="wrap" tabindex="0">${inputText(details.input)}</pre>
<h3>As bytes</h3>
<pre tabindex="0">${hexDump(details.input)}</pre>
${table({
  caption: "Inputs that are kept",
  columns: [{ content: "Role" }, { content: "Size", number: true }, { content: "Name" }, { content: "Added" }],
  rows,
  empty: "No input is kept.",
})}`;
}

/**
 * One finding.
 *
 * @param details `null` when its input cannot be read
 * @param projectRoot folder that paths in the stack are relative to
 */
export function findingPage(finding: Finding, details: FindingDetails | null, projectRoot: string): Page {
  const slice = (id: number | null): string => (id === null ? "" : `, slice ${id}`);
  const stack = finding.stack.map((frame) => frameText(frame, projectRoot)).join("\n");
  return {
    title: `Finding ${finding.id}: ${finding.title}`,
    body: html`${facts([
      ["Target", targetLink(finding.target)],
      ["Kind", finding.kind],
      ["State", html`<span class="${finding.state}">${finding.state}</span>`],
      ["Fixed in", finding.fixedRevision ?? "–"],
      ["Error", finding.errorName ?? "–"],
      ["Code", finding.code ?? "–"],
      ["Entry point", finding.entryPoint],
      ["Reproduced", `${finding.reproduced} of ${finding.replays} replays`],
      ["Seen", `${finding.hits} times`],
      ["First seen", html`${time(finding.firstSeenAt)}, ${finding.firstRevision}${slice(finding.firstSliceId)}`],
      ["Last seen", html`${time(finding.lastSeenAt)}, ${finding.lastRevision}${slice(finding.lastSliceId)}`],
      ["Signature", finding.signature],
    ])}
${stateForm(finding)}
<h2>Message</h2>
<pre class="wrap" tabindex="0">${finding.message}</pre>
<h2>Stack</h2>
${stack === "" ? html`<p>No stack is known.</p>` : html`<pre tabindex="0">${stack}</pre>`}
${details === null ? html`<h2>Input</h2><p>Its input cannot be read here.</p>` : inputSection(details)}`,
  };
}
