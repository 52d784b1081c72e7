import type { Seed } from "../../core/format.js";
import { encodeUtf8, fromLatin1 } from "../../core/utf8.js";
import { formatEnvFile } from "./format.js";

/** One rule each: the name says which. */
const WRITTEN: readonly (readonly [name: string, text: string])[] = [
  ["empty", ""],
  ["blank-lines", "\n \t\r\n\n"],
  ["comment-hash", "# c\nA=x\n"],
  ["comment-semicolon", "  ; c\nA=x\n"],
  ["comment-not-continued", "# c\\\nA=x\n"],
  ["comment-at-end", "A=x\n# c"],
  ["comment-not-behind-value", "A=x # y\n"],
  ["key-without-equals", "A\nB=x\n"],
  ["key-at-end", "A"],
  ["key-white-space", " A B \t= x\n"],
  ["key-equals", "==x\n"],
  ["key-starts-with-equals", "=x\n=y=1\n=z=2\n"],
  ["key-not-a-name", "1-é.=x\n"],
  ["key-quote", 'A"B=x\n'],
  ["key-export", "export A=x\n"],
  ["value-empty", "A=\nB="],
  ["value-white-space", "A= \t x y \t \n"],
  ["value-equals", "A=b=c\n"],
  ["value-hash", "A=#x\n"],
  ["value-without-line-break", "A=x"],
  ["value-carriage-return", "A=x\rB=y\r\n"],
  ["value-escape", "A=\\x\\ \\\\\\#\n"],
  ["value-escaped-white-space-at-end", "A=x\\ \n"],
  ["value-continued", "A=x\\\ny \\\n z\n"],
  ["value-escape-at-end", "A=x\\"],
  ["value-escaped-line-break-at-end", "A=x\\\n"],
  ["value-quote-inside", 'A=x"y z"\'\n'],
  ["double-quoted", 'A="x y # z"\n'],
  ["double-quoted-lines", 'A="x\n\ny"\nB=1\n'],
  ["double-quoted-escapes", 'A="\\"\\\\\\`\\$\\n\\x"\n'],
  ["double-quoted-continued", 'A="x\\\ny"\n'],
  ["double-quoted-empty", 'A=""\n'],
  ["double-quoted-open", 'A="x\nB=y\n'],
  ["double-quoted-open-escape", 'A="x\\'],
  ["single-quoted", "A='x \"y\" \\n'\n"],
  ["single-quoted-lines", "A='x\ny'\n"],
  ["single-quoted-open", "A='x\nB=y\n"],
  ["quoted-parts", "A='a' \"b\"\t'c'\n"],
  ["quoted-then-text", 'A="x"  y z \n'],
  ["quoted-then-line-break", 'A="x" \nB=1\n'],
  ["repeated-key", "A=1\nB=2\nA=3\n"],
];

/** Bytes that are no text, one code unit each. */
const RAW: readonly (readonly [name: string, bytes: string])[] = [
  ["nul-byte", "A=1\n\0B=2\n"],
  ["bad-utf8-key", "OK=1\n\xff=1\n"],
  ["bad-utf8-value", "OK=1\n\nA=\xc3\n"],
  ["bad-utf8-value-of-lines", 'A="x\n\n\xff\ny"\n'],
  ["bad-utf8-comment", "# \xff\nA=1\n"],
  ["bad-utf8-without-equals", "\xff\nA=1\n"],
  ["non-character", "A=\xef\xbf\xbe\n"],
];

/** What our own writer makes of values that need care. */
const VALUES = ["plain", "", "two words", 'quote " and \\', "$HOME `x`", "lines\nand\ttabs", "*?[]'()<>|&;!", "é 😀"];

export function* seeds(): Iterable<Seed> {
  for (const [name, text] of WRITTEN) yield { name, bytes: encodeUtf8(text) };
  for (const [name, bytes] of RAW) yield { name, bytes: fromLatin1(bytes) };
  const entries = VALUES.map((value, i) => ({ key: `VALUE_${i}`, value }));
  yield { name: "written-values", bytes: encodeUtf8(formatEnvFile(entries)) };
}
