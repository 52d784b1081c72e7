import type { SliceOutcome, TimestampMs } from "../model.js";
import { pick, type Random } from "./random.js";
import { Rate } from "./rate.js";
import { plainStrategy, StrategyBandit } from "./strategies.js";
import type { Choice, Observation, Scheduler, TargetTraits } from "./types.js";

export interface GainSchedulerOptions {
  readonly random: Random;
  readonly now: () => TimestampMs;
  /** Length of a slice, in seconds. */
  readonly sliceSec: number;
  /** Part of an equal share of the time that every target gets, whatever it brings; from 0 to 1. */
  readonly floor?: number;
}

const DEFAULT_FLOOR = 0.2;

/** Features come in bursts, since one new unit often brings several: so many of them say as much as one event. */
const BURST = 4;
/** Weight that earlier slices of a target keep at each new one: what is found ever more rarely needs a short memory. */
const KEEP = 0.6;
/** Belief before a target was tried, in events: it does as well as the others did. */
const PRIOR_EVENTS = 1;
/** Features per CPU second that are expected of the very first target. */
const FIRST_GUESS = 1;

/** CPU seconds that a slice costs beyond its engine's work: start, and what has to be done about its outcome. */
const OUTCOME_COST_SEC: Readonly<Record<SliceOutcome, number>> = {
  clean: 1,
  slow: 5,
  finding: 10,
  timeout: 15,
  oom: 15,
  "engine-silent": 30,
  "engine-lost": 10,
  "not-started": 10,
};
const LOST_COST_SEC = 5;

/** A slice that ends within this part of its time did so at once. */
const AT_ONCE = 0.25;
const FIRST_HOLD_MS = 15_000;
const LONGEST_HOLD_MS = 30 * 60_000;

/** Slices below this length take no strategy that needs a measurement afterwards, which costs a second or two. */
const LEAST_MEASURED_SEC = 30;

interface TargetState {
  readonly traits: TargetTraits;
  /** Bursts of new features per CPU second. */
  readonly gain: Rate;
  /** Seconds given since the scheduler was made, those of slices that run included. */
  givenSec: number;
  running: number;
  /** Slices that have ended since the scheduler was made. */
  slices: number;
  /** Slices in a row that ended at once. */
  failures: number;
  heldUntil: TimestampMs;
}

/**
 * Gives time where new features per CPU second are found.
 *
 * - Each target has a rate of new features per CPU second, discounted because what is left to find becomes less. The
 *   next slice goes to the target with the greatest draw from what is believed of its rate (Thompson sampling), so that
 *   promising and little-known ones are tried.
 * - A target that fell below its floor comes first: nobody starves, and one that had stalled is tried again.
 * - What an outcome costs counts as time: crashes at once, timeouts and slow inputs lower the rate. A target that ends at once
 *   several times in a row is held back for a time that doubles, as long as there are others.
 * - A target is fuzzed by one engine at a time, as long as there are others.
 */
export class GainScheduler implements Scheduler {
  readonly #targets: ReadonlyMap<string, TargetState>;
  readonly #strategies: StrategyBandit;
  readonly #floor: number;

