import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { packageRoot } from "../../src/engine/package-root.js";
import { fixtures, fixtureTarget, type JazzerRun, Workshop } from "./fixtures/jazzer.js";

/** Every way in which Jazzer and libFuzzer run a target, through the command that npm links. */

// Every engine takes more than a second to start, on a busy machine several; a minimisation starts one per step.
vi.setConfig({ testTimeout: 240_000 });

let workshop: Workshop;
beforeEach(() => {
  workshop = new Workshop();
});
afterEach(() => workshop.remove());

const inputsOf = ({ log }: JazzerRun): string[] =>
  Array.from(log.matchAll(/^INFO: using inputs from: (.*)$/gm), (match) => match[1]!);
const isAsynchronous = ({ stdout, log }: JazzerRun): boolean => /Fuzzing in synchronous mode seems/.test(stdout + log);
const seedFolder = join(fixtures, "corpus");
const plainFolder = join(".sdfuzz", "corpus", "fuzz-fixture");

describe("without options", () => {
  test("starts from the seeds with the dictionary, in sync mode, and keeps new units out of the seeds", async () => {
    const seeds = () =>
      execFileSync("git", ["-C", packageRoot, "status", "--porcelain", seedFolder], { encoding: "utf8" });
    const before = seeds();
    const run = await workshop.jazzer(fixtureTarget, "--", "-runs=20000", "-seed=1");
    expect(run.status).toBe(0);
    expect(inputsOf(run)).toEqual([plainFolder, seedFolder]);
    expect(run.log).toContain("3 files found in");
    // The fixture's dictionary has three entries; Jazzer adds four of its own.
    expect(run.log).toContain("Dictionary: 7 entries");
    expect(isAsynchronous(run)).toBe(false);
    expect(workshop.list(plainFolder).length).toBeGreaterThan(0);
    expect(workshop.list()).toEqual([".sdfuzz"]);
    expect(seeds()).toBe(before);
  });

  test("goes on from what the last run found", async () => {
    await workshop.jazzer(fixtureTarget, "--", "-runs=5000", "-seed=1");
    const units = workshop.list(plainFolder).length;
    const run = await workshop.jazzer(fixtureTarget, "--", "-runs=0");
    expect(run.log).toContain(`${units} files found in ${plainFolder}`);
  });

  test("fuzzes on where the folder cannot be written", async () => {
    workshop.file(".sdfuzz", "not a folder");
    const run = await workshop.jazzer(fixtureTarget, "--", "-runs=1000");
    expect(run.status).toBe(0);
    expect(run.log).toContain("INFO: new units will not be kept: ");
    expect(run.log).toContain("Done 1000 runs");
    const thrownAway = inputsOf(run)[0]!;
    expect(thrownAway).not.toBe(plainFolder);
    expect(existsSync(thrownAway)).toBe(false);
  });

  test("limits the length of inputs to the target's", async () => {
    workshop.dir("long", { unit: "x".repeat(300) });
    const run = await workshop.jazzer(fixtureTarget, workshop.dir("out"), "long", "--", "-runs=2000");
    expect(run.log).toMatch(/seed corpus: files: 1 min: 300b/);
    expect(workshop.list("out").map((name) => workshop.read("out", name).length)).not.toContain(300);
  });
});

