/*
 * Words of systemd 257's enumerations, each table in the order of its values (the first is the value 0). One export
 * per table, so that a bundle holds only what it uses. Look words up with `EnumTable` (src/text/enum-table.ts).
 */

export const activationPolicy = ["up", "always-up", "manual", "always-down", "down", "bound"] as const;

export const addressFamily = ["no", "yes", "ipv4", "ipv6"] as const;

export const alternativeNamesPolicy = ["database", "onboard", "slot", "path", "mac"] as const;

export const bareUdpProtocol = ["ipv4", "ipv6", "mpls-uc", "mpls-mc"] as const;

export const batadvGatewayMode = ["off", "client", "server"] as const;

export const batadvRoutingAlgorithm = ["batman-v", "batman-iv"] as const;

export const bondAdSelect = ["stable", "bandwidth", "count"] as const;

export const bondArpAllTargets = ["any", "all"] as const;

export const bondArpValidate = ["none", "active", "backup", "all"] as const;

export const bondFailOverMac = ["none", "active", "follow"] as const;

export const bondLacpRate = ["slow", "fast"] as const;

export const bondMode = [
  "balance-rr",
  "active-backup",
  "balance-xor",
  "broadcast",
  "802.3ad",
  "balance-tlb",
  "balance-alb",
] as const;

export const bondPrimaryReselect = ["always", "better", "failure"] as const;

export const bondXmitHashPolicy = ["layer2", "layer3+4", "layer2+3", "encap2+3", "encap3+4"] as const;

export const bpfCgroupAttachType = [
  "ingress",
  "egress",
  "sock_create",
  "sock_ops",
  "device",
  "bind4",
  "bind6",
  "connect4",
  "connect6",
  "post_bind4",
  "post_bind6",
  "sendmsg4",
  "sendmsg6",
  "sysctl",
  "recvmsg4",
  "recvmsg6",
  "getsockopt",
  "setsockopt",
] as const;

export const cakeAckFilter = ["no", "yes", "aggressive"] as const;

export const cakeCompensationMode = ["none", "atm", "ptm"] as const;

export const cakeFlowIsolationMode = [
  "none",
  "src-host",
  "dst-host",
  "hosts",
  "flows",
  "dual-src-host",
  "dual-dst-host",
  "triple",
] as const;

export const cakePriorityQueueingPreset = ["diffserv3", "diffserv4", "diffserv8", "besteffort", "precedence"] as const;

export { cgroupController } from "../text/cgroup-path.js";

export const cgroupDevicePolicy = ["auto", "closed", "strict"] as const;

export const cgroupIoLimitType = [
  "IOReadBandwidthMax",
  "IOWriteBandwidthMax",
  "IOReadIOPSMax",
  "IOWriteIOPSMax",
] as const;

export const cgroupPressureWatch = ["no", "yes", "auto", "skip"] as const;

export const collectMode = ["inactive", "inactive-or-failed"] as const;

export const coredumpFilter = [
  "private-anonymous",
  "shared-anonymous",
  "private-file-backed",
  "shared-file-backed",
  "elf-headers",
  "private-huge",
  "shared-huge",
  "private-dax",
  "shared-dax",
] as const;

export const df = ["no", "yes", "inherit"] as const;

export const dhcp6ClientStartMode = ["no", "information-request", "solicit"] as const;

export const dhcpClientIdentifier = ["mac", "duid"] as const;

export const dhcpOptionDataType = ["uint8", "uint16", "uint32", "string", "ipv4address", "ipv6address"] as const;

export const dnsOverTlsMode = ["no", "opportunistic", "yes"] as const;

export const dnssecMode = ["no", "allow-downgrade", "yes"] as const;

export const duidType = ["link-layer-time", "vendor", "link-layer", "uuid"] as const;

export const duplex = ["full", "half"] as const;

export const emergencyAction = [
  "none",
  "exit",
  "exit-force",
  "reboot",
  "reboot-force",
  "reboot-immediate",
  "poweroff",
  "poweroff-force",
  "poweroff-immediate",
  "soft-reboot",
  "soft-reboot-force",
  "kexec",
  "kexec-force",
  "halt",
  "halt-force",
  "halt-immediate",
] as const;

export const execDirectoryType = [
  "RuntimeDirectory",
  "StateDirectory",
  "CacheDirectory",
  "LogsDirectory",
  "ConfigurationDirectory",
] as const;

export const execInput = ["null", "tty", "tty-force", "tty-fail", "socket", "fd", "data", "file"] as const;

export const execKeyringMode = ["inherit", "private", "shared"] as const;

export const execOutput = [
  "inherit",
  "null",
  "tty",
  "kmsg",
  "kmsg+console",
  "journal",
  "journal+console",
  "socket",
  "fd",
  "file",
  "append",
  "truncate",
] as const;

export const execPreserveMode = ["no", "yes", "restart"] as const;

export const execUtmpMode = ["init", "login", "user"] as const;

export const fouEncapType = ["FooOverUDP", "GenericUDPEncapsulation"] as const;

