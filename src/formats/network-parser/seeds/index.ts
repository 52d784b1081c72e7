import type { Seed } from "../../../core/format.js";
import { addressingSeeds } from "./addressing.js";
import { clientSeeds } from "./clients.js";
import { frameSeeds } from "./frame.js";
import { routingSeeds } from "./routing.js";
import { trafficControlSeeds } from "./traffic-control.js";

/** One seed for each rule of the syntax, the sections, and what they say together. */
export const networkSeeds = (): Iterable<Seed> => [
  ...frameSeeds(),
  ...addressingSeeds(),
  ...routingSeeds(),
  ...clientSeeds(),
  ...trafficControlSeeds(),
];
