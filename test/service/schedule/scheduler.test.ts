import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cronProblem,
  EqualShares,
  GainScheduler,
  nextDue,
  type Observation,
  plainStrategy,
  StrategyBandit,
  seededRandom,
  sliceLength,
  type TargetTraits,
} from "../../../src/service/schedule/index.js";
import { gamma } from "../../../src/service/schedule/random.js";
import { mixedBag, type SyntheticTarget, simulate } from "./simulation.js";

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

function compare(targets: readonly SyntheticTarget[], seed: number, totalSec: number, sliceSec: number, jobs = 2) {
  const run = (equal: boolean) => {
    const random = seededRandom(seed);
    const make = (now: () => number) =>
      equal
        ? new EqualShares(targets, sliceSec)
        : new GainScheduler(targets, { random: seededRandom(seed), now, sliceSec });
    return simulate(targets, make, { totalSec, sliceSec, jobs, random });
  };
  return { gains: run(false), equal: run(true) };
}

describe("in the simulation", () => {
  test.each([
    { name: "a night", totalSec: 8 * 3600, sliceSec: 180, atLeast: 1.1 },
    { name: "half an hour", totalSec: 1800, sliceSec: 45, atLeast: 1.25 },
  ])("gains beat equal shares over $name, with every seed", ({ totalSec, sliceSec, atLeast }) => {
    for (const seed of SEEDS) {
      const { gains, equal } = compare(mixedBag(), seed, totalSec, sliceSec);
      expect(gains.features / equal.features, `seed ${seed}`).toBeGreaterThan(atLeast);
    }
  });

  test("with targets that are all alike, nothing is lost", () => {
    const alike = mixedBag()
      .filter(({ name }) => name.startsWith("medium-0"))
      .flatMap((target) => Array.from({ length: 8 }, (_, i) => ({ ...target, name: `alike-${i}` })));
    for (const seed of SEEDS) {
      const { gains, equal } = compare(alike, seed, 3600, 60);
      expect(gains.features / equal.features, `seed ${seed}`).toBeGreaterThan(0.93);
    }
  });

  test("every target that can run gets its floor, one that mostly crashes at once little", () => {
    for (const seed of SEEDS) {
      const targets = mixedBag();
      const { given } = compare(targets, seed, 8 * 3600, 180).gains;
      const equalShare = (2 * 8 * 3600) / targets.length;
      for (const [name, seconds] of given) {
        if (name === "crashes") expect(seconds).toBeLessThan(0.35 * equalShare);
        else expect(seconds, `${name}, seed ${seed}`).toBeGreaterThan(0.2 * equalShare - 2 * 180);
      }
    }
  });

  test("a target that had stalled is tried again, and gets time once it finds something", () => {
    const [stalls] = mixedBag().filter(({ name }) => name === "stalls");
    const others = mixedBag().filter(({ name }) => name.startsWith("small"));
    for (const seed of SEEDS) {
      const { given } = compare([stalls!, ...others], seed, 8 * 3600, 180).gains;
      const share = (2 * 8 * 3600) / (others.length + 1);
      expect(given.get("stalls"), `seed ${seed}`).toBeGreaterThan(share);
    }
  });

  test("strategies that bring more are chosen more often", () => {
    let useful = 0;
    let chosen = 0;
    for (const seed of SEEDS) {
      const targets = mixedBag().filter(({ name }) => name.startsWith("large"));
      const boosted = targets.map((target) => ({ ...target, valueProfile: 4 }));
      const { observations } = compare(boosted, seed, 8 * 3600, 180).gains;
      const late = observations.slice(observations.length / 2);
      chosen += late.length;
      useful += late.filter(({ strategy }) => strategy.useValueProfile).length;
    }
    expect(useful / chosen).toBeGreaterThan(0.6);
  });

  test("the same seed gives the same schedule", () => {
    const first = compare(mixedBag(), 5, 3600, 60).gains;
    expect(compare(mixedBag(), 5, 3600, 60).gains.observations).toEqual(first.observations);
  });
});

const traits = (...names: string[]): TargetTraits[] =>
  names.map((name) => ({ name, hasDictionary: true, entryPoints: ["fuzz"] }));

