import { rawLength } from "../../text/raw-bytes.js";
import { ACT, flag, type Option, optionTable, type Reading, type Result, readOptions, shows } from "./reading.js";
import { AUTO } from "./settings.js";
import { parseShutdownTime } from "./shutdown-time.js";
import { telinitActions } from "./tables.js";

const HALT = "halt";
const REBOOT = "reboot";
const CANCEL = "cancel-shutdown";

/** An option that other implementations have, without an effect. */
const ignored = (letter: string, argument: Option["argument"] = "none"): Option => ({
  name: null,
  letter,
  argument,
  apply: () => undefined,
});

const help = shows("help", null, "help");
const noWall = flag("no-wall", null, (settings) => {
  settings.noWall = true;
});

/** More than one `--force`: nobody is asked. */
const FORCE_AT_ONCE = 2;

/** Options of halt(8), poweroff(8) and reboot(8). */
export const haltOptions: readonly Option[] = [
  help,
  flag("halt", null, (settings) => {
    settings.action = "halt";
  }),
  flag("poweroff", "p", (settings) => {
    if (settings.action !== REBOOT) settings.action = "poweroff";
  }),
  flag("reboot", null, (settings) => {
    settings.action = "reboot";
  }),
  flag("force", "f", (settings) => {
    settings.force = FORCE_AT_ONCE;
  }),
  flag("wtmp-only", "w", (settings) => {
    settings.dryRun = true;
  }),
  flag("no-wtmp", "d", (settings) => {
    settings.noWtmp = true;
  }),
  flag("no-sync", "n", (settings) => {
    settings.noSync = true;
  }),
  noWall,
  ignored("i"),
  ignored("h"),
];

/** Options of shutdown(8). */
export const shutdownOptions: readonly Option[] = [
  help,
  flag("halt", "H", (settings) => {
    settings.action = "halt";
  }),
  flag("poweroff", "P", (settings) => {
    settings.action = "poweroff";
  }),
  flag("reboot", "r", (settings) => {
    settings.action = "reboot";
  }),
  flag("kexec", "K", (settings) => {
    settings.action = "kexec";
  }),
  noWall,
  flag("show", null, (settings) => {
    settings.action = "show-shutdown";
  }),
  flag(null, "h", (settings) => {
    if (settings.action !== HALT) settings.action = "poweroff";
  }),
  flag(null, "k", (settings) => {
    settings.dryRun = true;
  }),
  flag(null, "c", (settings) => {
    settings.action = "cancel-shutdown";
  }),
  ignored("a"),
  ignored("t", "required"),
  ignored("f"),
  ignored("F"),
];

/** Options of telinit(8). */
export const telinitOptions: readonly Option[] = [help, noWall];

/** Options of runlevel(8). */
export const runlevelOptions: readonly Option[] = [help];

const haltTable = optionTable(haltOptions);
const shutdownTable = optionTable(shutdownOptions);
const telinitTable = optionTable(telinitOptions);
const runlevelTable = optionTable(runlevelOptions);

const NOTHING: readonly string[] = [];
const NO_WORDS = 0;
/** A reboot may have an argument, for the firmware. */
const WORDS_OF_REBOOT = 1;
/** telinit wants a runlevel, which is one character. */
const WORDS_OF_TELINIT = 1;
const RUNLEVEL_LENGTH = 1;

const tooManyWords = (reading: Reading): Result => ({
  outcome: reading.refuse("EINVAL", "systemctl-parse-argv.too-many-words", { program: reading.program }),
  remaining: NOTHING,
});

/** Reads the command line of halt, poweroff or reboot; a reboot takes one word, for the firmware. */
export function readHalt(reading: Reading): Result {
  const words = readOptions(reading, haltTable);
  if ("outcome" in words) return words;
  const most = reading.settings.action === REBOOT ? WORDS_OF_REBOOT : NO_WORDS;
  return words.length > most ? tooManyWords(reading) : { outcome: ACT, remaining: words };
}

/** Reads the command line of shutdown: a time, unless one is cancelled, and a message to all who are logged in. */
export function readShutdown(reading: Reading): Result {
  const words = readOptions(reading, shutdownTable);
  if ("outcome" in words) return words;
  const { settings, now } = reading;
  const [time] = words;
  const cancels = settings.action === CANCEL;
  if (time === undefined || cancels) settings.when = AUTO;
  else {
    const when = parseShutdownTime(time, now);
    if (when === null) {
      const outcome = reading.refuse("EINVAL", "systemctl-parse-argv.bad-shutdown-time", { value: time });
      return { outcome, remaining: NOTHING };
    }
    settings.when = when;
  }
  const wall = cancels ? words : words.slice(1);
  if (wall.length > NO_WORDS) settings.wall = [...wall];
  return { outcome: ACT, remaining: NOTHING };
}

/** Reads the command line of telinit: a runlevel, or a command of one letter. */
export function readTelinit(reading: Reading): Result {
  const words = readOptions(reading, telinitTable);
  if ("outcome" in words) return words;
  const { program } = reading;
  const [runlevel] = words;
  if (runlevel === undefined) {
    return { outcome: reading.refuse("EINVAL", "systemctl-parse-argv.no-runlevel", { program }), remaining: NOTHING };
  }
  if (words.length > WORDS_OF_TELINIT) return tooManyWords(reading);
  if (rawLength(runlevel) !== RUNLEVEL_LENGTH) {
    return { outcome: reading.refuse("EINVAL", "systemctl-parse-argv.runlevel-too-long"), remaining: NOTHING };
  }
  const action = telinitActions.get(runlevel);
  if (action === undefined) {
    const outcome = reading.refuse("EINVAL", "systemctl-parse-argv.unknown-runlevel", { value: runlevel });
    return { outcome, remaining: NOTHING };
  }
  reading.settings.action = action;
  return { outcome: ACT, remaining: NOTHING };
}

/** Reads the command line of runlevel, which takes no words. */
export function readRunlevel(reading: Reading): Result {
  const words = readOptions(reading, runlevelTable);
  if ("outcome" in words) return words;
  return words.length > NO_WORDS ? tooManyWords(reading) : { outcome: ACT, remaining: NOTHING };
}
