import type { Binding, Bindings } from "../../../directives/assignment.js";
import {
  personality,
  privatePids,
  privateTmp,
  privateUsers,
  procSubset,
  protectControlGroups,
  protectHome,
  protectProc,
  protectSystem,
} from "../../../directives/enums.js";
import { fileSystemGroups } from "../../../directives/file-systems.js";
import { bool, enumeration, enumParser, tristate } from "../../../directives/values.js";
import { addressFamilyNumbers } from "../../../net/protocol-names.js";
import { asciiUpper } from "../../../text/ascii-case.js";
import { NumberNames } from "../../../text/enum-table.js";
import { parseErrno } from "../../../text/errno.js";
import { Extract, WHITESPACE, WordReader } from "../../../text/extract-word.js";
import { parseBoolean } from "../../../text/numbers.js";
import type { UnitAssignment } from "../unit.js";
import { unitPath } from "../values.js";
import { namespaceFlags } from "./namespaces.js";
import type { ExecSettings } from "./settings.js";
import { SYSCALL_KILL, SystemCallSet } from "./system-call-set.js";

type ExecBinding = Binding<ExecSettings, UnitAssignment>;

/** A value that may start with `~`, which turns its meaning round. */
function splitInversion(value: string): { readonly invert: boolean; readonly list: string } {
  const invert = value.startsWith("~");
  return { invert, list: invert ? value.slice(1) : value };
}

/** `name` or `name:errno`; the error is `null` where none is given. `undefined` when it is malformed. */
function parseSystemCall(word: string): { readonly name: string; readonly error: number | null } | undefined {
  const colon = word.indexOf(":");
  if (colon < 0) return { name: word, error: null };
  if (colon === 0) return undefined;
  const text = word.slice(colon + 1);
  const error = text === "kill" ? SYSCALL_KILL : parseErrno(text);
  return typeof error === "string" ? undefined : { name: word.slice(0, colon), error };
}

/**
 * System calls and groups, a list of what is allowed or, after `~`, forbidden; later assignments add to it or take away.
 * In the filter, each may have an error number of its own; in the log, what looks like one is part of the name.
 * Origin: config_parse_syscall_filter(), config_parse_syscall_log() at 257.
 */
function systemCalls(field: "systemCallFilter" | "systemCallLog"): ExecBinding {
  const isFilter = field === "systemCallFilter";
  return (exec, value, at) => {
    if (value === "") {
      exec[field] = null;
      return undefined;
    }
    const { invert, list } = splitInversion(value);
    let calls = exec[field];
    if (calls === null) {
      calls = new SystemCallSet(!invert);
      exec[field] = calls;
      if (!invert && isFilter) calls.apply("@default", false);
    }
    const words = new WordReader(list);
    for (;;) {
      const word = words.next();
      if (words.failed) return at.warn("value.bad-syntax", value);
      if (word === null) return undefined;
      const call = isFilter ? parseSystemCall(word) : { name: word, error: null };
      if (call === undefined) at.warn("unit-file.bad-system-call", word);
      else if (!invert && call.error !== null) at.warn("unit-file.allowed-call-with-error", word);
      else if (!calls.apply(call.name, invert, call.error)) at.warn("unit-file.unknown-system-call-group", call.name);
    }
  };
}

/** Architectures that seccomp tells apart. Origin: seccomp_arch_from_string() at 257. */
export const seccompArchitectures = [
  "native",
  "x86",
  "x86-64",
  "x32",
  "arm",
  "arm64",
  "loongarch64",
  "mips",
  "mips64",
  "mips64-n32",
  "mips-le",
  "mips64-le",
  "mips64-le-n32",
  "parisc",
  "parisc64",
  "ppc",
  "ppc64",
  "ppc64-le",
  "riscv64",
  "s390",
  "s390x",
] as const;

const parseArchitecture = enumParser(seccompArchitectures);

/** Origin: config_parse_syscall_archs() at 257. */
const systemCallArchitectures: ExecBinding = (exec, value, at) => {
  if (value === "") {
    exec.systemCallArchitectures.clear();
    return undefined;
  }
  const words = new WordReader(value);
  for (;;) {
    const word = words.next(WHITESPACE, Extract.UNQUOTE);
    if (words.failed) return at.warn("value.bad-syntax", value);
    if (word === null) return undefined;
    const architecture = parseArchitecture(word);
    if (architecture === undefined) at.warn("unit-file.unknown-architecture", word);
    else exec.systemCallArchitectures.add(architecture);
  }
};

/** Origin: config_parse_syscall_errno() at 257. */
const systemCallErrorNumber: ExecBinding = (exec, value, at) => {
  const error = value === "" || value === "kill" ? SYSCALL_KILL : parseErrno(value);
  if (typeof error === "string" || error === 0) return at.warn("unit-file.bad-errno", value);
  exec.systemCallErrorNumber = error;
  return undefined;
};

/** A boolean, or namespaces that may be used, after `~` those that may not. Origin: config_parse_restrict_namespaces() at 257. */
const restrictNamespaces: ExecBinding = (exec, value, at) => {
  const all = value === "" ? false : parseBoolean(value);
  if (all !== null) {
    exec.restrictNamespaces = value === "" ? null : all ? 0 : namespaceFlags.ALL;
    return undefined;
  }
  const { invert, list } = splitInversion(value);
  const flags = namespaceFlags.parse(list);
  if (flags === null) return at.warn("unit-file.unknown-namespace", list);
  const before = exec.restrictNamespaces;
  if (before === null) exec.restrictNamespaces = invert ? ~flags & namespaceFlags.ALL : flags;
  else exec.restrictNamespaces = invert ? before & ~flags : before | flags;
  return undefined;
};

