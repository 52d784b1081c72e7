import type { Seed } from "../../core/format.js";
import { fromLatin1 } from "../../core/utf8.js";
import { formatCatalog } from "./format.js";
import { LANGUAGE_MAX } from "./parse.js";

const ID = "fc2e22bc6ee647b6b90729ab34a250b1";
const OTHER = "9d1aaa27d60140bd96365438aad20286";
const ENTRY = "Subject: Hello\nDefined-By: x\n\nBody text\n";

/** One rule each: the name says which. One code unit per byte. */
const WRITTEN: readonly (readonly [name: string, bytes: string])[] = [
  ["empty", ""],
  ["blank-lines", "\n\r\n"],
  ["comments-only", "# c\n;c\n"],
  ["one-entry", `-- ${ID}\n${ENTRY}`],
  ["two-entries", `-- ${ID}\n${ENTRY}\n-- ${OTHER}\n${ENTRY}`],
  ["entry-behind-blank-lines", `\n\n-- ${ID}\n${ENTRY}`],
  ["entry-needs-empty-line", `-- ${ID}\n${ENTRY}-- ${OTHER}\nz\n`],
  ["entry-without-text", `-- ${ID}\n`],
  ["entry-without-text-before-next", `-- ${ID}\n\n-- ${OTHER}\nx\n`],
  ["entry-without-line-feed", `-- ${ID}\nx`],
  ["text-before-id", `x\n\n-- ${ID}\n${ENTRY}`],
  ["text-starts-empty", `-- ${ID}\n\nonly body\n`],
  ["text-blank-lines-folded", `-- ${ID}\na\n\n\n\nb\n\n`],
  ["text-comments-dropped", `-- ${ID}\na\n#c\n;c\n b\n #kept\n`],
  ["text-blank-then-comment", `-- ${ID}\na\n\n#c\n-- ${OTHER}\nb\n`],
  ["text-white-space-kept", `-- ${ID}\n trail  \n`],
  ["text-carriage-returns", `-- ${ID}\r\na\rb\r\n`],
  ["text-nul-bytes", `-- ${ID}\na\0b\n\0\nc\n`],
  ["text-not-utf8", `-- ${ID}\n\xff\xfe\n`],
  ["id-upper-case", `-- ${ID.toUpperCase()}\nx\n`],
  ["id-zero", `-- ${"0".repeat(32)}\nx\n`],
  ["id-short", `-- ${ID.slice(1)}\nx\n`],
  ["id-long", `-- ${ID}0\nx\n`],
  ["id-not-hexadecimal", `-- ${ID}\na\n\n-- ${OTHER.slice(2)}zz\nb\n`],
  ["id-not-hexadecimal-cut-off", `-- ${ID}\na\n\n-- ${OTHER.slice(2)}zz de\nb\n`],
  ["id-followed-by-letter", `-- ${ID}\na\n\n-- ${OTHER}x\nb\n`],
  ["mark-one-hyphen", `- ${ID}\nx\n`],
  ["mark-tab", `--\t${ID}\nx\n`],
  ["mark-three-hyphens", `---${ID}0\nx\n`],
  ["language", `-- ${ID} de\nx\n`],
  ["language-white-space", `-- ${ID} \tpt_BR \nx\n`],
  ["language-two-words", `-- ${ID} de fr\nx\n`],
  ["language-missing", `-- ${ID} \nx\n`],
  ["language-too-short", `-- ${ID} de\nx\n\n-- ${OTHER} d\ny\n`],
  ["language-longest", `-- ${ID} ${"l".repeat(LANGUAGE_MAX)}\nx\n`],
  ["language-too-long", `-- ${ID} ${"l".repeat(LANGUAGE_MAX + 1)}\nx\n`],
  ["language-not-utf8", `-- ${ID} \xff\xff\nx\n`],
  ["language-several", `-- ${ID} de\na\n\n-- ${ID} fr\nb\n\n-- ${ID}\nc\n`],
  ["merge-headers-and-body", `-- ${ID}\nH: 1\n\nb\n\n-- ${ID}\nH: 2\n\nc\n\n-- ${ID}\nH: 3\n\nd\n`],
  ["merge-keeps-old-body", `-- ${ID} de\n\nx\n\n-- ${ID} de\nZ: 1\n`],
  ["merge-body-only", `-- ${ID}\nG: 2\n\nbody\n\n-- ${ID}\n\nother\n`],
  ["merge-without-bodies", `-- ${ID}\nH: 1\n\n-- ${ID}\nG: 2\n`],
];

export function* seeds(): Iterable<Seed> {
  for (const [name, bytes] of WRITTEN) yield { name, bytes: fromLatin1(bytes) };
  const entries = ["", "de", "fr"].map((language) => ({ id: ID, language, text: fromLatin1(ENTRY) }));
  yield { name: "written-entries", bytes: formatCatalog(entries) };
}
