import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Configuration } from "../config/index.js";
import type { WorkCorpus } from "../corpus/index.js";
import { runEngineUntil } from "../run-engine-until.js";
import { seedFolders } from "../targets.js";
import type { SliceFolder } from "../work-folder/index.js";
import { baseTask } from "./slice-order.js";

/** Longest that the reading of a corpus may take. */
const LIMIT_SEC = 120;

/** Figures of a corpus as a plain run of the engine counts them. */
export interface CorpusFigures {
  readonly coverage: number;
  readonly features: number;
}

/**
 * Counts what a whole corpus covers: an engine reads it and executes nothing else. `null` when it does not get through, for
 * instance because a unit crashes.
 *
 * @throws EngineError when the engine cannot be started
 */
export async function measureCorpus(
  corpus: WorkCorpus,
  folder: SliceFolder,
  configuration: Configuration,
  signal: AbortSignal,
): Promise<CorpusFigures | null> {
  const scratch = join(folder.path, "measure");
  mkdirSync(scratch, { recursive: true });
  const { target, entryPoint } = corpus;
  let figures: CorpusFigures | null = null;
  await runEngineUntil(
    {
      ...baseTask(target, entryPoint, configuration),
      corpora: [scratch, corpus.path, ...seedFolders(target, entryPoint)],
      artifactPrefix: `${scratch}/`,
      runs: 0,
    },
    {
      cwd: folder.path,
      limitSec: LIMIT_SEC,
      signal,
      onEvent: (event) => {
        if (event.type === "status" && event.reason === "INITED") {
          figures = { coverage: event.coverage, features: event.features };
        }
      },
    },
  );
  rmSync(scratch, { recursive: true, force: true });
  return figures;
}
