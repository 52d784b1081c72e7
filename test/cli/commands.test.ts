import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { expect, test } from "vitest";
import { commands } from "../../src/cli/commands/index.js";

test.each([...commands])("%s is registered under its name", async (name, load) => {
  const program = new Command();
  (await load())(program);
  expect(program.commands.map((command) => command.name())).toEqual([name]);
});

test("parse refuses a file that means more than a text can hold", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sdfuzz-parse-"));
  try {
    const file = join(folder, "nested.json");
    writeFileSync(file, `${"[".repeat(2000)}${"0,".repeat(300_000)}0${"]".repeat(2000)}`);
    const program = new Command();
    (await commands.get("parse")!())(program);
    const parsed = program.parseAsync(["parse", "json", file], { from: "user" });
    await expect(parsed).rejects.toThrow(`${file}: what it means is longer than a text can be`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
