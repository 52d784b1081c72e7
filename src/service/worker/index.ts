/** Runs slices: one worker process per job, one engine process per slice. Workers hold no store and know no schedule. */
export { awaitLeftovers, enginesOf } from "./leftovers.js";
export type { SliceFigures, SliceOrder, SliceReport } from "./messages.js";
export { type SliceEnding, type SliceListener, WorkerProcess } from "./worker-process.js";
