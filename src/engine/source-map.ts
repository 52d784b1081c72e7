import { readFileSync } from "node:fs";
import { SourceMap, type SourceMapping } from "node:module";
import { dirname, resolve } from "node:path";

// Kept out of Jazzer's instrumentation by its own mark of instrumented code, Fuzzer.coverageTracker.incrementCounter: what the
// harness does from time to time must not look like coverage of an input.

const INLINE_MAP = "//# sourceMappingURL=data:application/json;base64,";

type Payload = ConstructorParameters<typeof SourceMap>[0];

const isComplete = (entry: Partial<SourceMapping>): entry is SourceMapping => entry.originalLine !== undefined;

/** Position in a file: lines from 1, columns from 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The source map at the end of a file that was compiled from one source. */
export class InlineSourceMap {
  /** Absolute path of the source; it need not exist. */
  readonly source: string;
  readonly #map: SourceMap;

  private constructor(file: string, payload: Payload, source: string) {
    this.source = resolve(dirname(file), payload.sourceRoot ?? "", source);
    this.#map = new SourceMap(payload);
  }

  /** The map of a file; `null` when it has none. */
  static of(file: string): InlineSourceMap | null {
    const text = readFileSync(file, "utf8");
    const at = text.lastIndexOf(INLINE_MAP);
    if (at < 0) return null;
    const encoded = text.slice(at + INLINE_MAP.length).split("\n", 1)[0]!;
    const payload = JSON.parse(Buffer.from(encoded, "base64").toString("utf8")) as Payload;
    const [source] = payload.sources;
    return source === undefined ? null : new InlineSourceMap(file, payload, source);
  }

  /** Where in the source a position of the compiled file comes from; `null` before the first position that is known. */
  original({ line, column }: Position): Position | null {
    const entry = this.#map.findEntry(line - 1, column) as Partial<SourceMapping>;
    if (!isComplete(entry)) return null;
    // Text after a mapped position is mostly copied as it is up to the next one.
    const copied = entry.generatedLine === line - 1 ? column - entry.generatedColumn : 0;
    return { line: entry.originalLine + 1, column: entry.originalColumn + copied };
  }
}
