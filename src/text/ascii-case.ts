import { LOWER_A, UPPER_A, UPPER_Z } from "../core/ascii.js";

const TO_LOWER = LOWER_A - UPPER_A;
const START = 0;

/** Lower case for A–Z only: `toLowerCase` would fold U+212A into `k`. */
export function asciiLower(text: string): string {
  let lower = "";
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < UPPER_A || c > UPPER_Z) continue;
    lower += text.slice(from, i) + String.fromCharCode(c + TO_LOWER);
    from = i + 1;
  }
  return from > START ? lower + text.slice(from) : text;
}
