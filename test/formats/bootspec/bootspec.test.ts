import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { encodeUtf8, latin1 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/bootspec/definition.js";
import {
  type BootEntry,
  type BootspecReport,
  formatEntry,
  formatWrapper,
  parseEntry,
  parseEntryName,
  run,
} from "../../../src/formats/bootspec/index.js";

const read = (content: string): { entry: BootEntry; codes: string[] } => {
  const reports: BootspecReport[] = [];
  const entry = parseEntry("a.conf", encodeUtf8(content), reports);
  if ("errno" in entry) throw new Error(entry.code);
  return {
    entry,
    codes: reports.map(({ diagnostic }) => `${diagnostic.code.slice("bootspec.".length)} ${diagnostic.line}`),
  };
};

const menu = (wrapper: Parameters<typeof formatWrapper>[0]) => run(encodeUtf8(formatWrapper(wrapper))).menu!;

describe("parseEntryName", () => {
  it.each([
    ["a.conf", "a.conf", null, null],
    ["a.CONF", "a.CONF", null, null],
    ["a+3.conf", "a.conf", 3, null],
    ["a+003-2.conf", "a.conf", 3, 2],
    ["a+1+2.conf", "a+1.conf", 2, null],
    ["+1.conf", ".conf", 1, null],
    ["a+.conf", "a+.conf", null, null],
    ["a+3-.conf", "a+3-.conf", null, null],
    ["a+1-2-3.conf", "a+1-2-3.conf", null, null],
    ["a+12.34.conf", "a+12.34.conf", null, null],
    ["a+2147483647.conf", "a.conf", 2_147_483_647, null],
    [`${"a".repeat(250)}+1.conf`, `${"a".repeat(250)}.conf`, 1, null],
  ])("%j", (name, id, triesLeft, triesDone) => {
    expect(parseEntryName(name)).toEqual({ id, triesLeft, triesDone });
  });

  it.each([
    ["", "EINVAL", "bad-entry-name"],
    ["a b.conf", "EINVAL", "bad-entry-name"],
    ["a/b.conf", "EINVAL", "bad-entry-name"],
    ["a~1.conf", "EINVAL", "bad-entry-name"],
    [`${"a".repeat(251)}.conf`, "EINVAL", "bad-entry-name"],
    ["a.efi", "EINVAL", "bad-entry-suffix"],
    ["a+2147483648.conf", "ERANGE", "bad-tries"],
    ["a+1-99999999999.conf", "ERANGE", "bad-tries"],
    ["a b+2147483648.conf", "ERANGE", "bad-tries"],
    ["a/b+1-2147483648.efi", "ERANGE", "bad-tries"],
    ["a+1.efi", "EINVAL", "bad-entry-suffix"],
    ["a b+1.conf", "EINVAL", "bad-entry-name"],
    [`${"a".repeat(251)}+1.conf`, "EINVAL", "bad-entry-name"],
  ])("refuses %j: %s", (name, errno, code) => {
    expect(parseEntryName(name)).toEqual({ errno, code: `bootspec.${code}` });
  });
});

describe("parseEntry", () => {
  it("reads the fields of an entry", () => {
    const { entry, codes } = read(
      "# c\n\n title \t T t \r\nversion 1\nmachine-id m\nsort-key s\narchitecture x64\noptions a  b\noptions c\n" +
        "linux l\nefi /e\ninitrd /i j\ninitrd k\ndevicetree /d\ndevicetree-overlay /x y\n",
    );
    expect(codes).toEqual([]);
    expect(entry).toMatchObject({
      title: "T t",
      version: "1",
      machineId: "m",
      sortKey: "s",
      architecture: "x64",
      options: ["a  b", "c"],
      linux: "/l",
      efi: "/e",
      initrd: ["/i j", "/k"],
      devicetree: "/d",
      devicetreeOverlay: ["/x", "/y"],
    });
  });

  it.each([
    ["title\n", ["empty-field 1"]],
    ["options\ndevicetree-overlay\n", []],
    ["\nfoo x\nTitle x\n", ["unknown-field 2", "unknown-field 3"]],
    ["title\\\n", ["bad-line 1"]],
    ["linux /a/\n", ["path-is-folder 1"]],
    ["linux /a/../b\n", ["path-not-normal 1"]],
    [`linux ${"x".repeat(256)}\n`, ["path-not-normal 1"]],
  ])("reports %j", (content, codes) => {
    expect(read(content).codes).toEqual(codes);
  });

  it.each([
    ["linux ../a\n", "/a"],
    ["linux //a//./b\n", "/a/b"],
    ["linux ..\n", "/"],
    ["linux /a\nlinux /b/\n", "/a"],
    ["li\\nux /a\n", "/a"],
  ])("%j: %s", (content, linux) => {
    expect(read(content).entry.linux).toBe(linux);
  });

  it("is undone by formatEntry", () => {
    const content = "title T\nversion 1\noptions a\nlinux /l\ninitrd /i\ndevicetree-overlay /x\n";
    expect(latin1(formatEntry(read(content).entry))).toBe(content);
    expect(latin1(formatEntry(read("linux ..\n").entry))).toBe("linux /.\n");
    expect(latin1(formatEntry(read("initrd a /.\n").entry))).toBe("initrd /a /.\n");
  });
});

describe("paths", () => {
  it("are measured in bytes, whatever these are", () => {
    const linux = (name: string): string | null => {
      const { entry } = read(`linux ${name}`);
      return entry.linux;
    };
    expect(linux("é".repeat(127))).not.toBeNull();
    expect(linux("é".repeat(128))).toBeNull();
    const raw = (count: number): string | null => {
      const bytes = new Uint8Array(6 + count).fill(0xff);
      bytes.set(encodeUtf8("linux "));
      const entry = parseEntry("a.conf", bytes, []);
      return "errno" in entry ? null : entry.linux;
    };
    expect(raw(255)).not.toBeNull();
    expect(raw(256)).toBeNull();
  });
});

describe("the menu", () => {
  const ids = (...entries: readonly (readonly [string, string])[]): string[] =>
    menu({ entries }).entries.map(({ id }) => id);

  it("is sorted by id, newest first", () => {
    expect(ids(["a-9.conf", ""], ["b.conf", ""], ["a-10.conf", ""])).toEqual(["b.conf", "a-10.conf", "a-9.conf"]);
  });

  it("has entries with a sort key first, by key, machine and version", () => {
    const order = ids(
      ["z.conf", ""],
      ["a.conf", "sort-key b"],
      ["b.conf", "sort-key a\nmachine-id 2"],
      ["c.conf", "sort-key a\nmachine-id 1\nversion 9"],
      ["d.conf", "sort-key a\nmachine-id 1\nversion 10"],
      ["e.conf", "sort-key a"],
    );
    expect(order).toEqual(["e.conf", "d.conf", "c.conf", "b.conf", "a.conf", "z.conf"]);
  });

  it("has entries without tries left last, and keeps the order of equal ones", () => {
    const { entries } = menu({
      entries: [
        ["a+0.conf", ""],
        ["b.conf", ""],
        ["a+1.conf", ""],
        ["a+2.conf", ""],
      ],
    });
    expect(entries.map(({ path }) => path.slice("/entries/".length))).toEqual([
      "b.conf",
      "a+1.conf",
      "a+2.conf",
      "a+0.conf",
    ]);
  });

  it.each([
    ["title T\nversion 1", "title T\nversion 2", ["T (2)", "T (1)"]],
    ["title T\nmachine-id 1", "title T\nmachine-id 2", ["T (2)", "T (1)"]],
    ["title T\nversion 1", "title T\nversion 1", ["T (1) (b.conf)", "T (1) (a.conf)"]],
    ["title T", "title U", ["U", "T"]],
  ])("makes titles unique: %j, %j", (a, b, titles) => {
    const { listing } = menu({
      entries: [
        ["a.conf", a],
        ["b.conf", b],
      ],
    });
    expect((JSON.parse(listing!) as { showTitle: string }[]).map(({ showTitle }) => showTitle)).toEqual(titles);
  });

  it("takes over what the boot loader reported", () => {
    const { entries } = menu({
      entries: [
        ["a.conf", ""],
        ["b.conf", ""],
      ],
      loader: ["b", "auto-windows", "x", "x"],
    });
    expect(entries.map(({ type, id, reported, title }) => [type, id, reported, title])).toEqual([
      ["loader", "x", true, null],
      ["type1", "b.conf", true, null],
      ["auto", "auto-windows", true, "Windows Boot Manager"],
      ["type1", "a.conf", false, null],
    ]);
  });

  it("knows what was reported whatever its case", () => {
    const { entries } = menu({ entries: [["A.conf", ""]], loader: ["a.CONF", "a", "Auto-x", "auto-X", "auto-x"] });
    expect(entries.map(({ type, id, reported }) => [type, id, reported])).toEqual([
      ["loader", "Auto-x", true],
      ["type1", "A.conf", true],
    ]);
  });

  it("takes a pattern that starts with an at sign for none", () => {
    const entries: [string, string][] = [
      ["@a.conf", ""],
      ["b.conf", ""],
    ];
    expect(menu({ config: "default @a*\n", entries }).defaultEntry).toBe(0);
    expect(menu({ config: "default ?a*\n", entries }).defaultEntry).toBe(1);
  });

  it("sorts keys by their bytes", () => {
    const sorted = menu({
      entries: [
        ["a.conf", "sort-key \u00e9"],
        ["b.conf", "sort-key \\\\x80"],
      ],
    });
    expect(sorted.entries.map(({ id }) => id)).toEqual(["b.conf", "a.conf"]);
  });

  it.each([
    ["default A*\n", 1],
    ["default [!b]*\n", 1],
    ["default a.conf\ndefault b.conf\n", 0],
    ["default x\n", 0],
    ["default @saved\n", 0],
    ["timeout 3\n", 0],
  ])("%j makes entry %d the default", (config, defaultEntry) => {
    expect(
      menu({
        config,
        entries: [
          ["a.conf", ""],
          ["b.conf", ""],
        ],
      }).defaultEntry,
    ).toBe(defaultEntry);
  });

  it("lists entries in systemd's order of members", () => {
    expect(menu({ entries: [["a+1.conf", "title T\noptions x\noptions y"]] }).listing).toBe(
      '[{"type":"type1","source":"esp","id":"a.conf","path":"/entries/a+1.conf","root":"/","title":"T","showTitle":"T",' +
        '"options":"x y","isReported":false,"triesLeft":1,"isDefault":true,"addons":null,"cmdline":"x y"}]',
    );
  });

  it("may be empty", () => {
    expect(menu({})).toMatchObject({ entries: [], defaultEntry: -1, listing: "[]" });
  });
});

describe("the wrapper", () => {
  it.each([
    ["{", "EINVAL", null],
    ["[]", null, "EINVAL"],
    ['{"foo":1}', null, "EADDRNOTAVAIL"],
    ['{"config":"","config":""}', null, "ENOTUNIQ"],
    ['{"config":"","config":1}', null, "EINVAL"],
    ['{"loader":["a"],"loader":[1]}', null, "ENOTUNIQ"],
    ['{"loader":[],"loader":"a"}', null, "EINVAL"],
    ['{"loader":"a"}', null, "EINVAL"],
    ['{"config":null}', null, "EINVAL"],
    ['{"entries":[[]]}', null, "EINVAL"],
    ['{"loader":["a",1]}', null, "EINVAL"],
    ['{"loader":["a"]}\0x', null, null],
  ])("%j: %s %s", (text, refused, dispatch) => {
    expect(run(encodeUtf8(text))).toMatchObject({ refused, dispatch });
  });

  it("is ignored when it is too long", () => {
    expect(definition.observe(new Uint8Array(65_537))).toEqual({ ignored: true });
  });

  it("goes on behind entries that cannot be loaded", () => {
    const text = '{"entries":[[1],["a.conf"],["a",""],["a+99999999999.conf",""],["b.conf","title \\\\x41"]]}';
    const { entryResults, menu: made } = run(encodeUtf8(text));
    expect(entryResults).toEqual([null, "unescape:ENODATA", "EINVAL", "ERANGE", "ok"]);
    expect(made!.entries.map(({ title }) => title)).toEqual(["A"]);
  });
});

describe("laws", () => {
  const holds = (bytes: Uint8Array): void => checkLaws(definition, bytes, definition.run(bytes));

  it("hold: fuzzing: a path whose last component ends with a space", () => {
    holds(encodeUtf8(formatWrapper({ entries: [["a.conf", "initrd /a /.\n"]] })));
  });

  it("hold for any entry", () => {
    const field = fc.constantFrom(
      "title",
      "linux",
      "initrd",
      "options",
      "devicetree-overlay",
      "version",
      "foo",
      "#",
      "",
    );
    const value = fc.oneof(
      fc.constantFrom("/", ".", "..", "/a", "a//b", "\\", "\t", "\\\\xff"),
      fc.string({ maxLength: 6 }),
    );
    const line = fc.tuple(field, value).map(([name, text]) => `${name} ${text}`);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        holds(encodeUtf8(formatWrapper({ entries: [["a.conf", lines.join("\n")]] })));
      }),
    );
  });

  it("hold for any order of entries", () => {
    const part = fc.constantFrom("1", "10", "01", "a", "b", "-", ".", "+", "_", "@");
    const name = fc.array(part, { maxLength: 6 }).map((parts) => `${parts.join("")}.conf`);
    const version = fc
      .array(fc.constantFrom("1", "2", "~", "^", "-", ".", "a", " "), { maxLength: 5 })
      .map((p) => p.join(""));
    const entry = fc
      .tuple(name, version)
      .map(([file, text]): [string, string] => [file, `sort-key a\nversion ${text}`]);
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), (entries) => holds(encodeUtf8(formatWrapper({ entries })))),
    );
  });
});
