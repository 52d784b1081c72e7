import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { packageRoot } from "../../src/engine/index.js";
import { unitName } from "../../src/service/corpus/index.js";
import { plantedTarget, Workshop } from "./workshop.js";

/** The commands as a shell runs them. */

let workshop: Workshop;
beforeEach(() => {
  workshop = new Workshop();
  const { name, module, seeds, maxLen, projectRoot } = plantedTarget;
  const gone = { name: "fuzz-gone", module: "gone.js" };
  const bare = { name: "fuzz-bare", module, seeds: "no-such-folder" };
  const configuration = { targets: [{ name, module, seeds, maxLen, projectRoot }, gone, bare] };
  writeFileSync(join(workshop.root, "sdfuzz.config.json"), JSON.stringify(configuration));
});
afterEach(() => workshop.remove());

function sdfuzz(...words: string[]): { status: number | null; stdout: string; stderr: string } {
  const main = join(packageRoot, "dist", "cli", "main.js");
  return spawnSync(process.execPath, [main, ...words], { cwd: workshop.root, encoding: "utf8" });
}

/** A finding as triage leaves it, without an engine. */
function plant(): number {
  const input = new TextEncoder().encode("f1");
  const { files } = workshop.triage();
  const id = workshop.store.findings.add({
    target: "fuzz-planted",
    kind: "crash",
    state: "open",
    signature: "0".repeat(40),
    title: "TypeError in \u001b[31m",
    errorName: "TypeError",
    code: null,
    message: "no size",
    frames: [],
    stack: [{ function: "lookUp", file: join(packageRoot, "x.ts"), line: 1, column: 2 }],
    entryPoint: "fuzz",
    reproduced: 3,
    replays: 3,
    firstSeenAt: 1,
    firstSliceId: null,
    firstRevision: "1",
  });
  files.add(workshop.store.findings.get(id)!, input, "original");
  return id;
}

describe("sdfuzz findings", () => {
  test("exits with 0 without findings, 1 with some, 2 for what is none", () => {
    expect(sdfuzz("findings")).toMatchObject({ status: 0, stdout: "no findings\n" });
    const id = plant();
    const listed = sdfuzz("findings", "list");
    expect(listed.status).toBe(1);
    expect(listed.stdout).toContain("TypeError in \\x1b[31m");
    expect(sdfuzz("findings", "show", String(id + 1))).toMatchObject({ status: 2, stdout: "" });
    expect(sdfuzz("findings", "list", "--state", "odd").stderr).toContain("--state: odd is none of open, closed, ");
  });

  test("shows the stack, the input and the command that reproduces", () => {
    const id = String(plant());
    const { stdout } = sdfuzz("findings", "show", id);
    expect(stdout).toContain("    at lookUp (x.ts:1:2)");
    expect(stdout).toContain("00000000  66 31");
    expect(stdout).toContain(`npx jazzer test/fixtures/service/fuzz-planted`);
    const json = JSON.parse(sdfuzz("findings", "show", id, "--json").stdout);
    expect(json.input.hex).toBe("6631");
    expect(json.inputs).toHaveLength(1);
  });

  test("closes, reopens and exports", () => {
    const id = String(plant());
    expect(JSON.parse(sdfuzz("findings", "close", id, "--json").stdout)).toEqual({
      ids: [Number(id)],
      state: "closed",
    });
    expect(sdfuzz("findings").status).toBe(0);
    expect(sdfuzz("findings", "reopen", id).status).toBe(0);
    expect(sdfuzz("findings").status).toBe(1);
    expect(sdfuzz("findings", "export", "-o", "out.sarif").status).toBe(0);
    expect(JSON.parse(readFileSync(join(workshop.root, "out.sarif"), "utf8")).runs[0].results).toHaveLength(1);
    const [file] = JSON.parse(sdfuzz("findings", "export", id, "--format", "regression", "--json").stdout).files;
    expect(readFileSync(file.path, "utf8")).toBe("f1");
    expect(sdfuzz("findings", "export", "--format", "odd").status).toBe(2);
  });
});

test("findings of a target that there is not are no empty list", () => {
  plant();
  expect(sdfuzz("findings", "list", "--target", "planted").status).toBe(1);
  const typo = sdfuzz("findings", "list", "--target", "fuzz-plantde");
  expect(typo).toMatchObject({ status: 2, stdout: "" });
  expect(typo.stderr).toContain("--target: fuzz-plantde is no target");
  expect(workshop.store.targets.get("fuzz-plantde")).toBeNull();
});

