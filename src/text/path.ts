import { DOT, SLASH } from "../core/ascii.js";
import { isValidUnicode } from "../core/utf8.js";
import { rawLength } from "./raw-bytes.js";

/** Longest path in bytes, with the NUL that ends it in C. Origin: Linux PATH_MAX. */
export const PATH_MAX = 4096;
/** Longest file name in bytes. Origin: Linux NAME_MAX. */
export const NAME_MAX = 255;

const MAX_BYTES_PER_UNIT = 3;

/** Whether `text[start, end)`, which may keep bytes that are no UTF-8, is longer than `max` bytes; cheap for short texts. */
function isLonger(text: string, start: number, end: number, max: number): boolean {
  const units = end - start;
  if (units > max) return true;
  return units * MAX_BYTES_PER_UNIT > max && rawLength(text.slice(start, end)) > max;
}

export const isPathAbsolute = (path: string): boolean => path.charCodeAt(0) === SLASH;

/** Moves behind slashes and `.` components. */
function skipSlashOrDot(path: string, from: number): number {
  let at = from;
  for (;;) {
    const c = path.charCodeAt(at);
    if (c === SLASH) at++;
    else if (c === DOT && (at + 1 === path.length || path.charCodeAt(at + 1) === SLASH)) at++;
    else return at;
  }
}

/** Walks the components of a path, `.` and repeated slashes skipped. Origin: path_find_first_component() at 257. */
class PathComponents {
  /** The component found: `path[start, end)`. */
  start = 0;
  end = 0;
  /** Where the next search starts. */
  at = 0;

  constructor(readonly path: string) {}

  /** 1 when a component was found, 0 at the end, -1 when it is too long or a forbidden `..`. */
  next(acceptDotDot: boolean): number {
    const { path } = this;
    const start = skipSlashOrDot(path, this.at);
    let end = start;
    while (end < path.length && path.charCodeAt(end) !== SLASH) end++;
    this.start = start;
    this.end = end;
    if (start === end) {
      this.at = end;
      return 0;
    }
    if (isLonger(path, start, end, NAME_MAX)) return -1;
    if (!acceptDotDot && isDotDot(path, start, end)) return -1;
    this.at = skipSlashOrDot(path, end);
    return 1;
  }
}

const DOT_DOT_LENGTH = 2;
const isDotDot = (path: string, start: number, end: number): boolean =>
  end - start === DOT_DOT_LENGTH && path.charCodeAt(start) === DOT && path.charCodeAt(start + 1) === DOT;

function pathIsValid(path: string, acceptDotDot: boolean): boolean {
  if (path === "") return false;
  const components = new PathComponents(path);
  for (;;) {
    const found = components.next(acceptDotDot);
    if (found < 0) return false;
    if (components.at >= path.length) return !isLonger(path, 0, path.length, PATH_MAX - 1);
  }
}

/** Not empty, below PATH_MAX, no component over NAME_MAX. Origin: path_is_valid() at 257. */
export const isPathValid = (path: string): boolean => pathIsValid(path, true);
/** Valid and without `..`. Origin: path_is_safe() at 257. */
export const isPathSafe = (path: string): boolean => pathIsValid(path, false);

/** Safe, and without `.` components and doubled slashes. Origin: path_is_normalized() at 257. */
export function isPathNormalized(path: string): boolean {
  if (!isPathSafe(path)) return false;
  let afterSlash = true;
  for (let i = 0; i < path.length; i++) {
    const c = path.charCodeAt(i);
    if (afterSlash) {
      if (c === SLASH && i > 0) return false;
      if (c === DOT && (i + 1 === path.length || path.charCodeAt(i + 1) === SLASH)) return false;
    }
    afterSlash = c === SLASH;
  }
  return true;
}

/**
 * Removes repeated and trailing slashes, `.` components, and `..` right behind the root. What is behind an overlong
 * component stays as it is. Origin: path_simplify() at 257.
 */
export function pathSimplify(path: string, keepTrailingSlash = false): string {
  if (path === "" || isSimple(path)) return path;
  const absolute = isPathAbsolute(path);
  const components = new PathComponents(path);
  let simple = absolute ? "/" : "";
  let beginning = true;
  for (;;) {
    const found = components.next(true);
    if (found === 0) break;
    if (found > 0 && absolute && beginning && isDotDot(path, components.start, components.end)) continue;
    if (!beginning) simple += "/";
    beginning = false;
    if (found < 0) return simple + path.slice(components.start);
    simple += path.slice(components.start, components.end);
  }
  if (simple === "") simple = ".";
  return keepTrailingSlash && path.endsWith("/") && !simple.endsWith("/") ? `${simple}/` : simple;
}