describe("GainScheduler", () => {
  const scheduler = (targets: readonly TargetTraits[], now = () => 0) =>
    new GainScheduler(targets, { random: seededRandom(1), now, sliceSec: 60 });
  const ended = (target: string, more: Partial<Observation> = {}): Observation => ({
    target,
    strategy: plainStrategy(),
    outcome: "clean",
    newFeatures: 0,
    cpuSec: 60,
    elapsedSec: 60,
    endedAt: 0,
    ...more,
  });

  test("starts every target once, plainly, before any a second time", () => {
    const made = scheduler(traits("a", "b", "c"));
    const choices = [made.next(), made.next(), made.next()];
    expect(choices.map(({ target }) => target).sort()).toEqual(["a", "b", "c"]);
    for (const { strategy } of choices) expect(strategy).toEqual(plainStrategy());
  });

  test("gives a second engine to a running target only when there is no other", () => {
    const made = scheduler(traits("a", "b"));
    const first = new Set([made.next().target, made.next().target]);
    expect(first.size).toBe(2);
    expect(["a", "b"]).toContain(made.next().target);
  });

  test("holds back what ends at once, for longer each time, and comes back to it", () => {
    let now = 0;
    const made = scheduler(traits("bad", "good"), () => now);
    const between: number[] = [];
    let last = 0;
    for (let i = 0; i < 400; i++) {
      const { target } = made.next();
      if (target === "bad") {
        between.push(now - last);
        last = now;
        now += 500;
        made.observe(ended("bad", { outcome: "finding", elapsedSec: 0.5, cpuSec: 0.5, endedAt: now }));
      } else {
        now += 60_000;
        made.observe(ended("good", { newFeatures: 1, endedAt: now }));
      }
    }
    expect(between.length).toBeGreaterThan(5);
    expect(between.at(-1)).toBeGreaterThan(between[2]!);
    expect(between.at(-1)).toBeLessThan(45 * 60_000);
  });

  test("goes on with the only target there is, whatever it does", () => {
    const made = scheduler(traits("bad"));
    for (let i = 0; i < 50; i++) {
      expect(made.next().target).toBe("bad");
      made.observe(ended("bad", { outcome: "engine-lost", elapsedSec: 0, cpuSec: 0 }));
    }
  });

  test("remembers slices of the past without counting their time", () => {
    const made = scheduler(traits("poor", "rich"));
    for (let i = 0; i < 5; i++) {
      made.recall(ended("poor"));
      made.recall(ended("rich", { newFeatures: 500 }));
      made.recall(ended("gone"));
    }
    for (const _ of traits("poor", "rich")) made.observe(ended(made.next().target));
    const chosen = Array.from({ length: 10 }, () => {
      const { target } = made.next();
      made.observe(ended(target, { newFeatures: target === "rich" ? 400 : 0 }));
      return target;
    });
    expect(chosen.filter((target) => target === "rich").length).toBeGreaterThan(6);
  });

  test("whatever happens, it names one of its targets", () => {
    const outcomes = fc.constantFrom("clean", "finding", "timeout", "oom", "slow", "engine-lost", "not-started", null);
    const step = fc.record({
      outcome: outcomes,
      newFeatures: fc.nat(100_000),
      cpuSec: fc.double({ min: 0, max: 1e5, noNaN: true }),
      elapsedSec: fc.double({ min: 0, max: 1e5, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer(), (steps, seed) => {
        let now = 0;
        const made = new GainScheduler(traits("a", "b", "c"), {
          random: seededRandom(seed),
          now: () => now,
          sliceSec: 60,
        });
        for (const { outcome, ...figures } of steps) {
          const { target, strategy } = made.next();
          expect(["a", "b", "c"]).toContain(target);
          now += figures.elapsedSec * 1000;
          made.observe({ target, strategy, ...figures, outcome: outcome as Observation["outcome"], endedAt: now });
        }
      }),
    );
  });

  test("refuses to know of no target, or to hear of a strange one", () => {
    expect(() => scheduler([])).toThrow(TypeError);
    expect(() => scheduler(traits("a")).observe(ended("b"))).toThrow(TypeError);
  });
});

describe("StrategyBandit", () => {
  const target: TargetTraits = { name: "t", hasDictionary: false, entryPoints: ["fuzz", "words"] };

  test("keeps to what a short slice can count by itself", () => {
    const bandit = new StrategyBandit(seededRandom(3));
    for (let i = 0; i < 200; i++) {
      const { entryPoint, ...strategy } = bandit.choose(target, false);
      expect(target.entryPoints).toContain(entryPoint);
      expect(strategy).toEqual({ useValueProfile: false, maxLen: null, corpusShare: 1, useDictionary: true });
    }
  });

  test("tries every value, and learns which entry point pays", () => {
    const bandit = new StrategyBandit(seededRandom(4));
    const seen = new Set<unknown>();
    for (let i = 0; i < 300; i++) {
      const strategy = bandit.choose(target, true);
      seen.add(`vp ${strategy.useValueProfile}`).add(`len ${strategy.maxLen}`).add(`share ${strategy.corpusShare}`);
      bandit.observe(target, strategy, strategy.entryPoint === "words" ? 30 : 3, 10);
    }
    expect([...seen].sort()).toEqual(["len 512", "len 64", "len null", "share 0.4", "share 1", "vp false", "vp true"]);
    const words = Array.from({ length: 100 }, () => bandit.choose(target, true)).filter(
      ({ entryPoint }) => entryPoint === "words",
    );
    expect(words.length).toBeGreaterThan(80);
  });
});

test("gamma draws have the mean and the variance that they must have", () => {
  const random = seededRandom(11);
  for (const shape of [0.3, 1, 4.5]) {
    const draws = Array.from({ length: 20_000 }, () => gamma(shape, random));
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
    expect(mean / shape).toBeCloseTo(1, 1);
    expect(variance / shape).toBeCloseTo(1, 0);
  }
});

describe("slices", () => {
  test.each([
    { budget: null, targets: 16, jobs: 2, expected: 180 },
    { budget: 8 * 3600, targets: 16, jobs: 2, expected: 180 },
    { budget: 600, targets: 16, jobs: 2, expected: 18 },
    { budget: 60, targets: 16, jobs: 2, expected: 5 },
    { budget: 3, targets: 1, jobs: 1, expected: 3 },
    { budget: 0.5, targets: 1, jobs: 1, expected: 1 },
  ])("of $budget s for $targets targets take $expected s", ({ budget, targets, jobs, expected }) => {
    expect(sliceLength(budget, targets, jobs, 180)).toBe(expected);
  });
});

describe("cron expressions", () => {
  test("say when they are due next, strictly later", () => {
    const at = Date.parse("2024-05-01T03:00:00Z");
    expect(nextDue("0 3 * * *", at, "UTC")).toBe(at + 86_400_000);
    expect(nextDue("0 3 * * *", at - 1000, "UTC")).toBe(at);
    expect(nextDue("30 2 * * 1", at, "UTC")).toBe(Date.parse("2024-05-06T02:30:00Z"));
  });

  test("that are none are refused with a reason", () => {
    expect(cronProblem("0 3 * * *")).toBeNull();
    for (const expression of ["", "x", "61 * * * *", "0 0 31 2 *"])
      expect(cronProblem(expression)).toEqual(expect.any(String));
  });
});
