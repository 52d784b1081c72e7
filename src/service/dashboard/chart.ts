import { type Html, html } from "./html.js";

export interface ChartPoint {
  readonly at: number;
  readonly value: number;
}

export interface Chart {
  /** Unique on the page; letters only. */
  readonly id: string;
  readonly title: string;
  readonly from: number;
  readonly to: number;
  /** Oldest first, all between `from` and `to`. */
  readonly points: readonly ChartPoint[];
  readonly text: (value: number) => string;
  readonly timeText: (at: number) => string;
}

const WIDTH = 640;
const HEIGHT = 200;
const MARGIN = { left: 90, right: 10, top: 12, bottom: 28 } as const;
const INNER_WIDTH = WIDTH - MARGIN.left - MARGIN.right;
const INNER_HEIGHT = HEIGHT - MARGIN.top - MARGIN.bottom;
const GRID_LINES = 4;
/** Rows of the table beside a chart. */
const TABLE_ROWS = 12;

/** The next number of the form 1, 2 or 5 times a power of ten: where the axis ends. */
export function axisEnd(greatest: number): number {
  if (greatest <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(greatest));
  const factor = [1, 2, 5].find((candidate) => candidate * power >= greatest) ?? 10;
  return factor * power;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** At most `count` of the points, evenly spread, the last one always among them. */
function spread(points: readonly ChartPoint[], count: number): readonly ChartPoint[] {
  if (points.length <= count) return points;
  const step = (points.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, index) => points[Math.round(index * step)]!);
}

function drawing({ id, title, from, to, points, text, timeText }: Chart): Html {
  const end = axisEnd(points.reduce((greatest, { value }) => Math.max(greatest, value), 0));
  const x = (at: number): number => round(MARGIN.left + ((at - from) / Math.max(1, to - from)) * INNER_WIDTH);
  const y = (value: number): number => round(MARGIN.top + (1 - value / end) * INNER_HEIGHT);
  const grid = Array.from({ length: GRID_LINES + 1 }, (_, index) => {
    const value = (end * index) / GRID_LINES;
    return html`<line class="grid" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y(value)}" y2="${y(value)}"/>
<text class="tick" x="${MARGIN.left - 8}" y="${y(value) + 4}" text-anchor="end">${text(value)}</text>`;
  });
  const line = points.map(({ at, value }) => `${x(at)},${y(value)}`).join(" ");
  const last = points.at(-1)!;
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}-title ${id}-text">
<title id="${id}-title">${title}</title>
<desc id="${id}-text">From ${text(points[0]!.value)} to ${text(last.value)} between ${timeText(points[0]!.at)} and ${timeText(last.at)}.</desc>
${grid}
<polyline class="line" fill="none" points="${line}"/>
<circle class="dot" cx="${x(last.at)}" cy="${y(last.value)}" r="3"/>
<text class="tick" x="${MARGIN.left}" y="${HEIGHT - 8}">${timeText(from)}</text>
<text class="tick" x="${WIDTH - MARGIN.right}" y="${HEIGHT - 8}" text-anchor="end">${timeText(to)}</text>
</svg>`;
}

/** A line chart as SVG without script and style, and its numbers as a table for those who do not see it. */
export function chart(given: Chart): Html {
  const { title, points, text, timeText } = given;
  if (points.length === 0)
    return html`<figure><figcaption>${title}</figcaption><p>No samples in this time.</p></figure>`;
  const rows = spread(points, TABLE_ROWS).map(
    ({ at, value }) => html`<tr><th scope="row">${timeText(at)}</th><td class="number">${text(value)}</td></tr>`,
  );
  return html`<figure><figcaption>${title}</figcaption>
${drawing(given)}
<details><summary>${title} in numbers</summary><table><thead><tr><th scope="col">Time</th><th scope="col">${title}</th></tr></thead>
<tbody>${rows}</tbody></table></details></figure>`;
}