describe("what the user passes wins", () => {
  test("corpus folders", async () => {
    const run = await workshop.jazzer(fixtureTarget, workshop.dir("mine"), workshop.seeds("seeds"), "--", "-runs=5000");
    expect(run.status).toBe(0);
    expect(inputsOf(run)).toEqual(["mine", "seeds"]);
    expect(workshop.list("mine").length).toBeGreaterThan(0);
    expect(workshop.list("seeds")).toHaveLength(3);
    expect(existsSync(workshop.path(".sdfuzz"))).toBe(false);
  });

  test("a corpus folder after the double dash", async () => {
    const run = await workshop.jazzer(fixtureTarget, "--", "-runs=10", workshop.dir("mine"));
    expect(inputsOf(run)).toEqual(["mine"]);
  });

  test("-dict", async () => {
    workshop.file("own.dict", '"only one"\n');
    const run = await workshop.jazzer(fixtureTarget, "--", "-runs=10", "-dict=own.dict");
    expect(run.log).toContain("Dictionary: 5 entries");
  });

  test("-max_len", async () => {
    const run = await workshop.jazzer(fixtureTarget, "--", "-runs=20000", "-max_len=7", "-len_control=0");
    expect(run.log).toContain(" lim: 7 ");
    expect(run.log).not.toContain(" lim: 256 ");
  });

  test.each([["--sync=false"], ["--no-sync"]])("%s", async (option) => {
    const run = await workshop.jazzer(fixtureTarget, option, "--", "-runs=100");
    expect(run.status).toBe(0);
    expect(isAsynchronous(run)).toBe(true);
  });

  test("JAZZER_SYNC=false in the environment", async () => {
    const run = await workshop.run({ JAZZER_SYNC: "false" }, fixtureTarget, "--", "-runs=100");
    expect(isAsynchronous(run)).toBe(true);
  });

  test("--timeout", async () => {
    const hang = workshop.file("hang", "planted-hang\n");
    const run = await workshop.jazzer(fixtureTarget, hang, "--timeout=1000");
    expect(run.status).toBe(70);
    expect(run.log).toContain("and the timeout value is 1 ");
  });

  test("--fuzzEntryPoint: units of its own, and no seeds made for other bytes", async () => {
    const run = await workshop.jazzer(fixtureTarget, "--fuzzEntryPoint=words", "--", "-runs=1000");
    expect(run.status).toBe(0);
    expect(inputsOf(run)).toEqual([`${plainFolder}.words`]);
  });

  test("-artifact_prefix", async () => {
    workshop.dir("found");
    workshop.dir("corpus", { unit: "planted-error" });
    const run = await workshop.jazzer(fixtureTarget, "corpus", "--", "-artifact_prefix=found/", "-runs=10");
    expect(run.status).toBe(77);
    expect(workshop.list("found")).toEqual([expect.stringMatching(/^crash-[0-9a-f]{40}$/)]);
  });
});

describe("findings", () => {
  test("a crash leaves its input where Jazzer leaves it, and its stack names source lines", async () => {
    workshop.dir("corpus", { unit: "planted-law" });
    const run = await workshop.jazzer(fixtureTarget, "corpus", "--", "-runs=10");
    expect(run.status).toBe(77);
    const crash = workshop.list().find((name) => name.startsWith("crash-"));
    expect(workshop.read(crash!)).toBe("planted-law");
    expect(run.log).toContain("Uncaught Exception: LawViolation: lines-are-counted: 11 bytes");
    expect(run.log).toMatch(/at checkLaws \(.*[/\\]src[/\\]core[/\\]format\.ts:\d+:\d+\)/);
    const line =
      1 +
      readFileSync(`${fixtureTarget}.js`, "utf8")
        .split("\n")
        .findIndex((text) => text.includes("new LawViolation"));
    expect(run.log).toContain(`fuzz-fixture.js:${line}:`);
  });

  test("a single input is reproduced", async () => {
    const good = await workshop.jazzer(fixtureTarget, workshop.file("good", "[Section]\nkey=1\n"));
    expect(good.status).toBe(0);
    expect(good.log).toContain("Executed good in");
    const bad = await workshop.jazzer(fixtureTarget, workshop.file("bad", "planted-error"));
    expect(bad.status).toBe(77);
    expect(bad.log).toContain("RangeError: the input asked for an error");
    expect(inputsOf(bad)).toEqual(["bad"]);
    expect(existsSync(workshop.path(".sdfuzz"))).toBe(false);
  });

  test("strict code cannot write to a built-in prototype", async () => {
    const run = await workshop.jazzer(fixtureTarget, workshop.file("input", "planted-pollution"));
    expect(run.status).toBe(77);
    expect(run.log).toContain("TypeError: Cannot add property polluted");
  });

  test("the prototype-pollution detector looks at a single input", async () => {
    const run = await workshop.jazzer(join(fixtures, "fuzz-polluted"), workshop.file("input", "x"));
    expect(run.status).toBe(77);
    expect(run.log).toContain("Prototype Pollution");
  });

  test("-minimize_crash", async () => {
    workshop.file("input", "planted-law\n12");
    const run = await workshop.jazzer(
      fixtureTarget,
      "input",
      "--",
      "-minimize_crash=1",
      "-runs=5000",
      "-seed=1",
      "-exact_artifact_path=smallest",
    );
    expect(run.status).toBe(0);
    expect(workshop.read("smallest")).toMatch(/^planted-law/);
    expect(workshop.read("smallest").length).toBeLessThan(14);
  });

  test("-minimize_crash without an input is libFuzzer's to refuse", async () => {
    const run = await workshop.jazzer(fixtureTarget, "--", "-minimize_crash=1");
    expect(run.log).toContain("ERROR: -minimize_crash should be given one input file");
    expect(inputsOf(run)).toEqual([]);
  });
});

