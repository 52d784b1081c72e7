import { Severity } from "../../core/diagnostics.js";
import { EnumTable } from "../../text/enum-table.js";
import { isUnitType } from "../../text/unit-name.js";
import {
  ACT,
  flag,
  type Option,
  type Outcome,
  optionTable,
  type Reading,
  type Result,
  readOptions,
  shows,
} from "./reading.js";
import {
  isJsonMode,
  loadStates,
  outputModes,
  presetModes,
  timestampStyleSpellings,
  timestampStyles,
} from "./tables.js";
import {
  append,
  applyBootLoaderEntry,
  applyBootLoaderMenu,
  applyCapsule,
  applyImagePolicy,
  applyKillValue,
  applyLines,
  applyProperties,
  applySignal,
  applyWhen,
  boolean,
  list,
  option,
  path,
  text,
  tristate,
  word,
} from "./values.js";

const loadStateTable = new EnumTable(loadStates);

/** A unit type; load states are taken too, and go where `--state=` puts them. */
function applyType(reading: Reading, type: string): Outcome | undefined {
  if (isUnitType(type)) append(reading.settings, "types", type);
  else if (loadStateTable.has(type)) append(reading.settings, "states", type);
  else {
    reading.report("systemctl-parse-argv.unknown-type", Severity.err, { value: type });
    reading.report("systemctl-parse-argv.unknown-type-hint", Severity.info);
    return { kind: "refused", errno: "EINVAL" };
  }
  return undefined;
}

/** A unit name that starts with a dash and a dot looks like an option. */
function refuseDot(reading: Reading, rest: string): Outcome {
  const { program } = reading;
  const end = reading.refuse("EINVAL", "systemctl-parse-argv.dot-option", { program });
  reading.report("systemctl-parse-argv.dot-option-hint", Severity.notice, { program, value: rest || "mount" });
  return end;
}

/** The options of systemctl(1), in the order in which its own table has them: reports about shortened names follow it. */
export const systemctlOptions: readonly Option[] = [
  shows("help", "h", "help"),
  shows("version", null, "version"),
  list("type", "t", "unit-types", applyType),
  option("property", "p", applyProperties),
  option(null, "P", (reading, value) => {
    reading.settings.onlyValues = true;
    return applyProperties(reading, value);
  }),
  flag("all", "a", (settings) => {
    settings.all = true;
    settings.emptyProperties = true;
  }),
  flag("reverse", null, (settings) => {
    settings.dependency = "reverse";
  }),
  flag("after", null, (settings) => {
    settings.dependency = "after";
    settings.jobsAfter = true;
  }),
  flag("before", null, (settings) => {
    settings.dependency = "before";
    settings.jobsBefore = true;
  }),
  flag("show-types", null, (settings) => {
    settings.showTypes = true;
  }),
  flag("failed", null, (settings) => append(settings, "states", "failed")),
  flag("full", "l", (settings) => {
    settings.full = true;
  }),
  text("job-mode", null, (settings, value) => {
    settings.jobMode = value;
  }),
  flag("fail", null, (settings) => {
    settings.jobMode = "fail";
  }),
  flag("irreversible", null, (settings) => {
    settings.jobMode = "replace-irreversibly";
  }),
  flag("ignore-dependencies", null, (settings) => {
    settings.jobMode = "ignore-dependencies";
  }),
  flag("ignore-inhibitors", "i", (settings) => {
    settings.checkInhibitors = false;
  }),
  tristate("check-inhibitors", "auto", (settings, value) => {
    settings.checkInhibitors = value;
  }),
  flag("value", null, (settings) => {
    settings.onlyValues = true;
  }),
  flag("user", null, (settings) => {
    settings.runtimeScope = "user";
  }),
  flag("system", null, (settings) => {
    settings.runtimeScope = "system";
  }),
  flag("global", null, (settings) => {
    settings.runtimeScope = "global";
  }),
  option("capsule", "C", applyCapsule),
  flag("wait", null, (settings) => {
    settings.wait = true;
  }),
  flag("no-block", null, (settings) => {
    settings.noBlock = true;
  }),
  boolean("legend", (settings, value) => {
    settings.legend = value;
  }),
  flag("no-legend", null, (settings) => {
    settings.legend = false;
  }),
  flag("no-pager", null, () => {}),
  flag("no-wall", null, (settings) => {
    settings.noWall = true;
  }),
  flag("dry-run", null, (settings) => {
    settings.dryRun = true;
  }),
  flag("quiet", "q", (settings) => {
    settings.quiet = true;
    settings.legend ??= false;
  }),
  flag("no-warn", null, (settings) => {
    settings.noWarn = true;
  }),
  path("root", (settings, value) => {
    settings.root = value;
  }),
  path("image", (settings, value) => {
    settings.image = value;
  }),
  option("image-policy", null, applyImagePolicy),
  flag("force", "f", (settings) => {
    settings.force++;
  }),
  flag("no-reload", null, (settings) => {
    settings.noReload = true;
  }),
  text("kill-whom", null, (settings, value) => {
    settings.killWhom = value;
  }),
  option("kill-value", null, applyKillValue),
  option("signal", "s", applySignal),
  flag("no-ask-password", null, (settings) => {
    settings.askPassword = false;
  }),
  text("host", "H", (settings, name) => {
    settings.peer = { transport: "remote", name };
  }),
  text("machine", "M", (settings, name) => {
    settings.peer = { transport: "machine", name };
  }),
  flag("runtime", null, (settings) => {
    settings.runtime = true;
  }),
  option("lines", "n", applyLines),
  word("output", "o", "output-modes", new EnumTable(outputModes), (settings, value) => {
    settings.output = value;
    if (value === null || !isJsonMode(value)) return;
    settings.legend = false;
    settings.plain = true;
  }),
  flag("plain", null, (settings) => {
    settings.plain = true;
  }),
  list("state", null, "states", ({ settings }, state) => {
    append(settings, "states", state);
    return undefined;
  }),
  flag("recursive", "r", (settings) => {
    settings.recursive = true;
  }),
  flag("with-dependencies", null, (settings) => {
    settings.withDependencies = true;
  }),
  word("preset-mode", null, "preset-modes", new EnumTable(presetModes), (settings, value) => {
    settings.presetMode = value;
  }),
  flag("firmware-setup", null, (settings) => {
    settings.firmwareSetup = true;
  }),
  option("boot-loader-menu", null, applyBootLoaderMenu),
  option("boot-loader-entry", null, applyBootLoaderEntry),
  flag("now", null, (settings) => {
    settings.now = true;
  }),
  text("message", null, (settings, value) => append(settings, "wall", value)),
  flag("show-transaction", "T", (settings) => {
    settings.showTransaction = true;
  }),
  list("what", null, "clean-resources", ({ settings }, resource) => {
    append(settings, "cleanWhat", resource);
    return undefined;
  }),
  text("reboot-argument", null, (settings, value) => {
    settings.rebootArgument = value;
  }),
  word(
    "timestamp",
    null,
    "timestamp-styles",
    new EnumTable(timestampStyles),
    (settings, value) => {
      settings.timestampStyle = value;
    },
    timestampStyleSpellings,
  ),
  flag("read-only", null, (settings) => {
    settings.readOnly = true;
  }),
  flag("mkdir", null, (settings) => {
    settings.mkdir = true;
  }),
  flag("marked", null, (settings) => {
    settings.marked = true;
  }),
  text("drop-in", null, (settings, value) => {
    settings.dropIn = value;
  }),
  option("when", null, applyWhen),
  flag("stdin", null, (settings) => {
    settings.stdin = true;
  }),
  { name: null, letter: ".", argument: "optional", apply: refuseDot },
];

