import { existsSync } from "node:fs";
import { InlineSourceMap, type Position } from "./source-map.js";

// Kept out of Jazzer's instrumentation by its own mark of instrumented code, Fuzzer.coverageTracker.incrementCounter: what the
// harness does from time to time must not look like coverage of an input.

interface Range {
  readonly start: Position;
  readonly end: Position;
}

interface FunctionEntry {
  readonly name: string;
  readonly decl: Range;
  readonly loc: Range;
  readonly line: number;
}

interface BranchEntry {
  readonly type: string;
  readonly loc: Range;
  readonly locations: readonly Range[];
  readonly line: number;
}

/** What istanbul's instrumentation keeps of one file; the counters `s`, `f` and `b` have the keys of the maps. */
interface FileCoverage {
  readonly path: string;
  readonly statementMap: Readonly<Record<string, Range>>;
  readonly fnMap: Readonly<Record<string, FunctionEntry>>;
  readonly branchMap: Readonly<Record<string, BranchEntry>>;
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

class FileMapper {
  constructor(readonly map: InlineSourceMap) {}

  readonly range = ({ start, end }: Range): Range => {
    const from = this.map.original(start) ?? { line: 1, column: 0 };
    const to = this.map.original(end) ?? from;
    const forwards = to.line > from.line || (to.line === from.line && to.column > from.column);
    return { start: from, end: forwards ? to : { line: from.line, column: from.column + 1 } };
  };

  file(covered: FileCoverage): FileCoverage {
    return {
      ...covered,
      path: this.map.source,
      statementMap: mapValues(covered.statementMap, this.range),
      fnMap: mapValues(covered.fnMap, (entry) => {
        const decl = this.range(entry.decl);
        return { ...entry, decl, loc: this.range(entry.loc), line: decl.start.line };
      }),
      branchMap: mapValues(covered.branchMap, (entry) => {
        const loc = this.range(entry.loc);
        // The branch of a missing `else` has an empty location, which stays empty.
        const locations = entry.locations.map((range) => (range.start?.line === undefined ? range : this.range(range)));
        return { ...entry, loc, locations, line: loc.start.line };
      }),
    };
  }
}

/**
 * Makes the coverage of `--coverage` name lines of the TypeScript sources: Jazzer.js 4.0.0 looks at the source maps of
 * CommonJS modules only. Entries are replaced in place and share their counters with the running code, so that this may be
 * done once all modules are loaded, before they are executed.
 *
 * @param coverage istanbul's `__coverage__`. Files whose source is not there (an installed package has none) stay as they are.
 */
export function mapCoverage(coverage: Record<string, FileCoverage>): void {
  for (const [file, covered] of Object.entries(coverage)) {
    const map = InlineSourceMap.of(file);
    if (map === null || !existsSync(map.source)) continue;
    delete coverage[file];
    coverage[map.source] = new FileMapper(map).file(covered);
  }
}

/** {@link mapCoverage} over what this process has loaded. */
export function mapLoadedCoverage(): void {
  const { __coverage__: coverage } = globalThis as { __coverage__?: Record<string, FileCoverage> };
  if (coverage !== undefined) mapCoverage(coverage);
}
