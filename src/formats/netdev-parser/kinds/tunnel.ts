import { Severity } from "../../../core/diagnostics.js";
import type { Errno } from "../../../core/errno.js";
import { bounded, ipPort, parseBounded } from "../../../directives/bounded-values.js";
import { fouEncapType, ip6tnlMode, netdevLocalAddressType } from "../../../directives/enums.js";
import { bool, enumeration, tristate, unsigned } from "../../../directives/values.js";
import { type InAddr, parseInAddr, parseIpv4 } from "../../../net/in-addr.js";
import {
  familyOf,
  type InAddrPrefix,
  type IpFamily,
  isNullAddr,
  parseInAddrPrefix,
} from "../../../net/in-addr-prefix.js";
import { EnumTable } from "../../../text/enum-table.js";
import { isErrno, safeAtou32, UINT8_MAX } from "../../../text/numbers.js";
import type { NetdevBinding } from "../assignment.js";
import type { Netdev, NetdevKind } from "../device.js";
import { type DeviceKind, deviceKind, section } from "../kind.js";
import type { Verification } from "../verification.js";

/** An address that is taken from the interface underneath. */
export type LocalAddressType = (typeof netdevLocalAddressType)[number];
export type FouEncapsulation = (typeof fouEncapType)[number];
export type Ip6tnlMode = (typeof ip6tnlMode)[number];

/** How many headers may be nested. Origin: IPV6_DEFAULT_TNL_ENCAP_LIMIT of Linux. */
const DEFAULT_ENCAPSULATION_LIMIT = 4;
/** Origin: DEFAULT_IPV6_TTL at 257. */
const DEFAULT_IPV6_TTL = 64;
/** Highest flow label of IPv6: 20 bits. Origin: RFC 8200. */
export const FLOW_LABEL_MAX = 0xf_ffff;
const ERSPAN_VERSION_MAX = 2;
/** Highest session of ERSPAN: 20 bits. Origin: config_parse_erspan_index() at 257. */
const ERSPAN_INDEX_MAX = 0xf_ffff;
/** Highest hardware identifier of ERSPAN: 6 bits. Origin: config_parse_erspan_hwid() at 257. */
const ERSPAN_HARDWARE_ID_MAX = 63;

/** Settings of [Tunnel]. Origin: systemd.netdev(5). */
export class TunnelSettings {
  /** Family of both addresses; `null` until an address says so. */
  family: IpFamily | null = null;
  local: InAddr | null = null;
  localType: LocalAddressType | null = null;
  remote: InAddr | null = null;
  tos = 0;
  ttl = 0;
  key = 0;
  inputKey = 0;
  outputKey = 0;
  /** `null` until it is known whether the fragmentation bit is ignored. */
  discoverPathMtu: boolean | null = null;
  ignoreDontFragment = false;
  mode: Ip6tnlMode | null = null;
  ipv6FlowLabel: number | "inherit" | null = null;
  copyDscp = false;
  /** `null` for no limit. */
  encapsulationLimit: number | null = DEFAULT_ENCAPSULATION_LIMIT;
  independent = false;
  assignToLoopback = false;
  allowLocalRemote: boolean | null = null;
  fooOverUdp = false;
  fouDestinationPort = 0;
  fouSourcePort = 0;
  encapsulation: FouEncapsulation = "FooOverUDP";
  ipv6RapidDeploymentPrefix: InAddrPrefix | null = null;
  erspanVersion = 1;
  erspanIndex = 0;
  erspanDirection: "ingress" | "egress" = "ingress";
  erspanHardwareId = 0;
  serializeTunneledPackets: boolean | null = null;
  isatap: boolean | null = null;
  external = false;
}

type TunnelBinding = NetdevBinding<TunnelSettings>;

const localTypes = new EnumTable(netdevLocalAddressType);
const ANY = "any";
const familyOfType = (type: LocalAddressType): IpFamily =>
  type === "ipv4_link_local" || type === "dhcp4" ? "ipv4" : "ipv6";

