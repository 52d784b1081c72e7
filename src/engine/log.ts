import { StringDecoder } from "node:string_decoder";
import type {
  ArtifactKind,
  CrashCause,
  CrashEvent,
  DictionaryRecommendation,
  EngineEvent,
  StackFrame,
  StatusReason,
} from "./events.js";

/** Characters kept of one line; the rest of it is dropped. */
const MAX_LINE = 16_384;
/** Lines kept of one message, and frames of one stack. */
const MAX_BLOCK_LINES = 256;
/** Tokens kept of one recommended dictionary. */
const MAX_RECOMMENDATIONS = 1024;

const STATUS = /^#(\d+)\t(READ|INITED|NEW_FUNC|NEW|REDUCE|pulse|RELOAD|DONE|LOADED) +(.*)$/;
const FORK_STATUS =
  /^#(\d+): cov: (\d+) ft: (\d+) corp: (\d+) exec\/s: (\d+) oom\/timeout\/crash: (\d+)\/(\d+)\/(\d+) /;
const HEARTBEAT = /^SDFUZZ: heartbeat #(\d+)$/;
const SEED = /^INFO: Seed: (\d+)$/;
const PROCESS = /^==\d+== (.*)$/;
const TIMEOUT = /^ERROR: libFuzzer: timeout after (\d+) seconds$/;
const OUT_OF_MEMORY = /^ERROR: libFuzzer: out-of-memory \((?:used: (\d+)Mb; limit: (\d+)Mb|malloc\((\d+)\))\)$/;
const EXCEPTION = "Uncaught Exception: ";
const ERROR = "ERROR: libFuzzer: ";
/** What Jazzer says of a segmentation fault in native code. */
const NATIVE_CRASH = "Segmentation Fault";
const CAUSES: ReadonlyMap<string, CrashCause> = new Map([
  ["fuzz target exited", "exit"],
  ["deadly signal", "signal"],
  ["fuzz target overwrites its const input", "overwritten-input"],
]);
/** Lines that libFuzzer prints of itself, with which Jazzer's `==PID== ` lines must not be mistaken for findings. */
const NO_FINDING = /^(?:INFO: )?libFuzzer: /;
const END_OF_CRASH = /^MS: \d+ /;
const FRAME = "    at ";
const DIGITS = /^\d+$/;
const ERROR_HEAD = /^([\p{ID_Start}$_][\p{ID_Continue}$.]*)(?:: ([\s\S]*))?$/u;
const ARTIFACT = /^artifact_prefix='.*'; Test unit written to (.+)$/;
const ARTIFACT_KIND = /(?:^|[/\\])(crash|timeout|oom|slow-unit|leak)-[0-9a-f]{40}$/;
const SLOW_UNIT = /^Slowest unit: (\d+) s:$/;
const RUNNING = /^Running: (.+)$/;
const EXECUTED = /^Executed (.+) in (\d+) ms$/;
const MERGE_STARTED = /^MERGE-OUTER: (\d+) files, (\d+) in the initial corpus, (\d+) processed earlier$/;
const MERGE_ATTEMPT = /^MERGE-OUTER: attempt (\d+)$/;
const MERGE_SKIPPED = /^MERGE-(?:OUTER: '(.+)' will be skipped|INNER: '(.+)' caused a failure)/;
const MERGED = /^MERGE-OUTER: (\d+) new files with (\d+) new features added; (\d+) new coverage edges$/;
const MINIMIZING = /^CRASH_MIN: '(.+)' \((\d+) bytes\) caused a crash\. Will try to minimize it further$/;
const MINIMIZED = /^CRASH_MIN: failed to minimize beyond (.+) \((\d+) bytes\), exiting$/;
const FINAL_STAT = /^stat::(\w+): +(\d+)$/;
const DICTIONARY_BEGIN = "###### Recommended dictionary. ######";
const DICTIONARY_END = "###### End of recommended dictionary. ######";
const RECOMMENDATION = /^(".*") # Uses: (\d+)$/;
const DONE = /^Done (\d+) runs in (\d+) second\(s\)$/;

/** The number after `name:` in a status line's fields. */
function field(fields: string, name: string): number {
  const start = fields.indexOf(`${name}: `);
  return start < 0 ? 0 : Number.parseInt(fields.slice(start + name.length + 2), 10) || 0;
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ["b", 1],
  ["Kb", 1024],
  ["Mb", 1024 * 1024],
]);

