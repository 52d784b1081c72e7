import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { decodeUtf8, encodeUtf8 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/udev-rules/definition.js";
import { dictionary } from "../../../src/formats/udev-rules/dictionary.js";
import { debianAccounts, format, parse, type UdevRuleLine, verify } from "../../../src/formats/udev-rules/index.js";
import { keyNames } from "../../../src/formats/udev-rules/keys.js";
import { LINE_SIZE } from "../../../src/formats/udev-rules/tables.js";

const rewrite = (text: string): string =>
  decodeUtf8(format(parse(encodeUtf8(text), { accounts: debianAccounts }).lines));
const holds = (bytes: Uint8Array): void => checkLaws(definition, bytes, definition.run(bytes));

describe("rules as they are written", () => {
  it.each([
    ['TAG="a"TAG +="b"', 'TAG="a", TAG+="b"'],
    ['RUN{program}+="a",KERNEL=="b"', 'KERNEL=="b", RUN+="a"'],
    ['NAME+="a", KERNEL=="?*", DRIVER!="?*"', 'KERNEL=="?*", DRIVER!="?*", NAME="a"'],
    ['KERNEL==ie"a\\n", TAG="b\\"c"', 'KERNEL==ie"a\\n", TAG="b\\"c"'],
    ['ENV{A}=e"\\\\\\"\\x41"', 'ENV{A}="\\\\"A"'],
    ['ENV{A}=e"a\\\\"', 'ENV{A}=e"a\\\\"'],
    ['ENV{A}=e"\\r\\"\\t"', 'ENV{A}=e"\\r\\"\t"'],
    [
      'PROGRAM=="a", IMPORT{program}:="kmod b", IMPORT{db}!="c"',
      'PROGRAM="a", IMPORT{builtin}="kmod b", IMPORT{db}!="c"',
    ],
    ['MODE="660", OWNER="root", GROUP="1", TEST{1}=="a"', 'TEST{0001}=="a", OWNER="root", GROUP="1", MODE="0660"'],
    ['OPTIONS+="log_level=3", OPTIONS+="link_priority=0x10"', 'OPTIONS="link_priority=16", OPTIONS="log_level=err"'],
    ['OPTIONS:="log_level=reset", OPTIONS="static_node=a"', 'OPTIONS:="log_level=reset", OPTIONS="static_node=a"'],
    [
      'OPTIONS="watch", OPTIONS="nowatch", OPTIONS="db_persist"',
      'OPTIONS="db_persist", OPTIONS="watch", OPTIONS="nowatch"',
    ],
    [
      'OPTIONS="string_escape=none", OPTIONS="string_escape=replace"',
      'OPTIONS="string_escape=none", OPTIONS="string_escape=replace"',
    ],
    ['LABEL="a", RUN{builtin}+="kmod"', 'RUN{builtin}+="kmod", LABEL="a"'],
    ['GOTO="a", KERNEL=="b"\n# c\nLABEL="a"', 'KERNEL=="b", GOTO="a"\nLABEL="a"'],
    ['TAG="a", \\\n  TAG="b"', 'TAG="a", TAG="b"'],
  ])("%j", (text, wanted) => {
    expect(rewrite(text)).toBe(`${wanted}\n`);
    holds(encodeUtf8(text));
  });

  it("leave out commas where the line would be too long", () => {
    const text = 'TAG="a"'.repeat(Math.floor((LINE_SIZE - 1) / 7));
    expect(rewrite(text)).toBe(`${text}\n`);
    holds(encodeUtf8(text));
  });

  it("have the shortest numbers where the line would be too long", () => {
    const parts = ['MODE="0"', 'OPTIONS="log_level=7"', 'TEST{0}==""', 'RUN=""', 'PROGRAM=""', 'OWNER="lp"'];
    const text = parts.join("");
    const full = text + 'TAG="a"'.repeat(Math.floor((LINE_SIZE - 1 - text.length) / 7));
    expect(verify(format(parse(encodeUtf8(full), { accounts: debianAccounts }).lines)).lines).toHaveLength(1);
    holds(encodeUtf8(full));
  });

  it("are refused when no file can hold them", () => {
    const [rule] = parse(encodeUtf8('ENV{a}="b"')).lines;
    const [token] = rule!.tokens;
    const having = (change: object): UdevRuleLine => ({
      ...rule!,
      tokens: [{ ...token!, ...change } as typeof token & object],
    });
    expect(() => format([having({ attr: "a}" })])).toThrow(TypeError);
    expect(() => format([having({ attr: "" })])).toThrow(TypeError);
    expect(() => format([having({ attr: "a\nb" })])).toThrow(TypeError);
    expect(() => format([having({ value: "a\0" })])).toThrow(TypeError);
    expect(() => format([having({ value: "a".repeat(LINE_SIZE) })])).toThrow(TypeError);
  });
});

describe("the laws", () => {
  const token = fc.constantFrom(...[...dictionary()].filter((each) => typeof each === "string"));
  const value = fc.oneof(token, fc.string(), fc.string({ unit: "binary" }));
  const attribute = fc.oneof(
    fc.constant(""),
    fc.constant(""),
    fc.constantFrom("builtin", "program", "file", "db", "a", "arch", "0644", "%k", "[a/b]c").map((name) => `{${name}}`),
  );
  const pair = fc
    .tuple(
      fc.constantFrom(...keyNames),
      attribute,
      fc.constantFrom("==", "!=", "=", "+=", "-=", ":="),
      fc.constantFrom("", "", "", "e", "i", "ei"),
      value,
    )
    .map(([key, attr, op, prefix, text]) => `${key}${attr}${op}${prefix}"${text}"`);
  const line = fc
    .array(fc.tuple(pair, fc.constantFrom(", ", ",", " ", "", ", \\\n")), { maxLength: 6 })
    .map((pairs) => pairs.flat().join(""));

  it("hold for rules", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        holds(encodeUtf8(lines.join("\n")));
      }),
      { numRuns: 500 },
    );
  });

  it("hold for gotos and labels", () => {
    const name = fc.constantFrom("a", "b", "c");
    const jump = fc.oneof(
      name.map((label) => `GOTO="${label}"`),
      name.map((label) => `LABEL="${label}"`),
      fc.tuple(name, name).map(([label, goto]) => `KERNEL=="x", LABEL="${label}", GOTO="${goto}"`),
      fc.constant('TAG="x", GOTO="b"'),
    );
    fc.assert(
      fc.property(fc.array(jump, { maxLength: 20 }), (lines) => {
        holds(encodeUtf8(lines.join("\n")));
      }),
    );
  });

  it("hold for words of the format in any order, and for any bytes", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(token, fc.constantFrom('"', "=", "\n", "\\", ",", "{", "}")), { maxLength: 60 }),
        (words) => {
          holds(encodeUtf8(words.join("")));
        },
      ),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        holds(bytes);
      }),
    );
  });

  it("hold for inputs that are too long to look at", () => {
    holds(new Uint8Array(65_537));
  });
});

