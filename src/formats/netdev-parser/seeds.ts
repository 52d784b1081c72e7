import { concatBytes } from "../../core/bytes.js";
import type { Seed } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";
import type { NetdevKind } from "./device.js";
import { ASSOCIATIONS_MAX } from "./kinds/macsec.js";

const text = (name: string, ...lines: readonly string[]): Seed => ({
  name,
  bytes: encodeUtf8(lines.map((line) => `${line}\n`).join("")),
});

/** A device of a kind, with what follows its [NetDev] section. */
const device = (name: string, kind: NetdevKind, ...lines: readonly string[]): Seed =>
  text(name, "[NetDev]", "Name=test0", `Kind=${kind}`, ...lines);

const KEY = "cGxlYXNlIHVzZSBhIHJlYWwga2V5IGluc3RlYWQhISE=";
const ZERO_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
const SECRET = "00112233445566778899aabbccddeeff";
const STATION = ["MACAddress=00:53:00:aa:bb:cc", "Port=5"];

/** One seed for each rule of the syntax, of the two readings, and of each kind of device. */
export function netdevSeeds(): Iterable<Seed> {
  return [
    ...frameSeeds(),
    ...linkSeeds(),
    ...tunnelSeeds(),
    ...overlaySeeds(),
    ...sessionSeeds(),
    ...macsecSeeds(),
    ...wireguardSeeds(),
  ];
}

function frameSeeds(): Seed[] {
  return [
    text("frame-no-kind", "[NetDev]", "Name=test0"),
    text("frame-no-name", "[NetDev]", "Kind=dummy"),
    text("frame-name-taken-back", "[NetDev]", "Kind=dummy", "Name=test0", "Name="),
    text("frame-kind-changes", "[NetDev]", "Name=test0", "Kind=dummy", "Kind=bridge", "Kind=dummy"),
    device("frame-plain", "dummy", "Description=nothing in particular", "MTUBytes=9K", "MACAddress=none"),
    device("frame-reported-twice", "dummy", "MTUBytes=big", "Unknown=1"),
    device("frame-foreign-section", "bridge", "[Bond]", "Mode=802.3ad", "[Widget]", "[X-Private]", "Key=1"),
    device("frame-foreign-section-marked", "bond", "[-Bond]", "Mode=802.3ad", "[-Widget]"),
    device("frame-private-key", "vrf", "[VRF]", "X-Table=5", "Table=5"),
    device("frame-unclosed-in-kind", "bridge", "[Bridge]", "STP=yes", "[Bridge"),
    device("frame-continued", "bridge", "[Bridge]", "HelloTimeSec=1min \\", "# not a part", "30s"),
    text("frame-conditions-reset", "[Match]", "Host=other", "Host=", "[NetDev]", "Name=test0", "Kind=dummy"),
    text("frame-condition-negated", "[Match]", "Architecture=!sparc", "[NetDev]", "Name=test0", "Kind=ifb"),
    text("frame-condition-fails", "[Match]", "KernelVersion=>=99", "[NetDev]", "Name=test0", "Kind=nlmon"),
    {
      name: "frame-not-utf8-in-kind",
      bytes: concatBytes(
        encodeUtf8("[NetDev]\nName=test0\nKind=tun\n[Tun]\nUser="),
        Uint8Array.of(0xff),
        encodeUtf8("\nMultiQueue=yes\n"),
      ),
    },
  ];
}

