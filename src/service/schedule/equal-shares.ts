import { plainStrategy } from "./strategies.js";
import type { Choice, Observation, Scheduler, TargetTraits } from "./types.js";

/** Gives every target the same time and fuzzes as a plain run of the engine does: what other schedulers are measured by. */
export class EqualShares implements Scheduler {
  readonly #given: Map<string, number>;
  readonly #entryPoints: ReadonlyMap<string, string | undefined>;

  constructor(
    targets: readonly TargetTraits[],
    /** Length of a slice, in seconds. */
    readonly sliceSec: number,
  ) {
    if (targets.length === 0) throw new TypeError("a scheduler needs a target");
    this.#given = new Map(targets.map(({ name }) => [name, 0]));
    this.#entryPoints = new Map(targets.map(({ name, entryPoints }) => [name, entryPoints[0]]));
  }

  next(): Choice {
    const [target, given] = [...this.#given].reduce((least, entry) => (entry[1] < least[1] ? entry : least));
    this.#given.set(target, given + this.sliceSec);
    return { target, strategy: plainStrategy(this.#entryPoints.get(target)) };
  }

  observe({ target, elapsedSec }: Observation): void {
    const given = this.#given.get(target);
    if (given === undefined) throw new TypeError(`${target} is not scheduled`);
    this.#given.set(target, given + elapsedSec - this.sliceSec);
  }

  recall(): void {
    // Equal shares do not depend on the past.
  }
}
