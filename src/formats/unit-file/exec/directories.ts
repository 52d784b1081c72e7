import type { Binding } from "../../../directives/assignment.js";
import { Extract, readWords, WordReader } from "../../../text/extract-word.js";
import { PathCheck, pathStartsWith } from "../../../text/path.js";
import type { UnitAssignment } from "../unit.js";
import { resolvePath } from "../values.js";
import type { ExecDirectoryType, ExecSettings } from "./settings.js";

/** What is said of a folder that the manager makes for a unit, below the root of its kind. */
export interface ExecDirectoryItem {
  /** Names of symbolic links to it. */
  readonly symlinks: string[];
  readOnly: boolean;
}

/** The folders of one kind. Origin: ExecDirectory at 257. */
export class ExecDirectory {
  mode = 0o755;
  /** By path (simplified), in the order of the file. */
  readonly items = new Map<string, ExecDirectoryItem>();

  /** Adds a folder, or what is new to one that is there already. */
  add(path: string, symlink: string | null, readOnly: boolean): void {
    let item = this.items.get(path);
    if (item === undefined) {
      item = { symlinks: [], readOnly };
      this.items.set(path, item);
    } else item.readOnly ||= readOnly;
    if (symlink !== null) item.symlinks.push(symlink);
  }
}

const TUPLE = Extract.CUNESCAPE | Extract.UNESCAPE_SEPARATORS | Extract.DONT_COALESCE_SEPARATORS;

/** `path`, `path:symlink` or `path:symlink:ro`. */
function addTuple(directory: ExecDirectory, tuple: string, at: UnitAssignment): boolean {
  const parts = readWords(new WordReader(tuple), 3, ":", TUPLE);
  if (parts === null || parts[0] === null) {
    at.warn("value.bad-syntax", tuple);
    return false;
  }
  const [source, link, flags] = parts;
  const path = resolvePath(at, source!, PathCheck.RELATIVE);
  if (path === null) return true;
  if (pathStartsWith(path, "private")) at.warn("unit-file.private-directory", tuple);
  else if (link && at.key === "ConfigurationDirectory") at.warn("unit-file.no-directory-symlink", tuple);
  else {
    const symlink = link ? resolvePath(at, link, PathCheck.RELATIVE) : null;
    if (link && symlink === null) return true;
    if (flags && flags !== "ro") at.warn("unit-file.bad-directory-flags", flags);
    else directory.add(path, symlink, flags === "ro");
  }
  return true;
}

/** Folders that the manager makes before the start of a unit. Origin: config_parse_exec_directories() at 257. */
export function execDirectories(type: ExecDirectoryType): Binding<ExecSettings, UnitAssignment> {
  return (exec, value, at) => {
    const directory = exec.directories[type];
    if (value === "") {
      directory.items.clear();
      return undefined;
    }
    const tuples = new WordReader(value);
    for (;;) {
      const tuple = tuples.next(undefined, Extract.UNQUOTE | Extract.RETAIN_ESCAPE);
      if (tuples.failed) return at.warn("value.bad-syntax", value);
      if (tuple === null || !addTuple(directory, tuple, at)) return undefined;
    }
  };
}
