import { DOT, isAlphanumeric, MINUS } from "../core/ascii.js";
import { DNS_LABEL_MAX } from "./dns-name.js";

/** Characters of a name, a dot at its end not counted. Origin: DNS_HOSTNAME_MAX at 257. */
export const LDH_NAME_MAX = 253;

const EMPTY = 0;

/**
 * Whether a text is a DNS name of letters, digits and hyphens only: labels of 1 to 63 characters with no hyphen at an end of
 * one, a dot at the end allowed; the root too, with its dot or empty. Origin: RFC 5890 section 2.3.1, dns_name_is_valid_ldh() at 257.
 */
export function isLdhName(name: string): boolean {
  const dotted = name.charCodeAt(name.length - 1) === DOT;
  const length = dotted ? name.length - 1 : name.length;
  if (length === EMPTY) return true;
  if (length > LDH_NAME_MAX) return false;
  let label = EMPTY;
  let previous = DOT;
  for (let i = 0; i < length; i++) {
    const c = name.charCodeAt(i);
    if (c === DOT) {
      if (previous === DOT || previous === MINUS) return false;
      label = EMPTY;
    } else {
      if (c === MINUS ? previous === DOT : !isAlphanumeric(c)) return false;
      if (++label > DNS_LABEL_MAX) return false;
    }
    previous = c;
  }
  return previous !== DOT && previous !== MINUS;
}
