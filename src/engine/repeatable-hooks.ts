/**
 * Module hooks behind repeatable.ts, in the thread where Jazzer instruments ES modules. Jazzer's own hook is registered
 * later and so stands around this one: it instruments what this one hands over, before the thread turns to another module.
 */
import { createHash } from "node:crypto";
import { createRequire, type InitializeHook, type LoadHook } from "node:module";

export interface RepeatableData {
  /** libFuzzer's seed. */
  readonly seed: string;
  /** Path of the module of @jazzer.js/instrumentor that draws the numbers of comparisons. */
  readonly helpers: string;
}

let seed: string;
let setSeed: (seed: number) => void;

export const initialize: InitializeHook<RepeatableData> = (data) => {
  ({ seed } = data);
  ({ setSeed } = createRequire(import.meta.url)(data.helpers) as { setSeed: (seed: number) => void });
};

/** The numbers of a module depend on the run's seed and its own text, not on what was loaded before. */
export const load: LoadHook = async (url, context, nextLoad) => {
  const loaded = await nextLoad(url, context);
  const { source } = loaded;
  if (loaded.format === "module" && source !== undefined) {
    const text = source instanceof ArrayBuffer ? new Uint8Array(source) : source;
    setSeed(createHash("sha1").update(seed).update("\0").update(text).digest().readInt32LE());
  }
  return loaded;
};
