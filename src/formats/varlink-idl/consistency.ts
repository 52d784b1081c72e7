import { DOT, isAlpha, isAlphanumeric, isUpper, MINUS, UNDERSCORE } from "../../core/ascii.js";
import { type VarlinkIdlCode, VarlinkIdlError } from "./diagnostics.js";
import {
  isElementary,
  type VarlinkEnumValue,
  type VarlinkField,
  type VarlinkInterface,
  type VarlinkSymbol,
} from "./model.js";

/**
 * Whether a name is that of an interface: elements of letters and digits between dots, single hyphens inside of an
 * element, a letter first. One element is enough. Origin: varlink.org/Interface-Definition, varlink_idl_interface_name_is_valid().
 */
export function isInterfaceName(name: string): boolean {
  if (!isAlpha(name.charCodeAt(0))) return false;
  let previous = DOT;
  for (let i = 0; i < name.length; i++) {
    const c = name.charCodeAt(i);
    if (!isAlphanumeric(c) && ((c !== DOT && c !== MINUS) || !isAlphanumeric(previous))) return false;
    previous = c;
  }
  return isAlphanumeric(previous);
}

/** Whether a name is that of a type, method or error: an upper-case letter, then letters and digits. */
export function isSymbolName(name: string): boolean {
  if (!isUpper(name.charCodeAt(0))) return false;
  for (let i = 1; i < name.length; i++) if (!isAlphanumeric(name.charCodeAt(i))) return false;
  return true;
}

/** Whether a name is that of a field or value: a letter, then letters and digits, with single underscores between them. */
export function isFieldName(name: string): boolean {
  if (!isAlpha(name.charCodeAt(0))) return false;
  let previous = UNDERSCORE;
  for (let i = 0; i < name.length; i++) {
    const c = name.charCodeAt(i);
    if (!isAlphanumeric(c) && (c !== UNDERSCORE || previous === UNDERSCORE)) return false;
    previous = c;
  }
  return previous !== UNDERSCORE;
}

/**
 * The first thing that is wrong with a definition although it could be read, or `null`.
 *
 * `EUCLEAN` for a name that breaks the rules, and for a named type inside of a type without a name, which is never looked
 * up; `ENOTUNIQ` for two symbols, or two fields of one list, of one name. Origin: sd_varlink_idl's consistency check at 257.
 */
export function checkConsistency({ name, symbols }: VarlinkInterface): VarlinkIdlError | null {
  if (!isInterfaceName(name)) return unclean("varlink-idl.bad-interface-name", name);
  const names = new Set<string>();
  for (const symbol of symbols) {
    if (!isSymbolName(symbol.name)) return unclean("varlink-idl.bad-symbol-name", symbol.name);
    if (names.has(symbol.name)) return repeated("varlink-idl.repeated-symbol", symbol.name);
    names.add(symbol.name);
    const error = checkDefinition(symbol.definition, false);
    if (error !== null) return error;
  }
  return null;
}

const unclean = (code: VarlinkIdlCode, name: string): VarlinkIdlError =>
  new VarlinkIdlError("EUCLEAN", code, 0, 0, { name });

const repeated = (code: VarlinkIdlCode, name: string): VarlinkIdlError =>
  new VarlinkIdlError("ENOTUNIQ", code, 0, 0, { name });

function checkDefinition(definition: VarlinkSymbol["definition"], anonymous: boolean): VarlinkIdlError | null {
  if ("values" in definition) return checkMembers(definition.values, anonymous);
  if ("fields" in definition) return checkMembers(definition.fields, anonymous);
  return checkMembers(definition.input, anonymous) ?? checkMembers(definition.output, anonymous);
}

function checkMembers(
  members: readonly (VarlinkField | VarlinkEnumValue)[],
  anonymous: boolean,
): VarlinkIdlError | null {
  const names = new Set<string>();
  for (const member of members) {
    const { name } = member;
    if (!isFieldName(name)) return unclean("varlink-idl.bad-field-name", name);
    if (names.has(name)) return repeated("varlink-idl.repeated-field", name);
    names.add(name);
    if (!("type" in member) || isElementary(member.type.base)) continue;
    const { base } = member.type;
    if ("name" in base) {
      if (anonymous) return unclean("varlink-idl.unresolved-type", name);
      continue;
    }
    const error = checkDefinition(base, true);
    if (error !== null) return error;
  }
  return null;
}
