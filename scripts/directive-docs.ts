import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fromBase64 } from "../src/core/bytes.js";
import { compareCase, type GoldenCase } from "../src/core/conformance.js";
import type { FormatDefinition } from "../src/core/format.js";
import { toJson } from "../src/core/json.js";
import { encodeUtf8 } from "../src/core/utf8.js";
import type { Directive, DirectiveTable } from "../src/directives/directive-table.js";
import { linkTable } from "../src/directives/tables/link.js";
import { netdevTable } from "../src/directives/tables/netdev.js";
import { networkTable } from "../src/directives/tables/network.js";
import { nspawnTable } from "../src/directives/tables/nspawn.js";
import { unitFileTable } from "../src/directives/tables/unit-file.js";
import { samplesOf } from "../src/directives/value-types.js";
import { findFormat } from "../src/formats/registry.js";
import { readIni } from "../src/ini/reader.js";
import { prelude } from "./directive-seeds.js";

/** The tables of all INI dialects, and how the files of each are called. */
const dialects: readonly (readonly [title: string, table: DirectiveTable])[] = [
  ["Unit files", unitFileTable],
  [".network files", networkTable],
  [".netdev files", netdevTable],
  [".link files", linkTable],
  [".nspawn files", nspawnTable],
];

/** Whether the value of a directive is really parsed; `null` where systemd does not parse it either. */
export type Checked = boolean | null;

/** How recorded cases that mention a directive turned out. */
export interface Agreement {
  readonly cases: number;
  readonly agree: number;
}

type Definition = Pick<
  FormatDefinition,
  "inspect" | "observe" | "givenFields" | "optionalFields" | "normalize" | "slug"
>;

const lineCount = (text: string): number => text.split("\n").length - 1;

/** What else a section or file needs so that the settings of a section are kept, by slug and section. */
const companions: ReadonlyMap<string, readonly [before: string, inside: string]> = new Map([
  ["network-parser Address", ["", "Address=192.0.2.1/24\n"]],
  ["network-parser Route", ["", "Gateway=192.0.2.254\n"]],
  ["network-parser IPv6SendRA", ["[Network]\nIPv6SendRA=yes\n", ""]],
  ["network-parser IPv6PrefixDelegation", ["[Network]\nIPv6SendRA=yes\n", ""]],
  ["netdev-parser WLAN", ["", "Type=station\n"]],
]);

/** What a format makes of one assignment in the smallest file that may hold it. */
function outcomeOf(definition: Definition, table: DirectiveTable, { section, name }: Directive, value: string | null) {
  const [before, inside] = companions.get(`${table.slug} ${section}`) ?? ["", ""];
  const start = `${prelude(table, section)}${before}[${section}]\n${inside}`;
  // The first line of the fuzz target's input for units is not part of the file.
  const lines = table === unitFileTable ? lineCount(start) - 1 : lineCount(start);
  const input = encodeUtf8(value === null ? start : `${start}${name}=${value}\n`);
  const { value: result, diagnostics } = definition.inspect(input);
  const atValue = diagnostics.some(({ line }) => line === lines + 1);
  const ofFile = new Set(diagnostics.filter(({ line }) => line === null).map(({ code }) => code));
  return { result, atValue, ofFile };
}

/** Whether a value is reported: at its place, or by a check of the whole file that is silent without it. */
function isReported(definition: Definition, table: DirectiveTable, row: Directive, value: string): boolean {
  const { atValue, ofFile } = outcomeOf(definition, table, row, value);
  if (atValue) return true;
  const without = outcomeOf(definition, table, row, null).ofFile;
  return [...ofFile].some((code) => !without.has(code));
}

/**
 * Whether a directive's value is parsed, as its binding shows: every invalid sample of its type is reported; where a type takes any
 * text, some sample makes a difference to the settings.
 */
export function isChecked(definition: Definition, table: DirectiveTable, row: Directive): Checked {
  if (row.type === null) return null;
  const { valid, invalid } = samplesOf(row.type, row.variant);
  if (invalid.length > 0) return invalid.every((value) => isReported(definition, table, row, value));
  const without = JSON.stringify(toJson(outcomeOf(definition, table, row, null).result));
  return valid.some((value) => JSON.stringify(toJson(outcomeOf(definition, table, row, value).result)) !== without);
}

/** `Section.Key` of every assignment of an input. */
function mentioned(table: DirectiveTable, input: Uint8Array): Set<string> {
  const found = new Set<string>();
  let current = "";
  const sink = {
    relaxed: true,
    section(name: string) {
      current = name;
      return "known" as const;
    },
    assignment(key: string) {
      found.add(`${current}.${key}`);
      return undefined;
    },
  };
  const start = table === unitFileTable ? input.indexOf(0x0a) + 1 : 0;
  readIni(input, start, sink, []);
  return found;
}

