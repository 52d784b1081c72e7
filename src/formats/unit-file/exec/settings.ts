import { Severity } from "../../../core/diagnostics.js";
import type { CpuSet } from "../../../directives/cpu-set.js";
import type {
  execDirectoryType,
  execInput,
  execKeyringMode,
  execOutput,
  execPreserveMode,
  execUtmpMode,
  mpol,
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
import type { ImagePolicy } from "../../../directives/image-policy.js";
import type { ResourceLimits } from "../../../directives/values.js";
import { NSEC_INFINITY, type Nsec, USEC_INFINITY, type Usec } from "../../../time/usec.js";
import type { UnitType } from "../unit-types.js";
import type { LoadedCredential, SetCredential } from "./credentials.js";
import { ExecDirectory } from "./directories.js";
import type { BindMount, ImageMount, PartitionOptions, TemporaryFileSystem } from "./mounts.js";
import { SYSCALL_KILL, type SystemCallSet } from "./system-call-set.js";

export type ExecInput = (typeof execInput)[number];
export type ExecOutput = (typeof execOutput)[number];

/** Stands for a terminal size that was not set. Origin: UINT_MAX as systemd uses it. */
export const TTY_SIZE_UNSET = 0xffff_ffff;

/** Origin: syslog(3). */
const LOG_DAEMON = 3;

/** A kind of managed folder. */
export type ExecDirectoryType = (typeof execDirectoryType)[number];

/** A label that may be refused by the kernel without harm (`-` before it). */
export interface OptionalLabel {
  readonly label: string;
  readonly ignoreFailure: boolean;
}

/**
 * How the processes of a unit are executed: systemd.exec(5). `null` means that nothing was said. Times are microseconds
 * unless a name says otherwise. Origin: ExecContext of systemd 257.
 */
export class ExecSettings {
  /** `null` with {@link workingDirectoryHome} unset means `/`. */
  workingDirectory: string | null = null;
  /** `~`: the home folder of the user. */
  workingDirectoryHome = false;
  workingDirectoryMissingOk = false;
  rootDirectory: string | null = null;
  rootEphemeral = false;
  rootImage: string | null = null;
  rootImageOptions: PartitionOptions[] = [];
  rootImagePolicy: ImagePolicy | null = null;
  /** Decoded hash of the root partition; excludes {@link rootHashPath}. */
  rootHash: Uint8Array | null = null;
  rootHashPath: string | null = null;
  rootHashSignature: Uint8Array | null = null;
  rootHashSignaturePath: string | null = null;
  rootVerity: string | null = null;
  extensionDirectories: string[] = [];
  extensionImages: ImageMount[] = [];
  extensionImagePolicy: ImagePolicy | null = null;
  mountImages: ImageMount[] = [];
  mountImagePolicy: ImagePolicy | null = null;

  user: string | null = null;
  group: string | null = null;
  supplementaryGroups: string[] = [];
  dynamicUser = false;
  setLoginEnvironment: boolean | null = null;
  removeIPC = false;

  /** -20 to 19. */
  nice: number | null = null;
  /** -1000 to 1000. */
  oomScoreAdjust: number | null = null;
  /** Bit mask as in core(5). */
  coredumpFilter: bigint | null = null;
  /** The kernel's number: 1 realtime, 2 best effort, 3 idle. */
  ioSchedulingClass = 2;
  /** 0 (highest) to 7. */
  ioSchedulingPriority = 4;
  ioSchedulingSet = false;
  /** The kernel's number: 0 other, 1 fifo, 2 rr, 3 batch, 5 idle. */
  cpuSchedulingPolicy = 0;
  cpuSchedulingPriority = 0;
  cpuSchedulingResetOnFork = false;
  cpuSchedulingSet = false;
  cpuAffinity: CpuSet | null = null;
  /** `CPUAffinity=numa`. */
  cpuAffinityFromNuma = false;
  numaPolicy: (typeof mpol)[number] | null = null;
  numaMask: CpuSet | null = null;
  timerSlackNSec: Nsec = NSEC_INFINITY;
  memoryKSM: boolean | null = null;

  umask = 0o022;
  readonly environment = new Map<string, string>();
  /** With `-` before those that may be missing. */
  environmentFiles: string[] = [];
  readonly passEnvironment = new Set<string>();
  /** Names, and `NAME=value` for variables that are only removed with that value. */
  readonly unsetEnvironment = new Set<string>();

  standardInput: ExecInput = "null";
  standardOutput: ExecOutput;
  standardError: ExecOutput = "inherit";
  /** Names of passed file descriptors (`fd:name`); `null` stands for the stream's own. */
  standardInputFdName: string | null = null;
  standardOutputFdName: string | null = null;
  standardErrorFdName: string | null = null;
  standardInputFile: string | null = null;
  standardOutputFile: string | null = null;
  standardErrorFile: string | null = null;
  /** What `StandardInput=data` feeds: the lines of StandardInputText= and the blocks of StandardInputData=. */
  standardInputData: Uint8Array[] = [];
  /** Length of all of {@link standardInputData}, in bytes. */
  standardInputLength = 0;
  ttyPath: string | null = null;
  ttyReset = false;
  ttyVHangup = false;
  ttyVTDisallocate = false;
  /** Unset: 4294967295. */
  ttyRows = TTY_SIZE_UNSET;
  ttyColumns = TTY_SIZE_UNSET;

  syslogIdentifier: string | null = null;
  /** Number of the facility, 0–127. */
  syslogFacility = LOG_DAEMON;
  /** Number of the level, 0 (emerg) to 7 (debug). */
  syslogLevel: number = Severity.info;
  syslogLevelPrefix = true;
  logLevelMax: number | null = null;
  logRateLimitIntervalUsec: Usec = 0n;
  logRateLimitBurst = 0;
  logExtraFields: string[] = [];
  readonly logFilterAllowed = new Set<string>();
  /** Patterns that were written with `~` before them. */
  readonly logFilterDenied = new Set<string>();
  logNamespace: string | null = null;

  /** Names as in SecureBits=, in the order in which they are printed. */
  secureBits: readonly string[] = [];
  /** Bit mask by capability number; `null` leaves all. */
  capabilityBoundingSet: bigint | null = null;
  ambientCapabilities = 0n;
  noNewPrivileges = false;
  keyringMode: (typeof execKeyringMode)[number];
  ignoreSIGPIPE = true;
  nonBlocking = false;

  protectProc: (typeof protectProc)[number] = "default";
  procSubset: (typeof procSubset)[number] = "all";
  protectSystem: (typeof protectSystem)[number] = "no";
  protectHome: (typeof protectHome)[number] = "no";
  protectHostname = false;
  protectKernelTunables = false;
  protectKernelModules = false;
  protectKernelLogs = false;
  protectClock = false;
  protectControlGroups: (typeof protectControlGroups)[number] = "no";
  privateTmp: (typeof privateTmp)[number] = "no";
  privateDevices = false;
  privateNetwork = false;
  privateUsers: (typeof privateUsers)[number] = "no";
  privateMounts: boolean | null = null;
  privateIPC = false;
  privatePIDs: (typeof privatePids)[number] = "no";
  mountAPIVFS: boolean | null = null;
  bindLogSockets: boolean | null = null;
  /** Mount propagation as mount(2) flags it; `null` is the default. */
  mountFlags: "shared" | "slave" | "private" | null = null;
  networkNamespacePath: string | null = null;
  ipcNamespacePath: string | null = null;
  readWritePaths: string[] = [];
  readOnlyPaths: string[] = [];
  inaccessiblePaths: string[] = [];
  execPaths: string[] = [];
  noExecPaths: string[] = [];
  execSearchPath: string[] = [];
  /** Of BindPaths= and BindReadOnlyPaths= together, in the order of the file. */
  bindMounts: BindMount[] = [];
  temporaryFileSystems: TemporaryFileSystem[] = [];

  systemCallFilter: SystemCallSet | null = null;
  systemCallLog: SystemCallSet | null = null;
  readonly systemCallArchitectures = new Set<string>();
  /** An errno; {@link SYSCALL_KILL} ends the process. */
  systemCallErrorNumber = SYSCALL_KILL;
  memoryDenyWriteExecute = false;
  restrictRealtime = false;
  restrictSUIDSGID = false;
  lockPersonality = false;
  /** Bit mask of the kernel's CLONE_NEW flags that may be used; `null` restricts nothing. */
  restrictNamespaces: number | null = null;
  /** Numbers of address families; `null` restricts nothing. */
  addressFamilies: Set<number> | null = null;
  addressFamiliesAllowList = false;
  fileSystems: Set<string> | null = null;
  fileSystemsAllowList = false;
  personality: (typeof personality)[number] | null = null;

  /** What was limited; the largest 64-bit number means infinity. */
  readonly resourceLimits: ResourceLimits = new Map();

  readonly directories: Readonly<Record<ExecDirectoryType, ExecDirectory>> = {
    RuntimeDirectory: new ExecDirectory(),
    StateDirectory: new ExecDirectory(),
    CacheDirectory: new ExecDirectory(),
    LogsDirectory: new ExecDirectory(),
    ConfigurationDirectory: new ExecDirectory(),
  };
  runtimeDirectoryPreserve: (typeof execPreserveMode)[number] = "no";
  timeoutCleanUsec: Usec = USEC_INFINITY;

  readonly setCredentials = new Map<string, SetCredential>();
  readonly loadCredentials = new Map<string, LoadedCredential>();
  /** Globs with the name that what they match gets, or `null`. */
  readonly importCredentials = new Map<string, string | null>();

  utmpIdentifier: string | null = null;
  utmpMode: (typeof execUtmpMode)[number] = "init";
  selinuxContext: OptionalLabel | null = null;
  smackProcessLabel: OptionalLabel | null = null;

  constructor(type: UnitType) {
    this.keyringMode = type === "service" ? "private" : "shared";
    this.standardOutput = type === "service" ? "inherit" : "journal";
  }
}
