import {
  type CoverageFigures,
  type CoverageReports,
  type FileLines,
  type StoredCoverage,
  shareText,
} from "../../coverage/index.js";
import { type Html, html } from "../html.js";
import { type Cell, facts, type Page, table, time } from "../layout.js";

/** Longest part of a source file that a page shows, in lines. */
const MAX_LINES = 5000;

const NUMBERS = ["Lines", "Functions", "Branches"] as const;

const figureCells = ({ lines, functions, branches }: CoverageFigures): Cell[] =>
  [lines, functions, branches].map((share) => ({ content: shareText(share), number: true }));

const figureColumns = NUMBERS.map((content) => ({ content, number: true }));

const address = (name: string, file?: string): string =>
  `/coverage/${encodeURIComponent(name)}${file === undefined ? "" : `?file=${encodeURIComponent(file)}`}`;

/** Every report that there is. */
export function coveragePage(reports: CoverageReports): Page {
  const rows = reports.names().flatMap((name) => {
    const report = reports.figures(name);
    if (report === null) return [];
    const link = html`<a href="${address(name)}">${name}</a>`;
    return [[{ content: link }, ...figureCells(report.figures), { content: time(report.at) }]];
  });
  return {
    title: "Coverage",
    body: html`<p>What seeds and work corpora cover of the sources. <code>sdfuzz coverage</code> makes these reports.</p>
${table({
  caption: "Reports",
  columns: [{ content: "Target" }, ...figureColumns, { content: "Made" }],
  rows,
  empty: "No report was made yet.",
})}`,
  };
}

/** The files of one report. */
export function coverageTargetPage(name: string, report: StoredCoverage): Page {
  const rows = report.files.map(({ path, figures }) => [
    { content: html`<a href="${address(name, path)}">${path}</a>` },
    ...figureCells(figures),
  ]);
  const { lines, functions, branches } = report.figures;
  return {
    title: `Coverage of ${name}`,
    body: html`${facts([
      ["Made", time(report.at)],
      ["Lines", shareText(lines)],
      ["Functions", shareText(functions)],
      ["Branches", shareText(branches)],
    ])}
${table({ caption: "Source files", columns: [{ content: "File" }, ...figureColumns], rows, empty: "No file." })}`,
  };
}

function sourceLine(text: string, number: number, hits: number | undefined): Html {
  const kind = hits === undefined ? null : hits > 0 ? html` class="covered"` : html` class="missed"`;
  const count = hits === undefined ? "" : hits > 0 ? `${hits}×` : "never";
  return html`<tr${kind}><th scope="row" class="number">${number}</th><td class="number">${count}</td><td><code>${text}</code></td></tr>
`;
}

/** One source file with how often each of its lines was executed. */
export function coverageFilePage(name: string, file: FileLines, source: string | null): Page {
  const lines = source?.split("\n").slice(0, MAX_LINES) ?? [];
  const body = lines.map((line, index) => sourceLine(line, index + 1, file.hits[String(index + 1)]));
  return {
    title: file.path,
    body: html`<p>Executed by the corpora of <a href="${address(name)}">${name}</a>: lines ${shareText(file.figures.lines)}, branches ${shareText(file.figures.branches)}.</p>
${
  source === null
    ? html`<p>The file is no longer there.</p>`
    : html`<div class="scroll" role="region" aria-label="Source" tabindex="0"><table class="source">
<thead><tr><th scope="col">Line</th><th scope="col">Executed</th><th scope="col">Source</th></tr></thead>
<tbody>
${body}</tbody>
</table></div>`
}`,
  };
}
