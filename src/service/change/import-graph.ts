import { existsSync, readFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { dirname, resolve, sep } from "node:path";

/** `import … from "x"`, `export … from "x"`, `import "x"`, `import("x")`, `require("x")`, in code that a compiler wrote. */
const IMPORT =
  /\b(?:import|export)\b[^"'`;()]*?\bfrom\s*["']([^"'\n]+)["']|\bimport\s*\(?\s*["']([^"'\n]+)["']|\brequire\(\s*["']([^"'\n]+)["']/g;
const INLINE_MAP = /\n\/\/# sourceMappingURL=data:application\/json;(?:charset=utf-8;)?base64,([A-Za-z0-9+/=]+)\s*$/;

/** What a module is made of. */
export interface ModuleGraph {
  /** Absolute paths of the modules that are loaded and of the sources that they were compiled from. */
  readonly files: ReadonlySet<string>;
  /** Whether it loads anything from installed packages. */
  readonly usesPackages: boolean;
}

/** Files that a module may have been compiled from into the same folder, whether they are there or not. */
export const sourcesBeside = (file: string): string[] =>
  [".ts", ".mts", ".cts"].map((extension) => file.replace(/\.[cm]?js$/, extension));

/** Sources that a compiled file names in the map at its end; without a map, those that lie beside it. */
export function sourcesOf(file: string, code: string): string[] {
  const match = INLINE_MAP.exec(code);
  if (match === null) return sourcesBeside(file).filter((source) => existsSync(source));
  const map = JSON.parse(Buffer.from(match[1]!, "base64").toString("utf8")) as {
    readonly sources?: readonly string[];
    readonly sourceRoot?: string;
  };
  return (map.sources ?? []).map((source) => resolve(dirname(file), map.sourceRoot ?? "", source));
}

/** Path of what a module imports; `null` for what is part of Node or not there. */
function resolveImport(specifier: string, from: string): string | null {
  if (isBuiltin(specifier)) return null;
  if (specifier.startsWith(".")) {
    const path = resolve(dirname(from), specifier);
    return existsSync(path) ? path : null;
  }
  try {
    return createRequire(from).resolve(specifier);
  } catch {
    // Words that only look like an import, or a package that is not installed: neither is part of the project.
    return null;
  }
}

/** Follows the imports of a compiled module through the project; installed packages are not entered. */
export function moduleGraph(module: string): ModuleGraph {
  const files = new Set<string>();
  let usesPackages = false;
  const waiting = [module];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue;
    if (file.includes(`${sep}node_modules${sep}`)) {
      usesPackages = true;
      continue;
    }
    files.add(file);
    if (!/\.[cm]?js$/.test(file)) continue;
    const code = readFileSync(file, "utf8");
    for (const source of sourcesOf(file, code)) files.add(source);
    for (const [, from, imported, required] of code.matchAll(IMPORT)) {
      const found = resolveImport((from ?? imported ?? required)!, file);
      if (found !== null) waiting.push(found);
    }
  }
  return { files, usesPackages };
}
