import type { Errno } from "../../core/errno.js";
import { NAME_MAX, PATH_MAX } from "../../text/path.js";
import { rawLength } from "../../text/raw-bytes.js";
import type { ExecutableLookup } from "./generate.js";

/** Folders of every Linux system. Origin: hier(7). */
const folders: ReadonlySet<string> = new Set([
  ...["", "/bin", "/boot", "/dev", "/etc", "/home", "/lib", "/lib64", "/media", "/mnt", "/opt", "/proc", "/root"],
  ...["/run", "/sbin", "/srv", "/sys", "/tmp", "/usr", "/usr/bin", "/usr/lib", "/usr/local", "/usr/local/bin"],
  ...["/usr/local/sbin", "/usr/sbin", "/usr/share", "/var", "/var/cache", "/var/lib", "/var/log", "/var/tmp"],
]);

/** Files of every Linux system that cannot be run. Origin: hier(7). */
const plainFiles: ReadonlyMap<string, Errno> = new Map<string, Errno>([
  ...(["/etc/fstab", "/etc/group", "/etc/hosts", "/etc/passwd", "/etc/profile", "/etc/shadow"] as const).map(
    (path): [string, Errno] => [path, "EACCES"],
  ),
  ...(["/dev/full", "/dev/null", "/dev/random", "/dev/urandom", "/dev/zero"] as const).map((path): [string, Errno] => [
    path,
    "EBADFD",
  ]),
]);

const HERE = ".";
const ABOVE = "..";
const NOTHING = "";
const SLASH = "/";

/** Why a path below the root cannot be run on a Linux system that has the files in `programs`, and no others but the usual ones. */
function whyNotRun(path: string, programs: ReadonlySet<string | null>): Errno {
  if (rawLength(path) >= PATH_MAX) return "ENAMETOOLONG";
  let at = NOTHING;
  let file: Errno | null = null;
  for (const component of path.split(SLASH).slice(1)) {
    if (file !== null) return "ENOTDIR";
    if (component === NOTHING || component === HERE) continue;
    if (component === ABOVE) {
      at = at.slice(0, Math.max(0, at.lastIndexOf(SLASH)));
      continue;
    }
    if (rawLength(component) > NAME_MAX) return "ENAMETOOLONG";
    at += SLASH + component;
    if (folders.has(at)) continue;
    file = programs.has(at) ? "EACCES" : (plainFiles.get(at) ?? null);
    if (file === null) return "ENOENT";
  }
  return file ?? "EISDIR";
}

/**
 * Answers from a table of names and paths, `null` for what cannot be run; what is not in the table is looked for among
 * `others`. Why something cannot be run is what a usual Linux system says.
 */
export function lookupIn(
  executables: Readonly<Record<string, string | null>>,
  others: Readonly<Record<string, string>> = {},
): ExecutableLookup {
  return (name) => {
    const path = Object.hasOwn(executables, name)
      ? executables[name]
      : Object.hasOwn(others, name)
        ? others[name]
        : null;
    if (path != null) return { path };
    if (name.startsWith(SLASH)) return whyNotRun(name, new Set(Object.values({ ...others, ...executables })));
    // A name alone is looked for in folders, of which each one has itself and the one above it.
    const isFolder = name === NOTHING || name === HERE || name === ABOVE;
    if (isFolder) return "EISDIR";
    return !name.includes(SLASH) && rawLength(name) > NAME_MAX ? "ENAMETOOLONG" : "ENOENT";
  };
}
