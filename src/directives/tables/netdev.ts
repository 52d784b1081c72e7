import { DirectiveTable } from "../directive-table.js";

/** Every key of .netdev files. Origin: systemd.netdev(5). */
export const netdevTable = new DirectiveTable("netdev-parser", [
  [
    "Match",
    `
Host condition-string host
Virtualization condition-string virtualization
KernelCommandLine condition-string kernel-command-line
KernelVersion condition-string kernel-version
Credential condition-string credential
Architecture condition-string architecture
Firmware condition-string firmware
`,
  ],
  [
    "NetDev",
    `
Description string
Name ifname
Kind netdev-kind
MTUBytes mtu unspec
MACAddress netdev-hw-addr ethernet
`,
  ],
  [
    "VLAN",
    `
Id vlanid
Protocol vlanprotocol
GVRP tristate
MVRP tristate
LooseBinding tristate
ReorderHeader tristate
EgressQOSMaps vlan-qos-maps
IngressQOSMaps vlan-qos-maps
`,
  ],
  [
    "MACVLAN",
    `
Mode macvlan-mode
SourceMACAddress ether-addrs
BroadcastMulticastQueueLength macvlan-broadcast-queue-size
BroadcastQueueThreshold macvlan-broadcast-queue-threshold
`,
  ],
  [
    "MACVTAP",
    `
Mode macvlan-mode
SourceMACAddress ether-addrs
`,
  ],
  [
    "IPVLAN",
    `
Mode ipvlan-mode
Flags ipvlan-flags
`,
  ],
  [
    "IPVTAP",
    `
Mode ipvlan-mode
Flags ipvlan-flags
`,
  ],
  [
    "Tunnel",
    `
Local tunnel-local-address
Remote tunnel-remote-address
TOS uint32
TTL uint32
Key tunnel-key
InputKey tunnel-key
OutputKey tunnel-key
DiscoverPathMTU tristate
IgnoreDontFragment boolean
Mode ip6tnl-mode
IPv6FlowLabel ipv6-flowlabel
CopyDSCP boolean
EncapsulationLimit encap-limit
Independent boolean
AssignToLoopback boolean
AllowLocalRemote tristate
FooOverUDP boolean
FOUDestinationPort ip-port
FOUSourcePort ip-port
Encapsulation fou-encap-type
IPv6RapidDeploymentPrefix sit-6rd-prefix
ERSPANVersion erspan-version
ERSPANIndex erspan-index
ERSPANDirection erspan-direction
ERSPANHardwareId erspan-hwid
SerializeTunneledPackets tristate
ISATAP tristate
External boolean
`,
  ],
  [
    "FooOverUDP",
    `
Protocol ip-protocol relax
Encapsulation fou-encap-type
Port ip-port
PeerPort ip-port
Local fou-tunnel-address
Peer fou-tunnel-address
`,
  ],
  [
    "L2TP",
    `
TunnelId l2tp-tunnel-id
PeerTunnelId l2tp-tunnel-id
UDPSourcePort ip-port
UDPDestinationPort ip-port
Local l2tp-tunnel-local-address
Remote l2tp-tunnel-remote-address
EncapsulationType l2tp-encap-type
UDPCheckSum boolean
UDP6CheckSumRx boolean
UDP6CheckSumTx boolean
`,
  ],
  [
    "L2TPSession",
    `
SessionId l2tp-session-id
PeerSessionId l2tp-session-id
Layer2SpecificHeader l2tp-session-l2spec
Name l2tp-session-name
`,
  ],
  [
    "Peer",
    `
Name ifname
MACAddress netdev-hw-addr ethernet
`,
  ],
  [
    "VXCAN",
    `
Peer ifname
`,
  ],
  [
    "VXLAN",
    `
VNI uint32
Id uint32
Group vxlan-address
Local vxlan-address
Remote vxlan-address
TOS uint32
TTL vxlan-ttl
MacLearning boolean
ARPProxy boolean
ReduceARPProxy boolean
L2MissNotification boolean
L3MissNotification boolean
RouteShortCircuit boolean
UDPCheckSum boolean
UDPChecksum boolean
UDP6ZeroCheckSumRx boolean
UDP6ZeroChecksumRx boolean
UDP6ZeroCheckSumTx boolean
UDP6ZeroChecksumTx boolean
RemoteChecksumTx boolean
RemoteChecksumRx boolean
FDBAgeingSec time-span
GroupPolicyExtension boolean
GenericProtocolExtension boolean
MaximumFDBEntries uint32
PortRange port-range
DestinationPort ip-port
FlowLabel flow-label
IPDoNotFragment dont-fragment
Independent boolean
`,
  ],
  [
    "GENEVE",
    `
Id geneve-vni
Remote geneve-address
TOS uint8
TTL geneve-ttl
UDPChecksum boolean
UDP6ZeroCheckSumRx boolean
UDP6ZeroChecksumRx boolean
UDP6ZeroCheckSumTx boolean
UDP6ZeroChecksumTx boolean
DestinationPort ip-port
IPDoNotFragment geneve-df
FlowLabel geneve-flow-label
InheritInnerProtocol boolean
`,
  ],
  [
    "MACsec",
    `
Port macsec-port
Encrypt tristate
`,
  ],
  [
    "MACsecReceiveChannel",
    `
Port macsec-port
MACAddress macsec-hw-address
`,
  ],
  [
    "MACsecTransmitAssociation",
    `
PacketNumber macsec-packet-number
KeyId macsec-key-id
Key macsec-key
KeyFile macsec-key-file
Activate macsec-sa-activate
UseForEncoding macsec-use-for-encoding
`,
  ],
  [
    "MACsecReceiveAssociation",
    `
Port macsec-port
MACAddress macsec-hw-address
PacketNumber macsec-packet-number
KeyId macsec-key-id
Key macsec-key
KeyFile macsec-key-file
Activate macsec-sa-activate
`,
  ],
  [
    "Tun",
    `
OneQueue (legacy)
MultiQueue boolean
PacketInfo boolean
VNetHeader boolean
User string safe
Group string safe
KeepCarrier boolean
`,
  ],
  [
    "Tap",
    `
OneQueue (legacy)
MultiQueue boolean
PacketInfo boolean
VNetHeader boolean
User string safe
Group string safe
KeepCarrier boolean
`,
  ],
  [
    "Bond",
    `
Mode bond-mode
TransmitHashPolicy bond-xmit-hash-policy
LACPTransmitRate bond-lacp-rate
AdSelect bond-ad-select
FailOverMACPolicy bond-fail-over-mac
ARPIPTargets arp-ip-target-address
ARPValidate bond-arp-validate
ARPAllTargets bond-arp-all-targets
PrimaryReselectPolicy bond-primary-reselect
ResendIGMP uint32
PacketsPerSlave uint32
GratuitousARP uint32
AllSlavesActive boolean
DynamicTransmitLoadBalancing tristate
MinLinks uint32
MIIMonitorSec time-span
UpDelaySec time-span
DownDelaySec time-span
ARPIntervalSec time-span
LearnPacketIntervalSec time-span
PeerNotifyDelaySec time-span
AdActorSystemPriority ad-actor-sys-prio
AdUserPortKey ad-user-port-key
AdActorSystem ad-actor-system
ARPMissedMax uint8
`,
  ],
  [
    "Bridge",
    `
HelloTimeSec time-span
MaxAgeSec time-span
AgeingTimeSec time-span
ForwardDelaySec time-span
Priority uint16
GroupForwardMask uint16
DefaultPVID default-port-vlanid
MulticastQuerier tristate
MulticastSnooping tristate
VLANFiltering tristate
VLANProtocol vlanprotocol
STP tristate
MulticastIGMPVersion uint8
FDBMaxLearned bridge-fdb-max-learned
`,
  ],
  [
    "VRF",
    `
TableId uint32
Table uint32
`,
  ],
  [
    "BareUDP",
    `
DestinationPort ip-port
MinSourcePort ip-port
EtherType bare-udp-iftype
`,
  ],
  [
    "WireGuard",
    `
FirewallMark uint32
FwMark uint32
ListenPort wireguard-listen-port
PrivateKey wireguard-private-key
PrivateKeyFile wireguard-private-key-file
RouteTable wireguard-route-table
RouteMetric wireguard-route-priority
`,
  ],
  [
    "WireGuardPeer",
    `
AllowedIPs wireguard-allowed-ips
Endpoint wireguard-endpoint
PublicKey wireguard-peer-key
PublicKeyFile wireguard-peer-key-file
PresharedKey wireguard-peer-key
PresharedKeyFile wireguard-peer-key-file
PersistentKeepalive wireguard-keepalive
RouteTable wireguard-peer-route-table
RouteMetric wireguard-peer-route-priority
`,
  ],
  [
    "Xfrm",
    `
InterfaceId uint32
Independent boolean
`,
  ],
  [
    "BatmanAdvanced",
    `
Aggregation boolean
BridgeLoopAvoidance boolean
DistributedArpTable boolean
Fragmentation boolean
GatewayMode batadv-gateway-mode
GatewayBandwithDown batadv-bandwidth
GatewayBandwithUp batadv-bandwidth
GatewayBandwidthDown batadv-bandwidth
GatewayBandwidthUp batadv-bandwidth
HopPenalty uint8
OriginatorIntervalSec time-span
RoutingAlgorithm batadv-routing-algorithm
`,
  ],
  [
    "IPoIB",
    `
PartitionKey ipoib-pkey
Mode ipoib-mode
IgnoreUserspaceMulticastGroups tristate
`,
  ],
  [
    "WLAN",
    `
PhysicalDevice wiphy
Type wlan-iftype
WDS tristate
`,
  ],
]);