test("sdfuzz status tells of a finding on a target that had no slice", () => {
  expect(sdfuzz("status").status).toBe(0);
  plant();
  const { status, stdout } = sdfuzz("status", "--json");
  expect(status).toBe(1);
  expect(JSON.parse(stdout).targets).toMatchObject([{ name: "fuzz-planted", openFindings: 1, lastSliceAt: null }]);
});

test("findings whose target is gone are shown and exported with the others", () => {
  const id = String(plant());
  writeFileSync(join(workshop.root, "sdfuzz.config.json"), "{}");
  const shown = sdfuzz("findings", "show", id);
  expect(shown.status).toBe(0);
  expect(shown.stdout).toContain("Its target is gone");
  for (const format of ["sarif", "json", "markdown"]) {
    const { status, stdout } = sdfuzz("findings", "export", "--format", format);
    expect(status).toBe(0);
    expect(stdout).toContain("planted");
    expect(stdout).not.toContain("npx jazzer");
  }
});

test("sdfuzz status does not call a campaign running whose service was killed", () => {
  const plan = { name: "n", mode: "batch", targets: [], budgetSec: 1, schedule: null, baseRevision: null } as const;
  workshop.store.campaigns.start({ ...plan, revision: "1", startedAt: 1 });
  const { stdout } = sdfuzz("status");
  expect(stdout).toContain("campaign 1 (n, batch) was cut short");
  expect(stdout).not.toContain("running");
});

describe("trouble is no finding: the exit status is 2", () => {
  test.each([
    ["a work folder that is a file", ["findings", "--work-folder", "file"], "file"],
    ["a store that is no database", ["status", "--work-folder", "broken"], "service.db: "],
    ["a lock that cannot be made", ["cmin", "planted", "--work-folder", "locked"], "lock: "],
    ["an output in no folder", ["findings", "export", "-o", "none/out.sarif"], "none/out.sarif"],
    ["coverage of a target that is not built", ["coverage", "gone"], "gone.js: not built"],
    ["a target without its seeds", ["run", "bare", "--time", "2s"], "seeds of fuzz-bare: "],
    ["a regression run of one", ["regress", "gone"], "gone.js: not built"],
    ["an input that is a folder", ["tmin", "planted", "broken"], "EISDIR"],
  ])("%s, told without a stack", (_, words, told) => {
    writeFileSync(join(workshop.root, "file"), "");
    mkdirSync(join(workshop.root, "broken"));
    writeFileSync(join(workshop.root, "broken", "service.db"), "no database ".repeat(100));
    mkdirSync(join(workshop.root, "locked", "lock"), { recursive: true });
    const { status, stderr } = sdfuzz(...words);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^sdfuzz: /);
    expect(stderr).toContain(told);
    expect(stderr).not.toContain("    at ");
  });

  test("what nobody foresaw, with its stack", () => {
    const late = 'process.once("beforeExit", () => { throw new Error("late"); });';
    const main = join(packageRoot, "dist", "cli", "main.js");
    const words = ["--import", `data:text/javascript,${encodeURIComponent(late)}`, main, "findings"];
    const { status, stderr } = spawnSync(process.execPath, words, { cwd: workshop.root, encoding: "utf8" });
    expect(status).toBe(2);
    expect(stderr).toMatch(/Error: late\n {4}at /);
  });
});

test("a wrong configuration is refused, naming file and field", () => {
  writeFileSync(join(workshop.root, "sdfuzz.config.json"), '{"jobs":"many"}');
  const { status, stderr } = sdfuzz("findings");
  expect(status).toBe(2);
  expect(stderr).toContain("sdfuzz.config.json: jobs: expected a whole number");
  expect(stderr).not.toContain("    at ");
});

test("sdfuzz cmin leaves a work folder alone that somebody else works in", () => {
  const release = workshop.folder.take("sdfuzz serve");
  const { status, stderr } = sdfuzz("cmin", "--all");
  release();
  expect(status).toBe(2);
  expect(stderr).toContain(`in use by process ${process.pid} (sdfuzz serve`);
});

test("sdfuzz tmin makes an input smaller and leaves the original", () => {
  const text = "z\nz\nf1 and more\nz\n";
  writeFileSync(join(workshop.root, "input"), text);
  const { status, stdout } = sdfuzz("tmin", "planted", "input", "-o", "small", "--json");
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ before: text.length, after: 2, output: "small" });
  expect(readFileSync(join(workshop.root, "small"), "utf8")).toBe("f1");
  expect(unitName(readFileSync(join(workshop.root, "input")))).toBe(unitName(new TextEncoder().encode(text)));
});
