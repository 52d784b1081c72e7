import { HASH, isWhitespace, SEMICOLON } from "../../core/ascii.js";
import { isValidUnicode } from "../../core/utf8.js";
import type { EnvEntry } from "../../text/env-file.js";

/** Characters that a backslash takes as they are inside of double quotes. */
const ESCAPED = /["\\`$]/g;
/** Characters for which a value is put in double quotes: white space, control characters, and what a shell would take for itself. */
const QUOTED = /[\0-\x20\x7f"\\`$*?['()<>|&;!]/;
/** Anything but printable ASCII; in values also what is quoted, in keys what ends them. */
const UNUSUAL_IN_VALUE = /[^#%+,\-./0-9:=@A-Z\]^_a-z{}~]/;
const UNUSUAL_IN_KEY = /[^!-<>-~]/;
/** What no key can hold. */
const LINE_BREAK_OR_NUL = /[\n\r\0]/;
const EQUALS = "=";
const EMPTY = "";

/** Whether a key can be written so that it is read back. */
function isWritableKey(key: string): boolean {
  const first = key.charCodeAt(0);
  if (key === EMPTY || first === HASH || first === SEMICOLON || isWhitespace(first)) return false;
  if (!UNUSUAL_IN_KEY.test(key)) return true;
  if (isWhitespace(key.charCodeAt(key.length - 1))) return false;
  return !LINE_BREAK_OR_NUL.test(key) && key.indexOf(EQUALS, 1) < 0 && isValidUnicode(key);
}

function formatValue(key: string, value: string): string {
  if (!UNUSUAL_IN_VALUE.test(value)) return value;
  if (value.includes("\0") || !isValidUnicode(value)) throw new TypeError(`the value of ${key} cannot be written`);
  return QUOTED.test(value) ? `"${value.replace(ESCAPED, "\\$&")}"` : value;
}

/**
 * Writes assignments, one a line, with values in double quotes where they need it; reading gives the same back.
 *
 * Throws `TypeError` for a key that no file can hold (empty, with a line break, with `=` behind its first character, starting
 * like a comment, with white space around it), and for text with a NUL or invalid characters. Origin: write_env_file() at 257.
 */
export function formatEnvFile(entries: Iterable<EnvEntry>): string {
  let text = "";
  for (const { key, value } of entries) {
    if (!isWritableKey(key)) throw new TypeError(`the key ${JSON.stringify(key)} cannot be written`);
    text += `${key}=${formatValue(key, value)}\n`;
  }
  return text;
}
