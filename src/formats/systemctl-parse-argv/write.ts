import { formatImagePolicy } from "../../directives/image-policy.js";
import { yesNo } from "../../text/numbers.js";
import { USEC_INFINITY, USEC_PER_SEC, type Usec } from "../../time/usec.js";
import type { Shown } from "./lists.js";
import { type CommandLine, initialSettings } from "./parse.js";
import { ACTS, SHOWS } from "./reading.js";
import { NOW, type Peer, type Schedule, Settings } from "./settings.js";
import { type Action, isJsonMode, type Personality, telinitActions } from "./tables.js";

/** The option that shows something. */
const shownBy: Readonly<Record<Shown, string>> = {
  help: "--help",
  version: "--version",
  "unit-types": "--type=help",
  states: "--state=help",
  signals: "--signal=help",
  "signal-table": "--signal=list",
  "output-modes": "--output=help",
  "preset-modes": "--preset-mode=help",
  "clean-resources": "--what=help",
  "timestamp-styles": "--timestamp=help",
  "boot-loader-entries": "--boot-loader-entry=help",
  nothing: "--kill-value=",
};

type Flags = readonly (readonly [option: string, isSet: (settings: Settings) => boolean])[];

/** Options of systemctl that stand for one setting each. */
const systemctlFlags: Flags = [
  ["--all", ({ all }) => all],
  ["--show-types", ({ showTypes }) => showTypes],
  ["--full", ({ full }) => full],
  ["--value", ({ onlyValues }) => onlyValues],
  ["--wait", ({ wait }) => wait],
  ["--no-block", ({ noBlock }) => noBlock],
  ["--no-wall", ({ noWall }) => noWall],
  ["--dry-run", ({ dryRun }) => dryRun],
  ["--quiet", ({ quiet }) => quiet],
  ["--no-warn", ({ noWarn }) => noWarn],
  ["--no-reload", ({ noReload }) => noReload],
  ["--no-ask-password", ({ askPassword }) => !askPassword],
  ["--runtime", ({ runtime }) => runtime],
  ["--plain", ({ plain, output }) => plain && (output === null || !isJsonMode(output))],
  ["--recursive", ({ recursive }) => recursive],
  ["--with-dependencies", ({ withDependencies }) => withDependencies],
  ["--firmware-setup", ({ firmwareSetup }) => firmwareSetup],
  ["--now", ({ now }) => now],
  ["--show-transaction", ({ showTransaction }) => showTransaction],
  ["--read-only", ({ readOnly }) => readOnly],
  ["--mkdir", ({ mkdir }) => mkdir],
  ["--marked", ({ marked }) => marked],
  ["--stdin", ({ stdin }) => stdin],
  ["--property=,", ({ emptyProperties, all, properties }) => emptyProperties && !all && properties === null],
];

type TextField =
  | "jobMode"
  | "output"
  | "presetMode"
  | "timestampStyle"
  | "killWhom"
  | "root"
  | "image"
  | "rebootArgument"
  | "bootLoaderEntry"
  | "dropIn"
  | "lines"
  | "signal";

/** Options of systemctl whose argument is the setting. */
const systemctlTexts: readonly (readonly [option: string, field: TextField])[] = [
  ["--job-mode=", "jobMode"],
  ["--output=", "output"],
  ["--preset-mode=", "presetMode"],
  ["--timestamp=", "timestampStyle"],
  ["--kill-whom=", "killWhom"],
  ["--signal=", "signal"],
  ["--lines=", "lines"],
  ["--root=", "root"],
  ["--image=", "image"],
  ["--reboot-argument=", "rebootArgument"],
  ["--boot-loader-entry=", "bootLoaderEntry"],
  ["--drop-in=", "dropIn"],
];

const systemctlLists = [
  ["--type=", "types"],
  ["--state=", "states"],
  ["--property=", "properties"],
  ["--what=", "cleanWhat"],
] as const;

/** Options of systemctl for actions of their own; they end the reading, so that what is behind them is not looked at. */
const endings: ReadonlyMap<Action | null, string> = new Map<Action | null, string>([
  ["cancel-shutdown", "--when=cancel"],
  ["systemctl-show-shutdown", "--when=show"],
]);

const peerOptions: Readonly<Record<Peer["transport"], string | null>> = {
  local: null,
  remote: "--host=",
  machine: "--machine=",
  capsule: "--capsule=",
};

/** Whose manager it is unless something else is said. */
const scopeOfPeer: Readonly<Record<Peer["transport"], Settings["runtimeScope"]>> = {
  local: "system",
  remote: "system",
  machine: "system",
  capsule: "user",
};

const FORWARD = "forward";
const AFTER = "after";
const BEFORE = "before";
const REBOOT = "reboot";
const POWEROFF = "poweroff";

const joined = (words: readonly string[]): string => words.map((word) => word.replace(/[\\,]/g, "\\$&")).join(",");

/** A time span in seconds and microseconds: the number of microseconds alone can be too large to be read. */
function spanText(usec: Usec): string {
  const second = BigInt(USEC_PER_SEC);
  const fraction = usec % second;
  return fraction === 0n ? `${usec / second}s` : `${usec / second}s${fraction}us`;
}

function addAll(to: string[], ...lists: readonly (readonly string[])[]): void {
  for (const words of lists) for (const word of words) to.push(word);
}

function addFlags(to: string[], flags: Flags, settings: Settings): void {
  for (const [option, isSet] of flags) if (isSet(settings)) to.push(option);
}

