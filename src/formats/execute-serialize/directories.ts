import { execDirectoryType } from "../../directives/enums.js";
import { EnumTable } from "../../text/enum-table.js";
import { shellEscape } from "../../text/escape.js";
import { Extract, readWords, WHITESPACE, WordReader } from "../../text/extract-word.js";
import { isErrno, parseBoolean, parseMode, yesNo } from "../../text/numbers.js";
import { pathKey } from "../../text/path.js";
import type { ContextBlock, Directories, DirectoryItem } from "./model.js";
import type { Row } from "./rows.js";
import { formatMode } from "./scheduling.js";

export const directoryTypes = new EnumTable(execDirectoryType);

const TUPLE = Extract.UNESCAPE_SEPARATORS | Extract.UNESCAPE_RELAX;
const PART = Extract.UNESCAPE_SEPARATORS;
const PATH_BAD = `:${WHITESPACE}`;

/** Adds an item, or its marks to the one of the same path; the newest item is the one that links go to, whichever it is. */
function addItem(folders: Directories, item: DirectoryItem): DirectoryItem {
  const { items } = folders;
  const key = pathKey(item.path);
  const known = items.get(key);
  if (known === undefined) {
    items.set(key, item);
    folders.newest = item;
    return item;
  }
  known.onlyCreate ||= item.onlyCreate;
  known.readOnly ||= item.readOnly;
  return folders.newest ?? known;
}

/** `path:only-create:read-only[:link…]`; what has no second part is skipped. */
function readItem(folders: Directories, tuple: string): "EINVAL" | undefined {
  const words = new WordReader(tuple);
  const parts = readWords(words, 3, ":", PART);
  if (parts === null) return "EINVAL";
  const [path, create, only] = parts;
  if (path == null || create == null) return undefined;
  const onlyCreate = parseBoolean(create);
  const readOnly = only == null ? null : parseBoolean(only);
  if (onlyCreate === null || readOnly === null) return "EINVAL";
  const { symlinks } = addItem(folders, { path, onlyCreate, readOnly, symlinks: [] });
  if (words.restIsEmpty) return undefined;
  for (;;) {
    const link = words.next(":", PART);
    if (words.failed) return "EINVAL";
    if (link === null) return undefined;
    symlinks.push(link);
  }
}

/** `directories-StateDirectory=0755 foo:no:no:link`. */
export const directories: Row<ContextBlock> = {
  key: "directories-",
  read(context, value) {
    const words = new WordReader(value);
    const head = readWords(words, 2, "= ", 0);
    if (head === null) return "EINVAL";
    const [name, modeText] = head;
    if (name == null || modeText == null) return "EINVAL";
    const type = directoryTypes.parse(name);
    if (type === null) return "EINVAL";
    const mode = parseMode(modeText);
    if (isErrno(mode)) return mode;
    const folders = context.directories[type];
    folders.mode = mode;
    for (;;) {
      const tuple = words.next(WHITESPACE, TUPLE);
      if (words.failed) return "EINVAL";
      if (tuple === null) return undefined;
      const refused = readItem(folders, tuple);
      if (refused !== undefined) return refused;
    }
  },
  write(context, put) {
    for (const type of execDirectoryType) {
      const { mode, items } = context.directories[type];
      let value = formatMode(mode);
      for (const { path, onlyCreate, readOnly, symlinks } of items.values()) {
        value += ` ${shellEscape(path, PATH_BAD)}:${yesNo(onlyCreate)}:${yesNo(readOnly)}`;
        for (const link of symlinks) value += `:${shellEscape(link, PATH_BAD)}`;
      }
      put(value, `directories-${type}`);
    }
    return undefined;
  },
};
