import { formatImagePolicy } from "../../directives/image-policy.js";
import { encodeRaw } from "../../text/raw-bytes.js";
import { type CommandLine, parseWords } from "./parse.js";
import { ACTS, REFUSED, SHOWS } from "./reading.js";
import { Settings } from "./settings.js";
import { writeWords } from "./write.js";

type Value = Settings[keyof Settings];

function sameList(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Whether two values that are not identical say the same. */
function sameValue(a: Value, b: Value): boolean {
  if (!(a instanceof Object && b instanceof Object)) return false;
  if (Array.isArray(a)) return Array.isArray(b) && sameList(a, b);
  if ("fallback" in a) return "fallback" in b && formatImagePolicy(a) === formatImagePolicy(b);
  if ("usec" in a) return "usec" in b && a.usec === b.usec && a.fromClock === b.fromClock;
  return "transport" in a && "transport" in b && a.transport === b.transport && a.name === b.name;
}

const settingNames = Object.keys(new Settings("systemctl")) as readonly (keyof Settings)[];

/** Whether both act, or both show the same. */
function sameOutcome(a: CommandLine["outcome"], b: CommandLine["outcome"]): boolean {
  if (a.kind === SHOWS) return b.kind === SHOWS && a.shown === b.shown;
  return a.kind === ACTS && b.kind === ACTS;
}

/** The first thing in which two command lines that were not refused differ, or `null`. */
export function difference(a: CommandLine, b: CommandLine): string | null {
  if (a.program !== b.program) return "program";
  if (!sameOutcome(a.outcome, b.outcome)) return "outcome";
  if (!sameList(a.remaining, b.remaining)) return "remaining";
  const values: readonly Value[] = Object.values(a.settings);
  const others: readonly Value[] = Object.values(b.settings);
  for (let i = 0; i < values.length; i++) {
    if (values[i] !== others[i] && !sameValue(values[i]!, others[i]!)) return settingNames[i]!;
  }
  return null;
}

/**
 * The words of a command line that comes to the same: the program's name, options in full for what differs from the defaults, `--` where it is
 * needed, words. Throws `TypeError` for a command line that was refused, and for settings that no options make.
 */
export function format(line: CommandLine): Uint8Array[] {
  const { outcome, now } = line;
  if (outcome.kind === REFUSED)
    throw new TypeError(`a command line that was refused (${outcome.errno}) has no other form`);
  const words = writeWords(line);
  const again = parseWords(words, now);
  const differs = again === null ? "program" : difference(line, again);
  if (differs !== null) throw new TypeError(`no command line gives this ${differs}`);
  return words.map(encodeRaw);
}

/** {@link format} with a NUL behind each word. */
export function encode(line: CommandLine): Uint8Array {
  const words = format(line);
  const bytes = new Uint8Array(words.reduce((length, word) => length + word.length + 1, 0));
  let at = 0;
  for (const word of words) {
    bytes.set(word, at);
    at += word.length + 1;
  }
  return bytes;
}
