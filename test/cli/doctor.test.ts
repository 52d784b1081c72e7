import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isAtLeast } from "../../src/cli/commands/doctor.js";
import { packageRoot } from "../../src/cli/package-root.js";

const program = join(packageRoot, "dist", "cli", "main.js");

interface Report {
  readonly ok: boolean;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[];
}

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "sdfuzz-doctor-"));
});
afterEach(() => rmSync(cwd, { recursive: true }));

test("a machine on which the tests run can fuzz", () => {
  const output = execFileSync(process.execPath, [program, "doctor", "--json"], { cwd, encoding: "utf8" });
  const report = JSON.parse(output) as Report;
  expect(report.checks.map(({ name }) => name)).toEqual(["node", "libc", "addon", "work-folder", "disk"]);
  expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(report.ok).toBe(true);
  expect(readdirSync(cwd)).toEqual([]);
});

test("a work folder that cannot be written", () => {
  writeFileSync(join(cwd, ".sdfuzz"), "a file");
  const { status, stdout } = spawnSync(process.execPath, [program, "doctor"], { cwd, encoding: "utf8" });
  expect(status).toBe(2);
  expect(stdout).toMatch(/^FAILED work-folder /m);
  expect(stdout).toMatch(/^ok +node /m);
});

test("isAtLeast", () => {
  expect(isAtLeast("v20.11.0", ">=20.11")).toBe(true);
  expect(isAtLeast("v20.9.0", ">=20.11")).toBe(false);
  expect(isAtLeast("v21.0.0-nightly1", ">=20.11")).toBe(true);
  expect(isAtLeast("v9.99.99", ">=20.11")).toBe(false);
});
