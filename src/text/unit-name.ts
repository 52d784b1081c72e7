import { BACKSLASH, DOT, hexValue, MINUS, SLASH } from "../core/ascii.js";
import { encodeUtf8, utf8Length } from "../core/utf8.js";
import { CharSet, DIGITS, LETTERS } from "./char-set.js";
import { isPathNormalized, pathSimplify, pathStartsWith } from "./path.js";
import { decodeRaw } from "./raw-bytes.js";

/** Longest unit name in bytes, with the NUL that ends it in C. Origin: UNIT_NAME_MAX. */
export const UNIT_NAME_MAX = 256;

/** In systemd's order. */
export const unitTypes = [
  "service",
  "socket",
  "target",
  "device",
  "mount",
  "automount",
  "swap",
  "timer",
  "path",
  "slice",
  "scope",
] as const;
export type UnitType = (typeof unitTypes)[number];
const unitTypeSet: ReadonlySet<string> = new Set(unitTypes);

const templateTypes: ReadonlySet<string> = new Set<UnitType>(["service", "socket", "target", "timer", "path"]);

/** Whether units of a type can be made from templates. Origin: unit_type_may_template() at 257. */
export const unitTypeMayTemplate = (type: UnitType): boolean => templateTypes.has(type);

/** Which kinds of unit names to accept; combine with `|`. */
export const UnitNameKind = {
  /** `foo.service` */
  PLAIN: 1,
  /** `foo@.service` */
  TEMPLATE: 2,
  /** `foo@bar.service` */
  INSTANCE: 4,
  ANY: 7,
} as const;

const NAME_CHARACTERS = `${DIGITS}${LETTERS}:-_.\\`;
const nameSet = new CharSet(NAME_CHARACTERS);
const nameSetWithAt = new CharSet(`${NAME_CHARACTERS}@`);
const globSet = new CharSet(`${NAME_CHARACTERS}@[]!-*?`);
const keptByEscape = new CharSet(`${DIGITS}${LETTERS}:_.`);
const GLOB_CHARACTERS = /[*?[]/;

/** The unit type that a name's suffix says, or `null`. Origin: unit_name_to_type() at 257. */
export function unitNameType(name: string): UnitType | null {
  if (!unitNameIsValid(name, UnitNameKind.ANY)) return null;
  return name.slice(name.lastIndexOf(".") + 1) as UnitType;
}

/** Whether a text is one of {@link unitTypes}. */
export const isUnitType = (text: string): text is UnitType => unitTypeSet.has(text);

/** Which {@link UnitNameKind} a valid name is, 0 when it is none. Origin: systemd.unit(5), unit_name_is_valid() at 257. */
export function unitNameKind(name: string): number {
  if (name.length === 0 || name.length >= UNIT_NAME_MAX) return 0;
  const dot = name.lastIndexOf(".");
  if (dot <= 0 || !unitTypeSet.has(name.slice(dot + 1))) return 0;
  if (!nameSetWithAt.hasAll(name, 0, dot)) return 0;
  const at = name.indexOf("@");
  if (at < 0) return UnitNameKind.PLAIN;
  if (at === 0) return 0;
  return at + 1 === dot ? UnitNameKind.TEMPLATE : UnitNameKind.INSTANCE;
}

export const unitNameIsValid = (name: string, kinds: number): boolean => (unitNameKind(name) & kinds) !== 0;

/** The part before `@` or the type; never empty, `@` excluded. Origin: unit_prefix_is_valid() at 257. */
export const unitPrefixIsValid = (prefix: string): boolean => prefix !== "" && nameSet.hasAll(prefix);
/** The part behind `@`. Origin: unit_instance_is_valid() at 257. */
export const unitInstanceIsValid = (instance: string): boolean => instance !== "" && nameSetWithAt.hasAll(instance);
/** `.service` and so on. Origin: unit_suffix_is_valid() at 257. */
export const unitSuffixIsValid = (suffix: string): boolean =>
  suffix.charCodeAt(0) === DOT && unitTypeSet.has(suffix.slice(1));

export interface UnitNameParts {
  readonly prefix: string;
  /** `null` for plain names, empty for templates. */
  readonly instance: string | null;
  readonly type: UnitType;
}

/** Takes a valid unit name apart, `null` when it is not valid. */
export function splitUnitName(name: string): UnitNameParts | null {
  const kind = unitNameKind(name);
  if (kind === 0) return null;
  const dot = name.lastIndexOf(".");
  const type = name.slice(dot + 1) as UnitType;
  if (kind === UnitNameKind.PLAIN) return { prefix: name.slice(0, dot), instance: null, type };
  const at = name.indexOf("@");
  return { prefix: name.slice(0, at), instance: name.slice(at + 1, dot), type };
}

/** `foo@.service` or `foo@x.service` with another instance, or `null`. Origin: unit_name_replace_instance() at 257. */
export function unitNameReplaceInstance(name: string, instance: string): string | null {
  if (!unitInstanceIsValid(instance)) return null;
  const parts = splitUnitName(name);
  if (parts === null || parts.instance === null) return null;
  const replaced = `${parts.prefix}@${instance}.${parts.type}`;
  return unitNameIsValid(replaced, UnitNameKind.INSTANCE) ? replaced : null;
}

/** The template of an instance or template name, or `null`. Origin: unit_name_template() at 257. */
export function unitNameTemplate(name: string): string | null {
  const parts = splitUnitName(name);
  return parts === null || parts.instance === null ? null : `${parts.prefix}@.${parts.type}`;
}

/** The name with another suffix (`.socket`), or `null`. Origin: unit_name_change_suffix() at 257. */
export function unitNameChangeSuffix(name: string, suffix: string): string | null {
  if (!unitNameIsValid(name, UnitNameKind.ANY) || !unitSuffixIsValid(suffix)) return null;
  const changed = name.slice(0, name.lastIndexOf(".")) + suffix;
  return unitNameIsValid(changed, UnitNameKind.ANY) ? changed : null;
}

const escapeHex = (byte: number): string => `\\x${byte.toString(16).padStart(2, "0")}`;

/** Any text to what a unit name may hold: `/` becomes `-`, other characters `\xHH`, a leading dot too. Origin: unit_name_escape() at 257. */
export function unitNameEscape(text: string): string {
  let escaped = "";
  const bytes = encodeUtf8(text);
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte === SLASH) escaped += "-";
    else if (keptByEscape.has(byte) && (i > 0 || byte !== DOT)) escaped += String.fromCharCode(byte);
    else escaped += escapeHex(byte);
  }
  return escaped;
}

