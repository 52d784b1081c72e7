import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

// Kept out of Jazzer's instrumentation by its own mark of instrumented code, Fuzzer.coverageTracker.incrementCounter: what the
// harness does from time to time must not look like coverage of an input.

/** What is used here of the source-map-support package that Jazzer.js installs. */
interface SourceMapSupport {
  install(options: { readonly retrieveSourceMap: (source: string) => unknown }): void;
  retrieveSourceMap(source: string): unknown;
}

/** The instance of source-map-support that the running Jazzer.js loaded; `null` when there is none. */
function loadedSourceMapSupport(): SourceMapSupport | null {
  let require = createRequire(import.meta.url);
  for (const name of ["@jazzer.js/core", "@jazzer.js/instrumentor"]) require = createRequire(require.resolve(name));
  const module = require.cache[require.resolve("source-map-support")];
  return (module?.exports as SourceMapSupport | undefined) ?? null;
}

/**
 * Makes the stacks of ES modules name the lines of their sources.
 *
 * Jazzer.js 4.0.0 files the source maps of instrumented modules under their paths, but the frames of ES modules carry
 * `file:` URLs, so its look-up never finds them and stacks show positions of the instrumented code. This adds a look-up of
 * the same maps under the path that belongs to the URL.
 */
export function mapModuleStacks(): void {
  const support = loadedSourceMapSupport();
  support?.install({
    retrieveSourceMap: (source) => {
      if (!source.startsWith("file://")) return null;
      return support.retrieveSourceMap(fileURLToPath(source));
    },
  });
}
