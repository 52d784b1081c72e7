/**
 * The native addon of @jazzer.js/fuzzer: where it is, whether it loads on this machine, and how it is made to load where
 * the machine's C library is older than the one it was linked with.
 */

import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { applyEdits, type GlibcVersion, isNewerGlibc, parseGlibcVersion, planAdaptation } from "./adaptation.js";
import { AddonError } from "./error.js";
import { tryLoad } from "./load.js";

export type { GlibcVersion } from "./adaptation.js";
export { AddonError, type AddonErrorCode } from "./error.js";

/** State of the addon on this machine. */
export type AddonState =
  /** Loads as its publisher built it. */
  | { readonly state: "as-shipped"; readonly file: string }
  /** Loads because it was changed, `now` by this very call. */
  | { readonly state: "adapted"; readonly file: string; readonly now: boolean }
  /** Does not load yet, and would after {@link ensureAddon}. Only {@link inspectAddon} says this. */
  | { readonly state: "adaptable"; readonly file: string; readonly needed: GlibcVersion }
  /** Does not load; fuzzing is impossible here, the parsers work. */
  | { readonly state: "unusable"; readonly file: string; readonly error: AddonError };

/** Where the facts about the machine come from; tests put their own in. */
export interface AddonEnvironment {
  readonly platform: NodeJS.Platform;
  /** Version of the running GNU C library; `null` with another one (musl) or another system. */
  readonly glibc: GlibcVersion | null;
  /** Loads a file in another process. */
  readonly tryLoad: typeof tryLoad;
}

/** Version of the GNU C library that this process runs on; `null` with musl and on other systems. */
export function runningGlibc(): GlibcVersion | null {
  const report = process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined;
  const version = report?.header?.glibcVersionRuntime;
  return version === undefined ? null : parseGlibcVersion(version);
}

const thisMachine = (): AddonEnvironment => ({ platform: process.platform, glibc: runningGlibc(), tryLoad });

/**
 * Path of the addon that Jazzer.js loads on this machine.
 *
 * @throws AddonError `io` when @jazzer.js/fuzzer is not installed.
 */
export function addonFile(): string {
  const name = `fuzzer-${process.platform}-${process.arch}.node`;
  try {
    const entry = createRequire(import.meta.url).resolve("@jazzer.js/fuzzer");
    return join(dirname(entry), "..", "prebuilds", name);
  } catch (cause) {
    throw new AddonError("io", name, "@jazzer.js/fuzzer is not installed", { cause });
  }
}

function readAddon(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new AddonError("io", file, `cannot be read: ${(cause as Error).message}`, { cause });
  }
}

/** Writes `bytes` beside `file`, has `check` look at the copy, and puts it in the place of `file` in one step. */
function replaceAddon(file: string, bytes: Uint8Array, check: (copy: string) => void): void {
  const copy = join(dirname(file), `.adapting-${process.pid}-${randomBytes(6).toString("hex")}.node`);
  try {
    const descriptor = openSync(copy, "wx", statSync(file).mode & 0o777);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    check(copy);
    renameSync(copy, file);
    const folder = openSync(dirname(file), "r");
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch (cause) {
    rmSync(copy, { force: true });
    if (cause instanceof AddonError) throw cause;
    throw new AddonError("io", file, `cannot be replaced: ${(cause as Error).message}`, { cause });
  }
}

function examine(file: string, environment: AddonEnvironment, change: boolean): AddonState {
  const { platform, glibc } = environment;
  const attempt = environment.tryLoad(file, "lazy");
  if (platform !== "linux" || glibc === null) {
    if (attempt.loads) return { state: "as-shipped", file };
    throw new AddonError("does-not-load", file, attempt.reason);
  }
  if (attempt.loads) {
    const plan = planAdaptation(readAddon(file), glibc, file);
    return plan.kind === "none" && plan.adapted
      ? { state: "adapted", file, now: false }
      : { state: "as-shipped", file };
  }

  const shipped = readAddon(file);
  const plan = planAdaptation(shipped, glibc, file);
  if (plan.kind === "none") throw new AddonError("does-not-load", file, attempt.reason);
  if (!change) return { state: "adaptable", file, needed: plan.needed };
  replaceAddon(file, applyEdits(shipped, plan.edits), (copy) => {
    const second = environment.tryLoad(copy, "now");
    if (!second.loads) throw new AddonError("does-not-load", file, `not even when adapted: ${second.reason}`);
  });
  return { state: "adapted", file, now: true };
}

function stateOf(file: string, environment: AddonEnvironment, change: boolean): AddonState {
  try {
    return examine(file, environment, change);
  } catch (error) {
    if (error instanceof AddonError) return { state: "unusable", file, error };
    throw error;
  }
}

/**
 * Makes the addon loadable if it is not: on Linux with the GNU C library, when the file does not load as it is and needs
 * a newer library than the one that runs. Everywhere else the file is left alone.
 *
 * The change is atomic (a copy in the same folder, flushed, tried in a child process, renamed over the file) and is made
 * once: an adapted file loads, so a second call changes nothing. On any error the file is as it was.
 */
export function ensureAddon(file: string = addonFile(), environment: AddonEnvironment = thisMachine()): AddonState {
  return stateOf(file, environment, true);
}

/** Like {@link ensureAddon}, but changes nothing: says `adaptable` where that would. */
export function inspectAddon(file: string = addonFile(), environment: AddonEnvironment = thisMachine()): AddonState {
  return stateOf(file, environment, false);
}

export { isNewerGlibc, parseGlibcVersion };
