import type { Json } from "../../core/json.js";
import { formatHwAddr } from "../../net/hw-addr.js";
import { formatInAddr, type InAddr, IPV4_LENGTH, IPV6_LENGTH } from "../../net/in-addr.js";
import { UINT32_MAX } from "../../text/numbers.js";
import type { Usec } from "../../time/usec.js";
import type { NetdevKind } from "./device.js";
import type { BatmanSettings } from "./kinds/batman.js";
import type { BondSettings } from "./kinds/bond.js";
import type { BridgeSettings } from "./kinds/bridge.js";
import type { SettingsOfKind } from "./kinds/index.js";
import type { IpvlanSettings, MacvlanSettings } from "./kinds/macvlan.js";
import type { TunnelSettings } from "./kinds/tunnel.js";
import type { TunTapSettings } from "./kinds/tuntap.js";
import type { VlanProtocol, VlanSettings } from "./kinds/vlan.js";
import type { GeneveSettings, VxlanSettings } from "./kinds/vxlan.js";
import { wlanTypeNumber } from "./kinds/wlan.js";
import type { NetworkDevice } from "./parse.js";

/** Settings by `Section.Key`, as systemd stores them. */
export type StoredValues = Record<string, Json>;

const UNSET = -1;
const INVALID = -22;
const INT32_MIN = -0x8000_0000;
const VLANID_INVALID = 0xffff;
const etherTypes: Readonly<Record<VlanProtocol, number>> = { "802.1Q": 0x8100, "802.1ad": 0x88a8 };

const tristate = (value: boolean | null): number => (value === null ? UNSET : Number(value));
const usec = (value: Usec): Json => (value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : String(value));
const hardware = (address: Uint8Array | null): Json => (address === null ? null : formatHwAddr(address));
const protocol = (value: VlanProtocol | null): number => (value === null ? UNSET : etherTypes[value]);
const under = (section: string, values: Readonly<Record<string, Json>>): StoredValues =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [`${section}.${key}`, value]));

const vlan = (s: VlanSettings): StoredValues => ({
  "VLAN.Id": s.id,
  "VLAN.Protocol": protocol(s.protocol),
  "VLAN.GVRP": tristate(s.gvrp),
  "VLAN.MVRP": tristate(s.mvrp),
  "VLAN.LooseBinding": tristate(s.looseBinding),
  "VLAN.ReorderHeader": tristate(s.reorderHeader),
});

const macvlan = (s: MacvlanSettings): StoredValues => ({
  "MACVLAN.Mode": s.mode,
  "MACVLAN.BroadcastMulticastQueueLength": s.broadcastQueueLength ?? UINT32_MAX,
  "MACVLAN.BroadcastQueueThreshold": s.broadcastQueueThreshold ?? INT32_MIN,
  "MACVTAP.Mode": s.mode,
});

const ipvlan = (s: IpvlanSettings): StoredValues => ({
  "IPVLAN.Mode": s.mode,
  "IPVLAN.Flags": s.flags,
  "IPVTAP.Mode": s.mode,
  "IPVTAP.Flags": s.flags,
});

const tunTap = (s: TunTapSettings): StoredValues => {
  const values = {
    MultiQueue: s.multiQueue,
    PacketInfo: s.packetInfo,
    VNetHeader: s.vnetHeader,
    User: s.user,
    Group: s.group,
    KeepCarrier: s.keepCarrier,
  };
  return { ...under("Tun", values), ...under("Tap", values) };
};

const tunnel = (s: TunnelSettings): StoredValues => {
  const ends: StoredValues = { local_type: s.localType === null ? null : "dynamic", family: 0 };
  if (s.family !== null) {
    const none: InAddr = new Uint8Array(s.family === "ipv4" ? IPV4_LENGTH : IPV6_LENGTH);
    ends.family = s.family === "ipv4" ? 4 : 6;
    ends.local = formatInAddr(s.local ?? none);
    ends.remote = formatInAddr(s.remote ?? none);
  }
  return {
    "Tunnel.TOS": s.tos,
    "Tunnel.TTL": s.ttl,
    "Tunnel.Key": s.key,
    "Tunnel.InputKey": s.inputKey,
    "Tunnel.OutputKey": s.outputKey,
    "Tunnel.DiscoverPathMTU": tristate(s.discoverPathMtu),
    "Tunnel.IgnoreDontFragment": s.ignoreDontFragment,
    "Tunnel.Mode": s.mode,
    "Tunnel.CopyDSCP": s.copyDscp,
    "Tunnel.Independent": s.independent,
    "Tunnel.AssignToLoopback": s.assignToLoopback,
    "Tunnel.AllowLocalRemote": tristate(s.allowLocalRemote),
    "Tunnel.FooOverUDP": s.fooOverUdp,
    "Tunnel.FOUDestinationPort": s.fouDestinationPort,
    "Tunnel.FOUSourcePort": s.fouSourcePort,
    "Tunnel.Encapsulation": s.encapsulation,
    "Tunnel.ERSPANVersion": s.erspanVersion,
    "Tunnel.ERSPANIndex": s.erspanIndex,
    "Tunnel.ERSPANDirection": s.erspanDirection === "egress" ? 1 : 0,
    "Tunnel.ERSPANHardwareId": s.erspanHardwareId,
    "Tunnel.SerializeTunneledPackets": tristate(s.serializeTunneledPackets),
    "Tunnel.ISATAP": tristate(s.isatap),
    "Tunnel.External": s.external,
    ...ends,
  };
};

