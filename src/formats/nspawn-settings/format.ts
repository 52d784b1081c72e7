import { formatIniSections, type IniAssignment, type IniSection } from "../../ini/document.js";
import type { CustomMount, CustomMountType } from "../../nspawn/custom-mounts.js";
import { EVERY_CAPABILITY, type InterfacePair, type NspawnSettings } from "../../nspawn/settings.js";
import { capabilityNumbers } from "../../text/capabilities.js";
import { INT64_MAX } from "../../text/numbers.js";
import { formatLimit, RLIM_INFINITY, type Rlimit, type RlimitResource } from "../../text/rlimit.js";
import { formatSignal } from "../../text/signal.js";
import { USEC_INFINITY } from "../../time/usec.js";
import { pairPrefixes, ZONE_PREFIX } from "./tables.js";

/** Assignments of one section, written in order. */
class SectionWriter {
  readonly assignments: IniAssignment[] = [];

  put(key: string, value: string): void {
    this.assignments.push({ key, value });
  }

  /** Writes a value as it stands; `null` is no opinion, which needs no line. */
  text(key: string, value: string | null): void {
    if (value !== null) this.put(key, value);
  }

  flag(key: string, value: boolean | null): void {
    if (value !== null) this.put(key, value ? "yes" : "no");
  }
}

const NEEDS_QUOTES = /[ \t"']/;
const QUOTED_RUN = /"+|[^"]+/g;

/** A word that quotes and white space may be in: runs of double quotes go into single quotes, all else into double ones. */
function quoteWord(word: string): string {
  if (word === "") return '""';
  if (!NEEDS_QUOTES.test(word)) return word;
  return word.replace(QUOTED_RUN, (run) => (run.startsWith('"') ? `'${run}'` : `"${run}"`));
}

const WORD_SPECIALS = /[\\ \t]/g;
const PATH_SPECIALS = /[\\:]/g;

/** One word where there are no quotes. */
const escapeWord = (word: string): string =>
  word.includes("\\") || word.includes(" ") || word.includes("\t") ? word.replace(WORD_SPECIALS, "\\$&") : word;
/** One of several paths or names that colons join. */
const escapePath = (path: string): string =>
  path.includes("\\") || path.includes(":") ? path.replace(PATH_SPECIALS, "\\$&") : path;

const END_BLANK = /[ \t]$/;

function capabilityText(mask: bigint): string {
  if (mask === EVERY_CAPABILITY) return "all";
  return capabilityNumbers(mask).join(" ");
}

/** The resource whose limit is a time span in seconds. */
const CPU_TIME: RlimitResource = "CPU";
/** The resource whose limit is a time span in microseconds. */
const REAL_TIME: RlimitResource = "RTTIME";
const USEC_PER_SECOND = 1_000_000n;

/** A single number of a time span is signed and has 64 bits: more microseconds than that are written as two numbers. */
function microsecondsText(limit: bigint): string {
  if (limit === RLIM_INFINITY || limit <= INT64_MAX) return formatLimit(limit);
  return `${INT64_MAX}us ${limit - INT64_MAX}us`;
}

/** Seconds that overflow as a time span are written as the microseconds that round up to them. */
function secondsText(limit: bigint): string {
  const overflows = limit !== RLIM_INFINITY && limit >= USEC_INFINITY / USEC_PER_SECOND;
  return overflows ? microsecondsText((limit - 1n) * USEC_PER_SECOND + 1n) : formatLimit(limit);
}

/** A limit that reads back. */
function rformatLimit(resource: RlimitResource, { soft, hard }: Rlimit): string {
  const write = resource === CPU_TIME ? secondsText : resource === REAL_TIME ? microsecondsText : formatLimit;
  return soft === hard ? write(soft) : `${write(soft)}:${write(hard)}`;
}

/** System calls of a list. A word that white space ends cannot end a line, so it shares one with the words behind it. */
function putSystemCalls(section: SectionWriter, words: readonly string[], prefix: string): void {
  let line = "";
  for (const word of words) {
    const first = line === "" && prefix === "" && word.startsWith("~") ? "\\" : "";
    line += `${line === "" ? prefix : " "}${first}${escapeWord(word)}`;
    if (END_BLANK.test(word)) continue;
    section.put("SystemCallFilter", line);
    line = "";
  }
  section.text("SystemCallFilter", line === "" ? null : line);
}