const addressFamilies = new NumberNames(addressFamilyNumbers);

/** `none`, or families (names in any case) that are allowed, after `~` forbidden. Origin: config_parse_address_families() at 257. */
const restrictAddressFamilies: ExecBinding = (exec, value, at) => {
  if (value === "" || value === "none") {
    exec.addressFamilies = null;
    exec.addressFamiliesAllowList = value === "none";
    return undefined;
  }
  const { invert, list } = splitInversion(value);
  if (exec.addressFamilies === null) {
    exec.addressFamilies = new Set();
    exec.addressFamiliesAllowList = !invert;
  }
  const words = new WordReader(list);
  for (;;) {
    const word = words.next(WHITESPACE, Extract.UNQUOTE);
    if (words.failed) return at.warn("value.bad-syntax", value);
    if (word === null) return undefined;
    const family = addressFamilies.numberOf(asciiUpper(word));
    if (family < 0) at.warn("unit-file.unknown-address-family", word);
    else if (invert !== exec.addressFamiliesAllowList) exec.addressFamilies.add(family);
    else exec.addressFamilies.delete(family);
  }
};

const fileSystems: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(fileSystemGroups));

const expandedFileSystems = new Map<string, readonly string[]>();

/** The members of a group of file systems, groups in groups included; `undefined` when there is no such group. */
function expandFileSystems(group: string): readonly string[] | undefined {
  const known = expandedFileSystems.get(group);
  if (known !== undefined) return known;
  const expanded = fileSystems.get(group)?.flatMap((name) => expandFileSystems(name) ?? name);
  if (expanded !== undefined) expandedFileSystems.set(group, expanded);
  return expanded;
}

/** File systems and groups that are allowed, after `~` forbidden. Origin: config_parse_restrict_filesystems() at 257. */
const restrictFileSystems: ExecBinding = (exec, value, at) => {
  if (value === "") {
    exec.fileSystems = null;
    exec.fileSystemsAllowList = false;
    return undefined;
  }
  const { invert, list } = splitInversion(value);
  if (exec.fileSystems === null) {
    exec.fileSystems = new Set();
    exec.fileSystemsAllowList = !invert;
  }
  const words = new WordReader(list);
  for (;;) {
    const word = words.next(WHITESPACE, Extract.UNQUOTE);
    if (words.failed) return at.warn("value.bad-syntax", value);
    if (word === null) return undefined;
    const names = word.startsWith("@") ? expandFileSystems(word) : [word];
    if (names === undefined) at.warn("unit-file.unknown-file-system-group", word);
    else if (invert !== exec.fileSystemsAllowList) for (const name of names) exec.fileSystems.add(name);
    else for (const name of names) exec.fileSystems.delete(name);
  }
};

const propagations = enumParser(["shared", "slave", "private"]);

/** Origin: config_parse_exec_mount_propagation_flag() at 257. */
const mountFlags: ExecBinding = (exec, value, at) => {
  const parsed = value === "" ? null : propagations(value);
  if (parsed === undefined) return at.warn("value.unknown-keyword", value);
  exec.mountFlags = parsed;
  return undefined;
};

/** Sandboxing and system call filters: systemd.exec(5). */
export const restrictionBindings: Bindings<ExecSettings, UnitAssignment> = {
  ProtectProc: enumeration("protectProc", protectProc),
  ProcSubset: enumeration("procSubset", procSubset),
  ProtectSystem: enumeration("protectSystem", protectSystem, { yes: "yes" }),
  ProtectHome: enumeration("protectHome", protectHome, { yes: "yes" }),
  ProtectHostname: bool("protectHostname"),
  ProtectKernelTunables: bool("protectKernelTunables"),
  ProtectKernelModules: bool("protectKernelModules"),
  ProtectKernelLogs: bool("protectKernelLogs"),
  ProtectClock: bool("protectClock"),
  ProtectControlGroups: enumeration("protectControlGroups", protectControlGroups, { yes: "yes" }),
  PrivateTmp: enumeration("privateTmp", privateTmp, { yes: "connected" }),
  PrivateDevices: bool("privateDevices"),
  PrivateNetwork: bool("privateNetwork"),
  PrivateUsers: enumeration("privateUsers", privateUsers, { yes: "self" }),
  PrivateMounts: tristate("privateMounts"),
  PrivateIPC: bool("privateIPC"),
  PrivatePIDs: enumeration("privatePIDs", privatePids, { yes: "yes" }),
  MountAPIVFS: tristate("mountAPIVFS"),
  BindLogSockets: tristate("bindLogSockets"),
  MountFlags: mountFlags,
  NetworkNamespacePath: unitPath("networkNamespacePath"),
  IPCNamespacePath: unitPath("ipcNamespacePath"),
  SystemCallFilter: systemCalls("systemCallFilter"),
  SystemCallLog: systemCalls("systemCallLog"),
  SystemCallArchitectures: systemCallArchitectures,
  SystemCallErrorNumber: systemCallErrorNumber,
  MemoryDenyWriteExecute: bool("memoryDenyWriteExecute"),
  RestrictNamespaces: restrictNamespaces,
  RestrictRealtime: bool("restrictRealtime"),
  RestrictSUIDSGID: bool("restrictSUIDSGID"),
  RestrictAddressFamilies: restrictAddressFamilies,
  RestrictFileSystems: restrictFileSystems,
  LockPersonality: bool("lockPersonality"),
  Personality: enumeration("personality", personality, { empty: null }),
};
