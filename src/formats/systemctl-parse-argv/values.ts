import { Severity } from "../../core/diagnostics.js";
import { ImagePolicyFailure, parseImagePolicy } from "../../directives/image-policy.js";
import { parseBoolean, parseTristate } from "../../text/booleans.js";
import type { EnumTable } from "../../text/enum-table.js";
import { WordReader } from "../../text/extract-word.js";
import { INT32_MAX, isErrno, type Parsed, safeAtoi, safeAtou } from "../../text/integers.js";
import { isUserGroupNameValid } from "../../text/names.js";
import { isFilenameValid, isPathAbsolute, pathSimplify } from "../../text/path.js";
import { parseSignal } from "../../text/signal.js";
import { parseSec } from "../../time/timespan.js";
import { parseTimestamp } from "../../time/timestamp.js";
import { isTimestampSet } from "../../time/timestamp-format.js";
import { USEC_PER_YEAR } from "../../time/usec.js";
import { imagePolicyCodes } from "./diagnostics.js";
import type { Shown } from "./lists.js";
import { ACT, type Option, type Outcome, type Reading, show } from "./reading.js";
import { AUTO, type Settings } from "./settings.js";

const HELP = "help";
/** What a tristate comes to; the third value is 0 for no. */
const OPEN = -1;
const YES = 1;
const SEPARATORS = ",";

/** Adds a word to a list of the settings; there is no list before the first. */
export function append(
  settings: Settings,
  field: "types" | "states" | "properties" | "wall" | "cleanWhat",
  word: string,
): void {
  settings[field] ??= [];
  settings[field].push(word);
}

/** An option with an argument. */
export const option = (name: string | null, letter: string | null, apply: Option["apply"]): Option => ({
  name,
  letter,
  argument: "required",
  apply,
});

/** An option whose argument is taken as it is. */
export const text = (name: string, letter: string | null, set: (settings: Settings, value: string) => void): Option =>
  option(name, letter, ({ settings }, value) => {
    set(settings, value);
    return undefined;
  });

/** Appends the words of a list with commas, a backslash before a character that is meant as it is; `take` may end the reading. */
export function readList(
  reading: Reading,
  name: string,
  value: string,
  take: (word: string) => Outcome | undefined,
): Outcome | undefined {
  const words = new WordReader(value);
  for (let word = words.next(SEPARATORS); word !== null; word = words.next(SEPARATORS)) {
    const end = take(word);
    if (end !== undefined) return end;
  }
  return words.failed ? reading.refuse("EINVAL", "systemctl-parse-argv.bad-list", { option: name, value }) : undefined;
}

/** A list that must not be empty; the word `help` shows what can be in it. */
export const list = (
  name: string,
  letter: string | null,
  shown: Shown,
  take: (reading: Reading, word: string) => Outcome | undefined,
): Option =>
  option(name, letter, (reading, value) => {
    if (value === "") return reading.refuse("EINVAL", "systemctl-parse-argv.no-arguments", { option: name });
    return readList(reading, name, value, (word) => (word === HELP ? show(shown) : take(reading, word)));
  });

/** A boolean word. */
export const boolean = (name: string, set: (settings: Settings, value: boolean) => void): Option =>
  option(name, null, (reading, value) => {
    const word = parseBoolean(value);
    if (word === null) return reading.refuse("EINVAL", "systemctl-parse-argv.bad-boolean", { option: name, value });
    set(reading.settings, word);
    return undefined;
  });

/** A boolean word, or `third` or nothing to leave the setting open. */
export const tristate = (
  name: string,
  third: string,
  set: (settings: Settings, value: boolean | null) => void,
): Option =>
  option(name, null, (reading, value) => {
    const state = parseTristate(value, third);
    if (state === null) return reading.refuse("EINVAL", "systemctl-parse-argv.bad-boolean", { option: name, value });
    set(reading.settings, state === OPEN ? null : state === YES);
    return undefined;
  });

/** A word of a table; a word that is none leaves `null` behind. The word `help` shows the table. */
export const word = <Word extends string>(
  name: string,
  letter: string | null,
  shown: Shown,
  table: EnumTable<Word>,
  set: (settings: Settings, value: Word | null) => void,
  spellings: ReadonlyMap<string, Word> = new Map(),
): Option =>
  option(name, letter, (reading, value) => {
    if (value === HELP) return show(shown);
    const known = table.parse(value) ?? spellings.get(value) ?? null;
    set(reading.settings, known);
    if (known !== null) return undefined;
    return reading.refuse("EINVAL", "systemctl-parse-argv.unknown-word", { option: name, value });
  });

/** A path, made absolute from the root directory; an empty one is none. Origin: parse_path_argument() at 257. */
export const path = (name: string, set: (settings: Settings, value: string | null) => void): Option =>
  text(name, null, (settings, value) => {
    set(settings, value === "" ? null : pathSimplify(isPathAbsolute(value) ? value : `/${value}`));
  });