/** Whether {@link pathSimplify} has nothing to do; may be false for simple paths with dots. */
function isSimple(path: string): boolean {
  if (path.charCodeAt(0) === DOT) return false;
  let afterSlash = false;
  for (let i = 0; i < path.length; i++) {
    const c = path.charCodeAt(i);
    if (afterSlash && (c === SLASH || c === DOT)) return false;
    afterSlash = c === SLASH;
  }
  return !afterSlash || path.length === 1;
}

/** Whether `prefix` (simplified) is the path itself or a folder above it, both absolute or both relative. Origin: path_startswith() at 257. */
export function pathStartsWith(path: string, prefix: string): boolean {
  if (isPathAbsolute(path) !== isPathAbsolute(prefix)) return false;
  const left = new PathComponents(path);
  const right = new PathComponents(prefix);
  for (;;) {
    const found = left.next(true);
    if (found < 0) return false;
    const wanted = right.next(true);
    if (wanted === 0) return true;
    if (wanted < 0 || found === 0) return false;
    if (path.slice(left.start, left.end) !== prefix.slice(right.start, right.end)) return false;
  }
}

/** What of an absolute path is behind a folder that {@link pathStartsWith} it: relative, empty for the folder itself. Origin: path_startswith() at 257. */
export function pathBelow(path: string, folder: string): string {
  const left = new PathComponents(path);
  const right = new PathComponents(folder);
  while (right.next(true) > 0) left.next(true);
  return path.slice(left.at);
}

/** Whether both name the same file, repeated slashes and `.` aside. Origin: path_equal() at 257. */
export function pathEqual(a: string, b: string): boolean {
  return pathStartsWith(a, b) && pathStartsWith(b, a);
}

/**
 * What stands for a path among those that {@link pathEqual} takes for the same one. What is behind an overlong component
 * counts as it stands.
 */
export function pathKey(path: string): string {
  const components = new PathComponents(path);
  let key = isPathAbsolute(path) ? "/" : "";
  for (;;) {
    const { at } = components;
    const found = components.next(true);
    if (found === 0) return key;
    if (found < 0) return `${key}\0${path.slice(at)}`;
    key += `${path.slice(components.start, components.end)}/`;
  }
}

/** The last component of a valid path that is not `.`; empty where there is none. */
export function lastComponent(path: string): string {
  const components = new PathComponents(path);
  let name = "";
  while (components.next(true) > 0) name = path.slice(components.start, components.end);
  return name;
}

/** Whether a path is below `/dev`, `/proc` or `/sys`. Origin: path_below_api_vfs() at 257. */
export const isBelowApiVfs = (path: string): boolean =>
  pathStartsWith(path, "/dev") || pathStartsWith(path, "/sys") || pathStartsWith(path, "/proc");

/** A file name: 1–255 bytes, no slash, not `.` or `..`. Origin: filename_is_valid() at 257. */
export function isFilenameValid(name: string): boolean {
  if (name === "" || name === "." || name === "..") return false;
  return !name.includes("/") && !isLonger(name, 0, name.length, NAME_MAX);
}

/** What {@link checkPath} demands; combine with `|`. */
export const PathCheck = {
  ABSOLUTE: 1,
  RELATIVE: 2,
  KEEP_TRAILING_SLASH: 4,
  NON_API_VFS: 8,
  /** With `NON_API_VFS`: paths below `/dev` are fine. */
  NON_API_VFS_DEV_OK: 16,
} as const;

export type PathProblem =
  | "not-utf8"
  | "not-absolute"
  | "not-relative"
  | "invalid-length"
  | "not-normalized"
  | "below-api-vfs";

/** A simplified path, or why a setting refuses it. */
export type CheckedPath = { readonly path: string } | { readonly problem: PathProblem };

/** Simplifies a path and checks it as settings do; the caller reports. Origin: path_simplify_and_warn() at 257. */
export function checkPath(text: string, checks: number): CheckedPath {
  if (!isValidUnicode(text)) return { problem: "not-utf8" };
  const absolute = isPathAbsolute(text);
  if (!absolute && (checks & PathCheck.ABSOLUTE) !== 0) return { problem: "not-absolute" };
  if (absolute && (checks & PathCheck.RELATIVE) !== 0) return { problem: "not-relative" };
  const path = pathSimplify(text, (checks & PathCheck.KEEP_TRAILING_SLASH) !== 0);
  if (!isPathValid(path)) return { problem: "invalid-length" };
  if (!isPathNormalized(path)) return { problem: "not-normalized" };
  if ((checks & PathCheck.NON_API_VFS) !== 0 && isBelowApiVfs(path)) {
    const devIsFine = (checks & PathCheck.NON_API_VFS_DEV_OK) !== 0;
    if (!devIsFine || !pathStartsWith(path, "/dev")) return { problem: "below-api-vfs" };
  }
  return { path };
}
