import { createHash } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Daemon, recover } from "../../../src/service/campaign/index.js";
import { measureCorpus } from "../../../src/service/campaign/measure.js";
import { orderSlice } from "../../../src/service/campaign/slice-order.js";
import { plainStrategy, seededRandom } from "../../../src/service/schedule/index.js";
import { Scene, settings } from "./scene.js";

let scene: Scene;
beforeEach(() => {
  scene = new Scene();
});
afterEach(() => scene.remove());

const sha1 = (bytes: Uint8Array): string => createHash("sha1").update(bytes).digest("hex");

describe("a real short campaign", () => {
  test("records its slices, samples, units and gains, and leaves no slice folder behind", async () => {
    const { campaignId, findings, progress, ending } = await scene.run(["fuzz-fixture"], 12);
    const { store } = scene.workplace;
    expect({ ending, findings }).toEqual({ ending: "budget", findings: [] });
    expect(store.campaigns.get(campaignId)).toMatchObject({ state: "ended", targets: ["fuzz-fixture"], budgetSec: 12 });

    const slices = store.slices.ofCampaign(campaignId).reverse();
    expect(slices.length).toBeGreaterThan(0);
    for (const slice of slices) {
      expect(slice).toMatchObject({
        state: "ended",
        outcome: "clean",
        nodeVersion: process.version,
        revision: scene.workplace.revision,
      });
      expect(slice.commandLine).toContain(` -seed=${slice.seed} `);
      expect(slice.pid).toBeGreaterThan(0);
      expect(slice.cpuSec).toBeGreaterThan(0);
      expect(slice.executions).toBeGreaterThan(0);
      expect(slice.endedAt).toBeGreaterThan(slice.startedAt);
    }
    expect(slices[0]!.strategy).toEqual(plainStrategy());
    expect(slices[0]!.features).toBeGreaterThan(0);

    const samples = store.samples.ofTarget("fuzz-fixture", 0, Date.now() + 1);
    expect(samples.length).toBeGreaterThan(slices.length);
    expect(samples.at(-1)!.executions).toBe(slices.at(-1)!.executions);

    const units = store.units.names("fuzz-fixture", "active");
    expect(units.length).toBeGreaterThan(0);
    expect(scene.files("corpus", "fuzz-fixture")).toEqual([...units].sort());
    for (const name of units) expect(sha1(scene.read("corpus", "fuzz-fixture", name))).toBe(name);
    const newUnits = slices.reduce((sum, slice) => sum + slice.newUnits, 0);
    expect(store.units.size("fuzz-fixture").units + store.units.size("fuzz-fixture.words").units).toBe(newUnits);

    const stored = store.targets.get("fuzz-fixture")!;
    expect(stored.executions).toBe(slices.reduce((sum, slice) => sum + slice.executions, 0));
    expect(stored.cpuSec).toBeCloseTo(
      slices.reduce((sum, slice) => sum + slice.cpuSec, 0),
      5,
    );
    expect(scene.files("slices")).toEqual([]);
    expect(progress.targets[0]).toMatchObject({ slices: slices.length, worked: slices.length, running: 0 });
  });

  test("files its findings and keeps their inputs out of the corpus", async () => {
    const { findings, campaignId } = await scene.run(["fuzz-planted"], 8);
    const { store } = scene.workplace;
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) {
      expect(finding).toMatchObject({ target: "fuzz-planted", state: "open", firstRevision: scene.workplace.revision });
      expect(store.findings.inputs(finding.id).map(({ role }) => role)).toEqual(
        expect.arrayContaining(["original", "minimized"]),
      );
      expect(store.slices.get(finding.firstSliceId!)).toMatchObject({ outcome: "finding", campaignId });
    }
    expect([...scene.workplace.inbox.entries()]).toEqual([]);
  });

  test("of a code change stops at the first finding that the base does not have", async () => {
    const asked: number[] = [];
    const { findings, ending } = await scene.run(["fuzz-planted"], 60, {
      mode: "code-change",
      baseRevision: "base",
      failsInBase: async ({ id }) => {
        asked.push(id);
        return asked.length === 1;
      },
    });
    expect(ending).toBe("finding");
    expect(asked.length).toBeGreaterThanOrEqual(2);
    expect(findings.map(({ id }) => id)).toEqual([asked.at(-1)]);
    const told = scene.events.flatMap((event) => (event.type === "finding" ? [event.status] : []));
    expect(told.filter((status) => status !== "known")).toEqual(["in-base", "new"]);
  });

  test("stops in good order when it is told to", async () => {
    const started = performance.now();
    const run = scene.run(["fuzz-fixture"], 600);
    setTimeout(() => scene.interrupt.abort(), 4000);
    const { ending, campaignId } = await run;
    expect(ending).toBe("stopped");
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(scene.workplace.store.campaigns.get(campaignId)).toMatchObject({ state: "ended" });
    expect(scene.workplace.store.slices.running()).toEqual([]);
    expect(scene.files("slices")).toEqual([]);
  });

  test("says how many inputs wait to be judged when it is interrupted", async () => {
    const look = setInterval(() => {
      const ended = scene.events.find((event) => event.type === "slice-ended");
      if (ended !== undefined) scene.interrupt.abort();
    }, 1);
    const { ending, findings, waiting } = await scene.run(["fuzz-planted"], 60);
    clearInterval(look);
    expect({ ending, findings, waiting }).toEqual({ ending: "stopped", findings: [], waiting: 1 });
    expect([...scene.workplace.inbox.entries()]).toHaveLength(1);
  });

  test("takes its time where no engine can be started", async () => {
    const made = new Scene({ targets: [{ ...settings.targets[0], entryPoints: ["fuzz"], seeds: "none" }] });
    try {
      const { progress, campaignId } = await made.run(["fuzz-fixture"], 5);
      const { store } = made.workplace;
      expect(store.slices.ofCampaign(campaignId)[0]).toMatchObject({ outcome: "not-started" });
      expect(progress.targets[0]!.slices).toBeLessThan(5);
    } finally {
      made.remove();
    }
  });

  test("says when no engine does its work, and tells the webhook once", async () => {
    const made = new Scene({ alerts: { webhook: { url: "http://127.0.0.1:9/" } } });
    try {
      const { progress, campaignId } = await made.run(["fuzz-unloadable"], 4);
      expect(progress.targets[0]!.slices).toBeGreaterThan(0);
      expect(progress.targets[0]!.worked).toBe(0);
      const { store } = made.workplace;
      const outcomes = new Set(store.slices.ofCampaign(campaignId).map(({ outcome }) => outcome));
      expect([...outcomes]).toEqual(["engine-lost"]);
      expect(store.alerts.list().map(({ reason }) => reason)).toEqual(["engine-lost"]);
      expect(store.alerts.list()[0]!.body).toContain("fuzz-unloadable, slice 1: ");
    } finally {
      made.remove();
    }
  });
});

