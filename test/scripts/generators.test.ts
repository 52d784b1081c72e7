import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { directiveList, directiveSeeds, isDirectiveSeed, readGperf } from "../../scripts/directive-seeds.js";
import { dictionaryText, LONGEST_TOKEN, quoteToken, usableTokens } from "../../scripts/generate-dictionaries.js";
import { errorsPage } from "../../scripts/generate-docs.js";
import { seedFiles } from "../../scripts/generate-seeds.js";
import { describeDifference, findStale, type GeneratedFiles, writeStale } from "../../scripts/generated-files.js";
import { decodeUtf8, encodeUtf8 } from "../../src/core/utf8.js";
import { packageRoot } from "../../src/engine/package-root.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sdfuzz-generators-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const gperf = `%{
#include "conf-parser.h"
%}
struct ConfigPerfItem;
%%
Unit.Description,                 config_parse_unit_string_printf, 0, 0
Service.ExecStart,                config_parse_exec,               1, 0
Unit.Wants,config_parse_unit_deps,UNIT_WANTS,0
Service.Type, config_parse_service_type, 0, 0
SR-IOV.MACSpoofCheck, config_parse_sr_iov_boolean, 0, 0
Install.Alias, NULL, 0, 0
 Indented.Name, x
Not.A Row, x
Missing.Comma
`;

describe("directives of a gperf table", () => {
  it("are grouped by section in order of first appearance", () => {
    expect(directiveList(readGperf(gperf))).toBe(
      "[Unit]\nDescription=\nWants=\n\n[Service]\nExecStart=\nType=\n\n[SR-IOV]\nMACSpoofCheck=\n\n[Install]\nAlias=\n\n",
    );
  });

  it("can be those of some sections, after a unit type", () => {
    expect(directiveList(readGperf(gperf, "(Service|Install)"), "service")).toBe(
      "service\n[Service]\nExecStart=\nType=\n\n[Install]\nAlias=\n\n",
    );
  });

  it("match the pattern at the section's start only", () => {
    expect([...readGperf(gperf, "nit").keys()]).toEqual([]);
    expect([...readGperf(gperf, "nit|S").keys()]).toEqual(["Service", "SR-IOV"]);
  });

  it("are printed by the command", () => {
    const table = join(folder, "table.gperf");
    writeFileSync(table, gperf);
    const script = join(packageRoot, "scripts", "generate-directives.ts");
    const tsx = join(packageRoot, "node_modules", ".bin", "tsx");
    expect(execFileSync(tsx, [script, table, "Service", "service"], { encoding: "utf8" })).toBe(
      "service\n[Service]\nExecStart=\nType=\n\n",
    );
    expect(spawnSync(tsx, [script, "--check", table]).status).toBe(2);
    expect(execFileSync(tsx, [script, "--help"], { encoding: "utf8" })).toContain("--check");
  });
});

describe("directive seeds", () => {
  // SHA-256 of what systemd 257's own generate-directives.py prints for its tables.
  const recorded: readonly (readonly [path: string, hash: string])[] = [
    ["corpora/fuzz-unit-file/directives.automount", "cde98d1e689331c9171ba51b9115803cd9f7c0102be39e905e3af4e3962ef802"],
    ["corpora/fuzz-unit-file/directives.mount", "c67a1cc8575ef09bf4c892703b87ca72f4319b745f2003a0641b84f9ffbee83d"],
    ["corpora/fuzz-unit-file/directives.path", "6570466f309ccedba67e806c34b3f124969497ad266639f1388aa06db1f16f4e"],
    ["corpora/fuzz-unit-file/directives.scope", "ea4274a1ce526f5355028bc90ea85698099a46cb9cc60c4fe65a4e086095e88a"],
    ["corpora/fuzz-unit-file/directives.service", "93ee5eb7a90bf8db341e37551ce3b99cdf2872521dcd386a30ea27c83ca2b9df"],
    ["corpora/fuzz-unit-file/directives.slice", "d39a4567a5a92a0a2c4f7fef60f930521f7be25aa098a4949859f159bcbf41a7"],
    ["corpora/fuzz-unit-file/directives.socket", "ee9993c7ff972e6707d2036bb1eba56fc5e2b6681ac0a218f2b4b5823322173a"],
    ["corpora/fuzz-unit-file/directives.swap", "700f9076df1fb25121efd33f7e0b8840b0b91615e6b51bf796c1f0392aeb25c6"],
    ["corpora/fuzz-unit-file/directives.timer", "c5e294fbf0fbde699768585625bc127060ca687f7aa2cd393461a935df1ce530"],
    [
      "corpora/fuzz-network-parser/directives.network",
      "bf6a520e50dec2788fc25e3d20ad52acd88eda5d1a4a0f6d9f81abfef14549c2",
    ],
    [
      "corpora/fuzz-netdev-parser/directives.netdev",
      "fde62f8d9d7424e1adc4c154a6258d0b2ebf5d9d32168c2f1d0d9c5762421069",
    ],
    ["corpora/fuzz-link-parser/directives.link", "3358b8f5ae7112ed0fb19f114c9d16b57014bbb1a51aa1b427572adcc3ffef98"],
  ];
  it.each(recorded)("%s is what systemd generates", (path, hash) => {
    const bytes = directiveSeeds().get(path);
    expect(createHash("sha256").update(bytes!).digest("hex")).toBe(hash);
  });

  it("have names of their own", () => {
    for (const path of directiveSeeds().keys())
      expect(isDirectiveSeed(path.slice(path.lastIndexOf("/") + 1))).toBe(true);
    expect(isDirectiveSeed("simple-service")).toBe(false);
  });

  it("hold valid and invalid values", () => {
    const seeds = directiveSeeds();
    expect(decodeUtf8(seeds.get("corpora/fuzz-unit-file/value.kill-mode.valid")!)).toContain(
      "[Service]\nKillMode=control-group\n",
    );
    expect(decodeUtf8(seeds.get("corpora/fuzz-unit-file/value.kill-mode.invalid")!)).toContain("KillMode=bogus\n");
    expect(decodeUtf8(seeds.get("corpora/fuzz-netdev-parser/value.vxlan-ttl.valid")!)).toMatch(
      /Kind=vxlan\n\[VXLAN\]\nTTL=/,
    );
  });
});

describe("dictionaries", () => {
  it("escape as libFuzzer reads", () => {
    expect(quoteToken(encodeUtf8('a"b\\c\n\0é~'))).toBe('"a\\"b\\\\c\\x0A\\x00\\xC3\\xA9~"');
  });

  it("can be read back", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (token) => {
        const bytes: number[] = [];
        const body = quoteToken(token).slice(1, -1);
        for (const [piece] of body.matchAll(/\\x[0-9A-F]{2}|\\[\\"]|[^\\"]/g)) {
          if (piece.startsWith("\\x")) bytes.push(Number.parseInt(piece.slice(2), 16));
          else bytes.push(piece.charCodeAt(piece.length - 1));
        }
        expect(Uint8Array.from(bytes)).toEqual(token);
      }),
    );
  });

  it("are sorted, without duplicates, empty and overlong tokens", () => {
    const tokens = usableTokens([
      "b",
      "a",
      Uint8Array.of(0xff),
      "b",
      "",
      "x".repeat(LONGEST_TOKEN + 1),
      "x".repeat(LONGEST_TOKEN),
    ]);
    expect(tokens.map(quoteToken)).toEqual(['"a"', '"b"', `"${"x".repeat(LONGEST_TOKEN)}"`, '"\\xFF"']);
  });

  it("name their generator", () => {
    const text = dictionaryText({ slug: "example", dictionary: () => ["=", "["] });
    expect(text).toMatch(/^# .*fuzz-example\.\n# Generated by scripts\/generate-dictionaries\.ts .*\n"="\n"\["\n$/);
  });
});

describe("seeds", () => {
  const seed = (name: string) => ({ name, bytes: Uint8Array.of(1) });
  it("go to the corpus of their format", () => {
    const { files, folders, owns } = seedFiles([{ slug: "example", seeds: () => [seed("one"), seed("two.bin")] }]);
    expect([...files.keys()]).toEqual(["corpora/fuzz-example/one", "corpora/fuzz-example/two.bin"]);
    expect(folders).toEqual(["corpora/fuzz-example"]);
    expect([owns("old"), owns("directives.service"), owns("value.signal.valid")]).toEqual([true, false, false]);
  });
  it.each([
    ["twice", ["a", "a"]],
    ["with a slash", ["a/b"]],
    ["hidden", [".a"]],
    ["reserved", ["value.x.valid"]],
  ])("refuse names that are bad: %s", (_, names) => {
    expect(() => seedFiles([{ slug: "example", seeds: () => names.map(seed) }])).toThrow(TypeError);
  });
});

describe("docs/errors.md", () => {
  const help = { message: "wants <a> | b", help: "Write a." };
  it("has a row per code, by owner", () => {
    const page = errorsPage([
      { slug: "two", diagnostics: { "z.one": { message: "last" }, "a.shared": help } },
      { slug: "one", diagnostics: { "a.shared": help } },
    ]);
    expect(page).toContain("## a\n");
    expect(page).toContain("| `a.shared` | wants &lt;a> \\| b | Write a. | two, one |");
    expect(page.indexOf("## a")).toBeLessThan(page.indexOf("## z"));
  });
  it("refuses a code with two texts", () => {
    const other = { slug: "one", diagnostics: { "a.x": { message: "1" } } };
    expect(() => errorsPage([other, { slug: "two", diagnostics: { "a.x": { message: "2" } } }])).toThrow(TypeError);
  });
});

describe("generated files", () => {
  const generated = (files: Record<string, string>): GeneratedFiles => ({
    files: new Map(Object.entries(files).map(([path, text]) => [path, encodeUtf8(text)])),
    folders: ["corpus"],
    owns: (name) => name !== "mine",
  });

  it("are written, left alone and removed as needed", () => {
    const root = join(folder, "tree");
    mkdirSync(join(root, "corpus"), { recursive: true });
    writeFileSync(join(root, "corpus", "old"), "x");
    writeFileSync(join(root, "corpus", "mine"), "x");
    writeFileSync(join(root, "corpus", "same"), "same");
    writeFileSync(join(root, "corpus", "changed"), "before");
    const wanted = generated({ "corpus/same": "same", "corpus/changed": "after", "corpus/new": "new" });
    const stale = findStale(root, wanted);
    expect(stale.map(({ path, kind }) => [path, kind])).toEqual([
      ["corpus/changed", "differs"],
      ["corpus/new", "missing"],
      ["corpus/old", "left over"],
    ]);
    writeStale(root, stale);
    expect(findStale(root, wanted)).toEqual([]);
    expect(existsSync(join(root, "corpus", "old"))).toBe(false);
    expect(readFileSync(join(root, "corpus", "mine"), "utf8")).toBe("x");
    expect(readFileSync(join(root, "corpus", "changed"), "utf8")).toBe("after");
  });

  it("are compared line by line", () => {
    const text = (lines: string): Uint8Array => encodeUtf8(lines);
    expect(
      describeDifference({
        path: "p",
        kind: "differs",
        committed: text("a\nb\nc\nd\n"),
        generated: text("a\nb\nX\nd\n"),
      }),
    ).toBe("--- p (committed)\n+++ p (generated)\n@@ line 1 @@\n a\n b\n-c\n+X\n d");
    expect(describeDifference({ path: "p", kind: "missing", committed: null, generated: text("a\n") })).toContain("+a");
    expect(describeDifference({ path: "p", kind: "left over", committed: text("a\n"), generated: null })).toContain(
      "-a",
    );
    expect(
      describeDifference({
        path: "p",
        kind: "differs",
        committed: Uint8Array.of(0xff),
        generated: Uint8Array.of(1, 2),
      }),
    ).toBe("p: differs (binary, 1 bytes committed, 2 generated)");
  });
});
