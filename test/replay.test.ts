import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../src/core/format.js";
import { packageRoot } from "../src/engine/package-root.js";
import { registry } from "../src/formats/registry.js";

const regressions = join(packageRoot, "test", "regressions");

/** Inputs of a target below a folder, by their path in the package. */
function inputsIn(folder: string): [name: string, bytes: Uint8Array][] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => {
    const path = join(folder, name);
    return [path.slice(packageRoot.length + 1), new Uint8Array(readFileSync(path))];
  });
}

describe.each(registry)("fuzz-$slug", ({ slug, load }) => {
  it("keeps its laws for every seed and every input that once broke something", async () => {
    const definition = await load();
    const folders = [join(packageRoot, "corpora", `fuzz-${slug}`), join(regressions, `fuzz-${slug}`)];
    const failed = new Map<string, unknown>();
    for (const [name, bytes] of folders.flatMap(inputsIn)) {
      try {
        checkLaws(definition, bytes, definition.run(bytes));
      } catch (error) {
        failed.set(name, error);
      }
    }
    expect(failed).toEqual(new Map());
  });
});

it("has regressions of registered targets only", () => {
  const targets = new Set(registry.map((entry) => `fuzz-${entry.slug}`));
  expect(readdirSync(regressions).filter((name) => !targets.has(name))).toEqual([]);
});
