import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/core/diagnostics.js";
import { encodeUtf8 } from "../../src/core/utf8.js";
import { type IniNode, type IniSink, readIni } from "../../src/ini/reader.js";
import { LONG_LINE_MAX, skipLineEnd } from "../../src/text/lines.js";

interface Reading {
  readonly result: 1 | string;
  readonly assignments: readonly string[];
  readonly codes: readonly string[];
  readonly lines: readonly (number | null)[];
  readonly nodes: readonly IniNode[];
  /** Line at which reading ended. */
  readonly end: number;
}

function read(input: string | Uint8Array, stopAt = ""): Reading {
  const bytes = typeof input === "string" ? encodeUtf8(input) : input;
  const diagnostics: Diagnostic[] = [];
  const assignments: string[] = [];
  let section = "";
  const sink: IniSink = {
    section(name) {
      section = name;
      if (name.startsWith("X-")) return "ignored";
      return name === "A" || name === "B" ? "known" : "unknown";
    },
    assignment(key, value, node) {
      assignments.push(`${section}.${key}=${value}@${node.line}`);
      return key === stopAt ? "ENOEXEC" : undefined;
    },
  };
  const { result, nodes, line } = readIni(bytes, 0, sink, diagnostics);
  return {
    result,
    assignments,
    codes: diagnostics.map(({ code }) => code),
    lines: diagnostics.map(({ line }) => line),
    nodes,
    end: line,
  };
}

describe("lines", () => {
  it("end at LF, CR, NUL and combinations of different ones", () => {
    expect(read("[A]\na=1\r\nb=2\rc=3\0d=4\n\re=5").assignments).toEqual([
      "A.a=1@2",
      "A.b=2@3",
      "A.c=3@4",
      "A.d=4@5",
      "A.e=5@6",
    ]);
  });

  it("count each repeated line end", () => {
    expect(read("[A]\n\n\na=1").assignments).toEqual(["A.a=1@4"]);
    expect(read("[A]\0\0a=1").assignments).toEqual(["A.a=1@3"]);
  });

  it("tell where reading ended", () => {
    expect(read("[A]\na=1\nb=2\n").end).toBe(3);
    expect(read("[A]\na=1\nb=2\nc=3", "b").end).toBe(3);
    expect(read("[A]\na=1\\\n2\n[B", "").end).toBe(4);
  });

  it("of LONG_LINE_MAX bytes end the file", () => {
    const long = encodeUtf8(`[A]\nk=${"x".repeat(LONG_LINE_MAX - 3)}\nb=1`);
    expect(read(long).assignments).toHaveLength(2);
    const longer = read(encodeUtf8(`[A]\nk=${"x".repeat(LONG_LINE_MAX - 2)}\nb=1`));
    expect(longer).toMatchObject({ result: "ENOBUFS", assignments: [], codes: ["ini.line-too-long"], lines: [2] });
  });

  it("that are not UTF-8 end the file, non-characters included", () => {
    expect(read(new Uint8Array([...encodeUtf8("[A]\na=1\nb="), 0xff, 0x0a, 0x63, 0x3d]))).toMatchObject({
      result: "EINVAL",
      assignments: ["A.a=1@2"],
      codes: ["ini.not-utf8"],
      lines: [3],
    });
    expect(read("[A]\na=\uffff").result).toBe("EINVAL");
  });

  it("are not checked for UTF-8 inside comments", () => {
    expect(read(new Uint8Array([...encodeUtf8("[A]\n#"), 0xff, ...encodeUtf8("\na=1")])).result).toBe(1);
  });
});

