import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join, relative, resolve } from "node:path";
import { SampledCallbacks } from "./callbacks.js";
import { mapLoadedCoverage } from "./coverage.js";
import { Heartbeat } from "./heartbeat.js";
import { freezeIntrinsics } from "./intrinsics.js";
import {
  CONFIGURATION_FILE,
  type EachCallback,
  JAZZER_DEFAULT,
  type JazzerCallbacks,
  type JazzerOptions,
  type JazzerProcess,
  jazzerProcess,
} from "./jazzer-process.js";
import { packageRoot } from "./package-root.js";
import { mapModuleStacks } from "./stacks.js";
import { plainCorpus } from "./work-folder.js";

// Kept out of Jazzer's instrumentation by its own mark of instrumented code, Fuzzer.coverageTracker.incrementCounter: what the
// harness does from time to time must not look like coverage of an input.

/** What a target tells the engine; relative paths start at the package root. */
export interface EngineDefaults {
  readonly name: string;
  readonly maxLen: number;
  readonly corpus: string;
  readonly dictionary: string;
}

/** Environment variable that, set to `off`, leaves Jazzer's own defaults alone: for comparisons. */
export const HARNESS_VARIABLE = "SDFUZZ_HARNESS";

/** Entry point that takes the seeds' bytes as they are. */
const RAW_ENTRY_POINT = "fuzz";

/** Name of the function by which the prototype-pollution bug detector checks the built-in prototypes after an execution. */
const POLLUTION_CHECK = "detectPrototypePollution";

/**
 * libFuzzer flags with which a run has its own idea of inputs: the modes that demand them from the user, and the command
 * lines by which libFuzzer re-launches the target for a step of a merge or a minimisation.
 */
const OWN_INPUTS = [
  "merge",
  "merge_control_file",
  "merge_inner",
  "minimize_crash",
  "minimize_crash_internal_step",
  "seed_inputs",
  "help",
] as const;

const isFlag = (argument: string): boolean => argument.startsWith("-");
const hasFlag = (fuzzerOptions: readonly string[], name: string): boolean =>
  fuzzerOptions.some((argument) => argument.startsWith(`-${name}=`));

/** `-name=value` is there with a value other than 0. */
const isOn = (fuzzerOptions: readonly string[], name: string): boolean =>
  fuzzerOptions.some((argument) => argument.startsWith(`-${name}=`) && argument !== `-${name}=0`);

/** The shorter of a path from the current directory downwards and the absolute path: libFuzzer splits both at white space. */
function shortPath(path: string): string {
  const absolute = resolve(packageRoot, path);
  const fromHere = relative(process.cwd(), absolute);
  return fromHere === "" || fromHere.startsWith("..") || isAbsolute(fromHere) ? absolute : fromHere;
}

/** A folder that the engine may write new units to: kept in the work folder, or thrown away where that cannot be written. */
function outputFolder(target: string): string {
  const kept = plainCorpus(target);
  try {
    mkdirSync(kept, { recursive: true });
    return kept;
  } catch (error) {
    const thrownAway = mkdtempSync(join(tmpdir(), `sdfuzz-${target}-`));
    process.on("exit", () => rmSync(thrownAway, { recursive: true, force: true }));
    console.error(`INFO: new units will not be kept: ${(error as Error).message}`);
    return thrownAway;
  }
}

/** Adds what the user did not say to libFuzzer's arguments, which Jazzer reads after the target has loaded. */
function completeArguments(options: JazzerOptions, defaults: EngineDefaults): void {
  const fuzzerOptions = options.get("fuzzerOptions");
  const entryPoint = options.get("fuzzEntryPoint");

  if (!hasFlag(fuzzerOptions, "max_len")) fuzzerOptions.push(`-max_len=${defaults.maxLen}`);

  const dictionary = shortPath(defaults.dictionary);
  if (!hasFlag(fuzzerOptions, "dict") && existsSync(dictionary)) fuzzerOptions.push(`-dict=${dictionary}`);

  const named = fuzzerOptions.some((argument) => !isFlag(argument));
  if (named || OWN_INPUTS.some((flag) => isOn(fuzzerOptions, flag))) return;
  const raw = entryPoint === RAW_ENTRY_POINT;
  // libFuzzer writes to the first folder only: the committed seeds come second and stay as they are.
  fuzzerOptions.push(outputFolder(raw ? defaults.name : `${defaults.name}.${entryPoint}`));
  const seeds = shortPath(defaults.corpus);
  if (raw && existsSync(seeds)) fuzzerOptions.push(seeds);
}

/** What Jazzer's own callbacks object holds, as far as it shows. */
interface RegisteredCallbacks extends JazzerCallbacks {
  readonly _beforeEachCallbacks?: readonly EachCallback[];
  readonly _afterEachCallbacks?: readonly EachCallback[];
}

/**
 * Puts callbacks of our own in the place of Jazzer's: before the first execution, when everything is loaded, they freeze
 * the built-in prototypes and map the coverage to sources; and unless the user chose the bug detectors, they run the
 * prototype-pollution check on a sample of the executions.
 */
function installCallbacks({ options, globals }: JazzerProcess): void {
  const callbacks = new SampledCallbacks(() => {
    mapLoadedCoverage();
    freezeIntrinsics();
  });
  const detectorsChosen = options.getOptionsWithSource().disableBugDetectors?.source !== JAZZER_DEFAULT;
  const registered = globals.get("callbacks") as RegisteredCallbacks | undefined;
  if (registered !== undefined) {
    const before = registered._beforeEachCallbacks ?? [() => registered.runBeforeEachCallbacks()];
    const after = registered._afterEachCallbacks ?? [() => registered.runAfterEachCallbacks()];
    for (const callback of before) callbacks.registerBeforeEachCallback(callback);
    for (const callback of after) {
      if (callback.name === POLLUTION_CHECK && !detectorsChosen) callbacks.registerSampledCallback(callback);
      else callbacks.registerAfterEachCallback(callback);
    }
  }
  const heartbeat = Heartbeat.requested();
  if (heartbeat !== null) callbacks.registerAfterEachCallback(heartbeat.afterExecution);
  globals.set("callbacks", callbacks);
}

/** Says so when Jazzer leaves the parsers uninstrumented, as it does by default with every installed package. */
function warnOfMissingInstrumentation(options: JazzerOptions): void {
  const parsers = join(packageRoot, "dist", "formats");
  const matches = (pattern: string): boolean => pattern === "*" || parsers.includes(pattern);
  if (options.get("dryRun") || (options.get("includes").some(matches) && !options.get("excludes").some(matches)))
    return;
  console.error(`WARNING: the parsers are not instrumented; pass --includes ${join(packageRoot, "dist")}`);
}

/**
 * Completes Jazzer's live options with a target's defaults while the target loads; docs/engine.md lists them. What the
 * user passed on the command line or in the environment always wins. Does nothing outside a jazzer process, or when
 * `SDFUZZ_HARNESS=off` is set.
 */
export function configureEngine(defaults: EngineDefaults): void {
  const jazzer = jazzerProcess();
  if (jazzer === null || process.env[HARNESS_VARIABLE] === "off") return;
  jazzer.options.merge({ sync: true }, CONFIGURATION_FILE);
  completeArguments(jazzer.options, defaults);
  installCallbacks(jazzer);
  warnOfMissingInstrumentation(jazzer.options);
  mapModuleStacks();
}