/** Reads an address; `null` for none in particular, `undefined` after a report. */
function addressOrAny(value: string, at: Parameters<TunnelBinding>[2]): InAddr | null | undefined {
  if (!value || value === ANY) return null;
  const address = parseInAddr(value);
  if (address === null) return at.warn("value.not-address", value);
  return isNullAddr(address) ? null : address;
}

/** An address, a way to find one, or `any`. Origin: config_parse_tunnel_local_address() at 257. */
const local: TunnelBinding = (settings, value, at) => {
  const type = localTypes.parse(value);
  const address = type === null ? addressOrAny(value, at) : null;
  if (address === undefined) return undefined;
  if (type !== null || address !== null) {
    const family = type === null ? familyOf(address!) : familyOfType(type);
    if (settings.family !== null && settings.family !== family) return at.warn("netdev-parser.other-family", value);
    settings.family = family;
  } else if (settings.remote === null) settings.family = null;
  settings.local = address;
  settings.localType = type;
  return undefined;
};

/** An address, or `any`. Origin: config_parse_tunnel_remote_address() at 257. */
const remote: TunnelBinding = (settings, value, at) => {
  const address = addressOrAny(value, at);
  if (address === undefined) return undefined;
  if (address !== null) {
    const family = familyOf(address);
    if (settings.family !== null && settings.family !== family) return at.warn("netdev-parser.other-family", value);
    settings.family = family;
  } else if (settings.local === null && settings.localType === null) settings.family = null;
  settings.remote = address;
  return undefined;
};

/** A number, or an IPv4 address that stands for one. Origin: config_parse_tunnel_key() at 257. */
const key =
  (field: "key" | "inputKey" | "outputKey"): TunnelBinding =>
  (settings, value, at) => {
    const address = parseIpv4(value);
    const number = address === null ? safeAtou32(value) : new DataView(address.buffer).getUint32(0);
    if (isErrno(number)) return at.warn("netdev-parser.not-tunnel-key", value);
    settings[field] = number;
    return undefined;
  };

/** Origin: config_parse_ipv6_flowlabel() at 257. */
const ipv6FlowLabel: TunnelBinding = (settings, value, at) => {
  const label = value === "inherit" ? value : parseBounded(value, { most: FLOW_LABEL_MAX });
  if (label === "EINVAL" || label === "ERANGE") return at.warn("value.number-out-of-range", value);
  settings.ipv6FlowLabel = label;
  return undefined;
};

/** A number, or `none`. Origin: config_parse_encap_limit() at 257. */
const encapsulationLimit: TunnelBinding = (settings, value, at) => {
  const limit = value === "none" ? null : parseBounded(value, { most: UINT8_MAX });
  if (limit !== null && isErrno(limit)) return at.warn("value.number-out-of-range", value);
  settings.encapsulationLimit = limit;
  return undefined;
};

/** An IPv6 prefix that is not empty. Origin: config_parse_6rd_prefix() at 257. */
const rapidDeploymentPrefix: TunnelBinding = (settings, value, at) => {
  const prefix = parseInAddrPrefix(value, "ipv6");
  if (typeof prefix === "string" || !prefix.prefixLength) return at.warn("value.not-address-prefix", value);
  settings.ipv6RapidDeploymentPrefix = prefix;
  return undefined;
};

/** Origin: config_parse_erspan_direction() at 257. */
const erspanDirection: TunnelBinding = (settings, value, at) => {
  const direction = value || "ingress";
  if (direction !== "ingress" && direction !== "egress") return at.warn("value.unknown-keyword", value);
  settings.erspanDirection = direction;
  return undefined;
};

