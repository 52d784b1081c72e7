import type { Bindings } from "../../directives/assignment.js";
import { userNamespaceOwnership, volatileMode } from "../../directives/enums.js";
import { enumeration, tristate } from "../../directives/values.js";
import { type CustomMount, customMount } from "../../nspawn/custom-mounts.js";
import type { NspawnSettings } from "../../nspawn/settings.js";
import { Extract, splitWords, WordReader } from "../../text/extract-word.js";
import { isUserGroupNameValid } from "../../text/names.js";
import { parseBoolean } from "../../text/numbers.js";
import { isPathAbsolute } from "../../text/path.js";
import type { NspawnAssignment, NspawnBinding } from "./assignment.js";
import { TMPFS_OPTIONS } from "./tables.js";

/** Paths are joined by colons; a backslash protects a colon. */
const SEPARATOR = ":";
const PATHS = Extract.DONT_COALESCE_SEPARATORS;

/** What stands in front of a path below the container's root. */
const IN_IMAGE = "+";

/** A source without its `+`: the path at which it is found inside the container. */
const withoutPlus = (source: string): string => (source.startsWith(IN_IMAGE) ? source.slice(1) : source);

/**
 * A source path made absolute, `null` where it may be and is empty, `undefined` when it is refused: empty, or below the
 * container's root and relative. Origin: source_path_parse() at 257.
 */
function sourcePath(text: string, folder: string): string | undefined {
  if (text === "") return undefined;
  if (text.startsWith(IN_IMAGE)) return isPathAbsolute(text.slice(1)) ? text : undefined;
  if (isPathAbsolute(text)) return text;
  return folder.endsWith("/") ? folder + text : `${folder}/${text}`;
}

const optionalSourcePath = (text: string, folder: string): string | null | undefined =>
  text === "" ? null : sourcePath(text, folder);

/** `source`, `source:destination` or `source:destination:options`. Origin: bind_mount_parse() at 257. */
export function parseBindMount(text: string, readOnly: boolean, folder: string): CustomMount | null {
  const words = new WordReader(text);
  const written = words.next(SEPARATOR, PATHS);
  if (written === null) return null;
  const second = words.next(SEPARATOR, PATHS);
  if (words.failed) return null;
  const source = optionalSourcePath(written, folder);
  const destination = second ?? withoutPlus(written);
  if (source === undefined || !isPathAbsolute(destination)) return null;
  const options = words.restIsEmpty ? null : words.rest;
  return customMount("bind", destination, { readOnly, source, options });
}

/** `path` or `path:options`. Origin: tmpfs_mount_parse() at 257. */
export function parseTmpfsMount(text: string): CustomMount | null {
  const words = new WordReader(text);
  const path = words.next(SEPARATOR, PATHS);
  if (path === null || !isPathAbsolute(path)) return null;
  return customMount("tmpfs", path, { options: words.restIsEmpty ? TMPFS_OPTIONS : words.rest });
}

/** An absolute path. Origin: inaccessible_mount_parse() at 257. */
export const parseInaccessibleMount = (text: string): CustomMount | null =>
  isPathAbsolute(text) ? customMount("inaccessible", text) : null;

/**
 * `lower:upper`, mounted in the place of `upper`, or `lower:…:upper:destination`, where `upper` may be empty.
 * Origin: overlay_mount_parse() at 257.
 */
export function parseOverlayMount(text: string, readOnly: boolean, folder: string): CustomMount | null {
  const paths = splitWords(text, SEPARATOR, PATHS);
  if (paths === null || paths.length < 2) return null;
  const isPair = paths.length === 2;
  const last = paths.pop()!;
  const upper = isPair ? last : paths.pop()!;
  const lower: string[] = [];
  for (const path of paths) {
    const absolute = sourcePath(path, folder);
    if (absolute === undefined) return null;
    lower.push(absolute);
  }
  const source = isPair ? sourcePath(upper, folder) : optionalSourcePath(upper, folder);
  if (source === undefined) return null;
  const destination = isPair ? withoutPlus(source!) : last;
  return isPathAbsolute(destination) ? customMount("overlay", destination, { readOnly, source, lower }) : null;
}

/** Adds what a mount directive describes. */
function mounts(parse: (value: string, folder: string) => CustomMount | null): NspawnBinding {
  return (settings, value, at) => {
    const mount = parse(value, at.currentFolder);
    if (mount === null) return at.warn("nspawn-settings.bad-mount", value);
    settings.customMounts.push(mount);
    return undefined;
  };
}

/** The older name of a setting that had two values. Origin: config_parse_userns_chown() at 257. */
const privateUsersChown: NspawnBinding = (settings, value, at) => {
  const flag = parseBoolean(value);
  if (flag === null) return at.warn("value.not-boolean", value);
  settings.userNamespaceOwnership = flag ? "chown" : "off";
  return undefined;
};

/** User names; the first bad one ends the value, an empty value resets. Origin: config_parse_bind_user() at 257. */
const bindUser: NspawnBinding = (settings, value, at) => {
  if (value === "") {
    settings.bindUser = [];
    return undefined;
  }
  const words = new WordReader(value);
  for (let word = words.next(); word !== null; word = words.next()) {
    if (!isUserGroupNameValid(word)) return at.warn("nspawn-settings.bad-user-name", word);
    settings.bindUser.push(word);
  }
  return words.failed ? at.warn("value.bad-syntax", value) : undefined;
};

/** Directives of [Files]. */
export const filesBindings: Bindings<NspawnSettings, NspawnAssignment> = {
  ReadOnly: tristate("readOnly"),
  Volatile: enumeration("volatileMode", volatileMode, { yes: "yes" }),
  Bind: mounts((value, folder) => parseBindMount(value, false, folder)),
  BindReadOnly: mounts((value, folder) => parseBindMount(value, true, folder)),
  TemporaryFileSystem: mounts(parseTmpfsMount),
  Inaccessible: mounts(parseInaccessibleMount),
  Overlay: mounts((value, folder) => parseOverlayMount(value, false, folder)),
  OverlayReadOnly: mounts((value, folder) => parseOverlayMount(value, true, folder)),
  PrivateUsersChown: privateUsersChown,
  PrivateUsersOwnership: enumeration("userNamespaceOwnership", userNamespaceOwnership, { yes: "auto" }),
  BindUser: bindUser,
};
