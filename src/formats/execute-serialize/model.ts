import type { CpuSet } from "../../directives/cpu-set.js";
import type {
  cgroupController,
  cgroupDevicePolicy,
  cgroupIoLimitType,
  cgroupPressureWatch,
  execDirectoryType,
  execInput,
  execKeyringMode,
  execOutput,
  execPreserveMode,
  execUtmpMode,
  managedOomMode,
  managedOomPreference,
  personality,
  privatePids,
  privateTmp,
  privateUsers,
  procSubset,
  protectControlGroups,
  protectHome,
  protectProc,
  protectSystem,
  runtimeScope,
} from "../../directives/enums.js";
import type { ImagePolicy, PartitionDesignator } from "../../directives/image-policy.js";
import type { OpenFile } from "../../directives/open-file.js";
import type { SocketBindRule } from "../../directives/socket-bind.js";
import type { InAddrPrefix } from "../../net/in-addr-prefix.js";
import type { Rlimit, RlimitResource } from "../../text/rlimit.js";
import { NSEC_INFINITY, type Nsec, USEC_INFINITY, type Usec } from "../../time/usec.js";

type Member<Table extends readonly unknown[]> = Table[number];

export type DirectoryType = Member<typeof execDirectoryType>;
export type ExecInput = Member<typeof execInput>;
export type ExecOutput = Member<typeof execOutput>;
export type Controller = Member<typeof cgroupController>;
export type IOLimitType = Member<typeof cgroupIoLimitType>;

/** A 64-bit value that stands for "not set". */
export const UNSET_64 = 0xffff_ffff_ffff_ffffn;
export const TTY_SIZE_UNSET = 0xffff_ffff;
/** What a system call filter answers where it kills the process. Origin: SECCOMP_ERROR_NUMBER_KILL at 257. */
export const SYSCALL_KILL = 0x7fff_fffe;
/** Facility daemon, level info. */
const SYSLOG_PRIORITY = 30;

/** Bytes, or what bad text behind good text left of them. */
export type EncodedBytes = Uint8Array | "lost" | null;

/** Mount options of one partition; `null` where only the partition is named. */
export interface MountOptions {
  readonly partition: PartitionDesignator;
  readonly options: string | null;
}

export interface DirectoryItem {
  readonly path: string;
  onlyCreate: boolean;
  readOnly: boolean;
  readonly symlinks: string[];
}

/** The folders of one kind that are made for a unit. */
export interface Directories {
  mode: number;
  /** By what stands for the path; in the order in which they were first named. */
  readonly items: Map<string, DirectoryItem>;
  newest: DirectoryItem | null;
}

const directories = (): Directories => ({ mode: 0o755, items: new Map(), newest: null });

export interface BindMount {
  readonly source: string;
  readonly destination: string;
  readonly readOnly: boolean;
  readonly recursive: boolean;
  readonly ignoreMissing: boolean;
}

export interface TemporaryFileSystem {
  readonly path: string;
  readonly options: string | null;
}

export interface MountImage {
  readonly source: string;
  /** `null` for an extension image. */
  readonly destination: string | null;
  readonly ignoreMissing: boolean;
  readonly options: readonly MountOptions[];
}

/** A label that need not be there to take effect where it was written after a `-`. */
export interface Label {
  readonly value: string;
  readonly optional: boolean;
}

export interface SetCredential {
  readonly data: Uint8Array;
  readonly encrypted: boolean;
}

export interface LoadCredential {
  readonly path: string;
  readonly encrypted: boolean;
}

export interface ImportCredential {
  readonly glob: string;
  readonly rename: string | null;
}

