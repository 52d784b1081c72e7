import { directiveTokens } from "../../directives/dictionary.js";
import { linkTable } from "../../directives/tables/link.js";

/** Section headers, `Key=` of every directive, and values that each value type accepts. */
export const linkDictionary = (): Iterable<string> => directiveTokens(linkTable);
