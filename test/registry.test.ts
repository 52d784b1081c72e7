import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isDirectiveSeed } from "../scripts/directive-seeds.js";
import { usableTokens } from "../scripts/generate-dictionaries.js";
import { checkLaws } from "../src/core/format.js";
import { packageRoot } from "../src/engine/package-root.js";
import { registry, vectorSets } from "../src/formats/registry.js";

/** Fewest seeds of a format; the INI dialects, whose tables are large, have more. */
const FEWEST_SEEDS = 25;
const FEWEST_SEEDS_OF_DIALECTS = 40;
const dialects = new Set(["unit-file", "network-parser", "netdev-parser", "link-parser", "nspawn-settings"]);

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const CODE = /^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$/;

const at = (...parts: string[]): string => join(packageRoot, ...parts);
const slugs = registry.map((entry) => entry.slug);

describe("the registry", () => {
  it("lists formats by slug, each once", () => {
    expect(slugs).toEqual([...new Set(slugs)].sort());
  });

  it("lists every format folder", () => {
    const folders = readdirSync(at("src", "formats"), { withFileTypes: true });
    expect(
      folders
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort(),
    ).toEqual(slugs);
  });

  it("accounts for every target, corpus, dictionary and folder of vectors", () => {
    const known = new Set(slugs.map((slug) => `fuzz-${slug}`));
    const stray = (folder: string, suffix: string): string[] =>
      readdirSync(at(folder)).filter(
        (name) => name.endsWith(suffix) && !known.has(name.slice(0, name.length - suffix.length)),
      );
    expect(stray("targets", ".ts")).toEqual([]);
    expect(stray("corpora", "")).toEqual([]);
    expect(stray("dictionaries", ".dict")).toEqual([]);
    for (const { slug } of vectorSets) known.add(slug);
    expect(readdirSync(at("test", "golden")).filter((name) => !name.endsWith(".json") && !known.has(name))).toEqual([]);
  });

  it("has its formats exported by the package", () => {
    const { exports } = JSON.parse(readFileSync(at("package.json"), "utf8")) as { exports: Record<string, unknown> };
    expect(exports["./*"]).toEqual({ types: "./dist/formats/*/index.d.ts", default: "./dist/formats/*/index.js" });
  });
});

describe.each(registry.map((entry) => [entry.slug, entry] as const))("%s", (slug, entry) => {
  it("is defined under its slug", async () => {
    const definition = await entry.load();
    expect(definition.slug).toBe(slug);
    expect(definition.title).not.toBe("");
    expect(definition.maxLen).toBeGreaterThan(0);
  });

  it("has a public face", async () => {
    const face: Record<string, unknown> = await import(at("src", "formats", slug, "index.ts"));
    expect(Object.values(face).some((value) => typeof value === "function")).toBe(true);
  });

  it("has a target", () => {
    const target = readFileSync(at("targets", `fuzz-${slug}.ts`), "utf8");
    expect(target).toContain(`"fuzz-${slug}"`);
    expect(target).toContain("export const { fuzz");
  });

  it("states laws and diagnostics under stable names", async () => {
    const { laws, diagnostics } = await entry.load();
    const names = laws.map((law) => law.name);
    expect(names.length).toBeGreaterThan(0);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(KEBAB);
    for (const code of Object.keys(diagnostics)) expect(code).toMatch(CODE);
  });

  it("has enough seeds, all on disk", async () => {
    const { seeds, maxLen } = await entry.load();
    const all = [...seeds()];
    const fewest = dialects.has(slug) ? FEWEST_SEEDS_OF_DIALECTS : FEWEST_SEEDS;
    expect(all.length).toBeGreaterThanOrEqual(fewest);
    for (const { bytes } of all) expect(bytes.length).toBeLessThanOrEqual(maxLen);
    const committed = readdirSync(at("corpora", `fuzz-${slug}`)).filter((name) => !isDirectiveSeed(name));
    expect(committed.sort()).toEqual(all.map((seed) => seed.name).sort());
  });

  it("keeps its laws on every file of its corpus", async () => {
    const definition = await entry.load();
    const folder = at("corpora", `fuzz-${slug}`);
    for (const name of readdirSync(folder)) {
      const bytes = new Uint8Array(readFileSync(join(folder, name)));
      expect(() => checkLaws(definition, bytes, definition.run(bytes)), name).not.toThrow();
    }
  });

  it("has a dictionary", async () => {
    const { dictionary } = await entry.load();
    expect(usableTokens(dictionary()).length).toBeGreaterThan(0);
    expect(existsSync(at("dictionaries", `fuzz-${slug}.dict`))).toBe(true);
  });

  it("has golden vectors", () => {
    expect(readFileSync(at("test", "golden", `fuzz-${slug}`, "cases.jsonl"), "utf8")).not.toBe("");
  });

  it("has tests of its own", () => {
    const folder = at("test", "formats", slug);
    const tests = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".test.ts")) : [];
    expect(tests).not.toEqual([]);
  });
});
