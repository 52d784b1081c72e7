import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import type { Profiler } from "node:inspector";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { EngineError } from "./error.js";
import type { StackFrame } from "./events.js";
import type { ProbeResult } from "./hang-probe.js";
import { packageRoot } from "./package-root.js";
import { InlineSourceMap } from "./source-map.js";

export interface HangOptions {
  /** Module of the target, with or without `.js`. */
  readonly target: string;
  /** `fuzz` when absent. */
  readonly entryPoint?: string;
  /** File with the input. */
  readonly input: string;
  /** Milliseconds of execution after which to stop; 2000 when absent. */
  readonly limitMs?: number;
}

/** A stack that was seen, and how often. */
export interface SampledStack {
  /** Share of the samples, above 0 and at most 1. */
  readonly share: number;
  /** Innermost first. The innermost names the line that was executed, the others the line where their function begins. */
  readonly stack: readonly StackFrame[];
}

/** What became of an input that is said to hang. */
export type HangProfile =
  /** It was stopped at the limit. */
  | { readonly kind: "hanging"; readonly stacks: readonly SampledStack[] }
  /** It ended by itself, by returning or by throwing. */
  | { readonly kind: "finished"; readonly milliseconds: number; readonly stacks: readonly SampledStack[] }
  /** The process died; `reason` is what it wrote last. */
  | { readonly kind: "lost"; readonly reason: string };

/** Longest that the process may take beyond the limit: to load the target, say. */
const GRACE_MS = 60_000;
/** Different stacks that are reported. */
const MAX_STACKS = 10;
/** Characters of what a process that died wrote last. */
const MAX_REASON = 4096;

const PROBE = pathToFileURL(join(packageRoot, "dist", "engine", "hang-probe.js"));

/** Turns V8's frames into frames of the sources. */
class SourceFrames {
  readonly #maps = new Map<string, InlineSourceMap | null>();

  /** @param line from 0; `column` likewise */
  frame(name: string, url: string, line: number, column: number): StackFrame {
    const file = fileURLToPath(url);
    let map = this.#maps.get(file);
    if (map === undefined) {
      map = InlineSourceMap.of(file);
      this.#maps.set(file, map);
    }
    const original = map?.original({ line: line + 1, column }) ?? null;
    return {
      function: name === "" ? null : name,
      file: map === null || original === null ? file : map.source,
      line: original === null ? line + 1 : original.line,
      column: (original === null ? column : original.column) + 1,
    };
  }
}

/** The line of a node's function that was executed most, from 0; where the function begins when nothing is known. */
function hottestLine({ positionTicks, callFrame }: Profiler.ProfileNode): number {
  let best = callFrame.lineNumber;
  let ticks = 0;
  for (const tick of positionTicks ?? []) {
    if (tick.ticks <= ticks) continue;
    ticks = tick.ticks;
    best = tick.line - 1;
  }
  return best;
}

function stacksOf(profile: Profiler.Profile): SampledStack[] {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap(({ id, children }) => (children ?? []).map((child) => [child, id])));
  const frames = new SourceFrames();
  const isCode = ({ callFrame: { url } }: Profiler.ProfileNode): boolean =>
    url.startsWith("file:") && url !== PROBE.href;

  const counts = new Map<number, number>();
  for (const id of profile.samples ?? []) {
    // Time in built-in functions and in the garbage collector belongs to the code that called them.
    let at: number | undefined = id;
    while (at !== undefined && !isCode(nodes.get(at)!)) at = parents.get(at);
    if (at !== undefined) counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  let total = 0;
  for (const count of counts.values()) total += count;

  const heaviest = [...counts].sort(([, a], [, b]) => b - a).slice(0, MAX_STACKS);
  return heaviest.map(([id, count]) => {
    const stack: StackFrame[] = [];
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const node = nodes.get(at)!;
      if (!isCode(node)) continue;
      const { functionName, url, lineNumber, columnNumber } = node.callFrame;
      if (stack.length === 0) stack.push(frames.frame(functionName, url, hottestLine(node), 0));
      else stack.push(frames.frame(functionName, url, lineNumber, columnNumber));
    }
    return { share: count / total, stack };
  });
}

/**
 * Finds out where an input that hangs or is slow spends its time: libFuzzer's timeouts come without a JavaScript stack. The
 * input is executed once in a process of its own under V8's CPU profiler, without the engine and its instrumentation, and
 * is stopped at the limit. Frames name lines of the sources.
 *
 * @throws EngineError `target-missing` or `bad-path`
 */
export async function profileHang(options: HangOptions): Promise<HangProfile> {
  const target = resolve(options.target);
  const module = existsSync(target) ? target : `${target}.js`;
  if (!existsSync(module)) throw new EngineError("target-missing", `${module} does not exist`);
  if (!existsSync(options.input)) throw new EngineError("bad-path", `${options.input} does not exist`);
  const limitMs = options.limitMs ?? 2000;
  const words = [fileURLToPath(PROBE), module, options.entryPoint ?? "fuzz", resolve(options.input), String(limitMs)];
  return new Promise((done) => {
    const limits = { timeout: limitMs + GRACE_MS, killSignal: "SIGKILL", maxBuffer: 1 << 28 } as const;
    execFile(process.execPath, words, limits, (error, output, log) => {
      if (error !== null || output === "") {
        const reason = log.trim() || (error === null ? "the target ended the process" : error.message.trim());
        done({ kind: "lost", reason: reason.slice(-MAX_REASON) });
        return;
      }
      const { milliseconds, stopped, profile } = JSON.parse(output) as ProbeResult;
      const stacks = stacksOf(profile);
      done(stopped ? { kind: "hanging", stacks } : { kind: "finished", milliseconds, stacks });
    });
  });
}
