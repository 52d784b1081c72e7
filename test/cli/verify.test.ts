import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { packageRoot } from "../../src/cli/package-root.js";
import { FILE_MAX } from "../../src/cli/verify/read-input.js";
import { walk } from "../../src/cli/verify/walk.js";

const program = join(packageRoot, "dist", "cli", "main.js");

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "sdfuzz-verify-"));
});
afterEach(() => rmSync(cwd, { recursive: true }));

interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const verify = (words: readonly string[], input: string | Uint8Array = ""): Result =>
  spawnSync(process.execPath, [program, "verify", ...words], { cwd, encoding: "utf8", input });

const write = (path: string, content: string | Uint8Array): void => {
  mkdirSync(join(cwd, path, ".."), { recursive: true });
  writeFileSync(join(cwd, path), content);
};

const GOOD = "[Service]\nExecStart=/bin/true\n";
const BAD = "[Service]\nRestrat=always\nExecStart=/bin/true\n";

/** Everything that a terminal would act on: control characters other than line feeds, and what turns text around. */
const UNSAFE = /[\p{Cc}\p{Cf}]/gu;
const unsafe = (text: string): string[] => [...text.replaceAll("\n", "").matchAll(UNSAFE)].map(([found]) => found);

describe("exit status", () => {
  test("0 where nothing is found", () => {
    write("a.service", GOOD);
    expect(verify(["a.service"])).toMatchObject({ status: 0, stdout: "1 file verified: nothing found\n", stderr: "" });
  });

  test("1 for problems", () => {
    write("a.service", BAD);
    expect(verify(["a.service"]).status).toBe(1);
  });

  test("2 for what cannot be read, with the other files verified all the same", () => {
    write("a.service", BAD);
    const { status, stdout, stderr } = verify(["missing.service", "a.service"]);
    expect(status).toBe(2);
    expect(stderr).toContain("missing.service: ENOENT");
    expect(stdout).toContain("a.service:2:1: warning:");
  });

  test("2 for names that tell no kind, files that are too large, and wrong words", () => {
    write("notes.txt", "x");
    expect(verify(["notes.txt"]).status).toBe(2);
    write("large.service", new Uint8Array(FILE_MAX + 1));
    expect(verify(["large.service"])).toMatchObject({ status: 2, stderr: expect.stringContaining("EFBIG") });
    for (const words of [[], ["--kind", "odd", "x"], ["--severity", "bad", "x"], ["--json", "--sarif", "x"]]) {
      expect(verify(words).status).toBe(2);
    }
  });

  test("follows --severity", () => {
    // Reported at info level: support is gone.
    write("a.service", "[Unit]\nIgnoreOnSnapshot=yes\n[Service]\nExecStart=/bin/true\n");
    expect(verify(["a.service"]).status).toBe(0);
    expect(verify(["--severity", "info", "a.service"])).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("a.service:2:1: info:"),
    });
    write("b.service", BAD);
    expect(verify(["--severity", "error", "b.service"]).status).toBe(0);
  });
});

describe("text", () => {
  test("shows place, source line, caret and hint", () => {
    write("a.service", "[Unit]\n[Service]\nExecStart=/bin/true\nRestart=on-failre\n");
    const [head, source, mark, hint, summary] = verify(["a.service"]).stdout.split("\n");
    expect(head).toMatch(/^a\.service:4:9: warning: .* \[value\.unknown-keyword\]$/);
    expect(source).toBe(" 4 | Restart=on-failre");
    expect(mark).toBe(" " + "  |         ^~~~~~~~~");
    expect(hint).toContain("on-failure");
    expect(summary).toBe("1 file verified: 1 warning");
  });

  test("is not coloured where nobody asks for colours", () => {
    write("a.service", BAD);
    expect(unsafe(verify(["a.service"]).stdout)).toEqual([]);
    expect(unsafe(verify(["--no-color", "a.service"]).stdout)).toEqual([]);
  });
});

