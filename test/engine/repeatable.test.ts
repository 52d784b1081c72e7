import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { packageRoot, runEngine } from "../../src/engine/index.js";
import { initialize, load } from "../../src/engine/repeatable-hooks.js";
import { Workshop } from "./fixtures/jazzer.js";

// Every engine takes more than a second to start, on a busy machine several.
vi.setConfig({ testTimeout: 240_000 });

const require = createRequire(import.meta.url);
const instrumentor = createRequire(require.resolve("@jazzer.js/core")).resolve("@jazzer.js/instrumentor");
const helpers = join(dirname(instrumentor), "plugins", "helpers.js");
const { fakePC } = require(helpers) as { fakePC: () => { readonly value: number } };

const SOURCES: Readonly<Record<string, string>> = { a: "export const a = 1;", b: "export const b = 2;" };

/** The numbers that Jazzer would draw for comparisons of modules which come in in this order. */
async function numbers(seed: string, order: readonly string[]): Promise<Record<string, number[]>> {
  await initialize({ seed, helpers });
  const drawn: Record<string, number[]> = {};
  for (const name of order) {
    const loaded = { format: "module" as const, source: new TextEncoder().encode(SOURCES[name]) };
    const context = { conditions: [], format: "module" as const, importAttributes: {}, importAssertions: {} };
    await load(pathToFileURL(`/${name}.js`).href, context, () => loaded);
    drawn[name] = Array.from({ length: 4 }, () => fakePC().value);
  }
  return drawn;
}

describe("the numbers of comparisons", () => {
  it("are the same in whatever order modules come in", async () => {
    const inOrder = await numbers("7", ["a", "b"]);
    expect(await numbers("7", ["b", "a"])).toEqual(inOrder);
    expect(inOrder.a).not.toEqual(inOrder.b);
  });

  it("are others with another seed", async () => {
    expect(await numbers("8", ["a"])).not.toEqual(await numbers("7", ["a"]));
  });
});

describe("a target of many modules", () => {
  let workshop: Workshop;
  beforeEach(() => {
    workshop = new Workshop();
  });
  afterEach(() => workshop.remove());

  it("executes the same inputs with the same seed", async () => {
    const found = async (folder: string): Promise<string[]> => {
      const corpora = [workshop.dir(folder), join(packageRoot, "corpora", "fuzz-udev-rules")];
      const target = join(packageRoot, "targets", "fuzz-udev-rules");
      await runEngine({ task: "fuzz", target, corpora, runs: 5000, seed: 7, reloadSec: 0 }, { cwd: workshop.folder });
      return readdirSync(join(workshop.folder, folder)).toSorted();
    };
    const first = await found("first");
    expect(first.length).toBeGreaterThan(100);
    for (const folder of ["second", "third"]) expect(await found(folder)).toEqual(first);
  });
});
