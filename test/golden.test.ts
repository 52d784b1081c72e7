import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compareCase, type GoldenCase } from "../src/core/conformance.js";
import { packageRoot } from "../src/engine/package-root.js";
import { registry, vectorSets } from "../src/formats/registry.js";

/** A case that is known to differ in one field, and why. */
interface KnownDeviation {
  readonly field: string;
  readonly reason: string;
}

type KnownDeviations = Readonly<Record<string, Readonly<Record<string, KnownDeviation>>>>;

const golden = join(packageRoot, "test", "golden");
const MEBIBYTE = 1024 * 1024;
const LARGEST_VECTORS = 15 * MEBIBYTE;
/** Where vectors may come from: inputs that were written or found for this project. */
const sources = new Set(["written", "fuzzed"]);

const deviationsFile = join(golden, "known-deviations.json");
const knownDeviations: KnownDeviations = existsSync(deviationsFile)
  ? JSON.parse(readFileSync(deviationsFile, "utf8"))
  : {};

const folders = [
  ...registry.map((entry) => ({ ...entry, folder: `fuzz-${entry.slug}` })),
  ...vectorSets.map((entry) => ({ ...entry, folder: entry.slug })),
];

function readCases(folder: string): GoldenCase[] {
  const lines = readFileSync(join(golden, folder, "cases.jsonl"), "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as GoldenCase);
}

describe.each(folders)("$slug", ({ slug, folder, load }) => {
  const known = Object.hasOwn(knownDeviations, slug) ? knownDeviations[slug]! : {};

  it("does what systemd 257 did, but for known deviations", async () => {
    const definition = await load();
    const unexpected: string[] = [];
    const healed: string[] = [];
    const cases = readCases(folder);
    for (const each of cases) {
      const { differences } = compareCase(definition, each);
      const allowed = Object.hasOwn(known, each.id) ? known[each.id]!.field : undefined;
      if (allowed !== undefined && differences.length === 0) healed.push(each.id);
      for (const { id, field, expected, actual } of differences) {
        if (field === allowed) continue;
        unexpected.push(`${id} ${field}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
      }
    }
    expect(unexpected).toEqual([]);
    expect(healed, "known deviations that agree by now").toEqual([]);
    expect(cases.length).toBeGreaterThan(0);
  });

  it("has vectors of known origin, each once", () => {
    const cases = readCases(folder);
    expect(cases.filter((each) => !sources.has(each.source)).map((each) => each.id)).toEqual([]);
    const ids = new Set(cases.map((each) => each.id));
    expect(ids.size).toBe(cases.length);
    expect(Object.keys(known).filter((id) => !ids.has(id))).toEqual([]);
    for (const { field, reason } of Object.values(known)) expect([field, reason]).not.toContain("");
  });
});

describe("the vectors", () => {
  it("stay small", () => {
    const files = readdirSync(golden, { recursive: true, encoding: "utf8" }).map((name) =>
      statSync(join(golden, name)),
    );
    expect(files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0)).toBeLessThan(LARGEST_VECTORS);
  });

  it("deviate only for registered formats", () => {
    const slugs = new Set(folders.map((entry) => entry.slug));
    expect(Object.keys(knownDeviations).filter((slug) => !slugs.has(slug))).toEqual([]);
  });
});