const udpChecksums = (s: VxlanSettings | GeneveSettings): StoredValues => ({
  UDPChecksum: s.udpChecksum,
  UDP6ZeroCheckSumRx: s.udp6ZeroChecksumRx,
  UDP6ZeroChecksumRx: s.udp6ZeroChecksumRx,
  UDP6ZeroCheckSumTx: s.udp6ZeroChecksumTx,
  UDP6ZeroChecksumTx: s.udp6ZeroChecksumTx,
});

const vxlan = (s: VxlanSettings): StoredValues =>
  under("VXLAN", {
    VNI: s.vni,
    Id: s.vni,
    TOS: s.tos,
    TTL: s.ttl,
    MacLearning: s.macLearning,
    ARPProxy: s.arpProxy,
    ReduceARPProxy: s.arpProxy,
    L2MissNotification: s.l2MissNotification,
    L3MissNotification: s.l3MissNotification,
    RouteShortCircuit: s.routeShortCircuit,
    UDPCheckSum: s.udpChecksum,
    ...udpChecksums(s),
    RemoteChecksumTx: s.remoteChecksumTx,
    RemoteChecksumRx: s.remoteChecksumRx,
    FDBAgeingSec: usec(s.fdbAgeingSec),
    GroupPolicyExtension: s.groupPolicyExtension,
    GenericProtocolExtension: s.genericProtocolExtension,
    MaximumFDBEntries: s.maximumFdbEntries,
    DestinationPort: s.destinationPort,
    IPDoNotFragment: s.ipDoNotFragment,
    Independent: s.independent,
  });

const geneve = (s: GeneveSettings): StoredValues =>
  under("GENEVE", {
    Id: s.id,
    TOS: s.tos,
    TTL: s.ttl,
    ...udpChecksums(s),
    DestinationPort: s.destinationPort,
    IPDoNotFragment: s.ipDoNotFragment,
    InheritInnerProtocol: s.inheritInnerProtocol,
  });

const bond = (s: BondSettings): StoredValues =>
  under("Bond", {
    Mode: s.mode,
    TransmitHashPolicy: s.transmitHashPolicy,
    LACPTransmitRate: s.lacpTransmitRate,
    AdSelect: s.adSelect,
    FailOverMACPolicy: s.failOverMacPolicy,
    ARPValidate: s.arpValidate,
    ARPAllTargets: s.arpAllTargets,
    PrimaryReselectPolicy: s.primaryReselectPolicy,
    ResendIGMP: s.resendIgmp,
    PacketsPerSlave: s.packetsPerSlave,
    GratuitousARP: s.gratuitousArp,
    AllSlavesActive: s.allSlavesActive,
    DynamicTransmitLoadBalancing: tristate(s.dynamicTransmitLoadBalancing),
    MinLinks: s.minLinks,
    MIIMonitorSec: usec(s.miiMonitorSec),
    UpDelaySec: usec(s.upDelaySec),
    DownDelaySec: usec(s.downDelaySec),
    ARPIntervalSec: usec(s.arpIntervalSec),
    LearnPacketIntervalSec: usec(s.learnPacketIntervalSec),
    PeerNotifyDelaySec: usec(s.peerNotifyDelaySec),
    AdActorSystemPriority: s.adActorSystemPriority,
    AdUserPortKey: s.adUserPortKey,
    AdActorSystem: hardware(s.adActorSystem),
    ARPMissedMax: s.arpMissedMax,
  });

const bridge = (s: BridgeSettings): StoredValues =>
  under("Bridge", {
    HelloTimeSec: usec(s.helloTimeSec),
    MaxAgeSec: usec(s.maxAgeSec),
    AgeingTimeSec: usec(s.ageingTimeSec),
    ForwardDelaySec: usec(s.forwardDelaySec),
    Priority: s.priority,
    GroupForwardMask: s.groupForwardMask,
    DefaultPVID: s.defaultPvid ?? VLANID_INVALID,
    MulticastQuerier: tristate(s.multicastQuerier),
    MulticastSnooping: tristate(s.multicastSnooping),
    VLANFiltering: tristate(s.vlanFiltering),
    VLANProtocol: protocol(s.vlanProtocol),
    STP: tristate(s.stp),
    MulticastIGMPVersion: s.multicastIgmpVersion,
    FDBMaxLearned: s.fdbMaxLearned,
  });