function putStart(section: SectionWriter, { startMode }: NspawnSettings): void {
  if (startMode === "pid2") section.put("ProcessTwo", "yes");
  else if (startMode !== null) section.flag("Boot", startMode === "boot");
}

function putPivotRoot(section: SectionWriter, { pivotRootNew, pivotRootOld }: NspawnSettings): void {
  if (pivotRootNew === null) return;
  const path = escapePath(pivotRootNew);
  section.put("PivotRoot", pivotRootOld === null && !END_BLANK.test(path) ? path : `${path}:${pivotRootOld ?? ""}`);
}

/** The mode alone follows from the ownership, see `parse`; then there is no range either. */
function putPrivateUsers(section: SectionWriter, settings: NspawnSettings): void {
  const { userNamespaceMode: mode, uidShift, uidRange } = settings;
  if (mode === null || (mode === "no" && uidRange === null)) return;
  if (mode !== "fixed") section.put("PrivateUsers", mode);
  else section.put("PrivateUsers", uidShift === null ? "yes" : `${uidShift}:${uidRange}`);
}

/** A score that an empty assignment unset is still there. */
function putOomScore(section: SectionWriter, { oomScoreAdjust, oomScoreAdjustSet }: NspawnSettings): void {
  if (oomScoreAdjust !== 0 || oomScoreAdjustSet) section.put("OOMScoreAdjust", String(oomScoreAdjust));
  if (oomScoreAdjust !== 0 && !oomScoreAdjustSet) section.put("OOMScoreAdjust", "");
}

/** What a set without members is read from: a range that ends before it starts. */
const NO_CPU = "1-0";

function execSection(settings: NspawnSettings): IniAssignment[] {
  const section = new SectionWriter();
  putStart(section, settings);
  section.flag("Ephemeral", settings.ephemeral);
  for (const word of settings.parameters) section.put("Parameters", quoteWord(word));
  for (const word of settings.environment) section.put("Environment", quoteWord(word));
  section.text("User", settings.user);
  if (settings.capability !== 0n) section.put("Capability", capabilityText(settings.capability));
  if (settings.ambientCapability !== 0n) section.put("AmbientCapability", capabilityText(settings.ambientCapability));
  if (settings.dropCapability !== 0n) section.put("DropCapability", capabilityText(settings.dropCapability));
  if (settings.killSignal !== null) section.put("KillSignal", formatSignal(settings.killSignal));
  section.text("Personality", settings.personality);
  section.text("MachineID", settings.machineId);
  const { workingDirectory } = settings;
  section.text("WorkingDirectory", workingDirectory?.replace(END_BLANK, "$&/") ?? null);
  putPivotRoot(section, settings);
  putPrivateUsers(section, settings);
  section.flag("NotifyReady", settings.notifyReady);
  putSystemCalls(section, settings.systemCallAllowList, "");
  putSystemCalls(section, settings.systemCallDenyList, "~");
  for (const [resource, limit] of settings.resourceLimits) {
    section.put(`Limit${resource}`, rformatLimit(resource, limit));
  }
  section.text("Hostname", settings.hostname);
  section.flag("NoNewPrivileges", settings.noNewPrivileges);
  putOomScore(section, settings);
  if (settings.cpuSet !== null) section.put("CPUAffinity", settings.cpuSet.toString() || NO_CPU);
  section.text("ResolvConf", settings.resolvConf);
  const { linkJournal, linkJournalTry } = settings;
  if (linkJournal !== null) section.put("LinkJournal", linkJournalTry ? `try-${linkJournal}` : linkJournal);
  section.text("Timezone", settings.timezone);
  section.flag("SuppressSync", settings.suppressSync);
  return section.assignments;
}

function putBind(section: SectionWriter, { readOnly, source, destination, options }: CustomMount): void {
  const paths = `${escapePath(source ?? "")}:${escapePath(destination)}`;
  const isPlain = options === null && !END_BLANK.test(destination);
  section.put(readOnly ? "BindReadOnly" : "Bind", isPlain ? paths : `${paths}:${options ?? ""}`);
}

