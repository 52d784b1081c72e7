import { spawnSync } from "node:child_process";

/** What became of loading a native addon in a process of its own. */
export type LoadAttempt = { readonly loads: true } | { readonly loads: false; readonly reason: string };

/** Longer than the start of any Node process on a busy machine. */
const LOAD_TIMEOUT_MS = 60_000;

const SCRIPT = `
const { RTLD_LAZY, RTLD_NOW } = require("node:os").constants.dlopen;
try {
  process.dlopen({ exports: {} }, process.argv[1], process.argv[2] === "now" ? RTLD_NOW : RTLD_LAZY);
} catch (error) {
  process.stdout.write(error.message);
  process.exitCode = 3;
}`;

/**
 * Loads an addon in a child process, so that a broken one cannot take this process down.
 *
 * @param binding `lazy` is what `require` does; `now` resolves every symbol at once, and so fails where a symbol that is
 *   only called later is missing.
 */
export function tryLoad(file: string, binding: "lazy" | "now"): LoadAttempt {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const child = spawnSync(process.execPath, ["-e", SCRIPT, file, binding], {
    encoding: "utf8",
    env,
    timeout: LOAD_TIMEOUT_MS,
    killSignal: "SIGKILL",
  });
  if (child.error !== undefined) return { loads: false, reason: child.error.message };
  if (child.status === 0) return { loads: true };
  if (child.signal !== null) return { loads: false, reason: `the loading process died of ${child.signal}` };
  const reason = child.stdout.trim() || child.stderr.trim() || `exit status ${child.status}`;
  return { loads: false, reason };
}