describe("time", () => {
  /** Milliseconds that a rule file takes, checks included. */
  function measure(text: string): number {
    const bytes = encodeUtf8(text);
    const start = performance.now();
    verify(bytes);
    return performance.now() - start;
  }

  const count = 40_000;
  const many = (part: (i: number) => string): string => Array.from({ length: count }, (_, i) => part(i)).join("");
  /** Ten lines as long as they can be. */
  const wide = (part: (i: number) => string, tail = 'TAG="x"'): string => {
    let text = "";
    for (let i = 0; text.length < LINE_SIZE - 60; i++) text += part(i);
    return `${text}${tail}\n`.repeat(10);
  };

  it.each([
    ["gotos and labels", many((i) => `GOTO="l${i}"\n`) + many((i) => `LABEL="l${i}"\n`)],
    ["gotos without label", many((i) => `GOTO="l${i}"\n`)],
    ["gotos of one label", `${many(() => 'GOTO="a"\n')}LABEL="a"\n`],
    ["lines that go on", many(() => 'TAG="a", \\\n')],
    ["lines that only go on", many(() => "\\\n")],
    ["tokens out of order", wide((i) => `RUN="${i}"${i % 2 === 0 ? "" : `KERNEL=="${i}"`}`)],
    ["equal tokens", wide(() => 'KERNEL=="a"')],
    ["matches that meet in pairs", wide((i) => `KERNEL=="${["a|b", "b|c", "a|c"][i % 3]}|x${i}"`)],
    ["patterns that meet", wide((i) => `KERNEL=="${"a".repeat(i % 50)}b${i % 7}*|a*"`)],
    [
      "two long lists",
      wide((i) => `${i === 0 ? 'KERNEL=="' : "|"}p${i}*${i === 1500 ? '"KERNEL=="' : ""}`, '|q*", TAG="x"'),
    ],
    ["substitutions", wide(() => "%k$attr{a}", "").replaceAll("%k$attr{a}%k", 'RUN+="%k$attr{a}", ')],
    ["open braces", `TAG="${"%k{".repeat(5000)}"\n`.repeat(10)],
  ])("is linear for %s", (_, text) => {
    expect(measure(text)).toBeLessThan(2000);
  });
});
