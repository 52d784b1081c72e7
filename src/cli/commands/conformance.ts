import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import {
  compareCase,
  type FieldDifference,
  type FieldTally,
  type GoldenCase,
  sameObservation,
} from "../../core/conformance.js";
import type { Json } from "../../core/json.js";
import { findFormat } from "../../formats/registry.js";
import { packageRoot } from "../package-root.js";
import { UsageError } from "../usage-error.js";

interface FormatReport {
  readonly slug: string;
  readonly path: string;
  cases: number;
  agree: number;
  readonly fields: Record<string, FieldTally>;
  readonly differences: FieldDifference[];
}

interface Options {
  readonly json?: boolean;
  readonly format?: string;
  readonly differences: string;
}

const FILE = "cases.jsonl";

/** A file, a folder with a `cases.jsonl`, or a folder of such folders. */
function casesFiles(path: string): string[] {
  if (!existsSync(path)) throw new UsageError(`${path}: no such file or folder`);
  if (!statSync(path).isDirectory()) return [path];
  if (existsSync(join(path, FILE))) return [join(path, FILE)];
  const files = readdirSync(path)
    .sort()
    .map((name) => join(path, name, FILE))
    .filter((file) => existsSync(file));
  if (files.length === 0) throw new UsageError(`${path}: holds no ${FILE}, nor a folder that does`);
  return files;
}

function parseCase(line: string, file: string, number: number): GoldenCase {
  try {
    const golden = JSON.parse(line) as GoldenCase;
    if (typeof golden.id !== "string" || typeof golden.input !== "string" || typeof golden.expect !== "object") {
      throw new SyntaxError("a case needs id, input and expect");
    }
    return golden;
  } catch (error) {
    throw new UsageError(`${file}:${number}: ${(error as Error).message}`);
  }
}

async function checkFile(file: string, slug: string): Promise<FormatReport | null> {
  const entry = findFormat(slug);
  if (entry === undefined) return null;
  const definition = await entry.load();
  const report: FormatReport = { slug: entry.slug, path: file, cases: 0, agree: 0, fields: {}, differences: [] };
  for (const [index, line] of readFileSync(file, "utf8").split("\n").entries()) {
    if (line === "") continue;
    const { fields, differences } = compareCase(definition, parseCase(line, file, index + 1));
    report.cases++;
    if (differences.length === 0) report.agree++;
    const failed = new Set(differences.map((difference) => difference.field));
    for (const field of fields) {
      report.fields[field] ??= { cases: 0, agree: 0 };
      const tally = report.fields[field];
      tally.cases++;
      if (!failed.has(field)) tally.agree++;
    }
    report.differences.push(...differences);
  }
  return report;
}

const percent = (agree: number, cases: number): string =>
  cases === 0 ? "—" : `${((100 * agree) / cases).toFixed(2)} %`;

const clip = (text: string): string => (text.length > 400 ? `${text.slice(0, 400)}…` : text);

interface Difference {
  readonly path: string;
  readonly expected: Json | undefined;
  readonly actual: Json | undefined;
}

/** The first place inside two values at which they differ, as a path such as `diagnostics[2].level`. */
function firstDifference(expected: Json | undefined, actual: Json | undefined, path: string): Difference {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const length = Math.max(expected.length, actual.length);
    for (let i = 0; i < length; i++) {
      const [a, b] = [expected[i], actual[i]];
      if (a === undefined || b === undefined || !sameObservation(a, b)) return firstDifference(a, b, `${path}[${i}]`);
    }
  } else if (isJsonObject(expected) && isJsonObject(actual)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      const [a, b] = [expected[key], actual[key]];
      if (key === "message" && a !== undefined && b !== undefined) continue;
      if (a === undefined || b === undefined || !sameObservation(a, b)) return firstDifference(a, b, `${path}.${key}`);
    }
  }
  return { path, expected, actual };
}

const isJsonObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function print(report: FormatReport, shown: number): void {
  console.log(
    `${report.slug}: ${report.agree} of ${report.cases} cases agree (${percent(report.agree, report.cases)})`,
  );
  for (const [field, tally] of Object.entries(report.fields)) {
    if (tally.agree < tally.cases) {
      console.log(`  ${field}: ${tally.agree} of ${tally.cases} (${percent(tally.agree, tally.cases)})`);
    }
  }
  for (const difference of report.differences.slice(0, shown)) {
    const { path, expected, actual } = firstDifference(difference.expected, difference.actual, difference.field);
    console.log(`  ${difference.id} ${path}`);
    console.log(`    expected ${clip(JSON.stringify(expected) ?? "nothing")}`);
    console.log(`    actual   ${clip(JSON.stringify(actual) ?? "nothing")}`);
  }
}

export function registerConformance(program: Command): void {
  program
    .command("conformance")
    .summary("compare the parsers with recorded systemd behaviour")
    .description(
      "Runs golden cases (what systemd 257 did with each input) against the parsers.\n" +
        "PATH is a cases.jsonl file, a folder that holds one, or a folder of fuzz-<slug> folders; " +
        "without PATH test/golden of a checkout (a package comes without). Exit status: 0 all agree, 1 some differ, 2 usage.",
    )
    .argument("[path...]", "files or folders of golden cases")
    .option("--format <slug>", "the format of the given files, where the folder's name does not tell")
    .option("--differences <n>", "differences to print per format", "10")
    .option("--json", "print the whole report as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  $ sdfuzz conformance test/golden\n  $ sdfuzz conformance --json golden/fuzz-json/cases.jsonl",
    )
    .action(async (paths: string[], options: Options) => {
      const shown = Number(options.differences);
      if (!Number.isInteger(shown) || shown < 0) throw new UsageError("--differences takes a whole number");
      const formats: FormatReport[] = [];
      const given = paths.length > 0 ? paths : [join(packageRoot, "test", "golden")];
      for (const path of given) {
        for (const file of casesFiles(path)) {
          const slug = options.format ?? basename(dirname(resolve(file)));
          const report = await checkFile(file, slug);
          if (report !== null) formats.push(report);
          else if (paths.includes(file)) throw new UsageError(`${file}: ${slug} is no known format (try --format)`);
          else if (options.json !== true) console.error(`${file}: ${slug} is no registered format, skipped`);
        }
      }
      if (options.json === true) console.log(JSON.stringify({ formats }));
      else for (const report of formats) print(report, shown);
      if (formats.length === 0) throw new UsageError("no golden case of a registered format was found");
      if (formats.some((report) => report.agree < report.cases)) process.exitCode = 1;
    });
}
