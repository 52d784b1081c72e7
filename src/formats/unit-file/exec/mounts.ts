import type { Binding, Bindings } from "../../../directives/assignment.js";
import { partitionDesignator } from "../../../directives/enums.js";
import type { PartitionDesignator } from "../../../directives/image-policy.js";
import { EnumTable } from "../../../text/enum-table.js";
import { Extract, readWords, splitColonPairs, WHITESPACE, WordReader } from "../../../text/extract-word.js";
import { PathCheck } from "../../../text/path.js";
import type { UnitAssignment } from "../unit.js";
import { checkedPath, resolvePath, resolvePathText, resolveText } from "../values.js";
import type { ExecSettings } from "./settings.js";

/** `BindPaths=` and `BindReadOnlyPaths=`. */
export interface BindMount {
  readonly source: string;
  readonly destination: string;
  readonly readOnly: boolean;
  readonly recursive: boolean;
  readonly ignoreMissing: boolean;
}

/** `TemporaryFileSystem=`. */
export interface TemporaryFileSystem {
  readonly path: string;
  /** Mount options as they are written, without specifiers resolved; empty where there are none. */
  readonly options: string;
}

/** Mount options of one partition of an image. */
export interface PartitionOptions {
  readonly partition: PartitionDesignator;
  readonly options: string;
}

/** `MountImages=`, and `ExtensionImages=` which have no destination. */
export interface ImageMount {
  readonly source: string;
  readonly destination: string | null;
  readonly ignoreMissing: boolean;
  readonly options: readonly PartitionOptions[];
}

const designators = new EnumTable(partitionDesignator);

const BIND_SEPARATORS = `:${WHITESPACE}`;
const BIND = Extract.UNQUOTE | Extract.DONT_COALESCE_SEPARATORS;

/** Whether the word that was read last ended at a colon. */
const atColon = (words: WordReader): boolean => !words.ended && words.text.charAt(words.position - 1) === ":";

/** One `source[:destination[:options]]`; `undefined` after a report that leaves the rest readable, `null` when it is not. */
function readBindMount(words: WordReader, word: string, at: UnitAssignment): BindMount | undefined | null {
  const resolved = resolvePathText(at, word);
  if (resolved === null) return undefined;
  const ignoreMissing = resolved.startsWith("-");
  const source = checkedPath(at, ignoreMissing ? resolved.slice(1) : resolved, PathCheck.ABSOLUTE);
  if (source === null) return undefined;
  let destination = source;
  let recursive = true;
  if (atColon(words)) {
    const target = words.next(BIND_SEPARATORS, BIND);
    if (target === null) return null;
    const path = resolvePath(at, target);
    if (path === null) return undefined;
    destination = path;
    if (atColon(words)) {
      const options = words.next(WHITESPACE, Extract.UNQUOTE);
      if (words.failed) return null;
      if (options === "norbind") recursive = false;
      else if (options !== null && options !== "" && options !== "rbind") {
        return at.warn("unit-file.bad-bind-options", options);
      }
    }
  }
  return { source, destination, readOnly: at.key === "BindReadOnlyPaths", recursive, ignoreMissing };
}

/** `source[:destination[:rbind|norbind]]…`; an empty value drops the mounts of both directives. Origin: config_parse_bind_paths() at 257. */
const bindPaths: Binding<ExecSettings, UnitAssignment> = (exec, value, at) => {
  if (value === "") {
    exec.bindMounts = [];
    return undefined;
  }
  const words = new WordReader(value);
  for (;;) {
    const word = words.next(BIND_SEPARATORS, BIND);
    if (words.failed) return at.warn("value.bad-syntax", value);
    if (word === null) return undefined;
    const mount = readBindMount(words, word, at);
    if (mount === null) return at.warn("value.bad-syntax", value);
    if (mount !== undefined) exec.bindMounts.push(mount);
  }
};

/** `path[:options]…`. Origin: config_parse_temporary_filesystems() at 257. */
const temporaryFileSystem: Binding<ExecSettings, UnitAssignment> = (exec, value, at) => {
  if (value === "") {
    exec.temporaryFileSystems = [];
    return undefined;
  }
  const words = new WordReader(value);
  for (;;) {
    const word = words.next(WHITESPACE, Extract.UNQUOTE);
    if (words.failed) return at.warn("value.bad-syntax", value);
    if (word === null) return undefined;
    const parts = new WordReader(word);
    const name = parts.next(":", Extract.DONT_COALESCE_SEPARATORS);
    if (name === null) {
      at.warn("value.bad-syntax", word);
      continue;
    }
    const path = resolvePath(at, name);
    if (path !== null) exec.temporaryFileSystems.push({ path, options: parts.rest });
  }
};

