import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { packageRoot } from "../../../src/engine/index.js";
import { serviceFixtures } from "../workshop.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "sdfuzz-coverage-test-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

interface Row {
  readonly target: string;
  readonly figures: { readonly lines: { readonly covered: number; readonly total: number } } | null;
  readonly stoppedBy: string | null;
  readonly report: string | null;
}

function coverage(...names: string[]): { readonly status: number | null; readonly rows: readonly Row[] } {
  const targets = [
    { name: "fuzz-failing", module: join(serviceFixtures, "fuzz-planted.js") },
    { name: "fuzz-empty", module: join(serviceFixtures, "fuzz-planted.js") },
    { name: "fuzz-unseeded", module: join(packageRoot, "targets", "fuzz-etc-hosts.js") },
  ];
  const config = join(root, "sdfuzz.config.json");
  writeFileSync(config, JSON.stringify({ workFolder: "work", targets }));
  const program = join(packageRoot, "dist", "cli", "main.js");
  const { status, stdout } = spawnSync(
    process.execPath,
    [program, "coverage", "--json", "--config", config, ...names],
    { encoding: "utf8" },
  );
  return { status, rows: (JSON.parse(stdout) as { targets: Row[] }).targets };
}

const corpus = (target: string): string => {
  const folder = join(root, "work", "corpus", target);
  mkdirSync(folder, { recursive: true });
  return folder;
};

test("reports of seeds and work corpora name files of the sources, and not the harness", () => {
  writeFileSync(join(corpus("fuzz-unseeded"), "unit"), "127.0.0.1 localhost\n");
  const { status, rows } = coverage("etc-hosts", "unseeded");
  expect(status).toBe(0);
  expect(rows.map(({ target, stoppedBy }) => [target, stoppedBy])).toEqual([
    ["fuzz-etc-hosts", null],
    ["fuzz-unseeded", null],
    ["total", null],
  ]);
  const [row, unseeded, total] = rows;
  expect(unseeded!.figures!.lines.covered).toBeGreaterThan(50);
  // The same target with seeds covers more, and everything that one plain line does.
  expect(row!.figures!.lines.covered).toBeGreaterThan(unseeded!.figures!.lines.covered);
  expect(total!.figures).toEqual(row!.figures);
  expect(readFileSync(row!.report!, "utf8")).toContain("formats/etc-hosts");

  const summary = JSON.parse(
    readFileSync(join(root, "work", "coverage", "fuzz-etc-hosts", "coverage-summary.json"), "utf8"),
  ) as Record<string, unknown>;
  const files = Object.keys(summary).filter((file) => file !== "total");
  const folder = (...path: string[]): string => join(packageRoot, ...path, sep);
  expect(files.every((file) => file.startsWith(folder("src")) && file.endsWith(".ts"))).toBe(true);
  expect(files.filter((file) => file.startsWith(folder("src", "engine")))).toEqual([]);
});

test("an input that fails is said, and the exit status shows it; a target without inputs has no figures", () => {
  writeFileSync(join(corpus("fuzz-failing"), "bad"), "f1");
  const { status, rows } = coverage("failing", "empty");
  expect(status).toBe(1);
  expect(rows.map(({ target, stoppedBy }) => [target, stoppedBy])).toEqual([
    ["fuzz-empty", null],
    ["fuzz-failing", "finding"],
    ["total", null],
  ]);
  expect(rows[0]).toMatchObject({ figures: null, report: null });
});
