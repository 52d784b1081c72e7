import { readFileSync } from "node:fs";

/** Lines of source files, for signatures. */
export interface SourceLines {
  /** Lines of a file; empty when it is not there. */
  lines(file: string): readonly string[];
}

/** Files kept in memory. */
const MAX_FILES = 200;

/** Reads sources from the disk, each once. */
export class SourceFiles implements SourceLines {
  readonly #files = new Map<string, readonly string[]>();

  lines(file: string): readonly string[] {
    let lines = this.#files.get(file);
    if (lines === undefined) {
      if (this.#files.size >= MAX_FILES) this.#files.clear();
      lines = readLines(file);
      this.#files.set(file, lines);
    }
    return lines;
  }
}

function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Installed packages come without sources; frames of the platform name no files; a hostile name may hold anything.
    if (code === "ENOENT" || code === "EISDIR" || code === "ENOTDIR" || code === "ERR_INVALID_ARG_VALUE") return [];
    throw error;
  }
}
