import type { Bindings } from "../../directives/assignment.js";
import { extendCpuSet } from "../../directives/cpu-set.js";
import { personality, resolvConfModeNspawn, timezoneMode } from "../../directives/enums.js";
import { hostname } from "../../directives/net-values.js";
import { enumeration, resourceLimit, signal, string, strv, tristate } from "../../directives/values.js";
import { parseId128 } from "../../journal/id128.js";
import {
  EVERY_CAPABILITY,
  type LinkJournal,
  type NspawnSettings,
  USER_NAMESPACE_RANGE,
} from "../../nspawn/settings.js";
import { parseCapability } from "../../text/capabilities.js";
import { Extract, WordReader } from "../../text/extract-word.js";
import { isErrno, parseBoolean, parseOomScoreAdjust, parseUid, safeAtou32, UINT32_MAX } from "../../text/numbers.js";
import { checkPath, isPathAbsolute, isPathNormalized, PathCheck } from "../../text/path.js";
import { rlimitResources } from "../../text/rlimit.js";
import type { NspawnAssignment, NspawnBinding } from "./assignment.js";

/** `Boot=` and `ProcessTwo=`, which exclude each other: "yes" chooses `mode`. Origin: config_parse_boot(), config_parse_pid2() at 257. */
function startMode(mode: "boot" | "pid2"): NspawnBinding {
  const other = mode === "boot" ? "pid2" : "boot";
  return (settings, value, at) => {
    const flag = parseBoolean(value);
    if (flag === null) return at.warn("value.not-boolean", value);
    if (settings.startMode === (flag ? other : mode)) return at.warn("nspawn-settings.conflicting-start", value);
    if (flag) settings.startMode = mode;
    else settings.startMode ??= "pid1";
    return undefined;
  };
}

/** `all`, or capabilities by name or number, added to those of earlier assignments. Origin: config_parse_capability() at 257. */
function capabilities(field: "capability" | "dropCapability" | "ambientCapability"): NspawnBinding {
  return (settings, value, at) => {
    const words = new WordReader(value);
    let mask = 0n;
    for (let word = words.next(); word !== null; word = words.next()) {
      const capability = word === "all" ? null : parseCapability(word);
      if (capability === null) mask = EVERY_CAPABILITY;
      else if (capability < 0) at.warn("nspawn-settings.unknown-capability", word);
      else mask |= 1n << BigInt(capability);
    }
    if (words.failed) return at.warn("value.bad-syntax", value);
    settings[field] |= mask;
    return undefined;
  };
}

const NULL_ID = /^0+$/;

/** Origin: config_parse_id128() at 257. */
const machineId: NspawnBinding = (settings, value, at) => {
  const id = parseId128(value);
  if (id === null) return at.warn("nspawn-settings.not-id", value);
  if (NULL_ID.test(id)) return at.warn("nspawn-settings.null-id", value);
  settings.machineId = id;
  return undefined;
};

/** Origin: config_parse_path() at 257. */
const workingDirectory: NspawnBinding = (settings, value, at) => {
  if (value === "") {
    settings.workingDirectory = null;
    return undefined;
  }
  const checked = checkPath(value, PathCheck.ABSOLUTE);
  if ("problem" in checked) return at.warn(`nspawn-settings.path-${checked.problem}`, value);
  settings.workingDirectory = checked.path;
  return undefined;
};

const isRoot = (path: string): boolean => isPathAbsolute(path) && isPathNormalized(path);

/** `new` or `new:old`, absolute paths without `.`, `..` and doubled slashes. Origin: pivot_root_parse() at 257. */
const pivotRoot: NspawnBinding = (settings, value, at) => {
  const words = new WordReader(value);
  const newRoot = words.next(":", Extract.DONT_COALESCE_SEPARATORS);
  const oldRoot = words.restIsEmpty ? null : words.rest;
  if (newRoot === null || !isRoot(newRoot) || (oldRoot !== null && !isRoot(oldRoot))) {
    return at.warn("nspawn-settings.bad-pivot-root", value);
  }
  settings.pivotRootNew = newRoot;
  settings.pivotRootOld = oldRoot;
  return undefined;
};

/** `first` or `first:number`: an explicit range of user ids; `undefined` after a report. Origin: config_parse_private_users() at 257. */
function parseUidRange(value: string, at: NspawnAssignment): readonly [shift: number, range: number] | undefined {
  const colon = value.indexOf(":");
  const range = colon < 0 ? USER_NAMESPACE_RANGE : safeAtou32(value.slice(colon + 1));
  if (isErrno(range)) return at.warn("nspawn-settings.not-uid-range", value);
  const shift = parseUid(colon < 0 ? value : value.slice(0, colon));
  if (typeof shift === "string") return at.warn("nspawn-settings.not-uid-shift", value);
  if (range === 0 || shift > UINT32_MAX - range) return at.warn("nspawn-settings.empty-uid-range", value);
  return [shift, range];
}

