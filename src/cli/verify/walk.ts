import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { kindOfPath } from "../../formats/file-kinds.js";

/** What a walk finds: a file whose name tells its kind, or something that could not be read. */
export type Found = { readonly path: string } | { readonly path: string; readonly error: string };

const HIDDEN = ".";

const errorCode = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

const byName = (a: Dirent, b: Dirent): number => (a.name < b.name ? -1 : 1);

const isInside = (root: string, path: string): boolean => {
  const way = relative(root, path);
  return way !== ".." && !way.startsWith(`..${sep}`);
};

/** A path as kinds are told by: absolute, for the names of folders count, with `/` between its parts. */
export function slashed(path: string): string {
  const absolute = resolve(path);
  return sep === "/" ? absolute : absolute.replaceAll(sep, "/");
}

/** Whether a link leads to a file in the folder that is not found under its own name anyway. */
function isWanted(link: string, root: string): boolean {
  try {
    const target = realpathSync(link);
    return isInside(root, target) && statSync(target).isFile() && kindOfPath(slashed(target), true) === null;
  } catch {
    // A link to nowhere is no file of this folder; systemd passes over it, too.
    return false;
  }
}

/**
 * The files below a folder, sorted by name, each once: no hidden ones, and no symbolic links but those to files of the same folder
 * that cannot be found otherwise.
 *
 * @param all whether to take files whose names tell no kind, too
 */
export function* walk(folder: string, all: boolean): Iterable<Found> {
  const root = realpathSync(folder);
  /** Folders and files still to be looked at, the next one last. */
  const waiting: { readonly path: string; readonly isFolder: boolean }[] = [{ path: folder, isFolder: true }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path, isFolder } = next;
    if (!isFolder) {
      yield { path };
      continue;
    }
    let members: Dirent[];
    try {
      members = readdirSync(path, { withFileTypes: true });
    } catch (error) {
      yield { path, error: errorCode(error) };
      continue;
    }
    for (const member of members.sort(byName).reverse()) {
      if (member.name.startsWith(HIDDEN)) continue;
      const inside = join(path, member.name);
      if (member.isDirectory()) waiting.push({ path: inside, isFolder: true });
      else if (!all && kindOfPath(slashed(inside), true) === null) continue;
      else if (member.isFile() || (member.isSymbolicLink() && isWanted(inside, root))) {
        waiting.push({ path: inside, isFolder: false });
      }
    }
  }
}