  constructor(
    targets: readonly TargetTraits[],
    readonly options: GainSchedulerOptions,
  ) {
    if (targets.length === 0) throw new TypeError("a scheduler needs a target");
    this.#targets = new Map(
      targets.map((traits) => [
        traits.name,
        { traits, gain: new Rate(), givenSec: 0, running: 0, slices: 0, failures: 0, heldUntil: 0 },
      ]),
    );
    this.#strategies = new StrategyBandit(options.random);
    this.#floor = options.floor ?? DEFAULT_FLOOR;
  }

  next(): Choice {
    const state = this.#choose();
    const { traits } = state;
    const isFirst = state.slices + state.running === 0;
    const strategy = isFirst
      ? plainStrategy(traits.entryPoints[0])
      : this.#strategies.choose(traits, this.options.sliceSec >= LEAST_MEASURED_SEC);
    state.running++;
    state.givenSec += this.options.sliceSec;
    return { target: traits.name, strategy };
  }

  observe(observation: Observation): void {
    const state = this.#targets.get(observation.target);
    if (state === undefined) throw new TypeError(`${observation.target} is not scheduled`);
    state.running--;
    state.slices++;
    state.givenSec += observation.elapsedSec - this.options.sliceSec;
    this.#learn(state, observation);
    this.#holdBack(state, observation);
  }

  recall(observation: Observation): void {
    const state = this.#targets.get(observation.target);
    if (state !== undefined) this.#learn(state, observation);
  }

  #learn(state: TargetState, { strategy, newFeatures, cpuSec, outcome }: Observation): void {
    const cost = cpuSec + (outcome === null ? LOST_COST_SEC : OUTCOME_COST_SEC[outcome]);
    const expected = state.gain.mean(this.#prior()) * BURST * cost;
    this.#strategies.observe(state.traits, strategy, newFeatures, expected);
    state.gain.observe(newFeatures / BURST, cost, KEEP);
  }

  #holdBack(state: TargetState, { outcome, elapsedSec, endedAt }: Observation): void {
    const failed = outcome !== "clean" && outcome !== "slow" && elapsedSec < this.options.sliceSec * AT_ONCE;
    state.failures = failed ? state.failures + 1 : 0;
    if (!failed) return;
    state.heldUntil = endedAt + Math.min(LONGEST_HOLD_MS, FIRST_HOLD_MS * 2 ** Math.min(state.failures - 1, 30));
  }

  #choose(): TargetState {
    const all = [...this.#targets.values()];
    const candidates = this.#candidates(all);
    const untried = candidates.filter(({ slices, running }) => slices + running === 0);
    if (untried.length > 0) return pick(untried, this.options.random);
    return this.#belowFloor(all, candidates) ?? this.#draw(candidates);
  }

  /** Targets that neither run nor are held back; failing that, those that run; failing that, the one that is free next. */
  #candidates(all: readonly TargetState[]): readonly TargetState[] {
    const now = this.options.now();
    const free = all.filter(({ heldUntil }) => heldUntil <= now);
    const idle = free.filter(({ running }) => running === 0);
    if (idle.length > 0) return idle;
    const held = all.filter(({ running }) => running === 0);
    if (free.length > 0) return free;
    const waiting = held.length > 0 ? held : all;
    return [waiting.reduce((first, state) => (state.heldUntil < first.heldUntil ? state : first))];
  }

  #belowFloor(all: readonly TargetState[], candidates: readonly TargetState[]): TargetState | null {
    const total = all.reduce((sum, { givenSec }) => sum + givenSec, 0);
    const least = (this.#floor * total) / all.length;
    const neediest = candidates.reduce((needy, state) => (state.givenSec < needy.givenSec ? state : needy));
    return neediest.givenSec < least ? neediest : null;
  }

  #draw(candidates: readonly TargetState[]): TargetState {
    const prior = this.#prior();
    let best = candidates[0]!;
    let most = Number.NEGATIVE_INFINITY;
    for (const state of candidates) {
      // Engines that run on it already will take the next features.
      const drawn = state.gain.draw(prior, this.options.random) / (1 + state.running);
      if (drawn > most) {
        most = drawn;
        best = state;
      }
    }
    return best;
  }

  /** What is believed of a target that was never tried: it does as well as all of them together. */
  #prior(): { readonly events: number; readonly exposure: number } {
    let events = PRIOR_EVENTS;
    let exposure = (PRIOR_EVENTS * BURST) / FIRST_GUESS;
    for (const { gain } of this.#targets.values()) {
      events += gain.events;
      exposure += gain.exposure;
    }
    return { events: PRIOR_EVENTS, exposure: (PRIOR_EVENTS * exposure) / events };
  }
}