function linkSeeds(): Seed[] {
  return [
    device(
      "vlan",
      "vlan",
      "[VLAN]",
      "Id=42",
      "Protocol=802.1AD",
      "GVRP=yes",
      "EgressQOSMaps=0-1 2-3 2-3",
      "IngressQOSMaps=1-x",
    ),
    device("vlan-without-id", "vlan", "[VLAN]", "ReorderHeader=no"),
    device("vlan-maps-reset", "vlan", "[VLAN]", "Id=1", "EgressQOSMaps=1-2", "EgressQOSMaps=", 'EgressQOSMaps="3'),
    device(
      "macvlan",
      "macvlan",
      "[MACVLAN]",
      "Mode=source",
      "SourceMACAddress=00:53:00:00:00:01",
      "BroadcastQueueThreshold=no",
    ),
    device("macvlan-queue", "macvlan", "[MACVLAN]", "BroadcastMulticastQueueLength=10", "BroadcastQueueThreshold=-2"),
    device("macvtap", "macvtap", "[MACVTAP]", "Mode=passthru", "[MACVLAN]"),
    device("ipvlan", "ipvlan", "[IPVLAN]", "Mode=L3S", "Flags=vepa"),
    device("ipvtap", "ipvtap", "[IPVTAP]", "Mode=L2", "Flags=private"),
    device("veth", "veth", "[Peer]", "Name=test1", "MACAddress=00:53:00:00:00:01"),
    device("veth-without-peer", "veth", "[Peer]", "Name=not/a/name"),
    device("veth-to-itself", "veth", "[Peer]", "Name=test0"),
    device("vxcan", "vxcan", "[VXCAN]", "Peer=can1"),
    device("vxcan-without-peer", "vxcan"),
    device("tun", "tun", "[Tun]", "OneQueue=yes", "User=nobody", 'Group="quoted"', "KeepCarrier=yes"),
    device(
      "tap-settings-for-others",
      "tap",
      "MTUBytes=1500",
      "MACAddress=00:53:00:00:00:01",
      "[Tap]",
      "VNetHeader=yes",
    ),
    device(
      "bond",
      "bond",
      "[Bond]",
      "Mode=802.3ad",
      "LACPTransmitRate=fast",
      "MIIMonitorSec=100ms",
      "AdActorSystem=00:53:00:00:00:01",
    ),
    device("bond-actor-refused", "bond", "[Bond]", "AdActorSystem=01:53:00:00:00:01", "AdActorSystem=0:0:0:0:0:0"),
    device(
      "bond-arp-targets",
      "bond",
      "[Bond]",
      "ARPIPTargets=192.0.2.1 192.0.2.1 2001:db8::1",
      `ARPIPTargets=${Array.from({ length: 17 }, (_, i) => `192.0.2.${i}`).join(" ")}`,
      "ARPIPTargets=",
    ),
    device(
      "bridge",
      "bridge",
      "[Bridge]",
      "DefaultPVID=none",
      "VLANProtocol=802.1ad",
      "FDBMaxLearned=4",
      "ForwardDelaySec=15s",
    ),
    device("bridge-unlimited", "bridge", "[Bridge]", "FDBMaxLearned=4", "FDBMaxLearned=", "DefaultPVID=4095"),
    device("vrf", "vrf", "[VRF]", "TableId=5", "Table=4294967295"),
    device(
      "batadv",
      "batadv",
      "[BatmanAdvanced]",
      "GatewayMode=server",
      "GatewayBandwidthDown=10M",
      "OriginatorIntervalSec=1s",
    ),
    device("batadv-bandwidth-cut", "batadv", "[BatmanAdvanced]", "GatewayBandwithUp=500T", "GatewayBandwithDown=fast"),
    device("ipoib", "ipoib", "[IPoIB]", "PartitionKey=0x7fff", "Mode=connected"),
    device("ipoib-no-key", "ipoib", "[IPoIB]", "PartitionKey=0x8000", "PartitionKey=0", "PartitionKey="),
    device("wlan", "wlan", "[WLAN]", "PhysicalDevice=phy0", "Type=mesh-point", "WDS=yes"),
    device("wlan-by-index", "wlan", "[WLAN]", "PhysicalDevice=0", "Type=station"),
    device("wlan-without-device", "wlan", "[WLAN]", "Type=ap", "PhysicalDevice="),
    device("wlan-without-type", "wlan", "[WLAN]", "PhysicalDevice=phy0", "Type=toaster", "Type="),
    device("xfrm", "xfrm", "[Xfrm]", "InterfaceId=7", "Independent=yes"),
    device("xfrm-zero", "xfrm", "[Xfrm]", "InterfaceId=0"),
  ];
}

