import { rmSync } from "node:fs";
import { basename } from "node:path";
import type { EngineOutcome } from "../../engine/index.js";
import { UnitIngest, type WorkCorpus } from "../corpus/index.js";
import { outcomeFailure } from "../findings/index.js";
import type { Sample, SliceOutcome, Strategy } from "../model.js";
import { countsPlainly } from "../schedule/index.js";
import type { SliceEnd } from "../store/index.js";
import type { SliceFolder } from "../work-folder/index.js";
import type { SliceFigures } from "../worker/index.js";
import type { CorpusFigures } from "./measure.js";
import type { Workplace } from "./workplace.js";

/** The engine's outcomes under the names that the store keeps. */
export const outcomeName = ({ kind }: EngineOutcome): SliceOutcome => (kind === "clean-exit" ? "clean" : kind);

/** File name of the artifact that an outcome is about. */
function endingArtifact(outcome: EngineOutcome): string | null {
  if (outcome.kind === "finding" || outcome.kind === "timeout" || outcome.kind === "oom") {
    return outcome.artifact === null ? null : basename(outcome.artifact.path);
  }
  const last = outcome.kind === "slow" ? outcome.artifacts.at(-1) : undefined;
  return last === undefined ? null : basename(last.path);
}

/**
 * Takes what one slice brings into the store, the corpus and the inbox. Every step may be done again: units are named
 * by their bytes, reports by slice and bytes, and the slice's folder goes last.
 */
export class SliceIngest {
  readonly units: UnitIngest;
  readonly #isPlain: boolean;
  #last: SliceFigures | null = null;

  constructor(
    readonly service: Workplace,
    readonly sliceId: number,
    readonly strategy: Strategy,
    readonly corpus: WorkCorpus,
    readonly folder: SliceFolder,
    /** What the corpus was known to cover before; `null` when nothing was. */
    readonly known: CorpusFigures | null,
  ) {
    this.units = new UnitIngest(corpus, folder.out, sliceId, service.disk);
    this.#isPlain = countsPlainly(strategy);
  }

  /** The last figures that were told. */
  get last(): SliceFigures | null {
    return this.#last;
  }

  /** Keeps figures and new units; once this returns both are acknowledged. */
  sample(figures: SliceFigures): Sample {
    this.#last = figures;
    this.units.poll(false);
    const { store } = this.service;
    const { units, bytes } = this.corpus.size();
    const { coverage, features } = this.#comparable(figures);
    const sample: Sample = {
      target: this.corpus.target.name,
      sliceId: this.sliceId,
      at: Date.now(),
      executions: figures.executions,
      coverage,
      features,
      corpusUnits: units,
      corpusBytes: bytes,
      execPerSec: figures.execPerSec,
      rssMb: figures.rssMb,
    };
    store.transaction(() => {
      store.samples.add([sample]);
      store.slices.progress(this.sliceId, {
        executions: figures.executions,
        coverage,
        features,
        newUnits: this.units.added,
      });
    });
    return sample;
  }

  /** Hands the artifacts over for triage; says whether all units were taken too, which a full disk prevents. */
  takeLeftovers(outcome: EngineOutcome | null): boolean {
    const all = this.units.poll(true);
    if (!this.service.disk.hasRoom()) return false;
    const failure = outcome === null ? null : outcomeFailure(outcome);
    this.service.inbox.putArtifacts(
      this.folder.artifacts,
      {
        target: this.corpus.target.name,
        entryPoint: this.corpus.entryPoint,
        failure,
        sliceId: this.sliceId,
        revision: this.service.revision,
        at: Date.now(),
      },
      outcome === null ? null : endingArtifact(outcome),
    );
    return all;
  }

  /** Features that the slice added to the corpus, when its own count tells; `null` when it must be measured. */
  newFeatures(): number | null {
    if (!this.#isPlain) return null;
    const { features = 0, initialFeatures = null } = this.#last ?? {};
    return initialFeatures === null ? 0 : Math.max(0, features - initialFeatures);
  }

  /** Closes the slice in the store. */
  end(end: SliceEnd, measured: CorpusFigures | null): void {
    const { store } = this.service;
    const { name, entryPoints } = this.corpus.target;
    const stored = store.targets.get(name);
    // A target's figures are those of the entry point that takes bytes as they are.
    const isMain = this.corpus.entryPoint === entryPoints[0];
    const figures = isMain ? (measured ?? end) : (stored ?? end);
    const wasRead = measured !== null || this.#last?.initialFeatures !== null;
    store.transaction(() => {
      store.slices.end(this.sliceId, end);
      store.targets.addGain(name, {
        at: end.endedAt,
        coverage: wasRead ? figures.coverage : (stored?.coverage ?? 0),
        features: wasRead ? figures.features : (stored?.features ?? 0),
        newFeatures: end.newFeatures,
        executions: end.executions,
        fuzzedSec: this.#last?.elapsedSec ?? 0,
        cpuSec: end.cpuSec,
      });
    });
  }

  removeFolder(): void {
    rmSync(this.folder.path, { recursive: true, force: true });
  }

  /** Coverage and features as they compare with those of other slices. */
  #comparable({ coverage, features }: SliceFigures): CorpusFigures {
    if (this.#isPlain || this.known === null) return { coverage, features };
    return { coverage: Math.max(coverage, this.known.coverage), features: this.known.features };
  }
}