const batman = (s: BatmanSettings): StoredValues =>
  under("BatmanAdvanced", {
    Aggregation: s.aggregation,
    BridgeLoopAvoidance: s.bridgeLoopAvoidance,
    DistributedArpTable: s.distributedArpTable,
    Fragmentation: s.fragmentation,
    GatewayMode: s.gatewayMode,
    GatewayBandwithDown: s.gatewayBandwidthDown,
    GatewayBandwithUp: s.gatewayBandwidthUp,
    GatewayBandwidthDown: s.gatewayBandwidthDown,
    GatewayBandwidthUp: s.gatewayBandwidthUp,
    HopPenalty: s.hopPenalty,
    OriginatorIntervalSec: usec(s.originatorIntervalSec),
    RoutingAlgorithm: s.routingAlgorithm,
  });

const nothing = (): StoredValues => ({});

/** Settings that are a single value, by kind. */
const valuesOfKind: { readonly [Kind in NetdevKind]: (settings: SettingsOfKind[Kind]) => StoredValues } = {
  bareudp: (s) => ({
    "BareUDP.DestinationPort": s.destinationPort,
    "BareUDP.MinSourcePort": s.minSourcePort,
    "BareUDP.EtherType": s.etherType,
  }),
  batadv: batman,
  bond,
  bridge,
  dummy: nothing,
  erspan: tunnel,
  fou: (s) => ({
    "FooOverUDP.Protocol": s.protocol,
    "FooOverUDP.Encapsulation": s.encapsulation,
    "FooOverUDP.Port": s.port,
    "FooOverUDP.PeerPort": s.peerPort,
  }),
  geneve,
  gre: tunnel,
  gretap: tunnel,
  ifb: nothing,
  ip6gre: tunnel,
  ip6gretap: tunnel,
  ip6tnl: tunnel,
  ipip: tunnel,
  ipoib: (s) => ({
    "IPoIB.PartitionKey": s.partitionKey,
    "IPoIB.Mode": s.mode ?? INVALID,
    "IPoIB.IgnoreUserspaceMulticastGroups": tristate(s.ignoreUserspaceMulticastGroups),
  }),
  ipvlan,
  ipvtap: ipvlan,
  l2tp: (s) => ({
    "L2TP.TunnelId": s.tunnelId,
    "L2TP.PeerTunnelId": s.peerTunnelId,
    "L2TP.UDPSourcePort": s.udpSourcePort,
    "L2TP.UDPDestinationPort": s.udpDestinationPort,
    "L2TP.EncapsulationType": s.encapsulationType,
    "L2TP.UDPCheckSum": s.udpChecksum,
    "L2TP.UDP6CheckSumRx": s.udp6ChecksumRx,
    "L2TP.UDP6CheckSumTx": s.udp6ChecksumTx,
  }),
  macsec: (s) => ({ "MACsec.Encrypt": tristate(s.encrypt) }),
  macvlan,
  macvtap: macvlan,
  netdevsim: nothing,
  nlmon: nothing,
  sit: tunnel,
  tap: tunTap,
  tun: tunTap,
  vcan: nothing,
  veth: (s) => ({ "Peer.Name": s.name, "Peer.MACAddress": hardware(s.macAddress) }),
  vlan,
  vrf: (s) => ({ "VRF.TableId": s.table, "VRF.Table": s.table }),
  vti6: tunnel,
  vti: tunnel,
  vxcan: (s) => ({ "VXCAN.Peer": s.peer }),
  vxlan,
  wireguard: (s) => ({
    "WireGuard.FirewallMark": s.firewallMark,
    "WireGuard.FwMark": s.firewallMark,
    "WireGuard.ListenPort": s.listenPort,
    "WireGuard.RouteTable": s.routeTable,
    "WireGuard.RouteMetric": s.routeMetric,
    n_peers: s.peers.size,
  }),
  wlan: (s) => ({ "WLAN.Type": wlanTypeNumber(s.type), "WLAN.WDS": tristate(s.wds) }),
  xfrm: (s) => ({ "Xfrm.InterfaceId": s.interfaceId, "Xfrm.Independent": s.independent }),
};

/** Every setting of a device that is a single value. */
export function storedValues(device: NetworkDevice): StoredValues {
  const values = valuesOfKind[device.kind] as (settings: unknown) => StoredValues;
  return {
    "NetDev.Description": device.description,
    "NetDev.Name": device.name,
    "NetDev.MTUBytes": device.mtuBytes,
    "NetDev.MACAddress": hardware(device.macAddress),
    ...values(device.settings),
  };
}
