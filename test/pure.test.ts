import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { checkLaws } from "../src/core/format.js";
import { toJson } from "../src/core/json.js";
import { packageRoot } from "../src/engine/package-root.js";
import { registry, vectorSets } from "../src/formats/registry.js";

/**
 * The formats are pure ECMAScript: bundled for no platform at all, they run in a context that has the language's own globals
 * and nothing of Node or a browser, and give the same results there.
 */

const entry = `
  import { checkLaws } from "./src/core/format.ts";
  import { toJson } from "./src/core/json.ts";
  import { registry, vectorSets } from "./src/formats/registry.ts";
  export async function observeSeeds(slug) {
    const definition = await [...registry, ...vectorSets].find((entry) => entry.slug === slug).load();
    const observed = {};
    for (const { name, bytes } of definition.seeds()) {
      checkLaws(definition, bytes, definition.run(bytes));
      observed[name] = toJson(definition.observe(bytes));
    }
    return JSON.stringify(observed);
  }`;

const { outputFiles } = await build({
  stdin: { contents: entry, resolveDir: packageRoot, loader: "js" },
  bundle: true,
  // A platform module would be an unresolved import, which fails the build.
  platform: "neutral",
  format: "iife",
  globalName: "formats",
  target: "es2022",
  write: false,
  logLevel: "silent",
});

const context = createContext(Object.create(null));
// What V8 adds to the language.
runInContext("delete globalThis.console; delete globalThis.WebAssembly;", context);
runInContext(outputFiles[0]!.text, context);

describe.each([...registry, ...vectorSets].map((row) => [row.slug, row] as const))("%s", (slug, row) => {
  test("runs without a platform", async () => {
    const definition = await row.load();
    const here: Record<string, unknown> = {};
    for (const { name, bytes } of definition.seeds()) {
      checkLaws(definition, bytes, definition.run(bytes));
      here[name] = toJson(definition.observe(bytes));
    }
    const there = (await runInContext(`formats.observeSeeds(${JSON.stringify(slug)})`, context)) as string;
    expect(JSON.parse(there)).toEqual(JSON.parse(JSON.stringify(here)));
    if (registry.includes(row)) expect(Object.keys(here).length).toBeGreaterThan(0);
  });
});

test("the context has nothing but the language", () => {
  for (const name of [
    "process",
    "Buffer",
    "TextDecoder",
    "TextEncoder",
    "URL",
    "console",
    "WebAssembly",
    "setTimeout",
    "require",
  ]) {
    expect(runInContext(`typeof ${name}`, context), name).toBe("undefined");
  }
});