function tunnelSeeds(): Seed[] {
  const ends4 = ["[Tunnel]", "Local=192.0.2.1", "Remote=192.0.2.2"];
  const ends6 = ["[Tunnel]", "Local=2001:db8::1", "Remote=2001:db8::2"];
  return [
    device(
      "tunnel-gre",
      "gre",
      ...ends4,
      "Key=1.2.3.4",
      "InputKey=5",
      "OutputKey=0x10",
      "SerializeTunneledPackets=yes",
    ),
    device("tunnel-no-ends", "sit", "[Tunnel]", "Local=any", "Remote="),
    device("tunnel-ends-taken-back", "ipip", ...ends4, "Local=", "Remote=::", "Local=2001:db8::1"),
    device(
      "tunnel-remote-kept",
      "ipip",
      "[Tunnel]",
      "Local=dhcp4",
      "Remote=192.0.2.2",
      "Remote=",
      "Local=ipv4_link_local",
    ),
    device("tunnel-local-kept", "ipip", ...ends4, "Remote=", "Remote=2001:db8::1", "Local=bogus", "Remote=bogus"),
    device("tunnel-families-mixed", "vti6", "[Tunnel]", "Local=slaac", "Remote=192.0.2.2"),
    device("tunnel-wrong-family", "gretap", ...ends6),
    device("tunnel-6rd", "sit", ...ends4, "IPv6RapidDeploymentPrefix=2001:db8::/32", "IPv6RapidDeploymentPrefix=::/0"),
    device("tunnel-ip6tnl", "ip6tnl", ...ends6, "Mode=any", "EncapsulationLimit=none", "IPv6FlowLabel=inherit"),
    device("tunnel-ip6tnl-numbers", "ip6tnl", ...ends6, "Mode=ip6ip6", "EncapsulationLimit=300", "IPv6FlowLabel=99"),
    device("tunnel-without-mode", "ip6tnl", ...ends6),
    device("tunnel-external", "ip6tnl", "[Tunnel]", "Mode=ipip6", "External=yes"),
    device("tunnel-never-external", "vti", "[Tunnel]", "External=yes"),
    device("tunnel-erspan", "erspan", ...ends4, "ERSPANVersion=2", "ERSPANDirection=egress", "ERSPANHardwareId=63"),
    device(
      "tunnel-erspan-defaults",
      "erspan",
      ...ends4,
      "ERSPANVersion=",
      "ERSPANDirection=",
      "ERSPANIndex=",
      "ERSPANDirection=up",
    ),
    device("tunnel-foo-over-udp", "ipip", ...ends4, "FooOverUDP=yes", "FOUDestinationPort=5555"),
    device("tunnel-without-port", "ipip", ...ends4, "FooOverUDP=yes"),
    device("tunnel-to-loopback", "ip6gre", ...ends6, "AssignToLoopback=yes"),
    device("tunnel-independent-dhcp", "gre", "[Tunnel]", "Local=dhcp4", "Independent=yes"),
    device("tunnel-fragments", "gre", ...ends4, "IgnoreDontFragment=yes"),
    device("tunnel-fragments-both", "gre", ...ends4, "IgnoreDontFragment=yes", "DiscoverPathMTU=yes"),
    device("fou", "fou", "[FooOverUDP]", "Protocol=IPIP", "Port=5555", "Peer=192.0.2.2", "PeerPort=5556"),
    device("fou-generic", "fou", "[FooOverUDP]", "Encapsulation=GenericUDPEncapsulation", "Port=5555", "Local=::1"),
    device("fou-without-protocol", "fou", "[FooOverUDP]", "Protocol=4", "Protocol=", "Protocol=256"),
    device("fou-generic-protocol", "fou", "[FooOverUDP]", "Encapsulation=GenericUDPEncapsulation", "Protocol=47"),
    device("fou-peer-without-port", "fou", "[FooOverUDP]", "Protocol=4", "Peer=2001:db8::1", "Peer=bogus"),
    device("fou-port-without-peer", "fou", "[FooOverUDP]", "Protocol=4", "PeerPort=1"),
  ];
}

function overlaySeeds(): Seed[] {
  return [
    device(
      "vxlan",
      "vxlan",
      "[VXLAN]",
      "VNI=5",
      "Group=239.1.1.1",
      "TTL=inherit",
      "PortRange=4000-5000",
      "FlowLabel=1",
    ),
    device("vxlan-two-ends", "vxlan", "[VXLAN]", "VNI=5", "Group=239.1.1.1", "Remote=192.0.2.1"),
    device("vxlan-without-vni", "vxlan", "[VXLAN]", "Id=16777216"),
    device(
      "vxlan-addresses-refused",
      "vxlan",
      "[VXLAN]",
      "VNI=5",
      "Group=192.0.2.1",
      "Remote=239.1.1.1",
      "Local=ff02::1",
      "Local=bogus",
    ),
    device("vxlan-addresses-reset", "vxlan", "[VXLAN]", "VNI=5", "Local=dhcp6", "Local=", "Remote=::1", "Remote="),
    device("vxlan-generic-protocol", "vxlan", "[VXLAN]", "VNI=5", "GenericProtocolExtension=yes", "PortRange=2-1"),
    device("vxlan-independent-dhcp", "vxlan", "[VXLAN]", "VNI=5", "Local=slaac", "Independent=yes"),
    device(
      "geneve",
      "geneve",
      "[GENEVE]",
      "Id=5",
      "Remote=192.0.2.1",
      "TTL=64",
      "IPDoNotFragment=yes",
      "FlowLabel=1048576",
    ),
    device("geneve-without-vni", "geneve", "[GENEVE]", "Id=16777216", "Remote=ff02::1", "Remote=here", "TTL=256"),
    device("bareudp", "bareudp", "[BareUDP]", "DestinationPort=6635", "EtherType=mpls-uc"),
    device("bareudp-without-port", "bareudp", "[BareUDP]", "DestinationPort=80", "DestinationPort=", "EtherType=ipv4"),
    device("bareudp-without-type", "bareudp", "[BareUDP]", "DestinationPort=80", "EtherType=arp"),
  ];
}

