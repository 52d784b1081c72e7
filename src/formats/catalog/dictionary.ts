import type { DictionaryEntry } from "../../core/format.js";

const IDS = [
  "fc2e22bc6ee647b6b90729ab34a250b1",
  "9d1aaa27d60140bd96365438aad20286",
  "00000000000000000000000000000000",
];
const HEADERS = ["Subject: ", "Defined-By: ", "Support: ", "Documentation: "];
const MARKS = ["-- ", "\n\n-- ", "\n", "\n\n", "\r\n", "#", ";", " ", " de", " pt_BR", "\0", "\t"];

export function* dictionary(): Iterable<DictionaryEntry> {
  yield* [...IDS, ...HEADERS, ...MARKS];
  for (const id of IDS) yield `-- ${id}\nx\n\n`;
}
