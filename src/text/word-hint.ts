import type { Diagnostic } from "../core/diagnostics.js";
import type { Hint } from "../core/format.js";
import { nearestWord } from "./nearest.js";

/** By code: the parameter that holds a word, and the words that could stand in its place. */
export type WordChoices = Readonly<Record<string, readonly [parameter: string, words: Iterable<string>]>>;

/** The nearest of the words that could stand where a diagnostic is; `null` where none is near, or the code is about no word. */
export function wordHint({ code, params }: Diagnostic, choices: WordChoices): Hint | null {
  const choice = Object.hasOwn(choices, code) ? choices[code] : undefined;
  if (choice === undefined) return null;
  const [parameter, words] = choice;
  const wrong = params[parameter];
  if (typeof wrong !== "string") return null;
  const near = nearestWord(wrong, words);
  return near === null ? null : { text: `did you mean ${near}?`, fix: { wrong, right: near } };
}
