import { hexValue, MINUS } from "../core/ascii.js";

const PLAIN_LENGTH = 32;
const GUID_LENGTH = 36;
/** Places of the hyphens in the form with hyphens. */
const hyphens: ReadonlySet<number> = new Set([8, 13, 18, 23]);
const NO_DIGIT = 0;

/**
 * A 128-bit id as 32 lower-case hexadecimal digits, or `null`: 32 digits, or 8-4-4-4-12 of them joined by hyphens.
 * Origin: sd-id128(3), sd_id128_from_string() at 257.
 */
export function parseId128(text: string): string | null {
  const { length } = text;
  const isGuid = length === GUID_LENGTH;
  if (!isGuid && length !== PLAIN_LENGTH) return null;
  let digits = "";
  for (let i = 0; i < length; i++) {
    const c = text.charCodeAt(i);
    if (isGuid && hyphens.has(i)) {
      if (c !== MINUS) return null;
    } else {
      if (hexValue(c) < NO_DIGIT) return null;
      digits += text.charAt(i);
    }
  }
  return digits.toLowerCase();
}
