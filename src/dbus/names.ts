import {
  COLON,
  DIGIT_0,
  DIGIT_9,
  DOT,
  LOWER_A,
  LOWER_Z,
  MINUS,
  SLASH,
  UNDERSCORE,
  UPPER_A,
  UPPER_Z,
} from "../core/ascii.js";
import { NAME_LENGTH_MAX, PATH_LENGTH_MAX } from "./types.js";

/** Names that the library itself uses for messages that come from no bus (`sd-bus`). */
export const LOCAL_PATH = "/org/freedesktop/DBus/Local";
export const LOCAL_NAME = "org.freedesktop.DBus.Local";

/*
 * Valid names (D-Bus specification, "Valid Names" and "Valid Object Paths"). All of them are ASCII, so the functions take
 * strings of code units: a byte string read as Latin-1 and a decoded one give the same answer.
 */

const LETTER = 1;
const DIGIT = 2;
const HYPHEN = 4;

const classes = new Uint8Array(128);
for (let c = LOWER_A; c <= LOWER_Z; c++) classes[c] = LETTER;
for (let c = UPPER_A; c <= UPPER_Z; c++) classes[c] = LETTER;
for (let c = DIGIT_0; c <= DIGIT_9; c++) classes[c] = DIGIT;
classes[UNDERSCORE] = LETTER;
classes[MINUS] = HYPHEN;

const EMPTY = 0;
const NOTHING = 0;

const classOf = (unit: number): number => (unit < classes.length ? classes[unit]! : NOTHING);

/** Whether every unit of `text` from `from` is in one of the classes `allowed`. */
function allIn(text: string, from: number, allowed: number): boolean {
  for (let i = from; i < text.length; i++) if ((classOf(text.charCodeAt(i)) & allowed) === NOTHING) return false;
  return true;
}

/** At least two elements between dots, none empty, each starting in the class `first` and going on in `rest`. */
function isDottedName(text: string, from: number, first: number, rest: number): boolean {
  let element = from;
  for (let i = from; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === DOT) {
      if (i === element) return false;
      element = i + 1;
    } else if ((classOf(unit) & (i === element ? first : rest)) === NOTHING) return false;
  }
  return element > from && element < text.length;
}

/**
 * Whether `text` is an interface name: two or more elements of `[A-Za-z_][A-Za-z0-9_]*` between dots, at most 255 bytes.
 * Origin: D-Bus specification, "Interface names"; `interface_name_is_valid`.
 */
export function isInterfaceName(text: string): boolean {
  return text.length <= NAME_LENGTH_MAX && isDottedName(text, 0, LETTER, LETTER | DIGIT);
}

/** Whether `text` is an error name: the same as an interface name (D-Bus specification, "Error names"). */
export const isErrorName = isInterfaceName;

/**
 * Whether `text` is a member name: `[A-Za-z0-9_]+`, at most 255 bytes. The specification refuses a leading digit, systemd
 * takes it. Origin: `member_name_is_valid`.
 */
export function isMemberName(text: string): boolean {
  return text.length > EMPTY && text.length <= NAME_LENGTH_MAX && allIn(text, 0, LETTER | DIGIT);
}

/**
 * Whether `text` is a bus name, at most 255 bytes: two or more elements of `[A-Za-z_-][A-Za-z0-9_-]*` between dots; after
 * a leading colon (a unique name) elements may start with a digit. Origin: D-Bus specification, "Bus names"; `service_name_is_valid`.
 */
export function isBusName(text: string): boolean {
  if (text.length > NAME_LENGTH_MAX) return false;
  if (text.charCodeAt(0) === COLON) return isDottedName(text, 1, LETTER | DIGIT | HYPHEN, LETTER | DIGIT | HYPHEN);
  return isDottedName(text, 0, LETTER | HYPHEN, LETTER | DIGIT | HYPHEN);
}

/**
 * Whether `text` is an object path: `/`, or elements of `[A-Za-z0-9_]+` with a slash before each, at most 65536 bytes.
 * Origin: D-Bus specification, "Valid Object Paths"; `object_path_is_valid`.
 */
export function isObjectPath(text: string): boolean {
  if (text.charCodeAt(0) !== SLASH || text.length > PATH_LENGTH_MAX) return false;
  const root = 1;
  if (text.length === root) return true;
  let previous = SLASH;
  for (let i = root; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === SLASH) {
      if (previous === SLASH) return false;
    } else if ((classOf(unit) & (LETTER | DIGIT)) === NOTHING) return false;
    previous = unit;
  }
  return previous !== SLASH;
}

/** `value` is `prefix` or starts with it, and `separator` stands on either side of where the two part. */
function isWithin(prefix: string, value: string, separator: number): boolean {
  if (!value.startsWith(prefix) || value.length === prefix.length) return value === prefix;
  return value.charCodeAt(prefix.length) === separator || prefix.charCodeAt(prefix.length - 1) === separator;
}

/** Whether a bus name is `namespace` or lies inside it: `arg0namespace` of match rules (`namespace_simple_pattern`). */
export const isInNamespace = (namespace: string, value: string): boolean => isWithin(namespace, value, DOT);

/** Whether an object path is `prefix` or lies below it: `path_namespace` of match rules (`path_simple_pattern`). */
export const isInPathNamespace = (prefix: string, value: string): boolean => isWithin(prefix, value, SLASH);

/**
 * Whether two paths are equal, or one of them ends in a slash and starts the other: `argNpath` of match rules
 * (D-Bus specification, "Match Rules"; `path_complex_pattern`).
 */
export function isPathPrefixEitherWay(pattern: string, value: string): boolean {
  if (pattern === value) return true;
  if (pattern.charCodeAt(pattern.length - 1) === SLASH && value.startsWith(pattern)) return true;
  return value.charCodeAt(value.length - 1) === SLASH && pattern.startsWith(value);
}
