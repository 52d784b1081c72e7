import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative, resolve, sep } from "node:path";
import type { CoverageMap } from "istanbul-lib-coverage";
import { packageRoot } from "../../engine/index.js";
import { writeComplete } from "../corpus/index.js";
import { type CoverageFigures, figuresOf } from "./report.js";

/** What the corpora of a target cover of one source file. */
export interface FileLines {
  /** Relative to the package, with `/`. */
  readonly path: string;
  readonly figures: CoverageFigures;
  /** Executions of every line that has code, by its number from 1. */
  readonly hits: Readonly<Record<string, number>>;
}

/** What a report says in total. */
export interface StoredFigures {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly figures: CoverageFigures;
}

/** A report as pages show it. */
export interface StoredCoverage extends StoredFigures {
  /** By path. */
  readonly files: readonly FileLines[];
}

const LINES_FILE = "lines.json";
/** The figures alone, for lists of reports; written last, so that a report which has it is whole. */
const FIGURES_FILE = "figures.json";

/** Writes what pages need of a report into its folder; every file is there whole or not at all. */
export function storeCoverage(map: CoverageMap, folder: string): void {
  const files = map.files().map((file): FileLines => {
    const one = map.fileCoverageFor(file);
    const { lines, functions, branches } = one.toSummary().toJSON();
    return {
      path: relative(packageRoot, file).replaceAll(sep, "/"),
      figures: { files: 1, lines, functions, branches },
      hits: one.getLineCoverage(),
    };
  });
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const total: StoredFigures = { at: Date.now(), figures: figuresOf(map) };
  const stored: StoredCoverage = { ...total, files };
  writeComplete(join(folder, LINES_FILE), Buffer.from(JSON.stringify(stored)), folder);
  writeComplete(join(folder, FIGURES_FILE), Buffer.from(JSON.stringify(total)), folder);
}

/** The reports below a folder, read when they are asked for. */
export class CoverageReports {
  constructor(readonly folder: string) {}

  /** Names of targets with a report, and `total` for all together; sorted. */
  names(): string[] {
    if (!existsSync(this.folder)) return [];
    return readdirSync(this.folder)
      .filter((name) => existsSync(join(this.folder, name, FIGURES_FILE)))
      .sort();
  }

  /** What a report says in total, without reading all of it; `null` for a name without a report. */
  figures(name: string): StoredFigures | null {
    return this.#read<StoredFigures>(name, FIGURES_FILE);
  }

  /** `null` for a name without a report. */
  read(name: string): StoredCoverage | null {
    return this.#read<StoredCoverage>(name, LINES_FILE);
  }

  #read<T>(name: string, file: string): T | null {
    if (basename(name) !== name || name === "..") return null;
    if (!existsSync(join(this.folder, name, FIGURES_FILE))) return null;
    return JSON.parse(readFileSync(join(this.folder, name, file), "utf8")) as T;
  }

  /** Text of a source file of a report; `null` when it is gone, or not in the package. */
  source(path: string): string | null {
    const file = resolve(packageRoot, path);
    if (!file.startsWith(packageRoot + sep) || !existsSync(file)) return null;
    return readFileSync(file, "utf8");
  }
}