/** Of every directive, the recorded cases that mention it and how many of them agree. */
function agreements(definition: Definition, table: DirectiveTable, root: string): ReadonlyMap<string, Agreement> {
  const counts = new Map<string, { cases: number; agree: number }>();
  const file = join(root, "test", "golden", `fuzz-${table.slug}`, "cases.jsonl");
  if (!existsSync(file)) return counts;
  for (const line of readFileSync(file, "utf8").split("\n")) {
    if (line === "") continue;
    const golden = JSON.parse(line) as GoldenCase;
    const agrees = compareCase(definition, golden).differences.length === 0;
    for (const name of mentioned(table, fromBase64(golden.input) ?? new Uint8Array())) {
      const count = counts.get(name) ?? { cases: 0, agree: 0 };
      counts.set(name, { cases: count.cases + 1, agree: count.agree + (agrees ? 1 : 0) });
    }
  }
  return counts;
}

export interface DirectiveRow extends Directive {
  readonly checked: Checked;
  readonly golden: Agreement;
}

/** The rows of one dialect; `null` while its format is missing. */
export async function directiveRows(table: DirectiveTable, root: string): Promise<readonly DirectiveRow[] | null> {
  const definition = await findFormat(table.slug)?.load();
  if (definition === undefined) return null;
  const counts = agreements(definition, table, root);
  return table.rows.map((row) => ({
    ...row,
    checked: isChecked(definition, table, row),
    golden: counts.get(`${row.section}.${row.name}`) ?? { cases: 0, agree: 0 },
  }));
}

/** The dialects' tables, for tests. */
export const directiveTables: readonly DirectiveTable[] = dialects.map(([, table]) => table);

const NAMES: Readonly<Record<string, string>> = { true: "yes", false: "**no**", null: "–" };

const goldenCell = ({ cases, agree }: Agreement): string =>
  cases === 0 ? "–" : agree === cases ? `${agree}` : `**${agree} of ${cases}**`;

/** Files that may hold a section. */
function filesOf(table: DirectiveTable, title: string, section: string): string {
  if (table !== unitFileTable) return title;
  return section === "Unit" || section === "Install" ? "all unit files" : `.${section.toLowerCase()} units`;
}

function summaryRow(title: string, table: DirectiveTable, rows: readonly DirectiveRow[] | null): string {
  const active = table.rows.filter(({ status }) => status === "active").length;
  const cells: (string | number)[] = [title, table.sections.size, table.rows.length, active];
  if (rows === null) cells.push("format missing", "–", "–");
  else {
    cells.push(rows.filter(({ checked }) => checked === true).length);
    cells.push(rows.filter(({ checked }) => checked === false).length);
    const inCases = rows.filter(({ golden }) => golden.cases > 0).length;
    cells.push(`${inCases}`);
  }
  return `| ${cells.join(" | ")} |\n`;
}

function sectionTable(table: DirectiveTable, title: string, section: string, rows: readonly DirectiveRow[]): string {
  let text = `\n### [${section}] in ${filesOf(table, title, section)}\n\n`;
  text += "| directive | value type | variant | status | checked | cases |\n| --- | --- | --- | --- | --- | --- |\n";
  for (const { name, type, variant, status, checked, golden } of rows) {
    text += `| ${name} | ${type ?? "–"} | ${variant ?? ""} | ${status} | ${NAMES[String(checked)]} | ${goldenCell(golden)} |\n`;
  }
  return text;
}

/** docs/directives.md: every directive of every table, and what is known about its value parser. */
export async function directivesPage(root: string): Promise<string> {
  let page = `# Directives

Generated by scripts/generate-docs.ts from the directive tables in src/directives; do not edit.

- **status**: \`active\` has its value parsed; \`legacy\` is known, and reported as no longer supported; \`not-built-in\` needs a feature
  that the reference build of systemd lacks; \`ignored\` is read by another program, or at another time; \`unread\` is described, but
  the reader does not know the section.
- **checked** is found out by running the parser: \`yes\` where it reports every invalid sample of the value type, or, where any text is
  valid, where the text makes a difference to the settings; \`–\` where systemd parses no value.
- **cases**: recorded cases of systemd 257 in test/golden that mention the directive and agree as a whole.

| files | sections | directives | active | checked | unchecked | in recorded cases |
| --- | --- | --- | --- | --- | --- | --- |
`;
  let tables = "";
  for (const [title, table] of dialects) {
    const rows = await directiveRows(table, root);
    page += summaryRow(title, table, rows);
    if (rows === null) continue;
    tables += `\n## ${title}\n`;
    for (const section of table.sections.keys()) {
      const own = rows.filter((row) => row.section === section);
      tables += sectionTable(table, title, section, own);
    }
  }
  return page + tables;
}
