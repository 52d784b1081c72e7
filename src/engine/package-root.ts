import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

function findRoot(from: string): string {
  let folder = from;
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`no package.json above ${from}`);
    folder = parent;
  }
  return folder;
}

/** Folder that holds the package's `package.json`, `targets`, `corpora` and `dictionaries`. */
export const packageRoot: string = findRoot(dirname(fileURLToPath(import.meta.url)));
