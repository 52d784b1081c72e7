#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { commands } from "./commands/index.js";
import { packageRoot } from "./package-root.js";
import { UsageError } from "./usage-error.js";

/** 128 + SIGPIPE: what a shell reports of a process that ended for it. */
const EXIT_BROKEN_PIPE = 141;
/** Exit status of wrong usage, and of whatever keeps a command from doing its work: 1 would say that there are findings. */
const EXIT_TROUBLE = 2;

const manifest = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as { version: string };

const program = new Command("sdfuzz")
  .description("Byte-exact parsers for the formats that systemd reads, and a coverage-guided fuzzing service for them.")
  .version(manifest.version)
  .showHelpAfterError("(sdfuzz --help shows the commands)")
  .exitOverride();

// The command that is meant is loaded alone; all of them for the help, and to say what is meant by a mistyped one.
const [word = ""] = process.argv.slice(2);
const wanted = commands.has(word) ? [commands.get(word)!] : [...commands.values()];
for (const load of wanted) (await load())(program);

// Who reads only the beginning of the output has seen enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(EXIT_BROKEN_PIPE);
});

// What nobody foresaw, in a timer or a promise too: with its stack.
process.on("uncaughtException", (error) => {
  console.error(error);
  process.exit(EXIT_TROUBLE);
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : EXIT_TROUBLE;
  else if (error instanceof UsageError) {
    console.error(`sdfuzz: ${error.message}`);
    process.exitCode = EXIT_TROUBLE;
  } else throw error;
}
