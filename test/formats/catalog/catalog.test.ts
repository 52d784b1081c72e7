import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { decodeUtf8, encodeUtf8, fromLatin1 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/catalog/definition.js";
import { Catalog, catalogHeaders, fileLanguage, format, parse } from "../../../src/formats/catalog/index.js";
import { LONG_LINE_MAX } from "../../../src/text/lines.js";

const ID = "fc2e22bc6ee647b6b90729ab34a250b1";
const OTHER = "9d1aaa27d60140bd96365438aad20286";

const entries = (text: string, language = ""): string[] =>
  [...parse(encodeUtf8(text), language).catalog.entries()].map(
    (entry) => `${entry.id === ID ? "ID" : "OTHER"} ${entry.language}:${decodeUtf8(entry.text)}`,
  );
const reports = (text: string, language = ""): string[] =>
  parse(encodeUtf8(text), language).diagnostics.map(({ code, line, level }) => `${level} ${line} ${code.slice(8)}`);
const holds = (bytes: Uint8Array): void => checkLaws(definition, bytes, definition.run(bytes));

describe("parse", () => {
  it.each([
    [`-- ${ID}\nSubject: a\n\nb\n`, ["ID :Subject: a\n\nb\n"]],
    [`\n# c\n-- ${ID} de\na`, ["ID de:a\n"]],
    [`-- ${ID}\n\na\n`, ["ID :\na\n"]],
    [`-- ${ID}\na\n\n\n\nb\n\n\n`, ["ID :a\n\nb\n"]],
    [`-- ${ID}\na\n#c\n;c\n #b\n`, ["ID :a\n #b\n"]],
    [`-- ${ID.toUpperCase()}\na\r\nb\0c\n`, ["ID :a\nb\nc\n"]],
    [`-- ${ID}\na\n-- ${OTHER}\nb\n`, [`ID :a\n-- ${OTHER}\nb\n`]],
    [`-- ${ID}\na\n\n-- ${OTHER}\nb\n`, ["ID :a\n", "OTHER :b\n"]],
    [`-- ${ID}\na\n\n-- ${OTHER}x\nb\n`, [`ID :a\n\n-- ${OTHER}x\nb\n`]],
    [`-- ${ID}\na\n\n-- ${"z".repeat(32)} de\nb\n`, [`ID :a\n\n-- ${"z".repeat(32)}\nb\n`]],
    [`-- ${ID} \tpt_BR \na\n`, ["ID pt_BR:a\n"]],
  ])("%j", (text, expected) => {
    expect(entries(text)).toEqual(expected);
    expect(reports(text)).toEqual([]);
  });

  it.each([
    ["x\n", ["3 1 text-before-id"]],
    [`-- ${ID.slice(1)}\nx\n`, ["3 1 text-before-id"]],
    [`-- ${ID}\n\n`, ["3 2 no-text"]],
    [`-- ${ID}\n\n-- ${OTHER}\nx\n`, ["3 3 no-text"]],
    [`-- ${ID} \nx\n`, ["3 1 language-too-short"]],
    [`-- ${ID} d\nx\n`, ["3 1 language-too-short"]],
    [`-- ${ID} ${"l".repeat(32)}\nx\n`, ["3 1 language-too-long"]],
  ])("%j is refused", (text, expected) => {
    expect(reports(text)).toEqual(expected);
    expect(parse(encodeUtf8(text)).errno).toBe("EINVAL");
  });

  it("keeps what was complete before an error", () => {
    expect(entries(`-- ${ID}\na\n\n-- ${OTHER} d\nb\n`)).toEqual(["ID :a\n"]);
  });

  it("refuses a line that is too long", () => {
    const { errno, diagnostics } = parse(encodeUtf8(`-- ${ID}\n${"x".repeat(LONG_LINE_MAX)}\n`));
    expect([errno, diagnostics[0]?.code, diagnostics[0]?.line]).toEqual(["ENOBUFS", "catalog.line-too-long", null]);
  });

  it("keeps bytes that are no UTF-8", () => {
    const [entry] = parse(fromLatin1(`-- ${ID}\n\xff\xfe\n`)).catalog.entries();
    expect(entry?.text).toEqual(new Uint8Array([0xff, 0xfe, 0x0a]));
  });
});

describe("languages", () => {
  it("of the file go to entries that name none", () => {
    const text = `-- ${ID}\na\n\n-- ${OTHER} fr\nb\n\n-- ${ID} de\nc\n`;
    expect(entries(text, "de")).toEqual(["ID de:c\na\n", "OTHER fr:b\n"]);
    expect(reports(text, "de")).toEqual(["4 4 language-differs", "4 7 language-unneeded"]);
  });

  it.each([
    ["systemd.de.catalog", "de"],
    ["/usr/lib/systemd/catalog/systemd.pt_BR.catalog", "pt_BR"],
    ["systemd.catalog", ""],
    ["de.catalog", ""],
    ["/a.b/systemd.catalog", ""],
    ["systemd.de.txt", ""],
    [`x.${"l".repeat(31)}.catalog`, "l".repeat(31)],
    [`x.${"l".repeat(32)}.catalog`, ""],
  ])("of the file %s: %j", (path, language) => {
    expect(fileLanguage(path)).toBe(language);
  });
});

describe("merging", () => {
  it.each([
    ["H: 1\n\nb\n", "G: 2\n\nc\n", "G: 2\nH: 1\n\nc\n"],
    ["H: 1\n\nb\n", "G: 2\n", "G: 2\nH: 1\n\nb\n"],
    ["\nb\n", "G: 2\n\nc\n", "G: 2\n\nc\n"],
    ["H: 1\n", "\nc\n", "H: 1\n\nc\n"],
    ["x\n", "y\n", "y\nx\n"],
  ])("of %j and %j", (first, second, merged) => {
    expect(entries(`-- ${ID}\n${first}\n-- ${ID}\n${second}`)).toEqual([`ID :${merged}`]);
  });

  it("takes linear time", () => {
    const text = `-- ${ID}\nH: 1\n\n`.repeat(50_000);
    const started = performance.now();
    expect(entries(text)[0]?.length).toBe("ID :".length + 5 * 50_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe("look-up", () => {
  const { catalog } = parse(encodeUtf8(`-- ${ID} pt_BR\na\n\n-- ${ID} pt\nb\n\n-- ${ID}\nc\n\n-- ${OTHER} de\nd\n`));
  const found = (id: string, locale?: string): string | undefined => {
    const entry = catalog.lookup(id, locale);
    return entry === undefined ? undefined : decodeUtf8(entry.text);
  };

  it.each([
    [ID, "pt_BR.UTF-8", "a\n"],
    [ID, "pt_PT@euro", "b\n"],
    [ID, "de_DE.UTF-8", "c\n"],
    [ID, undefined, "c\n"],
    [OTHER, "de_AT", "d\n"],
    [OTHER, "fr", undefined],
    ["0".repeat(32), "de", undefined],
  ])("of %s for %s", (id, locale, text) => {
    expect(found(id, locale)).toBe(text);
  });

  it("gives the headers of an entry", () => {
    const text = encodeUtf8("Subject: The unit é\nno header\nSupport:x\n\nBody: text\n");
    expect(catalogHeaders({ text })).toEqual([
      ["Subject", "The unit é"],
      ["Support", "x"],
    ]);
    expect(catalogHeaders({ text: encodeUtf8("\nSubject: none\n") })).toEqual([]);
  });
});

describe("format", () => {
  it("writes entries behind empty lines", () => {
    const catalog = new Catalog();
    catalog.add(ID, "", "a\n");
    catalog.add(OTHER, "de", "\nb\n");
    expect(decodeUtf8(format(catalog.entries()))).toBe(`-- ${ID}\na\n\n-- ${OTHER} de\n\nb\n`);
  });
});

describe("laws", () => {
  it("hold for every seed", () => {
    for (const { bytes } of definition.seeds()) holds(bytes);
  });

  it("hold for pieces of sources, and for any bytes", () => {
    const pieces = [...definition.dictionary()].filter((piece) => typeof piece === "string");
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces, "x", "a: b\n"), { maxLength: 30 }), (chosen) =>
        holds(encodeUtf8(`-- ${ID}\n${chosen.join("")}`)),
      ),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), holds));
  });
});

describe("inspect", () => {
  it("shows entries and reports", () => {
    expect(definition.inspect(encodeUtf8(`-- ${ID}\na\n\n-- ${OTHER}\n`))).toMatchObject({
      value: [{ id: ID }],
      error: "EINVAL",
      diagnostics: [{ code: "catalog.no-text" }],
    });
  });
});

// Each entry was an argument or two of one call: RangeError.
it("regression: very many entries are written", () => {
  const text = encodeUtf8("a\n");
  const written = format(
    Array.from({ length: 150_000 }, (_, i) => ({ id: i.toString(16).padStart(32, "0"), language: "", text })),
  );
  expect(parse(written).catalog.size).toBe(150_000);
});
