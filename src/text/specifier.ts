import { isAlphanumeric, PERCENT } from "../core/ascii.js";
import { utf8Length } from "../core/utf8.js";

/** Why a text with specifiers cannot be resolved. */
export class SpecifierFailure {
  constructor(
    /** `EBADSLT` unknown specifier, `ENAMETOOLONG` result too long, or what the specifier's own value failed with. */
    readonly errno: string,
    /** The character behind `%`, empty when the failure is about the whole. */
    readonly specifier: string,
  ) {}
}

/** What a specifier stands for: text, nothing (`null`), or an errno name in an object. */
export type SpecifierValue = string | null | { readonly errno: string };

/** Specifier characters and what they stand for; functions are called for each use. */
export type SpecifierTable = ReadonlyMap<string, SpecifierValue | (() => SpecifierValue)>;

/**
 * Replaces `%x` by what the table says and `%%` by `%`.
 *
 * A `%` before a character that can be no specifier, and one at the end, stay. Unknown letters and digits fail. The
 * result has at most `maxLength` bytes. Origin: systemd.unit(5) "Specifiers", specifier_printf() at 257.
 */
export function specifierPrintf(text: string, maxLength: number, table: SpecifierTable): string | SpecifierFailure {
  let at = text.indexOf("%");
  if (at < 0) return checkLength(text, maxLength);
  let result = "";
  let from = 0;
  while (at >= 0 && at + 1 < text.length) {
    const c = text.charCodeAt(at + 1);
    result += text.slice(from, at);
    from = at + 2;
    if (c === PERCENT) result += "%";
    else {
      const specifier = text.charAt(at + 1);
      const entry = table.get(specifier);
      if (entry === undefined) {
        if (isAlphanumeric(c)) return new SpecifierFailure("EBADSLT", specifier);
        result += `%${specifier}`;
      } else {
        const value = typeof entry === "function" ? entry() : entry;
        if (typeof value === "string") result += value;
        else if (value !== null) return new SpecifierFailure(value.errno, specifier);
        if (result.length > maxLength) return new SpecifierFailure("ENAMETOOLONG", "");
      }
    }
    at = text.indexOf("%", from);
  }
  return checkLength(result + text.slice(from), maxLength);
}

function checkLength(text: string, maxLength: number): string | SpecifierFailure {
  const long = text.length * 3 > maxLength && utf8Length(text) > maxLength;
  return long ? new SpecifierFailure("ENAMETOOLONG", "") : text;
}

/** Doubles every `%`, so that {@link specifierPrintf} gives the text back. Origin: specifier_escape() at 257. */
export const specifierEscape = (text: string): string => text.replaceAll("%", "%%");
