import { BACKSLASH, DIGIT_0, DOT, isAlphanumeric, isDigit, MINUS } from "../core/ascii.js";
import { DNS_LABEL_MAX } from "./dns-name.js";

/** Characters of a name, a dot at its end not counted. Origin: DNS_HOSTNAME_MAX at 257. */
export const LDH_NAME_MAX = 253;

const EMPTY = 0;

/** `\DDD`, a byte by its decimal value. */
const ESCAPE_LENGTH = 4;
const ESCAPE = /\\(\d{3})/g;

/** What the escape at `at` spells, or -1 when there is none. */
function escapedByte(name: string, at: number): number {
  let value = 0;
  for (let i = at + 1; i < at + ESCAPE_LENGTH; i++) {
    const c = name.charCodeAt(i);
    if (!isDigit(c)) return -1;
    value = value * 10 + c - DIGIT_0;
  }
  return value;
}

/**
 * Whether a text is a DNS name of letters, digits and hyphens only: labels of 1 to 63 characters with no hyphen at an end of
 * one, a dot at the end allowed; the root too, with its dot or empty. A character may be written `\DDD`, by which a hyphen may
 * even begin a label. Origin: RFC 5890 section 2.3.1, dns_name_is_valid_ldh() and dns_label_unescape() at 257.
 */
export function isLdhName(name: string): boolean {
  const dotted = name.charCodeAt(name.length - 1) === DOT;
  const end = dotted ? name.length - 1 : name.length;
  if (end === EMPTY) return true;
  let length = end;
  let label = EMPTY;
  let previous = DOT;
  for (let i = 0; i < end; i++) {
    let c = name.charCodeAt(i);
    if (c === DOT) {
      if (previous === DOT || previous === MINUS) return false;
      label = EMPTY;
    } else {
      if (c === BACKSLASH) {
        c = escapedByte(name, i);
        if (c !== MINUS && !isAlphanumeric(c)) return false;
        i += ESCAPE_LENGTH - 1;
        length -= ESCAPE_LENGTH - 1;
      } else if (c === MINUS ? previous === DOT : !isAlphanumeric(c)) return false;
      if (++label > DNS_LABEL_MAX) return false;
    }
    previous = c;
  }
  return length <= LDH_NAME_MAX && previous !== DOT && previous !== MINUS;
}

/** A name of letters, digits and hyphens with its escapes resolved, in lower case and without a dot at its end: equal for equal names. */
export function ldhNameKey(name: string): string {
  const bare = name.charCodeAt(name.length - 1) === DOT ? name.slice(0, -1) : name;
  const plain = bare.includes("\\") ? bare.replace(ESCAPE, (_, digits) => String.fromCharCode(Number(digits))) : bare;
  return plain.toLowerCase();
}
