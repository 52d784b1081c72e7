/**
 * A worker: a process that runs slices, one at a time, for the manager that started it. It knows neither the store nor the
 * schedule; it is told what to run and tells how it went. When its manager is gone it stops its engine and ends.
 */
import type { WorkerMessage, WorkerRequest } from "./messages.js";
import { type RunningSlice, startSlice } from "./run-slice.js";

let running: Promise<RunningSlice | null> | null = null;

const tell = (message: WorkerMessage): void => {
  if (process.connected) process.send?.(message);
};

async function stop(): Promise<void> {
  const slice = await running;
  slice?.stop();
  await slice?.ended;
}

process.on("message", (request: WorkerRequest) => {
  if (request.type === "run") running = startSlice(request.order, tell);
  else void stop();
});
process.on("disconnect", async () => {
  await stop();
  process.exit();
});
// A terminal's interrupt reaches the whole group; the manager decides what happens then.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
