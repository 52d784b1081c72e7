import type { Seed } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { type BootspecWrapper, formatWrapper } from "./format.js";
import { AUTOMATIC_TITLES, LOADER_ONLY_FIELDS } from "./tables.js";

const FULL = `title Title
version 3.7.2
machine-id 4098b3f648d74c13b1f04ccfba7798e8
sort-key key
architecture x64
options root=/dev/sda
options quiet
linux /linux
efi /efi
initrd /one
initrd /two
devicetree /tree
devicetree-overlay /a /b
`;

/** One rule each: one entry file with this content. */
const CONTENTS: readonly (readonly [name: string, content: string])[] = [
  ["entry-full", FULL],
  ["entry-empty", ""],
  ["entry-comments", "# title a\n\n  # b\ntitle c"],
  ["entry-line-ends", "title a\r\nversion 1\rlinux /l\0efi /e"],
  ["entry-white-space", "  title \t a  b \t\n"],
  ["field-unknown", "foo bar\nTitle x\n"],
  ["field-empty", "title\nlinux \noptions\ndevicetree-overlay\n"],
  ["field-backslash", "ti\\tle a\n"],
  ["field-ends-with-backslash", "title\\\n"],
  ["field-repeated", "title a\ntitle b\nlinux /a\nlinux /b\n"],
  ["path-relative", "linux a/b\n"],
  ["path-above-root", "linux ../a\nefi /../..\n"],
  ["path-doubled-slashes", "linux //a//./b\n"],
  ["path-trailing-slash", "linux /a/\n"],
  ["path-not-normal", "linux /a/../b\n"],
  ["path-component-too-long", `linux /${"x".repeat(256)}\n`],
  ["path-bad-keeps-the-former", "linux /a\nlinux /b/\n"],
  ["path-with-space", "initrd /a /b\n"],
  ["overlay-words", 'devicetree-overlay /a "/b c" d\\ e /f/\n'],
];

/** One rule each: one entry file with this name. */
const NAMES: readonly (readonly [name: string, file: string])[] = [
  ["name-tries-left", "a+3.conf"],
  ["name-tries-done", "a+003-2.conf"],
  ["name-tries-none-left", "a+0-3.conf"],
  ["name-tries-not-a-number", "a+x.conf"],
  ["name-tries-done-missing", "a+3-.conf"],
  ["name-tries-then-more", "a+1-2-3.conf"],
  ["name-tries-twice", "a+1+2.conf"],
  ["name-tries-too-large", "a+2147483648.conf"],
  ["name-tries-done-too-large", "a+1-99999999999.conf"],
  ["name-tries-only", "+1.conf"],
  ["name-suffix-upper-case", "a.CONF"],
  ["name-suffix-other", "a.efi"],
  ["name-empty", ""],
  ["name-other-character", "a b.conf"],
  ["name-with-line-feed", "a\nb.conf"],
  ["name-folder", "a/b.conf"],
];

