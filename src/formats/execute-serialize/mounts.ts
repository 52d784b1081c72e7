import { partitionDesignator } from "../../directives/enums.js";
import { EnumTable } from "../../text/enum-table.js";
import { shellEscape } from "../../text/escape.js";
import { Extract, readWords, WHITESPACE, WordReader } from "../../text/extract-word.js";
import type { ContextBlock, MountImage, MountOptions } from "./model.js";
import type { Refusal, Row } from "./rows.js";

type ContextRow = Row<ContextBlock>;

const designators = new EnumTable(partitionDesignator);
const COLON = ":";
const PATH_BAD = `${COLON}${WHITESPACE}`;
const OPTIONAL = "-";
const PAIR = Extract.CUNESCAPE | Extract.UNESCAPE_SEPARATORS;

/** `partition:options`, separated by white space; a partition that is none refuses the whole value. */
export const rootImageOptions: ContextRow = {
  key: "root-image-options",
  read(context, value) {
    const words = new WordReader(value);
    for (;;) {
      const word = words.next(WHITESPACE, 0);
      if (words.failed) return "EINVAL";
      if (word === null) return undefined;
      const parts = readWords(new WordReader(word), 2, COLON, PAIR);
      if (parts === null) return "EINVAL";
      const [name, options] = parts;
      if (name == null) continue;
      const partition = designators.parse(name);
      if (partition === null) return "EINVAL";
      context.rootImageOptions.push({ partition, options: options ?? null });
    }
  },
  write(context, put) {
    let value = "";
    for (const { partition, options } of context.rootImageOptions) {
      if (options !== null && options !== "") value += ` ${partition}:${shellEscape(options, COLON)}`;
    }
    if (value !== "") put(value);
    return undefined;
  },
};

const BIND = Extract.UNQUOTE | Extract.DONT_COALESCE_SEPARATORS | Extract.UNESCAPE_SEPARATORS;

/** `[-]source[:destination[:rbind|norbind]]`; other options drop the line. What follows white space does not count. */
function readBind(context: ContextBlock, value: string, readOnly: boolean): Refusal {
  const words = new WordReader(value);
  const first = words.next(PATH_BAD, BIND);
  if (first === null) return "EINVAL";
  const ignoreMissing = first.startsWith(OPTIONAL);
  const source = ignoreMissing ? first.slice(1) : first;
  let destination = source;
  let recursive = true;
  const behindColon = (): boolean => !words.ended && value.charAt(words.position - 1) === COLON;
  if (behindColon()) {
    const second = words.next(PATH_BAD, BIND);
    if (words.failed) return "EINVAL";
    if (second === null) return undefined;
    destination = second;
    if (behindColon()) {
      const options = words.next(WHITESPACE, Extract.UNQUOTE);
      // systemd returns the error with the wrong sign here, which ends the block without being one.
      if (words.failed) return "end-of-block";
      if (options !== null && options !== "" && options !== "rbind" && options !== "norbind") return undefined;
      recursive = options !== "norbind";
    }
  }
  context.bindMounts.push({ source, destination, readOnly, recursive, ignoreMissing });
  return undefined;
}

/** Both keys fill one list, which is written in its order. */
export const bindMounts: readonly ContextRow[] = [
  {
    key: "bind-read-only-path",
    read: (context, value) => readBind(context, value, true),
    write(context, put) {
      for (const { source, destination, readOnly, recursive, ignoreMissing } of context.bindMounts) {
        const paths = `${shellEscape(source, PATH_BAD)}:${shellEscape(destination, PATH_BAD)}`;
        const value = `${ignoreMissing ? OPTIONAL : ""}${paths}:${recursive ? "rbind" : "norbind"}`;
        put(value, readOnly ? "bind-read-only-path" : "bind-path");
      }
      return undefined;
    },
  },
  { key: "bind-path", read: (context, value) => readBind(context, value, false) },
];

/** `path[:options]`. The path is not escaped when it is written. */
export const temporaryFilesystems: ContextRow = {
  key: "temporary-filesystems",
  read(context, value) {
    const parts = readWords(new WordReader(value), 2, COLON, PAIR);
    if (parts === null) return "EINVAL";
    const [path, options] = parts;
    if (path != null) context.temporaryFilesystems.push({ path, options: options ?? null });
    return undefined;
  },
  write(context, put) {
    for (const { path, options } of context.temporaryFilesystems) {
      put(options === null || options === "" ? path : `${path}:${shellEscape(options, COLON)}`);
    }
    return undefined;
  },
};

const PATHS = Extract.UNQUOTE | Extract.CUNESCAPE | Extract.UNESCAPE_SEPARATORS;
const TUPLE = Extract.UNQUOTE | Extract.RETAIN_ESCAPE;

/** `[partition:]options` up to the end; a partition that is none is skipped, no partition is root. */
function readMountOptions(words: WordReader): MountOptions[] | "EINVAL" {
  const list: MountOptions[] = [];
  for (;;) {
    const tuple = words.next(WHITESPACE, TUPLE);
    if (words.failed) return "EINVAL";
    if (tuple === null) return list;
    const parts = readWords(new WordReader(tuple), 2, COLON, PAIR);
    if (parts === null) return "EINVAL";
    const [first, options] = parts;
    if (first == null) continue;
    if (options == null) {
      list.push({ partition: "root", options: first });
      continue;
    }
    const partition = designators.parse(first);
    if (partition !== null) list.push({ partition, options });
  }
}

function imageText({ source, destination, ignoreMissing, options }: MountImage, bad: string): string {
  let text = `${ignoreMissing ? OPTIONAL : ""}${shellEscape(source, bad)}`;
  if (destination !== null) text += ` ${shellEscape(destination, bad)}`;
  for (const { partition, options: list } of options) {
    if (list !== null && list !== "") text += ` ${partition}:${shellEscape(list, COLON)}`;
  }
  return text;
}

/** `[-]source destination [[partition:]options …]`; with a source alone the line does not count. */
export const mountImages: ContextRow = {
  key: "mount-image",
  read(context, value) {
    const words = new WordReader(value);
    const paths = readWords(words, 2, WHITESPACE, PATHS);
    if (paths === null) return "EINVAL";
    const [first, destination] = paths;
    if (first == null) return "EINVAL";
    if (destination == null || destination === "") return undefined;
    const ignoreMissing = first.startsWith(OPTIONAL);
    const options = readMountOptions(words);
    if (options === "EINVAL") return options;
    const source = ignoreMissing ? first.slice(1) : first;
    context.mountImages.push({ source, destination, ignoreMissing, options });
    return undefined;
  },
  write(context, put) {
    for (const image of context.mountImages) put(imageText(image, WHITESPACE));
    return undefined;
  },
};

/** `[-]source [[partition:]options …]`. A colon in it is written with a backslash that cannot be read back. */
export const extensionImages: ContextRow = {
  key: "extension-image",
  read(context, value) {
    const words = new WordReader(value);
    const first = words.next(WHITESPACE, PATHS);
    if (first === null) return "EINVAL";
    const ignoreMissing = first.startsWith(OPTIONAL);
    const options = readMountOptions(words);
    if (options === "EINVAL") return options;
    const source = ignoreMissing ? first.slice(1) : first;
    context.extensionImages.push({ source, destination: null, ignoreMissing, options });
    return undefined;
  },
  write(context, put) {
    for (const image of context.extensionImages) put(imageText(image, PATH_BAD));
    return undefined;
  },
};
