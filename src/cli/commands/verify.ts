import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { type Severity, severityNames } from "../../core/diagnostics.js";
import { fileKinds, findKind, kindOfPath } from "../../formats/file-kinds.js";
import { verifyFile } from "../../verify/verify.js";
import { packageRoot } from "../package-root.js";
import { UsageError } from "../usage-error.js";
import { readInput } from "../verify/read-input.js";
import { jsonReport, type Report, type ReportOutput, sarifReport, textReport } from "../verify/report.js";
import { slashed, walk } from "../verify/walk.js";

const STANDARD_INPUT = "-";
const STANDARD_INPUT_NAME = "<stdin>";
const EXIT_FINDINGS = 1;
const EXIT_TROUBLE = 2;

interface VerifyCommandOptions {
  readonly kind?: string;
  readonly stdinName?: string;
  readonly severity: string;
  readonly json?: boolean;
  readonly sarif?: boolean;
  readonly color: boolean;
}

function severityOf(name: string): Severity {
  const index = (severityNames as readonly string[]).indexOf(name);
  if (index < 0) throw new UsageError(`--severity: ${name} is none of ${severityNames.join(", ")}`);
  return index as Severity;
}

/** Whether standard output takes colours: a terminal that is not told otherwise (https://no-color.org). */
function wantsColor(asked: boolean): boolean {
  const { NO_COLOR, TERM } = process.env;
  return asked && process.stdout.isTTY === true && (NO_COLOR === undefined || NO_COLOR === "") && TERM !== "dumb";
}

/** Verifies files one after the other; what could not be verified is told, and the others are verified all the same. */
class Run {
  files = 0;
  failures = 0;
  omitted = 0;
  readonly problems = severityNames.map(() => 0);

  constructor(
    readonly report: Report,
    readonly kind: string | undefined,
    readonly severity: Severity,
  ) {}

  fail(path: string, reason: string): void {
    this.failures++;
    this.report.failure(path, reason);
  }

  /** Verifies one file, or standard input when `path` is `null`. */
  async file(path: string | null, shown: string): Promise<void> {
    let input: Uint8Array;
    try {
      input = readInput(path);
    } catch (error) {
      this.fail(shown, (error as NodeJS.ErrnoException).code ?? String(error));
      return;
    }
    const { kind, severity } = this;
    const verification = await verifyFile(input, {
      path: slashed(shown),
      severity,
      ...(kind === undefined ? {} : { kind }),
    });
    this.files++;
    this.omitted += verification.omitted;
    for (const problem of verification.problems) this.problems[problem.severity]!++;
    this.report.file(shown, verification);
  }

  /** Verifies what a word of the command line names: a file, a folder, or standard input. */
  async word(word: string, stdinName: string | undefined): Promise<void> {
    if (word === STANDARD_INPUT) {
      if (this.#tells(stdinName ?? "", "--kind or --stdin-name says it"))
        await this.file(null, stdinName ?? STANDARD_INPUT_NAME);
      return;
    }
    let isFolder: boolean;
    try {
      isFolder = statSync(word).isDirectory();
    } catch (error) {
      this.fail(word, (error as NodeJS.ErrnoException).code ?? String(error));
      return;
    }
    if (isFolder) await this.#folder(word);
    else if (this.#tells(word, "--kind says it")) await this.file(word, word);
  }

  async #folder(folder: string): Promise<void> {
    for (const found of walk(folder, this.kind !== undefined)) {
      if ("error" in found) this.fail(found.path, found.error);
      else await this.file(found.path, found.path);
    }
  }

  /** Whether the kind of a file is known. */
  #tells(path: string, otherwise: string): boolean {
    if (this.kind !== undefined || kindOfPath(slashed(path)) !== null) return true;
    this.fail(path === "" ? STANDARD_INPUT_NAME : path, `the name does not tell what kind of file it is; ${otherwise}`);
    return false;
  }
}

const kindList = (): string => {
  const width = Math.max(...fileKinds.map(({ name }) => name.length));
  return fileKinds
    .map(({ name, title, files, named = [] }) => `  ${name.padEnd(width)}  ${title}: ${[...files, ...named].join(" ")}`)
    .join("\n");
};

function reportOf({ json, sarif, color }: VerifyCommandOptions): Report {
  const manifest = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as { version: string };
  const output: ReportOutput = {
    write: (text) => void process.stdout.write(text),
    warn: (text) => void process.stderr.write(text),
    color: wantsColor(color),
    version: manifest.version,
  };
  if (json === true) return jsonReport(output);
  return sarif === true ? sarifReport(output) : textReport(output);
}

export function registerVerify(program: Command): void {
  program
    .command("verify")
    .summary("check unit files and other configuration for mistakes")
    .description(
      "Says what systemd 257 would complain about when it reads these files: with line, column, and what may have been meant.\n" +
        "The kind of a file is told by its name, that of a drop-in by its folder's. Folders are searched for files of known kinds.\n" +
        "Exit status: 0 nothing found, 1 problems found, 2 usage, or files that could not be read.",
    )
    .argument("<file...>", "files or folders; - is standard input")
    .option("--kind <kind>", "the kind of all files, whatever their names say")
    .option("--stdin-name <path>", "name of the file that standard input holds")
    .option("--severity <level>", `show and count problems from this level on: ${severityNames.join(", ")}`, "warning")
    .option("--json", "one JSON object with files, failures and summary")
    .option("--sarif", "SARIF 2.1.0, for code scanning")
    .option("--no-color", "no colours, even on a terminal")
    .addHelpText(
      "after",
      () =>
        `\nKinds (names that count only for files named, not found, come last):\n${kindList()}\n` +
        "  Drop-ins (foo.service.d/*.conf, service.d/*.conf) are of the kind that their folder names.\n" +
        "\nExamples:\n  $ sdfuzz verify foo.service\n  $ sdfuzz verify /etc/systemd /etc/udev/rules.d\n" +
        "  $ sdfuzz verify --severity notice --sarif units/ >verify.sarif\n" +
        "  $ sdfuzz verify --stdin-name foo.timer - <buffer",
    )
    .action(async (words: readonly string[], options: VerifyCommandOptions) => {
      const { kind, json, sarif, stdinName } = options;
      const severity = severityOf(options.severity);
      if (kind !== undefined && findKind(kind) === undefined) {
        throw new UsageError(`--kind: ${kind} is none of ${fileKinds.map(({ name }) => name).join(", ")}`);
      }
      if (json === true && sarif === true) throw new UsageError("--json and --sarif exclude each other");
      const report = reportOf(options);
      const run = new Run(report, kind, severity);
      for (const word of words) await run.word(word, stdinName);
      report.end(run);
      if (run.failures > 0) process.exitCode = EXIT_TROUBLE;
      else if (run.omitted > 0 || run.problems.some((count) => count > 0)) process.exitCode = EXIT_FINDINGS;
    });
}