/** Adds the options of a partition; reports an unknown name and specifiers that cannot be resolved. */
function addOptions(list: PartitionOptions[], name: string, text: string, at: UnitAssignment): void {
  const partition = designators.parse(name);
  if (partition === null) {
    at.warn("unit-file.unknown-partition", name);
    return;
  }
  const options = resolveText(at, text);
  if (options !== null) list.push({ partition, options });
}

/** `[partition:]options…`, added up over assignments. Origin: config_parse_root_image_options() at 257. */
const rootImageOptions: Binding<ExecSettings, UnitAssignment> = (exec, value, at) => {
  const pairs = splitColonPairs(value);
  if (pairs === null) return at.warn("value.bad-syntax", value);
  const list = exec.rootImageOptions;
  const before = list.length;
  for (const [first, second] of pairs)
    addOptions(list, second === "" ? "root" : first, second === "" ? first : second, at);
  if (list.length === before) exec.rootImageOptions = [];
  return undefined;
};

const IMAGE = Extract.CUNESCAPE | Extract.UNESCAPE_SEPARATORS;

/** What follows the paths of an image: `options`, or pairs of `partition:options`; `null` when it is malformed. */
function readImageOptions(parts: WordReader, at: UnitAssignment): PartitionOptions[] | null {
  const list: PartitionOptions[] = [];
  for (;;) {
    const pair = readWords(parts, 2, ":", IMAGE);
    if (pair === null) return null;
    const [first, second] = pair;
    if (first === null) return list;
    if (second === null) {
      const options = resolveText(at, first!);
      if (options !== null) list.push({ partition: "root", options });
    } else addOptions(list, first!, second!, at);
  }
}

/** Images to be mounted may be block devices, and be mounted below /dev. Extensions are neither. */
const IMAGE_PATHS = {
  1: PathCheck.ABSOLUTE | PathCheck.NON_API_VFS,
  2: PathCheck.ABSOLUTE | PathCheck.NON_API_VFS | PathCheck.NON_API_VFS_DEV_OK,
} as const;

/** One image with `count` paths before its options; `undefined` when it is skipped, `null` when it is malformed. */
function readImage(tuple: string, count: 1 | 2, at: UnitAssignment): ImageMount | undefined | null {
  const parts = new WordReader(tuple);
  const paths = readWords(parts, count, ":", IMAGE);
  if (paths === null) return null;
  const [first, second = null] = paths;
  if (first === null) return undefined;
  const ignoreMissing = first!.startsWith("-");
  const source = resolvePath(at, ignoreMissing ? first!.slice(1) : first!, IMAGE_PATHS[count]);
  if (source === null) return undefined;
  let destination: string | null = null;
  if (count === 2) {
    if (second === null || second === "") return at.warn("unit-file.image-without-destination", tuple);
    destination = resolvePath(at, second, IMAGE_PATHS[count]);
    if (destination === null) return undefined;
  }
  const options = readImageOptions(parts, at);
  return options === null ? null : { source, destination, ignoreMissing, options };
}

/** Images with one or two paths. Origin: config_parse_mount_images(), config_parse_extension_images() at 257. */
function images(field: "mountImages" | "extensionImages", count: 1 | 2): Binding<ExecSettings, UnitAssignment> {
  return (exec, value, at) => {
    if (value === "") {
      exec[field] = [];
      return undefined;
    }
    const tuples = new WordReader(value);
    for (;;) {
      const tuple = tuples.next(WHITESPACE, Extract.UNQUOTE | Extract.RETAIN_ESCAPE);
      if (tuples.failed) return at.warn("value.bad-syntax", value);
      if (tuple === null) return undefined;
      const image = readImage(tuple, count, at);
      if (image === null) return at.warn("value.bad-syntax", tuple);
      if (image !== undefined) exec[field].push(image);
    }
  };
}

/** Mounts and images: systemd.exec(5) "Paths". */
export const mountBindings: Bindings<ExecSettings, UnitAssignment> = {
  RootImageOptions: rootImageOptions,
  MountImages: images("mountImages", 2),
  ExtensionImages: images("extensionImages", 1),
  BindPaths: bindPaths,
  BindReadOnlyPaths: bindPaths,
  TemporaryFileSystem: temporaryFileSystem,
};