describe("hostile files", () => {
  const hostile =
    "[Service]\nRestart=\u001b[31mred\u0007\u009b2J\u202e\nUser=\u001b]0;title\u0007\n\u001b[2J=x\nExecStart=/bin/true\n";

  test("reach no terminal raw", () => {
    write("a.service", hostile);
    write("\u001b[31m.service", BAD);
    for (const form of [[], ["--json"], ["--sarif"]]) {
      const { status, stdout, stderr } = verify([...form, "a.service", "\u001b[31m.service", "\u001b[32m.txt"]);
      expect(status).toBe(2);
      expect(unsafe(stdout + stderr)).toEqual([]);
      expect(stdout).toContain("x1b".replace("x", form.length === 0 ? "x" : ""));
    }
  });

  test("have long lines cut around the place", () => {
    write(
      "a.service",
      `[Service]\nEnvironment=${"A=1 ".repeat(50_000)}=bad ${"B=2 ".repeat(50_000)}\nExecStart=/bin/true\n`,
    );
    const { stdout } = verify(["a.service"]);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThan(600);
    expect(stdout).toContain("=bad");
  });

  test("with very many problems are told of some, and counted", () => {
    write("a.service", `[Service]\nExecStart=/bin/true\n${"Nonsense=1\n".repeat(5000)}`);
    const { status, stdout } = verify(["a.service"]);
    expect(status).toBe(1);
    expect(stdout).toContain("4000 more");
    expect(JSON.parse(verify(["--json", "a.service"]).stdout).summary).toMatchObject({ omitted: 4000 });
  });
});

describe("folders", () => {
  test("are searched in the order of names, without hidden files and foreign ones", () => {
    write("units/b.service", BAD);
    write("units/a.timer", "[Timer]\nOnCalendar=dayly\n");
    write("units/.hidden.service", BAD);
    write("units/.git/x.service", BAD);
    write("units/foo.service.d/z.conf", "[Service]\nType=onshot\n");
    write("units/other.d/z.conf", "x");
    write("dbus-1/services/org.x.service", "[D-BUS Service]\nName=org.x\n");
    write("units/config.json", "x");
    const { files, summary } = JSON.parse(verify(["--json", "."]).stdout);
    expect(files.map(({ file, kind }: { file: string; kind: string }) => [file, kind])).toEqual([
      ["units/a.timer", "timer"],
      ["units/b.service", "service"],
      ["units/foo.service.d/z.conf", "service"],
    ]);
    expect(summary).toMatchObject({ files: 3, problems: { warning: 3, error: 0 } });
  });

  test("do not lead outside, and not in circles", () => {
    write("outside/x.service", BAD);
    write("outside/folder/y.service", BAD);
    write("units/text", BAD);
    write("units/a.service", GOOD);
    symlinkSync(join(cwd, "outside", "x.service"), join(cwd, "units", "x.service"));
    symlinkSync(join(cwd, "outside", "folder"), join(cwd, "units", "folder"));
    symlinkSync(join(cwd, "units"), join(cwd, "units", "circle"));
    symlinkSync("a.service", join(cwd, "units", "alias.service"));
    symlinkSync("/dev/null", join(cwd, "units", "masked.service"));
    symlinkSync("nowhere", join(cwd, "units", "dangling.service"));
    symlinkSync("text", join(cwd, "units", "named.service"));
    expect([...walk(join(cwd, "units"), false)].map(({ path }) => path.slice(cwd.length))).toEqual([
      "/units/a.service",
      "/units/named.service",
    ]);
  });

  test.skipIf(process.getuid?.() === 0)("that cannot be read are told", () => {
    write("units/secret/a.service", BAD);
    chmodSync(join(cwd, "units", "secret"), 0);
    expect(verify(["units"])).toMatchObject({ status: 2, stderr: expect.stringContaining("units/secret: EACCES") });
    chmodSync(join(cwd, "units", "secret"), 0o755);
  });

  test("that vanish are told", () => {
    const found = [...walk(join(cwd), false)];
    expect(found).toEqual([]);
    expect(() => [...walk(join(cwd, "missing"), false)]).toThrow();
  });
});

describe("standard input", () => {
  test("has the kind that is given", () => {
    expect(verify(["--kind", "timer", "-"], "[Timer]\nOnCalendar=dayly\n")).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^<stdin>:2:12: warning:/),
    });
  });

  test("has the kind that its name tells", () => {
    expect(verify(["--stdin-name", "x/a.socket.d/1.conf", "-"], "[Socket]\nAccept=mabe\n")).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^x\/a\.socket\.d\/1\.conf:2:8: warning:/),
    });
    expect(verify(["-"], GOOD).status).toBe(2);
  });
});

test("--kind makes all files of a folder one kind", () => {
  write("units/a.txt", BAD);
  write("units/b.conf", GOOD);
  expect(JSON.parse(verify(["--json", "--kind", "service", "units"]).stdout).summary).toMatchObject({
    files: 2,
    problems: { warning: 1 },
  });
});

