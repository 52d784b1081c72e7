import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Bench } from "tinybench";
import { checkLaws } from "../src/core/format.js";
import type { RegistryEntry } from "../src/formats/registry.js";

/** What one input of a format's corpus costs in a plain Node process, without instrumentation. */
export interface FormatFigures {
  readonly slug: string;
  readonly inputs: number;
  readonly bytes: number;
  /** Mean over the corpus, `run` and all laws. */
  readonly nsPerInput: number;
  /** Relative margin of error of the measurement, in per cent. */
  readonly errorPercent: number;
}

const MEASURE_MS = 1000;
const WARM_UP_MS = 500;

export function corpusFiles(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
}

/** Measures a format over the files of its corpus. */
export async function measureFormat(entry: RegistryEntry, corpus: string): Promise<FormatFigures> {
  const definition = await entry.load();
  const inputs = corpusFiles(corpus).map((file) => new Uint8Array(readFileSync(file)));
  const bench = new Bench({ time: MEASURE_MS, warmupTime: WARM_UP_MS });
  bench.add(entry.slug, () => {
    for (const input of inputs) checkLaws(definition, input, definition.run(input));
  });
  const [task] = await bench.run();
  const result = task?.result;
  if (result === undefined || !("latency" in result)) throw new Error(`${entry.slug}: nothing was measured`);
  return {
    slug: entry.slug,
    inputs: inputs.length,
    bytes: inputs.reduce((sum, { length }) => sum + length, 0),
    nsPerInput: (result.latency.mean * 1e6) / inputs.length,
    errorPercent: result.latency.rme,
  };
}
