import { Command } from "commander";
import { expect, test } from "vitest";
import { commands } from "../../src/cli/commands/index.js";

test.each([...commands])("%s is registered under its name", async (name, load) => {
  const program = new Command();
  (await load())(program);
  expect(program.commands.map((command) => command.name())).toEqual([name]);
});