/** One rule each: several entries, or other members. */
const WRAPPERS: readonly (readonly [name: string, wrapper: BootspecWrapper])[] = [
  [
    "config-default",
    {
      config: "default B*\n",
      entries: [
        ["a.conf", ""],
        ["b.conf", ""],
      ],
    },
  ],
  ["config-default-twice", { config: "default a\ndefault b\n" }],
  ["config-default-saved", { config: "default @saved\n", entries: [["a.conf", ""]] }],
  ["config-default-question-marks", { config: "default ?[a-c!]*[!.]\\onf\n", entries: [["xa.conf", ""]] }],
  ["config-default-bracket-not-closed", { config: "default [a*\n", entries: [["a.conf", ""]] }],
  ["config-default-matches-nothing", { config: "default x*y*z\n", entries: [["a.conf", ""]] }],
  ["config-other-fields", { config: [...LOADER_ONLY_FIELDS].map((field) => `${field} 1\n`).join("") }],
  ["config-unknown-field", { config: "foo 1\ntimeout\n" }],
  ["loader-automatic", { loader: [...AUTOMATIC_TITLES.keys(), "auto-other"] }],
  [
    "loader-known",
    {
      entries: [
        ["a.conf", ""],
        ["b.conf", ""],
      ],
      loader: ["a.conf", "b", "c", "c"],
    },
  ],
  [
    "titles-same-version-differs",
    {
      entries: [
        ["a.conf", "title T\nversion 1"],
        ["b.conf", "title T\nversion 2"],
      ],
    },
  ],
  [
    "titles-same-machine-differs",
    {
      entries: [
        ["a.conf", "title T\nmachine-id 1"],
        ["b.conf", "title T\nmachine-id 2"],
      ],
    },
  ],
  [
    "titles-same-id-differs",
    {
      entries: [
        ["a.conf", "title T"],
        ["b.conf", "title T"],
        ["c.conf", "title U"],
      ],
    },
  ],
  [
    "order-by-id",
    {
      entries: [
        ["a-9.conf", ""],
        ["a-10.conf", ""],
        ["a-1.0.conf", ""],
        ["b.conf", ""],
      ],
    },
  ],
  [
    "order-by-sort-key",
    {
      entries: [
        ["a.conf", ""],
        ["b.conf", "sort-key b"],
        ["c.conf", "sort-key a"],
      ],
    },
  ],
  [
    "order-by-machine",
    {
      entries: [
        ["a.conf", "sort-key a\nmachine-id 2"],
        ["b.conf", "sort-key a\nmachine-id 1"],
        ["c.conf", "sort-key a"],
      ],
    },
  ],
  [
    "order-by-version",
    {
      entries: ["1", "1~rc1", "1^p", "1-1", "1.2", "01", "1a", "1b", "", "2"].map((version, i) => [
        `${i}.conf`,
        `sort-key a\nversion ${version}`,
      ]),
    },
  ],
  [
    "order-tries-last",
    {
      entries: [
        ["a+0.conf", ""],
        ["b.conf", ""],
        ["a+1.conf", ""],
      ],
    },
  ],
];

/** One rule each: the whole input. */
const INPUTS: readonly (readonly [name: string, text: string])[] = [
  ["json-empty", ""],
  ["json-malformed", "{"],
  ["json-array", "[]"],
  ["json-nothing", "{}"],
  ["json-nul-ends-text", '{"loader":["a"]}\0x'],
  ["member-unknown", '{"config":"","foo":1}'],
  ["member-twice", '{"loader":["a"],"loader":["b"]}'],
  ["config-no-text", '{"config":1}'],
  ["entries-no-array", '{"entries":{}}'],
  ["entries-no-pair", '{"entries":[["a.conf",""],1]}'],
  ["entries-name-no-text", '{"entries":[[1]]}'],
  ["entries-content-missing", '{"entries":[["a.conf"]]}'],
  ["entries-escapes", '{"entries":[["a.conf","title \\\\x41\\\\q\\\\000\\\\nversion 1"]]}'],
  ["entries-not-utf8", '{"entries":[["a.conf","title \\\\xff"]]}'],
  ["loader-text", '{"loader":"a"}'],
  ["loader-no-texts", '{"loader":[1]}'],
  ["loader-object", '{"loader":{}}'],
];

export function* seeds(): Iterable<Seed> {
  const wrapped = (wrapper: BootspecWrapper): Uint8Array => encodeUtf8(formatWrapper(wrapper));
  for (const [name, content] of CONTENTS) yield { name, bytes: wrapped({ entries: [["a.conf", content]] }) };
  for (const [name, file] of NAMES) yield { name, bytes: wrapped({ entries: [[file, "title T"]] }) };
  for (const [name, wrapper] of WRAPPERS) yield { name, bytes: wrapped(wrapper) };
  for (const [name, text] of INPUTS) yield { name, bytes: encodeUtf8(text) };
}
