import { xescape } from "../text/escape.js";
import { Extract, readWords, WordReader } from "../text/extract-word.js";
import { isFdnameValid } from "../text/names.js";
import { isPathAbsolute, isPathValid, lastComponent } from "../text/path.js";

/** A file that is opened for a service. */
export interface OpenFile {
  readonly path: string;
  /** Name of the descriptor; the last component of the path when none was given. */
  readonly fdName: string;
  readonly readOnly: boolean;
  readonly append: boolean;
  readonly truncate: boolean;
  readonly graceful: boolean;
}

const openFileFlags = {
  "read-only": "readOnly",
  append: "append",
  truncate: "truncate",
  graceful: "graceful",
} as const;
type OpenFileFlag = (typeof openFileFlags)[keyof typeof openFileFlags];

/**
 * `path[:name[:flags]]`. `EADDRNOTAVAIL` for a path without a file name to take the name from.
 * Origin: systemd.service(5) OpenFile=, open_file_parse() at 257.
 */
export function parseOpenFile(text: string): OpenFile | "EINVAL" | "EADDRNOTAVAIL" {
  const words = new WordReader(text);
  const parts = readWords(words, 3, ":", Extract.DONT_COALESCE_SEPARATORS | Extract.CUNESCAPE);
  const path = parts?.[0];
  if (parts === null || path == null || !words.restIsEmpty) return "EINVAL";
  const [, name, options] = parts;
  const flags: Record<OpenFileFlag, boolean> = { readOnly: false, append: false, truncate: false, graceful: false };
  for (const option of options?.split(",") ?? []) {
    if (option === "") continue;
    if (!Object.hasOwn(openFileFlags, option)) return "EINVAL";
    const flag = openFileFlags[option as keyof typeof openFileFlags];
    if (flags[flag]) return "EINVAL";
    flags[flag] = true;
  }
  if (!isPathValid(path)) return "EINVAL";
  const problem = name ? null : unprintableOpenFile({ path });
  if (problem !== null) return problem;
  const fdName = name || lastComponent(path);
  if (!isPathAbsolute(path) || !isFdnameValid(fdName)) return "EINVAL";
  if (Number(flags.readOnly) + Number(flags.append) + Number(flags.truncate) > 1) return "EINVAL";
  return { path, fdName, ...flags };
}

/** Why systemd cannot print a file: its path has no file name. */
export function unprintableOpenFile({ path }: Pick<OpenFile, "path">): "EINVAL" | "EADDRNOTAVAIL" | null {
  const name = lastComponent(path);
  if (name === "") return "EADDRNOTAVAIL";
  return name === ".." ? "EINVAL" : null;
}

/** The file as systemd prints it. Origin: open_file_to_string() at 257. */
export function formatOpenFile(file: OpenFile): string {
  const flags: string[] = [];
  if (file.readOnly) flags.push("read-only");
  if (file.append) flags.push("append");
  if (file.truncate) flags.push("truncate");
  if (file.graceful) flags.push("graceful");
  const path = xescape(file.path, ":");
  const name = file.fdName === lastComponent(file.path) ? "" : file.fdName;
  if (flags.length > 0) return `${path}:${name}:${flags.join(",")}`;
  return name === "" ? path : `${path}:${name}`;
}
