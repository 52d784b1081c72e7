import { BACKSLASH, isWhitespace, SEMICOLON } from "../../../core/ascii.js";
import { Severity } from "../../../core/diagnostics.js";
import type { Errno } from "../../../core/errno.js";
import { isSafeText } from "../../../directives/values.js";
import { quoteCommandLine } from "../../../text/escape.js";
import { Extract, WHITESPACE, WordReader } from "../../../text/extract-word.js";
import { isFilenameValid, isPathAbsolute, isPathValid, pathSimplify } from "../../../text/path.js";
import { SpecifierFailure } from "../../../text/specifier.js";
import { unitFullPrintf, unitPathPrintf } from "../specifiers.js";
import type { UnitAssignment } from "../unit.js";

/** One command of `ExecStart=` and its kin. */
export interface ExecCommand {
  /** Absolute path, or a file name that is looked up. */
  readonly path: string;
  /** With the zeroth argument, variables as they are written. */
  readonly argv: readonly string[];
  /** `-`: a failure does not count. */
  readonly ignoreFailure: boolean;
  /** `:`: variables are not replaced. */
  readonly noEnvExpand: boolean;
  /** `+`: with full privileges. */
  readonly fullyPrivileged: boolean;
  /** `!`: without User= and its kin. */
  readonly noSetuid: boolean;
  /** `!!`: as `!`, where the kernel has no ambient capabilities. */
  readonly ambientMagic: boolean;
}

const WORD = Extract.UNQUOTE | Extract.CUNESCAPE;

/** What stands before the path. Each prefix counts once; `+`, `!` and `!!` exclude each other. */
class Prefixes {
  ignoreFailure = false;
  separateArgv0 = false;
  noEnvExpand = false;
  fullyPrivileged = false;
  noSetuid = false;
  ambientMagic = false;

  /** Takes a prefix character; false when it is none here. */
  take(character: string): boolean {
    if (character === "-" && !this.ignoreFailure) this.ignoreFailure = true;
    else if (character === "@" && !this.separateArgv0) this.separateArgv0 = true;
    else if (character === ":" && !this.noEnvExpand) this.noEnvExpand = true;
    else if (character === "+" && !this.#hasPrivilege()) this.fullyPrivileged = true;
    else if (character === "!" && !this.#hasPrivilege()) this.noSetuid = true;
    else if (character === "!" && this.noSetuid) {
      this.noSetuid = false;
      this.ambientMagic = true;
    } else return false;
    return true;
  }

  #hasPrivilege(): boolean {
    return this.fullyPrivileged || this.noSetuid || this.ambientMagic;
  }
}

/** Whether a path can only name a folder. Origin: path_implies_directory() at 257. */
const impliesDirectory = (path: string): boolean =>
  path === "." || path === ".." || path.endsWith("/") || path.endsWith("/.") || path.endsWith("/..");

/** Why an executable is refused, or `null`. */
function problemOfExecutable(path: string): string | null {
  if (path === "") return "unit-file.empty-executable";
  if (!isSafeText(path)) return "unit-file.unsafe-executable";
  if (impliesDirectory(path)) return "unit-file.executable-is-directory";
  return (isPathAbsolute(path) ? isPathValid(path) : isFilenameValid(path)) ? null : "unit-file.bad-executable";
}

/** Whether a token that ends before `position` stands by itself. */
const endsToken = (text: string, position: number): boolean =>
  position >= text.length || isWhitespace(text.charCodeAt(position));

/** Reads the commands of one assignment. */
class CommandReader {
  readonly #words: WordReader;
  /** Why the file ends, once a command was refused for good. */
  #failure: Errno | undefined;

  constructor(
    readonly list: ExecCommand[],
    readonly value: string,
    readonly at: UnitAssignment,
  ) {
    this.#words = new WordReader(value);
  }

  /** Reads all commands; the errno that ends the file, if any. */
  read(): Errno | undefined {
    for (let first = this.#word(); first !== null; first = this.#word()) {
      if (first !== ";" && !this.#command(first)) break;
    }
    return this.#failure;
  }

  /** The next word; what is wrong with it is reported. */
  #word(): string | null {
    const word = this.#words.nextLenient(WHITESPACE, WORD);
    const { problem } = this.#words;
    if (problem === "unbalanced-quote")
      this.at.report(Severity.err, "unit-file.unbalanced-quotes", { value: this.value });
    else if (problem === "unknown-escape") this.at.warn("unit-file.unknown-escape", this.value);
    return word;
  }