export const ioprioClass = ["none", "realtime", "best-effort", "idle"] as const;

export const ip6tnlMode = ["ip6ip6", "ipip6", "any"] as const;

export const ipMasqueradeAddressFamily = ["no", "both", "ipv4", "ipv6"] as const;

export const ipReversePathFilter = ["no", "strict", "loose"] as const;

export const ipTos = ["low-delay", "throughput", "reliability", "low-cost"] as const;

export const ipoibMode = ["datagram", "connected"] as const;

export const ipv4ForceIgmpVersion = ["no", "v1", "v2", "v3"] as const;

export const ipv6LinkLocalAddressGenMode = ["eui64", "none", "stable-privacy", "random"] as const;

export const ipv6PrivacyExtensions = ["no", "prefer-public", "yes", "kernel"] as const;

export const ipvlanFlags = ["bridge", "private", "vepa"] as const;

export const ipvlanMode = ["L2", "L3", "L3S"] as const;

export const jobMode = [
  "fail",
  "replace",
  "replace-irreversibly",
  "isolate",
  "flush",
  "ignore-dependencies",
  "ignore-requirements",
  "triggering",
  "restart-dependencies",
] as const;

export const jobTypeCore = [
  "start",
  "verify-active",
  "stop",
  "reload",
  "reload-or-start",
  "restart",
  "try-restart",
  "try-reload",
  "nop",
] as const;

export const keepConfiguration = ["no", "dynamic-on-stop", "dynamic", "static", "yes"] as const;

export const killMode = ["control-group", "process", "mixed", "none"] as const;

export const l2tpEncapType = ["udp", "ip"] as const;

export const l2tpL2specType = ["none", "default"] as const;

export const l2tpLocalAddressType = ["auto", "static", "dynamic"] as const;

export const linkOperstate = [
  "missing",
  "off",
  "no-carrier",
  "dormant",
  "degraded-carrier",
  "carrier",
  "degraded",
  "enslaved",
  "routable",
] as const;

export const linkRequiredAddressFamily = ["any", "ipv4", "ipv6", "both"] as const;

export const lldpMode = ["no", "yes", "routers-only"] as const;

export const lldpMulticastMode = ["nearest-bridge", "non-tpmr-bridge", "customer-bridge"] as const;

export const macAddressPolicy = ["persistent", "random", "none"] as const;

export const macvlanMode = ["private", "vepa", "bridge", "passthru", "source"] as const;

export const managedOomMode = ["auto", "kill"] as const;

export const managedOomPreference = ["none", "avoid", "omit"] as const;

export const mountExecCommand = ["ExecMount", "ExecUnmount", "ExecRemount"] as const;

export const mpol = ["default", "preferred", "bind", "interleave", "local"] as const;

export const multicastRouter = ["no", "query", "permanent", "temporary"] as const;

export const namePolicy = ["kernel", "keep", "database", "onboard", "slot", "path", "mac"] as const;

export const namespaceType = ["mnt", "cgroup", "uts", "ipc", "user", "pid", "net", "time"] as const;

export const ndiscStartDhcp6Client = ["no", "always", "yes"] as const;

export const netdevKind = [
  "bareudp",
  "batadv",
  "bond",
  "bridge",
  "dummy",
  "erspan",
  "fou",
  "geneve",
  "gre",
  "gretap",
  "ifb",
  "ip6gre",
  "ip6gretap",
  "ip6tnl",
  "ipip",
  "ipoib",
  "ipvlan",
  "ipvtap",
  "l2tp",
  "macsec",
  "macvlan",
  "macvtap",
  "netdevsim",
  "nlmon",
  "sit",
  "tap",
  "tun",
  "vcan",
  "veth",
  "vlan",
  "vrf",
  "vti6",
  "vti",
  "vxcan",
  "vxlan",
  "wireguard",
  "wlan",
  "xfrm",
] as const;

export const netdevLocalAddressType = ["ipv4_link_local", "ipv6_link_local", "dhcp4", "dhcp6", "slaac"] as const;

export const nexthopAddressFamily = ["ipv4", "ipv6"] as const;

export const nfproto = ["arp", "bridge", "inet", "ip", "ip6", "netdev"] as const;

export const nftSetSource = ["address", "prefix", "ifindex", "cgroup", "user", "group"] as const;

export const nl80211Iftype = [
  "ad-hoc",
  "station",
  "ap",
  "ap-vlan",
  "wds",
  "monitor",
  "mesh-point",
  "p2p-client",
  "p2p-go",
  "p2p-device",
  "ocb",
  "nan",
] as const;

export const notifyAccess = ["none", "main", "exec", "all"] as const;

export const ntfFlags = ["use", "self", "master", "router"] as const;

export const oomPolicy = ["continue", "stop", "kill"] as const;

export const outputMode = [
  "short",
  "short-full",
  "short-iso",
  "short-iso-precise",
  "short-precise",
  "short-monotonic",
  "short-delta",
  "short-unix",
  "verbose",
  "export",
  "json",
  "json-pretty",
  "json-sse",
  "json-seq",
  "cat",
  "with-unit",
] as const;

