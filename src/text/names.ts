import {
  COLON,
  DEL,
  DOT,
  isAlpha,
  isAlphanumeric,
  isControl,
  isDigit,
  MINUS,
  SLASH,
  SPACE,
  UNDERSCORE,
} from "../core/ascii.js";
import { isValidUnicode, utf8Length } from "../core/utf8.js";
import { CharSet, DIGITS, LETTERS } from "./char-set.js";
import { isErrno, parseIfindex, parseUid } from "./numbers.js";
import { isFilenameValid } from "./path.js";

const digitSet = new CharSet(DIGITS);
const isAllDigits = (text: string, start = 0): boolean => digitSet.hasAll(text, start);

/** Longest strict user name. Origin: utmpx's ut_user without its NUL. */
const USER_NAME_MAX = 31;

export interface UserNameOptions {
  /** Almost anything that `/etc/passwd` can hold. */
  readonly relax?: boolean;
  /** Accept user and group ids. */
  readonly allowNumeric?: boolean;
}

/** A user or group name. Origin: USER_NAMES in systemd's documentation, valid_user_group_name() at 257. */
export function isUserGroupNameValid(name: string, options: UserNameOptions = {}): boolean {
  if (name === "") return false;
  if (!isErrno(parseUid(name) as number)) return options.allowNumeric === true;
  return options.relax === true ? isRelaxedUserName(name) : isStrictUserName(name);
}

function isStrictUserName(name: string): boolean {
  const first = name.charCodeAt(0);
  if ((!isAlpha(first) && first !== UNDERSCORE) || name.length > USER_NAME_MAX) return false;
  for (let i = 1; i < name.length; i++) {
    const c = name.charCodeAt(i);
    if (!isAlphanumeric(c) && c !== UNDERSCORE && c !== MINUS) return false;
  }
  return true;
}

function isRelaxedUserName(name: string): boolean {
  if (name.startsWith(" ") || name.endsWith(" ")) return false;
  if (!isValidUnicode(name)) return false;
  for (let i = 0; i < name.length; i++) {
    const c = name.charCodeAt(i);
    if (isControl(c) || c === COLON || c === SLASH) return false;
  }
  if (isAllDigits(name) || (name.charCodeAt(0) === MINUS && isAllDigits(name, 1))) return false;
  return name !== "." && name !== "..";
}

/** Longest host name. Origin: Linux HOST_NAME_MAX. */
export const HOST_NAME_MAX = 64;

export interface HostnameOptions {
  /** A dot at the end, when there is more than one. */
  readonly trailingDot?: boolean;
  /** The special name `.host`. */
  readonly dotHost?: boolean;
}

/** A host name: labels of letters, digits and inner hyphens, at most 64 characters. Origin: hostname_is_valid() at 257. */
export function isHostnameValid(name: string, options: HostnameOptions = {}): boolean {
  if (name === "") return false;
  if (name === ".host") return options.dotHost === true;
  let afterDot = true;
  let afterHyphen = true;
  let dots = 0;
  for (let i = 0; i < name.length; i++) {
    const c = name.charCodeAt(i);
    if (c === DOT) {
      if (afterDot || afterHyphen) return false;
      afterDot = true;
      afterHyphen = false;
      dots++;
    } else if (c === MINUS) {
      if (afterDot) return false;
      afterDot = false;
      afterHyphen = true;
    } else {
      if (!isAlphanumeric(c)) return false;
      afterDot = false;
      afterHyphen = false;
    }
  }
  if (afterDot && (dots < 2 || options.trailingDot !== true)) return false;
  return !afterHyphen && name.length <= HOST_NAME_MAX;
}

/** Longest interface name and alternative name, each with the NUL that ends it in C. Origin: Linux IFNAMSIZ, ALTIFNAMSIZ. */
const IFNAMSIZ = 16;
const ALTIFNAMSIZ = 128;

/** What {@link isIfnameValid} accepts besides plain names; combine with `|`. */
export const IfnameKind = {
  /** Names of up to 127 characters. */
  ALTERNATIVE: 1,
  /** Interface indexes. */
  NUMERIC: 2,
  /** `all` and `default`. */
  SPECIAL: 4,
} as const;

const isIfnameCharacter = (c: number): boolean =>
  c > SPACE && c < DEL && c !== COLON && c !== SLASH && c !== IFNAME_PERCENT;
