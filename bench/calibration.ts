const ROUNDS = 7;
const STEPS = 50_000_000;

/**
 * CPU microseconds of a fixed integer workload on this machine, the best of several rounds: the unit in which figures of
 * another machine are carried over (`cost here = cost there * calibration here / calibration there`).
 */
export function calibrate(): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    let x = 1;
    for (let i = 0; i < STEPS; i++) x = (Math.imul(x, 1664525) + 1013904223) | 0;
    const { user, system } = process.cpuUsage(before);
    // The comparison keeps the loop from being dropped as unused.
    if (x !== 42) best = Math.min(best, user + system);
  }
  return best;
}
