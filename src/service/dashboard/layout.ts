import { timeText } from "../metrics/index.js";
import { type Html, type HtmlValue, html } from "./html.js";

/** A page without its frame. */
export interface Page {
  readonly title: string;
  readonly body: Html;
}

const NAVIGATION = [
  ["/", "Overview"],
  ["/campaigns", "Campaigns"],
  ["/findings", "Findings"],
  ["/coverage", "Coverage"],
] as const;

/** The whole document. */
export function document(page: Page, path: string): string {
  const links = NAVIGATION.map(
    ([href, name]) =>
      html`<li>${path === href ? html`<a href="${href}" aria-current="page">${name}</a>` : html`<a href="${href}">${name}</a>`}</li>`,
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} – sdfuzz</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header><nav aria-label="Main"><ul>${links}</ul></nav></header>
<main id="content" tabindex="-1">
<h1>${page.title}</h1>
${page.body}
</main>
</body>
</html>
`.toString();
}

/** A cell, or one with a class: `number` cells are set flush right. */
export interface Cell {
  readonly content: HtmlValue;
  readonly number?: boolean;
}

export interface Table {
  readonly caption: string;
  /** Headings; `number` ones stand over numbers. */
  readonly columns: readonly Cell[];
  /** The first cell of a row is its heading. */
  readonly rows: readonly (readonly Cell[])[];
  /** What is said when there is no row. */
  readonly empty: string;
}

const kind = ({ number }: Cell): Html | null => (number === true ? html` class="number"` : null);

/** A table with a caption and headings for screen readers, in a region that scrolls by keyboard where it is too wide. */
export function table({ caption, columns, rows, empty }: Table): Html {
  if (rows.length === 0) return html`<p>${empty}</p>`;
  const body = rows.map(([first, ...rest]) => {
    const cells = rest.map((cell) => html`<td${kind(cell)}>${cell.content}</td>`);
    return html`<tr><th scope="row">${first?.content}</th>${cells}</tr>\n`;
  });
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${columns.map((cell) => html`<th scope="col"${kind(cell)}>${cell.content}</th>`)}</tr></thead>
<tbody>
${body}</tbody>
</table></div>`;
}

/** Names with their values. */
export function facts(entries: readonly (readonly [name: string, value: HtmlValue])[]): Html {
  return html`<dl>${entries.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>`;
}

/** A moment for people and machines. */
export function time(at: number | null): Html {
  if (at === null) return html`<span>–</span>`;
  return html`<time datetime="${new Date(at).toISOString()}">${timeText(at)}</time>`;
}

export const targetLink = (name: string): Html => html`<a href="/targets/${encodeURIComponent(name)}">${name}</a>`;
