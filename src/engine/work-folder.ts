import { join } from "node:path";

// Kept out of Jazzer's instrumentation by its own mark of instrumented code, Fuzzer.coverageTracker.incrementCounter: what the
// harness does from time to time must not look like coverage of an input.

/** Everything that fuzzing leaves behind, but crash files, goes below this folder of the current directory. */
export const WORK_FOLDER = ".sdfuzz";

/** Folder for the units that a plain `npx jazzer targets/<target>` finds. */
export function plainCorpus(target: string): string {
  return join(WORK_FOLDER, "corpus", target);
}
