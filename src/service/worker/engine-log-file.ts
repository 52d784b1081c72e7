import { closeSync, openSync, renameSync, writeSync } from "node:fs";

/** Size at which the file is put aside and begun anew; the part before that stays once, as `<file>.1`. */
const MAX_BYTES = 256 * 1024;

/** The last part of what an engine says, on disk as it comes: it is there when everything else was killed. */
export class EngineLogFile {
  #file: number;
  #size = 0;

  constructor(readonly path: string) {
    this.#file = openSync(path, "w");
  }

  readonly write = (chunk: Uint8Array): void => {
    if (this.#size + chunk.length > MAX_BYTES && this.#size > 0) {
      closeSync(this.#file);
      renameSync(this.path, `${this.path}.1`);
      this.#file = openSync(this.path, "w");
      this.#size = 0;
    }
    const kept = chunk.subarray(Math.max(0, chunk.length - MAX_BYTES));
    writeSync(this.#file, kept);
    this.#size += kept.length;
  };

  close(): void {
    closeSync(this.#file);
  }
}
