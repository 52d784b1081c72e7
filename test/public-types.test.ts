import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import type { FormatDefinition } from "../src/core/format.js";
import { packageRoot } from "../src/engine/package-root.js";
import { registry } from "../src/formats/registry.js";

/** What a declaration file exports: the public name to the file and the name that it has there. */
type Exports = ReadonlyMap<string, readonly [file: string, name: string]>;

const declarations = (...path: string[]): string => join(packageRoot, "dist", ...path);
const exportedHere = /^export (?:declare )?(?:abstract )?(?:function|class|interface|type|const) (\w+)/gm;

/** Names in braces, `type ` and line breaks aside, as [theirs, ours]. */
function namesIn(braces: string): (readonly [string, string])[] {
  const items = braces.split(",").map((item) => item.trim().replace(/^type /, ""));
  return items.filter((item) => item !== "").map((item) => [item.split(" as ")[0]!, item.split(" as ").at(-1)!]);
}

function exportsOf(file: string): Exports {
  const text = readFileSync(file, "utf8");
  const found = new Map<string, readonly [string, string]>();
  const source = (from: string): string => resolve(dirname(file), from.replace(/\.js$/, ".d.ts"));
  for (const [, braces = "", from = ""] of text.matchAll(/^export (?:type )?\{([^}]*)\} from "([^"]+)"/gm)) {
    for (const [theirs, ours] of namesIn(braces)) found.set(ours, [source(from), theirs]);
  }
  for (const [, from = ""] of text.matchAll(/^export (?:type )?\* from "([^"]+)"/gm)) {
    for (const [name, origin] of exportsOf(source(from))) found.set(name, origin);
  }
  for (const [, name = ""] of text.matchAll(exportedHere)) found.set(name, [file, name]);
  return found;
}

/** Types that the signature of a function names and that its file imports or declares. */
function typesOfSignature(file: string, name: string): string[] {
  const text = readFileSync(file, "utf8");
  const signature =
    new RegExp(`^export declare (?:function ${name}\\b|const ${name}: \\()[^;]*(?:\\{[^}]*\\}[^;]*)?;`, "m").exec(
      text,
    )?.[0] ?? "";
  const imported = [...text.matchAll(/^import (?:type )?\{([^}]*)\}/gm)].flatMap(([, braces = ""]) => namesIn(braces));
  const known = new Set([
    ...imported.map(([, ours]) => ours),
    ...[...text.matchAll(exportedHere)].map(([, own]) => own!),
  ]);
  return [...new Set(signature.match(/\b[A-Z]\w+\b/g))].filter((type) => known.has(type));
}

/** Types that all formats share: users import them from `sdfuzz` and `sdfuzz/time`. */
const shared = new Set(["Diagnostic", "Errno", "Json", "Usec"]);

describe("types that a format's functions take and return", () => {
  test.each(registry.map(({ slug }) => slug))("%s exports them", (slug) => {
    const exported = exportsOf(declarations("formats", slug, "index.d.ts"));
    const origins = new Set([...exported.values()].map(([, name]) => name));
    const missing: string[] = [];
    for (const [name, [file, origin]] of exported) {
      for (const type of typesOfSignature(file, origin)) {
        if (!origins.has(type) && !shared.has(type)) missing.push(`${type} of ${name}()`);
      }
    }
    expect(missing).toEqual([]);
  });

  test("the shared ones are where users look for them", () => {
    const common = new Set([
      ...exportsOf(declarations("index.d.ts")).keys(),
      ...exportsOf(declarations("time", "index.d.ts")).keys(),
    ]);
    expect([...shared].filter((type) => !common.has(type))).toEqual([]);
  });
});

describe("a format whose results hold diagnostics", () => {
  const reports = /\bdiagnostics?: (?:readonly )?Diagnostic\b/;
  const reporting = registry.filter(({ slug }) => {
    const files = [...exportsOf(declarations("formats", slug, "index.d.ts")).values()].map(([file]) => file);
    // run.ts holds what the golden cases record, which is not shown to users.
    return files.some((file) => !file.endsWith("run.d.ts") && reports.test(readFileSync(file, "utf8")));
  });

  test.each(reporting.map(({ slug }) => slug))("%s exports their texts", async (slug) => {
    const load = (file: string): Promise<Readonly<Record<string, unknown>>> =>
      import(pathToFileURL(declarations("formats", slug, file)).href);
    const { diagnostics } = (await load("definition.js")).definition as FormatDefinition;
    const texts = Object.entries(await load("index.js")).filter(([name]) => name.endsWith("Diagnostics"));
    expect(texts).toEqual([[expect.anything(), diagnostics]]);
  });
});
