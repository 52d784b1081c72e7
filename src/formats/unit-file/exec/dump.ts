import { toBase64, toHex } from "../../../core/bytes.js";
import { execDirectoryType } from "../../../directives/enums.js";
import { formatCapabilitySet } from "../../../text/capabilities.js";
import { yesNo } from "../../../text/numbers.js";
import { rlimitResources } from "../../../text/rlimit.js";
import { formatLogFacility, formatLogLevel } from "../../../text/syslog.js";
import { formatTimespan } from "../../../time/timespan.js";
import { NSEC_INFINITY, USEC_PER_SEC } from "../../../time/usec.js";
import type { ImageMount } from "./mounts.js";
import { namespaceFlags } from "./namespaces.js";
import { formatIoClass, formatPolicy } from "./scheduling.js";
import type { ExecOutput, ExecSettings, OptionalLabel } from "./settings.js";
import { formatErrnoOrKill } from "./system-call-set.js";

const ACCURACY = BigInt(USEC_PER_SEC);

const orRoot = (path: string | null): string => path ?? "/";
const octal = (mode: number): string => mode.toString(8).padStart(4, "0");

/** Whether the unit sees /proc, /sys and /dev of its own: as said, else with a root of its own. Origin: exec_context_get_effective_mount_apivfs() at 257. */
const mountsApiVfs = (exec: ExecSettings): boolean =>
  exec.mountAPIVFS ?? (exec.rootImage !== null || (exec.rootDirectory !== null && exec.rootDirectory !== "/"));

/** Whether the sockets of the journal are bound into the unit. Origin: exec_context_get_effective_bind_log_sockets() at 257. */
const bindsLogSockets = (exec: ExecSettings): boolean =>
  exec.logNamespace !== null || (exec.bindLogSockets ?? mountsApiVfs(exec));

/** What the dump always says. */
function dumpBasics(exec: ExecSettings, out: string[]): void {
  out.push(
    `\tUMask: ${octal(exec.umask)}`,
    `\tWorkingDirectory: ${orRoot(exec.workingDirectory)}`,
    `\tRootDirectory: ${orRoot(exec.rootDirectory)}`,
    `\tRootEphemeral: ${yesNo(exec.rootEphemeral)}`,
    `\tNonBlocking: ${yesNo(exec.nonBlocking)}`,
    `\tPrivateTmp: ${exec.privateTmp}`,
    `\tPrivateDevices: ${yesNo(exec.privateDevices)}`,
    `\tProtectKernelTunables: ${yesNo(exec.protectKernelTunables)}`,
    `\tProtectKernelModules: ${yesNo(exec.protectKernelModules)}`,
    `\tProtectKernelLogs: ${yesNo(exec.protectKernelLogs)}`,
    `\tProtectClock: ${yesNo(exec.protectClock)}`,
    `\tProtectControlGroups: ${exec.protectControlGroups}`,
    `\tPrivateNetwork: ${yesNo(exec.privateNetwork)}`,
    `\tPrivateUsers: ${exec.privateUsers}`,
    `\tPrivatePIDs: ${exec.privatePIDs}`,
    `\tProtectHome: ${exec.protectHome}`,
    `\tProtectSystem: ${exec.protectSystem}`,
    `\tMountAPIVFS: ${yesNo(mountsApiVfs(exec))}`,
    `\tBindLogSockets: ${yesNo(bindsLogSockets(exec))}`,
    `\tIgnoreSIGPIPE: ${yesNo(exec.ignoreSIGPIPE)}`,
    `\tMemoryDenyWriteExecute: ${yesNo(exec.memoryDenyWriteExecute)}`,
    `\tRestrictRealtime: ${yesNo(exec.restrictRealtime)}`,
    `\tRestrictSUIDSGID: ${yesNo(exec.restrictSUIDSGID)}`,
    `\tKeyringMode: ${exec.keyringMode}`,
    `\tProtectHostname: ${yesNo(exec.protectHostname)}`,
    `\tProtectProc: ${exec.protectProc}`,
    `\tProcSubset: ${exec.procSubset}`,
  );
  if (exec.setLoginEnvironment !== null) out.push(`\tSetLoginEnvironment: ${yesNo(exec.setLoginEnvironment)}`);
}