test("JSON has range, rule, hint and replacement", () => {
  write("a.service", BAD);
  const report = JSON.parse(verify(["--json", "a.service", "missing.service"]).stdout);
  expect(report.failures).toEqual([{ file: "missing.service", reason: "ENOENT" }]);
  expect(report.files).toMatchObject([
    {
      file: "a.service",
      kind: "service",
      format: "unit-file",
      omitted: 0,
      problems: [
        {
          code: "ini.unknown-key",
          severity: "warning",
          reportedLine: 2,
          range: { line: 2, column: 1, endColumn: 8, start: 10, end: 17 },
          replacement: "Restart",
        },
      ],
    },
  ]);
});

/** Members that SARIF 2.1.0 requires of each object that we write, and types of others: sections 3.13 to 3.55. */
function checkSarif(log: Record<string, never>): void {
  const { $schema, version, runs } = log as unknown as { $schema: string; version: string; runs: unknown[] };
  expect($schema).toMatch(/^https:.*sarif-schema-2\.1\.0\.json$/);
  expect(version).toBe("2.1.0");
  expect(runs).toHaveLength(1);
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what is checked
  const [run] = runs as any[];
  expect(run.tool.driver.name).toBe("sdfuzz");
  expect(run.columnKind).toBe("utf16CodeUnits");
  for (const { uri } of Object.values(run.originalUriBaseIds) as { uri: string }[])
    expect(uri).toMatch(/^file:\/\/.*\/$/);
  const ids = run.tool.driver.rules.map(({ id }: { id: string }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const rule of run.tool.driver.rules) expect(rule.shortDescription.text).not.toBe("");
  for (const invocation of run.invocations) expect(typeof invocation.executionSuccessful).toBe("boolean");
  for (const result of run.results) {
    expect(ids[result.ruleIndex]).toBe(result.ruleId);
    expect(["error", "warning", "note"]).toContain(result.level);
    expect(result.message.text).not.toBe("");
    for (const { physicalLocation } of result.locations) {
      expect(() => new URL(physicalLocation.artifactLocation.uri, "file:///base/")).not.toThrow();
      const { region } = physicalLocation;
      if (region === undefined) continue;
      for (const name of ["startLine", "startColumn", "endLine", "endColumn"]) expect(region[name]).toBeGreaterThan(0);
    }
    for (const { artifactChanges } of result.fixes ?? []) {
      for (const { replacements } of artifactChanges) {
        for (const { deletedRegion, insertedContent } of replacements) {
          expect(deletedRegion.startLine).toBeGreaterThan(0);
          expect(insertedContent.text).not.toBe("");
        }
      }
    }
  }
}

test("SARIF has what the standard asks for", () => {
  write("units/a b.service", BAD);
  write("units/c.timer", "[Timer]\nOnCalendar=dayly\nOnCalendar=dayly\n");
  const { stdout, status } = verify(["--sarif", "units", join(cwd, "units", "c.timer"), "missing.service"]);
  expect(status).toBe(2);
  const log = JSON.parse(stdout);
  checkSarif(log);
  const [run] = log.runs;
  expect(run.results).toHaveLength(5);
  expect(run.results[0]).toMatchObject({
    ruleId: "ini.unknown-key",
    locations: [{ physicalLocation: { artifactLocation: { uri: "units/a%20b.service", uriBaseId: "PROJECTROOT" } } }],
    fixes: [{ artifactChanges: [{ replacements: [{ insertedContent: { text: "Restart" } }] }] }],
  });
  expect(run.results[4].locations[0].physicalLocation.artifactLocation.uri).toMatch(/^file:\/\//);
  const prints = run.results.map(({ partialFingerprints }: never) => partialFingerprints["sdfuzz/v1"]);
  expect(new Set(prints).size).toBe(5);
  expect(run.invocations[0].executionSuccessful).toBe(false);
  expect(run.invocations[0].toolExecutionNotifications).toHaveLength(1);
});

test("SARIF without results is a log all the same", () => {
  write("a.service", GOOD);
  const { stdout, status } = verify(["--sarif", "a.service"]);
  expect(status).toBe(0);
  checkSarif(JSON.parse(stdout));
  expect(JSON.parse(stdout).runs[0].results).toEqual([]);
});

test("--help shows kinds and examples", () => {
  const { stdout, status } = verify(["--help"]);
  expect(status).toBe(0);
  expect(stdout).toContain("*.service");
  expect(stdout).toContain("$ sdfuzz verify ");
});
