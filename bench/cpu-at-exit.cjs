// Loaded into the processes that bench/replay.ts measures: says at the end how much CPU time they took.
const { isMainThread } = require("node:worker_threads");

if (isMainThread) {
  process.on("exit", () => {
    const { user, system } = process.cpuUsage();
    process.stderr.write(`BENCH: cpu ${user + system} us\n`);
  });
}
