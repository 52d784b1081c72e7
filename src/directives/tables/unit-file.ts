import { DirectiveTable } from "../directive-table.js";
import { cgroupContextRows } from "./cgroup-context.js";
import { execContextRows } from "./exec-context.js";
import { killContextRows } from "./kill-context.js";

const unitRows = `
Description unit-text
Documentation documentation
SourcePath unit-path
Requires unit-dependencies requires
Requisite unit-dependencies requisite
Wants unit-dependencies wants
BindsTo unit-dependencies binds-to
BindTo unit-dependencies binds-to
Upholds unit-dependencies upholds
Conflicts unit-dependencies conflicts
Before unit-dependencies before
After unit-dependencies after
OnSuccess unit-dependencies on-success
OnFailure unit-dependencies on-failure
PropagatesReloadTo unit-dependencies propagates-reload-to
PropagateReloadTo unit-dependencies propagates-reload-to
ReloadPropagatedFrom unit-dependencies reload-propagated-from
PropagateReloadFrom unit-dependencies reload-propagated-from
PropagatesStopTo unit-dependencies propagates-stop-to
StopPropagatedFrom unit-dependencies stop-propagated-from
PartOf unit-dependencies part-of
JoinsNamespaceOf unit-dependencies joins-namespace-of
RequiresOverridable unit-dependencies-obsolete requires
RequisiteOverridable unit-dependencies-obsolete requisite
RequiresMountsFor mounts-for
WantsMountsFor mounts-for
StopWhenUnneeded boolean
RefuseManualStart boolean
RefuseManualStop boolean
AllowIsolate boolean
DefaultDependencies boolean
SurviveFinalKillSignal boolean
OnSuccessJobMode job-mode
OnFailureJobMode job-mode
OnFailureIsolate job-mode-isolate
IgnoreOnIsolate boolean
IgnoreOnSnapshot (legacy)
JobTimeoutSec job-timeout-sec
JobRunningTimeoutSec job-running-timeout-sec
JobTimeoutAction emergency-action
JobTimeoutRebootArgument reboot-parameter
StartLimitIntervalSec time-span
StartLimitInterval time-span
StartLimitBurst uint32
StartLimitAction emergency-action
FailureAction emergency-action
SuccessAction emergency-action
FailureActionExitStatus exit-status
SuccessActionExitStatus exit-status
RebootArgument reboot-parameter
ConditionPathExists condition-path path-exists
ConditionPathExistsGlob condition-path path-exists-glob
ConditionPathIsDirectory condition-path path-is-directory
ConditionPathIsSymbolicLink condition-path path-is-symbolic-link
ConditionPathIsMountPoint condition-path path-is-mount-point
ConditionPathIsReadWrite condition-path path-is-read-write
ConditionPathIsEncrypted condition-path path-is-encrypted
ConditionDirectoryNotEmpty condition-path directory-not-empty
ConditionFileNotEmpty condition-path file-not-empty
ConditionFileIsExecutable condition-path file-is-executable
ConditionNeedsUpdate condition-path needs-update
ConditionFirstBoot condition-string first-boot
ConditionArchitecture condition-string architecture
ConditionFirmware condition-string firmware
ConditionVirtualization condition-string virtualization
ConditionHost condition-string host
ConditionKernelCommandLine condition-string kernel-command-line
ConditionKernelVersion condition-string kernel-version
ConditionCredential condition-string credential
ConditionSecurity condition-string security
ConditionCapability condition-string capability
ConditionACPower condition-string ac-power
ConditionMemory condition-string memory
ConditionCPUFeature condition-string cpu-feature
ConditionCPUs condition-string cpus
ConditionEnvironment condition-string environment
ConditionUser condition-string user
ConditionGroup condition-string group
ConditionControlGroupController condition-string control-group-controller
ConditionOSRelease condition-string os-release
ConditionMemoryPressure condition-string memory-pressure
ConditionCPUPressure condition-string cpu-pressure
ConditionIOPressure condition-string io-pressure
AssertPathExists condition-path path-exists
AssertPathExistsGlob condition-path path-exists-glob
AssertPathIsDirectory condition-path path-is-directory
AssertPathIsSymbolicLink condition-path path-is-symbolic-link
AssertPathIsMountPoint condition-path path-is-mount-point
AssertPathIsReadWrite condition-path path-is-read-write
AssertPathIsEncrypted condition-path path-is-encrypted
AssertDirectoryNotEmpty condition-path directory-not-empty
AssertFileNotEmpty condition-path file-not-empty
AssertFileIsExecutable condition-path file-is-executable
AssertNeedsUpdate condition-path needs-update
AssertFirstBoot condition-string first-boot
AssertArchitecture condition-string architecture
AssertVirtualization condition-string virtualization
AssertHost condition-string host
AssertKernelCommandLine condition-string kernel-command-line
AssertKernelVersion condition-string kernel-version
AssertCredential condition-string credential
AssertSecurity condition-string security
AssertCapability condition-string capability
AssertACPower condition-string ac-power
AssertMemory condition-string memory
AssertCPUFeature condition-string cpu-feature
AssertCPUs condition-string cpus
AssertEnvironment condition-string environment
AssertUser condition-string user
AssertGroup condition-string group
AssertControlGroupController condition-string control-group-controller
AssertOSRelease condition-string os-release
AssertMemoryPressure condition-string memory-pressure
AssertCPUPressure condition-string cpu-pressure
AssertIOPressure condition-string io-pressure
CollectMode collect-mode
`;

