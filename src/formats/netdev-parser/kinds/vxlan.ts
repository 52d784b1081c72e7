import { bounded, ipPort, parseBounded } from "../../../directives/bounded-values.js";
import { df, netdevLocalAddressType } from "../../../directives/enums.js";
import { bool, enumeration, sec, uint8, unsigned } from "../../../directives/values.js";
import { type InAddr, parseInAddr } from "../../../net/in-addr.js";
import { isMulticastAddr, isNullAddr } from "../../../net/in-addr-prefix.js";
import { EnumTable } from "../../../text/enum-table.js";
import { isErrno, parseIpPortRange, safeAtou32, UINT8_MAX } from "../../../text/numbers.js";
import type { Usec } from "../../../time/usec.js";
import type { NetdevBinding } from "../assignment.js";
import { deviceKind, section } from "../kind.js";
import { FLOW_LABEL_MAX, type LocalAddressType } from "./tunnel.js";

/** Highest identifier of a virtual network: 24 bits. Origin: RFC 7348, RFC 8926. */
const VNI_MAX = 0xff_ffff;
/** Port of the generic protocol extension. Origin: IANA, vxlan-gpe. */
const GENERIC_PROTOCOL_PORT = 4790;
/** Port of Geneve. Origin: IANA, geneve. */
const GENEVE_PORT = 6081;

/** Whether packets may be fragmented. */
export type DontFragment = (typeof df)[number];

/** Settings of [VXLAN]. Origin: systemd.netdev(5). */
export class VxlanSettings {
  /** Any 32-bit number at first; up to 24 bits when the device is accepted. */
  vni: number = VNI_MAX + 1;
  group: InAddr | null = null;
  local: InAddr | null = null;
  localType: LocalAddressType | null = null;
  remote: InAddr | null = null;
  tos = 0;
  ttl = 0;
  ttlInherited = false;
  macLearning = true;
  arpProxy = false;
  l2MissNotification = false;
  l3MissNotification = false;
  routeShortCircuit = false;
  udpChecksum = false;
  udp6ZeroChecksumRx = false;
  udp6ZeroChecksumTx = false;
  remoteChecksumTx = false;
  remoteChecksumRx = false;
  fdbAgeingSec: Usec = 0n;
  groupPolicyExtension = false;
  genericProtocolExtension = false;
  maximumFdbEntries = 0;
  portRange: readonly [low: number, high: number] | null = null;
  destinationPort = 0;
  flowLabel = 0;
  ipDoNotFragment: DontFragment | null = null;
  independent = false;
}

/** Settings of [GENEVE]. Origin: systemd.netdev(5). */
export class GeneveSettings {
  id: number | null = null;
  remote: InAddr | null = null;
  tos = 0;
  ttl = 0;
  ttlInherited = false;
  udpChecksum = false;
  udp6ZeroChecksumRx = false;
  udp6ZeroChecksumTx = false;
  destinationPort = GENEVE_PORT;
  ipDoNotFragment: DontFragment | null = null;
  flowLabel = 0;
  inheritInnerProtocol = false;
}

const localTypes = new EnumTable(netdevLocalAddressType);

/** An address that is multicast or is not; an empty value resets. `undefined` after a report. */
function vxlanAddress(
  value: string,
  multicast: boolean,
  at: Parameters<NetdevBinding<unknown>>[2],
): InAddr | null | undefined {
  if (!value) return null;
  const address = parseInAddr(value);
  if (address === null) return at.warn("value.not-address", value);
  if (isMulticastAddr(address) === multicast) return address;
  return at.warn(multicast ? "netdev-parser.not-multicast" : "netdev-parser.multicast", value);
}

/** Origin: config_parse_vxlan_address() at 257. */
const address =
  (field: "group" | "remote"): NetdevBinding<VxlanSettings> =>
  (settings, value, at) => {
    const parsed = vxlanAddress(value, field === "group", at);
    if (parsed !== undefined) settings[field] = parsed;
    return undefined;
  };

/** An address, or a way to find one; an empty value resets the address only. Origin: config_parse_vxlan_address() at 257. */
const local: NetdevBinding<VxlanSettings> = (settings, value, at) => {
  const type = localTypes.parse(value);
  const parsed = type === null ? vxlanAddress(value, false, at) : null;
  if (parsed === undefined) return undefined;
  settings.local = parsed;
  if (value) settings.localType = type;
  return undefined;
};

/** A number up to 255, or `inherit`. Origin: config_parse_vxlan_ttl(), config_parse_geneve_ttl() at 257. */
const ttl: NetdevBinding<{ ttl: number; ttlInherited: boolean }> = (settings, value, at) => {
  const inherited = value === "inherit";
  const number = inherited ? 0 : parseBounded(value, { most: UINT8_MAX });
  if (isErrno(number)) return at.warn("value.number-out-of-range", value);
  settings.ttl = number;
  settings.ttlInherited = inherited;
  return undefined;
};

