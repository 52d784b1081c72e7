import { LOWER_A, LOWER_Z } from "../core/ascii.js";

const CASE_BIT = 0x20;

/**
 * Whether `text` continues with `word` at `at`, ignoring the case of ASCII letters and of nothing else.
 * `word` is in lower case.
 */
export function startsWithIgnoringCase(text: string, word: string, at: number): boolean {
  if (at < 0 || text.length - at < word.length) return false;
  for (let i = 0; i < word.length; i++) {
    const wanted = word.charCodeAt(i);
    const c = text.charCodeAt(at + i);
    if (c !== wanted && !(wanted >= LOWER_A && wanted <= LOWER_Z && c === wanted - CASE_BIT)) return false;
  }
  return true;
}

/** Whether `text` is `word` but for the case of ASCII letters. `word` is in lower case. */
export const equalsIgnoringCase = (text: string, word: string): boolean =>
  text.length === word.length && startsWithIgnoringCase(text, word, 0);