function dumpRoot(exec: ExecSettings, out: string[]): void {
  if (exec.rootImage !== null) out.push(`\tRootImage: ${exec.rootImage}`);
  if (exec.rootImageOptions.length > 0) {
    let line = "\tRootImageOptions:";
    for (const { partition, options } of exec.rootImageOptions) if (options !== "") line += ` ${partition}:${options}`;
    out.push(line);
  }
  if (exec.rootHash !== null) out.push(`\tRootHash: ${toHex(exec.rootHash)}`);
  if (exec.rootHashPath !== null) out.push(`\tRootHash: ${exec.rootHashPath}`);
  if (exec.rootHashSignature !== null && exec.rootHashSignature.length > 0) {
    out.push(`\tRootHashSignature: base64:${toBase64(exec.rootHashSignature)}`);
  }
  if (exec.rootHashSignaturePath !== null) out.push(`\tRootHashSignature: ${exec.rootHashSignaturePath}`);
  if (exec.rootVerity !== null) out.push(`\tRootVerity: ${exec.rootVerity}`);
}

function dumpEnvironment(exec: ExecSettings, out: string[]): void {
  for (const [name, value] of exec.environment) out.push(`\tEnvironment: ${name}=${value}`);
  for (const path of exec.environmentFiles) out.push(`\tEnvironmentFile: ${path}`);
  for (const name of exec.passEnvironment) out.push(`\tPassEnvironment: ${name}`);
  for (const name of exec.unsetEnvironment) out.push(`\tUnsetEnvironment: ${name}`);
}

function dumpDirectories(exec: ExecSettings, out: string[]): void {
  out.push(`\tRuntimeDirectoryPreserve: ${exec.runtimeDirectoryPreserve}`);
  for (const type of execDirectoryType) {
    const directory = exec.directories[type];
    out.push(`\t${type}Mode: ${octal(directory.mode)}`);
    for (const [path, item] of directory.items) {
      out.push(`\t${type}: ${path}${item.readOnly ? " (ro)" : ""}`);
      for (const symlink of item.symlinks) out.push(`\t${type}Symlink: ${path}:${symlink}`);
    }
  }
  out.push(`\tTimeoutCleanSec: ${formatTimespan(exec.timeoutCleanUsec, ACCURACY)}`);
}

function dumpScheduling(exec: ExecSettings, out: string[]): void {
  if (exec.memoryKSM !== null) out.push(`\tMemoryKSM: ${yesNo(exec.memoryKSM)}`);
  if (exec.nice !== null) out.push(`\tNice: ${exec.nice}`);
  if (exec.oomScoreAdjust !== null) out.push(`\tOOMScoreAdjust: ${exec.oomScoreAdjust}`);
  if (exec.coredumpFilter !== null) out.push(`\tCoredumpFilter: 0x${exec.coredumpFilter.toString(16)}`);
  if (exec.resourceLimits.size > 0) {
    for (const resource of rlimitResources) {
      const limit = exec.resourceLimits.get(resource);
      if (limit !== undefined) out.push(`\tLimit${resource}: ${limit.hard}`, `\tLimit${resource}Soft: ${limit.soft}`);
    }
  }
  if (exec.ioSchedulingSet) {
    out.push(
      `\tIOSchedulingClass: ${formatIoClass(exec.ioSchedulingClass)}`,
      `\tIOPriority: ${exec.ioSchedulingPriority}`,
    );
  }
  if (exec.cpuSchedulingSet) {
    out.push(
      `\tCPUSchedulingPolicy: ${formatPolicy(exec.cpuSchedulingPolicy)}`,
      `\tCPUSchedulingPriority: ${exec.cpuSchedulingPriority}`,
      `\tCPUSchedulingResetOnFork: ${yesNo(exec.cpuSchedulingResetOnFork)}`,
    );
  }
  if (exec.cpuAffinity !== null) out.push(`\tCPUAffinity: ${exec.cpuAffinity}`);
  if (exec.numaPolicy !== null || exec.numaMask !== null) {
    out.push(`\tNUMAPolicy: ${exec.numaPolicy ?? "preferred"}`, `\tNUMAMask: ${exec.numaMask ?? ""}`);
  }
  if (exec.timerSlackNSec !== NSEC_INFINITY) out.push(`\tTimerSlackNSec: ${exec.timerSlackNSec}`);
}

