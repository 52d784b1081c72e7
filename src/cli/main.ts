#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { registerCmin } from "./commands/cmin.js";
import { registerConformance } from "./commands/conformance.js";
import { registerCoverage } from "./commands/coverage.js";
import { registerDoctor } from "./commands/doctor.js";
import { registerFindings } from "./commands/findings.js";
import { registerList } from "./commands/list.js";
import { registerParse } from "./commands/parse.js";
import { registerRegress } from "./commands/regress.js";
import { registerRun } from "./commands/run.js";
import { registerServe } from "./commands/serve.js";
import { registerStatus } from "./commands/status.js";
import { registerTmin } from "./commands/tmin.js";
import { registerVerify } from "./commands/verify.js";
import { packageRoot } from "./package-root.js";
import { UsageError } from "./usage-error.js";

/** 128 + SIGPIPE: what a shell reports of a process that ended for it. */
const EXIT_BROKEN_PIPE = 141;

const manifest = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as { version: string };

const program = new Command("sdfuzz")
  .description("Byte-exact parsers for the formats that systemd reads, and a coverage-guided fuzzing service for them.")
  .version(manifest.version)
  .showHelpAfterError("(sdfuzz --help shows the commands)")
  .exitOverride();

registerList(program);
registerParse(program);
registerConformance(program);
registerCoverage(program);
registerDoctor(program);
registerCmin(program);
registerFindings(program);
registerRegress(program);
registerRun(program);
registerServe(program);
registerStatus(program);
registerTmin(program);
registerVerify(program);

// Who reads only the beginning of the output has seen enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(EXIT_BROKEN_PIPE);
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (error instanceof UsageError) {
    console.error(`sdfuzz: ${error.message}`);
    process.exitCode = 2;
  } else throw error;
}
