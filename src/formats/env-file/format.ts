import { CR, EQUALS, HASH, isControl, isWhitespace, LF, NUL, SEMICOLON } from "../../core/ascii.js";
import { isValidUnicode } from "../../core/utf8.js";
import type { EnvEntry } from "../../text/env-file.js";

/** Characters that a backslash takes as they are inside of double quotes. */
const ESCAPED = '"\\`$';
/** Characters for which a value is put in double quotes, besides white space and control characters. */
const QUOTED = `${ESCAPED}*?['()<>|&;!`;

/** Whether a key can be written so that it is read back. */
function isWritableKey(key: string): boolean {
  const first = key.charCodeAt(0);
  if (key === "" || first === HASH || first === SEMICOLON || isWhitespace(first)) return false;
  if (isWhitespace(key.charCodeAt(key.length - 1))) return false;
  for (let i = 0; i < key.length; i++) {
    const c = key.charCodeAt(i);
    if (c === LF || c === CR || c === NUL || (c === EQUALS && i > 0)) return false;
  }
  return isValidUnicode(key);
}

function needsQuotes(value: string): boolean {
  for (let i = 0; i < value.length; i++) {
    const c = value.charCodeAt(i);
    if (isWhitespace(c) || isControl(c) || QUOTED.includes(value[i]!)) return true;
  }
  return false;
}

function formatValue(value: string): string {
  if (!needsQuotes(value)) return value;
  let text = '"';
  for (const character of value) text += ESCAPED.includes(character) ? `\\${character}` : character;
  return `${text}"`;
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
    if (value.includes("\0") || !isValidUnicode(value)) throw new TypeError(`the value of ${key} cannot be written`);
    text += `${key}=${formatValue(value)}\n`;
  }
  return text;
}
