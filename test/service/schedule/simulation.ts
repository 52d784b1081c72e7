import type { SliceOutcome } from "../../../src/service/model.js";
import type { Observation, Scheduler, TargetTraits } from "../../../src/service/schedule/index.js";
import { normal, type Random } from "../../../src/service/schedule/random.js";

/** A target of the simulation: features(t) = reachable * (1 - exp(-(t / scale) ^ shape)) after t CPU seconds. */
export interface SyntheticTarget extends TargetTraits {
  readonly reachable: number;
  readonly scale: number;
  readonly shape: number;
  /** Part of its slices that crash within a second. */
  readonly crashes: number;
  /** How much faster features come with value profile. */
  readonly valueProfile: number;
}

const BASE = { hasDictionary: true, entryPoints: ["fuzz"], valueProfile: 1, crashes: 0, shape: 0.6 };

/**
 * What a mixed bag of parsers looks like: many small ones that are soon exhausted, some medium ones, two large ones,
 * one that stalls before it finds its way, one that crashes at once.
 */
export function mixedBag(): SyntheticTarget[] {
  const targets: SyntheticTarget[] = [];
  for (let i = 0; i < 8; i++) targets.push({ ...BASE, name: `small-${i}`, reachable: 150 + 20 * i, scale: 15 });
  for (let i = 0; i < 5; i++) targets.push({ ...BASE, name: `medium-${i}`, reachable: 1200, scale: 600 + 200 * i });
  for (let i = 0; i < 2; i++) {
    targets.push({ ...BASE, name: `large-${i}`, reachable: 12_000, scale: 9000, shape: 0.7, valueProfile: 1.5 });
  }
  targets.push({ ...BASE, name: "stalls", reachable: 3000, scale: 2500, shape: 3 });
  targets.push({ ...BASE, name: "crashes", reachable: 400, scale: 30, crashes: 0.9 });
  return targets;
}

/** A draw from a Poisson distribution; by its normal limit where the mean is large. */
function poisson(mean: number, random: Random): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}

export interface SimulationResult {
  readonly features: number;
  /** Seconds given per target. */
  readonly given: ReadonlyMap<string, number>;
  readonly observations: readonly Observation[];
}

/** Runs a scheduler over synthetic targets with a clock of its own: `jobs` engines at a time for `totalSec` seconds each. */
export function simulate(
  targets: readonly SyntheticTarget[],
  makeScheduler: (now: () => number) => Scheduler,
  { totalSec, sliceSec, jobs, random }: { totalSec: number; sliceSec: number; jobs: number; random: Random },
): SimulationResult {
  let now = 0;
  const scheduler = makeScheduler(() => now * 1000);
  const found = new Map(targets.map(({ name }) => [name, { effort: 0, features: 0 }]));
  const given = new Map(targets.map(({ name }) => [name, 0]));
  const observations: Observation[] = [];
  const running: {
    readonly ends: number;
    readonly started: number;
    readonly choice: ReturnType<Scheduler["next"]>;
    outcome: SliceOutcome;
  }[] = [];
  const start = (): void => {
    const choice = scheduler.next();
    const target = targets.find(({ name }) => name === choice.target)!;
    const crashes = random() < target.crashes;
    const length = crashes ? 1 : sliceSec;
    running.push({ started: now, ends: now + length, choice, outcome: crashes ? "finding" : "clean" });
  };
  for (let i = 0; i < jobs; i++) start();
  while (running.length > 0) {
    running.sort((a, b) => a.ends - b.ends);
    const { ends, started, choice, outcome } = running.shift()!;
    now = ends;
    const target = targets.find(({ name }) => name === choice.target)!;
    const state = found.get(target.name)!;
    const elapsedSec = ends - started;
    // The first second is spent on starting and reading the corpus.
    state.effort += Math.max(0, elapsedSec - 1) * (choice.strategy.useValueProfile ? target.valueProfile : 1);
    const reached = target.reachable * (1 - Math.exp(-((state.effort / target.scale) ** target.shape)));
    const newFeatures = Math.min(
      target.reachable - state.features,
      poisson(Math.max(0, reached - state.features), random),
    );
    state.features += newFeatures;
    given.set(target.name, given.get(target.name)! + elapsedSec);
    const observation: Observation = {
      target: target.name,
      strategy: choice.strategy,
      outcome,
      newFeatures,
      cpuSec: elapsedSec,
      elapsedSec,
      endedAt: now * 1000,
    };
    observations.push(observation);
    scheduler.observe(observation);
    if (now + sliceSec <= totalSec) start();
  }
  const features = [...found.values()].reduce((sum, state) => sum + state.features, 0);
  return { features, given, observations };
}
