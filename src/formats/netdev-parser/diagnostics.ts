import type { DiagnosticTable } from "../../core/diagnostics.js";
import { valueDiagnostics } from "../../directives/diagnostics.js";
import { netValueDiagnostics } from "../../directives/net-diagnostics.js";
import { iniDiagnostics } from "../../ini/diagnostics.js";

export const netdevParserDiagnostics = {
  ...iniDiagnostics,
  ...valueDiagnostics,
  ...netValueDiagnostics,
  "netdev-parser.empty": { message: "the file is empty, skipping it" },
  "netdev-parser.other-machine": { message: "[Match] asks for another machine than this one, skipping the file" },
  "netdev-parser.gave-up": { message: "reading stopped here, the file is not used" },
  "netdev-parser.without-kind": { message: "[NetDev] has no Kind=, the file is not used" },
  "netdev-parser.without-name": { message: "[NetDev] has no Name=, the file is not used" },
  "netdev-parser.other-kind": { message: "{key}= cannot change to {value}, keeping what was said before" },
  "netdev-parser.other-family": {
    message: "{key}= cannot be {value}: the other end has an address of the other family",
    help: "Both ends of a tunnel are either IPv4 or IPv6; an empty value takes an address back.",
  },
  "netdev-parser.multicast": { message: "{key}= does not take the multicast address {value}" },
  "netdev-parser.not-multicast": { message: "{key}= takes a multicast address, which {value} is not" },
  "netdev-parser.not-qos-map": {
    message: "{value} in {key}= is no map of priorities, skipping it",
    help: "For example 1-3.",
  },
  "netdev-parser.not-ports": {
    message: "{key}= wants a port or a range of ports, not {value}",
    help: "For example 4000-5000.",
  },
  "netdev-parser.not-tunnel-key": {
    message: "{key}= wants a 32-bit number or an IPv4 address that spells one, not {value}",
  },
  "netdev-parser.not-a-station": { message: "{key}= wants the address of one station, not {value}" },
  "netdev-parser.too-many-arp-targets": { message: "{key}= has 16 addresses already, leaving {value} out" },
  "netdev-parser.bad-path": { message: "{key}= wants an absolute path without .. to a file, not {value}" },
  "netdev-parser.no-credential": { message: "there is no credential for {key}={value}" },
  "netdev-parser.not-base64": { message: "the key in {key}= is no base64" },
  "netdev-parser.not-hexadecimal": { message: "{key}= wants pairs of hexadecimal digits" },
  "netdev-parser.key-length": { message: "the bytes in {key}= are too many or too few" },
  "netdev-parser.host-bits": {
    message: "{key}= has a prefix with bits set behind its length, taking it for {value}",
  },
  "netdev-parser.endpoint-without-port": {
    message: "{key}= wants a host with a port, not {value}",
    help: "For example example.com:51820.",
  },
  "netdev-parser.vlan-without-id": { message: "[VLAN] has no Id=, the device is not used" },
  "netdev-parser.vxlan-without-vni": { message: "[VXLAN] has no VNI= of at most 24 bits, the device is not used" },
  "netdev-parser.vxlan-two-ends": { message: "[VXLAN] has both Group= and Remote=, the device is not used" },
  "netdev-parser.geneve-without-vni": { message: "[GENEVE] has no Id=, the device is not used" },
  "netdev-parser.without-peer": { message: "the device has no name for its other end, it is not used" },
  "netdev-parser.peer-is-itself": { message: "both ends of the device have the same name, it is not used" },
  "netdev-parser.bareudp-without-port": { message: "[BareUDP] has no DestinationPort=, the device is not used" },
  "netdev-parser.bareudp-without-type": { message: "[BareUDP] has no EtherType=, the device is not used" },
  "netdev-parser.xfrm-without-id": { message: "[Xfrm] has no InterfaceId= but 0, the device is not used" },
  "netdev-parser.wlan-without-type": { message: "[WLAN] has no Type=, the device is not used" },
  "netdev-parser.wlan-without-device": { message: "[WLAN] has no PhysicalDevice=, the device is not used" },
  "netdev-parser.tun-ignores": {
    message: "{key}= does nothing for devices of this kind",
    help: "Set it in the .network file of the device.",
  },
  "netdev-parser.fou-without-protocol": { message: "[FooOverUDP] has no Protocol=, the device is not used" },
  "netdev-parser.gue-with-protocol": {
    message: "[FooOverUDP] has a Protocol= though generic encapsulation has none, the device is not used",
  },
  "netdev-parser.fou-without-peer": { message: "[FooOverUDP] has PeerPort= without Peer=, the device is not used" },
  "netdev-parser.fou-without-peer-port": {
    message: "[FooOverUDP] has Peer= without PeerPort=, the device is not used",
  },
  "netdev-parser.tunnel-without-mode": { message: "[Tunnel] has no Mode=, the device is not used" },
  "netdev-parser.tunnel-not-external": { message: "tunnels of this kind cannot be external" },
  "netdev-parser.tunnel-family": {
    message: "[Tunnel] has addresses of a family that its kind does not take, the device is not used",
  },
  "netdev-parser.tunnel-without-port": {
    message: "[Tunnel] has FooOverUDP= without FOUDestinationPort=, the device is not used",
  },
  "netdev-parser.tunnel-fragmentation": {
    message: "[Tunnel] has both IgnoreDontFragment= and DiscoverPathMTU=, the device is not used",
  },
  "netdev-parser.local-of-nothing": {
    message: "Local={type} asks for an address of the interface underneath, which an independent device has not",
  },
  "netdev-parser.l2tp-without-family": { message: "[L2TP] has no address of either end, the device is not used" },
  "netdev-parser.l2tp-without-remote": { message: "[L2TP] has no Remote=, the device is not used" },
  "netdev-parser.l2tp-without-ids": { message: "[L2TP] lacks TunnelId= or PeerTunnelId=, the device is not used" },
  "netdev-parser.session-without-name": { message: "[L2TPSession] has no Name=, dropping it" },
  "netdev-parser.session-without-ids": { message: "[L2TPSession] lacks SessionId= or PeerSessionId=, dropping it" },
  "netdev-parser.session-name-taken": {
    message: "[L2TPSession] has the name of another session or of the device itself, dropping it",
  },
  "netdev-parser.macsec-without-address": { message: "section on line {section} has no MACAddress=, dropping it" },
  "netdev-parser.macsec-without-port": { message: "section on line {section} has no Port=, dropping it" },
  "netdev-parser.macsec-without-key": { message: "section on line {section} has no key, dropping it" },
  "netdev-parser.macsec-key-unreadable": {
    message: "no key can be read from {path}, dropping the section on line {section}",
  },
  "netdev-parser.without-packet-number": { message: "section on line {section} has no PacketNumber=, dropping it" },
  "netdev-parser.same-channel": {
    message: "[MACsecReceiveChannel] on line {section} is about a channel that there is already, dropping it",
  },
  "netdev-parser.too-many-associations": {
    message: "section on line {section} is one association too many, dropping it",
    help: "A channel has at most four.",
  },
  "netdev-parser.two-encodings": {
    message: "UseForEncoding= of the section on line {section} comes second and does nothing",
  },
  "netdev-parser.private-key-unreadable": { message: "no key can be read from {path}, the device is not used" },
  "netdev-parser.without-private-key": {
    message: "[WireGuard] has no private key, the device is not used",
    help: "Set PrivateKey= or PrivateKeyFile=.",
  },
  "netdev-parser.peer-without-key": { message: "[WireGuardPeer] on line {section} has no public key, dropping it" },
  "netdev-parser.peer-key-unreadable": {
    message: "no key can be read from {path}, dropping [WireGuardPeer] on line {section}",
  },
} as const satisfies DiagnosticTable;
