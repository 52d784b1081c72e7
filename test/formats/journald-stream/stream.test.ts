import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { fromLatin1, latin1 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/journald-stream/definition.js";
import { format, parse, type StreamLine, toFields } from "../../../src/formats/journald-stream/index.js";
import { spell } from "../../journal/spell.js";

const HEADER = "id\nfoo.service\n30\n1\n0\n0\n0\n";
const show = ({ priority, message, lineBreak }: StreamLine): unknown[] => [
  priority,
  latin1(message),
  ...(lineBreak === null ? [] : [lineBreak]),
];
const lines = (text: string): unknown[] => parse(fromLatin1(HEADER + text)).lines.map(show);

describe("log lines", () => {
  it.each([
    [
      "a\nb\n",
      [
        [30, "a"],
        [30, "b"],
      ],
    ],
    ["\n\n", []],
    [" a \r\n", [[30, " a"]]],
    [" \t\n", [[30, " \t"]]],
    [
      "a\0b\n\0",
      [
        [30, "a", "nul"],
        [30, "b"],
      ],
    ],
    [
      "<3>a\n<003>b\n",
      [
        [27, "a"],
        [27, "b"],
      ],
    ],
    [
      "<8>a\n<30>b\n<0003>c\n",
      [
        [30, "<8>a"],
        [30, "<30>b"],
        [30, "<0003>c"],
      ],
    ],
    ["<3>\n<3> \n", []],
    [" <3>a\n", [[30, " <3>a"]]],
    ["<3><4>a\n", [[27, "<4>a"]]],
  ])("%j", (text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  it("keep their prefix where the header says so", () => {
    const { lines: read } = parse(fromLatin1("id\n\n6\nno\n0\n0\n0\n<3>a\n"));
    expect(read.map(show)).toEqual([[6, "<3>a"]]);
  });

  it("are cut at 48 KiB", () => {
    const text = "x".repeat(49_151);
    expect(lines(`${text}\na\n`)).toEqual([
      [30, text],
      [30, "a"],
    ]);
    expect(lines(`${text}x\na\n`)).toEqual([
      [30, `${text}x`, "line-max"],
      [30, "a"],
    ]);
    expect(lines(`${text}xy\n`)).toEqual([
      [30, `${text}x`, "line-max"],
      [30, "y"],
    ]);
  });

  it("end with the stream", () => {
    const { lines: read, atEnd } = parse(fromLatin1(`${HEADER}a\n<3>b `));
    expect(read.map(show)).toEqual([[30, "a"]]);
    expect(show(atEnd.line!)).toEqual([27, "b", "eof"]);
  });

  it("become fields in a fixed order", () => {
    const { header, lines: read } = parse(fromLatin1(`${HEADER}a\0`));
    expect(spell(toFields(header!, read[0]!))).toEqual([
      "_TRANSPORT=stdout",
      "PRIORITY=6",
      "SYSLOG_FACILITY=3",
      "SYSLOG_IDENTIFIER=id",
      "_LINE_BREAK=nul",
      "MESSAGE=a",
    ]);
  });

  it("are reported where they were to be forwarded", () => {
    const { diagnostics, atEnd } = parse(fromLatin1("\n\n6\n1\nyes\n0\n0\na\n\nb\nc"));
    expect(diagnostics.map(({ code }) => code)).toEqual(Array(2).fill("journald-stream.not-forwarded"));
    expect(atEnd.diagnostics).toHaveLength(1);
  });
});

describe("the header", () => {
  it("may have white space around its values", () => {
    const { header } = parse(fromLatin1(" id \n \n 0x10 \n yes \n OFF \n t \n 0\n"));
    expect(header).toMatchObject({ unit: null, priority: 16, levelPrefix: true, forwardToKmsg: true });
    expect(latin1(header!.identifier!)).toBe("id");
  });

  it.each([
    ["id\0", 1, "header-not-terminated"],
    [`${"i".repeat(255)}\n`, 1, "header-not-terminated"],
    ["\n\n1000\n", 3, "bad-priority"],
    ["\n\n\n", 3, "bad-priority"],
    ["\n\n6\n2\n", 4, "bad-switch"],
    ["\n\n6\n1\n0\n0\n\n", 7, "bad-switch"],
  ])("%j closes the connection in line %d", (text, line, code) => {
    const { alive, header, diagnostics } = parse(fromLatin1(text));
    expect([alive, header]).toEqual([false, null]);
    expect(diagnostics).toMatchObject([{ code: `journald-stream.${code}`, line }]);
  });

  it("can be incomplete at the end of the stream", () => {
    const { alive, header, atEnd } = parse(fromLatin1("id\n\n6"));
    expect([alive, header, atEnd.line]).toEqual([true, null, null]);
    expect(atEnd.diagnostics).toMatchObject([{ line: 3 }]);
    expect(parse(fromLatin1("id\n\n")).atEnd.diagnostics).toEqual([]);
  });
});

describe("format", () => {
  it("gives a stream back that is written plainly", () => {
    const stream = `${HEADER}a\n<3>b\nc\0d`;
    const { header, lines: read, atEnd } = parse(fromLatin1(stream));
    expect(latin1(format(header!, read, atEnd.line))).toBe(stream);
  });
});

describe("laws", () => {
  const holds = (bytes: Uint8Array): void => checkLaws(definition, bytes, definition.run(bytes));

  it("hold for any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), holds));
  });

  it("hold for what looks like log lines", () => {
    const part = fc.constantFrom("<3>", "<6>", "<", ">", "30", "a", " ", "\t", "\n", "\0", "x".repeat(49_150));
    fc.assert(
      fc.property(fc.boolean(), fc.array(part, { maxLength: 12 }), (prefix, parts) => {
        holds(fromLatin1(`id\n\n30\n${Number(prefix)}\n0\n0\n0\n${parts.join("")}`.slice(0, 65_536)));
      }),
    );
  });
});
