import { directiveTokens } from "../../directives/dictionary.js";
import { nspawnTable } from "../../directives/tables/nspawn.js";

/** Section headers, keys and values from the tables, and what joins the parts of a value. */
export function* dictionary(): Iterable<string> {
  yield* directiveTokens(nspawnTable);
  yield* [
    ":",
    "\\:",
    "+/",
    ":/",
    "~",
    "~@",
    "/../",
    "//",
    "\\\n",
    "try-",
    "tcp:",
    "udp:",
    ":infinity",
    "\\ ",
    '"',
    "'",
  ];
}
