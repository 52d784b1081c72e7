import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addRegistryRow, scaffold } from "../../scripts/format-scaffold.js";
import { writeScaffold } from "../../scripts/new-format.js";
import { packageRoot } from "../../src/engine/package-root.js";

const emptyRegistry = `export const registry = [
  // formats:begin
  // formats:end
];
`;

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "sdfuzz-new-format-"));
  mkdirSync(join(root, "src", "formats"), { recursive: true });
  cpSync(join(packageRoot, "src", "core"), join(root, "src", "core"), { recursive: true });
  symlinkSync(join(packageRoot, "node_modules"), join(root, "node_modules"));
  writeFileSync(join(root, "package.json"), JSON.stringify({ name: "scaffolded", type: "module" }));
  writeFileSync(join(root, "src", "formats", "registry.ts"), emptyRegistry);
  const compilerOptions = { rootDir: ".", noEmit: true, composite: false, declaration: false, types: ["node"] };
  const tsconfig = { extends: join(packageRoot, "tsconfig.base.json"), compilerOptions, include: ["src", "test"] };
  writeFileSync(join(root, "tsconfig.json"), JSON.stringify(tsconfig));
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const run = (tool: string, ...args: string[]) =>
  spawnSync(join(packageRoot, "node_modules", ".bin", tool), args, { cwd: root, encoding: "utf8" });

describe("a new format", () => {
  it("compiles, and its tests fail until it is filled in", () => {
    writeScaffold(root, { slug: "wire-thing", title: 'Things "on" the wire', kind: "binary" });
    writeScaffold(root, { slug: "text-thing", title: "Things in text", kind: "text" });
    const compiler = run("tsc", "-p", ".");
    expect(compiler.stdout).toBe("");
    expect(compiler.status).toBe(0);
    const tests = run("vitest", "run", "--root", ".", "--reporter", "json");
    expect(tests.status).toBe(1);
    const report = JSON.parse(tests.stdout) as { numTotalTests: number; numFailedTests: number };
    expect(report).toMatchObject({ numTotalTests: 4, numFailedTests: 4 });
  });

  it("is never written over another", () => {
    expect(() => writeScaffold(root, { slug: "wire-thing", title: "again", kind: "text" })).toThrow(TypeError);
  });

  it("has every piece that the guide lists", () => {
    const guide = readFileSync(join(packageRoot, "docs", "adding-a-format.md"), "utf8");
    const pieces = [...guide.matchAll(/`((?:src\/formats|targets|test\/formats)\/[^`]*)`/g)].map(([, path]) => path!);
    const files = new Set(scaffold({ slug: "thing", title: "", kind: "text" }).keys());
    const named = pieces.map((path) => path.replaceAll("<slug>", "thing")).filter((path) => path.endsWith(".ts"));
    expect(named.length).toBeGreaterThan(5);
    const elsewhere = new Set(["src/formats/registry.ts", "test/formats/thing/*.test.ts"]);
    expect(named.filter((path) => !files.has(path) && !elsewhere.has(path))).toEqual([]);
  });

  it.each(["", "Upper", "two--hyphens", "-x", "../x", "a_b", "1st"])("cannot be called %j", (slug) => {
    expect(() => scaffold({ slug, title: "", kind: "text" })).toThrow(TypeError);
  });
});

describe("the registry row", () => {
  it("goes to its place by slug", () => {
    const source = addRegistryRow(addRegistryRow(addRegistryRow(emptyRegistry, "json"), "varlink"), "env-file");
    expect([...source.matchAll(/slug: "([^"]*)"/g)].map(([, slug]) => slug)).toEqual(["env-file", "json", "varlink"]);
  });
  it("is added once, and only between the markers", () => {
    expect(() => addRegistryRow(addRegistryRow(emptyRegistry, "json"), "json")).toThrow(TypeError);
    expect(() => addRegistryRow("export const registry = [];", "json")).toThrow(TypeError);
  });
});
