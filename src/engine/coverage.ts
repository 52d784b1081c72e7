import { existsSync, readFileSync } from "node:fs";
import { SourceMap, type SourceMapping } from "node:module";
import { dirname, resolve } from "node:path";

/** Position in a file: lines from 1, columns from 0, as istanbul counts. */
interface Position {
  readonly line: number;
  readonly column: number;
}

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

const INLINE_MAP = "//# sourceMappingURL=data:application/json;base64,";

type SourceMapPayload = ConstructorParameters<typeof SourceMap>[0];

/** The source map at the end of a compiled file; `null` when it has none. */
function inlineMap(file: string): SourceMapPayload | null {
  const text = readFileSync(file, "utf8");
  const at = text.lastIndexOf(INLINE_MAP);
  if (at < 0) return null;
  const encoded = text.slice(at + INLINE_MAP.length).split("\n", 1)[0]!;
  return JSON.parse(Buffer.from(encoded, "base64").toString("utf8")) as SourceMapPayload;
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

const isComplete = (entry: Partial<SourceMapping>): entry is SourceMapping => entry.originalLine !== undefined;

class FileMapper {
  readonly #map: SourceMap;

  constructor(payload: SourceMapPayload) {
    this.#map = new SourceMap(payload);
  }

  #position({ line, column }: Position): Position | null {
    const entry = this.#map.findEntry(line - 1, column) as Partial<SourceMapping>;
    if (!isComplete(entry)) return null;
    // Text after a mapped position is mostly copied as it is up to the next one.
    const copied = entry.generatedLine === line - 1 ? column - entry.generatedColumn : 0;
    return { line: entry.originalLine + 1, column: entry.originalColumn + copied };
  }

  readonly range = ({ start, end }: Range): Range => {
    const from = this.#position(start) ?? { line: 1, column: 0 };
    const to = this.#position(end) ?? from;
    const forwards = to.line > from.line || (to.line === from.line && to.column > from.column);
    return { start: from, end: forwards ? to : { line: from.line, column: from.column + 1 } };
  };

  file(covered: FileCoverage, path: string): FileCoverage {
    return {
      ...covered,
      path,
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
    const payload = inlineMap(file);
    const source = payload?.sources.length === 1 ? payload.sources[0] : undefined;
    if (payload === null || source === undefined) continue;
    const path = resolve(dirname(file), payload.sourceRoot ?? "", source);
    if (!existsSync(path)) continue;
    delete coverage[file];
    coverage[path] = new FileMapper(payload).file(covered, path);
  }
}

/** {@link mapCoverage} over what this process has loaded. */
export function mapLoadedCoverage(): void {
  const { __coverage__: coverage } = globalThis as { __coverage__?: Record<string, FileCoverage> };
  if (coverage !== undefined) mapCoverage(coverage);
}