function sessionSeeds(): Seed[] {
  const tunnel = ["[L2TP]", "TunnelId=5", "PeerTunnelId=6", "Remote=192.0.2.2"];
  const session = (name: string): string[] => ["[L2TPSession]", `Name=${name}`, "SessionId=1", "PeerSessionId=2"];
  return [
    device(
      "l2tp",
      "l2tp",
      ...tunnel,
      "[L2TPSession]",
      "Name=s0",
      "SessionId=1",
      "PeerSessionId=2",
      "Layer2SpecificHeader=none",
    ),
    device(
      "l2tp-local",
      "l2tp",
      ...tunnel,
      "Local=192.0.2.1@test1",
      "Local=static@test1",
      "Local=dynamic",
      "Local=x@a/b",
    ),
    device(
      "l2tp-family-kept",
      "l2tp",
      ...tunnel,
      "Local=2001:db8::1",
      "Local=0.0.0.0",
      "Remote=2001:db8::2",
      "Remote=::",
    ),
    device("l2tp-family-reset", "l2tp", ...tunnel, "Remote=", "Local=2001:db8::1", "Remote=", "Local="),
    device("l2tp-local-unfinished", "l2tp", ...tunnel, "Local=@", "Local=192.0.2.1\\ "),
    device("l2tp-session-names", "l2tp", ...tunnel, ...session("s0"), ...session("s0"), ...session("test0")),
    device("l2tp-without-family", "l2tp", "[L2TP]", "TunnelId=5", "PeerTunnelId=0"),
    device("l2tp-without-remote", "l2tp", "[L2TP]", "TunnelId=5", "PeerTunnelId=6", "Local=192.0.2.1"),
    device("l2tp-without-ids", "l2tp", "[L2TP]", "TunnelId=5", "Remote=192.0.2.2"),
    device(
      "l2tp-sessions-dropped",
      "l2tp",
      ...tunnel,
      "[L2TPSession]",
      "SessionId=1",
      "[L2TPSession]",
      "Name=s0",
      "[L2TPSession]",
      "Name=a/b",
    ),
  ];
}

function macsecSeeds(): Seed[] {
  const transmit = ["[MACsecTransmitAssociation]", "PacketNumber=1", `Key=${SECRET}`, "UseForEncoding=yes"];
  const receive = ["[MACsecReceiveAssociation]", ...STATION, `Key=${SECRET}`, "KeyId=01"];
  const many = (section: readonly string[]): string[] =>
    Array(ASSOCIATIONS_MAX + 1)
      .fill(section)
      .flat();
  return [
    device(
      "macsec",
      "macsec",
      "[MACsec]",
      "Port=1",
      "Encrypt=yes",
      "[MACsecReceiveChannel]",
      ...STATION,
      ...transmit,
      ...receive,
    ),
    device(
      "macsec-channel-twice",
      "macsec",
      "[MACsecReceiveChannel]",
      ...STATION,
      "[MACsecReceiveChannel]",
      ...STATION,
    ),
    device(
      "macsec-channels-dropped",
      "macsec",
      "[MACsecReceiveChannel]",
      "Port=5",
      "[MACsecReceiveChannel]",
      STATION[0]!,
    ),
    device("macsec-channel-refused", "macsec", "[MACsecReceiveChannel]", ...STATION, "Port=0", "MACAddress=1:2"),
    device("macsec-too-many-transmit", "macsec", ...many(transmit)),
    device("macsec-too-many-receive", "macsec", ...many(receive)),
    device("macsec-without-packet-number", "macsec", "[MACsecTransmitAssociation]", `Key=${SECRET}`),
    device("macsec-packet-number-zero", "macsec", "[MACsecTransmitAssociation]", "PacketNumber=0"),
    device("macsec-without-key", "macsec", "[MACsecReceiveAssociation]", ...STATION, "KeyId=", "Activate=no"),
    device(
      "macsec-keys-refused",
      "macsec",
      ...transmit,
      "Key=00",
      ...transmit,
      "Key=xyz",
      ...transmit,
      `KeyId=${SECRET}00`,
      ...transmit,
      "KeyId=0",
    ),
    device("macsec-key-file", "macsec", ...transmit, "KeyFile=/etc/key", ...transmit, "KeyFile=/proc/key"),
    device("macsec-key-file-empty", "macsec", ...transmit, "KeyFile="),
    device("macsec-use-for-encoding", "macsec", ...transmit, "UseForEncoding=", ...transmit, "UseForEncoding=often"),
    device("macsec-association-without-channel", "macsec", "[MACsecReceiveAssociation]", `Key=${SECRET}`, "Port=5"),
  ];
}

