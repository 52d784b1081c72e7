import { DirectiveTable } from "../directive-table.js";

/** Every key of .nspawn files. Origin: systemd.nspawn(5). */
export const nspawnTable = new DirectiveTable("nspawn-settings", [
  [
    "Exec",
    `
Boot boot
Ephemeral tristate
ProcessTwo process-two
Parameters strings
Environment strings
User string safe
Capability capability
AmbientCapability capability
DropCapability capability
KillSignal signal
Personality personality
MachineID machine-id
WorkingDirectory path
PivotRoot pivot-root
PrivateUsers user-namespace
NotifyReady tristate
SystemCallFilter system-call-list
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
Hostname hostname
NoNewPrivileges tristate
OOMScoreAdjust oom-score-adjust
CPUAffinity cpu-affinity
ResolvConf resolv-conf
LinkJournal link-journal
Timezone timezone-mode
SuppressSync tristate
`,
  ],
  [
    "Files",
    `
ReadOnly tristate
Volatile volatile-mode
Bind bind
BindReadOnly bind read-only
TemporaryFileSystem tmpfs
Inaccessible inaccessible
Overlay overlay
OverlayReadOnly overlay read-only
PrivateUsersChown userns-chown
PrivateUsersOwnership userns-ownership
BindUser bind-user
`,
  ],
  [
    "Network",
    `
Private tristate
Interface network-iface-pair
MACVLAN macvlan-iface-pair
IPVLAN ipvlan-iface-pair
VirtualEthernet tristate
VirtualEthernetExtra veth-extra
Bridge ifname
Zone network-zone
Port expose-port
`,
  ],
]);
