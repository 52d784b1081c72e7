/** How processes are run: shared by [Service], [Socket], [Mount] and [Swap]. Origin: systemd.exec(5). */
export const execContextRows = `
WorkingDirectory working-directory
RootDirectory unit-path fatal
RootImage unit-path fatal
RootImageOptions root-image-options
RootImagePolicy image-policy
RootHash exec-root-hash
RootHashSignature exec-root-hash-sig
RootVerity unit-path fatal
RootEphemeral boolean
ExtensionDirectories namespace-paths
ExtensionImages extension-images
ExtensionImagePolicy image-policy
MountImages mount-images
MountImagePolicy image-policy
User user-or-group
Group user-or-group
SupplementaryGroups users-or-groups
SetLoginEnvironment tristate
Nice nice
OOMScoreAdjust oom-score-adjust
CoredumpFilter exec-coredump-filter
IOSchedulingClass exec-io-class
IOSchedulingPriority exec-io-priority
CPUSchedulingPolicy exec-cpu-sched-policy
CPUSchedulingPriority exec-cpu-sched-prio
CPUSchedulingResetOnFork boolean
CPUAffinity exec-cpu-affinity
NUMAPolicy numa-policy
NUMAMask numa-mask
UMask file-mode
Environment environment
EnvironmentFile environment-file
PassEnvironment environment-names
UnsetEnvironment environment-unset
DynamicUser boolean fatal
RemoveIPC boolean
StandardInput exec-input
StandardOutput exec-output
StandardError exec-output
StandardInputText exec-input-text
StandardInputData exec-input-data
TTYPath unit-path
TTYReset boolean
TTYVHangup boolean
TTYVTDisallocate boolean
TTYRows tty-size
TTYColumns tty-size
SyslogIdentifier unit-text
SyslogFacility log-facility
SyslogLevel log-level
SyslogLevelPrefix boolean
LogLevelMax log-level
LogRateLimitIntervalSec time-span
LogRateLimitBurst uint32
LogExtraFields log-extra-fields
LogFilterPatterns log-filter-patterns
Capabilities (legacy)
SecureBits secure-bits
CapabilityBoundingSet capability-set
AmbientCapabilities capability-set
TimerSlackNSec time-span-nsec
NoNewPrivileges boolean
KeyringMode exec-keyring-mode
ProtectProc protect-proc
ProcSubset proc-subset
SystemCallFilter system-call-filter
SystemCallArchitectures system-call-architectures
SystemCallErrorNumber system-call-errno
SystemCallLog system-call-log
MemoryDenyWriteExecute boolean
RestrictNamespaces restrict-namespaces
RestrictRealtime boolean
RestrictSUIDSGID boolean
RestrictAddressFamilies address-families
LockPersonality boolean
RestrictFileSystems restrict-filesystems
LimitCPU rlimit CPU
LimitFSIZE rlimit FSIZE
LimitDATA rlimit DATA
LimitSTACK rlimit STACK
LimitCORE rlimit CORE
LimitRSS rlimit RSS
LimitNOFILE rlimit NOFILE
LimitAS rlimit AS
LimitNPROC rlimit NPROC
LimitMEMLOCK rlimit MEMLOCK
LimitLOCKS rlimit LOCKS
LimitSIGPENDING rlimit SIGPENDING
LimitMSGQUEUE rlimit MSGQUEUE
LimitNICE rlimit NICE
LimitRTPRIO rlimit RTPRIO
LimitRTTIME rlimit RTTIME
ReadWriteDirectories namespace-paths
ReadOnlyDirectories namespace-paths
InaccessibleDirectories namespace-paths
ReadWritePaths namespace-paths
ReadOnlyPaths namespace-paths
InaccessiblePaths namespace-paths
ExecPaths namespace-paths
NoExecPaths namespace-paths
ExecSearchPath colon-separated-paths
BindPaths bind-paths
BindReadOnlyPaths bind-paths
TemporaryFileSystem temporary-filesystems
PrivateTmp private-tmp
PrivateDevices boolean
ProtectKernelTunables boolean
ProtectKernelModules boolean
ProtectKernelLogs boolean
ProtectClock boolean
ProtectControlGroups protect-control-groups
NetworkNamespacePath unit-path
IPCNamespacePath unit-path
LogNamespace log-namespace
PrivateNetwork boolean
PrivateUsers private-users
PrivateMounts tristate
PrivateIPC boolean
PrivatePIDs private-pids
ProtectSystem protect-system
ProtectHome protect-home
MountFlags exec-mount-propagation-flag
MountAPIVFS tristate
BindLogSockets tristate
Personality personality
RuntimeDirectoryPreserve exec-preserve-mode
RuntimeDirectoryMode file-mode
RuntimeDirectory exec-directories
StateDirectoryMode file-mode
StateDirectory exec-directories
CacheDirectoryMode file-mode
CacheDirectory exec-directories
LogsDirectoryMode file-mode
LogsDirectory exec-directories
ConfigurationDirectoryMode file-mode
ConfigurationDirectory exec-directories
SetCredential set-credential
SetCredentialEncrypted set-credential encrypted
LoadCredential load-credential
LoadCredentialEncrypted load-credential encrypted
ImportCredential import-credential
TimeoutCleanSec time-span
PAMName (not-built-in)
IgnoreSIGPIPE boolean
UtmpIdentifier unit-text
UtmpMode exec-utmp-mode
SELinuxContext selinux-context
AppArmorProfile (not-built-in)
SmackProcessLabel smack-label
ProtectHostname boolean
MemoryKSM tristate
`;
