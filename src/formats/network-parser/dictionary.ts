import { directiveTokens } from "../../directives/dictionary.js";
import { networkTable } from "../../directives/tables/network.js";

/** Section headers, `Key=` of every directive, and values that each value type accepts. */
export const networkDictionary = (): Iterable<string> => directiveTokens(networkTable);
