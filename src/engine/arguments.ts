import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve, sep } from "node:path";
import { EngineError } from "./error.js";
import { packageRoot } from "./package-root.js";

/** What every task has. Paths are relative to the working directory of the run. */
interface CommonOptions {
  /** Module of the target, with or without `.js`: `targets/fuzz-unit-file`. */
  readonly target: string;
  /** Exported function to call; `fuzz` when absent. */
  readonly entryPoint?: string;
  /** 1 to 2147483646; drawn at random when absent. Recorded either way. */
  readonly seed?: number;
  /** Longest that one execution may take, in milliseconds; Jazzer rounds up to seconds. 5000 when absent. */
  readonly timeoutMs?: number;
  /** Resident memory in MiB above which the run ends as `oom`; 2048 when absent, 0 for no limit. */
  readonly rssLimitMb?: number;
  /** Longest input in bytes; the target's own limit when absent. */
  readonly maxLen?: number;
  /** Prefix of the files for crashing inputs: a folder with a slash at its end, usually. `./` when absent. */
  readonly artifactPrefix?: string;
  /** More flags for libFuzzer, as they are: `-use_value_profile=1`. */
  readonly flags?: readonly string[];
  /** More options for Jazzer.js, as they are: `--sync=false`. */
  readonly jazzerOptions?: readonly string[];
}

/** Fuzzes until a limit, a finding or {@link EngineRun.stop}. */
export interface FuzzTask extends CommonOptions {
  readonly task: "fuzz";
  /**
   * Corpus folders, which must exist. New units are written to the first, the others are only read. Without any, the
   * target's defaults apply: `.sdfuzz/corpus/<target>` and the committed seeds.
   */
  readonly corpora?: readonly string[];
  /** libFuzzer dictionary; the target's own when absent. */
  readonly dictionary?: string;
  readonly maxTotalTimeSec?: number;
  /** Executions after which to stop. */
  readonly runs?: number;
  /** Also take bits of compared values as features. */
  readonly useValueProfile?: boolean;
  /** Seconds above which an input is reported as slow; 10 when absent. */
  readonly reportSlowUnitsSec?: number;
  /**
   * Seconds between two looks at the first corpus folder for units that other processes wrote; 1 when absent. 0 for no
   * look: nothing but the seed and the corpus then decides what is executed.
   */
  readonly reloadSec?: number;
  /** Run this many engines under one parent, which merges what they find. */
  readonly fork?: number;
}

/** Executes the given inputs, nothing else: a crash ends the run as `finding`. */
export interface ReplayTask extends CommonOptions {
  readonly task: "replay";
  readonly inputs: readonly string[];
  /** Executions of each input; 1 when absent. */
  readonly runs?: number;
}

/** Executes every unit of the given folders once and checks for crashes; optionally reports the code that they cover. */
export interface RegressionTask extends CommonOptions {
  readonly task: "regression";
  readonly corpora: readonly string[];
  readonly coverage?: {
    /** Folder for the reports. */
    readonly directory: string;
    /** Names of istanbul reporters: `json`, `html`, `lcov`, `text-summary`. */
    readonly reporters: readonly string[];
  };
}

/** Copies to `into` those units of `from` that add features to what `into` has. */
export interface MergeTask extends CommonOptions {
  readonly task: "merge";
  readonly into: string;
  readonly from: readonly string[];
  /** Lets an interrupted merge go on where it was. */
  readonly controlFile?: string;
}

/** Makes a crashing input smaller until a limit. */
export interface MinimizeTask extends CommonOptions {
  readonly task: "minimize";
  readonly input: string;
  /** File for the smallest input so far. */
  readonly output: string;
  readonly maxTotalTimeSec?: number;
  /** Executions per step. */
  readonly runs?: number;
}

/** One run of the engine. */
export type EngineTask = FuzzTask | ReplayTask | RegressionTask | MergeTask | MinimizeTask;

/** A command line, ready to be started. */
export interface EngineCommand {
  readonly executable: string;
  readonly arguments: readonly string[];
  readonly cwd: string;
  readonly seed: number;
}

