import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageRoot } from "../src/engine/package-root.js";
import { registry } from "../src/formats/registry.js";

/** The package as its users get it: packed, and installed in another folder. */

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly optional?: boolean }>>;
}

const manifest = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as Manifest;
const npm = process.platform === "win32" ? "npm.cmd" : "npm";

let folder: string;
let tarball: string;
let packed: string[];

const run = (command: string, ...words: string[]): string =>
  execFileSync(command, words, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** Versions and checksums of this checkout's dependencies: npm then needs no more than its cache. */
function writeLock(): void {
  const { packages } = JSON.parse(readFileSync(join(packageRoot, "package-lock.json"), "utf8")) as Lock;
  const dependencies = { [manifest.name]: `file:${tarball}` };
  const entries = Object.entries(packages).filter(([path, entry]) => path !== "" && entry.dev !== true);
  const { version, bin } = manifest;
  const own = { version, resolved: `file:${tarball}`, hasInstallScript: true, bin, ...dependenciesOf(manifest) };
  const consumer = { name: "consumer", version: "1.0.0", type: "module", dependencies };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...consumer, private: true }));
  writeFileSync(
    join(folder, "package-lock.json"),
    JSON.stringify({
      ...consumer,
      lockfileVersion: 3,
      requires: true,
      packages: { "": consumer, [`node_modules/${manifest.name}`]: own, ...Object.fromEntries(entries) },
    }),
  );
}

function dependenciesOf({ dependencies, optionalDependencies = {} }: Manifest): Pick<Manifest, "dependencies"> {
  return { dependencies, ...(Object.keys(optionalDependencies).length > 0 ? { optionalDependencies } : {}) };
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sdfuzz-package-"));
  const words = ["pack", packageRoot, "--json", "--ignore-scripts"];
  const [report] = JSON.parse(run(npm, ...words)) as [{ filename: string; files: { path: string }[] }];
  tarball = report.filename;
  packed = report.files.map(({ path }) => path);
  writeLock();
  // Not --offline: a machine whose cache was emptied may fetch what it lacks.
  run(npm, "ci", "--prefer-offline", "--omit=dev", "--omit=optional", "--no-audit", "--no-fund");
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the packed package", () => {
  test("holds what its manifest promises, and no more", () => {
    expect(packed).toEqual(expect.arrayContaining(["LICENSE", "README.md", "package.json", "scripts/postinstall.mjs"]));
    for (const { slug } of registry) {
      expect(packed).toContain(`dist/formats/${slug}/index.js`);
      expect(packed).toContain(`dist/formats/${slug}/index.d.ts`);
      expect(packed).toContain(`targets/fuzz-${slug}.js`);
      expect(packed).toContain(`dictionaries/fuzz-${slug}.dict`);
    }
    const stray =
      /^(src|test|bench|\.ci|node_modules|\.sdfuzz)\/|\.tsbuildinfo$|^targets\/.*\.ts$|(^|\/)(crash|oom|timeout)-/;
    expect(packed.filter((path) => stray.test(path))).toEqual([]);
  });

  test("holds what its pages link to, and the units that docs/nightly.md installs", () => {
    const pages = packed.filter((path) => path.endsWith(".md"));
    const links = pages.flatMap((page) => {
      const text = readFileSync(join(packageRoot, page), "utf8");
      return Array.from(text.matchAll(/\]\(([\w./-]+\.\w+)\)/g), ([, link = ""]) =>
        posix.join(posix.dirname(page), link),
      );
    });
    expect(links.length).toBeGreaterThan(8);
    expect([...new Set(links)].filter((link) => !packed.includes(link))).toEqual([]);
    expect(packed).toEqual(
      expect.arrayContaining(["contrib/systemd/sdfuzz-nightly.timer", "contrib/systemd/sdfuzz.service"]),
    );
  });

  test("parses a unit file", () => {
    writeFileSync(
      join(folder, "parse.js"),
      `import { parseUnitFile } from "sdfuzz/unit-file";
       const { diagnostics } = parseUnitFile(new TextEncoder().encode("[Service]\\nExecStart=/bin/true\\nNoSuchKey=1\\n"), { type: "service" });
       console.log(JSON.stringify(diagnostics.map(({ line }) => line)));`,
    );
    expect(JSON.parse(run(process.execPath, "parse.js"))).toEqual([3]);
  });

  test("exports every format, and nothing from inside", () => {
    const names = registry.map(({ slug }) => `${manifest.name}/${slug}`);
    writeFileSync(
      join(folder, "imports.js"),
      `const counts = [];
       for (const name of ${JSON.stringify([manifest.name, `${manifest.name}/time`, `${manifest.name}/verify`, ...names])}) counts.push(Object.keys(await import(name)).length);
       const inside = await import("${manifest.name}/dist/core/bytes.js").catch((error) => error.code);
       console.log(JSON.stringify({ empty: counts.filter((count) => count === 0).length, inside }));`,
    );
    expect(JSON.parse(run(process.execPath, "imports.js"))).toEqual({
      empty: 0,
      inside: expect.stringMatching(/^ERR_(MODULE_NOT_FOUND|PACKAGE_PATH_NOT_EXPORTED)$/),
    });
  });

  test("has declarations that hold for strict code", () => {
    writeFileSync(
      join(folder, "typed.ts"),
      'import { parseUnitFile } from "sdfuzz/unit-file";\n' +
        'export const lines: (number | null)[] = parseUnitFile(new Uint8Array(), { type: "service" }).diagnostics.map(({ line }) => line);\n',
    );
    const compiler = join(packageRoot, "node_modules", "typescript", "bin", "tsc");
    const flags = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--module", "nodenext", "--types", ""];
    run(process.execPath, compiler, ...flags, "--target", "es2022", "--lib", "es2023", "typed.ts");
  });

  test("brings a command whose engine works", () => {
    const report = JSON.parse(run(npm, "exec", "--", "sdfuzz", "doctor", "--json")) as { ok: boolean };
    expect(report.ok).toBe(true);
  });

  test("fuzzes, when told to instrument a package", () => {
    const fuzz = (...words: string[]): string => {
      const target = `node_modules/${manifest.name}/targets/fuzz-json`;
      const all = ["exec", "--", "jazzer", target, ...words, "--", "-runs=2000"];
      const { status, stderr } = spawnSync(npm, all, { cwd: folder, encoding: "utf8" });
      expect(status).toBe(0);
      return stderr;
    };
    const coverage = (log: string): number => Number(/^#2000\tDONE +cov: (\d+) /m.exec(log)?.[1] ?? 0);
    expect(coverage(fuzz("--includes", `node_modules/${manifest.name}/dist`))).toBeGreaterThan(100);
    const blind = fuzz();
    expect(blind).toContain("WARNING: the parsers are not instrumented");
    expect(coverage(blind)).toBeLessThan(100);
  });
});