const serviceRows = `
PIDFile pid-file
ExecCondition exec-command condition
ExecStartPre exec-command start-pre
ExecStart exec-command start
ExecReload exec-command reload
ExecStartPost exec-command start-post
ExecStop exec-command stop
ExecStopPost exec-command stop-post
RestartSec time-span
RestartSteps uint32
RestartMaxDelaySec time-span
TimeoutSec service-timeout
TimeoutStartSec service-timeout
TimeoutStopSec time-span-positive
TimeoutAbortSec service-timeout-abort
TimeoutStartFailureMode service-timeout-failure-mode
TimeoutStopFailureMode service-timeout-failure-mode
RuntimeMaxSec time-span
RuntimeRandomizedExtraSec time-span
WatchdogSec time-span
StartLimitInterval time-span
StartLimitBurst uint32
StartLimitAction emergency-action
FailureAction emergency-action
RebootArgument unit-text
Type service-type
ExitType service-exit-type
Restart service-restart
RestartMode service-restart-mode
PermissionsStartOnly boolean
RootDirectoryStartOnly boolean
RemainAfterExit boolean
GuessMainPID boolean
RestartPreventExitStatus exit-status-set
RestartForceExitStatus exit-status-set
SuccessExitStatus exit-status-set
SysVStartPriority (legacy)
NonBlocking boolean
BusName bus-name
FileDescriptorStoreMax uint32
FileDescriptorStorePreserve exec-preserve-mode
NotifyAccess notify-access
Sockets service-sockets
BusPolicy (legacy)
USBFunctionDescriptors unit-path
USBFunctionStrings unit-path
OOMPolicy oom-policy
OpenFile open-file
ReloadSignal signal
`;

const socketRows = `
ListenStream socket-listen socket
ListenDatagram socket-listen socket
ListenSequentialPacket socket-listen socket
ListenFIFO socket-listen fifo
ListenNetlink socket-listen netlink
ListenSpecial socket-listen special
ListenMessageQueue socket-listen message-queue
ListenUSBFunction socket-listen usb-function
SocketProtocol socket-protocol
BindIPv6Only socket-bind
Backlog uint32
BindToDevice socket-bindtodevice
ExecStartPre exec-command start-pre
ExecStartPost exec-command start-post
ExecStopPre exec-command stop-pre
ExecStopPost exec-command stop-post
TimeoutSec time-span-positive
SocketUser user-or-group
SocketGroup user-or-group
SocketMode file-mode
DirectoryMode file-mode
Accept boolean
FlushPending boolean
Writable boolean
MaxConnections uint32
MaxConnectionsPerSource uint32
KeepAlive boolean
KeepAliveTimeSec time-span
KeepAliveIntervalSec time-span
KeepAliveProbes uint32
DeferAcceptSec time-span
NoDelay boolean
Priority int32
ReceiveBuffer size
SendBuffer size
IPTOS ip-tos
IPTTL int32
Mark int32
PipeSize size
FreeBind boolean
Transparent boolean
Broadcast boolean
PassCredentials boolean
PassFileDescriptorsToExec boolean
PassSecurity boolean
PassPacketInfo boolean
Timestamping socket-timestamping
TCPCongestion string
ReusePort boolean
MessageQueueMaxMessages int64
MessageQueueMessageSize int64
RemoveOnStop boolean
Symlinks unit-paths
FileDescriptorName fdname
Service socket-service
TriggerLimitIntervalSec time-span
TriggerLimitBurst uint32
PollLimitIntervalSec time-span
PollLimitBurst uint32
SmackLabel unit-text
SmackLabelIPIn unit-text
SmackLabelIPOut unit-text
SELinuxContextFromNet boolean
`;

const mountRows = `
What mount-node
Where unit-path
Options unit-text
Type unit-text
TimeoutSec time-span-positive
DirectoryMode file-mode
SloppyOptions boolean
LazyUnmount boolean
ForceUnmount boolean
ReadWriteOnly boolean
`;

const automountRows = `
Where unit-path
ExtraOptions unit-text
DirectoryMode file-mode
TimeoutIdleSec time-span-positive
`;

const swapRows = `
What mount-node
Priority swap-priority
Options unit-text
TimeoutSec time-span-positive
`;