/** Greatest seed that libFuzzer and Jazzer's instrumentation read alike. */
export const MAX_SEED = 2_147_483_646;

/** Module that makes a run with the same seed execute the same inputs. */
export const REPEATABLE = join(packageRoot, "dist", "engine", "repeatable.js");

/** Path of the command line program of @jazzer.js/core. */
export function jazzerCli(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve("@jazzer.js/core")), "cli.js");
  } catch (cause) {
    throw new EngineError("engine-missing", "@jazzer.js/core is not installed", { cause });
  }
}

function checkNumber(name: string, value: number | undefined, least: number, most = Number.MAX_SAFE_INTEGER): void {
  if (value === undefined) return;
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new EngineError("bad-number", `${name} must be a whole number from ${least} to ${most}, not ${value}`);
  }
}

/** libFuzzer re-launches itself through a shell for these tasks, without quoting what it passes on. */
const relaunches = (task: EngineTask): boolean =>
  task.task === "merge" || task.task === "minimize" || (task.task === "fuzz" && task.fork !== undefined);

const SHELL_SAFE = /^[\w@%+=:,./\\-]+$/;

class CommandLine {
  readonly jazzer: string[] = [];
  readonly inputs: string[] = [];
  readonly libFuzzer: string[] = [];

  constructor(
    readonly task: EngineTask,
    readonly cwd: string,
  ) {}

  /** An absolute path: it never looks like a flag or a number. */
  path(path: string): string {
    const absolute = resolve(this.cwd, path);
    if (absolute.includes("\0") || absolute.includes("\n")) {
      throw new EngineError("bad-path", `${JSON.stringify(path)} holds a NUL or a line end`);
    }
    if (relaunches(this.task) && !SHELL_SAFE.test(absolute)) {
      throw new EngineError(
        "bad-path",
        `${JSON.stringify(absolute)} holds characters that libFuzzer does not quote when it starts itself again`,
      );
    }
    return absolute;
  }

  /** A file that must be there: what is no file makes libFuzzer fuzz where it should replay. */
  file(path: string): string {
    const absolute = this.path(path);
    if (statSync(absolute, { throwIfNoEntry: false })?.isFile() !== true) {
      throw new EngineError("bad-path", `${absolute} is no file`);
    }
    return absolute;
  }

  folder(path: string): string {
    const absolute = this.path(path);
    if (statSync(absolute, { throwIfNoEntry: false })?.isDirectory() !== true) {
      throw new EngineError("bad-path", `${absolute} is no folder`);
    }
    return absolute;
  }

  flag(name: string, value: string | number | boolean | undefined): void {
    if (value === undefined) return;
    this.libFuzzer.push(`-${name}=${typeof value === "boolean" ? Number(value) : value}`);
  }

  option(name: string, value: string | number | undefined): void {
    if (value !== undefined) this.jazzer.push(`--${name}=${value}`);
  }
}

function addCommon(line: CommandLine, task: EngineTask, seed: number): void {
  checkNumber("timeoutMs", task.timeoutMs, 1);
  checkNumber("rssLimitMb", task.rssLimitMb, 0);
  checkNumber("maxLen", task.maxLen, 1);
  line.option("fuzzEntryPoint", task.entryPoint);
  line.option("timeout", task.timeoutMs);
  line.flag("seed", seed);
  line.flag("rss_limit_mb", task.rssLimitMb);
  line.flag("max_len", task.maxLen);
  if (task.artifactPrefix !== undefined) {
    const prefix = line.path(task.artifactPrefix);
    line.flag("artifact_prefix", /[/\\]$/.test(task.artifactPrefix) ? `${prefix}${sep}` : prefix);
  }
  // Jazzer leaves packages uninstrumented by default, ours too where it is installed as one.
  if (packageRoot.includes("node_modules")) {
    for (const folder of ["dist", "targets"]) line.option("includes", join(packageRoot, folder));
  }
}

