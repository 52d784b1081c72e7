import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { packageRoot } from "../../src/engine/index.js";
import { definition } from "../../src/formats/unit-file/definition.js";

const units = join(packageRoot, "contrib", "systemd");
const workflows = join(packageRoot, ".github", "workflows");
const encoder = new TextEncoder();

/** Codes of what the unit file parser has to say. */
function complaints(name: string, text: string): string[] {
  const { diagnostics, error } = definition.inspect(encoder.encode(text), name);
  return [...diagnostics.map(({ code }) => code), ...(error === null ? [] : [error])];
}

describe("unit files in contrib/systemd", () => {
  const names = readdirSync(units);

  test("there are a daemon, and a nightly run with its timer", () => {
    expect(names.sort()).toEqual(["sdfuzz-nightly.service", "sdfuzz-nightly.timer", "sdfuzz.service"]);
  });

  test.each(names)("%s passes our own parser", (name) => {
    expect(complaints(name, readFileSync(join(units, name), "utf8"))).toEqual([]);
  });

  test.each([
    ["sdfuzz-nightly.timer", "OnCalendar=*-*-* 22:00:00", "OnCalendar=*-*-* 25:00:00"],
    ["sdfuzz-nightly.timer", "Persistent=yes", "Persistent=perhaps"],
    ["sdfuzz.service", "CPUWeight=20", "CPUWeight=0"],
    ["sdfuzz.service", "ProtectSystem=strict", "ProtectSystm=strict"],
  ])("%s with a mistake in %s would not", (name, right, wrong) => {
    const text = readFileSync(join(units, name), "utf8");
    expect(text).toContain(right);
    expect(complaints(name, text.replace(right, wrong))).toHaveLength(1);
  });
});

describe("commands that are written down", () => {
  const files = [
    ...readdirSync(units).map((name) => join(units, name)),
    ...readdirSync(workflows).map((name) => join(workflows, name)),
    join(packageRoot, "docs", "nightly.md"),
  ];
  const commands = new Map<string, Set<string>>();
  for (const file of files) {
    for (const [, command, rest] of readFileSync(file, "utf8").matchAll(
      /(?:npx |\$ |ExecStart=\/usr\/local\/bin\/)sdfuzz (findings [a-z]+|[a-z]+)(.*)/g,
    )) {
      const options = commands.get(command!) ?? new Set();
      for (const [option] of rest!.matchAll(/--[a-z-]+/g)) options.add(option);
      commands.set(command!, options);
    }
  }

  test("are found", () => {
    expect([...commands.keys()]).toEqual(expect.arrayContaining(["run", "serve", "cmin", "findings export"]));
  });

  test.each([...commands])("sdfuzz %s has the options that are used", (command, options) => {
    const program = join(packageRoot, "dist", "cli", "main.js");
    const help = execFileSync(process.execPath, [program, ...command.split(" "), "--help"], { encoding: "utf8" });
    expect(help).toMatch(new RegExp(`^Usage: sdfuzz ${command} `));
    for (const option of options) expect(help).toMatch(new RegExp(`(?:^|[ ,])${option}\\b`, "m"));
  });
});