function parseStatus(match: RegExpExecArray): EngineEvent {
  const all = match[3]!;
  // What follows names mutations and dictionary tokens, in which anything may stand.
  const end = all.indexOf(" MS: ");
  const fields = end < 0 ? all : all.slice(0, end);
  const corpus = /corp: \d+\/(\d+)(Kb|Mb|b)/.exec(fields);
  return {
    type: "status",
    reason: match[2] as StatusReason,
    executions: Number(match[1]),
    coverage: field(fields, "cov"),
    features: field(fields, "ft"),
    corpusUnits: field(fields, "corp"),
    corpusBytes: corpus === null ? 0 : Number(corpus[1]) * UNITS.get(corpus[2]!)!,
    lengthLimit: fields.includes("lim: ") ? field(fields, "lim") : null,
    execPerSec: field(fields, "exec/s"),
    rssMb: field(fields, "rss"),
    unitBytes: fields.includes(" L: ") ? field(fields, " L") : null,
  };
}

/** `    at name (file:1:2)` or `    at file:1:2`; `null` for frames without a position. */
function parseFrame(text: string): StackFrame | null {
  const frame = text.slice(FRAME.length);
  const open = frame.endsWith(")") ? frame.lastIndexOf(" (") : -1;
  const location = open < 0 ? frame : frame.slice(open + 2, -1);
  const beforeColumn = location.lastIndexOf(":");
  const beforeLine = location.lastIndexOf(":", beforeColumn - 1);
  if (beforeLine <= 0) return null;
  const line = location.slice(beforeLine + 1, beforeColumn);
  const column = location.slice(beforeColumn + 1);
  if (!DIGITS.test(line) || !DIGITS.test(column)) return null;
  return {
    function: open < 0 ? null : frame.slice(0, open),
    file: location.slice(0, beforeLine),
    line: Number(line),
    column: Number(column),
  };
}

function artifactKind(path: string): ArtifactKind {
  const match = ARTIFACT_KIND.exec(path);
  return match === null ? "other" : (match[1] as ArtifactKind);
}

/** Turns the lines that Jazzer prints for an error or a finding into an event. */
function crashOf(lines: readonly string[], cause: CrashCause): CrashEvent {
  const firstFrame = lines.findIndex((line) => line.startsWith(FRAME));
  const head = (firstFrame < 0 ? lines : lines.slice(0, firstFrame)).join("\n");
  const frames = firstFrame < 0 ? [] : lines.slice(firstFrame).filter((line) => line.startsWith(FRAME));
  const stack = frames.flatMap((line) => parseFrame(line) ?? []);
  if (cause === "exception" && stack.length > 0) {
    const match = ERROR_HEAD.exec(head);
    if (match !== null) return { type: "crash", cause, errorName: match[1]!, message: match[2] ?? "", stack };
  }
  return { type: "crash", cause, errorName: null, message: head, stack };
}

/** Recognises events that stand on one line. */
const LINES: readonly (readonly [RegExp, (match: RegExpExecArray) => EngineEvent])[] = [
  [STATUS, parseStatus],
  [HEARTBEAT, (match) => ({ type: "heartbeat", executions: Number(match[1]) })],
  [
    FORK_STATUS,
    (match) => {
      const [executions, coverage, features, corpusUnits, execPerSec, ooms, timeouts, crashes] = match
        .slice(1)
        .map(Number) as [number, number, number, number, number, number, number, number];
      const type = "fork-status";
      return { type, executions, coverage, features, corpusUnits, execPerSec, ooms, timeouts, crashes };
    },
  ],
  [SEED, (match) => ({ type: "seed", seed: Number(match[1]) })],
  [ARTIFACT, (match) => ({ type: "artifact", kind: artifactKind(match[1]!), path: match[1]! })],
  [SLOW_UNIT, (match) => ({ type: "slow-unit", seconds: Number(match[1]) })],
  [RUNNING, (match) => ({ type: "replay-started", path: match[1]! })],
  [EXECUTED, (match) => ({ type: "replayed", path: match[1]!, milliseconds: Number(match[2]) })],
  [
    MERGE_STARTED,
    (match) => ({
      type: "merge-started",
      files: Number(match[1]),
      inInitialCorpus: Number(match[2]),
      processedEarlier: Number(match[3]),
    }),
  ],
  [MERGE_ATTEMPT, (match) => ({ type: "merge-attempt", attempt: Number(match[1]) })],
  [MERGE_SKIPPED, (match) => ({ type: "merge-skipped", path: (match[1] ?? match[2])! })],
  [
    MERGED,
    (match) => ({
      type: "merged",
      newFiles: Number(match[1]),
      newFeatures: Number(match[2]),
      newCoverage: Number(match[3]),
    }),
  ],
  [MINIMIZING, (match) => ({ type: "minimized", path: match[1]!, bytes: Number(match[2]), final: false })],
  [MINIMIZED, (match) => ({ type: "minimized", path: match[1]!, bytes: Number(match[2]), final: true })],
  [FINAL_STAT, (match) => ({ type: "final-stat", name: match[1]!, value: Number(match[2]) })],
  [DONE, (match) => ({ type: "done", executions: Number(match[1]), seconds: Number(match[2]) })],
];

