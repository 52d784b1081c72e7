import { asciiLower } from "./ascii-case.js";

const WORD_TRUE = new Set(["1", "yes", "y", "true", "t", "on"]);
const WORD_FALSE = new Set(["0", "no", "n", "false", "f", "off"]);
const LONGEST_BOOLEAN = 5;

/** `1 yes y true t on` and `0 no n false f off`, ignoring ASCII case; `null` otherwise. Origin: systemd.syntax(7), parse_boolean() at 257. */
export function parseBoolean(text: string): boolean | null {
  if (text.length > LONGEST_BOOLEAN) return null;
  const word = asciiLower(text);
  return WORD_TRUE.has(word) ? true : WORD_FALSE.has(word) ? false : null;
}

/** A boolean, or -1 (unset) for an empty text and for `third`. `null` otherwise. Origin: parse_tristate_full() at 257. */
export function parseTristate(text: string, third?: string): -1 | 0 | 1 | null {
  if (text === "" || text === third) return -1;
  const value = parseBoolean(text);
  return value === null ? null : value ? 1 : 0;
}

/** A boolean as systemd writes it. Origin: yes_no() at 257. */
export const yesNo = (value: boolean): string => (value ? "yes" : "no");
