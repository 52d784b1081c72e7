import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, unzipSync, zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { exportUnits, importUnits, UnitIngest, unitName, WorkCorpus } from "../../src/service/corpus/index.js";
import { failedUnits } from "../../src/service/corpus/work-corpus.js";
import { DiskGuard } from "../../src/service/work-folder/disk-guard.js";
import { plantedTarget, serviceFixtures, Workshop } from "./workshop.js";

let workshop: Workshop;
let corpus: WorkCorpus;
beforeEach(() => {
  workshop = new Workshop();
  corpus = new WorkCorpus(workshop, plantedTarget);
});
afterEach(() => workshop.remove());

const files = (): string[] => readdirSync(corpus.path).sort();
const add = (text: string): string => {
  corpus.add(strToU8(text), "import");
  return unitName(strToU8(text));
};

describe("units", () => {
  test("have the names that libFuzzer gives them, and are there once", () => {
    expect(add("abc")).toBe("a9993e364706816aba3e25717850c26c9cd0d89d");
    expect(corpus.add(strToU8("abc"), "fuzz")).toBe(false);
    expect(files()).toEqual(["a9993e364706816aba3e25717850c26c9cd0d89d"]);
    expect(corpus.size()).toEqual({ units: 1, bytes: 3 });
  });

  test("that were put there or taken away behind the store's back are known after reconciling", () => {
    const gone = add("gone");
    const kept = add("kept");
    rmSync(join(corpus.path, gone));
    writeFileSync(join(corpus.path, "named by hand"), "by hand");
    corpus.reconcile();
    expect(corpus.names().sort()).toEqual([kept, unitName(strToU8("by hand"))].sort());
    expect(files()).toEqual(corpus.names().sort());
    expect(workshop.store.units.names(corpus.key, "pruned")).toEqual([gone]);
  });

  test("that an engine took away again while they were read are left out", () => {
    const name = unitName(strToU8("reduced"));
    expect(corpus.take(join(workshop.root, "out", name), name)).toBe(false);
    expect(files()).toEqual([]);
  });

  test("in quarantine stay out, however often they are found", () => {
    const name = add("bad");
    corpus.quarantine([name]);
    expect(files()).toEqual([]);
    expect(readFileSync(join(workshop.folder.quarantine(corpus.key), name), "utf8")).toBe("bad");
    expect(corpus.add(strToU8("bad"), "fuzz")).toBe(false);
    // The service died after the file came and before the row said so.
    writeFileSync(join(corpus.path, name), "bad");
    corpus.reconcile();
    expect(files()).toEqual([]);
    expect(corpus.size().units).toBe(0);
  });

  test("are dropped, the largest first, until the bounds hold", () => {
    for (const text of ["a", "bb", "cccc", "dddddddd"]) add(text);
    expect(corpus.exceeds({ maxUnits: 3, maxBytes: 100 })).toBe(true);
    expect(corpus.enforce({ maxUnits: 3, maxBytes: 4 })).toBe(2);
    expect(files()).toEqual([unitName(strToU8("a")), unitName(strToU8("bb"))].sort());
    expect(corpus.exceeds({ maxUnits: 3, maxBytes: 4 })).toBe(false);
  });
});

describe("what an engine writes", () => {
  test("is taken over when it is complete, and unfinished only once the engine has ended", () => {
    const { out } = workshop.folder.slice(1);
    mkdirSync(out, { recursive: true });
    const ingest = new UnitIngest(corpus, out, 1, new DiskGuard(workshop.folder, 0));
    writeFileSync(join(out, unitName(strToU8("whole"))), "whole");
    writeFileSync(join(out, unitName(strToU8("unfinished"))), "unfin");
    expect(ingest.poll(false)).toBe(false);
    expect(files()).toEqual([unitName(strToU8("whole"))]);
    expect(ingest.poll(true)).toBe(true);
    expect(files()).toEqual([unitName(strToU8("whole")), unitName(strToU8("unfin"))].sort());
    expect(ingest.added).toBe(2);
    expect(workshop.store.units.get(corpus.key, unitName(strToU8("whole")))?.sliceId).toBe(1);
  });

  test("waits where it is while the disk is nearly full", () => {
    const { out } = workshop.folder.slice(1);
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, unitName(strToU8("unit"))), "unit");
    let freeBytes = 0;
    const ingest = new UnitIngest(corpus, out, 1, new DiskGuard({ freeBytes: () => freeBytes }, 1000));
    expect(ingest.poll(true)).toBe(false);
    expect(files()).toEqual([]);
    freeBytes = 10_000;
    expect(ingest.poll(true)).toBe(true);
    expect(files()).toEqual([unitName(strToU8("unit"))]);
  });
});

