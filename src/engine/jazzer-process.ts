// Kept out of Jazzer's instrumentation by its own mark of instrumented code, Fuzzer.coverageTracker.incrementCounter: what the
// harness does from time to time must not look like coverage of an input.

/** `OptionSource.ConfigurationFile` of Jazzer.js: stronger than its defaults, weaker than the environment and the command line. */
export const CONFIGURATION_FILE = 3;

/** `OptionSource.DefaultCLIOptions` of Jazzer.js: nobody set the option. */
export const JAZZER_DEFAULT = 0;

/** What is used here of Jazzer.js's `OptionsManager`. */
export interface JazzerOptions {
  /** The live argument array that becomes libFuzzer's command line. */
  get(key: "fuzzerOptions"): string[];
  get(key: "fuzzEntryPoint"): string;
  /** Parts of the paths of the files that Jazzer instruments; `*` for every file. */
  get(key: "includes" | "excludes"): readonly string[];
  get(key: "dryRun"): boolean;
  getOptionsWithSource(): { readonly disableBugDetectors?: { readonly source: number } };
  /** Sets options whose present source is weaker than `source`. */
  merge(options: Readonly<Record<string, unknown>>, source: number): unknown;
}

export type EachCallback = () => void;

/** What Jazzer.js runs around every execution; an object of this shape lives under `callbacks` in its global map. */
export interface JazzerCallbacks {
  registerBeforeEachCallback(callback: EachCallback): void;
  registerAfterEachCallback(callback: EachCallback): void;
  runBeforeEachCallbacks(): void;
  runAfterEachCallbacks(): void;
}

/** The parts of a running Jazzer.js process that a target can reach while it loads. */
export interface JazzerProcess {
  readonly options: JazzerOptions;
  /** The map behind Jazzer's public `getJazzerJsGlobal` and `setJazzerJsGlobal`. */
  readonly globals: Map<string, unknown>;
}

/**
 * The Jazzer.js process that this module runs in; `null` in any other process.
 *
 * Reads Jazzer's globals rather than importing @jazzer.js/core, so that a target can also be loaded where the fuzzing
 * engine is absent.
 */
export function jazzerProcess(): JazzerProcess | null {
  const { options, JazzerJS } = globalThis as { options?: JazzerOptions; JazzerJS?: Map<string, unknown> };
  return options === undefined || JazzerJS === undefined ? null : { options, globals: JazzerJS };
}