function addFuzz(line: CommandLine, task: FuzzTask): void {
  checkNumber("maxTotalTimeSec", task.maxTotalTimeSec, 1);
  checkNumber("runs", task.runs, 0);
  checkNumber("reportSlowUnitsSec", task.reportSlowUnitsSec, 1);
  checkNumber("reloadSec", task.reloadSec, 0);
  checkNumber("fork", task.fork, 1);
  line.inputs.push(...(task.corpora ?? []).map((folder) => line.folder(folder)));
  if (task.dictionary !== undefined) line.flag("dict", line.file(task.dictionary));
  line.flag("max_total_time", task.maxTotalTimeSec);
  line.flag("runs", task.runs);
  line.flag("use_value_profile", task.useValueProfile);
  line.flag("report_slow_units", task.reportSlowUnitsSec);
  line.flag("reload", task.reloadSec);
  line.flag("fork", task.fork);
  line.flag("print_final_stats", true);
}

function addReplay(line: CommandLine, task: ReplayTask): void {
  checkNumber("runs", task.runs, 1);
  if (task.inputs.length === 0) throw new TypeError("a replay needs at least one input");
  line.inputs.push(...task.inputs.map((file) => line.file(file)));
  line.flag("runs", task.runs);
}

function addRegression(line: CommandLine, task: RegressionTask): void {
  line.inputs.push(...task.corpora.map((folder) => line.folder(folder)));
  line.option("mode", "regression");
  if (task.coverage === undefined) return;
  line.jazzer.push("--coverage");
  line.option("coverageDirectory", line.path(task.coverage.directory));
  for (const reporter of task.coverage.reporters) line.option("coverageReporters", reporter);
}

function addMerge(line: CommandLine, task: MergeTask): void {
  line.inputs.push(...[task.into, ...task.from].map((folder) => line.folder(folder)));
  line.flag("merge", true);
  if (task.controlFile !== undefined) line.flag("merge_control_file", line.path(task.controlFile));
}

function addMinimize(line: CommandLine, task: MinimizeTask): void {
  checkNumber("maxTotalTimeSec", task.maxTotalTimeSec, 1);
  checkNumber("runs", task.runs, 1);
  line.inputs.push(line.file(task.input));
  line.flag("minimize_crash", true);
  line.flag("exact_artifact_path", line.path(task.output));
  line.flag("max_total_time", task.maxTotalTimeSec);
  line.flag("runs", task.runs);
}

/**
 * Builds the command line of a task. The seed is always named in it, so that the run can be repeated.
 *
 * @param cwd folder that relative paths start from, and in which the engine is to run
 * @throws EngineError `target-missing`, `bad-path`, `bad-number` or `engine-missing`
 * @throws TypeError for a replay of no input
 */
export function buildCommand(task: EngineTask, cwd: string): EngineCommand {
  checkNumber("seed", task.seed, 1, MAX_SEED);
  const seed = task.seed ?? 1 + Math.floor(Math.random() * MAX_SEED);
  const line = new CommandLine(task, cwd);
  const target = line.path(task.target);
  const module = /\.[cm]?js$/.test(target) ? target : `${target}.js`;
  if (!existsSync(module)) throw new EngineError("target-missing", `${module} does not exist (npm run build makes it)`);

  addCommon(line, task, seed);
  if (task.task === "fuzz") addFuzz(line, task);
  else if (task.task === "replay") addReplay(line, task);
  else if (task.task === "regression") addRegression(line, task);
  else if (task.task === "merge") addMerge(line, task);
  else addMinimize(line, task);

  return {
    executable: process.execPath,
    arguments: [
      ...(task.task === "fuzz" ? ["--import", REPEATABLE] : []),
      jazzerCli(),
      module,
      ...line.inputs,
      ...line.jazzer,
      ...(task.jazzerOptions ?? []),
      "--",
      ...line.libFuzzer,
      ...(task.flags ?? []),
    ],
    cwd,
    seed,
  };
}

/** One line for a POSIX shell that runs the words as they are. */
export function shellCommand(words: readonly string[]): string {
  return words.map((word) => (SHELL_SAFE.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(" ");
}
