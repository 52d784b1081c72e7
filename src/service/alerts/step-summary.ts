import { appendFileSync } from "node:fs";
import { findingsTable } from "../findings/export/markdown.js";
import type { Finding } from "../model.js";

/** Markdown for the summary page of a GitHub Actions step. */
export function stepSummary(title: string, findings: readonly Finding[]): string {
  if (findings.length === 0) return `## ${title}\n\nNo findings.\n`;
  return `## ${title}\n\n${findingsTable(findings)}\n`;
}

/** Appends to the summary of the running GitHub Actions step; does nothing elsewhere. Says whether it did. */
export function writeStepSummary(markdown: string, env: NodeJS.ProcessEnv = process.env): boolean {
  const file = env.GITHUB_STEP_SUMMARY;
  if (file === undefined || file === "") return false;
  appendFileSync(file, markdown);
  return true;
}
