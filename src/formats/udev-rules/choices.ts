import type { WordChoices } from "../../text/word-hint.js";
import { keyNames } from "./keys.js";
import { builtinNames, optionNames } from "./tables.js";

/** Words that rules take, by the code of the report about another. */
export const choices: WordChoices = {
  "udev-rules.unknown-key": ["key", keyNames],
  "udev-rules.unknown-builtin": ["value", builtinNames],
  "udev-rules.unknown-option": ["value", optionNames],
};