const table = optionTable(systemctlOptions);

const VERB_OF_MARKED = "reload-or-restart";
const SYSTEM = "system";
const USER = "user";
const REMOTE = "remote";
const CAPSULE = "capsule";

/** What options and words do not allow together. */
function checkTogether(reading: Reading, remaining: readonly string[]): Outcome {
  const { settings } = reading;
  const { wait, marked } = settings;
  const [verb, unit] = remaining;
  const isVerbOfMarked = verb === VERB_OF_MARKED;
  const hasUnits = unit !== undefined;
  const refuse = reading.refuse.bind(reading, "EINVAL");
  const isOfSystem = settings.runtimeScope === SYSTEM;
  if (!isOfSystem) settings.askPassword = false;
  if (settings.peer.transport === REMOTE && !isOfSystem) {
    return refuse("systemctl-parse-argv.user-instance-of-host");
  }
  if (settings.peer.transport === CAPSULE && settings.runtimeScope !== USER) {
    return refuse("systemctl-parse-argv.system-instance-of-capsule");
  }
  if (wait && settings.noBlock) return refuse("systemctl-parse-argv.wait-without-blocking");
  if (marked) {
    if (!isVerbOfMarked) return refuse("systemctl-parse-argv.marked-without-verb");
    if (hasUnits) return refuse("systemctl-parse-argv.marked-with-units");
    if (wait) return refuse("systemctl-parse-argv.marked-and-waiting", { option: "wait" });
    if (settings.showTransaction)
      return refuse("systemctl-parse-argv.marked-and-waiting", { option: "show-transaction" });
  } else if (isVerbOfMarked && !hasUnits) return refuse("systemctl-parse-argv.no-units");
  if (settings.image !== null && settings.root !== null) return refuse("systemctl-parse-argv.root-and-image");
  return ACT;
}

/** Reads the command line of systemctl itself. */
export function readSystemctl(reading: Reading): Result {
  const words = readOptions(reading, table);
  if ("outcome" in words) return words;
  const outcome = checkTogether(reading, words);
  return { outcome, remaining: outcome === ACT ? words : [] };
}
