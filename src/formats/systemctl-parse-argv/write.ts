import { formatImagePolicy } from "../../directives/image-policy.js";
import { USEC_INFINITY } from "../../time/usec.js";
import type { Shown } from "./lists.js";
import { type CommandLine, initialSettings } from "./parse.js";
import { type Schedule, Settings } from "./settings.js";
import { isJsonMode, type Personality, telinitActions } from "./tables.js";

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

const yesNo = (value: boolean): string => (value ? "yes" : "no");
const joined = (words: readonly string[]): string => words.map((word) => word.replace(/[\\,]/g, "\\$&")).join(",");

function* setFlags(flags: Flags, settings: Settings): Generator<string> {
  for (const [option, isSet] of flags) if (isSet(settings)) yield option;
}

/** The order of dependencies: of options that exclude each other the last counts, but their other effects add up. */
function* dependencies({ dependency, jobsAfter, jobsBefore }: Settings): Generator<string> {
  if (jobsAfter && dependency !== "after") yield "--after";
  if (jobsBefore && dependency !== "before") yield "--before";
  if (dependency !== "forward") yield `--${dependency}`;
}

/** Whom to talk to; a capsule makes it a user's manager. */
function* peer({ peer: { transport, name }, runtimeScope }: Settings): Generator<string> {
  if (transport !== "local") yield `--${transport === "remote" ? "host" : transport}=${name}`;
  if (runtimeScope !== (transport === "capsule" ? "user" : "system")) yield `--${runtimeScope}`;
}

function* when({ usec, fromClock }: Schedule): Generator<string> {
  if (fromClock !== null) yield `--when=${fromClock}`;
  else if (usec !== 0n) yield usec === USEC_INFINITY ? "--when=auto" : `--when=@${usec}us`;
}

const systemctlDefaults = new Settings("systemctl");

function* systemctlOptions(settings: Settings): Generator<string> {
  yield* peer(settings);
  yield* setFlags(systemctlFlags, settings);
  for (const [option, field] of systemctlTexts) {
    if (settings[field] !== systemctlDefaults[field]) yield `${option}${settings[field]}`;
  }
  for (const [option, field] of systemctlLists) {
    const words = settings[field];
    if (words !== null) yield `${option}${joined(words)}`;
  }
  for (const message of settings.wall ?? []) yield `--message=${message}`;
  yield* dependencies(settings);
  if (settings.force > 0) yield `-${"f".repeat(settings.force)}`;
  if (settings.legend !== null) yield `--legend=${yesNo(settings.legend)}`;
  if (settings.checkInhibitors !== null) yield `--check-inhibitors=${yesNo(settings.checkInhibitors)}`;
  if (settings.killValueSet || settings.killValue !== 0) yield `--kill-value=${settings.killValue}`;
  if (settings.imagePolicy !== null) yield `--image-policy=${formatImagePolicy(settings.imagePolicy)}`;
  if (settings.bootLoaderMenu !== USEC_INFINITY) yield `--boot-loader-menu=${settings.bootLoaderMenu}us`;
  yield* when(settings.when);
}

/** Words that are no options, behind `--` where one of them looks like an option. */
function* plainWords(words: readonly string[]): Generator<string> {
  if (words.some((word) => word.startsWith("-"))) yield "--";
  yield* words;
}

function* systemctlWords({ settings, remaining }: CommandLine): Generator<string> {
  yield* systemctlOptions(settings);
  // These two end the reading: what is behind them is not looked at.
  if (settings.action === "cancel-shutdown") yield* ["--when=cancel", ...remaining];
  else if (settings.action === "systemctl-show-shutdown") yield* ["--when=show", ...remaining];
  else yield* plainWords(remaining);
}

const haltFlags: Flags = [
  ["--force", ({ force }) => force > 0],
  ["--wtmp-only", ({ dryRun }) => dryRun],
  ["--no-wtmp", ({ noWtmp }) => noWtmp],
  ["--no-sync", ({ noSync }) => noSync],
  ["--no-wall", ({ noWall }) => noWall],
];

function* haltWords({ settings, personality, remaining }: CommandLine): Generator<string> {
  const { action } = settings;
  if (action !== initialSettings(personality).action) {
    // A reboot does not become a power-off, but a halt does.
    if (personality === "reboot" && action === "poweroff") yield "--halt";
    yield `--${action}`;
  }
  yield* setFlags(haltFlags, settings);
  yield* plainWords(remaining);
}

const shutdownFlags: Flags = [
  ["--halt", ({ action }) => action === "halt"],
  ["--reboot", ({ action }) => action === "reboot"],
  ["--kexec", ({ action }) => action === "kexec"],
  ["--show", ({ action }) => action === "show-shutdown"],
  ["-c", ({ action }) => action === "cancel-shutdown"],
  ["-k", ({ dryRun }) => dryRun],
  ["--no-wall", ({ noWall }) => noWall],
];

function* shutdownWords({ settings, outcome }: CommandLine): Generator<string> {
  yield* setFlags(shutdownFlags, settings);
  if (outcome.kind !== "act") return;
  const { usec, fromClock } = settings.when;
  const time = usec === USEC_INFINITY && fromClock === null ? [] : [fromClock ?? "now"];
  yield* plainWords([...time, ...(settings.wall ?? [])]);
}

function* telinitWords({ settings: { noWall, action } }: CommandLine): Generator<string> {
  if (noWall) yield "--no-wall";
  for (const [runlevel, meant] of telinitActions) {
    if (meant !== action) continue;
    yield runlevel;
    return;
  }
}

function* runlevelWords({ remaining }: CommandLine): Generator<string> {
  yield* remaining;
}

const writers: Readonly<Record<Personality, (line: CommandLine) => Iterable<string>>> = {
  systemctl: systemctlWords,
  halt: haltWords,
  poweroff: haltWords,
  reboot: haltWords,
  shutdown: shutdownWords,
  telinit: telinitWords,
  runlevel: runlevelWords,
};

/** The words of a command line that comes to the same; whether it does is for the caller to see. */
export function writeWords(line: CommandLine): string[] {
  const { outcome } = line;
  const words = [line.program, ...writers[line.personality](line)];
  if (outcome.kind === "show") words.push(shownBy[outcome.shown]);
  return words;
}