/** How processes run: everything that systemd.exec(5) can say. Initial values are those of a new context. */
export class ContextBlock {
  readonly environment: string[] = [];
  readonly environmentFiles: string[] = [];
  readonly passEnvironment: string[] = [];
  readonly unsetEnvironment: string[] = [];
  workingDirectory: string | null = null;
  workingDirectoryMissingOk = false;
  workingDirectoryHome = false;
  rootDirectory: string | null = null;
  rootImage: string | null = null;
  readonly rootImageOptions: MountOptions[] = [];
  rootVerity: string | null = null;
  rootHashPath: string | null = null;
  rootHashSigPath: string | null = null;
  rootHash: EncodedBytes = null;
  rootHashSig: EncodedBytes = null;
  rootEphemeral = false;
  umask = 0o022;
  nonBlocking = false;
  privateMounts = -1;
  mountApiVfs = -1;
  bindLogSockets = -1;
  memoryKsm = -1;
  privateTmp: Member<typeof privateTmp> | null = "no";
  privateDevices = false;
  protectKernelTunables = false;
  protectKernelModules = false;
  protectKernelLogs = false;
  protectClock = false;
  protectControlGroups: Member<typeof protectControlGroups> | null = "no";
  privateNetwork = false;
  privateUsers: Member<typeof privateUsers> | null = "no";
  privateIpc = false;
  privatePids: Member<typeof privatePids> | null = "no";
  removeIpc = false;
  protectHome: Member<typeof protectHome> | null = "no";
  protectSystem: Member<typeof protectSystem> | null = "no";
  samePgrp = false;
  ignoreSigpipe = true;
  memoryDenyWriteExecute = false;
  restrictRealtime = false;
  restrictSuidSgid = false;
  keyringMode: Member<typeof execKeyringMode> | null = "inherit";
  protectHostname = false;
  protectProc: Member<typeof protectProc> | null = "default";
  procSubset: Member<typeof procSubset> | null = "all";
  runtimeDirectoryPreserveMode: Member<typeof execPreserveMode> | null = "no";
  readonly directories: Record<DirectoryType, Directories> = {
    RuntimeDirectory: directories(),
    StateDirectory: directories(),
    CacheDirectory: directories(),
    LogsDirectory: directories(),
    ConfigurationDirectory: directories(),
  };
  timeoutCleanUsec: Usec = USEC_INFINITY;
  nice: number | null = null;
  oomScoreAdjust: number | null = null;
  coredumpFilter: bigint | null = null;
  readonly limits = new Map<RlimitResource, Rlimit>();
  ioprio: number | null = null;
  /** Number of the policy; -1 after a name that is none. */
  cpuSchedulingPolicy = 0;
  cpuSchedulingPriority = 0;
  cpuSchedulingResetOnFork = false;
  /** Whether any of the three was given. */
  cpuSchedulingSet = false;
  cpuAffinity: CpuSet | null = null;
  numaMask: CpuSet | null = null;
  numaPolicy = -1;
  cpuAffinityFromNuma = false;
  timerSlackNsec: Nsec = NSEC_INFINITY;
  stdInput: ExecInput | null = "null";
  stdOutput: ExecOutput | null = "inherit";
  stdError: ExecOutput | null = "inherit";
  stdioAsFds = false;
  stdInputFdName: string | null = null;
  stdOutputFdName: string | null = null;
  stdErrorFdName: string | null = null;
  stdInputFile: string | null = null;
  stdOutputFile: string | null = null;
  stdErrorFile: string | null = null;
  stdinData: Uint8Array | null = null;
  ttyPath: string | null = null;
  ttyReset = false;
  ttyVhangup = false;
  ttyVtDisallocate = false;
  ttyRows = TTY_SIZE_UNSET;
  ttyColumns = TTY_SIZE_UNSET;
  syslogPriority = SYSLOG_PRIORITY;
  syslogLevelPrefix = true;
  syslogIdentifier: string | null = null;
  logLevelMax = -1;
  logRatelimitIntervalUsec: Usec = 0n;
  logRatelimitBurst = 0;
  readonly logFilterAllowedPatterns = new Set<string>();
  readonly logFilterDeniedPatterns = new Set<string>();
  readonly logExtraFields: string[] = [];
  logNamespace: string | null = null;
  secureBits = 0;
  capabilityBoundingSet = UNSET_64;
  capabilityAmbientSet = 0n;
  user: string | null = null;
  group: string | null = null;
  dynamicUser = false;
  readonly supplementaryGroups: string[] = [];
  setLoginEnvironment = -1;
  pamName: string | null = null;
  readonly readWritePaths: string[] = [];
  readonly readOnlyPaths: string[] = [];
  readonly inaccessiblePaths: string[] = [];
  readonly execPaths: string[] = [];
  readonly noExecPaths: string[] = [];
  readonly execSearchPath: string[] = [];
  mountPropagationFlag = 0n;
  readonly bindMounts: BindMount[] = [];
  readonly temporaryFilesystems: TemporaryFileSystem[] = [];
  utmpId: string | null = null;
  utmpMode: Member<typeof execUtmpMode> | null = "init";
  noNewPrivileges = false;
  selinuxContext: Label | null = null;
  apparmorProfile: Label | null = null;
  smackProcessLabel: Label | null = null;
  personality: Member<typeof personality> | null = null;
  lockPersonality = false;
  /** What the filter answers, by number of the system call. */
  readonly syscallFilter = new Map<number, number>();
  readonly syscallArchs = new Set<number>();
  syscallErrno = SYSCALL_KILL;
  syscallAllowList = false;
  readonly syscallLog = new Map<number, number>();
  syscallLogAllowList = false;
  restrictNamespaces = UNSET_64;
  readonly restrictFilesystems = new Set<string>();
  restrictFilesystemsAllowList = false;
  readonly addressFamilies = new Set<number>();
  addressFamiliesAllowList = false;
  networkNamespacePath: string | null = null;
  ipcNamespacePath: string | null = null;
  readonly mountImages: MountImage[] = [];
  readonly extensionImages: MountImage[] = [];
  readonly extensionDirectories: string[] = [];
  readonly setCredentials = new Map<string, SetCredential>();
  readonly loadCredentials = new Map<string, LoadCredential>();
  /** By glob and new name. */
  readonly importCredentials = new Map<string, ImportCredential>();
  rootImagePolicy: ImagePolicy | null = null;
  mountImagePolicy: ImagePolicy | null = null;
  extensionImagePolicy: ImagePolicy | null = null;
}