/** Undoes {@link unitNameEscape}; `null` when a `\xHH` is malformed. Origin: unit_name_unescape() at 257. */
export function unitNameUnescape(text: string): string | null {
  const source = encodeUtf8(text);
  const bytes = new Uint8Array(source.length);
  let length = 0;
  for (let i = 0; i < source.length; i++) {
    const byte = source[i]!;
    if (byte === MINUS) bytes[length++] = SLASH;
    else if (byte === BACKSLASH) {
      const high = i + 3 < source.length ? hexValue(source[i + 2]!) : -1;
      const low = i + 3 < source.length ? hexValue(source[i + 3]!) : -1;
      if (source[i + 1] !== 0x78 || high < 0 || low < 0) return null;
      bytes[length++] = (high << 4) | low;
      i += 3;
    } else bytes[length++] = byte;
  }
  return decodeRaw(bytes, 0, length);
}

/** A path to the name of the unit that stands for it, without suffix; `null` when it has `..`. Origin: unit_name_path_escape() at 257. */
export function unitNamePathEscape(path: string): string | null {
  const simple = pathSimplify(path);
  if (simple === "" || /^\/*$/.test(simple)) return "-";
  if (!isPathNormalized(simple)) return null;
  return unitNameEscape(trimSlashes(simple));
}

function trimSlashes(path: string): string {
  let start = 0;
  let end = path.length;
  while (start < end && path.charCodeAt(start) === SLASH) start++;
  while (end > start && path.charCodeAt(end - 1) === SLASH) end--;
  return path.slice(start, end);
}

/** Undoes {@link unitNamePathEscape}: an absolute path, or `null`. Origin: unit_name_path_unescape() at 257. */
export function unitNamePathUnescape(text: string): string | null {
  if (text === "") return null;
  if (text === "-") return "/";
  const path = unitNameUnescape(text);
  if (path === null || path.startsWith("/") || path.endsWith("/")) return null;
  return isPathNormalized(`/${path}`) ? `/${path}` : null;
}

/** The name of the unit of a path, such as `home-user.mount`; `null` when the path or suffix is not valid, or the name too long. Origin: unit_name_from_path() at 257. */
export function unitNameFromPath(path: string, suffix: string): string | null {
  if (!unitSuffixIsValid(suffix)) return null;
  const escaped = unitNamePathEscape(path);
  if (escaped === null) return null;
  const name = escaped + suffix;
  return unitNameIsValid(name, UnitNameKind.PLAIN) ? name : null;
}

export interface MangleOptions {
  /** Let glob patterns through. */
  readonly glob?: boolean;
}

/**
 * Makes a unit name of what a user typed: paths become `.mount` or `.device` units, invalid characters are escaped, a
 * missing suffix is added. `null` when nothing valid comes out. Origin: unit_name_mangle_with_suffix() at 257.
 */
export function unitNameMangle(name: string, suffix: string, options: MangleOptions = {}): string | null {
  if (name === "" || !unitSuffixIsValid(suffix)) return null;
  if (unitNameIsValid(name, UnitNameKind.ANY)) return name;
  const isGlob = GLOB_CHARACTERS.test(name);
  if (isGlob && options.glob === true && globSet.hasAll(name)) return name;
  if (name.startsWith("/")) {
    const isDevice = pathStartsWith(name, "/dev") || pathStartsWith(name, "/sys");
    const unit = unitNameFromPath(name, isDevice ? ".device" : ".mount");
    if (unit !== null) return unit;
  }
  let mangled = "";
  const kept = options.glob === true ? globSet : nameSetWithAt;
  for (const byte of encodeUtf8(name)) {
    if (byte === SLASH) mangled += "-";
    else mangled += kept.has(byte) ? String.fromCharCode(byte) : escapeHex(byte);
  }
  const stillGlob = options.glob === true && GLOB_CHARACTERS.test(mangled);
  if (stillGlob) return utf8Length(mangled) < UNIT_NAME_MAX ? mangled : null;
  if (unitNameType(mangled) === null) mangled += suffix;
  return unitNameIsValid(mangled, UnitNameKind.ANY) ? mangled : null;
}