/** The order of dependencies: of options that exclude each other the last counts, but their other effects add up. */
function addDependencies(to: string[], { dependency, jobsAfter, jobsBefore }: Settings): void {
  if (jobsAfter && dependency !== AFTER) to.push("--after");
  if (jobsBefore && dependency !== BEFORE) to.push("--before");
  if (dependency !== FORWARD) to.push(`--${dependency}`);
}

/** Whom to talk to; a capsule makes it a user's manager. */
function addPeer(to: string[], { peer: { transport, name }, runtimeScope }: Settings): void {
  const option = peerOptions[transport];
  if (option !== null) to.push(option + name);
  if (runtimeScope !== scopeOfPeer[transport]) to.push(`--${runtimeScope}`);
}

function addWhen(to: string[], { usec, fromClock }: Schedule): void {
  if (fromClock !== null) to.push(`--when=${fromClock}`);
  else if (usec !== NOW.usec) to.push(usec === USEC_INFINITY ? "--when=auto" : `--when=@${spanText(usec)}`);
}

const systemctlDefaults = new Settings("systemctl");

function addSystemctlOptions(to: string[], settings: Settings): void {
  addPeer(to, settings);
  addFlags(to, systemctlFlags, settings);
  for (const [option, field] of systemctlTexts) {
    if (settings[field] !== systemctlDefaults[field]) to.push(`${option}${settings[field]}`);
  }
  for (const [option, field] of systemctlLists) {
    const words = settings[field];
    if (words !== null) to.push(`${option}${joined(words)}`);
  }
  for (const message of settings.wall ?? []) to.push(`--message=${message}`);
  addDependencies(to, settings);
  if (settings.force > systemctlDefaults.force) to.push(`-${"f".repeat(settings.force)}`);
  if (settings.legend !== null) to.push(`--legend=${yesNo(settings.legend)}`);
  if (settings.checkInhibitors !== null) to.push(`--check-inhibitors=${yesNo(settings.checkInhibitors)}`);
  if (settings.killValueSet || settings.killValue !== systemctlDefaults.killValue)
    to.push(`--kill-value=${settings.killValue}`);
  if (settings.imagePolicy !== null) to.push(`--image-policy=${formatImagePolicy(settings.imagePolicy)}`);
  if (settings.bootLoaderMenu !== USEC_INFINITY) to.push(`--boot-loader-menu=${spanText(settings.bootLoaderMenu)}`);
  addWhen(to, settings.when);
}

/** Words that are no options, behind `--` where one of them looks like an option. */
function addPlainWords(to: string[], words: readonly string[]): void {
  if (words.some((word) => word.startsWith("-"))) to.push("--");
  addAll(to, words);
}

function addSystemctlWords(to: string[], { settings, remaining }: CommandLine): void {
  addSystemctlOptions(to, settings);
  const ending = endings.get(settings.action);
  if (ending !== undefined) addAll(to, [ending], remaining);
  else addPlainWords(to, remaining);
}

const haltFlags: Flags = [
  ["--force", ({ force }) => force > systemctlDefaults.force],
  ["--wtmp-only", ({ dryRun }) => dryRun],
  ["--no-wtmp", ({ noWtmp }) => noWtmp],
  ["--no-sync", ({ noSync }) => noSync],
  ["--no-wall", ({ noWall }) => noWall],
];

function addHaltWords(to: string[], { settings, personality, remaining }: CommandLine): void {
  const { action } = settings;
  if (action !== initialSettings(personality).action) {
    // A reboot does not become a power-off, but a halt does.
    if (personality === REBOOT && action === POWEROFF) to.push("--halt");
    to.push(`--${action}`);
  }
  addFlags(to, haltFlags, settings);
  addPlainWords(to, remaining);
}

/** Options of shutdown for what is not its default. */
const shutdownActions: ReadonlyMap<Action | null, string> = new Map<Action | null, string>([
  ["halt", "--halt"],
  ["reboot", "--reboot"],
  ["kexec", "--kexec"],
  ["show-shutdown", "--show"],
  ["cancel-shutdown", "-c"],
]);

const shutdownFlags: Flags = [
  ["-k", ({ dryRun }) => dryRun],
  ["--no-wall", ({ noWall }) => noWall],
];

function addShutdownWords(to: string[], { settings, outcome }: CommandLine): void {
  const action = shutdownActions.get(settings.action);
  if (action !== undefined) to.push(action);
  addFlags(to, shutdownFlags, settings);
  if (outcome.kind !== ACTS) return;
  const { usec, fromClock } = settings.when;
  const time = usec === USEC_INFINITY && fromClock === null ? [] : [fromClock ?? "now"];
  addPlainWords(to, [...time, ...(settings.wall ?? [])]);
}

function addTelinitWords(to: string[], { settings: { noWall, action } }: CommandLine): void {
  if (noWall) to.push("--no-wall");
  for (const [runlevel, meant] of telinitActions) {
    if (meant !== action) continue;
    to.push(runlevel);
    return;
  }
}

function addRunlevelWords(to: string[], { remaining }: CommandLine): void {
  addAll(to, remaining);
}

const writers: Readonly<Record<Personality, (to: string[], line: CommandLine) => void>> = {
  systemctl: addSystemctlWords,
  halt: addHaltWords,
  poweroff: addHaltWords,
  reboot: addHaltWords,
  shutdown: addShutdownWords,
  telinit: addTelinitWords,
  runlevel: addRunlevelWords,
};

/** The words of a command line that comes to the same; whether it does is for the caller to see. */
export function writeWords(line: CommandLine): string[] {
  const { outcome } = line;
  const words = [line.program];
  writers[line.personality](words, line);
  if (outcome.kind === SHOWS) words.push(shownBy[outcome.shown]);
  return words;
}
