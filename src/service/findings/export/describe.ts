import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { packageRoot, type StackFrame, shellCommand } from "../../../engine/index.js";
import { printable } from "../../../text/printable.js";
import type { Finding, FindingInput, Target } from "../../model.js";
import type { Service } from "../../open.js";
import type { JudgingLimits } from "../replay.js";
import { triageSettings } from "../settings.js";

/** A finding with everything that is shown of it. */
export interface FindingDetails {
  readonly finding: Finding;
  readonly inputs: readonly (FindingInput & { readonly path: string })[];
  /** Bytes to reproduce it with: those of the minimised input. */
  readonly input: Uint8Array;
  /** Path of that input. */
  readonly inputPath: string;
  /** The exact command that reproduces it, for a POSIX shell in any folder; `null` when its target is gone. */
  readonly command: string | null;
}

/** The command by which a person repeats what a replay does. */
export function reproduceCommand(target: Target, entryPoint: string, input: string, limits: JudgingLimits): string {
  const module = projectPath(target.module, packageRoot).replace(/\.js$/, "");
  const words = [
    "npx",
    "jazzer",
    module,
    input,
    ...(entryPoint === "fuzz" ? [] : [`--fuzzEntryPoint=${entryPoint}`]),
    `--timeout=${limits.timeoutSec * 1000}`,
    "--",
    `-rss_limit_mb=${limits.rssLimitMb}`,
    ...(target.maxLen === null ? [] : [`-max_len=${target.maxLen}`]),
    // The engine writes the input once more, which nobody needs.
    `-artifact_prefix=${join(tmpdir(), sep)}`,
  ];
  return `cd ${shellCommand([packageRoot])} && ${shellCommand(words)}`;
}

export function describeFinding(service: Service, finding: Finding): FindingDetails {
  const { files } = service.triage;
  const best = files.best(finding);
  const target = service.targets.find(({ name }) => name === finding.target);
  const limits = triageSettings(service.configuration);
  return {
    finding,
    inputs: service.store.findings
      .inputs(finding.id)
      .map((input) => ({ ...input, path: files.path(finding, input.name) })),
    input: best.bytes,
    inputPath: best.path,
    command: target === undefined ? null : reproduceCommand(target, finding.entryPoint, best.path, limits),
  };
}

/** A frame as `    at parse (src/json/parse.ts:12:3)`, with a path relative to the project where it is inside. */
export function frameText({ function: name, file, line, column }: StackFrame, projectRoot: string): string {
  const place = `${projectPath(file, projectRoot)}:${line}:${column}`;
  return `    at ${name === null ? place : `${name} (${place})`}`;
}

export function projectPath(file: string, projectRoot: string): string {
  const plain = file.startsWith("file://") ? decodeURI(file.slice("file://".length)) : file;
  const inside = relative(projectRoot, plain);
  return inside === "" || inside.startsWith("..") ? plain : inside;
}

/** Bytes shown in full; the rest is counted. */
const SHOWN_BYTES = 512;
const PER_LINE = 16;

/** Lines of offset, hexadecimal digits and printable characters. */
export function hexDump(bytes: Uint8Array, limit = SHOWN_BYTES): string {
  const lines: string[] = [];
  for (let start = 0; start < Math.min(bytes.length, limit); start += PER_LINE) {
    const part = [...bytes.subarray(start, Math.min(start + PER_LINE, limit, bytes.length))];
    const hex = part.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    const text = part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join("");
    lines.push(`${start.toString(16).padStart(8, "0")}  ${hex.padEnd(PER_LINE * 3 - 1)}  |${text}|`);
  }
  if (bytes.length > limit) lines.push(`… ${bytes.length - limit} more bytes`);
  return lines.join("\n");
}

/** The input as text, with control and other unprintable characters escaped: safe for a terminal. */
export function inputText(bytes: Uint8Array, limit = SHOWN_BYTES): string {
  return printable(new TextDecoder().decode(bytes.subarray(0, limit)), true);
}
