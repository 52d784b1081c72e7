import { unitSections } from "./sections.js";
import { unitTypes } from "./unit-types.js";

/** Unit types, section headers and `Key=` of every directive, and words that values are made of. */
export function unitFileDictionary(): Iterable<string> {
  const tokens = new Set<string>();
  for (const type of unitTypes) {
    tokens.add(`${type}\n`);
    tokens.add(`.${type}`);
    for (const [section, keys] of unitSections.get(type)!) {
      tokens.add(`[${section}]\n`);
      for (const key of keys.keys()) tokens.add(`${key}=`);
    }
  }
  return tokens;
}