describe("a merge", () => {
  test("that is interrupted says so and leaves the corpus as it was", async () => {
    const name = add("one");
    const interrupt = new AbortController();
    setTimeout(() => interrupt.abort(new Error("interrupted")), 500);
    await expect(corpus.prune({ mergeTimeSec: 60, signal: interrupt.signal })).rejects.toThrow("interrupted");
    expect(files()).toEqual([name]);
  });

  const texts = ["k v\nz", "q1\n", "q2\n", "q3\n", "z\nz\nz\nz\n", "j12", "j[]", "x".repeat(40)];

  test("keeps units that add something, loses none of the code they reach, and leaves the seeds alone", async () => {
    for (const text of texts) add(text);
    const seeds = readdirSync(join(serviceFixtures, "seeds"));
    const before = corpus.size();
    const result = await corpus.prune({ mergeTimeSec: 120 });
    expect(result.before).toEqual(before);
    expect(result.after.units).toBeGreaterThan(0);
    expect(result.after.units).toBeLessThan(before.units);
    expect(files()).toEqual(corpus.names().sort());
    expect(readdirSync(join(serviceFixtures, "seeds"))).toEqual(seeds);
    // A second merge has nothing left to drop.
    const names = corpus.names();
    await corpus.prune({ mergeTimeSec: 120 });
    expect(corpus.names()).toEqual(names);
  });

  test("moves units that crash to the quarantine", async () => {
    const bad = add("f1");
    add("j12");
    const { quarantined } = await corpus.prune({ mergeTimeSec: 120 });
    expect(quarantined).toEqual([bad]);
    expect(workshop.store.units.get(corpus.key, bad)?.state).toBe("quarantined");
    expect(files()).toEqual([unitName(strToU8("j12"))]);
  });

  test("that is interrupted changes nothing, and what it left does not disturb the next", async () => {
    for (const text of texts) add(text);
    const before = files();
    await expect(corpus.prune({ mergeTimeSec: 0.05 })).rejects.toThrow(/did not come to its end/);
    expect(files()).toEqual(before);
    expect(corpus.size().units).toBe(before.length);
    const result = await corpus.prune({ mergeTimeSec: 120 });
    expect(result.after.units).toBeLessThan(before.length);
  });

  test("of which the files were dropped but not the rows, or the other way round, is made up for", () => {
    const [one, two] = [add("one"), add("two")];
    rmSync(join(corpus.path, one));
    workshop.store.units.setState(corpus.key, [two], "pruned");
    corpus.reconcile();
    expect(corpus.names()).toEqual([two]);
    expect(files()).toEqual([two]);
  });
});

describe("exchange", () => {
  test("with OSS-Fuzz's zip form, there and back", () => {
    const names = [add("one"), add("two")];
    const zip = join(workshop.root, "fuzz-planted_seed_corpus.zip");
    expect(exportUnits(corpus, zip).added).toBe(3);
    const unpacked = unzipSync(readFileSync(zip));
    expect(Object.keys(unpacked).sort()).toEqual([...names, "pair"].sort());
    const other = new Workshop();
    try {
      const into = new WorkCorpus(other, plantedTarget);
      expect(importUnits(into, zip)).toEqual({ added: 3, known: 0, tooLarge: 0 });
      expect(importUnits(into, zip)).toEqual({ added: 0, known: 3, tooLarge: 0 });
      expect(into.names()).toContain(names[0]);
    } finally {
      other.remove();
    }
  });

  test("refuses a zip of more files than it can count", () => {
    const seeds = join(workshop.root, "many");
    mkdirSync(seeds);
    for (let i = 0; i < 65_536; i++) writeFileSync(join(seeds, String(i)), String(i));
    const many = new WorkCorpus(workshop, { ...plantedTarget, seeds });
    const zip = join(workshop.root, "many.zip");
    expect(() => exportUnits(many, zip)).toThrow(expect.objectContaining({ code: "bad-input" }));
    expect(existsSync(zip)).toBe(false);
  });

  test("keeps file names of a zip out of paths, and refuses what is no zip", () => {
    const zip = join(workshop.root, "hostile.zip");
    writeFileSync(zip, zipSync({ "../../outside": strToU8("outside"), "folder/": new Uint8Array(0) }));
    expect(importUnits(corpus, zip).added).toBe(1);
    expect(files()).toEqual([unitName(strToU8("outside"))]);
    const broken = join(workshop.root, "broken.zip");
    writeFileSync(broken, "no zip");
    expect(() => importUnits(corpus, broken)).toThrow(expect.objectContaining({ code: "bad-input" }));
    expect(() => importUnits(corpus, join(workshop.root, "absent"))).toThrow(/does not exist/);
  });

  test("counts what is too large, and takes the folders in a folder", () => {
    const folder = join(workshop.root, "nested");
    mkdirSync(join(folder, "deeper"), { recursive: true });
    const large = new Uint8Array(16 * 1024 * 1024 + 1);
    writeFileSync(join(folder, "large"), large);
    writeFileSync(join(folder, "deeper", "unit"), "unit");
    expect(importUnits(corpus, folder)).toEqual({ added: 1, known: 0, tooLarge: 1 });
    const zip = join(workshop.root, "large.zip");
    writeFileSync(zip, zipSync({ large, "deeper/unit": strToU8("unit") }));
    expect(importUnits(corpus, zip)).toEqual({ added: 0, known: 1, tooLarge: 1 });
  });

  test("with a folder", () => {
    add("one");
    const folder = join(workshop.root, "exported");
    expect(exportUnits(corpus, folder)).toEqual({ added: 2, known: 0, tooLarge: 0 });
    expect(exportUnits(corpus, folder)).toEqual({ added: 0, known: 2, tooLarge: 0 });
    renameSync(join(folder, "pair"), join(folder, "renamed"));
    expect(importUnits(corpus, folder)).toEqual({ added: 1, known: 1, tooLarge: 0 });
  });
});

test("a merge's control file names the units that ended the process", () => {
  const control = "3\n1\n/c/aa\n/c/bb\n/c/cc\nSTARTED 0 1\nFT 0 1 2\nCOV 0 1\nSTARTED 1 1\nSTARTED 2 1\nFT 2 5\n";
  expect(failedUnits(control)).toEqual(["bb"]);
  expect(failedUnits("")).toEqual([]);
});
