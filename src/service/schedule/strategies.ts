import type { Strategy } from "../model.js";
import { gamma, type Random } from "./random.js";
import { Rate } from "./rate.js";
import type { TargetTraits } from "./types.js";

/** One choice that a strategy makes; the first value is what a plain run of the engine does. */
interface Dimension<Value> {
  readonly values: readonly Value[];
  /** What each value brought over all targets, and per target. */
  readonly overall: readonly Rate[];
  readonly byTarget: Map<string, readonly Rate[]>;
}

const MAX_LENS: readonly (number | null)[] = [null, 64, 512];
const CORPUS_SHARES: readonly number[] = [1, 0.4];

/** Weight that earlier slices keep at each new one of the same value. */
const KEEP = 0.95;
/** Weight of what other targets say about a value. */
const OVERALL_WEIGHT = 0.15;
/** Belief before anything was seen: a value brings what is expected of the target; plain runs are trusted a little more. */
const PRIOR = { events: 2, exposure: 2 };
const PRIOR_OF_OTHERS = { events: 1.4, exposure: 2 };
/** One lucky slice must not decide for long. */
const MOST_GAIN = 6;

const dimension = <Value>(values: readonly Value[]): Dimension<Value> => ({
  values,
  overall: values.map(() => new Rate()),
  byTarget: new Map(),
});

/** How a plain run of the engine fuzzes. */
export const plainStrategy = (entryPoint = "fuzz"): Strategy => ({
  useValueProfile: false,
  maxLen: null,
  corpusShare: 1,
  useDictionary: true,
  entryPoint,
});

/**
 * Whether the features that a slice counts are those of the target's corpus. With value profile there are more, and with
 * part of the corpus or shorter inputs fewer: what such a slice brought must be measured afterwards.
 */
export const countsPlainly = ({ useValueProfile, maxLen, corpusShare }: Strategy): boolean =>
  !useValueProfile && maxLen === null && corpusShare === 1;

/**
 * Chooses strategies by Thompson sampling, one bandit per dimension. The reward is relative: features that a slice
 * brought by features that were expected of its target, so that targets of all sizes say something about a value.
 */
export class StrategyBandit {
  readonly #valueProfile = dimension([false, true]);
  readonly #maxLen = dimension(MAX_LENS);
  readonly #corpusShare = dimension(CORPUS_SHARES);
  readonly #dictionary = dimension([true, false]);
  readonly #entryPoints = new Map<string, Dimension<string>>();

  constructor(readonly random: Random) {}

  /** @param measured whether strategies may be chosen whose features must be measured after the slice */
  choose(target: TargetTraits, measured: boolean): Strategy {
    const { name } = target;
    return {
      useValueProfile: measured && this.#draw(this.#valueProfile, name),
      maxLen: measured ? this.#draw(this.#maxLen, name) : null,
      corpusShare: measured ? this.#draw(this.#corpusShare, name) : 1,
      useDictionary: target.hasDictionary ? this.#draw(this.#dictionary, name) : true,
      entryPoint: this.#draw(this.#entryPointsOf(target), name),
    };
  }

  /** @param expected features that the target was expected to bring in the slice's time, above 0 */
  observe(target: TargetTraits, strategy: Strategy, newFeatures: number, expected: number): void {
    const gain = Math.min(MOST_GAIN, (newFeatures + 1) / (expected + 1));
    const { name } = target;
    this.#learn(this.#valueProfile, name, strategy.useValueProfile, gain);
    this.#learn(this.#maxLen, name, strategy.maxLen, gain);
    this.#learn(this.#corpusShare, name, strategy.corpusShare, gain);
    if (target.hasDictionary) this.#learn(this.#dictionary, name, strategy.useDictionary, gain);
    this.#learn(this.#entryPointsOf(target), name, strategy.entryPoint, gain);
  }

  /** Entry points are the target's own. */
  #entryPointsOf({ name, entryPoints }: TargetTraits): Dimension<string> {
    let found = this.#entryPoints.get(name);
    if (found === undefined) {
      found = dimension(entryPoints);
      this.#entryPoints.set(name, found);
    }
    return found;
  }

  #draw<Value>(of: Dimension<Value>, target: string): Value {
    const own = ownRates(of, target);
    let best = 0;
    let most = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < of.values.length; i++) {
      const prior = i === 0 ? PRIOR : PRIOR_OF_OTHERS;
      const overall = of.overall[i]!;
      const events = prior.events + own[i]!.events + OVERALL_WEIGHT * overall.events;
      const exposure = prior.exposure + own[i]!.exposure + OVERALL_WEIGHT * overall.exposure;
      const drawn = gamma(events, this.random) / exposure;
      if (drawn > most) {
        most = drawn;
        best = i;
      }
    }
    return of.values[best]!;
  }

  #learn<Value>(of: Dimension<Value>, target: string, value: Value, gain: number): void {
    const index = of.values.indexOf(value);
    // A value of an earlier version, in a slice of the past.
    if (index < 0) return;
    of.overall[index]!.observe(gain, 1, KEEP);
    ownRates(of, target)[index]!.observe(gain, 1, KEEP);
  }
}

function ownRates<Value>(of: Dimension<Value>, target: string): readonly Rate[] {
  let own = of.byTarget.get(target);
  if (own === undefined) {
    own = of.values.map(() => new Rate());
    of.byTarget.set(target, own);
  }
  return own;
}