const FILE_SUFFIXES = new Map<ExecOutput, string>([
  ["file", "File"],
  ["append", "FileToAppend"],
  ["truncate", "FileToTruncate"],
]);

function dumpOutputFile(stream: string, output: ExecOutput, path: string | null, out: string[]): void {
  const suffix = FILE_SUFFIXES.get(output);
  if (suffix !== undefined) out.push(`\t${stream}${suffix}: ${path ?? "(null)"}`);
}

/** Outputs that syslog's facility and level matter for. */
const loggedOutputs: ReadonlySet<ExecOutput> = new Set(["kmsg", "journal", "kmsg+console", "journal+console"]);

function dumpStreams(exec: ExecSettings, out: string[]): void {
  out.push(
    `\tStandardInput: ${exec.standardInput}`,
    `\tStandardOutput: ${exec.standardOutput}`,
    `\tStandardError: ${exec.standardError}`,
  );
  if (exec.standardInput === "fd")
    out.push(`\tStandardInputFileDescriptorName: ${exec.standardInputFdName ?? "stdin"}`);
  if (exec.standardOutput === "fd") {
    out.push(`\tStandardOutputFileDescriptorName: ${exec.standardOutputFdName ?? "stdout"}`);
  }
  if (exec.standardError === "fd") {
    out.push(`\tStandardErrorFileDescriptorName: ${exec.standardErrorFdName ?? "stderr"}`);
  }
  if (exec.standardInput === "file") out.push(`\tStandardInputFile: ${exec.standardInputFile ?? "(null)"}`);
  dumpOutputFile("StandardOutput", exec.standardOutput, exec.standardOutputFile, out);
  dumpOutputFile("StandardError", exec.standardError, exec.standardErrorFile, out);
  if (exec.ttyPath !== null) {
    out.push(
      `\tTTYPath: ${exec.ttyPath}`,
      `\tTTYReset: ${yesNo(exec.ttyReset)}`,
      `\tTTYVHangup: ${yesNo(exec.ttyVHangup)}`,
      `\tTTYVTDisallocate: ${yesNo(exec.ttyVTDisallocate)}`,
      `\tTTYRows: ${exec.ttyRows}`,
      `\tTTYColumns: ${exec.ttyColumns}`,
    );
  }
}

function dumpLogging(exec: ExecSettings, out: string[]): void {
  if (loggedOutputs.has(exec.standardOutput) || loggedOutputs.has(exec.standardError)) {
    out.push(
      `\tSyslogFacility: ${formatLogFacility(exec.syslogFacility)}`,
      `\tSyslogLevel: ${formatLogLevel(exec.syslogLevel)}`,
    );
  }
  if (exec.logLevelMax !== null) out.push(`\tLogLevelMax: ${formatLogLevel(exec.logLevelMax)}`);
  if (exec.logRateLimitIntervalUsec > 0n) {
    out.push(`\tLogRateLimitIntervalSec: ${formatTimespan(exec.logRateLimitIntervalUsec, ACCURACY)}`);
  }
  if (exec.logRateLimitBurst > 0) out.push(`\tLogRateLimitBurst: ${exec.logRateLimitBurst}`);
  dumpList(
    "LogFilterPatterns",
    [...exec.logFilterAllowed, ...[...exec.logFilterDenied].map((text) => `~${text}`)],
    out,
  );
  for (const field of exec.logExtraFields) out.push(`\tLogExtraFields: ${field}`);
  if (exec.logNamespace !== null) out.push(`\tLogNamespace: ${exec.logNamespace}`);
}

function dumpIdentity(exec: ExecSettings, out: string[]): void {
  if (exec.secureBits.length > 0) out.push(`\tSecure Bits: ${exec.secureBits.join(" ")}`);
  if (exec.capabilityBoundingSet !== null) {
    out.push(`\tCapabilityBoundingSet: ${formatCapabilitySet(exec.capabilityBoundingSet)}`);
  }
  if (exec.ambientCapabilities !== 0n)
    out.push(`\tAmbientCapabilities: ${formatCapabilitySet(exec.ambientCapabilities)}`);
  if (exec.user !== null) out.push(`\tUser: ${exec.user}`);
  if (exec.group !== null) out.push(`\tGroup: ${exec.group}`);
  out.push(`\tDynamicUser: ${yesNo(exec.dynamicUser)}`);
  dumpList("SupplementaryGroups", exec.supplementaryGroups, out);
}

