import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Command } from "commander";
import { printable } from "../../text/printable.js";
import { namedTargets, type ServiceOptions, serviceOptions, withService } from "../service-command.js";
import { whileSaying } from "../status-line.js";
import { UsageError } from "../usage-error.js";

interface Options extends ServiceOptions {
  readonly output?: string;
  readonly entryPoint: string;
}

export function registerTmin(program: Command): void {
  serviceOptions(
    program.command("tmin").argument("<target>", "name of a target").argument("<input>", "file that fails"),
  )
    .summary("make one failing input smaller")
    .description(
      "Makes an input smaller as long as it fails in the same way (same error, same place), and writes it to INPUT.min. " +
        "The input stays as it is. Exit status: 0 done, 2 when it does not fail.",
    )
    .option("-o, --output <file>", "file for the smaller input")
    .option("--entry-point <name>", "exported function of the target", "fuzz")
    .addHelpText(
      "after",
      "\nExamples:\n  $ sdfuzz tmin json crash-0a1b2c\n  $ sdfuzz tmin unit-file crash-0a1b2c -o small.service",
    )
    .action((name: string, input: string, options: Options) =>
      withService(options, {}, async (service, signal) => {
        const [target, ...others] = namedTargets(service, [name]);
        if (target === undefined || others.length > 0) throw new UsageError(`${name} is more than one target`);
        if (!existsSync(input)) throw new UsageError(`${input} does not exist`);
        const bytes = readFileSync(input);
        const result = await whileSaying(`making ${printable(input)} smaller`, () =>
          service.triage.minimizeBytes(target, options.entryPoint, bytes, signal),
        );
        if (result === null) throw new UsageError(`${input} does not fail`);
        const { failure, smallest } = result;
        const output = options.output ?? `${input}.min`;
        writeFileSync(output, smallest);
        if (options.json === true) {
          console.log(
            JSON.stringify({ target: target.name, output, before: bytes.length, after: smallest.length, failure }),
          );
        } else {
          console.log(
            `${[failure.errorName, failure.code].filter((part) => part !== null).join(" ")}: ${printable(failure.message)}`,
          );
          console.log(`${bytes.length} -> ${smallest.length} bytes: ${output}`);
        }
      }),
    );
}