const IFNAME_PERCENT = 0x25;

/** Names that would be the folder itself, and the one above it, in sysfs. */
const folderNames: ReadonlySet<string> = new Set([".", ".."]);
/** Names that stand for all interfaces in sysctl settings. */
const specialIfnames: ReadonlySet<string> = new Set(["all", "default"]);

/** A network interface name. Origin: ifname_valid_full() at 257. */
export function isIfnameValid(name: string, kinds = 0): boolean {
  const limit = kinds & IfnameKind.ALTERNATIVE ? ALTIFNAMSIZ : IFNAMSIZ;
  if (!name || name.length >= limit || folderNames.has(name)) return false;
  if (!(kinds & IfnameKind.SPECIAL) && specialIfnames.has(name)) return false;
  let numeric = true;
  for (let i = 0; i < name.length; i++) {
    const c = name.charCodeAt(i);
    if (!isIfnameCharacter(c)) return false;
    numeric &&= isDigit(c);
  }
  return !numeric || (!!(kinds & IfnameKind.NUMERIC) && !isErrno(parseIfindex(name)));
}

const environmentNameSet = new CharSet(`${DIGITS}${LETTERS}_`);
/** Bytes of arguments and environment that exec(2) takes. Origin: Linux ARG_MAX with the usual stack limit of 8 MiB. */
const ARG_MAX = 2097152;

/** Letters, digits and underscores, no digit first. Origin: env_name_is_valid() at 257. */
export function isEnvNameValid(name: string): boolean {
  if (name === "" || isDigit(name.charCodeAt(0)) || name.length > ARG_MAX - 2) return false;
  return environmentNameSet.hasAll(name);
}

/** UTF-8, control characters too. Origin: env_value_is_valid() at 257. */
export function isEnvValueValid(value: string): boolean {
  return isValidUnicode(value) && (value.length * 3 < ARG_MAX || utf8Length(value) <= ARG_MAX - 3);
}

/** `NAME=value`. Origin: env_assignment_is_valid() at 257. */
export function isEnvAssignmentValid(assignment: string): boolean {
  const equals = assignment.indexOf("=");
  if (equals < 0 || !isEnvNameValid(assignment.slice(0, equals))) return false;
  if (!isEnvValueValid(assignment.slice(equals + 1))) return false;
  return assignment.length * 3 < ARG_MAX || utf8Length(assignment) <= ARG_MAX - 1;
}

/** Longest journal field name. Origin: journal_field_valid() at 257. */
const JOURNAL_FIELD_MAX = 64;
const journalFieldSet = new CharSet(`${DIGITS}ABCDEFGHIJKLMNOPQRSTUVWXYZ_`);

/** A journal field name: upper-case letters, digits and underscores; `_` first only when `allowProtected`. Origin: journal_field_valid() at 257. */
export function isJournalFieldValid(name: string, allowProtected: boolean): boolean {
  if (name === "" || name.length > JOURNAL_FIELD_MAX) return false;
  const first = name.charCodeAt(0);
  if ((first === UNDERSCORE && !allowProtected) || isDigit(first)) return false;
  return journalFieldSet.hasAll(name);
}

/** Longest name of a passed file descriptor. Origin: FDNAME_MAX. */
export const FDNAME_MAX = 255;

/** A name for `$LISTEN_FDNAMES`: printable ASCII without colon, may be empty. Origin: fdname_is_valid() at 257. */
export function isFdnameValid(name: string): boolean {
  if (name.length > FDNAME_MAX) return false;
  for (let i = 0; i < name.length; i++) {
    const c = name.charCodeAt(i);
    if (c < SPACE || c >= DEL || c === COLON) return false;
  }
  return true;
}

/** The name of a credential: a file name that is an fd name too. Origin: credential_name_valid() at 257. */
export const isCredentialNameValid = (name: string): boolean => isFilenameValid(name) && isFdnameValid(name);

/** A credential name, `*`, or the beginning of one with `*` behind. Origin: credential_glob_valid() at 257. */
export function isCredentialGlobValid(glob: string): boolean {
  const at = glob.search(/[*?[\]]/);
  if (at < 0) return isCredentialNameValid(glob);
  if (at !== glob.length - 1 || !glob.endsWith("*")) return false;
  return at === 0 || isCredentialNameValid(glob.slice(0, at));
}