function dumpList(label: string, words: readonly string[], out: string[]): void {
  if (words.length > 0) out.push(`\t${label}: ${words.join(" ")}`);
}

function dumpPaths(exec: ExecSettings, out: string[]): void {
  dumpList("ReadWritePaths", exec.readWritePaths, out);
  dumpList("ReadOnlyPaths", exec.readOnlyPaths, out);
  dumpList("InaccessiblePaths", exec.inaccessiblePaths, out);
  dumpList("ExecPaths", exec.execPaths, out);
  dumpList("NoExecPaths", exec.noExecPaths, out);
  dumpList("ExecSearchPath", exec.execSearchPath, out);
  for (const mount of exec.bindMounts) {
    const label = mount.readOnly ? "BindReadOnlyPaths" : "BindPaths";
    const flags = mount.recursive ? "rbind" : "norbind";
    out.push(`\t${label}: ${mount.ignoreMissing ? "-" : ""}${mount.source}:${mount.destination}:${flags}`);
  }
  for (const { path, options } of exec.temporaryFileSystems) {
    out.push(`\tTemporaryFileSystem: ${path}${options === "" ? "" : ":"}${options}`);
  }
}

const formatLabel = ({ label, ignoreFailure }: OptionalLabel): string => (ignoreFailure ? `-${label}` : label);

function dumpRestrictions(exec: ExecSettings, out: string[]): void {
  if (exec.utmpIdentifier !== null) out.push(`\tUtmpIdentifier: ${exec.utmpIdentifier}`);
  if (exec.selinuxContext !== null) out.push(`\tSELinuxContext: ${formatLabel(exec.selinuxContext)}`);
  if (exec.smackProcessLabel !== null) out.push(`\tSmackProcessLabel: ${formatLabel(exec.smackProcessLabel)}`);
  if (exec.personality !== null) out.push(`\tPersonality: ${exec.personality}`);
  out.push(`\tLockPersonality: ${yesNo(exec.lockPersonality)}`);
  if (exec.systemCallFilter !== null) out.push(`\tSystemCallFilter: ${exec.systemCallFilter}`);
  if (exec.systemCallArchitectures.size > 0) {
    out.push(`\tSystemCallArchitectures: ${[...exec.systemCallArchitectures].sort().join(" ")}`);
  }
  const namespaces = exec.restrictNamespaces;
  if (namespaces !== null && (namespaces & namespaceFlags.ALL) !== namespaceFlags.ALL) {
    out.push(`\tRestrictNamespaces: ${namespaceFlags.format(namespaces) || "n/a"}`);
  }
  if (exec.networkNamespacePath !== null) out.push(`\tNetworkNamespacePath: ${exec.networkNamespacePath}`);
  out.push(`\tSystemCallErrorNumber: ${formatErrnoOrKill(exec.systemCallErrorNumber)}`);
}

function dumpImage(label: string, image: ImageMount, out: string[]): void {
  let line = `\t${label}: ${image.ignoreMissing ? "-" : ""}${image.source}`;
  if (image.destination !== null) line += `:${image.destination}`;
  for (const { partition, options } of image.options) line += `:${partition}:${options}`;
  out.push(line);
}

/** Appends how the processes of a unit are executed, as the unit dump has it. Origin: exec_context_dump() at 257. */
export function dumpExec(exec: ExecSettings, out: string[]): void {
  dumpBasics(exec, out);
  dumpRoot(exec, out);
  dumpEnvironment(exec, out);
  dumpDirectories(exec, out);
  dumpScheduling(exec, out);
  dumpStreams(exec, out);
  dumpLogging(exec, out);
  dumpIdentity(exec, out);
  dumpPaths(exec, out);
  dumpRestrictions(exec, out);
  for (const image of exec.mountImages) dumpImage("MountImages", image, out);
  for (const image of exec.extensionImages) dumpImage("ExtensionImages", image, out);
  dumpList("ExtensionDirectories", exec.extensionDirectories, out);
}
