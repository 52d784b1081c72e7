import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Engines end within about two seconds of their parent; one that had not finished loading does not know of it. */
const SELF_STOP_MS = 3000;
/** One in a long execution ends when that is over. */
const PATIENCE_MS = 15_000;
const LOOK_MS = 100;

function* commandLines(): Generator<readonly [number, string]> {
  if (existsSync("/proc/self/cmdline")) {
    for (const entry of readdirSync("/proc")) {
      if (!/^\d+$/.test(entry)) continue;
      try {
        yield [Number(entry), readFileSync(`/proc/${entry}/cmdline`, "utf8").replaceAll("\0", " ")];
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code !== "ENOENT" && code !== "ESRCH" && code !== "EACCES") throw error;
      }
    }
    return;
  }
  const { stdout } = spawnSync("ps", ["-axo", "pid=,args="], { encoding: "utf8" });
  for (const line of (stdout ?? "").split("\n")) {
    const match = /^ *(\d+) (.*)$/.exec(line);
    if (match !== null) yield [Number(match[1]), match[2]!];
  }
}

/**
 * Engines that write to a folder, told by their command lines: those of a worker or a service that was killed before it
 * could say which process it had started.
 */
export function enginesOf(folder: string): number[] {
  const found: number[] = [];
  const prefix = folder.endsWith("/") ? folder : `${folder}/`;
  for (const [pid, line] of commandLines()) {
    if (pid !== process.pid && line.includes(` ${prefix}`) && line.includes("jazzer")) found.push(pid);
  }
  return found;
}

/**
 * Waits until no engine writes to a folder any more. Those that do not end by themselves are interrupted, and ended by force
 * when that does not help.
 */
export async function awaitLeftovers(folder: string): Promise<void> {
  const startedAt = performance.now();
  const interrupted = new Set<number>();
  for (let engines = enginesOf(folder); engines.length > 0; engines = enginesOf(folder)) {
    const waited = performance.now() - startedAt;
    for (const pid of engines) {
      if (waited > PATIENCE_MS) signal(pid, "SIGKILL");
      else if (waited > SELF_STOP_MS && !interrupted.has(pid)) {
        interrupted.add(pid);
        signal(pid, "SIGINT");
      }
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