/** 20 bits. Origin: config_parse_flow_label(), config_parse_geneve_flow_label() at 257. */
const flowLabel: NetdevBinding<{ flowLabel: number }> = bounded("flowLabel", { most: FLOW_LABEL_MAX });

/** A port or a range of ports. Origin: config_parse_port_range() at 257. */
const portRange: NetdevBinding<VxlanSettings> = (settings, value, at) => {
  const range = parseIpPortRange(value);
  if (typeof range === "string") return at.warn("netdev-parser.not-ports", value);
  settings.portRange = range;
  return undefined;
};

/** Origin: config_parse_geneve_address() at 257. */
const geneveRemote: NetdevBinding<GeneveSettings> = (settings, value, at) => {
  const parsed = parseInAddr(value);
  if (parsed === null) return at.warn("value.not-address", value);
  if (isMulticastAddr(parsed)) return at.warn("netdev-parser.multicast", value);
  settings.remote = parsed;
  return undefined;
};

type UdpChecksums = Pick<GeneveSettings, "udp6ZeroChecksumRx" | "udp6ZeroChecksumTx" | "udpChecksum">;

/** Both spellings of the same settings. */
const udpChecksums = {
  UDPChecksum: bool<UdpChecksums>("udpChecksum"),
  UDP6ZeroCheckSumRx: bool<UdpChecksums>("udp6ZeroChecksumRx"),
  UDP6ZeroChecksumRx: bool<UdpChecksums>("udp6ZeroChecksumRx"),
  UDP6ZeroCheckSumTx: bool<UdpChecksums>("udp6ZeroChecksumTx"),
  UDP6ZeroChecksumTx: bool<UdpChecksums>("udp6ZeroChecksumTx"),
};

export const vxlanKind = deviceKind(
  () => new VxlanSettings(),
  {
    VXLAN: section<VxlanSettings>({
      VNI: unsigned("vni"),
      Id: unsigned("vni"),
      Group: address("group"),
      Local: local,
      Remote: address("remote"),
      TOS: unsigned("tos"),
      TTL: ttl,
      MacLearning: bool("macLearning"),
      ARPProxy: bool("arpProxy"),
      ReduceARPProxy: bool("arpProxy"),
      L2MissNotification: bool("l2MissNotification"),
      L3MissNotification: bool("l3MissNotification"),
      RouteShortCircuit: bool("routeShortCircuit"),
      UDPCheckSum: bool("udpChecksum"),
      ...udpChecksums,
      RemoteChecksumTx: bool("remoteChecksumTx"),
      RemoteChecksumRx: bool("remoteChecksumRx"),
      FDBAgeingSec: sec("fdbAgeingSec"),
      GroupPolicyExtension: bool("groupPolicyExtension"),
      GenericProtocolExtension: bool("genericProtocolExtension"),
      MaximumFDBEntries: unsigned("maximumFdbEntries"),
      PortRange: portRange,
      DestinationPort: ipPort("destinationPort"),
      FlowLabel: flowLabel,
      IPDoNotFragment: enumeration("ipDoNotFragment", df, { yes: "yes" }),
      Independent: bool("independent"),
    }),
  },
  ({ settings }, verification) => {
    if (settings.vni > VNI_MAX) return verification.warn("netdev-parser.vxlan-without-vni");
    if (!settings.destinationPort && settings.genericProtocolExtension)
      settings.destinationPort = GENERIC_PROTOCOL_PORT;
    if (settings.group !== null && settings.remote !== null && !isNullAddr(settings.remote)) {
      return verification.warn("netdev-parser.vxlan-two-ends");
    }
    if (settings.independent && settings.localType !== null) {
      return verification.refuse("netdev-parser.local-of-nothing", { type: settings.localType });
    }
    return 0;
  },
);

/** Origin: config_parse_geneve_vni() at 257. */
const geneveVni: NetdevBinding<GeneveSettings> = (settings, value, at) => {
  const vni = safeAtou32(value);
  if (isErrno(vni) || vni > VNI_MAX) return at.warn("value.number-out-of-range", value);
  settings.id = vni;
  return undefined;
};

export const geneveKind = deviceKind(
  () => new GeneveSettings(),
  {
    GENEVE: section<GeneveSettings>({
      Id: geneveVni,
      Remote: geneveRemote,
      TOS: uint8("tos"),
      TTL: ttl,
      ...udpChecksums,
      DestinationPort: ipPort("destinationPort"),
      IPDoNotFragment: enumeration("ipDoNotFragment", df, { yes: "yes" }),
      FlowLabel: flowLabel,
      InheritInnerProtocol: bool("inheritInnerProtocol"),
    }),
  },
  ({ settings }, verification) => (settings.id === null ? verification.warn("netdev-parser.geneve-without-vni") : 0),
);