function putOverlay(section: SectionWriter, { readOnly, lower, source, destination }: CustomMount): void {
  const paths = [...(lower ?? []), source ?? "", destination].map(escapePath);
  section.put(readOnly ? "OverlayReadOnly" : "Overlay", paths.join(":"));
}

function putTmpfs(section: SectionWriter, { destination, options }: CustomMount): void {
  section.put("TemporaryFileSystem", `${escapePath(destination)}:${options ?? ""}`);
}

function putInaccessible(section: SectionWriter, { destination }: CustomMount): void {
  section.put("Inaccessible", destination);
}

/** How mounts of each type are written; others cannot be. */
const mountWriters: ReadonlyMap<CustomMountType, (section: SectionWriter, mount: CustomMount) => void> = new Map([
  ["bind", putBind],
  ["tmpfs", putTmpfs],
  ["overlay", putOverlay],
  ["inaccessible", putInaccessible],
]);

function putMount(section: SectionWriter, mount: CustomMount): void {
  const write = mountWriters.get(mount.type);
  if (write === undefined || mount.graceful || mount.inUserNamespace || mount.workDir !== null) {
    throw new TypeError(`.nspawn files cannot describe the mount of ${mount.destination}`);
  }
  write(section, mount);
}

function filesSection(settings: NspawnSettings): IniAssignment[] {
  const section = new SectionWriter();
  section.flag("ReadOnly", settings.readOnly);
  section.text("Volatile", settings.volatileMode);
  for (const mount of settings.customMounts) putMount(section, mount);
  section.text("PrivateUsersOwnership", settings.userNamespaceOwnership);
  for (const user of settings.bindUser) section.put("BindUser", user);
  return section.assignments;
}

/** Interfaces, one a line; the inside name is left out where it follows from the other one, which may make it too long to be given. */
function putPairs(section: SectionWriter, key: keyof typeof pairPrefixes, pairs: readonly InterfacePair[]): void {
  for (const [outside, inside] of pairs) {
    const name = escapePath(outside);
    section.put(key, escapeWord(inside === pairPrefixes[key] + outside ? name : `${name}:${inside}`));
  }
}

function networkSection(settings: NspawnSettings): IniAssignment[] {
  const section = new SectionWriter();
  section.flag("Private", settings.privateNetwork);
  putPairs(section, "Interface", settings.networkInterfaces);
  putPairs(section, "MACVLAN", settings.networkMacvlan);
  putPairs(section, "IPVLAN", settings.networkIpvlan);
  section.flag("VirtualEthernet", settings.networkVeth);
  for (const pair of settings.networkVethExtra) section.put("VirtualEthernetExtra", pair.map(escapePath).join(":"));
  section.text("Bridge", settings.networkBridge);
  section.text("Zone", settings.networkZone?.slice(ZONE_PREFIX.length) ?? null);
  for (const { protocol, hostPort, containerPort } of settings.exposePorts.values()) {
    section.put("Port", `${protocol}:${hostPort}:${containerPort}`);
  }
  return section.assignments;
}

/**
 * The sections of a .nspawn file that says what settings say; empty ones are left out. Throws as
 * {@link formatNspawnSettings} does for mounts.
 */
export function nspawnFileSections(settings: NspawnSettings): IniSection[] {
  const sections = [
    { name: "Exec", assignments: execSection(settings) },
    { name: "Files", assignments: filesSection(settings) },
    { name: "Network", assignments: networkSection(settings) },
  ];
  return sections.filter(({ assignments }) => assignments.length > 0);
}

/**
 * Writes settings as a .nspawn file. What `parseNspawnSettings` gave is read back to the same settings.
 *
 * Throws `TypeError` for what no .nspawn file can hold: line breaks, white space at the end of some values, mounts of
 * other file system types.
 *
 * ```ts
 * const settings = new NspawnSettings();
 * settings.startMode = "boot";
 * formatNspawnSettings(settings); // the bytes of "[Exec]\nBoot=yes\n"
 * ```
 */
export const formatNspawnSettings = (settings: NspawnSettings): Uint8Array =>
  formatIniSections(nspawnFileSections(settings));