const timerRows = `
OnCalendar timer calendar
OnActiveSec timer active
OnBootSec timer boot
OnStartupSec timer startup
OnUnitActiveSec timer unit-active
OnUnitInactiveSec timer unit-inactive
OnClockChange boolean
OnTimezoneChange boolean
Persistent boolean
WakeSystem boolean
RemainAfterElapse boolean
FixedRandomDelay boolean
DeferReactivation boolean
AccuracySec time-span
RandomizedDelaySec time-span
Unit trigger-unit
`;

const pathRows = `
PathExists path-spec
PathExistsGlob path-spec
PathChanged path-spec
PathModified path-spec
DirectoryNotEmpty path-spec
Unit trigger-unit
MakeDirectory boolean
DirectoryMode file-mode
TriggerLimitIntervalSec time-span
TriggerLimitBurst uint32
`;

const scopeRows = `
Slice slice
AllowedCPUs allowed-cpuset
StartupAllowedCPUs allowed-cpuset
AllowedMemoryNodes allowed-cpuset
StartupAllowedMemoryNodes allowed-cpuset
CPUAccounting boolean
CPUWeight cgroup-cpu-weight
StartupCPUWeight cgroup-cpu-weight
CPUShares cpu-shares
StartupCPUShares cpu-shares
CPUQuota cpu-quota
CPUQuotaPeriodSec time-span-or-infinity
MemoryAccounting boolean
MemoryMin memory-limit
DefaultMemoryMin memory-limit
DefaultMemoryLow memory-limit
DefaultStartupMemoryLow memory-limit
MemoryLow memory-limit
StartupMemoryLow memory-limit
MemoryHigh memory-limit
StartupMemoryHigh memory-limit
MemoryMax memory-limit
StartupMemoryMax memory-limit
MemorySwapMax memory-limit
StartupMemorySwapMax memory-limit
MemoryZSwapMax memory-limit
StartupMemoryZSwapMax memory-limit
MemoryZSwapWriteback boolean
MemoryLimit memory-limit
DeviceAllow device-allow
DevicePolicy device-policy
IOAccounting boolean
IOWeight cgroup-weight
StartupIOWeight cgroup-weight
IODeviceWeight io-device-weight
IOReadBandwidthMax io-limit
IOWriteBandwidthMax io-limit
IOReadIOPSMax io-limit
IOWriteIOPSMax io-limit
IODeviceLatencyTargetSec io-device-latency
BlockIOAccounting boolean
BlockIOWeight blockio-weight
StartupBlockIOWeight blockio-weight
BlockIODeviceWeight blockio-device-weight
BlockIOReadBandwidth blockio-bandwidth
BlockIOWriteBandwidth blockio-bandwidth
TasksAccounting boolean
TasksMax tasks-max
Delegate delegate
DelegateSubgroup delegate-subgroup
DisableControllers disable-controllers
IPAccounting boolean
IPAddressAllow in-addr-prefixes unspec
IPAddressDeny in-addr-prefixes unspec
IPIngressFilterPath ip-filter-bpf-progs
IPEgressFilterPath ip-filter-bpf-progs
ManagedOOMSwap managed-oom-mode
ManagedOOMMemoryPressure managed-oom-mode
ManagedOOMMemoryPressureLimit managed-oom-mem-pressure-limit
ManagedOOMMemoryPressureDurationSec managed-oom-mem-pressure-duration-sec
ManagedOOMPreference managed-oom-preference
NetClass (legacy)
BPFProgram bpf-foreign-program
SocketBindAllow cgroup-socket-bind
SocketBindDeny cgroup-socket-bind
RestrictNetworkInterfaces restrict-network-interfaces
MemoryPressureThresholdSec time-span
MemoryPressureWatch memory-pressure-watch
NFTSet cgroup-nft-set cgroup
CoredumpReceive boolean
SendSIGKILL boolean
SendSIGHUP boolean
KillMode kill-mode
KillSignal signal
RestartKillSignal signal
FinalKillSignal signal
WatchdogSignal signal
RuntimeMaxSec time-span
RuntimeRandomizedExtraSec time-span
TimeoutStopSec time-span
OOMPolicy oom-policy
`;

const installRows = `
Alias (ignored)
WantedBy (ignored)
RequiredBy (ignored)
UpheldBy (ignored)
Also (ignored)
DefaultInstance (ignored)
`;

/** Every key of unit files, in systemd's order. Origin: systemd.unit(5) and the pages of each unit type. */
export const unitFileTable = new DirectiveTable("unit-file", [
  ["Unit", unitRows],
  ["Service", serviceRows + execContextRows + cgroupContextRows + killContextRows],
  ["Socket", socketRows + execContextRows + cgroupContextRows + killContextRows],
  ["Mount", mountRows + execContextRows + cgroupContextRows + killContextRows],
  ["Automount", automountRows],
  ["Swap", swapRows + execContextRows + cgroupContextRows + killContextRows],
  ["Timer", timerRows],
  ["Path", pathRows],
  ["Slice", cgroupContextRows],
  ["Scope", scopeRows],
  ["Install", installRows],
]);
