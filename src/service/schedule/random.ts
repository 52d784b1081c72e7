/** A source of numbers from 0 up to, not including, 1. */
export type Random = () => number;

const UINT32 = 2 ** 32;
/** Rounds after which the seed has reached every bit of the state. */
const WARM_UP = 12;

/** Chris Doty-Humphrey's sfc32: small, fast, passes PractRand; the same seed gives the same numbers everywhere. */
export function seededRandom(seed: number): Random {
  let a = 0;
  let b = seed >>> 0;
  let c = Math.floor(seed / UINT32) >>> 0;
  let counter = 1;
  const random = (): number => {
    const sum = (a + b + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + sum) >>> 0;
    return sum / UINT32;
  };
  for (let i = 0; i < WARM_UP; i++) random();
  return random;
}

/** One of some items, all equally likely. */
export function pick<Item>(items: readonly Item[], random: Random): Item {
  if (items.length === 0) throw new TypeError("nothing to pick from");
  return items[Math.floor(random() * items.length)]!;
}

/** Standard normal, by Box and Muller. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Gamma with scale 1, by Marsaglia and Tsang ("A simple method for generating gamma variables", 2000). */
export function gamma(shape: number, random: Random): number {
  if (shape < 1) return gamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