describe("continuation", () => {
  it("replaces the backslash by a space and reports the last line", () => {
    expect(read("[A]\na=1 \\\n  2\\\n 3").assignments).toEqual(["A.a=1    2  3@4"]);
  });

  it("skips comments in between", () => {
    expect(read("[A]\na=1\\\n# no \\\n ; nor this\n2").assignments).toEqual(["A.a=1 2@5"]);
  });

  it("needs an odd number of backslashes", () => {
    expect(read("[A]\na=1\\\\\nb=2").assignments).toEqual(["A.a=1\\\\@2", "A.b=2@3"]);
  });

  it("may stand open at the end of the file", () => {
    expect(read("[A]\na=1 \\").assignments).toEqual(["A.a=1@3"]);
  });

  it("joins at most LONG_LINE_MAX bytes", () => {
    const half = "x".repeat(LONG_LINE_MAX / 2);
    expect(read(`[A]\na=${half}\\\n${half}\\\n${half}`)).toMatchObject({
      result: "ENOBUFS",
      codes: ["ini.continuation-too-long"],
    });
  });
});

describe("sections", () => {
  it("are reported when unknown and skipped with what is in them", () => {
    expect(read("[C]\na=1\n[A]\nb=2")).toMatchObject({
      assignments: ["A.b=2@4"],
      codes: ["ini.unknown-section"],
      lines: [1],
    });
  });

  it("are skipped silently when the sink ignores them", () => {
    expect(read("[X-C]\na=1\njunk")).toMatchObject({ assignments: [], codes: [] });
  });

  it.each(["[A", "[A]x", "[A] #"])("end the file when not closed: %s", (header) => {
    expect(read(header)).toMatchObject({ result: "EBADMSG", codes: ["ini.section-unclosed"] });
  });

  it.each(['[A"]', "[A\\]", "[A']", "[A\x1b]"])("end the file with unsafe characters: %j", (header) => {
    expect(read(header)).toMatchObject({ result: "EBADMSG", codes: ["ini.section-unsafe"] });
  });
});

describe("assignments", () => {
  it("lose white space around key and value, not inside", () => {
    expect(read("[A]\n\t a b \t=\t c  d \t").assignments).toEqual(["A.a b=c  d@2"]);
  });

  it("split at the first equals sign", () => {
    expect(read("[A]\na==b=c").assignments).toEqual(["A.a==b=c@2"]);
  });

  it("need a section, a key and an equals sign", () => {
    expect(read("a=1\n[A]\n=1\nwords")).toMatchObject({
      codes: ["ini.outside-section", "ini.no-key", "ini.no-equals"],
      lines: [1, 3, 4],
    });
  });

  it("end the file when the sink says so", () => {
    expect(read("[A]\na=1\nb=2\nc=3", "b")).toMatchObject({ result: "ENOEXEC", assignments: ["A.a=1@2", "A.b=2@3"] });
  });
});

it("a byte order mark is dropped from the first line that has one", () => {
  expect(read("\ufeff[A]\na=1").assignments).toEqual(["A.a=1@2"]);
  expect(read("[A]\n\ufeffa=1\n\ufeffb=2").assignments).toEqual(["A.a=1@2", "A.\ufeffb=2@3"]);
});

describe("laws", () => {
  const pieces = fc.constantFrom(
    "[A]",
    "[X-",
    "]",
    "a",
    "=",
    " ",
    "\\",
    "\n",
    "\r",
    "\0",
    "#",
    ";",
    "\ufeff",
    "ü",
    "[B]\n",
    "k=v\n",
  );

  it("nodes cover the file without gap, whatever it holds", () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const bytes = encodeUtf8(parts.join(""));
        let at = 0;
        for (const node of read(bytes).nodes) {
          expect(node.start).toBe(at);
          at = node.end;
        }
        expect(at).toBe(bytes.length);
      }),
    );
  });

  it("a line end is at least one and at most three bytes", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 10, 13), { minLength: 1, maxLength: 8 }), (ends) => {
        const bytes = Uint8Array.from(ends);
        const length = skipLineEnd(bytes, 0);
        expect(length).toBeGreaterThanOrEqual(1);
        expect(length).toBeLessThanOrEqual(3);
        expect(new Set(bytes.subarray(0, length)).size).toBe(length);
      }),
    );
  });
});

it("reads many lines without an equals sign in linear time", () => {
  const lines = 40_000;
  const bytes = encodeUtf8(`[A]\n${"x\n".repeat(lines)}`);
  expect(read(bytes).codes).toHaveLength(lines);
});
