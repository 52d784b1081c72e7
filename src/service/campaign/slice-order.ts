import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FuzzTask } from "../../engine/index.js";
import type { Configuration } from "../config/index.js";
import { linkComplete, type WorkCorpus } from "../corpus/index.js";
import type { Strategy, Target } from "../model.js";
import type { Random } from "../schedule/index.js";
import { seedFolders } from "../targets.js";
import type { SliceFolder } from "../work-folder/index.js";
import type { SliceOrder } from "../worker/index.js";

const MIB = 1024 * 1024;
/** Time beyond a slice's own that an engine gets to load its target and read its corpus before it is stopped. */
const LOADING_SEC = 60;

export interface SlicePlan {
  readonly sliceId: number;
  readonly target: Target;
  readonly strategy: Strategy;
  readonly seed: number;
  readonly lengthSec: number;
}

/** Some of a corpus's units in a folder of the slice's own, chosen anew for every slice. */
function subset(corpus: WorkCorpus, share: number, into: string, random: Random): string {
  mkdirSync(into, { recursive: true });
  for (const name of corpus.names()) {
    const unit = join(corpus.path, name);
    if (random() < share && existsSync(unit)) linkComplete(unit, join(into, name), corpus.context.folder.temporary);
  }
  return into;
}

/** A dictionary without entries: libFuzzer refuses an empty file, and without one the target's own would be used. */
function emptyDictionary(folder: SliceFolder): string {
  const file = join(folder.path, "none.dict");
  writeFileSync(file, "# no entries\n");
  return file;
}

/** The engine task of a slice, without what is special about its strategy. */
export function baseTask(target: Target, entryPoint: string, { engine }: Configuration): Omit<FuzzTask, "corpora"> {
  return {
    task: "fuzz",
    target: target.module,
    entryPoint,
    timeoutMs: engine.timeout * 1000,
    reportSlowUnitsSec: Math.max(1, Math.round(engine.slowUnit)),
    rssLimitMb: Math.round(engine.rssLimit / MIB),
    ...(target.maxLen === null ? {} : { maxLen: target.maxLen }),
  };
}

/** Makes a slice's folder and says what its worker has to do. */
export function orderSlice(
  { sliceId, target, strategy, seed, lengthSec }: SlicePlan,
  corpus: WorkCorpus,
  folder: SliceFolder,
  configuration: Configuration,
  random: Random,
): SliceOrder {
  mkdirSync(folder.out, { recursive: true });
  mkdirSync(folder.artifacts, { recursive: true });
  const { useValueProfile, maxLen, corpusShare, useDictionary, entryPoint } = strategy;
  const units = corpusShare < 1 ? subset(corpus, corpusShare, join(folder.path, "in"), random) : corpus.path;
  const dictionary = useDictionary ? target.dictionary : emptyDictionary(folder);
  return {
    sliceId,
    task: {
      ...baseTask(target, entryPoint, configuration),
      corpora: [folder.out, units, ...seedFolders(target, entryPoint)],
      artifactPrefix: `${folder.artifacts}/`,
      seed,
      maxTotalTimeSec: lengthSec,
      // The folder is this slice's alone.
      reloadSec: 0,
      useValueProfile,
      ...(dictionary === null ? {} : { dictionary }),
      ...(maxLen === null ? {} : { maxLen: Math.min(maxLen, target.maxLen ?? maxLen) }),
    },
    log: folder.log,
    cwd: folder.path,
    sampleEverySec: configuration.slice.sampleEvery,
    limitSec: lengthSec + LOADING_SEC,
  };
}
