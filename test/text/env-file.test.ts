import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ParseFailure } from "../../src/core/errno.js";
import { encodeUtf8, fromLatin1 } from "../../src/core/utf8.js";
import { parseEnvFile } from "../../src/text/env-file.js";

const assignments = (text: string): string[] | string => {
  const parsed = parseEnvFile(encodeUtf8(text));
  return parsed instanceof ParseFailure ? parsed.errno : [...parsed].map(([key, value]) => `${key}:${value}`);
};

describe("parseEnvFile", () => {
  it.each([
    ["nothing", "", []],
    ["blank lines and comments", "\n \t\r\n#A=1\n ;B=2\n", []],
    ["a comment that ends in a backslash", "#c \\\nA=1\n", ["A:1"]],
    ["lines without =", "A\nB=1\nC", ["B:1"]],
    ["an = alone, which starts a key", "=x\n==y\n", ["=:y"]],
    ["white space around key and value", " A \t=  x y \t\n", ["A:x y"]],
    ["keys of any bytes", "a-b \"c'=1\nÄ=2", ["a-b \"c':1", "Ä:2"]],
    ["carriage returns as line breaks", "A=1\r\nB=2\rC=3", ["A:1", "B:2", "C:3"]],
    ["an empty value", "A=\nB=\"\"\nC=''", ["A:", "B:", "C:"]],
    ["comment characters in a value", "A=x #y ;z\n", ["A:x #y ;z"]],
    ["a key again: in its first place, with its last value", "A=1\nB=2\nA=3\n", ["A:3", "B:2"]],
    ["double quotes", 'A=" x\ny "  \n', ["A: x\ny "]],
    ["escapes in double quotes", 'A="\\"\\\\\\`\\$\\n\\\nz"', ['A:"\\`$\\nz']],
    ["single quotes, without escapes", "A=' x\\'\n", ["A: x\\"]],
    ["quotes one behind the other, white space between them dropped", "A=\"x\" 'y' z \n", ["A:xyz"]],
    ["quotes inside of a text, which do not count", 'A=x"y" \'z\n', ['A:x"y" \'z']],
    ["escapes in a text", 'A=\\"x\\ny\\ \n', ['A:"xny ']],
    ["a line break taken away", "A=x\\\ny \\\n\n", ["A:xy "]],
    ["quotes that are not closed", "A=1\nB='x\nC=2\n", ["A:1", "B:x\nC=2\n"]],
    ["double quotes that are not closed", 'B="x\\', ["B:x"]],
    ["a backslash at the end", "A=x\\", ["A:x"]],
    ["a NUL byte anywhere", "A=1\n#\0", "EBADMSG"],
  ])("reads %s", (_what, text, expected) => {
    expect(assignments(text)).toEqual(expected);
  });

  it.each(["A=\xff", "\xff=1", "A=\xed\xa0\x80", "B=1\nA='\xc3'"])("refuses text that is no UTF-8: %j", (text) => {
    expect(parseEnvFile(fromLatin1(text))).toMatchObject({ errno: "EINVAL" });
  });

  it("passes over bytes that are no UTF-8 in comments and lines without =", () => {
    expect(parseEnvFile(fromLatin1("#\xff\n\xfe\nA=1\n"))).toEqual(new Map([["A", "1"]]));
  });

  it("gives back values written in single quotes", () => {
    const value = fc.string({ unit: "grapheme" }).map((text) => text.replace(/['\0]/g, ""));
    const key = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,9}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value)), (pairs) => {
        const text = pairs.map(([name, content]) => `${name}='${content}'\n`).join("");
        expect(parseEnvFile(encodeUtf8(text))).toEqual(new Map(pairs));
      }),
    );
  });

  it("reads a value the same behind empty quotes, which say nothing", () => {
    const pieces = fc.constantFrom("a", "é", " ", "\t", "\n", "\r", '"', "'", "\\", "$", "=", "#", "B=c");
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 12 }).map((all) => all.join("")),
        (value) => {
          for (const quotes of ["''", '""']) {
            expect(parseEnvFile(encodeUtf8(`A=${quotes}${value}\nZ=z`))).toEqual(
              parseEnvFile(encodeUtf8(`A=${value}\nZ=z`)),
            );
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("takes any bytes", () => {
    const bytes = fc.oneof(
      fc.uint8Array(),
      fc.array(fc.constantFrom(...encodeUtf8("A=\"'\\ \n\r#$"))).map((all) => Uint8Array.from(all)),
    );
    fc.assert(
      fc.property(bytes, (input) => {
        const parsed = parseEnvFile(input);
        if (parsed instanceof ParseFailure) expect(["EINVAL", "EBADMSG"]).toContain(parsed.errno);
        else for (const key of parsed.keys()) expect(key).not.toBe("");
      }),
    );
  });
});