/** A boolean, `pick`, `identity`, or a range. Origin: config_parse_private_users() at 257. */
const privateUsers: NspawnBinding = (settings, value, at) => {
  const flag = parseBoolean(value);
  let shift: number | null = null;
  let range = USER_NAMESPACE_RANGE;
  if (value === "identity") shift = 0;
  else if (flag === null && value !== "pick") {
    const explicit = parseUidRange(value, at);
    if (explicit === undefined) return undefined;
    [shift, range] = explicit;
  }
  settings.userNamespaceMode = value === "pick" ? "pick" : flag === false ? "no" : "fixed";
  settings.uidShift = shift;
  settings.uidRange = range;
  return undefined;
};

/** System calls and groups, allowed or, after `~`, forbidden; kept as written. Origin: config_parse_syscall_filter() at 257. */
const systemCallFilter: NspawnBinding = (settings, value, at) => {
  const negative = value.startsWith("~");
  const list = negative ? settings.systemCallDenyList : settings.systemCallAllowList;
  const words = new WordReader(value, negative ? 1 : 0);
  for (let word = words.next(); word !== null; word = words.next()) list.push(word);
  return words.failed ? at.warn("value.bad-syntax", value) : undefined;
};

/** A score; an empty value unsets it. Origin: config_parse_oom_score_adjust() at 257. */
const oomScoreAdjust: NspawnBinding = (settings, value, at) => {
  if (value === "") {
    settings.oomScoreAdjustSet = false;
    return undefined;
  }
  const score = parseOomScoreAdjust(value);
  if (isErrno(score)) {
    return at.warn(score === "ERANGE" ? "nspawn-settings.oom-score-range" : "value.not-integer", value);
  }
  settings.oomScoreAdjust = score;
  settings.oomScoreAdjustSet = true;
  return undefined;
};

/** CPU numbers, added to those of earlier assignments; a bad one ends the file. Origin: config_parse_cpu_affinity() at 257. */
const cpuAffinity: NspawnBinding = (settings, value, at) => {
  const set = extendCpuSet(settings.cpuSet, value, at);
  if (typeof set === "string") return set;
  settings.cpuSet = set;
  return undefined;
};

const linkJournalModes: ReadonlyMap<string, readonly [mode: LinkJournal, mayFail: boolean]> = new Map([
  ["auto", ["auto", false]],
  ["guest", ["guest", false]],
  ["host", ["host", false]],
  ["try-guest", ["guest", true]],
  ["try-host", ["host", true]],
]);

/** A mode; a boolean chooses between `auto` and `no`. Origin: parse_link_journal() at 257. */
const linkJournal: NspawnBinding = (settings, value, at) => {
  const flag = parseBoolean(value);
  const chosen = flag === null ? linkJournalModes.get(value) : ([flag ? "auto" : "no", false] as const);
  if (chosen === undefined) return at.warn("value.unknown-keyword", value);
  [settings.linkJournal, settings.linkJournalTry] = chosen;
  return undefined;
};

/** Directives of [Exec]. */
export const execBindings: Bindings<NspawnSettings, NspawnAssignment> = {
  Boot: startMode("boot"),
  Ephemeral: tristate("ephemeral"),
  ProcessTwo: startMode("pid2"),
  Parameters: strv("parameters"),
  Environment: strv("environment"),
  User: string("user", { safe: true }),
  Capability: capabilities("capability"),
  AmbientCapability: capabilities("ambientCapability"),
  DropCapability: capabilities("dropCapability"),
  KillSignal: signal("killSignal"),
  Personality: enumeration("personality", personality, { empty: null }),
  MachineID: machineId,
  WorkingDirectory: workingDirectory,
  PivotRoot: pivotRoot,
  PrivateUsers: privateUsers,
  NotifyReady: tristate("notifyReady"),
  SystemCallFilter: systemCallFilter,
  ...Object.fromEntries(
    rlimitResources.map((resource) => [`Limit${resource}`, resourceLimit<NspawnSettings>("resourceLimits", resource)]),
  ),
  Hostname: hostname("hostname"),
  NoNewPrivileges: tristate("noNewPrivileges"),
  OOMScoreAdjust: oomScoreAdjust,
  CPUAffinity: cpuAffinity,
  ResolvConf: enumeration("resolvConf", resolvConfModeNspawn, { yes: "auto" }),
  LinkJournal: linkJournal,
  Timezone: enumeration("timezone", timezoneMode, { yes: "auto" }),
  SuppressSync: tristate("suppressSync"),
};
