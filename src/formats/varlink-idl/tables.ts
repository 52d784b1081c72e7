/** Anonymous types may be nested this deep. Origin: `DEPTH_MAX` of sd-varlink-idl at 257. */
export const DEPTH_MAX = 64;

/** Longer definitions are ignored by systemd's fuzz entry point. */
export const LENGTH_MAX = 65_536;

/** Words that start a definition; the parser spells them out, so that comparing them guides the fuzzer. */
export const KEYWORDS = ["interface", "type", "method", "error"] as const;

export const ARROW = "->";
export const ARRAY_MARK = "[]";
export const MAP_MARK = "[string]";

/** Classes of bytes, as bits: what may make up a token, and what is one by itself. */
export const LOWER = 1;
export const INTERFACE_NAME = 2;
export const IDENTIFIER = 4;
export const ARROW_CHARACTER = 8;
export const HASH_SIGN = 16;
export const OPENING = 32;
export const CLOSING = 64;
export const COMMA_SIGN = 128;
export const COLON_SIGN = 256;
export const BLANK = 512;
export const LINE_END = 1024;
export const NOTHING = 0;

export const classes = new Uint16Array(256);

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const ALPHANUMERIC = `${LETTERS}${LETTERS.toUpperCase()}0123456789`;
for (const [bit, characters] of [
  [LOWER, LETTERS],
  [INTERFACE_NAME, `${ALPHANUMERIC}.-`],
  [IDENTIFIER, `${ALPHANUMERIC}_`],
  [ARROW_CHARACTER, ARROW],
  [HASH_SIGN, "#"],
  [OPENING, "("],
  [CLOSING, ")"],
  [COMMA_SIGN, ","],
  [COLON_SIGN, ":"],
  [BLANK, " \t\n\r"],
  [LINE_END, "\n\r"],
] as const) {
  for (let i = 0; i < characters.length; i++) classes[characters.charCodeAt(i)]! |= bit;
}
