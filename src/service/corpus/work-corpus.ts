import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { EngineResult } from "../../engine/index.js";
import { ServiceError } from "../error.js";
import type { Target, Unit, UnitOrigin } from "../model.js";
import { runEngineUntil } from "../run-engine-until.js";
import type { CorpusSize, Store } from "../store/index.js";
import type { WorkFolder } from "../work-folder/index.js";
import { fileNames, isUnitName, linkComplete, readIfThere, unitName, writeComplete } from "./unit-files.js";

/** What the service hands to everything that works on corpora. */
export interface CorpusContext {
  readonly store: Store;
  readonly folder: WorkFolder;
}

export interface CorpusBounds {
  readonly maxUnits: number;
  readonly maxBytes: number;
}

/** What a merge did. */
export interface PruneResult {
  readonly before: CorpusSize;
  readonly after: CorpusSize;
  /** Units that crashed or timed out during the merge. */
  readonly quarantined: readonly string[];
}

/**
 * The work corpus of one target and entry point: a folder of files that are named by the SHA-1 of their bytes, and a row
 * in the store for each. A file is there before its row is; {@link WorkCorpus.reconcile} makes up for what was cut short.
 */
export class WorkCorpus {
  readonly path: string;
  /** Name under which the store keeps the units. */
  readonly key: string;

  constructor(
    readonly context: CorpusContext,
    readonly target: Target,
    readonly entryPoint = "fuzz",
  ) {
    this.path = context.folder.corpus(target.name, entryPoint);
    this.key = entryPoint === "fuzz" ? target.name : `${target.name}.${entryPoint}`;
    mkdirSync(this.path, { recursive: true });
  }

  size(): CorpusSize {
    return this.context.store.units.size(this.key);
  }

  /** Whether the corpus has outgrown its bounds and a merge is due. */
  exceeds({ maxUnits, maxBytes }: CorpusBounds): boolean {
    const { units, bytes } = this.size();
    return units > maxUnits || bytes > maxBytes;
  }

  /** Adds one unit; true when it was new. */
  add(bytes: Uint8Array, origin: UnitOrigin, sliceId: number | null = null): boolean {
    const name = unitName(bytes);
    const path = join(this.path, name);
    if (this.#isKnown(name) || statSync(path, { throwIfNoEntry: false }) !== undefined) return false;
    writeComplete(path, bytes, this.context.folder.temporary);
    this.#record([this.#row(name, bytes.length, origin, sliceId)]);
    return true;
  }

  /**
   * Puts files under the names of their bytes and makes the store agree with the folder: it learns of units that it has
   * no row for, and that the files of others are gone. To be done before the first slice.
   */
  reconcile(): void {
    const { units } = this.context.store;
    const known = new Set(units.names(this.key, "active"));
    const found = new Set<string>();
    const rows: Omit<Unit, "state">[] = [];
    for (const file of fileNames(this.path)) {
      if (known.has(file)) {
        found.add(file);
        continue;
      }
      const bytes = readIfThere(join(this.path, file));
      if (bytes === null) continue;
      const name = unitName(bytes);
      if (name !== file) renameSync(join(this.path, file), join(this.path, name));
      found.add(name);
      rows.push(this.#row(name, bytes.length, "plain", null));
    }
    this.#record(rows);
    units.setState(
      this.key,
      [...known].filter((name) => !found.has(name)),
      "pruned",
    );
    for (const name of units.names(this.key, "quarantined")) {
      if (found.has(name)) this.#moveToQuarantine(name);
    }
  }

  /**
   * Merges the corpus: only units that add features to the seeds and to one another stay. The engine writes those into a
   * folder of its own; once that is complete, what it lacks leaves the corpus. Units that arrive meanwhile stay, engines
   * that run are not disturbed, and when this is cut short at any point nothing is lost: until the merge is complete
   * nothing leaves, and afterwards only what adds nothing.
   *
   * @throws ServiceError `engine-failed` when the merge does not come to its end
   */
  async prune(options: { readonly mergeTimeSec: number; readonly signal?: AbortSignal }): Promise<PruneResult> {
    const before = this.size();
    const work = this.context.folder.merge(this.key);
    const kept = join(work, "new");
    rmSync(work, { recursive: true, force: true });
    mkdirSync(kept, { recursive: true });
    const seeds = new Set(this.#copySeeds(kept));
    const candidates = fileNames(this.path).filter(isUnitName);
    const controlFile = join(work, "control");
    const merge = await runMerge(this, kept, controlFile, options);
    options.signal?.throwIfAborted();
    requireMerged(this.key, merge);
    const known = new Set(candidates);
    const failed = new Set([...failedUnits(readFileSync(controlFile, "utf8")), ...artifactNames(work)]);
    const quarantined = [...failed].filter((name) => known.has(name));

    const keep = new Set(fileNames(kept));
    const leaving = candidates.filter((name) => !keep.has(name) || seeds.has(name));
    this.quarantine(quarantined);
    this.#drop(leaving.filter((name) => !quarantined.includes(name)));
    rmSync(work, { recursive: true, force: true });
    return { before, after: this.size(), quarantined };
  }

  /** Drops the largest units until the corpus is within its bounds; for when a merge was not enough. Says how many went. */
  enforce(bounds: CorpusBounds): number {
    let { units, bytes } = this.size();
    const leaving: string[] = [];
    const names = this.context.store.units.names(this.key, "active");
    while (names.length > 0 && (units > bounds.maxUnits || bytes > bounds.maxBytes)) {
      const name = names.pop()!;
      units--;
      bytes -= statSync(join(this.path, name), { throwIfNoEntry: false })?.size ?? 0;
      leaving.push(name);
    }
    this.#drop(leaving);
    return leaving.length;
  }

  /** Keeps units out of the corpus from now on; their bytes go to the quarantine. */
  quarantine(names: readonly string[]): void {
    for (const name of names) this.#moveToQuarantine(name);
    this.context.store.units.setState(this.key, names, "quarantined");
  }

  /** Tells the store of units whose files are in the folder. */
  record(
    units: readonly { readonly name: string; readonly bytes: number }[],
    origin: UnitOrigin,
    sliceId: number | null,
  ): void {
    this.#record(units.map(({ name, bytes }) => this.#row(name, bytes, origin, sliceId)));
  }

  /** Takes over the file of a complete unit, which stays where it is too; true when the unit was new. */
  take(file: string, name: string): boolean {
    if (this.#isKnown(name)) return false;
    return linkComplete(file, join(this.path, name), this.context.folder.temporary);
  }

  /** Names of the units, smallest first. */
  names(): string[] {
    return this.context.store.units.names(this.key, "active");
  }

  #isKnown(name: string): boolean {
    const state = this.context.store.units.get(this.key, name)?.state;
    return state === "active" || state === "quarantined";
  }

  #row(name: string, bytes: number, origin: UnitOrigin, sliceId: number | null): Omit<Unit, "state"> {
    return { target: this.key, name, bytes, origin, sliceId, addedAt: Date.now() };
  }

  #record(rows: readonly Omit<Unit, "state">[]): void {
    if (rows.length > 0) this.context.store.units.add(rows);
  }

  #drop(names: readonly string[]): void {
    this.context.store.units.setState(this.key, names, "pruned");
    for (const name of names) rmSync(join(this.path, name), { force: true });
  }