describe("what a slice is told to do", () => {
  const order = (strategy: Partial<ReturnType<typeof plainStrategy>>, name = "fuzz-fixture") => {
    const target = scene.target(name);
    const full = { ...plainStrategy(), ...strategy };
    const corpus = scene.workplace.corpus(target, full.entryPoint);
    const plan = { sliceId: 7, target, strategy: full, seed: 99, lengthSec: 60 };
    const folder = scene.workplace.folder.slice(7);
    return orderSlice(plan, corpus, folder, scene.workplace.configuration, seededRandom(1));
  };

  test("plainly: the whole corpus, the seeds, the dictionary", () => {
    const { task } = order({});
    const { folder } = scene.workplace;
    const { seeds, dictionary } = scene.target("fuzz-fixture");
    expect(task).toMatchObject({
      corpora: [folder.slice(7).out, folder.corpus("fuzz-fixture"), seeds],
      dictionary,
      seed: 99,
      maxTotalTimeSec: 60,
      maxLen: 256,
      useValueProfile: false,
      entryPoint: "fuzz",
      rssLimitMb: 2048,
    });
  });

  test("by its strategy: short inputs, value profile, no dictionary, another entry point without seeds", () => {
    const { task } = order({ maxLen: 64, useValueProfile: true, useDictionary: false, entryPoint: "words" });
    expect(task).toMatchObject({ maxLen: 64, useValueProfile: true, entryPoint: "words" });
    expect(task.corpora).toHaveLength(2);
    expect(task.dictionary).toMatch(/none\.dict$/);
    expect(order({ maxLen: 512 }).task.maxLen).toBe(256);
  });

  test("part of the corpus: some of the units, as they are", () => {
    const corpus = scene.workplace.corpus(scene.target("fuzz-fixture"), "fuzz");
    for (let i = 0; i < 100; i++) corpus.add(new TextEncoder().encode(`unit ${i}`), "import");
    const [, part] = order({ corpusShare: 0.4 }).task.corpora!;
    const chosen = scene.files("slices", "7", "in");
    expect(part).toBe(join(scene.workplace.folder.slice(7).path, "in"));
    expect(chosen.length).toBeGreaterThan(25);
    expect(chosen.length).toBeLessThan(55);
    for (const name of chosen) expect(sha1(scene.read("slices", "7", "in", name))).toBe(name);
  });

  test("a corpus is measured as a plain run counts it, and left as it is", async () => {
    const target = scene.target("fuzz-fixture");
    const corpus = scene.workplace.corpus(target, "fuzz");
    const folder = scene.workplace.folder.slice(1);
    mkdirSync(folder.path, { recursive: true });
    const measure = () => measureCorpus(corpus, folder, scene.workplace.configuration, new AbortController().signal);
    const before = await measure();
    corpus.add(new TextEncoder().encode("1\n22\n333\n4444\n\n\n\n"), "import");
    const after = await measure();
    expect(after!.features).toBeGreaterThan(before!.features);
    expect(corpus.names()).toHaveLength(1);
  });
});

