import type { Diagnostic } from "../../core/diagnostics.js";
import type { WordSource } from "../../text/getopt.js";
import { decodeRaw } from "../../text/raw-bytes.js";
import type { Usec } from "../../time/usec.js";
import { readHalt, readRunlevel, readShutdown, readTelinit } from "./compat.js";
import { type Outcome, Reading, type Result } from "./reading.js";
import { Settings } from "./settings.js";
import { readSystemctl } from "./systemctl.js";
import { type Action, type Personality, programNames } from "./tables.js";
import { ByteWords } from "./words.js";

/** A command line that was read. Texts keep bytes that are no UTF-8 as lone surrogates (see `raw-bytes.ts`). */
export interface CommandLine {
  /** The program's name as it was called. */
  readonly program: string;
  readonly personality: Personality;
  readonly outcome: Outcome;
  /** As far as they were set when the reading ended. */
  readonly settings: Settings;
  /** Words that are no options, for the action that follows: a verb and what it is done to, the argument of a reboot. */
  readonly remaining: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** The current time that it was read at. */
  readonly now: Usec;
}

/** The words of a command line: with a NUL behind each (the last may lack it), or one by one. */
export type Words = Uint8Array | readonly (Uint8Array | string)[];

const NUL_TEXT = "\0";
const SLASH = "/";
const USEC_PER_MSEC = 1000n;

function textOf(word: Uint8Array | string): string {
  const text = typeof word === "string" ? word : decodeRaw(word);
  if (text.includes(NUL_TEXT)) throw new TypeError("a word of a command line cannot hold a NUL");
  return text;
}

/** The last component of a path, slashes at the end aside. */
function lastComponent(path: string): string {
  let end = path.length;
  while (path.charAt(end - 1) === SLASH) end--;
  return path.slice(path.lastIndexOf(SLASH, end - 1) + 1, end);
}

/** Which program is meant by a name. Origin: invoked_as() at 257. */
export function personalityOf(program: string): Personality {
  const name = lastComponent(program);
  return programNames.find(([text]) => name.includes(text))?.[1] ?? "systemctl";
}

interface Reader {
  readonly action: Action | null;
  readonly read: (reading: Reading) => Result;
}

/** How each personality reads its command line, and what it does when nothing is said. */
const readers: Readonly<Record<Personality, Reader>> = {
  systemctl: { action: "systemctl", read: readSystemctl },
  halt: { action: "halt", read: readHalt },
  poweroff: { action: "poweroff", read: readHalt },
  reboot: { action: "reboot", read: readHalt },
  shutdown: { action: "poweroff", read: readShutdown },
  telinit: { action: null, read: readTelinit },
  runlevel: { action: "runlevel", read: readRunlevel },
};

/** The settings of a personality before any option. */
export const initialSettings = (personality: Personality): Settings => new Settings(readers[personality].action);

/** What a command line is read with. */
export interface ParseOptions {
  /** The current time, which relative times count from; the machine's when absent. */
  readonly now?: Usec;
}

/**
 * Reads the command line of systemctl or of a program that is a link to it: halt, poweroff, reboot, shutdown, telinit (init), runlevel. The
 * first word is the program's name, which decides.
 *
 * Options may stand anywhere before `--` and be shortened, see `OptionReader`. A mistake ends the reading with an errno and,
 * nearly always, a report; so do options that only show something. What options set before that is kept. It is read as root does it, without a
 * running machine: no kernel is loaded for kexec, boot entries are not listed. `null` when there is no word at all. Throws `TypeError` for
 * a NUL within a word. Origin: systemctl(1), halt(8), shutdown(8), telinit(8), runlevel(8), systemctl_dispatch_parse_argv() at 257.
 *
 * ```ts
 * const line = parse(["systemctl", "status", "--lines=5", "foo.service"]);
 * line.settings.lines; // 5
 * line.remaining; // ["status", "foo.service"]
 * ```
 */
export function parse(input: Words, options: ParseOptions = {}): CommandLine | null {
  const words = input instanceof Uint8Array ? new ByteWords(input) : input.map(textOf);
  return parseWords(words, options.now ?? BigInt(Date.now()) * USEC_PER_MSEC);
}

/** {@link parse} of texts that hold no NUL. */
export function parseWords(words: WordSource, now: Usec): CommandLine | null {
  const program = words.at(0);
  if (program === undefined) return null;
  const personality = personalityOf(program);
  const reading = new Reading(personality, words, initialSettings(personality), now);
  const { outcome, remaining } = readers[personality].read(reading);
  const { settings, diagnostics } = reading;
  return { program, personality, outcome, settings, remaining, diagnostics, now };
}
