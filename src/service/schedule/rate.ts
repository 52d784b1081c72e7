import { gamma, type Random } from "./random.js";

/** What is believed of a rate before anything was seen: `events` in `exposure`. */
export interface Prior {
  readonly events: number;
  readonly exposure: number;
}

/** How often something happens per unit of exposure, when that changes with time: what was seen long ago counts little. */
export class Rate {
  #events = 0;
  #exposure = 0;

  /** @param keep weight, from 0 to 1, that earlier observations have from now on */
  observe(events: number, exposure: number, keep: number): void {
    this.#events = this.#events * keep + events;
    this.#exposure = this.#exposure * keep + exposure;
  }

  get events(): number {
    return this.#events;
  }

  get exposure(): number {
    return this.#exposure;
  }

  mean(prior: Prior): number {
    return (this.#events + prior.events) / (this.#exposure + prior.exposure);
  }

  /** One draw from what is believed of the rate now: a gamma distribution, the conjugate of counts. */
  draw(prior: Prior, random: Random): number {
    return gamma(this.#events + prior.events, random) / (this.#exposure + prior.exposure);
  }
}