describe("the next start", () => {
  test("takes over what a killed service left, and closes its slices and campaigns as lost", async () => {
    const { store, folder, revision, inbox } = scene.workplace;
    const campaignId = store.campaigns.start({
      name: "dead",
      mode: "batch",
      targets: ["fuzz-fixture"],
      budgetSec: 60,
      schedule: null,
      revision,
      baseRevision: null,
      startedAt: 1,
    });
    const sliceId = store.slices.start({
      campaignId,
      target: "fuzz-fixture",
      strategy: plainStrategy(),
      seed: 1,
      revision,
      nodeVersion: process.version,
      startedAt: 1,
    });
    const { out, artifacts, path } = folder.slice(sliceId);
    for (const made of [out, artifacts]) mkdirSync(made, { recursive: true });
    const unit = Buffer.from("complete unit\n");
    const crash = Buffer.from("planted-error\n");
    writeFileSync(join(out, sha1(unit)), unit);
    writeFileSync(join(out, sha1(Buffer.from("never finished"))), "never fin");
    writeFileSync(join(artifacts, `crash-${sha1(crash)}`), crash);

    expect(await recover(scene.workplace)).toEqual({ lostSlices: 1, lostCampaigns: 1, units: 2, artifacts: 1 });
    expect(store.slices.get(sliceId)).toMatchObject({ state: "lost" });
    expect(store.campaigns.get(campaignId)).toMatchObject({ state: "lost" });
    expect(scene.files("corpus", "fuzz-fixture")).toEqual([sha1(Buffer.from("never fin")), sha1(unit)].sort());
    expect([...inbox.entries()].map(({ report }) => ({ ...report, at: 0 }))).toMatchObject([
      { target: "fuzz-fixture", kind: "crash", sliceId, failure: null },
    ]);
    expect(existsSync(path)).toBe(false);
    expect(await recover(scene.workplace)).toEqual({ lostSlices: 0, lostCampaigns: 0, units: 0, artifacts: 0 });
  });
});

