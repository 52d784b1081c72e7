import { join } from "node:path";
import type { DiskGuard } from "../work-folder/disk-guard.js";
import { fileNames, readIfThere, unitName } from "./unit-files.js";
import type { WorkCorpus } from "./work-corpus.js";

/** Takes the units that an engine writes over into the work corpus, while it runs and once it has ended. */
export class UnitIngest {
  readonly #done = new Set<string>();
  #added = 0;

  constructor(
    readonly corpus: WorkCorpus,
    /** Folder that the engine writes to. Its files stay: the engine reloads them. */
    readonly out: string,
    readonly sliceId: number,
    readonly disk: DiskGuard,
  ) {}

  /** Units so far that were new to the corpus. */
  get added(): number {
    return this.#added;
  }

  /**
   * Looks at the folder once; says whether everything in it has been taken over. While the engine runs, a file whose
   * name is not the hash of its bytes is being written and waits. While the disk is nearly full, all of them wait.
   *
   * @param ended the engine has ended: an unfinished file is taken as it is, under the hash of what is there
   */
  poll(ended: boolean): boolean {
    const waiting = fileNames(this.out).filter((file) => !this.#done.has(file));
    if (waiting.length === 0) return true;
    if (!this.disk.hasRoom()) return false;
    let all = true;
    const taken: { readonly file: string; readonly name: string; readonly bytes: number }[] = [];
    for (const file of waiting) {
      const path = join(this.out, file);
      const bytes = readIfThere(path);
      if (bytes === null) continue;
      const name = unitName(bytes);
      if (name !== file && !ended) {
        all = false;
        continue;
      }
      if (this.corpus.take(path, name)) taken.push({ file, name, bytes: bytes.length });
      this.#done.add(file);
    }
    this.#added += taken.length;
    this.corpus.record(taken, "fuzz", this.sliceId);
    return all;
  }
}