  #moveToQuarantine(name: string): void {
    const folder = this.context.folder.quarantine(this.key);
    mkdirSync(folder, { recursive: true });
    const file = join(this.path, name);
    if (statSync(file, { throwIfNoEntry: false }) !== undefined) renameSync(file, join(folder, name));
  }

  /** Copies the seeds under the names that a merge gives them; seeds belong to the entry point that takes bytes as they are. */
  #copySeeds(into: string): string[] {
    const { seeds } = this.target;
    if (seeds === null || this.entryPoint !== "fuzz") return [];
    return fileNames(seeds).flatMap((file) => {
      const bytes = readIfThere(join(seeds, file));
      if (bytes === null) return [];
      const name = unitName(bytes);
      copyFileSync(join(seeds, file), join(into, name));
      return [name];
    });
  }
}

/** Names of the units for which an engine left artifacts. */
const artifactNames = (folder: string): string[] =>
  fileNames(folder).flatMap((file) => /^(?:crash|leak|oom|timeout)-([0-9a-f]{40})$/.exec(file)?.[1] ?? []);

/**
 * Names of the units that ended the process during a merge without leaving an artifact. libFuzzer's control file lists the
 * files by their number and says of each when it was `STARTED` and, once it was executed, which features (`FT`) it has;
 * an exception comes after that.
 */
export function failedUnits(control: string): string[] {
  const [count, , ...lines] = control.split("\n");
  const files = lines.slice(0, Number(count));
  const failed = new Set<string>();
  for (const line of lines.slice(files.length)) {
    const match = /^(STARTED|FT) (\d+)/.exec(line);
    const path = match === null ? undefined : files[Number(match[2])];
    if (path === undefined) continue;
    if (match![1] === "STARTED") failed.add(basename(path));
    else failed.delete(basename(path));
  }
  return [...failed];
}

async function runMerge(
  corpus: WorkCorpus,
  kept: string,
  controlFile: string,
  { mergeTimeSec, signal }: { readonly mergeTimeSec: number; readonly signal?: AbortSignal },
): Promise<EngineResult & { readonly merged: boolean }> {
  let merged = false;
  const result = await runEngineUntil(
    {
      task: "merge",
      target: corpus.target.module,
      entryPoint: corpus.entryPoint,
      into: kept,
      from: [corpus.path],
      controlFile,
      artifactPrefix: `${dirname(controlFile)}/`,
      ...(corpus.target.maxLen === null ? {} : { maxLen: corpus.target.maxLen }),
    },
    {
      limitSec: mergeTimeSec,
      ...(signal === undefined ? {} : { signal }),
      onEvent: (event) => {
        if (event.type === "merged") merged = true;
      },
    },
  );
  return { ...result, merged };
}

function requireMerged(key: string, { merged, outcome }: EngineResult & { readonly merged: boolean }): void {
  if (merged) return;
  const last = outcome.kind === "engine-lost" ? `: ${outcome.lastLines.at(-1) ?? "without a word"}` : "";
  throw new ServiceError("engine-failed", `the merge of ${key} did not come to its end (${outcome.kind}${last})`);
}
