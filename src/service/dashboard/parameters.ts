import type { CoverageReports, FileLines, StoredCoverage } from "../coverage/index.js";
import { FINDING_STATES, type Finding, type FindingState } from "../model.js";
import type { Store } from "../store/index.js";
import type { FindingSelection } from "./pages/finding.js";
import { SPANS, type SpanName } from "./pages/target.js";

/** The address names nothing that there is, or asks for what cannot be. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  constructor(
    readonly statusCode: 400 | 404,
    message: string,
  ) {
    super(message);
  }
}

/** A query as the framework gives it: a name that occurs twice has a list. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

const LONGEST_NUMBER = 9;
const MAX_PAGE = 100_000;

function single(query: Query, name: string): string | null {
  const value = query[name];
  if (value === undefined || value === "") return null;
  if (typeof value !== "string") throw new RequestError(400, `${name} may be given once`);
  return value;
}

/** A number as addresses have it: decimal, above zero. */
function number(text: string): number | null {
  return text.length <= LONGEST_NUMBER && /^[1-9]\d*$/.test(text) ? Number(text) : null;
}

const isOneOf = <Value extends string>(text: string, values: readonly Value[]): text is Value =>
  (values as readonly string[]).includes(text);

export function readSpan(query: Query): SpanName {
  const text = single(query, "span") ?? "1d";
  const names = Object.keys(SPANS) as SpanName[];
  if (!isOneOf(text, names)) throw new RequestError(400, `span is none of ${names.join(", ")}`);
  return text;
}

export function readSelection(store: Store, query: Query): FindingSelection {
  const state = single(query, "state");
  if (state !== null && !isOneOf<FindingState>(state, FINDING_STATES)) {
    throw new RequestError(400, `state is none of ${FINDING_STATES.join(", ")}`);
  }
  const target = single(query, "target");
  if (target !== null) knownTarget(store, target);
  const page = number(single(query, "page") ?? "1");
  if (page === null || page > MAX_PAGE) throw new RequestError(400, "page is no number of a page");
  return { state, target, page };
}

/** The name of a target that the store knows: asking for another one must not make the store remember it. */
export function knownTarget(store: Store, name: string): string {
  const target = store.targets.get(name);
  if (target === null) throw new RequestError(404, "There is no such target.");
  return target.name;
}

export function readCampaign(store: Store, id: string) {
  const value = number(id);
  const campaign = value === null ? null : store.campaigns.get(value);
  if (campaign === null) throw new RequestError(404, "There is no such campaign.");
  return campaign;
}

export function readCoverage(reports: CoverageReports, name: string): StoredCoverage {
  const report = reports.read(name);
  if (report === null) throw new RequestError(404, "There is no such report.");
  return report;
}

/** The file of a report that a query names; `null` when it names none. */
export function readCoveredFile(report: StoredCoverage, query: Query): FileLines | null {
  const path = single(query, "file");
  if (path === null) return null;
  const file = report.files.find((one) => one.path === path);
  if (file === undefined) throw new RequestError(404, "The report has no such file.");
  return file;
}

export function readFinding(store: Store, id: string): Finding {
  const value = number(id);
  const finding = value === null ? null : store.findings.get(value);
  if (finding === null) throw new RequestError(404, "There is no such finding.");
  return finding;
}
