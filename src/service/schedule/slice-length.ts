/** Slices that every target should get out of a budget, so that there is something to learn from and to act upon. */
const SLICES_PER_TARGET = 4;
/** Below this length an engine does little but start. */
const LEAST_SEC = 5;

/** Length of a campaign's slices in whole seconds: the usual one, shorter when the budget is short. */
export function sliceLength(budgetSec: number | null, targets: number, jobs: number, usualSec: number): number {
  if (budgetSec === null) return usualSec;
  const fair = Math.max(LEAST_SEC, Math.floor((budgetSec * jobs) / (targets * SLICES_PER_TARGET)));
  return Math.max(1, Math.min(Math.floor(usualSec), fair, Math.floor(budgetSec)));
}
