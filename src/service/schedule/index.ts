/**
 * Decides what is fuzzed next, and when campaigns start. Pure: the clock and the source of chance are handed in, nothing
 * is read or written.
 */
export { cronProblem, nextDue } from "./cron.js";
export { EqualShares } from "./equal-shares.js";
export { GainScheduler, type GainSchedulerOptions } from "./gain-scheduler.js";
export { type Random, seededRandom } from "./random.js";
export { sliceLength } from "./slice-length.js";
export { countsPlainly, plainStrategy, StrategyBandit } from "./strategies.js";
export type { Choice, Observation, Scheduler, TargetTraits } from "./types.js";
