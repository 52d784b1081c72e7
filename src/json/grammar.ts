/** The grammar of JSON as two tables: what a byte starts, and what to do with that in each place. */

/** What a byte can start, outside of strings. */
const OTHER = 0;
export const BLANK = 1;
const OPEN_ARRAY = 2;
const OPEN_OBJECT = 3;
const CLOSE_ARRAY = 4;
const CLOSE_OBJECT = 5;
const COMMAS = 6;
const COLONS = 7;
const QUOTE = 8;
const SCALAR = 9;
const KINDS = 10;

export const kindOf = new Uint8Array(256).fill(OTHER);
for (const [kind, starters] of [
  [BLANK, " \t\n\r"],
  [OPEN_ARRAY, "["],
  [OPEN_OBJECT, "{"],
  [CLOSE_ARRAY, "]"],
  [CLOSE_OBJECT, "}"],
  [COMMAS, ","],
  [COLONS, ":"],
  [QUOTE, '"'],
  [SCALAR, "-0123456789tfn"],
] as const) {
  for (const starter of starters) kindOf[starter.charCodeAt(0)] = kind;
}

/** What may come next, as an offset into {@link actions}. */
export const TOP_LEVEL = 0 * KINDS;
export const ARRAY_FIRST = 1 * KINDS;
const ARRAY_NEXT = 2 * KINDS;
export const OBJECT_FIRST_KEY = 3 * KINDS;
const OBJECT_NEXT_KEY = 4 * KINDS;
const OBJECT_VALUE = 5 * KINDS;
export const OBJECT_COLON = 6 * KINDS;
export const OBJECT_COMMA = 7 * KINDS;
export const ARRAY_COMMA = 8 * KINDS;
export const END = 9 * KINDS;
export const LAST_PLACE = END;

/** What to do with a token: go to another place (any value up to {@link LAST_PLACE}), or one of these. */
export const OPEN = 200;
export const CLOSE = 201;
const VALUE = 202;
export const KEY = 203;
/** The token cannot be read here. */
export const REFUSE = 204;
/** The token can be read but must not stand here: reported behind it. */
export const REFUSE_BEHIND = 205;

export const actions = new Uint8Array(LAST_PLACE + KINDS).fill(REFUSE);
for (const place of [TOP_LEVEL, ARRAY_FIRST, ARRAY_NEXT, OBJECT_VALUE]) {
  actions.fill(OPEN, place + OPEN_ARRAY, place + OPEN_OBJECT + 1);
  actions.fill(REFUSE_BEHIND, place + CLOSE_ARRAY, place + CLOSE_OBJECT + 1);
  actions.fill(VALUE, place + QUOTE, place + SCALAR + 1);
}
for (const place of [OBJECT_FIRST_KEY, OBJECT_NEXT_KEY]) {
  actions.fill(REFUSE_BEHIND, place + OPEN_ARRAY, place + CLOSE_OBJECT + 1);
  actions.fill(KEY, place + QUOTE, place + SCALAR + 1);
}
for (const place of [OBJECT_COLON, OBJECT_COMMA, ARRAY_COMMA, END]) {
  actions.fill(REFUSE_BEHIND, place + CLOSE_ARRAY, place + COLONS + 1);
}
actions[ARRAY_FIRST + CLOSE_ARRAY] = CLOSE;
actions[ARRAY_COMMA + CLOSE_ARRAY] = CLOSE;
actions[ARRAY_COMMA + COMMAS] = ARRAY_NEXT;
actions[OBJECT_FIRST_KEY + CLOSE_OBJECT] = CLOSE;
actions[OBJECT_COMMA + CLOSE_OBJECT] = CLOSE;
actions[OBJECT_COMMA + COMMAS] = OBJECT_NEXT_KEY;
actions[OBJECT_COLON + COLONS] = OBJECT_VALUE;

/** The values that are words. */
export const KEYWORDS = ["true", "false", "null"] as const;

/** Letters behind a backslash, each with the character that it stands for. */
const ESCAPES: readonly (readonly [letter: string, meaning: string])[] = [
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
];

export const escapeLetters = (): string[] => ESCAPES.map(([letter]) => letter);

/** The character that a byte behind a backslash stands for; 0 for none. */
export const escaped = new Uint8Array(256);
for (const [letter, meaning] of ESCAPES) escaped[letter.charCodeAt(0)] = meaning.charCodeAt(0);
