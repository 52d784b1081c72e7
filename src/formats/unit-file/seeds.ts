import type { Seed } from "../../core/format.js";

export function unitFileSeeds(): Iterable<Seed> {
  return [];
}