function wireguardSeeds(): Seed[] {
  const head = ["[WireGuard]", `PrivateKey=${KEY}`];
  const peer = ["[WireGuardPeer]", `PublicKey=${KEY}`];
  return [
    device(
      "wireguard",
      "wireguard",
      ...head,
      "ListenPort=51820",
      "FwMark=1",
      ...peer,
      "AllowedIPs=192.0.2.0/24,2001:db8::/32",
      "Endpoint=192.0.2.1:51820",
    ),
    device("wireguard-without-key", "wireguard", "[WireGuard]", `PrivateKey=${ZERO_KEY}`),
    device(
      "wireguard-key-refused",
      "wireguard",
      "[WireGuard]",
      "PrivateKey=c2hvcnQ=",
      "PrivateKey=!",
      "PrivateKey=@secret",
      "PrivateKey=",
    ),
    device(
      "wireguard-key-file",
      "wireguard",
      ...head,
      "PrivateKeyFile=rel",
      "PrivateKeyFile=/dev/key",
      "PrivateKeyFile=/etc/key",
    ),
    device("wireguard-key-file-reset", "wireguard", ...head, "PrivateKeyFile=/etc/key", "PrivateKeyFile="),
    device(
      "wireguard-settings-reset",
      "wireguard",
      ...head,
      "ListenPort=auto",
      "ListenPort=0",
      "RouteTable=off",
      "RouteMetric=",
      "RouteMetric=x",
      "RouteTable=",
    ),
    device(
      "wireguard-route-table",
      "wireguard",
      ...head,
      "RouteTable=main",
      "RouteMetric=5",
      "RouteTable=00",
      ...peer,
      "RouteTable=1",
      "RouteMetric=7",
      "RouteTable=",
      "RouteMetric=",
      "RouteTable=no",
    ),
    device(
      "wireguard-peer-without-key",
      "wireguard",
      ...head,
      "[WireGuardPeer]",
      "Endpoint=192.0.2.1",
      `PresharedKey=${KEY}`,
    ),
    device(
      "wireguard-peer-key-files",
      "wireguard",
      ...head,
      "[WireGuardPeer]",
      "PublicKeyFile=/etc/key",
      ...peer,
      "PresharedKeyFile=/etc/key",
      ...peer,
      "PresharedKeyFile=",
      "PublicKeyFile=rel",
    ),
    device(
      "wireguard-allowed-ips",
      "wireguard",
      ...head,
      ...peer,
      "AllowedIPs=192.0.2.1/24 bogus",
      "AllowedIPs=a\\",
      "AllowedIPs=",
    ),
    device(
      "wireguard-endpoint-name",
      "wireguard",
      ...head,
      ...peer,
      "Endpoint=vpn.example.com:51820",
      "PersistentKeepalive=25",
    ),
    device(
      "wireguard-endpoints-refused",
      "wireguard",
      ...head,
      ...peer,
      "Endpoint=example.com",
      ...peer,
      "Endpoint=a..b:1",
      ...peer,
      "Endpoint=a:0",
      ...peer,
      "Endpoint=@secret",
    ),
    device(
      "wireguard-peer-refused",
      "wireguard",
      ...head,
      ...peer,
      "PersistentKeepalive=x",
      ...peer,
      "RouteTable=x",
      ...peer,
      "RouteMetric=x",
      ...peer,
      "PersistentKeepalive=off",
    ),
  ];
}