describe("corpora", () => {
  test("-merge copies what adds features, and passes over what kills the process", async () => {
    workshop.dir("into");
    workshop.seeds("from");
    workshop.file("from/again", "one line\n");
    workshop.file("from/deadly", "planted-death\n");
    const run = await workshop.jazzer(fixtureTarget, "into", "from", "--", "-merge=1");
    expect(run.status).toBe(0);
    expect(run.log).toContain("MERGE-OUTER: successful in 2 attempt(s)");
    expect(workshop.list("into")).toHaveLength(3);
    expect(workshop.list("from")).toHaveLength(5);
  });

  test("-merge without folders is libFuzzer's to refuse", async () => {
    const run = await workshop.jazzer(fixtureTarget, "--", "-merge=1");
    expect(run.log).toContain("Merge requires two or more corpus dirs");
    expect(inputsOf(run)).toEqual([]);
  });

  test("-fork", async () => {
    const run = await workshop.jazzer(fixtureTarget, "--", "-fork=1", "-max_total_time=1");
    expect(run.status).toBe(0);
    expect(run.log).toContain("-fork=1: 3 seed inputs");
    expect(workshop.list(plainFolder).length).toBeGreaterThan(0);
  });

  test("--mode=regression executes the seeds once", async () => {
    const run = await workshop.jazzer(fixtureTarget, "--mode=regression");
    expect(run.status).toBe(0);
    expect(inputsOf(run)).toEqual([plainFolder, seedFolder]);
    expect(run.log).toContain("Done 4 runs");
    expect(workshop.list(plainFolder)).toEqual([]);
  });

  test("--mode=regression over a unit that fails", async () => {
    workshop.dir("units", { bad: "planted-error", good: "x" });
    const run = await workshop.jazzer(fixtureTarget, "units", "--mode=regression");
    expect(run.status).toBe(77);
  });

  test("--coverage counts lines of the sources", async () => {
    const run = await workshop.jazzer(fixtureTarget, "--mode=regression", "--coverage", "--coverageReporters=json");
    expect(run.status).toBe(0);
    type Lines = { statementMap: Record<string, { start: { line: number } }>; s: Record<string, number> };
    const files = JSON.parse(workshop.read("coverage", "coverage-final.json")) as Record<string, Lines>;
    const source = join(packageRoot, "src", "core", "format.ts");
    const lines = readFileSync(source, "utf8").split("\n");
    const { statementMap, s } = files[source]!;
    const counts = new Map(
      Object.entries(statementMap).map(([id, { start }]) => [lines[start.line - 1]!.trim(), s[id]]),
    );
    // One law over the empty input and three seeds.
    expect(counts.get("for (const law of definition.laws) law.check(input, outcome);")).toBe(4);
    expect(Object.keys(files).filter((file) => file.includes(`${sep}dist${sep}`))).toEqual([]);
  });
});