/** A file name that makes a strict user name with `c-` before it. Origin: capsule_name_is_valid() at 257. */
const isCapsuleName = (name: string): boolean => isFilenameValid(name) && isUserGroupNameValid(`c-${name}`);

export function applyCapsule(reading: Reading, value: string): Outcome | undefined {
  if (!isCapsuleName(value)) return reading.refuse("EINVAL", "systemctl-parse-argv.bad-capsule", { value });
  reading.settings.peer = { transport: "capsule", name: value };
  reading.settings.runtimeScope = "user";
  return undefined;
}

export function applyImagePolicy(reading: Reading, value: string): Outcome | undefined {
  const policy = parseImagePolicy(value);
  if (!(policy instanceof ImagePolicyFailure)) {
    reading.settings.imagePolicy = policy;
    return undefined;
  }
  const { fault, errno, part } = policy;
  const detail =
    fault === "bad-flags" ? "systemctl-parse-argv.image-policy-flags" : "systemctl-parse-argv.image-policy-part";
  if (fault !== "malformed") reading.report(detail, Severity.debug, { value: part });
  return reading.refuse(errno, imagePolicyCodes[errno], { value });
}

/** An unsigned number that fits an int, or else a signed one. */
function killValue(value: string): Parsed {
  const unsigned = safeAtou(value);
  if (isErrno(unsigned)) return safeAtoi(value);
  return unsigned > INT32_MAX ? "ERANGE" : unsigned;
}

/** An empty value takes back an earlier one and ends the program; a bad one ends it without a report. */
export function applyKillValue({ settings }: Reading, value: string): Outcome | undefined {
  if (value === "") {
    settings.killValueSet = false;
    return show("nothing");
  }
  const number = killValue(value);
  if (isErrno(number)) return { kind: "refused", errno: number };
  settings.killValue = number;
  settings.killValueSet = true;
  return undefined;
}

export function applySignal(reading: Reading, value: string): Outcome | undefined {
  if (value === HELP) return show("signals");
  if (value === "list") return show("signal-table");
  const signal = parseSignal(value);
  if (isErrno(signal)) return reading.refuse(signal, "systemctl-parse-argv.bad-signal", { value });
  reading.settings.signal = signal;
  return undefined;
}

export function applyLines(reading: Reading, value: string): Outcome | undefined {
  const lines = safeAtou(value);
  if (isErrno(lines)) return reading.refuse("EINVAL", "systemctl-parse-argv.bad-number", { option: "lines", value });
  reading.settings.lines = lines;
  return undefined;
}

export function applyBootLoaderMenu(reading: Reading, value: string): Outcome | undefined {
  const usec = parseSec(value);
  if (isErrno(usec)) {
    return reading.refuse(usec, "systemctl-parse-argv.bad-time-span", { option: "boot-loader-menu", value });
  }
  reading.settings.bootLoaderMenu = usec;
  return undefined;
}

export function applyBootLoaderEntry({ settings }: Reading, value: string): Outcome | undefined {
  if (value === HELP) return show("boot-loader-entries");
  settings.bootLoaderEntry = value === "" ? null : value;
  return undefined;
}

/** A time, a day and a year later than any: what a timestamp without them gets from the clock differs there. */
const ANOTHER_TIME = BigInt(USEC_PER_YEAR) + 123_456_789_123n;

/** `show` and `cancel` (or nothing) are actions of their own, and end the reading. */
export function applyWhen(reading: Reading, value: string): Outcome | undefined {
  const { settings, now } = reading;
  if (value === "show" || value === "cancel" || value === "") {
    settings.action = value === "show" ? "systemctl-show-shutdown" : "cancel-shutdown";
    return ACT;
  }
  if (value === "auto") {
    settings.when = AUTO;
    return undefined;
  }
  const usec = parseTimestamp(value, now, (zone) => {
    reading.report("systemctl-parse-argv.unknown-timezone", Severity.debug, { value: zone });
  });
  if (isErrno(usec)) {
    return reading.refuse(usec, "systemctl-parse-argv.bad-timestamp", { option: "when", value });
  }
  const isFixed = parseTimestamp(value, now + ANOTHER_TIME) === usec;
  settings.when = { usec, fromClock: isFixed ? null : value };
  return isTimestampSet(usec)
    ? undefined
    : reading.refuse("EINVAL", "systemctl-parse-argv.useless-timestamp", { value });
}

export function applyProperties(reading: Reading, value: string): Outcome | undefined {
  const { settings } = reading;
  if (value === "") settings.properties ??= [];
  const end = readList(reading, "property", value, (name) => {
    append(settings, "properties", name);
    return undefined;
  });
  if (end === undefined) settings.emptyProperties = true;
  return end;
}
