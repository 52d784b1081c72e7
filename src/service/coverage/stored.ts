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

/** A report as pages show it. */
export interface StoredCoverage {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly figures: CoverageFigures;
  /** By path. */
  readonly files: readonly FileLines[];
}

const FILE = "lines.json";

/** Writes what pages need of a report into its folder; the file is there whole or not at all. */
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
  const stored: StoredCoverage = { at: Date.now(), figures: figuresOf(map), files };
  writeComplete(join(folder, FILE), Buffer.from(JSON.stringify(stored)), folder);
}

/** The reports below a folder, read when they are asked for. */
export class CoverageReports {
  constructor(readonly folder: string) {}

  /** Names of targets with a report, and `total` for all together; sorted. */
  names(): string[] {
    if (!existsSync(this.folder)) return [];
    return readdirSync(this.folder)
      .filter((name) => existsSync(join(this.folder, name, FILE)))
      .sort();
  }

  /** `null` for a name without a report. */
  read(name: string): StoredCoverage | null {
    if (basename(name) !== name || name === "..") return null;
    const file = join(this.folder, name, FILE);
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as StoredCoverage) : null;
  }

  /** Text of a source file of a report; `null` when it is gone, or not in the package. */
  source(path: string): string | null {
    const file = resolve(packageRoot, path);
    if (!file.startsWith(packageRoot + sep) || !existsSync(file)) return null;
    return readFileSync(file, "utf8");
  }
}
