/**
 * For `node --import`: makes a run with a seed execute the same inputs every time. Jazzer draws the numbers by which
 * libFuzzer tells comparisons apart as modules come in, and ES modules come in whenever their files happen to be read; the
 * numbers steer the mutations. Does nothing without libFuzzer's `-seed=`.
 */
import { createRequire, register } from "node:module";
import { dirname, join } from "node:path";
import type { RepeatableData } from "./repeatable-hooks.js";

const SEED = /^-seed=(\d+)$/;

const seed = process.argv.findLast((argument) => SEED.test(argument));
if (seed !== undefined) {
  const core = createRequire(import.meta.url).resolve("@jazzer.js/core");
  const instrumentor = createRequire(core).resolve("@jazzer.js/instrumentor");
  register<RepeatableData>("./repeatable-hooks.js", import.meta.url, {
    data: { seed: SEED.exec(seed)![1]!, helpers: join(dirname(instrumentor), "plugins", "helpers.js") },
  });
}
