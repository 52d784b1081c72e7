import type { DictionaryEntry } from "../../core/format.js";
import { directiveTokens } from "../../directives/dictionary.js";
import { netdevTable } from "../../directives/tables/netdev.js";
import { deviceKinds } from "./kinds/index.js";

/** Kinds, section headers and `Key=` of every directive, and words that values are made of. */
export function* netdevDictionary(): Iterable<DictionaryEntry> {
  for (const kind of Object.keys(deviceKinds)) yield `Kind=${kind}\n`;
  yield* directiveTokens(netdevTable);
}