  /** Gives up on the assignment, and on the file as well when the command's failure would count. */
  #refuse({ ignoreFailure }: Prefixes, code: string, value: string): false {
    this.at.report(ignoreFailure ? Severity.warning : Severity.err, code, { value });
    if (!ignoreFailure) this.#failure = "ENOEXEC";
    return false;
  }

  /** Reads one command whose first word is given; true when a semicolon ended it and another one may follow. */
  #command(first: string): boolean {
    const prefixes = new Prefixes();
    let start = 0;
    while (start < first.length && prefixes.take(first.charAt(start))) start++;
    const text = first.slice(start);
    const path = unitPathPrintf(this.at, text);
    if (path instanceof SpecifierFailure) return this.#refuse(prefixes, "unit-file.bad-specifier", text);
    const problem = problemOfExecutable(path);
    if (problem !== null) return this.#refuse(prefixes, problem, path);
    const argv = prefixes.separateArgv0 ? [] : [path];
    const more = this.#arguments(argv, prefixes);
    if (more === null) return false;
    if (argv.length === 0) return this.#refuse(prefixes, "unit-file.no-argv0", path);
    const { ignoreFailure, noEnvExpand, fullyPrivileged, noSetuid, ambientMagic } = prefixes;
    this.list.push({
      path: pathSimplify(path),
      argv,
      ignoreFailure,
      noEnvExpand,
      fullyPrivileged,
      noSetuid,
      ambientMagic,
    });
    return more;
  }

  /** Reads arguments up to a semicolon (true) or the end (false); `null` when one was refused. */
  #arguments(argv: string[], prefixes: Prefixes): boolean | null {
    const words = this.#words;
    const { value } = this;
    while (!words.restIsEmpty) {
      const c = value.charCodeAt(words.position);
      if (c === SEMICOLON && endsToken(value, words.position + 1)) {
        this.#skip(1);
        return true;
      }
      const escaped = c === BACKSLASH && value.charCodeAt(words.position + 1) === SEMICOLON;
      if (escaped && endsToken(value, words.position + 2)) {
        this.#skip(2);
        argv.push(";");
        continue;
      }
      const word = this.#word();
      if (word === null) {
        if (!words.failed) return false;
        if (!prefixes.ignoreFailure) this.#failure = "ENOEXEC";
        return null;
      }
      const argument = unitFullPrintf(this.at, word);
      if (argument instanceof SpecifierFailure) {
        this.#refuse(prefixes, "unit-file.bad-specifier", word);
        return null;
      }
      argv.push(argument);
    }
    return false;
  }

  /** Moves behind a token of `length` characters and the white space after it. */
  #skip(length: number): void {
    const words = this.#words;
    words.position += length;
    while (words.position < this.value.length && isWhitespace(this.value.charCodeAt(words.position))) words.position++;
  }
}

/**
 * Adds the commands of `ExecStart=` and its kin to a list; an empty value drops what the list holds.
 *
 * Each command is a path after any of the prefixes `- @ : + ! !!`, and arguments; commands are separated by a lone `;`.
 * Words are quoted and escaped as systemd.syntax(7) says, specifiers are resolved. A command that is refused ends the
 * file (`ENOEXEC`) unless it has the prefix `-`; unbalanced quotes in the first word only skip the assignment.
 *
 * Origin: systemd.service(5) "Command lines", config_parse_exec() at 257.
 */
export function parseExecCommands(list: ExecCommand[], value: string, at: UnitAssignment): Errno | undefined {
  if (value === "") {
    list.length = 0;
    return undefined;
  }
  return new CommandReader(list, value, at).read();
}

/** Appends the commands of one directive as the unit dump has them; nothing when there are none. Origin: exec_command_dump_list() at 257. */
export function dumpExecCommands(label: string, list: readonly ExecCommand[], out: string[]): void {
  if (list.length === 0) return;
  out.push(`\t-> ${label}:`);
  for (const { argv } of list) out.push(`\t\tCommand Line: ${quoteCommandLine(argv, { quoteEmpty: true })}`);
}
