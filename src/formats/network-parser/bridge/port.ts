import { multicastRouter } from "../../../directives/enums.js";
import { parseVlanId, VLAN_ID_MAX } from "../../../directives/net-values.js";
import { enumParser, tristate, unsigned } from "../../../directives/values.js";
import { isErrno, parseBoolean, parseRange, safeAtou } from "../../../text/numbers.js";
import type { NetworkBinding, NetworkBindings } from "../assignment.js";

export type MulticastRouter = (typeof multicastRouter)[number];

/** The kernel's priority of a port for which none is given. Origin: LINK_BRIDGE_PORT_PRIORITY_INVALID at 257. */
const PRIORITY_UNSET = 128;
/** Greatest priority of a port. Origin: LINK_BRIDGE_PORT_PRIORITY_MAX at 257. */
const PRIORITY_MAX = 63;

/** Settings of [Bridge]. Origin: systemd.network(5). */
export class BridgePortSettings {
  /** 0 leaves it alone. */
  cost = 0;
  useBpdu: boolean | null = null;
  hairPin: boolean | null = null;
  isolated: boolean | null = null;
  fastLeave: boolean | null = null;
  allowPortToBeRoot: boolean | null = null;
  unicastFlood: boolean | null = null;
  multicastFlood: boolean | null = null;
  multicastToUnicast: boolean | null = null;
  neighborSuppression: boolean | null = null;
  learning: boolean | null = null;
  proxyArp: boolean | null = null;
  proxyArpWifi: boolean | null = null;
  priority = PRIORITY_UNSET;
  multicastRouter: MulticastRouter | null = null;
}

/** Origin: config_parse_bridge_port_priority() at 257. */
const priority: NetworkBinding<BridgePortSettings> = (settings, value, at) => {
  const number = safeAtou(value);
  if (isErrno(number) || number > PRIORITY_MAX) return at.warn("value.number-out-of-range", value);
  settings.priority = number;
  return undefined;
};

const parseMulticastRouter = enumParser(multicastRouter);

/** A word for no means the same as `no`; one for yes means nothing. Origin: config_parse_multicast_router() at 257. */
const router: NetworkBinding<BridgePortSettings> = (settings, value, at) => {
  const mode = parseBoolean(value) === false ? "no" : parseMulticastRouter(value);
  if (mode === undefined) return at.warn("value.unknown-keyword", value);
  settings.multicastRouter = mode;
  return undefined;
};

/** Directives of [Bridge]. */
export const bridgePortBindings: NetworkBindings<BridgePortSettings> = {
  Cost: unsigned("cost"),
  UseBPDU: tristate("useBpdu"),
  HairPin: tristate("hairPin"),
  Isolated: tristate("isolated"),
  FastLeave: tristate("fastLeave"),
  AllowPortToBeRoot: tristate("allowPortToBeRoot"),
  UnicastFlood: tristate("unicastFlood"),
  MulticastFlood: tristate("multicastFlood"),
  MulticastToUnicast: tristate("multicastToUnicast"),
  NeighborSuppression: tristate("neighborSuppression"),
  Learning: tristate("learning"),
  ProxyARP: tristate("proxyArp"),
  ProxyARPWiFi: tristate("proxyArpWifi"),
  Priority: priority,
  MulticastRouter: router,
};

/** What PVID= stands for when no VLAN is named. Origin: BRIDGE_VLAN_KEEP_PVID, BRIDGE_VLAN_REMOVE_PVID at 257. */
const KEEP_PVID = 0xffff;
const REMOVE_PVID = 0;

/** First and last VLAN of a range, both included. */
export type VlanRange = readonly [first: number, last: number];

/** Settings of [BridgeVLAN]. Origin: systemd.network(5). */
export class BridgeVlanSettings {
  /** VLAN of untagged packets; 65535 leaves it alone, 0 removes it. */
  pvid = KEEP_PVID;
  vlans: VlanRange[] = [];
  egressUntagged: VlanRange[] = [];
}

/** Origin: config_parse_bridge_vlan_id() at 257. */
const pvid: NetworkBinding<BridgeVlanSettings> = (settings, value, at) => {
  const id = !value ? KEEP_PVID : parseBoolean(value) === false ? REMOVE_PVID : parseVlanId(value);
  if (isErrno(id)) return at.warn("value.not-vlan-id", value);
  settings.pvid = id;
  return undefined;
};

/** `<id>` or `<id>-<id>`, in order; `null` otherwise. Origin: parse_vid_range() at 257. */
export function parseVlanRange(text: string): VlanRange | null {
  const range = parseRange(text);
  if (typeof range === "string") return null;
  const [first, last] = range;
  return first > last || last > VLAN_ID_MAX ? null : [first, last];
}

/** Ranges, appended; an empty value resets. Origin: config_parse_bridge_vlan_id_range() at 257. */
const vlanRanges =
  (field: "vlans" | "egressUntagged"): NetworkBinding<BridgeVlanSettings> =>
  (settings, value, at) => {
    if (!value) {
      settings[field] = [];
      return undefined;
    }
    const range = parseVlanRange(value);
    if (range === null) return at.warn("value.not-vlan-id", value);
    settings[field].push(range);
    return undefined;
  };

/** Directives of [BridgeVLAN]. */
export const bridgeVlanBindings: NetworkBindings<BridgeVlanSettings> = {
  PVID: pvid,
  VLAN: vlanRanges("vlans"),
  EgressUntagged: vlanRanges("egressUntagged"),
};
