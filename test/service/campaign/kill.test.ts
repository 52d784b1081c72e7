import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packageRoot } from "../../../src/engine/index.js";
import { seededRandom } from "../../../src/service/schedule/index.js";
import { enginesOf } from "../../../src/service/worker/index.js";
import { Scene } from "./scene.js";

/** Random instants at which something is killed; 50 by `SDFUZZ_KILL_ROUNDS=50`. */
const ROUNDS = Number(process.env.SDFUZZ_KILL_ROUNDS ?? 6);
/** Drawn anew for every run of the test, and printed when it fails. */
const SEED = Number(process.env.SDFUZZ_KILL_SEED ?? Date.now());
const VICTIMS = ["daemon", "worker", "engine"] as const;
/** Instants are drawn from the time from the first slice's start on. */
const LATEST_KILL_MS = 6000;

let scene: Scene;
let configuration: string;
beforeAll(() => {
  scene = new Scene();
  configuration = scene.configurationFile();
});
afterAll(() => scene.remove());

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

class Run {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  log = "";

  constructor(time: string) {
    const words = ["run", "fixture", "planted", "--time", time, "--jobs", "2", "--json", "--config", configuration];
    this.child = spawn(process.execPath, [join(packageRoot, "dist", "cli", "main.js"), ...words], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.child.stderr!.on("data", (chunk) => {
      this.log += chunk;
    });
    this.ended = new Promise((resolve) => {
      this.child.once("close", (code) => resolve(code));
    });
  }

  get isOver(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Processes of a kind that this run has now. */
  pids(victim: (typeof VICTIMS)[number]): number[] {
    if (victim === "daemon") return [this.child.pid!];
    if (victim === "engine") return enginesOf(scene.workplace.folder.slices);
    return readdirSync("/proc")
      .filter((entry) => /^\d+$/.test(entry))
      .map(Number)
      .filter((pid) => {
        try {
          const [, , , parent] = /^(\d+) \((.*)\) \S+ (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
          const line = readFileSync(`/proc/${pid}/cmdline`, "utf8");
          return Number(parent) === this.child.pid && line.includes(join("service", "worker", "main.js"));
        } catch {
          // It has ended since the folder was read.
          return false;
        }
      });
  }
}

/** What the store has acknowledged. */
function acknowledged() {
  const { store } = scene.workplace;
  const targets = store.targets.list().map(({ name }) => name);
  return {
    samples: targets.flatMap((name) =>
      store.samples.ofTarget(name, 0, Number.MAX_SAFE_INTEGER, 1_000_000).map((s) => `${name} ${s.sliceId} ${s.at}`),
    ),
    units: targets.flatMap((name) =>
      (["active", "quarantined"] as const).flatMap((state) =>
        store.units.names(name, state).map((unit) => `${name}/${unit}`),
      ),
    ),
    findings: store.findings.list().map(({ id }) => id),
    slices: targets.flatMap((name) => store.slices.ofTarget(name, 1_000_000).map(({ id }) => id)),
  };
}

/** Complete units and artifacts that slices have on disk and the service has not taken over yet. */
function onDisk() {
  const { slices } = scene.workplace.folder;
  const units: { readonly target: string; readonly name: string }[] = [];
  const artifacts: string[] = [];
  if (!existsSync(slices)) return { units, artifacts };
  for (const id of readdirSync(slices)) {
    const target = scene.workplace.store.slices.get(Number(id))?.target;
    const folder = scene.workplace.folder.slice(Number(id));
    if (target === undefined || !existsSync(folder.artifacts)) continue;
    for (const name of readdirSync(folder.out)) {
      const bytes = readFileSync(join(folder.out, name));
      if (createHash("sha1").update(bytes).digest("hex") === name) units.push({ target, name });
    }
    for (const name of readdirSync(folder.artifacts)) artifacts.push(name.slice(name.indexOf("-") + 1));
  }
  return { units, artifacts };
}

/** Names of all inputs that findings or the inbox keep. */
const hits = (): number =>
  scene.workplace.store.findings.list().reduce((sum, finding) => sum + finding.hits, 0) +
  [...scene.workplace.inbox.entries()].length;

function expectNothingLost(before: ReturnType<typeof acknowledged>, left: ReturnType<typeof onDisk>): void {
  const { store, folder } = scene.workplace;
  const after = acknowledged();
  for (const kind of ["samples", "units", "findings", "slices"] as const) {
    const have = new Set<string | number>(after[kind]);
    expect(
      before[kind].filter((one) => !have.has(one)),
      kind,
    ).toEqual([]);
  }
  for (const { target, name } of left.units) {
    const keys = [target, `${target}.words`];
    const kept = keys.some((key) =>
      [join(folder.path, "corpus", key, name), join(folder.quarantine(key), name)].some((path) => existsSync(path)),
    );
    expect(kept, `unit ${target}/${name}`).toBe(true);
  }
  for (const finding of store.findings.list()) {
    const original = store.findings.inputs(finding.id).find(({ role }) => role === "original")!;
    expect(existsSync(join(folder.finding(finding.target, finding.signature), original.name))).toBe(true);
  }
}

test.runIf(process.platform === "linux")(
  `kill -9 at ${ROUNDS} random instants loses nothing, and the next start needs no hand (seed ${SEED})`,
  async () => {
    const random = seededRandom(SEED);
    const seen = { lost: 0, kills: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      const victim = VICTIMS[round % VICTIMS.length]!;
      const hitsBefore = hits();
      const run = new Run("5s");
      const began = Date.now();
      while (run.pids("engine").length === 0 && !run.isOver && Date.now() - began < 30_000) await sleep(50);
      await sleep(random() * LATEST_KILL_MS);
      const before = acknowledged();
      const [pid] = run.pids(victim);
      if (pid !== undefined && !run.isOver) {
        process.kill(pid, "SIGKILL");
        seen.kills++;
      }
      if (victim === "daemon") {
        await run.ended;
        while (enginesOf(scene.workplace.folder.slices).length > 0) await sleep(50);
        const left = onDisk();
        const next = new Run("1s");
        const code = await next.ended;
        expect([0, 1], next.log).toContain(code);
        expectNothingLost(before, left);
        expect(hits()).toBeGreaterThanOrEqual(hitsBefore + left.artifacts.length);
      } else {
        // The campaign goes on without it and ends by itself.
        const code = await run.ended;
        // When the only slice of a target was hit, there is nothing that a clean exit could stand for, and this is said.
        if (code === 2) expect(run.log).toContain("no engine did its work on");
        else expect([0, 1], run.log).toContain(code);
        expectNothingLost(before, { units: [], artifacts: [] });
      }
      const { store, folder } = scene.workplace;
      expect(store.slices.running()).toEqual([]);
      expect(store.campaigns.running()).toEqual([]);
      expect(readdirSync(folder.slices)).toEqual([]);
      seen.lost = store.targets
        .list()
        .flatMap(({ name }) => store.slices.ofTarget(name, 1_000_000))
        .filter(({ state }) => state === "lost").length;
    }
    expect(seen.kills).toBeGreaterThan(0);
    expect(seen.lost).toBeGreaterThan(0);
  },
  120_000 + ROUNDS * 60_000,
);
