import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ProgressDisplay } from "../../src/cli/progress-display.js";
import { clock, progressLine, progressTable } from "../../src/cli/progress-table.js";
import { packageRoot } from "../../src/engine/index.js";
import { CampaignProgress } from "../../src/service/campaign/index.js";
import type { Finding, Sample } from "../../src/service/model.js";
import { plainStrategy } from "../../src/service/schedule/index.js";
import { settings } from "../service/campaign/scene.js";

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "sdfuzz-cli-"));
  writeFileSync(join(root, "sdfuzz.config.json"), JSON.stringify(settings));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function sdfuzz(...words: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const words_ = [join(packageRoot, "dist", "cli", "main.js"), ...words];
    execFile(process.execPath, words_, { cwd: root }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

describe("sdfuzz run", () => {
  test.each([
    { name: "no targets", words: [], stderr: /name targets/ },
    { name: "targets in two ways", words: ["fixture", "--all"], stderr: /only one of them/ },
    { name: "a target that is none", words: ["nothing-like-it"], stderr: /nothing-like-it is no target/ },
    { name: "no time span", words: ["fixture", "--time", "soon"], stderr: /--time.*expected a time span/s },
    { name: "no jobs", words: ["fixture", "--jobs", "0"], stderr: /--jobs.*whole number/s },
    { name: "a mode that is none", words: ["fixture", "--mode", "fast"], stderr: /--mode: fast/ },
    { name: "a code change without a base", words: ["--mode", "code-change"], stderr: /--base/ },
    { name: "a base without a code change", words: ["fixture", "--base", "main"], stderr: /--mode code-change/ },
    { name: "a campaign that is none", words: ["--campaign", "nightly"], stderr: /no campaign nightly/ },
    { name: "shares that are none", words: ["fixture", "--shares", "more"], stderr: /--shares: more/ },
  ])("refuses $name", async ({ words, stderr }) => {
    const ended = await sdfuzz("run", ...words);
    expect(ended.code, ended.stderr).toBe(2);
    expect(ended.stderr).toMatch(stderr);
    expect(ended.stderr).not.toMatch(/^ +at /m);
  });

  test("says what it found, as JSON, and by its exit status; status knows it afterwards", async () => {
    const clean = await sdfuzz("run", "fixture", "--time", "4s", "--jobs", "1", "--json");
    expect(clean.code, clean.stderr).toBe(0);
    const { targets, findings, ending } = JSON.parse(clean.stdout);
    expect({ findings, ending }).toEqual({ findings: [], ending: "budget" });
    expect(targets).toMatchObject([{ target: "fuzz-fixture", findings: 0 }]);
    expect(targets[0].coverage).toBeGreaterThan(0);
    expect((await sdfuzz("status")).code).toBe(0);

    const found = await sdfuzz("run", "planted", "--time", "5s", "--jobs", "1");
    expect(found.code, found.stderr).toBe(1);
    expect(found.stdout).toMatch(/#1 fuzz-planted \(open\): /);
    const status = await sdfuzz("status", "--json");
    expect(status.code).toBe(1);
    const told = JSON.parse(status.stdout);
    expect(told).toMatchObject({ owner: null, campaign: { state: "ended", targets: ["fuzz-planted"] }, slices: [] });
    expect(told.targets.map(({ name }: { name: string }) => name)).toEqual(["fuzz-fixture", "fuzz-planted"]);
  });

  test("ends with 2 when no engine does its work", async () => {
    const { code, stderr } = await sdfuzz("run", "unloadable", "--time", "2s", "--jobs", "1", "--json");
    expect(code).toBe(2);
    expect(stderr).toMatch(/no engine did its work on fuzz-unloadable/);
  });

  test("is refused while another process works in the work folder, which is named", async () => {
    const first = sdfuzz("run", "fixture", "--time", "8s", "--jobs", "1", "--json", "--work-folder", "busy");
    for (let left = 100; left > 0; left--) {
      const { stdout } = await sdfuzz("status", "--json", "--work-folder", "busy");
      if (JSON.parse(stdout).owner !== null) break;
    }
    const second = await sdfuzz("run", "fixture", "--time", "2s", "--work-folder", "busy");
    expect(second.code).toBe(2);
    expect(second.stderr).toMatch(/in use by process \d+ \(sdfuzz run, since /);
    expect((await first).code).toBe(0);
  });

  test.each(["run", "serve", "status"])("%s --help has examples and exit statuses", async (command) => {
    const { code, stdout } = await sdfuzz(command, "--help");
    expect(code).toBe(0);
    expect(stdout).toContain("--json");
    expect(stdout).toMatch(/Examples:\n {2}\$ sdfuzz /);
    expect(stdout).toMatch(/Exit status: 0/);
  });
});

test("sdfuzz status in a folder where nothing was fuzzed makes no work folder", async () => {
  const { code, stdout } = await sdfuzz("status", "--work-folder", "empty");
  expect({ code, stdout }).toEqual({ code: 0, stdout: "nothing was fuzzed here yet\n" });
  expect((await sdfuzz("status", "--json", "--work-folder", "empty")).stdout).toContain('"targets":[]');
});

describe("progress", () => {
  let now = 0;
  function progress(count = 2): CampaignProgress {
    now = 0;
    const names = Array.from({ length: count }, (_, i) => `fuzz-${i}`);
    const made = new CampaignProgress(names, () => now);
    made.event({ type: "slice-started", sliceId: 1, target: "fuzz-1", strategy: plainStrategy() });
    now = 65_000;
    const figures = { executions: 9, coverage: 120, features: 3456, corpusUnits: 78, execPerSec: 12_345 };
    made.event({ type: "sample", sample: { target: "fuzz-1", ...figures } as Sample });
    return made;
  }

  test("has a row per target, and marks those that run", () => {
    const [head, idle, running, sum] = progressTable(progress(), 24, 120);
    expect(head).toMatch(/^ {2}target +time +exec\/s +coverage +features +new +corpus +findings$/);
    expect(idle).toMatch(/^ {2}fuzz-0 +0:00 +0 +0 +0$/);
    expect(running).toMatch(/^> fuzz-1 +1:05 +12,345 +120 +3,456 +78$/);
    expect(sum).toContain("running fuzz-1");
  });

  test("counts what slices brought, each finding once, and none of the base", () => {
    const made = progress();
    const finding = { id: 3, target: "fuzz-1" } as Finding;
    for (const status of ["in-base", "new", "known"] as const) made.event({ type: "finding", finding, status });
    const ended = {
      sliceId: 1,
      target: "fuzz-1",
      outcome: "clean",
      newFeatures: 40,
      newUnits: 5,
      elapsedSec: 65,
    } as const;
    made.event({ type: "slice-ended", ...ended });
    expect(made.targets[1]).toMatchObject({
      running: 0,
      slices: 1,
      worked: 1,
      newFeatures: 40,
      findings: 1,
      fuzzedSec: 65,
    });
    expect(progressLine(made)).toBe("1:05  0 exec/s, 3,456 features (+40), 78 units, 1 findings; running nothing");
  });

  test("shows the targets that matter where the terminal is small", () => {
    const lines = progressTable(progress(50), 10, 80);
    expect(lines.length).toBeLessThan(10);
    expect(lines.some((line) => line.startsWith("> fuzz-1 "))).toBe(true);
    expect(lines.at(-1)).toHaveLength(79);
    for (const line of lines) expect(line.length).toBeLessThan(80);
  });

  test("is drawn over itself on a terminal, and leaves lines that are said", () => {
    const written: string[] = [];
    const made = progress();
    const output = { isTTY: true, rows: 24, columns: 120, write: (text: string) => written.push(text) };
    const display = new ProgressDisplay(() => made, output);
    display.say("first");
    display.say("second");
    display.close();
    const all = written.join("");
    expect(all.startsWith("first\n")).toBe(true);
    expect(all).toContain("\u001b[4F\u001b[0Jsecond\n");
  });

  test("is a line elsewhere, without control sequences", () => {
    const written: string[] = [];
    const display = new ProgressDisplay(progress, { write: (text: string) => written.push(text) });
    display.say("said");
    display.close();
    expect(written).toEqual(["said\n"]);
  });

  test.each([
    [0, "0:00"],
    [59.9, "0:59"],
    [3600, "1:00:00"],
    [-5, "0:00"],
  ])("%d s reads %s", (seconds, text) => expect(clock(seconds)).toBe(text));
});