/** One command line. */
export class CommandBlock {
  path: string | null = null;
  readonly argv: string[] = [];
  flags = 0;
}

/** What the service manager hands over for one start. */
export class ParametersBlock {
  runtimeScope: Member<typeof runtimeScope> | null = "system";
  readonly environment: string[] = [];
  socketFdCount = 0n;
  storageFdCount = 0n;
  extraFdCount = 0n;
  /** Whether a list of descriptors was read; none of them can be had. */
  hasFds = false;
  /** Whether the descriptors of an idle pipe were named. */
  hasIdlePipe = false;
  readonly fdNames: string[] = [];
  flags = 0;
  selinuxContextNet = false;
  cgroupSupported = 0;
  cgroupPath: string | null = null;
  cgroupId = 0n;
  /** Parent folder of the folders of each kind. */
  readonly prefixes = new Map<DirectoryType, string>();
  receivedCredentialsDirectory: string | null = null;
  receivedEncryptedCredentialsDirectory: string | null = null;
  confirmSpawn: string | null = null;
  shallConfirmSpawn = false;
  watchdogUsec: Usec = 0n;
  notifySocket: string | null = null;
  readonly openFiles: OpenFile[] = [];
  fallbackSmackProcessLabel: string | null = null;
  readonly filesEnv: string[] = [];
  unitId: string | null = null;
  /** 32 hexadecimal digits, or nothing. */
  invocationId = "";
  debugInvocation = false;
}

/** What was set up for the unit already. */
export class RuntimeBlock {
  id: string | null = null;
  tmpDir: string | null = null;
  varTmpDir: string | null = null;
  ephemeralCopy: string | null = null;
}

export interface DeviceAllow {
  readonly path: string;
  /** A subset of `rwm` in that order. */
  permissions: string;
}

export interface DeviceWeight {
  readonly path: string;
  weight: bigint;
}

export interface DeviceLatency {
  readonly path: string;
  targetUsec: Usec;
}

export interface DeviceLimits {
  readonly path: string;
  readonly limits: Map<IOLimitType, bigint>;
}

export interface DeviceBandwidth {
  readonly path: string;
  readBps: bigint;
  writeBps: bigint;
}

export interface BpfProgram {
  readonly attachType: number;
  readonly path: string;
}