export const partitionDesignator = [
  "root",
  "usr",
  "home",
  "srv",
  "esp",
  "xbootldr",
  "swap",
  "root-verity",
  "usr-verity",
  "root-verity-sig",
  "usr-verity-sig",
  "tmp",
  "var",
] as const;

export const pathType = ["PathExists", "PathExistsGlob", "DirectoryNotEmpty", "PathChanged", "PathModified"] as const;

export const personality = ["x86", "x86-64"] as const;

export const port = ["tp", "aui", "mii", "fibre", "bnc"] as const;

export const privatePids = ["no", "yes"] as const;

export const privateTmp = ["no", "connected", "disconnected"] as const;

export const privateUsers = ["no", "self", "identity"] as const;

export const procSubset = ["all", "pid"] as const;

export const protectControlGroups = ["no", "yes", "private", "strict"] as const;

export const protectHome = ["no", "yes", "read-only", "tmpfs"] as const;

export const protectProc = ["default", "noaccess", "invisible", "ptraceable"] as const;

export const protectSystem = ["no", "yes", "full", "strict"] as const;

export const radvPrefixDelegation = ["no", "static", "dhcpv6", "yes"] as const;

export const resolvConfModeNspawn = [
  "off",
  "copy-host",
  "copy-static",
  "copy-uplink",
  "copy-stub",
  "replace-host",
  "replace-static",
  "replace-uplink",
  "replace-stub",
  "bind-host",
  "bind-static",
  "bind-uplink",
  "bind-stub",
  "delete",
  "auto",
] as const;

export const resolveSupport = ["no", "yes", "resolve"] as const;

export const routeType = [
  "unicast",
  "local",
  "broadcast",
  "anycast",
  "multicast",
  "blackhole",
  "unreachable",
  "prohibit",
  "throw",
  "nat",
  "xresolve",
] as const;

export const runtimeScope = ["system", "user", "global"] as const;

export const schedPolicy = ["other", "batch", "idle", "fifo", "rr"] as const;

export const serviceExecCommand = [
  "ExecCondition",
  "ExecStartPre",
  "ExecStart",
  "ExecStartPost",
  "ExecReload",
  "ExecStop",
  "ExecStopPost",
] as const;

export const serviceExitType = ["main", "cgroup"] as const;

export const serviceRestart = [
  "no",
  "on-success",
  "on-failure",
  "on-abnormal",
  "on-watchdog",
  "on-abort",
  "always",
] as const;

export const serviceRestartMode = ["normal", "direct", "debug"] as const;

export const serviceTimeoutFailureMode = ["terminate", "abort", "kill"] as const;

export const serviceType = ["simple", "forking", "oneshot", "dbus", "notify", "notify-reload", "idle", "exec"] as const;

export const socketAddressBindIpv6Only = ["default", "both", "ipv6-only"] as const;

export const socketExecCommand = [
  "ExecStartPre",
  "ExecStartChown",
  "ExecStartPost",
  "ExecStopPre",
  "ExecStopPost",
] as const;

export const socketTimestamping = ["off", "us", "ns"] as const;

export const swapExecCommand = ["ExecActivate", "ExecDeactivate"] as const;

export const timestampStyle = ["pretty", "us", "utc", "us+utc", "unix"] as const;

export const timezoneMode = ["off", "copy", "bind", "symlink", "delete", "auto"] as const;

export const unitDependency = [
  "Requires",
  "Requisite",
  "Wants",
  "BindsTo",
  "PartOf",
  "Upholds",
  "RequiredBy",
  "RequisiteOf",
  "WantedBy",
  "BoundBy",
  "UpheldBy",
  "ConsistsOf",
  "Conflicts",
  "ConflictedBy",
  "Before",
  "After",
  "OnSuccess",
  "OnSuccessOf",
  "OnFailure",
  "OnFailureOf",
  "Triggers",
  "TriggeredBy",
  "PropagatesReloadTo",
  "ReloadPropagatedFrom",
  "PropagatesStopTo",
  "StopPropagatedFrom",
  "JoinsNamespaceOf",
  "References",
  "ReferencedBy",
  "InSlice",
  "SliceOf",
] as const;

export const unitFilePresetMode = ["full", "enable-only", "disable-only"] as const;

export const unitFileState = [
  "enabled",
  "enabled-runtime",
  "linked",
  "linked-runtime",
  "alias",
  "masked",
  "masked-runtime",
  "static",
  "disabled",
  "indirect",
  "generated",
  "transient",
  "bad",
] as const;

export const unitActiveState = [
  "active",
  "reloading",
  "inactive",
  "failed",
  "activating",
  "deactivating",
  "maintenance",
  "refreshing",
] as const;

export const unitLoadState = ["stub", "loaded", "not-found", "bad-setting", "error", "merged", "masked"] as const;

export const useDomains = ["no", "route", "yes"] as const;

export const userNamespaceOwnership = ["off", "chown", "map", "auto"] as const;

export const volatileMode = ["no", "yes", "state", "overlay"] as const;
