import { UPPER_A, UPPER_Z } from "../core/ascii.js";

/** Lower case for A–Z only: `toLowerCase` would fold U+212A into `k`. */
export function asciiLower(text: string): string {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c >= UPPER_A && c <= UPPER_Z) return text.replace(/[A-Z]+/g, (upper) => upper.toLowerCase());
  }
  return text;
}
