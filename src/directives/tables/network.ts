import { DirectiveTable } from "../directive-table.js";

/** Every key of .network files. Origin: systemd.network(5). */
export const networkTable = new DirectiveTable("network-parser", [
  [
    "Match",
    `
MACAddress hw-addrs
PermanentMACAddress hw-addrs
Path match-strings
Driver match-strings
Type match-strings
Kind match-strings
WLANInterfaceType match-strings
SSID match-strings
BSSID ether-addrs
Name match-ifnames alternative
Property match-property
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
    "Link",
    `
MACAddress hw-addr
MTUBytes mtu unspec
Group link-group
ARP tristate
Multicast tristate
AllMulticast tristate
Promiscuous tristate
Unmanaged boolean
ActivationPolicy activation-policy
RequiredForOnline required-for-online
RequiredFamilyForOnline required-family-for-online
`,
  ],
  [
    "SR-IOV",
    `
VirtualFunction sr-iov-uint32
VLANId sr-iov-uint32
QualityOfService sr-iov-uint32
VLANProtocol sr-iov-vlan-proto
MACSpoofCheck sr-iov-boolean
QueryReceiveSideScaling sr-iov-boolean
Trust sr-iov-boolean
LinkState sr-iov-link-state
MACAddress sr-iov-mac
`,
  ],
  [
    "Network",
    `
Description string
KeepMaster boolean
BatmanAdvanced ifname
Bond ifname
Bridge ifname
VRF ifname
IPoIB stacked-netdev ipoib
IPVLAN stacked-netdev ipvlan
IPVTAP stacked-netdev ipvtap
L2TP (legacy)
MACsec stacked-netdev macsec
MACVLAN stacked-netdev macvlan
MACVTAP stacked-netdev macvtap
Tunnel stacked-netdev tunnel
VLAN stacked-netdev vlan
VXLAN stacked-netdev vxlan
Xfrm stacked-netdev xfrm
DHCP dhcp-families
DHCPServer boolean
LinkLocalAddressing link-local-address-family
IPv6LinkLocalAddressGenerationMode ipv6-link-local-address-gen-mode
IPv6StableSecretAddress in-addr ipv6
IPv4LLStartAddress ipv4ll-address
IPv4LLRoute boolean
DefaultRouteOnDevice boolean
LLDP lldp-mode
EmitLLDP lldp-multicast-mode
Address address-section address
Gateway route-section gateway-network
Domains domains
UseDomains use-domains
DNS dns-servers
DNSDefaultRoute tristate
LLMNR resolve-support
MulticastDNS resolve-support
DNSOverTLS dns-over-tls-mode
DNSSEC dnssec-mode
DNSSECNegativeTrustAnchors dnssec-negative-trust-anchors
NTP ntp-servers
IPForward ip-forward-deprecated
IPv4Forwarding tristate
IPv6Forwarding tristate
IPMasquerade ip-masquerade
IPv6PrivacyExtensions ipv6-privacy-extensions
IPv6AcceptRA tristate
IPv6AcceptRouterAdvertisements tristate
IPv6DuplicateAddressDetection int32
IPv6HopLimit uint8
IPv6RetransmissionTimeSec time-span
IPv6ProxyNDP tristate
IPv6MTUBytes mtu ipv6
IPv4AcceptLocal tristate
IPv4RouteLocalnet tristate
ActiveSlave boolean
PrimarySlave boolean
IPv4ProxyARP tristate
IPv4ProxyARPPrivateVLAN tristate
ProxyARP tristate
IPv6ProxyNDPAddress ipv6-proxy-ndp-address
IPv4ReversePathFilter ip-reverse-path-filter
MulticastIGMPVersion ipv4-force-igmp-version
BindCarrier strings
ConfigureWithoutCarrier boolean
IgnoreCarrierLoss ignore-carrier-loss
KeepConfiguration keep-configuration
IPv6SendRA router-prefix-delegation
DHCPPrefixDelegation tristate
`,
  ],
  [
    "Address",
    `
Address address-section address
Peer address-section peer
Broadcast address-section broadcast
Label address-section label
PreferredLifetime address-section preferred-lifetime
HomeAddress address-section home-address
ManageTemporaryAddress address-section manage-temporary-address
PrefixRoute address-section prefix-route
AddPrefixRoute address-section add-prefix-route
AutoJoin address-section auto-join
DuplicateAddressDetection address-section dad
Scope address-section scope
RouteMetric address-section route-metric
NetLabel address-section net-label
NFTSet address-section nft-set
`,
  ],
  [
    "IPv6AddressLabel",
    `
Prefix ipv6-address-label-section prefix
Label ipv6-address-label-section label
`,
  ],
  [
    "Neighbor",
    `
Address neighbor-section destination-address
LinkLayerAddress neighbor-section link-layer-address
MACAddress neighbor-section link-layer-address
`,
  ],
  [
    "RoutingPolicyRule",
    `
TypeOfService routing-policy-rule tos
Priority routing-policy-rule priority
GoTo routing-policy-rule goto
Table routing-policy-rule table
FirewallMark routing-policy-rule fwmark
From routing-policy-rule from
To routing-policy-rule to
IncomingInterface routing-policy-rule iif
OutgoingInterface routing-policy-rule oif
IPProtocol routing-policy-rule ip-protocol
SourcePort routing-policy-rule sport
DestinationPort routing-policy-rule dport
InvertRule routing-policy-rule invert
L3MasterDevice routing-policy-rule l3mdev
Family routing-policy-rule family
User routing-policy-rule uid-range
SuppressInterfaceGroup routing-policy-rule suppress-ifgroup
SuppressPrefixLength routing-policy-rule suppress-prefixlen
Type routing-policy-rule action
`,
  ],
  [
    "Route",
    `
Gateway route-section gateway
Destination route-section destination
Source route-section destination
Metric route-section priority
Scope route-section scope
PreferredSource route-section preferred-source
Table route-section table
GatewayOnLink route-section gateway-onlink
GatewayOnlink route-section gateway-onlink
IPv6Preference route-section preference
Protocol route-section protocol
Type route-section type
MultiPathRoute route-section multipath
NextHop route-section nexthop
MTUBytes route-section metric-mtu
TCPAdvertisedMaximumSegmentSize route-section metric-advmss
HopLimit route-section metric-hoplimit
InitialCongestionWindow route-section metric-initcwnd
TCPRetransmissionTimeoutSec route-section metric-rto-min
InitialAdvertisedReceiveWindow route-section metric-initrwnd
QuickAck route-section metric-quickack
TCPCongestionControlAlgorithm route-section metric-cc-algo
FastOpenNoCookie route-section metric-fastopen-no-cookie
TTLPropagate (legacy)
`,
  ],
  [
    "NextHop",
    `
Id nexthop-section id
Gateway nexthop-section gateway
Family nexthop-section family
OnLink nexthop-section onlink
Blackhole nexthop-section blackhole
Group nexthop-section group
`,
  ],
  [
    "DHCPv4",
    `
RequestAddress in-addr ipv4
ClientIdentifier dhcp-client-identifier
UseDNS tristate
UseDNR tristate
RoutesToDNS boolean
UseNTP tristate
RoutesToNTP boolean
UseSIP boolean
UseCaptivePortal boolean
UseMTU boolean
UseHostname boolean
UseDomains use-domains
UseRoutes boolean
UseGateway tristate
QuickAck boolean
RequestOptions dhcp-request-options ipv4
Anonymize boolean
SendHostname dhcp-send-hostname ipv4
Hostname hostname
Label dhcp-label
RequestBroadcast tristate
VendorClassIdentifier string safe
MUDURL mud-url
MaxAttempts dhcp-max-attempts
UserClass dhcp-user-or-vendor-class ipv4
IAID iaid ipv4
DUIDType network-duid-type
DUIDRawData network-duid-rawdata
RouteMetric dhcp-route-metric ipv4
RouteTable dhcp-or-ra-route-table ipv4
UseTimezone boolean
ListenPort uint16
ServerPort uint16
SendRelease boolean
SendDecline boolean
DenyList in-addr-prefixes ipv4
AllowList in-addr-prefixes ipv4
IPServiceType dhcp-ip-service-type
SocketPriority dhcp-socket-priority
SendOption dhcp-send-option ipv4
SendVendorOption dhcp-send-option
RouteMTUBytes mtu ipv4
InitialCongestionWindow tcp-window
InitialAdvertisedReceiveWindow tcp-window
FallbackLeaseLifetimeSec dhcp-fallback-lease-lifetime
Use6RD boolean
UnassignedSubnetPolicy dhcp-pd-prefix-route-type
IPv6OnlyMode tristate
NetLabel string safe
NFTSet nft-set network
RapidCommit tristate
`,
  ],
  [
    "DHCPv6",
    `
UseAddress boolean
UseDelegatedPrefix boolean
UseDNS tristate
UseDNR tristate
UseHostname boolean
UseDomains use-domains
UseNTP tristate
UseCaptivePortal boolean
MUDURL mud-url
SendHostname dhcp-send-hostname ipv6
Hostname hostname
RequestOptions dhcp-request-options ipv6
UserClass dhcp-user-or-vendor-class ipv6
VendorClass dhcp-user-or-vendor-class ipv6
SendVendorOption dhcp-send-option ipv6
PrefixDelegationHint dhcp6-pd-prefix-hint
UnassignedSubnetPolicy dhcp-pd-prefix-route-type
WithoutRA dhcp6-client-start-mode
SendOption dhcp-send-option ipv6
IAID iaid ipv6
DUIDType duid-type
DUIDRawData duid-rawdata
RapidCommit boolean
NetLabel string safe
SendRelease boolean
NFTSet nft-set network
`,
  ],
  [
    "IPv6AcceptRA",
    `
UseRedirect boolean
UseGateway boolean
UseRoutePrefix boolean
UseAutonomousPrefix boolean
UseOnLinkPrefix boolean
UsePREF64 boolean
UseDNS tristate
UseDNR tristate
UseDomains use-domains
UseMTU boolean
UseHopLimit boolean
UseReachableTime boolean
UseRetransmissionTime boolean
DHCPv6Client ndisc-start-dhcp6-client
RouteTable dhcp-or-ra-route-table ipv6
RouteMetric ndisc-route-metric
QuickAck boolean
UseCaptivePortal boolean
RouterAllowList in-addr-prefixes ipv6
RouterDenyList in-addr-prefixes ipv6
PrefixAllowList in-addr-prefixes ipv6
PrefixDenyList in-addr-prefixes ipv6
RouteAllowList in-addr-prefixes ipv6
RouteDenyList in-addr-prefixes ipv6
Token address-generation-type
NetLabel string safe
NFTSet nft-set network
`,
  ],
  [
    "DHCPServer",
    `
ServerAddress dhcp-server-address
UplinkInterface uplink
RelayTarget in-addr ipv4
RelayAgentCircuitId dhcp-server-relay-agent-suboption
RelayAgentRemoteId dhcp-server-relay-agent-suboption
MaxLeaseTimeSec time-span
DefaultLeaseTimeSec time-span
IPv6OnlyPreferredSec dhcp-server-ipv6-only-preferred
EmitDNS boolean
DNS dhcp-server-emit
EmitNTP boolean
NTP dhcp-server-emit
EmitSIP boolean
SIP dhcp-server-emit
EmitPOP3 boolean
POP3 dhcp-server-emit
EmitSMTP boolean
SMTP dhcp-server-emit
EmitLPR boolean
LPR dhcp-server-emit
EmitRouter boolean
Router in-addr ipv4
EmitTimezone boolean
Timezone timezone
PoolOffset uint32
PoolSize uint32
SendVendorOption dhcp-send-option
SendOption dhcp-send-option
BindToInterface boolean
BootServerAddress in-addr ipv4
BootServerName dns-domain
BootFilename string safe-and-ascii
RapidCommit boolean
PersistLeases tristate
`,
  ],
  [
    "DHCPServerStaticLease",
    `
Address dhcp-static-lease-address
MACAddress dhcp-static-lease-hwaddr
`,
  ],
  [
    "Bridge",
    `
Cost uint32
UseBPDU tristate
HairPin tristate
Isolated tristate
FastLeave tristate
AllowPortToBeRoot tristate
UnicastFlood tristate
MulticastFlood tristate
MulticastToUnicast tristate
NeighborSuppression tristate
Learning tristate
ProxyARP tristate
ProxyARPWiFi tristate
Priority bridge-port-priority
MulticastRouter multicast-router
`,
  ],
  [
    "BridgeFDB",
    `
MACAddress fdb-hwaddr
VLANId fdb-vlan-id
Destination fdb-destination
VNI fdb-vxlan-vni
AssociatedWith fdb-ntf-flags
OutgoingInterface fdb-interface
`,
  ],
  [
    "BridgeMDB",
    `
MulticastGroupAddress mdb-group-address
VLANId mdb-vlan-id
`,
  ],
  [
    "BridgeVLAN",
    `
PVID bridge-vlan-id
VLAN bridge-vlan-id-range
EgressUntagged bridge-vlan-id-range
`,
  ],
  [
    "DHCPPrefixDelegation",
    `
UplinkInterface uplink
SubnetId dhcp-pd-subnet-id
Announce boolean
Assign boolean
ManageTemporaryAddress boolean
Token address-generation-type
RouteMetric uint32
NetLabel string safe
NFTSet nft-set network
`,
  ],
  [
    "IPv6SendRA",
    `
RouterLifetimeSec router-lifetime
ReachableTimeSec router-uint32-msec-usec
RetransmitSec router-uint32-msec-usec
Managed boolean
OtherInformation boolean
RouterPreference router-preference
HopLimit uint8
EmitDNS boolean
DNS radv-dns
EmitDomains boolean
Domains radv-search-domains
DNSLifetimeSec time-span
UplinkInterface uplink
HomeAgent boolean
HomeAgentLifetimeSec router-home-agent-lifetime
HomeAgentPreference uint16
`,
  ],
  [
    "IPv6Prefix",
    `
Prefix prefix
OnLink prefix-boolean onlink
AddressAutoconfiguration prefix-boolean auto
ValidLifetimeSec prefix-lifetime
PreferredLifetimeSec prefix-lifetime
Assign prefix-boolean
RouteMetric prefix-metric
Token prefix-token
`,
  ],
  [
    "IPv6RoutePrefix",
    `
Route route-prefix
LifetimeSec route-prefix-lifetime
`,
  ],
  [
    "IPv6PREF64Prefix",
    `
Prefix pref64-prefix
LifetimeSec pref64-prefix-lifetime
`,
  ],
  [
    "LLDP",
    `
MUDURL mud-url
`,
  ],
  [
    "CAN",
    `
BitRate can-bitrate
SamplePoint permille
TimeQuantaNSec can-time-quanta
PropagationSegment uint32
PhaseBufferSegment1 uint32
PhaseBufferSegment2 uint32
SyncJumpWidth uint32
DataBitRate can-bitrate
DataSamplePoint permille
DataTimeQuantaNSec can-time-quanta
DataPropagationSegment uint32
DataPhaseBufferSegment1 uint32
DataPhaseBufferSegment2 uint32
DataSyncJumpWidth uint32
RestartSec can-restart-usec
Loopback can-control-mode loopback
ListenOnly can-control-mode listenonly
TripleSampling can-control-mode 3-samples
OneShot can-control-mode one-shot
BusErrorReporting can-control-mode berr-reporting
FDMode can-control-mode fd
PresumeACK can-control-mode presume-ack
FDNonISO can-control-mode fd-non-iso
ClassicDataLengthCode can-control-mode cc-len8-dlc
Termination can-termination
`,
  ],
  [
    "IPoIB",
    `
Mode (unread)
IgnoreUserspaceMulticastGroups (unread)
`,
  ],
  [
    "QDisc",
    `
Parent qdisc-parent any
Handle qdisc-handle any
`,
  ],
  [
    "BFIFO",
    `
Parent qdisc-parent bfifo
Handle qdisc-handle bfifo
LimitBytes bfifo-size bfifo
`,
  ],
  [
    "CAKE",
    `
Parent qdisc-parent cake
Handle qdisc-handle cake
Bandwidth cake-bandwidth cake
AutoRateIngress cake-tristate cake
OverheadBytes cake-overhead cake
MPUBytes cake-mpu cake
CompensationMode cake-compensation-mode cake
UseRawPacketSize cake-tristate cake
FlowIsolationMode cake-flow-isolation-mode cake
NAT cake-tristate cake
PriorityQueueingPreset cake-priority-queueing-preset cake
FirewallMark cake-fwmark cake
Wash cake-tristate cake
SplitGSO cake-tristate cake
RTTSec cake-rtt cake
AckFilter cake-ack-filter cake
`,
  ],
  [
    "ControlledDelay",
    `
Parent qdisc-parent codel
Handle qdisc-handle codel
PacketLimit controlled-delay-u32 codel
TargetSec controlled-delay-usec codel
IntervalSec controlled-delay-usec codel
CEThresholdSec controlled-delay-usec codel
ECN controlled-delay-bool codel
`,
  ],
  [
    "DeficitRoundRobinScheduler",
    `
Parent qdisc-parent drr
Handle qdisc-handle drr
`,
  ],
  [
    "DeficitRoundRobinSchedulerClass",
    `
Parent tclass-parent drr
ClassId tclass-classid drr
QuantumBytes drr-size drr
`,
  ],
  [
    "EnhancedTransmissionSelection",
    `
Parent qdisc-parent ets
Handle qdisc-handle ets
Bands ets-u8 ets
StrictBands ets-u8 ets
QuantumBytes ets-quanta ets
PriorityMap ets-prio ets
`,
  ],
  [
    "PFIFO",
    `
Parent qdisc-parent pfifo
Handle qdisc-handle pfifo
PacketLimit pfifo-size pfifo
`,
  ],
  [
    "PFIFOFast",
    `
Parent qdisc-parent pfifo-fast
Handle qdisc-handle pfifo-fast
`,
  ],
  [
    "PFIFOHeadDrop",
    `
Parent qdisc-parent pfifo-head-drop
Handle qdisc-handle pfifo-head-drop
PacketLimit pfifo-size pfifo-head-drop
`,
  ],
  [
    "QuickFairQueueing",
    `
Parent qdisc-parent qfq
Handle qdisc-handle qfq
`,
  ],
  [
    "QuickFairQueueingClass",
    `
Parent tclass-parent qfq
ClassId tclass-classid qfq
Weight quick-fair-queueing-weight qfq
MaxPacketBytes quick-fair-queueing-max-packet qfq
`,
  ],
  [
    "FairQueueing",
    `
Parent qdisc-parent fq
Handle qdisc-handle fq
PacketLimit fair-queueing-u32 fq
FlowLimit fair-queueing-u32 fq
QuantumBytes fair-queueing-size fq
InitialQuantumBytes fair-queueing-size fq
MaximumRate fair-queueing-max-rate fq
Buckets fair-queueing-u32 fq
OrphanMask fair-queueing-u32 fq
Pacing fair-queueing-bool fq
CEThresholdSec fair-queueing-usec fq
`,
  ],
  [
    "FairQueueingControlledDelay",
    `
Parent qdisc-parent fq-codel
Handle qdisc-handle fq-codel
PacketLimit fair-queueing-controlled-delay-u32 fq-codel
MemoryLimitBytes fair-queueing-controlled-delay-size fq-codel
Flows fair-queueing-controlled-delay-u32 fq-codel
QuantumBytes fair-queueing-controlled-delay-size fq-codel
TargetSec fair-queueing-controlled-delay-usec fq-codel
IntervalSec fair-queueing-controlled-delay-usec fq-codel
CEThresholdSec fair-queueing-controlled-delay-usec fq-codel
ECN fair-queueing-controlled-delay-bool fq-codel
`,
  ],
  [
    "FlowQueuePIE",
    `
Parent qdisc-parent fq-pie
Handle qdisc-handle fq-pie
PacketLimit fq-pie-packet-limit fq-pie
`,
  ],
  [
    "GenericRandomEarlyDetection",
    `
Parent qdisc-parent gred
Handle qdisc-handle gred
VirtualQueues generic-random-early-detection-u32 gred
DefaultVirtualQueue generic-random-early-detection-u32 gred
GenericRIO generic-random-early-detection-bool gred
`,
  ],
  [
    "HeavyHitterFilter",
    `
Parent qdisc-parent hhf
Handle qdisc-handle hhf
PacketLimit heavy-hitter-filter-packet-limit hhf
`,
  ],
  [
    "HierarchyTokenBucket",
    `
Parent qdisc-parent htb
Handle qdisc-handle htb
DefaultClass hierarchy-token-bucket-default-class htb
RateToQuantum hierarchy-token-bucket-u32 htb
`,
  ],
  [
    "HierarchyTokenBucketClass",
    `
Parent tclass-parent htb
ClassId tclass-classid htb
Priority hierarchy-token-bucket-class-u32 htb
QuantumBytes hierarchy-token-bucket-class-size htb
MTUBytes hierarchy-token-bucket-class-size htb
OverheadBytes hierarchy-token-bucket-class-size htb
Rate hierarchy-token-bucket-class-rate htb
CeilRate hierarchy-token-bucket-class-rate htb
BufferBytes hierarchy-token-bucket-class-size htb
CeilBufferBytes hierarchy-token-bucket-class-size htb
`,
  ],
  [
    "ClassfulMultiQueueing",
    `
Parent qdisc-parent mq
Handle qdisc-handle mq
`,
  ],
  [
    "BandMultiQueueing",
    `
Parent qdisc-parent multiq
Handle qdisc-handle multiq
`,
  ],
  [
    "NetworkEmulator",
    `
Parent qdisc-parent netem
Handle qdisc-handle netem
DelaySec network-emulator-delay netem
DelayJitterSec network-emulator-delay netem
LossRate network-emulator-rate netem
DuplicateRate network-emulator-rate netem
PacketLimit network-emulator-packet-limit netem
`,
  ],
  [
    "PIE",
    `
Parent qdisc-parent pie
Handle qdisc-handle pie
PacketLimit pie-packet-limit pie
`,
  ],
  [
    "StochasticFairBlue",
    `
Parent qdisc-parent sfb
Handle qdisc-handle sfb
PacketLimit stochastic-fair-blue-u32 sfb
`,
  ],
  [
    "StochasticFairnessQueueing",
    `
Parent qdisc-parent sfq
Handle qdisc-handle sfq
PerturbPeriodSec stochastic-fairness-queueing-perturb-period sfq
`,
  ],
  [
    "TokenBucketFilter",
    `
Parent qdisc-parent tbf
Handle qdisc-handle tbf
Rate token-bucket-filter-rate tbf
BurstBytes token-bucket-filter-size tbf
LimitBytes token-bucket-filter-size tbf
MTUBytes token-bucket-filter-size tbf
MPUBytes token-bucket-filter-size tbf
PeakRate token-bucket-filter-rate tbf
LatencySec token-bucket-filter-latency tbf
`,
  ],
  [
    "TrivialLinkEqualizer",
    `
Parent qdisc-parent teql
Handle qdisc-handle teql
Id trivial-link-equalizer-id teql
`,
  ],
  [
    "Network",
    `
IPv4LL ipv4ll
IPv6Token address-generation-type
IPv6PrefixDelegation router-prefix-delegation
DHCPv6PrefixDelegation tristate
`,
  ],
  [
    "IPv6PrefixDelegation",
    `
RouterLifetimeSec time-span
Managed boolean
OtherInformation boolean
RouterPreference router-preference
EmitDNS boolean
DNS radv-dns
EmitDomains boolean
Domains radv-search-domains
DNSLifetimeSec time-span
`,
  ],
  [
    "DHCPv4",
    `
BlackList in-addr-prefixes ipv4
`,
  ],
  [
    "DHCP",
    `
ClientIdentifier dhcp-client-identifier
UseDNS tristate
UseNTP tristate
UseMTU boolean
UseHostname boolean
UseDomains use-domains
UseDomainName use-domains
UseRoutes boolean
Anonymize boolean
SendHostname dhcp-send-hostname unspec
Hostname hostname
RequestBroadcast tristate
CriticalConnection tristate
VendorClassIdentifier string safe
UserClass dhcp-user-or-vendor-class ipv4
IAID iaid ipv4
DUIDType network-duid-type
DUIDRawData network-duid-rawdata
RouteMetric dhcp-route-metric unspec
RouteTable dhcp-or-ra-route-table ipv4
UseTimezone boolean
ListenPort uint16
RapidCommit boolean
ForceDHCPv6PDOtherInformation (legacy)
`,
  ],
  [
    "DHCPv4",
    `
UseDomainName use-domains
CriticalConnection tristate
`,
  ],
  [
    "DHCPv6",
    `
RouteMetric ndisc-route-metric ipv6
ForceDHCPv6PDOtherInformation (legacy)
`,
  ],
  [
    "DHCPv6PrefixDelegation",
    `
SubnetId dhcp-pd-subnet-id
Announce boolean
Assign boolean
ManageTemporaryAddress boolean
Token address-generation-type
RouteMetric uint32
`,
  ],
  [
    "IPv6AcceptRA",
    `
DenyList in-addr-prefixes ipv6
BlackList in-addr-prefixes ipv6
UseICMP6RateLimit (legacy)
`,
  ],
  [
    "TrafficControlQueueingDiscipline",
    `
Parent qdisc-parent any
NetworkEmulatorDelaySec network-emulator-delay
NetworkEmulatorDelayJitterSec network-emulator-delay
NetworkEmulatorLossRate network-emulator-rate
NetworkEmulatorDuplicateRate network-emulator-rate
NetworkEmulatorPacketLimit network-emulator-packet-limit
`,
  ],
  [
    "FairQueueing",
    `
Quantum fair-queueing-size fq
InitialQuantum fair-queueing-size fq
`,
  ],
  [
    "FairQueueingControlledDelay",
    `
MemoryLimit fair-queueing-controlled-delay-size fq-codel
Quantum fair-queueing-controlled-delay-size fq-codel
`,
  ],
  [
    "TokenBucketFilter",
    `
Burst token-bucket-filter-size tbf
LimitSize token-bucket-filter-size tbf
`,
  ],
]);
