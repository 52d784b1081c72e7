import { pathToFileURL } from "node:url";
import { Severity, severityNames } from "../../core/diagnostics.js";
import { SarifWriter } from "../../sarif/sarif.js";
import { printable, printableJson } from "../../text/printable.js";
import { paint, renderProblem, severityStyle } from "../../verify/render.js";
import { SarifResults } from "../../verify/sarif.js";
import type { Verification } from "../../verify/verify.js";

/** Where a report goes, and how it looks. */
export interface ReportOutput {
  readonly write: (text: string) => void;
  /** For what could not be verified, where the report itself has no place for it. */
  readonly warn: (text: string) => void;
  readonly color: boolean;
  readonly version: string;
}

/** Takes the results of a run as they come, so that none need be kept. */
export interface Report {
  file(path: string, verification: Verification): void;
  /** A file or folder that could not be verified. */
  failure(path: string, reason: string): void;
  end(totals: Totals): void;
}

export interface Totals {
  readonly files: number;
  readonly failures: number;
  /** By severity; those that were not described are counted too. */
  readonly problems: readonly number[];
  readonly omitted: number;
}

const counted = (count: number, name: string): string => `${count} ${name}${count === 1 ? "" : "s"}`;

/** The last line for people: how many of what. */
export function summary({ files, problems, omitted }: Totals): string {
  const parts: string[] = [];
  for (const [severity, count] of problems.entries()) {
    if (count > 0)
      parts.push(
        severity >= Severity.info ? `${count} ${severityNames[severity]}` : counted(count, severityNames[severity]!),
      );
  }
  if (omitted > 0) parts.push(`${omitted} more`);
  return `${counted(files, "file")} verified: ${parts.length === 0 ? "nothing found" : parts.join(", ")}`;
}

const worst = ({ problems }: Totals): Severity =>
  Math.max(
    0,
    problems.findIndex((count) => count > 0),
  ) as Severity;

/** For people. */
export function textReport({ write, warn, color }: ReportOutput): Report {
  return {
    file(path, { problems, omitted }) {
      for (const problem of problems) write(renderProblem(problem, path, { color }));
      if (omitted > 0) write(`${printable(path)}: ${omitted} more problems\n`);
    },
    failure: (path, reason) => warn(`sdfuzz: ${printable(path)}: ${printable(reason)}\n`),
    end(totals) {
      const line = summary(totals);
      const found = totals.problems.some((count) => count > 0);
      write(`${found ? paint(line, severityStyle(worst(totals)), color) : line}\n`);
    },
  };
}

/** One JSON object: `files`, `failures`, `summary`. */
export function jsonReport({ write }: ReportOutput): Report {
  let files = 0;
  const failures: { readonly file: string; readonly reason: string }[] = [];
  write('{"files":[');
  return {
    file(path, verification) {
      const problems = verification.problems.map((problem) => ({
        ...problem,
        severity: severityNames[problem.severity],
      }));
      write(`${files++ === 0 ? "\n" : ",\n"}${printableJson({ file: path, ...verification, problems })}`);
    },
    failure(path, reason) {
      failures.push({ file: path, reason });
    },
    end(totals) {
      const bySeverity = Object.fromEntries(severityNames.map((name, severity) => [name, totals.problems[severity]!]));
      const counts = { files: totals.files, failures: totals.failures, omitted: totals.omitted, problems: bySeverity };
      write(`\n],"failures":${printableJson(failures)},"summary":${printableJson(counts)}}\n`);
    },
  };
}

const INFORMATION = "https://www.freedesktop.org/software/systemd/man/257/";

/** SARIF 2.1.0. */
export function sarifReport({ write, version }: ReportOutput): Report {
  const writer = new SarifWriter(write, printableJson);
  const results = new SarifResults();
  const notifications: object[] = [];
  return {
    file(path, { problems }) {
      for (const result of results.of(path, problems)) writer.result(result);
    },
    failure(path, reason) {
      notifications.push({ level: "error", message: { text: `${path}: ${reason}` } });
    },
    end() {
      const invocation = {
        executionSuccessful: notifications.length === 0,
        ...(notifications.length === 0 ? {} : { toolExecutionNotifications: notifications }),
      };
      const rootUri = `${pathToFileURL(process.cwd()).href}/`;
      writer.end({ version, informationUri: INFORMATION, rules: results.rules, rootUri, invocations: [invocation] });
    },
  };
}