const tunnelSections = {
  Tunnel: section<TunnelSettings>({
    Local: local,
    Remote: remote,
    TOS: unsigned("tos"),
    TTL: unsigned("ttl"),
    Key: key("key"),
    InputKey: key("inputKey"),
    OutputKey: key("outputKey"),
    DiscoverPathMTU: tristate("discoverPathMtu"),
    IgnoreDontFragment: bool("ignoreDontFragment"),
    Mode: enumeration("mode", ip6tnlMode),
    IPv6FlowLabel: ipv6FlowLabel,
    CopyDSCP: bool("copyDscp"),
    EncapsulationLimit: encapsulationLimit,
    Independent: bool("independent"),
    AssignToLoopback: bool("assignToLoopback"),
    AllowLocalRemote: tristate("allowLocalRemote"),
    FooOverUDP: bool("fooOverUdp"),
    FOUDestinationPort: ipPort("fouDestinationPort"),
    FOUSourcePort: ipPort("fouSourcePort"),
    Encapsulation: enumeration("encapsulation", fouEncapType),
    IPv6RapidDeploymentPrefix: rapidDeploymentPrefix,
    ERSPANVersion: bounded("erspanVersion", { most: ERSPAN_VERSION_MAX, empty: 1 }),
    ERSPANIndex: bounded("erspanIndex", { most: ERSPAN_INDEX_MAX, empty: 0 }),
    ERSPANDirection: erspanDirection,
    ERSPANHardwareId: bounded("erspanHardwareId", { most: ERSPAN_HARDWARE_ID_MAX, empty: 0 }),
    SerializeTunneledPackets: tristate("serializeTunneledPackets"),
    ISATAP: tristate("isatap"),
    External: bool("external"),
  }),
};

/** Completes a tunnel and checks it. Origin: netdev_tunnel_verify() at 257. */
function verifyTunnel(
  { kind, settings }: Netdev<TunnelSettings>,
  family: IpFamily,
  verification: Verification,
): 0 | Errno {
  if (kind === "ip6tnl" && settings.mode === null) return verification.refuse("netdev-parser.tunnel-without-mode");
  if (settings.external) {
    if (kind !== "vti" && kind !== "vti6") {
      settings.independent = true;
      return 0;
    }
    verification.report(Severity.debug, "netdev-parser.tunnel-not-external");
  }
  settings.family ??= family;
  if (settings.family !== family) return verification.refuse("netdev-parser.tunnel-family");
  if (settings.fooOverUdp && !settings.fouDestinationPort)
    return verification.refuse("netdev-parser.tunnel-without-port");
  if (settings.assignToLoopback) settings.independent = true;
  if (settings.independent && settings.localType !== null) {
    return verification.refuse("netdev-parser.local-of-nothing", { type: settings.localType });
  }
  if (settings.discoverPathMtu && settings.ignoreDontFragment) {
    return verification.refuse("netdev-parser.tunnel-fragmentation");
  }
  settings.discoverPathMtu ??= !settings.ignoreDontFragment;
  return 0;
}

const tunnel = (family: IpFamily, ttl = 0): DeviceKind<TunnelSettings> =>
  deviceKind(
    () => Object.assign(new TunnelSettings(), { ttl }),
    tunnelSections,
    (device, verification) => verifyTunnel(device, family, verification),
  );

/** Kinds of tunnel; all have the same settings. */
export const tunnelKinds = {
  ipip: tunnel("ipv4"),
  sit: tunnel("ipv4"),
  gre: tunnel("ipv4"),
  gretap: tunnel("ipv4"),
  erspan: tunnel("ipv4"),
  vti: tunnel("ipv4"),
  vti6: tunnel("ipv6"),
  ip6gre: tunnel("ipv6", DEFAULT_IPV6_TTL),
  ip6gretap: tunnel("ipv6", DEFAULT_IPV6_TTL),
  ip6tnl: tunnel("ipv6", DEFAULT_IPV6_TTL),
} as const satisfies Partial<Record<NetdevKind, DeviceKind<TunnelSettings>>>;
