import { LOWER_A, LOWER_Z, UPPER_A, UPPER_Z } from "../core/ascii.js";

const TO_LOWER = LOWER_A - UPPER_A;
const START = 0;

/** The text with the characters from `first` to `last` moved by `offset`. */
function shift(text: string, first: number, last: number, offset: number): string {
  let shifted = "";
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < first || c > last) continue;
    shifted += text.slice(from, i) + String.fromCharCode(c + offset);
    from = i + 1;
  }
  return from > START ? shifted + text.slice(from) : text;
}

/** Lower case for A–Z only: `toLowerCase` would fold U+212A into `k`. */
export const asciiLower = (text: string): string => shift(text, UPPER_A, UPPER_Z, TO_LOWER);

/** Upper case for a–z only: `toUpperCase` would fold U+0131 into `I`. */
export const asciiUpper = (text: string): string => shift(text, LOWER_A, LOWER_Z, -TO_LOWER);