/** Resource control: what systemd.resource-control(5) can say. */
export class CGroupBlock {
  cpuAccounting = false;
  ioAccounting = false;
  blockIoAccounting = false;
  memoryAccounting = false;
  tasksAccounting = false;
  ipAccounting = false;
  memoryOomGroup = false;
  cpuWeight = UNSET_64;
  startupCpuWeight = UNSET_64;
  cpuShares = UNSET_64;
  startupCpuShares = UNSET_64;
  cpuQuotaPerSecUsec: Usec = USEC_INFINITY;
  cpuQuotaPeriodUsec: Usec = USEC_INFINITY;
  allowedCpus: CpuSet | null = null;
  startupAllowedCpus: CpuSet | null = null;
  allowedMemoryNodes: CpuSet | null = null;
  startupAllowedMemoryNodes: CpuSet | null = null;
  ioWeight = UNSET_64;
  startupIoWeight = UNSET_64;
  blockIoWeight = UNSET_64;
  startupBlockIoWeight = UNSET_64;
  defaultMemoryMin = 0n;
  defaultMemoryLow = 0n;
  memoryMin = 0n;
  memoryLow = 0n;
  startupMemoryLow = 0n;
  memoryHigh = UNSET_64;
  startupMemoryHigh = UNSET_64;
  memoryMax = UNSET_64;
  startupMemoryMax = UNSET_64;
  memorySwapMax = UNSET_64;
  startupMemorySwapMax = UNSET_64;
  memoryZswapMax = UNSET_64;
  startupMemoryZswapMax = UNSET_64;
  memoryZswapWriteback = true;
  memoryLimit = UNSET_64;
  tasksMaxValue = UNSET_64;
  tasksMaxScale = 0n;
  defaultMemoryMinSet = false;
  defaultMemoryLowSet = false;
  defaultStartupMemoryLowSet = false;
  memoryMinSet = false;
  memoryLowSet = false;
  startupMemoryLowSet = false;
  startupMemoryHighSet = false;
  startupMemoryMaxSet = false;
  startupMemorySwapMaxSet = false;
  startupMemoryZswapMaxSet = false;
  devicePolicy: Member<typeof cgroupDevicePolicy> | null = "auto";
  disableControllers: readonly Controller[] = [];
  delegateControllers: readonly Controller[] = [];
  delegate = false;
  managedOomSwap: Member<typeof managedOomMode> | null = "auto";
  managedOomMemoryPressure: Member<typeof managedOomMode> | null = "auto";
  managedOomMemoryPressureLimit = 0;
  managedOomMemoryPressureDurationUsec: Usec = USEC_INFINITY;
  managedOomPreference: Member<typeof managedOomPreference> | null = "none";
  memoryPressureWatch: Member<typeof cgroupPressureWatch> | null = null;
  delegateSubgroup: string | null = null;
  memoryPressureThresholdUsec: Usec = USEC_INFINITY;
  /** Devices are found by what stands for their path. Lists of them, of rules and of programs are written from the end. */
  readonly deviceAllow = new Map<string, DeviceAllow>();
  readonly ioDeviceWeights = new Map<string, DeviceWeight>();
  readonly ioDeviceLatencies = new Map<string, DeviceLatency>();
  readonly ioDeviceLimits = new Map<string, DeviceLimits>();
  readonly blockIoDeviceWeights: DeviceWeight[] = [];
  readonly blockIoBandwidths = new Map<string, DeviceBandwidth>();
  /** By what is written of them. */
  readonly ipAddressAllow = new Map<string, InAddrPrefix>();
  readonly ipAddressDeny = new Map<string, InAddrPrefix>();
  ipAddressAllowReduced = false;
  ipAddressDenyReduced = false;
  readonly ipIngressFilterPath: string[] = [];
  readonly ipEgressFilterPath: string[] = [];
  readonly bpfPrograms: BpfProgram[] = [];
  readonly socketBindAllow: SocketBindRule[] = [];
  readonly socketBindDeny: SocketBindRule[] = [];
  readonly restrictNetworkInterfaces = new Set<string>();
  restrictNetworkInterfacesIsAllowList = false;
}

/** Everything that a process needs to know to become the one of a unit. */
export class Execution {
  readonly context = new ContextBlock();
  readonly command = new CommandBlock();
  readonly parameters = new ParametersBlock();
  readonly runtime = new RuntimeBlock();
  readonly cgroup = new CGroupBlock();
}