describe("on a disk that is nearly full", () => {
  test("nothing new is fuzzed, nothing is lost, and it goes on by itself", async () => {
    const { workplace } = scene;
    let free = 0;
    workplace.folder.freeBytes = () => free;
    const sliceId = workplace.store.slices.start({
      campaignId: null,
      target: "fuzz-fixture",
      strategy: plainStrategy(),
      seed: 1,
      revision: "r",
      nodeVersion: "n",
      startedAt: 1,
    });
    const { out, artifacts } = workplace.folder.slice(sliceId);
    for (const made of [out, artifacts]) mkdirSync(made, { recursive: true });
    writeFileSync(join(out, sha1(Buffer.from("waits"))), "waits");
    await recover(workplace);
    expect(workplace.store.units.size("fuzz-fixture").units).toBe(0);
    expect(scene.files("slices")).toEqual([String(sliceId)]);

    setTimeout(() => {
      free = 1e12;
    }, 2000);
    await scene.run(["fuzz-fixture"], 12);
    expect(workplace.store.units.get("fuzz-fixture", sha1(Buffer.from("waits")))).toMatchObject({ state: "active" });
    expect(scene.files("slices")).toEqual([]);
  });

  test("a campaign does not wait for room beyond its time", async () => {
    scene.workplace.folder.freeBytes = () => 0;
    const startedAt = performance.now();
    const { ending, progress } = await scene.run(["fuzz-fixture"], 3);
    expect(performance.now() - startedAt).toBeLessThan(8000);
    expect(ending).toBe("budget");
    expect(progress.targets).toMatchObject([{ slices: 0 }]);
  });
});

describe("Daemon", () => {
  const daemonOf = (made: Scene, campaigns?: object[]) =>
    new Daemon(made.workplace, { random: seededRandom(1), signal: made.interrupt.signal, ...campaigns });

  test("says which campaign it waits for", async () => {
    const made = new Scene({ campaigns: [{ name: "yearly", time: 3, schedule: "0 0 1 1 *" }] });
    try {
      const { signal } = made.interrupt;
      const told: (readonly [string, number])[] = [];
      const onWaiting = (name: string, due: number): void => {
        told.push([name, due]);
        made.interrupt.abort();
      };
      const daemon = new Daemon(made.workplace, { random: seededRandom(1), signal, onWaiting });
      await daemon.run();
      expect(told).toEqual([["yearly", daemon.nextDueAt]]);
    } finally {
      made.remove();
    }
  });

  test("starts campaigns when they are due, one at a time, until it is stopped", async () => {
    const campaigns = [
      { name: "every-second", targets: ["fixture"], time: 3, schedule: "* * * * * *" },
      { name: "never-yet", targets: ["*"], time: 3, schedule: "0 0 1 1 *" },
      { name: "by-hand", time: 3 },
    ];
    const made = new Scene({ campaigns });
    try {
      const daemon = daemonOf(made);
      expect(daemon.nextDueAt! - Date.now()).toBeLessThanOrEqual(1000);
      const work = daemon.run();
      setTimeout(() => made.interrupt.abort(), 9000);
      await work;
      const ran = made.workplace.store.campaigns.list();
      expect(ran.length).toBeGreaterThanOrEqual(1);
      for (const { name, schedule, state } of ran) {
        expect({ name, schedule, state }).toEqual({ name: "every-second", schedule: "* * * * * *", state: "ended" });
      }
      expect(daemon.progress).toBeNull();
    } finally {
      made.remove();
    }
  });

  test("refuses targets that are not there", () => {
    const campaign = { name: "bad", time: 60, schedule: "0 3 * * *", targets: ["nothing"] };
    const made = new Scene({ campaigns: [campaign] });
    try {
      expect(() => daemonOf(made)).toThrow(/nothing/);
    } finally {
      made.remove();
    }
  });
});
