import type { Errno } from "../../../core/errno.js";
import { ipPort } from "../../../directives/bounded-values.js";
import { bareUdpProtocol, ipoibMode } from "../../../directives/enums.js";
import { ifname } from "../../../directives/net-values.js";
import { bool, enumeration, tristate, unsigned } from "../../../directives/values.js";
import { isErrno, safeAtou16 } from "../../../text/numbers.js";
import type { NetdevBinding } from "../assignment.js";
import { ethernetAddress } from "../device.js";
import { type DeviceKind, deviceKind, section } from "../kind.js";
import type { Verification } from "../verification.js";

/** Kinds with a section of a few directives, or none. */

/** Settings of a kind that has none of its own. */
export class NoSettings {}

export const plainKind: DeviceKind<NoSettings> = deviceKind(() => new NoSettings(), {});

/** The other end of a pair needs a name of its own. Origin: netdev_veth_verify(), netdev_vxcan_verify() at 257. */
function verifyPeer(name: string | null, peer: string | null, verification: Verification): 0 | Errno {
  if (peer === null) return verification.warn("netdev-parser.without-peer");
  return peer === name ? verification.warn("netdev-parser.peer-is-itself") : 0;
}

/** The other end of a pair of virtual Ethernet devices: [Peer]. Origin: systemd.netdev(5). */
export class PeerSettings {
  name: string | null = null;
  macAddress: Uint8Array | null = null;
}

export const vethKind = deviceKind(
  () => new PeerSettings(),
  { Peer: section<PeerSettings>({ Name: ifname("name"), MACAddress: ethernetAddress }) },
  ({ name, settings }, verification) => verifyPeer(name, settings.name, verification),
);

/** Settings of [VXCAN]. Origin: systemd.netdev(5). */
export class VxcanSettings {
  peer: string | null = null;
}

export const vxcanKind = deviceKind(
  () => new VxcanSettings(),
  { VXCAN: section<VxcanSettings>({ Peer: ifname("peer") }) },
  ({ name, settings }, verification) => verifyPeer(name, settings.peer, verification),
);

/** Settings of [VRF]. Origin: systemd.netdev(5). */
export class VrfSettings {
  table = 0;
}

export const vrfKind = deviceKind(() => new VrfSettings(), {
  VRF: section<VrfSettings>({ TableId: unsigned("table"), Table: unsigned("table") }),
});

/** Settings of [BareUDP]. Origin: systemd.netdev(5). */
export class BareUdpSettings {
  destinationPort = 0;
  minSourcePort = 0;
  etherType: (typeof bareUdpProtocol)[number] | null = null;
}

export const bareUdpKind = deviceKind(
  () => new BareUdpSettings(),
  {
    BareUDP: section<BareUdpSettings>({
      DestinationPort: ipPort("destinationPort"),
      MinSourcePort: ipPort("minSourcePort"),
      EtherType: enumeration("etherType", bareUdpProtocol),
    }),
  },
  ({ settings }, verification) => {
    if (!settings.destinationPort) return verification.warn("netdev-parser.bareudp-without-port");
    return settings.etherType === null ? verification.warn("netdev-parser.bareudp-without-type") : 0;
  },
);

/** Settings of [Xfrm]. Origin: systemd.netdev(5). */
export class XfrmSettings {
  interfaceId = 0;
  independent = false;
}

export const xfrmKind = deviceKind(
  () => new XfrmSettings(),
  { Xfrm: section<XfrmSettings>({ InterfaceId: unsigned("interfaceId"), Independent: bool("independent") }) },
  ({ settings }, verification) => (settings.interfaceId ? 0 : verification.warn("netdev-parser.xfrm-without-id")),
);

/** Settings of [IPoIB]. Origin: systemd.netdev(5). */
export class IpoibSettings {
  /** 0 when it is not said. */
  partitionKey = 0;
  mode: (typeof ipoibMode)[number] | null = null;
  ignoreUserspaceMulticastGroups: boolean | null = null;
}

/** Bit of a partition key that tells full members; no key by itself. Origin: InfiniBand architecture, section 10.9.1. */
const FULL_MEMBER = 0x8000;

/** Origin: config_parse_ipoib_pkey() at 257. */
const partitionKey: NetdevBinding<IpoibSettings> = (settings, value, at) => {
  const key = value ? safeAtou16(value) : 0;
  if (isErrno(key) || (value && (key === 0 || key === FULL_MEMBER))) {
    return at.warn("value.number-out-of-range", value);
  }
  settings.partitionKey = key;
  return undefined;
};

export const ipoibKind = deviceKind(() => new IpoibSettings(), {
  IPoIB: section<IpoibSettings>({
    PartitionKey: partitionKey,
    Mode: enumeration("mode", ipoibMode),
    IgnoreUserspaceMulticastGroups: tristate("ignoreUserspaceMulticastGroups"),
  }),
});