/**
 * Reads what an engine writes to standard error and makes events of it. Takes chunks cut anywhere; keeps one unfinished
 * line and one unfinished block, both bounded, so that memory stays small and time linear whatever the process prints.
 * Lines that say nothing known are passed over.
 */
export class EngineLog {
  readonly #decoder = new StringDecoder("utf8");
  /** Pieces of the unfinished line, of no more than {@link MAX_LINE} characters together. */
  #pieces: string[] = [];
  #length = 0;
  #crash: { readonly cause: CrashCause; readonly lines: string[] } | null = null;
  #dictionary: DictionaryRecommendation[] | null = null;
  #events: EngineEvent[] = [];

  /** @param onLine is handed every finished line, cut to 16,384 characters. */
  constructor(readonly onLine: (line: string) => void = () => {}) {}

  /** The events of the lines that `chunk` finishes. */
  push(chunk: Uint8Array): readonly EngineEvent[] {
    this.#text(this.#decoder.write(chunk as Buffer));
    return this.#take();
  }

  /** The events of what is left when the process has ended. */
  end(): readonly EngineEvent[] {
    this.#text(this.#decoder.end());
    if (this.#length > 0) this.#finishLine();
    this.#finishCrash();
    this.#finishDictionary();
    return this.#take();
  }

  #take(): readonly EngineEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  #text(text: string): void {
    let start = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
      this.#append(text, start, end);
      this.#finishLine();
      start = end + 1;
    }
    this.#append(text, start, text.length);
  }

  #append(text: string, start: number, end: number): void {
    const piece = text.slice(start, Math.min(end, start + MAX_LINE - this.#length));
    if (piece === "") return;
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  #finishLine(): void {
    const whole = this.#pieces.join("");
    this.#pieces = [];
    this.#length = 0;
    const line = whole.endsWith("\r") ? whole.slice(0, -1) : whole;
    this.onLine(line);
    this.#line(line);
  }

  #line(line: string): void {
    const process = PROCESS.exec(line);
    if (process !== null) {
      this.#finishCrash();
      this.#processLine(process[1]!);
      return;
    }
    if (this.#crash !== null) {
      if (END_OF_CRASH.test(line) || ARTIFACT.test(line)) this.#finishCrash();
      else {
        if (this.#crash.lines.length < MAX_BLOCK_LINES) this.#crash.lines.push(line);
        return;
      }
    }
    if (line === DICTIONARY_BEGIN) {
      this.#dictionary = [];
      return;
    }
    if (this.#dictionary !== null) {
      const match = RECOMMENDATION.exec(line);
      if (match !== null) {
        if (this.#dictionary.length < MAX_RECOMMENDATIONS) {
          this.#dictionary.push({ token: match[1]!, uses: Number(match[2]) });
        }
        return;
      }
      this.#finishDictionary();
      if (line === DICTIONARY_END) return;
    }
    for (const [pattern, make] of LINES) {
      const match = pattern.exec(line);
      if (match === null) continue;
      this.#events.push(make(match));
      return;
    }
  }

  /** A line that starts with `==PID== `: of an error in the target, of a bug detector, or of libFuzzer. */
  #processLine(text: string): void {
    const timeout = TIMEOUT.exec(text);
    if (timeout !== null) {
      this.#events.push({ type: "timeout", seconds: Number(timeout[1]) });
      return;
    }
    const memory = OUT_OF_MEMORY.exec(text);
    if (memory !== null) {
      const [, used, limit, wanted] = memory;
      const usedMb = used === undefined ? Math.round(Number(wanted) / 2 ** 20) : Number(used);
      this.#events.push({ type: "out-of-memory", usedMb, limitMb: limit === undefined ? null : Number(limit) });
      return;
    }
    if (text.startsWith(ERROR)) {
      const cause = CAUSES.get(text.slice(ERROR.length)) ?? "signal";
      this.#events.push({ type: "crash", cause, errorName: null, message: text.slice(ERROR.length), stack: [] });
    } else if (text.startsWith(EXCEPTION)) this.#crash = { cause: "exception", lines: [text.slice(EXCEPTION.length)] };
    else if (text === NATIVE_CRASH) {
      this.#events.push({ type: "crash", cause: "signal", errorName: null, message: text, stack: [] });
    } else if (!NO_FINDING.test(text)) this.#crash = { cause: "bug-detector", lines: [text] };
  }

  #finishCrash(): void {
    if (this.#crash === null) return;
    this.#events.push(crashOf(this.#crash.lines, this.#crash.cause));
    this.#crash = null;
  }

  #finishDictionary(): void {
    if (this.#dictionary === null) return;
    this.#events.push({ type: "recommended-dictionary", entries: this.#dictionary });
    this.#dictionary = null;
  }
}
