import type { Diagnostic } from "../../core/diagnostics.js";
import type { Hint } from "../../core/format.js";
import { nearestWord } from "../../text/nearest.js";
import { keyNames } from "./keys.js";
import { builtinNames, optionNames } from "./tables.js";

/** The parameter of a code that holds the word in question, and the words that it may be. */
const choices: Readonly<Record<string, readonly [parameter: string, words: readonly string[]]>> = {
  "udev-rules.unknown-key": ["key", keyNames],
  "udev-rules.unknown-builtin": ["value", builtinNames],
  "udev-rules.unknown-option": ["value", optionNames],
};

/** What the author of a rule may have meant. */
export function ruleHint({ code, params }: Diagnostic): Hint | null {
  const choice = Object.hasOwn(choices, code) ? choices[code] : undefined;
  const wrong = choice === undefined ? undefined : params[choice[0]];
  if (choice === undefined || typeof wrong !== "string") return null;
  const near = nearestWord(wrong, choice[1]);
  return near === null ? null : { text: `did you mean ${near}?`, fix: { wrong, right: near } };
}
