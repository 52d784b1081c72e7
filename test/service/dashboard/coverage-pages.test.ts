import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import istanbul from "istanbul-lib-coverage";
import { afterEach, beforeEach, expect, test } from "vitest";
import { packageRoot } from "../../../src/engine/index.js";
import { CoverageReports, storeCoverage } from "../../../src/service/coverage/index.js";
import { Workshop } from "../workshop.js";
import { readMarkup } from "./markup.js";
import { dashboard, get } from "./scene.js";

const SOURCE = "src/core/ascii.ts";

let root: string;
let workshop: Workshop;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "sdfuzz-coverage-"));
  workshop = new Workshop();
});
afterEach(() => {
  workshop.remove();
  rmSync(root, { recursive: true, force: true });
});

/** A report in which line 1 of a file was executed 7 times, line 2 never, and line 3 has no code. */
function writeReport(name: string, path: string): void {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  const at = (line: number) => ({ start: { line, column: 0 }, end: { line, column: 1 } });
  const map = istanbul.createCoverageMap({
    [path]: { path, statementMap: { 0: at(1), 1: at(2) }, s: { 0: 7, 1: 0 }, fnMap: {}, f: {}, branchMap: {}, b: {} },
  });
  storeCoverage(map, folder);
}

const open = () => dashboard(workshop.store, { coverage: new CoverageReports(root) });

test("reports, their files and their lines are shown", async () => {
  writeReport("fuzz-x", join(packageRoot, SOURCE));
  const app = open();
  const list = readMarkup((await get(app, "/coverage")).body);
  expect(list.text).toContain("50.0 %");
  const links = list.elements.map(({ attributes }) => attributes.get("href"));
  expect(links).toContain("/coverage/fuzz-x");

  const report = readMarkup((await get(app, "/coverage/fuzz-x")).body);
  const address = `/coverage/fuzz-x?file=${encodeURIComponent(SOURCE)}`;
  expect(report.elements.map(({ attributes }) => attributes.get("href"))).toContain(address);

  const { elements } = readMarkup((await get(app, address)).body);
  const rows = elements.filter(({ name }) => name === "tr").slice(1);
  expect(rows.slice(0, 3).map(({ attributes }) => attributes.get("class"))).toEqual(["covered", "missed", undefined]);

  expect((await get(app, "/api/coverage")).json()).toMatchObject({ reports: [{ name: "fuzz-x" }] });
  expect((await get(app, "/api/coverage/fuzz-x")).json()).toMatchObject({
    files: [{ path: SOURCE, hits: { 1: 7, 2: 0 } }],
  });
});

test("no report and no file that a report does not name can be asked for", async () => {
  writeReport("fuzz-x", join(packageRoot, SOURCE));
  mkdirSync(join(root, "unfinished"));
  writeFileSync(join(root, "unfinished", "lines.json.new"), "{");
  const app = open();
  for (const url of [
    "/coverage/unfinished",
    "/coverage/..%2ffuzz-x",
    "/coverage/fuzz-x?file=package.json",
    "/coverage/fuzz-x?file=../../etc/passwd",
    "/api/coverage/nothing",
  ]) {
    expect((await get(app, url)).statusCode, url).toBe(404);
  }
});

test("a report that names a file outside of the package shows none of it", async () => {
  const outside = join(root, "secret.ts");
  writeFileSync(outside, "the secret\n");
  writeReport("fuzz-x", outside);
  const reports = new CoverageReports(root);
  const { path } = reports.read("fuzz-x")!.files[0]!;
  const { statusCode, body } = await get(open(), `/coverage/fuzz-x?file=${encodeURIComponent(path)}`);
  expect(statusCode).toBe(200);
  expect(body).not.toContain("the secret");
});

test("without a report there is a page that says so", async () => {
  const { statusCode, body } = await get(open(), "/coverage");
  expect(statusCode).toBe(200);
  expect(readMarkup(body).elements.some(({ name }) => name === "table")).toBe(false);
});
