import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { packageRoot } from "../../../src/engine/index.js";
import { sourcesOf } from "../../../src/service/change/import-graph.js";
import { BaseBuild, Git, moduleGraph, touchedTargets } from "../../../src/service/change/index.js";
import type { Finding, Target } from "../../../src/service/model.js";

let top: string;
beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), "sdfuzz-change-")));
  git("init", "-q", "-b", "main");
  git("config", "user.name", "test");
  git("config", "user.email", "test@example.org");
  write("package.json", JSON.stringify({ name: "project", type: "module" }));
  write("package-lock.json", "{}");
  write(".gitignore", "node_modules\nwork\n");
  write(
    "parser-a.js",
    'import "./shared.js";\nexport const parse = (data) => {\n  if (data[0] === 1) throw new Error("old");\n};\n',
  );
  write("parser-b.js", 'export { x } from "./shared.js";\nexport const parse = () => {};\n');
  write("shared.js", "export const x = 1;\n");
  write("fuzz-a.js", 'import { parse } from "./parser-a.js";\nexport const fuzz = (data) => parse(data);\n');
  write("fuzz-b.js", 'const { parse } = await import("./parser-b.js");\nexport const fuzz = (data) => parse(data);\n');
  write("fuzz-c.js", 'import "some-package";\nexport const fuzz = () => {};\n');
  write("node_modules/some-package/index.js", "");
  write("node_modules/some-package/package.json", JSON.stringify({ name: "some-package", main: "index.js" }));
  write("seeds-b/one", "1");
  write("b.dict", '"b"\n');
  git("add", ".");
  git("commit", "-qm", "base");
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

function git(...words: string[]): string {
  return execFileSync("git", ["-C", top, ...words], { encoding: "utf8" }).trim();
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(top, file)), { recursive: true });
  writeFileSync(join(top, file), text);
}

const target = (letter: string): Target => ({
  name: `fuzz-${letter}`,
  module: join(top, `fuzz-${letter}.js`),
  seeds: letter === "b" ? join(top, "seeds-b") : null,
  dictionary: letter === "b" ? join(top, "b.dict") : null,
  maxLen: null,
  entryPoints: ["fuzz"],
  projectRoot: top,
});

function touched(base = "main"): string[] {
  const checkout = new Git(top);
  const targets = ["a", "b", "c", "d"].map(target).filter(({ module }) => existsSync(module));
  return touchedTargets(targets, checkout, checkout.base(base)).map(
    ({ target: { name }, reason, file }) => `${name}: ${reason}${file === null ? "" : ` ${file}`}`,
  );
}

describe("what a change touches", () => {
  test.each([
    { name: "nothing", change: () => {}, expected: [] },
    { name: "a file that nobody imports", change: () => write("README.md", "text"), expected: [] },
    {
      name: "one parser",
      change: () => write("parser-a.js", "export const parse = 1;\n"),
      expected: ["fuzz-a: code parser-a.js"],
    },
    {
      name: "what both parsers import, one of them dynamically",
      change: () => write("shared.js", "export const x = 2;\n"),
      expected: ["fuzz-a: code shared.js", "fuzz-b: code shared.js"],
    },
    { name: "seeds", change: () => write("seeds-b/two", "2"), expected: ["fuzz-b: corpus seeds-b/two"] },
    { name: "a dictionary", change: () => write("b.dict", '"c"\n'), expected: ["fuzz-b: corpus b.dict"] },
    {
      name: "the installed packages",
      change: () => write("package-lock.json", "[]"),
      expected: ["fuzz-c: packages package-lock.json"],
    },
    {
      name: "a new target, not yet added",
      change: () => write("fuzz-d.js", "export const fuzz = () => {};\n"),
      expected: ["fuzz-d: new"],
    },
    {
      name: "a file with a strange name",
      change: () => {
        write("parser \u00fc\n.js", "export const y = 1;\n");
        write("fuzz-a.js", 'import "./parser-a.js";\nexport const fuzz = () => {};\n');
      },
      expected: ["fuzz-a: code fuzz-a.js"],
    },
  ])("$name", ({ change, expected }) => {
    change();
    expect(touched()).toEqual(expected);
  });

  test("counts from where both sides parted", () => {
    git("checkout", "-qb", "topic");
    write("parser-b.js", "export const parse = () => {};\n");
    git("commit", "-qam", "topic");
    git("checkout", "-q", "main");
    write("parser-a.js", "export const parse = () => {};\n");
    git("commit", "-qam", "main goes on");
    git("checkout", "-q", "topic");
    expect(touched("main")).toEqual(["fuzz-b: code parser-b.js"]);
  });

  test("a base that is no commit, and a folder that is no checkout, are refused", () => {
    expect(() => new Git(top).base("no-such-branch")).toThrow(/--base: no-such-branch is no commit/);
    expect(() => new Git(top).base("--output=x")).toThrow(/is no commit/);
    const elsewhere = mkdtempSync(join(tmpdir(), "sdfuzz-no-checkout-"));
    try {
      expect(() => new Git(elsewhere)).toThrow(/is in no git checkout/);
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  });
});

describe("the modules of a target", () => {
  test("of this package: its own format and what that is made of, in sources, and no other format", () => {
    const { files, usesPackages } = moduleGraph(join(packageRoot, "targets", "fuzz-json.js"));
    const own = [...files].map((file) => file.slice(packageRoot.length + 1));
    expect(own).toEqual(
      expect.arrayContaining(["targets/fuzz-json.ts", "src/json/parse.ts", "src/core/utf8.ts", "src/engine/target.ts"]),
    );
    expect(own.filter((file) => /formats\/(?!json\/)[^/]+\//.test(file))).toEqual([]);
    expect(usesPackages).toBe(false);
  });

  test("compiled files name their sources", () => {
    const file = join(packageRoot, "dist", "core", "utf8.js");
    expect(sourcesOf(file, readFileSync(file, "utf8"))).toEqual([join(packageRoot, "src", "core", "utf8.ts")]);
    expect(sourcesOf(file, "export {};\n")).toEqual([]);
    write("fuzz-a.ts", "");
    expect(sourcesOf(join(top, "fuzz-a.js"), "export {};\n")).toEqual([join(top, "fuzz-a.ts")]);
  });
});

test("the base is built once, beside the change, and tells old findings from new ones", async () => {
  rmSync(join(top, "node_modules"), { recursive: true });
  symlinkSync(join(packageRoot, "node_modules"), join(top, "node_modules"));
  const source = readFileSync(join(top, "parser-a.js"), "utf8");
  write("parser-a.js", source.replace("{\n", '{\n  if (data[0] === 2) throw new Error("new");\n'));
  const checkout = new Git(top);
  const scratch = join(top, "work");
  const limits = { timeoutSec: 5, slowUnitSec: 2, rssLimitMb: 2048 };
  const base = new BaseBuild(checkout, checkout.base("main"), top, scratch, limits, pino({ level: "silent" }));
  const { signal } = new AbortController();
  const finding = { entryPoint: "fuzz" } as Finding;
  expect(await base.fails(target("a"), finding, Uint8Array.of(1), signal)).toBe(true);
  expect(await base.fails(target("a"), finding, Uint8Array.of(2), signal)).toBe(false);
  write("fuzz-d.js", "export const fuzz = () => {};\n");
  expect(await base.fails(target("d"), finding, Uint8Array.of(1), signal)).toBe(false);
  base.remove();
  expect(git("worktree", "list").split("\n")).toHaveLength(1);
});
