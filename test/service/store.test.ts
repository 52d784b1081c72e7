import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { packageRoot } from "../../src/engine/index.js";
import { ServiceError } from "../../src/service/error.js";
import type { Sample } from "../../src/service/model.js";
import { Database } from "../../src/service/store/database.js";
import { MIGRATIONS, Store } from "../../src/service/store/index.js";
import { DiskGuard } from "../../src/service/work-folder/disk-guard.js";
import { WorkFolder } from "../../src/service/work-folder/index.js";
import { Workshop } from "./workshop.js";

let workshop: Workshop;
beforeEach(() => {
  workshop = new Workshop();
});
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  workshop.remove();
});

const compiled = (path: string): string => pathToFileURL(join(packageRoot, "dist", "service", path)).href;

/** Runs an ES module text in another process. */
function run(code: string): ChildProcess {
  const child = spawn(process.execPath, ["--expose-gc", "--input-type=module", "-e", code], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  children.push(child);
  return child;
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [chunk] = (await once(child.stdout!, "data")) as [Buffer];
  return chunk.toString();
}

const sample = (at: number, sliceId = 1): Sample => ({
  target: "fuzz-x",
  sliceId,
  at,
  executions: at,
  coverage: 10,
  features: 20,
  corpusUnits: 3,
  corpusBytes: 30,
  execPerSec: 1000,
  rssMb: 100,
});

const slice = {
  campaignId: null,
  target: "fuzz-x",
  strategy: { useValueProfile: false, maxLen: null, corpusShare: 1, useDictionary: true, entryPoint: "fuzz" },
  seed: 7,
  revision: "1",
  nodeVersion: process.version,
  startedAt: 1,
};

describe("a process that is killed while it writes", () => {
  test.each([20, 90, 230])("loses no acknowledged sample (killed after about %d ms)", async (afterMs) => {
    const path = workshop.folder.database;
    const child = run(`
      import { writeSync } from "node:fs";
      const { Store } = await import(${JSON.stringify(compiled("store/index.js"))});
      const store = Store.open(${JSON.stringify(path)});
      const figures = { coverage: 1, features: 1, corpusUnits: 1, corpusBytes: 1, execPerSec: 1, rssMb: 1 };
      for (let at = 1; ; at++) {
        store.samples.add([{ target: "fuzz-killed", sliceId: 1, at, executions: at, ...figures }]);
        writeSync(1, at + "\\n");
      }`);
    let told = "";
    child.stdout!.on("data", (chunk: Buffer) => {
      told += chunk.toString();
    });
    await once(child.stdout!, "data");
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    child.kill("SIGKILL");
    await once(child, "close");
    const lines = told.split("\n").slice(0, -1);
    const acknowledged = Number(lines.at(-1));
    expect(acknowledged).toBeGreaterThan(0);
    const found = workshop.store.samples.ofTarget("fuzz-killed", 0, 1e12, 1e6);
    // The one after the last may have been committed before its process could say so.
    expect([acknowledged, acknowledged + 1]).toContain(found.length);
    expect(found.map(({ at }) => at)).toEqual(found.map((_, index) => index + 1));
  });

  test("gives the work folder back", async () => {
    const child = run(`
      const { WorkFolder } = await import(${JSON.stringify(compiled("work-folder/index.js"))});
      new WorkFolder(${JSON.stringify(workshop.folder.path)}).take("sdfuzz serve");
      // A lock that nothing refers to any more is still held.
      for (let round = 0; round < 3; round++) {
        globalThis.gc();
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      console.log("taken");
      setInterval(() => {}, 1000);`);
    await firstLine(child);
    const refused = (): unknown => workshop.folder.take("sdfuzz run");
    expect(refused).toThrow(ServiceError);
    expect(refused).toThrow(new RegExp(`in use by process ${child.pid} \\(sdfuzz serve, since `));
    child.kill("SIGKILL");
    await once(child, "close");
    workshop.folder.take("sdfuzz run")();
  });
});

describe("the work folder", () => {
  test("is refused to a second taker in the same process, too, and free after it was given back", () => {
    const release = workshop.folder.take("first");
    expect(() => new WorkFolder(workshop.folder.path).take("second")).toThrow(/in use by process \d+ \(first/);
    release();
    workshop.folder.take("second")();
  });

  test("says once that the disk is nearly full and once that it has room again, with room between the two", () => {
    let freeBytes = 2000;
    const changes: boolean[] = [];
    const guard = new DiskGuard({ freeBytes: () => freeBytes }, 1000, (low) => changes.push(low));
    const look = (free: number): boolean => {
      freeBytes = free;
      return guard.hasRoom();
    };
    expect([2000, 999, 1050, 900, 1100, 1001].map(look)).toEqual([true, false, false, false, true, true]);
    expect(changes).toEqual([true, false]);
  });
});

describe("the store", () => {
  test("opens again with what it had, and refuses what a later version wrote", () => {
    const { database } = workshop.folder;
    workshop.store.samples.add([sample(1)]);
    const again = Store.open(database);
    expect(again.samples.range("fuzz-x")).toEqual({ first: 1, last: 1 });
    again.close();
    const raw = new Database(database);
    raw.exec(`PRAGMA user_version=${MIGRATIONS.length + 1}`);
    raw.close();
    expect(() => Store.open(database)).toThrow(expect.objectContaining({ code: "store-too-new" }));
  });

  test("undoes a transaction that throws, whole", () => {
    const { store } = workshop;
    const fails = (): void =>
      store.transaction(() => {
        store.slices.start(slice);
        store.transaction(() => store.samples.add([sample(5)]));
        throw new RangeError("no");
      });
    expect(fails).toThrow("no");
    expect(store.slices.running()).toEqual([]);
    expect(store.samples.ofTarget("fuzz-x", 0, 10)).toEqual([]);
  });

  test("keeps what a slice was and came to", () => {
    const { slices } = workshop.store;
    const id = slices.start(slice);
    slices.started(id, 42, "jazzer x");
    expect(slices.running().map((one) => [one.id, one.pid, one.state])).toEqual([[id, 42, "running"]]);
    slices.end(id, {
      outcome: "clean",
      endedAt: 9,
      cpuSec: 1.5,
      executions: 100,
      coverage: 5,
      features: 6,
      newFeatures: 2,
      newUnits: 1,
    });
    expect(slices.running()).toEqual([]);
    expect(slices.get(id)).toEqual({
      ...slice,
      id,
      pid: 42,
      commandLine: "jazzer x",
      state: "ended",
      outcome: "clean",
      endedAt: 9,
      cpuSec: 1.5,
      executions: 100,
      coverage: 5,
      features: 6,
      newFeatures: 2,
      newUnits: 1,
    });
  });

  test("thins old samples and keeps the last of every stretch of a slice", () => {
    const { samples } = workshop.store;
    samples.add(Array.from({ length: 100 }, (_, index) => sample(index)));
    samples.add([sample(55, 2)]);
    const dropped = samples.thin(1050, [{ olderThanMs: 1000, everyMs: 10 }]);
    const left = samples.ofTarget("fuzz-x", 0, 1000);
    expect(left.filter(({ at }) => at < 50).map(({ at }) => at)).toEqual([9, 19, 29, 39, 49]);
    expect(left.filter(({ at }) => at >= 50).length).toBe(51);
    expect(dropped).toBe(45);
    expect(samples.thin(1050, [{ olderThanMs: 1000, everyMs: 10 }])).toBe(0);
  });

  test("gives at most so many points, each the last sample of its stretch", () => {
    const { samples } = workshop.store;
    samples.add(Array.from({ length: 1000 }, (_, index) => sample(index)));
    expect(samples.points("fuzz-x", 0, 1000, 4).map(({ at }) => at)).toEqual([249, 499, 749, 999]);
  });

  test("makes a pruned unit active again, but never a quarantined one", () => {
    const { units } = workshop.store;
    const unit = { target: "fuzz-x", bytes: 1, origin: "fuzz", sliceId: null, addedAt: 1 } as const;
    units.add([
      { ...unit, name: "a" },
      { ...unit, name: "b" },
    ]);
    units.setState("fuzz-x", ["a"], "pruned");
    units.setState("fuzz-x", ["b"], "quarantined");
    units.add([
      { ...unit, name: "a" },
      { ...unit, name: "b" },
    ]);
    expect(units.names("fuzz-x", "active")).toEqual(["a"]);
    expect(units.names("fuzz-x", "quarantined")).toEqual(["b"]);
  });
});
