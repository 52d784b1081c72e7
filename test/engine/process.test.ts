import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { EngineTask } from "../../src/engine/arguments.js";
import {
  currentRevision,
  EngineError,
  type EngineEvent,
  type EngineResult,
  type EngineRunOptions,
  packageRoot,
  profileHang,
  runEngine,
  startEngine,
} from "../../src/engine/index.js";
import { fixtures, fixtureTarget, Workshop } from "./fixtures/jazzer.js";

// Every engine takes more than a second to start, on a busy machine several; a minimisation starts one per step.
vi.setConfig({ testTimeout: 240_000 });

let workshop: Workshop;
beforeEach(() => {
  workshop = new Workshop();
});
afterEach(() => workshop.remove());

const target = fixtureTarget;
const options = (more: EngineRunOptions = {}): EngineRunOptions => ({ cwd: workshop.folder, ...more });

function replay(line: string, more: Partial<EngineTask> = {}): Promise<EngineResult> {
  const inputs = [workshop.file("input", `${line}\n`)];
  return runEngine({ task: "replay", target, inputs, ...more } as EngineTask, options());
}

/** Whether a process is there, or for a negative number a process of that group. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(condition: () => boolean, what: string): Promise<void> {
  for (let left = 400; !condition(); left--) {
    if (left === 0) throw new Error(`not within 20 seconds: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe("outcomes of real runs", () => {
  test("clean exit, with what it counted and how to repeat it", async () => {
    const events: EngineEvent[] = [];
    let output = 0;
    const task: EngineTask = {
      task: "fuzz",
      target,
      corpora: [workshop.dir("work"), workshop.seeds("seeds")],
      runs: 30_000,
      seed: 7,
    };
    const onOutput = (chunk: Uint8Array) => {
      output += chunk.length;
    };
    const result = await runEngine(task, options({ onEvent: (event) => events.push(event), onOutput }));
    expect(result.outcome).toEqual({ kind: "clean-exit", ending: "finished" });
    expect(result.statistics).toMatchObject({ executions: 30_000 });
    expect(result.statistics.coverage).toBeGreaterThan(10);
    expect(result.record).toMatchObject({ task, seed: 7, nodeVersion: process.version, cwd: workshop.folder });
    expect(result.record.commandLine).toContain(" -seed=7 ");
    expect(workshop.list("work").length).toBeGreaterThan(0);
    expect(output).toBeGreaterThan(1000);
    expect(events.filter(({ type }) => type === "final-stat")).toHaveLength(5);
    expect(events.some((event) => event.type === "status" && event.reason === "INITED")).toBe(true);
  });

  test("the same seed gives the same run", async () => {
    const corpus = async (folder: string) => {
      const corpora = [workshop.dir(folder), workshop.seeds("seeds")];
      const result = await runEngine({ task: "fuzz", target, corpora, runs: 20_000, seed: 11 }, options());
      return { units: workshop.list(folder), features: result.statistics.features };
    };
    expect(await corpus("first")).toEqual(await corpus("second"));
  });

  test("finding, with a stack in lines of the sources and the artifact", async () => {
    workshop.dir("corpus", { unit: "planted-error" });
    const artifactPrefix = `${workshop.dir("found")}/`;
    const result = await runEngine({ task: "fuzz", target, corpora: ["corpus"], artifactPrefix }, options());
    expect(result.outcome).toMatchObject({
      kind: "finding",
      crash: { cause: "exception", errorName: "RangeError", message: "the input asked for an error" },
    });
    if (result.outcome.kind !== "finding") throw new Error("unreachable");
    expect(result.outcome.crash.stack[0]).toMatchObject({ function: "deeper", file: `${target}.js` });
    expect(result.outcome.crash.stack.at(-1)).toMatchObject({
      function: "fuzz",
      file: join(packageRoot, "src", "engine", "target.ts"),
    });
    expect(workshop.list("found")).toHaveLength(1);
    expect(result.outcome.artifact).toEqual({
      kind: "crash",
      path: workshop.path("found", workshop.list("found")[0]!),
    });
  });

  test("timeout", async () => {
    const { outcome } = await replay("planted-hang", { timeoutMs: 1000 });
    expect(outcome).toMatchObject({ kind: "timeout", artifact: null });
  });

  test("oom", async () => {
    const { outcome } = await replay("planted-memory", { rssLimitMb: 500 });
    expect(outcome).toMatchObject({ kind: "oom", limitMb: 500 });
  });

  test("slow", async () => {
    workshop.dir("corpus", { unit: "planted-slow\n" });
    const task: EngineTask = { task: "fuzz", target, corpora: ["corpus"], runs: 2, reportSlowUnitsSec: 1 };
    const { outcome } = await runEngine(task, options());
    expect(outcome).toMatchObject({ kind: "slow", seconds: 1, ending: "finished" });
    if (outcome.kind === "slow") expect(outcome.artifacts).toHaveLength(1);
  });

  test("engine-lost: killed by somebody else", async () => {
    const { outcome } = await replay("planted-death");
    expect(outcome).toMatchObject({ kind: "engine-lost", exitCode: null, signal: "SIGKILL" });
  });

  test("engine-lost: a target that cannot be loaded", async () => {
    const inputs = [workshop.file("input", "x")];
    const { outcome } = await runEngine(
      { task: "replay", target: join(fixtures, "fuzz-unloadable"), inputs },
      options(),
    );
    expect(outcome).toMatchObject({ kind: "engine-lost", exitCode: 1 });
    if (outcome.kind === "engine-lost") expect(outcome.lastLines.join("\n")).toContain("this target cannot be loaded");
  });

  test("engine-lost: libFuzzer refuses its arguments, although Jazzer exits with 0", async () => {
    const dictionary = workshop.file("broken.dict", "no dictionary\n");
    const result = await runEngine({ task: "fuzz", target, runs: 1, dictionary }, options());
    expect(result.exitCode).toBe(0);
    expect(result.outcome).toMatchObject({ kind: "engine-lost" });
  });

  test("engine-silent", async () => {
    const inputs = [workshop.file("input", "planted-hang\n")];
    const task: EngineTask = { task: "replay", target, inputs, timeoutMs: 60_000 };
    const { outcome, signal } = await runEngine(task, options({ silenceMs: 4000 }));
    expect(outcome).toEqual({ kind: "engine-silent", silentMs: 4000 });
    expect(signal).toBe("SIGKILL");
  });

  test("merge and minimize", async () => {
    workshop.dir("into");
    workshop.seeds("from");
    const merged: EngineEvent[] = [];
    const onEvent = (event: EngineEvent) => merged.push(event);
    const merge = await runEngine({ task: "merge", target, into: "into", from: ["from"] }, options({ onEvent }));
    expect(merge.outcome.kind).toBe("clean-exit");
    expect(merged).toContainEqual(expect.objectContaining({ type: "merged", newFiles: 3 }));

    const input = workshop.file("input", "planted-law\n");
    const task: EngineTask = { task: "minimize", target, input, output: "smallest", runs: 100 };
    const minimize = await runEngine(task, options());
    expect(minimize.outcome).toEqual({ kind: "clean-exit", ending: "finished" });
    expect(workshop.read("smallest")).toMatch(/^planted-law/);
  });
});

describe("ending a run", () => {
  const endless: EngineTask = { task: "fuzz", target, corpora: [] };

  test("stop ends it in good order and leaves nothing behind", async () => {
    const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith("sdfuzz-engine-"));
    let beats = 0;
    let executed = 0;
    const onEvent = (event: EngineEvent) => {
      if (event.type === "heartbeat") beats++;
      if (event.type === "final-stat" && event.name === "number_of_executed_units") executed = event.value;
    };
    const before = leftovers().length;
    const run = await startEngine(endless, options({ onEvent }));
    await until(() => beats >= 2, "two heartbeats");
    expect(leftovers().length).toBeGreaterThan(before);
    const seen = run.statistics.executions;
    const result = await run.stop();
    expect(result.outcome).toEqual({ kind: "clean-exit", ending: "stopped" });
    expect(executed).toBeGreaterThanOrEqual(seen);
    expect(result.statistics.executions).toBe(executed);
    expect(seen).toBeGreaterThan(0);
    expect(isAlive(run.pid)).toBe(false);
    expect(await run.stop()).toBe(result);
  });

  test("a run that is stopped before its target is loaded counts as stopped", async () => {
    const run = await startEngine(endless, options());
    expect((await run.stop()).outcome).toEqual({ kind: "clean-exit", ending: "stopped" });
  });

  test("a run that does not stop is killed", async () => {
    const inputs = [workshop.file("input", "planted-hang\n")];
    let running = false;
    const onEvent = ({ type }: EngineEvent) => {
      if (type === "replay-started") running = true;
    };
    const task: EngineTask = { task: "replay", target, inputs, timeoutMs: 60_000 };
    const run = await startEngine(task, options({ onEvent, stopMs: 500 }));
    await until(() => running, "the input is executed");
    const { outcome } = await run.stop();
    expect(outcome).toEqual({ kind: "clean-exit", ending: "killed" });
  });

  test("a run with fork is killed with all its processes", async () => {
    let log = "";
    const onOutput = (chunk: Uint8Array) => {
      log += Buffer.from(chunk).toString("utf8");
    };
    const run = await startEngine({ ...endless, fork: 1 }, options({ onOutput }));
    await until(() => log.includes("starting to fuzz in"), "the first child");
    const { outcome } = await run.stop();
    expect(outcome).toEqual({ kind: "clean-exit", ending: "killed" });
    await until(() => !isAlive(-run.pid), "the process group is empty");
  });

  test("an engine whose parent was killed stops by itself", async () => {
    const script = `
      import { startEngine } from ${JSON.stringify(new URL("../../dist/engine/index.js", import.meta.url).href)};
      const onEvent = ({ type }) => { if (type === "heartbeat") process.stdout.write(run.pid + "\\n"); };
      const run = await startEngine(${JSON.stringify(endless)}, { cwd: ${JSON.stringify(workshop.folder)}, onEvent });
      await run.result;`;
    const parent = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const pid = await new Promise<number>((resolve) =>
      parent.stdout.once("data", (text) => resolve(Number.parseInt(text, 10))),
    );
    expect(isAlive(pid)).toBe(true);
    parent.kill("SIGKILL");
    await until(() => !isAlive(pid), "the engine ends");
  });
});

describe("what cannot be started", () => {
  const code = async (task: EngineTask): Promise<string> => {
    try {
      await startEngine(task, options());
    } catch (error) {
      if (error instanceof EngineError) return error.code;
      throw error;
    }
    return "started";
  };

  test("says why", async () => {
    const input = workshop.file("input", "x");
    expect(await code({ task: "fuzz", target: "targets/none" })).toBe("target-missing");
    expect(await code({ task: "replay", target, inputs: ["none"] })).toBe("bad-path");
    expect(await code({ task: "replay", target, inputs: ["."] })).toBe("bad-path");
    expect(await code({ task: "fuzz", target, corpora: [input] })).toBe("bad-path");
    expect(await code({ task: "merge", target, into: workshop.dir("a b"), from: [] })).toBe("bad-path");
    expect(await code({ task: "fuzz", target, seed: 0 })).toBe("bad-number");
    expect(await code({ task: "fuzz", target, maxTotalTimeSec: 0.5 })).toBe("bad-number");
    expect(await code({ task: "replay", target, inputs: [input], runs: Number.NaN })).toBe("bad-number");
    await expect(startEngine({ task: "replay", target, inputs: [] }, options())).rejects.toBeInstanceOf(TypeError);
  });

  test("a working directory that is not there", async () => {
    const inputs = [workshop.path(workshop.file("input", "x"))];
    const run = startEngine({ task: "replay", target, inputs }, { cwd: workshop.path("none") });
    await expect(run).rejects.toMatchObject({ code: "spawn-failed" });
  });
});

describe("profileHang", () => {
  const profile = (line: string) =>
    profileHang({ target, input: workshop.path(workshop.file("input", line)), limitMs: 300 });

  test("shows where a hanging input spends its time", async () => {
    const result = await profile("planted-hang");
    if (result.kind !== "hanging") throw new Error(`it is ${result.kind}`);
    const [{ share, stack }] = result.stacks as [(typeof result.stacks)[number]];
    expect(share).toBeGreaterThan(0.9);
    expect(stack[0]!.file).toBe(`${target}.js`);
    expect(stack.map((frame) => frame.function)).toEqual([null, "run", "fuzz"]);
    expect(stack.at(-1)!.file).toBe(join(packageRoot, "src", "engine", "target.ts"));
  });

  test("says when an input ends, or ends the process", async () => {
    expect(await profile("nothing special")).toMatchObject({ kind: "finished" });
    expect(await profile("planted-error")).toMatchObject({ kind: "finished" });
    expect(await profile("planted-exit")).toMatchObject({ kind: "lost" });
    expect(await profile("planted-death")).toMatchObject({ kind: "lost" });
  });
});

test("currentRevision names the commit of a checkout", () => {
  const { version, commit } = currentRevision();
  expect(version).toMatch(/^\d+\.\d+\.\d+/);
  if (commit !== null) expect(commit).toMatch(/^[0-9a-f]{40}$/);
});
