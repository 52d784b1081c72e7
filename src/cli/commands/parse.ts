import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Command } from "commander";
import { renderDiagnostic, Severity } from "../../core/diagnostics.js";
import type { FormatDefinition } from "../../core/format.js";
import { toJson } from "../../core/json.js";
import { kindOfPath } from "../../formats/file-kinds.js";
import { findFormat } from "../../formats/registry.js";
import { renderProblem } from "../../verify/render.js";
import { describeProblems } from "../../verify/verify.js";
import { UsageError } from "../usage-error.js";

const STANDARD_INPUT = "-";

function readInput(file: string): Uint8Array {
  try {
    return readFileSync(file === STANDARD_INPUT ? 0 : file);
  } catch (error) {
    throw new UsageError(`${file}: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`);
  }
}

/** Half a megabyte may mean more than the 512 MiB of V8's longest string: deeply nested lists, each line indented. */
const isTooLong = (error: unknown): boolean => error instanceof RangeError && error.message === "Invalid string length";

// biome-ignore lint/suspicious/noExplicitAny: outcomes differ by format; they go from run to inspect unopened
function print(definition: FormatDefinition<any>, file: string, shown: string, asJson: boolean): void {
  const input = readInput(file);
  const name = file === STANDARD_INPUT ? undefined : basename(file);
  const { value, diagnostics, error } = definition.inspect(input, name);
  if (asJson) {
    const reports = diagnostics.map((diagnostic) => ({
      ...diagnostic,
      message: renderDiagnostic(diagnostic, definition.diagnostics),
    }));
    console.log(
      JSON.stringify({ file: shown, format: definition.slug, error, value: toJson(value), diagnostics: reports }),
    );
  } else {
    if (value !== null) console.log(JSON.stringify(toJson(value), null, 2));
    const kind = kindOfPath(file)?.kind.name ?? "";
    const source = { kind, name: name ?? "", isDropIn: false };
    const { problems, omitted } = describeProblems(definition, input, { diagnostics, error: null }, source);
    for (const problem of problems) process.stderr.write(renderProblem(problem, shown));
    if (omitted > 0) console.error(`${shown}: ${omitted} more`);
    if (error !== null) console.error(`${shown}: refused: ${error}`);
  }
  if (error !== null || diagnostics.some(({ level }) => level <= Severity.err)) process.exitCode = 1;
}

export function registerParse(program: Command): void {
  program
    .command("parse")
    .summary("parse a file and print what it means")
    .description(
      "Parses one file and prints the typed result as JSON, and its diagnostics.\n" +
        "Unit files are told by their name; from standard input the first line names the unit type.\n" +
        "Exit status: 0 parsed, 1 refused or with errors, 2 usage.",
    )
    .argument("<format>", "a format of `sdfuzz list`")
    .argument("[file]", "the file; - is standard input", STANDARD_INPUT)
    .option("--json", "one JSON object with value, diagnostics and error")
    .addHelpText(
      "after",
      "\nExamples:\n  $ sdfuzz parse unit-file /usr/lib/systemd/system/dbus.service\n" +
        "  $ printf 'timer\\n[Timer]\\nOnCalendar=daily\\n' | sdfuzz parse unit-file --json",
    )
    .action(async (format: string, file: string, options: { json?: boolean }) => {
      const entry = findFormat(format);
      if (entry === undefined) throw new UsageError(`${format} is no known format (sdfuzz list shows them)`);
      const shown = file === STANDARD_INPUT ? "<stdin>" : file;
      try {
        print(await entry.load(), file, shown, options.json === true);
      } catch (error) {
        if (!isTooLong(error)) throw error;
        throw new UsageError(`${shown}: what it means is longer than a text can be`);
      }
    });
}
