import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { measureVerify } from "../../bench/verify.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sdfuzz-bench-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("every way is measured or skipped for a reason that is said", async () => {
  mkdirSync(join(folder, "rules.d"));
  writeFileSync(join(folder, "a.service"), "[Service]\nExecStart=/bin/true\n");
  writeFileSync(join(folder, "b.service"), "[Service]\nNonsense\n");
  writeFileSync(join(folder, "rules.d", "a.rules"), 'KERNEL=="x", NAME="y"\n');
  const figures = await measureVerify([folder, join(folder, "missing")], 1, 20);
  expect(figures.map(({ files }) => files)).toEqual([3, 2, 3, 2, 2, 1, 1]);
  for (const { name, wallMs, cpuMs, skipped } of figures) {
    if (skipped === null) expect(Math.min(wallMs!, cpuMs!), name).toBeGreaterThanOrEqual(0);
    else expect([wallMs, cpuMs, skipped], name).toEqual([null, null, expect.stringMatching(/ /)]);
  }
});

test("no files are a reason, too", async () => {
  expect(await measureVerify([folder], 1, 20)).toMatchObject([{ files: 0, wallMs: null, skipped: expect.any(String) }]);
});
