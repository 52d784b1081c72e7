import type { Finding } from "../../model.js";
import { type FindingDetails, frameText, hexDump, inputText } from "./describe.js";

/** Text that Markdown and HTML leave as it is, on one line. */
function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\u2028\u2029]/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/[\\`*_{}[\]()#+\-.!|~@:]/g, "\\$&");
}

/** A code block that its content cannot end. */
function codeBlock(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

const day = (at: number): string => new Date(at).toISOString();

/** One row per finding. */
export function findingsTable(findings: readonly Finding[]): string {
  const rows = findings.map(
    ({ id, target, kind, state, title, hits }) =>
      `| ${id} | ${escapeMarkdown(target)} | ${kind} | ${state} | ${hits} | ${escapeMarkdown(title)} |`,
  );
  return ["| id | target | kind | state | hits | finding |", "| --- | --- | --- | --- | --- | --- |", ...rows].join(
    "\n",
  );
}

function section({ finding, input, inputPath, command }: FindingDetails, projectRoot: string): string {
  const stack = finding.stack.map((frame) => frameText(frame, projectRoot)).join("\n");
  const size = `${input.length} ${input.length === 1 ? "byte" : "bytes"}`;
  return [
    `## ${finding.id}: ${escapeMarkdown(finding.title)}`,
    [
      `- target: ${escapeMarkdown(finding.target)}`,
      `- kind: ${finding.kind}, state: ${finding.state}, seen ${finding.hits} times`,
      `- reproduced: ${finding.reproduced} of ${finding.replays} replays`,
      `- first seen: ${day(finding.firstSeenAt)}, revision ${escapeMarkdown(finding.firstRevision)}`,
      `- last seen: ${day(finding.lastSeenAt)}, revision ${escapeMarkdown(finding.lastRevision)}`,
      `- signature: ${finding.signature}`,
    ].join("\n"),
    `${codeBlock(`${finding.message}${stack === "" ? "" : `\n${stack}`}`)}`,
    ...(command === null
      ? ["Its target is gone: nothing reproduces it any more."]
      : [`Reproduce it with \`sdfuzz findings reproduce ${finding.id}\` or`, codeBlock(command)]),
    `Input (${size}, ${escapeMarkdown(inputPath)}):`,
    codeBlock(inputText(input)),
    codeBlock(hexDump(input)),
  ].join("\n\n");
}

/** Findings as a Markdown document. */
export function toMarkdown(findings: readonly FindingDetails[], projectRoot: string): string {
  const table = findingsTable(findings.map(({ finding }) => finding));
  return `${["# Findings", table, ...findings.map((details) => section(details, projectRoot))].join("\n\n")}\n`;
}
