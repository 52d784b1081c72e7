import type { Json } from "../../core/json.js";
import { formatHwAddr } from "../../net/hw-addr.js";
import { formatInAddr, type InAddr } from "../../net/in-addr.js";
import type { InAddrPrefix, IpFamily } from "../../net/in-addr-prefix.js";
import { UINT32_MAX } from "../../text/numbers.js";
import { USEC_INFINITY } from "../../time/usec.js";
import { familiesName, familyVersion } from "./address-families.js";
import type { AddressSettings } from "./addressing/addresses.js";
import type { NeighborSettings } from "./addressing/neighbors.js";
import { formatDnsServer } from "./general/names.js";
import type { Network } from "./network.js";
import { RouteProtocol } from "./routing/names.js";
import type { RouteSettings } from "./routing/routes.js";
import { type NumberRange, type RuleSettings, ruleFamiliesName } from "./routing/rules.js";

type Fields = { readonly [field: string]: Json };

/** What a golden case records of one section: its line, and what it came to say. */
export interface SectionRecord {
  readonly line: number;
  readonly fields: Fields;
}

const UNDECIDED = -1;
const decision = (value: boolean | null): number => (value === null ? UNDECIDED : Number(value));

const IPV6: IpFamily = "ipv6";

const textOrZero = (address: InAddr | null, family: IpFamily | null): string =>
  address === null ? (family === IPV6 ? "::" : "0.0.0.0") : formatInAddr(address);

const addressFields = (settings: AddressSettings): Fields => ({
  family: familyVersion(settings.family),
  address: textOrZero(settings.address, settings.family),
  prefixlen: settings.prefixLength,
  peer: textOrZero(settings.peer, settings.family),
  label: settings.label,
  netlabel: settings.netLabel,
  set_broadcast: decision(settings.setBroadcast),
  broadcast: textOrZero(settings.broadcast, "ipv4"),
  scope: settings.scope,
  flags: settings.flags,
  route_metric: settings.routeMetric,
  preferred_lifetime_usec: settings.preferredLifetimeUsec === USEC_INFINITY ? "infinity" : "0",
  dad: familiesName(settings.duplicateAddressDetection!),
});

const prefixText = (prefix: InAddrPrefix | null, family: IpFamily | null): string =>
  textOrZero(prefix?.address ?? null, family);

/** Flag of routes whose gateway is on the link whatever the addresses say. Origin: linux/rtnetlink.h, RTNH_F_ONLINK. */
const ROUTE_ON_LINK = 4;

const routeFields = (route: RouteSettings): Fields => ({
  family: familyVersion(route.family),
  destination: prefixText(route.destination, route.family),
  prefixlen: route.destination?.prefixLength ?? 0,
  source: prefixText(route.source, route.family),
  source_prefixlen: route.source?.prefixLength ?? 0,
  gateway: route.gatewayFamily === null ? null : textOrZero(route.gateway, route.gatewayFamily),
  preferred_source: textOrZero(route.preferredSource, route.family),
  metric: route.priority,
  table: route.table,
  protocol: route.protocol,
  scope: route.scope,
  type: route.type,
  tos: 0,
  preference: route.preference,
  flags: route.gatewayOnLink ? ROUTE_ON_LINK : 0,
  gateway_onlink: decision(route.gatewayOnLink),
  nexthop_id: route.nextHopId,
  n_multipath: route.multipath.size,
  metrics: route.metrics,
  congestion_control: route.congestionControl,
  gateway_from_dhcp_or_ra: route.gatewayFromNetwork,
});

const neighborFields = (neighbor: NeighborSettings): Fields => ({
  address: formatInAddr(neighbor.address!),
  lladdr: formatHwAddr(neighbor.linkLayerAddress!),
});

/** Flag of rules that hold where they do not match. Origin: linux/fib_rules.h, FIB_RULE_INVERT. */
const RULE_INVERT = 2;
const noPorts: NumberRange = [0, 0];
const noUsers: NumberRange = [UINT32_MAX, UINT32_MAX];

const ruleFields = (rule: RuleSettings): Fields => ({
  address_family: ruleFamiliesName(rule.families),
  family: familyVersion(rule.family),
  tos: rule.typeOfService,
  action: rule.action,
  flags: rule.invert ? RULE_INVERT : 0,
  to: rule.to === null ? null : formatInAddr(rule.to.address),
  to_prefixlen: rule.to?.prefixLength ?? 0,
  from: rule.from === null ? null : formatInAddr(rule.from.address),
  from_prefixlen: rule.from?.prefixLength ?? 0,
  iif: rule.incomingInterface,
  oif: rule.outgoingInterface,
  goto: rule.goTo,
  priority_set: rule.priority !== null,
  priority: rule.priority ?? 0,
  fwmark: rule.firewallMark,
  fwmask: rule.firewallMask,
  suppress_ifgroup: rule.suppressInterfaceGroup,
  suppress_prefixlen: rule.suppressPrefixLength,
  table: rule.table,
  l3mdev: rule.l3MasterDevice,
  uid_start: (rule.users ?? noUsers)[0],
  uid_end: (rule.users ?? noUsers)[1],
  protocol: RouteProtocol.STATIC,
  ipproto: rule.ipProtocol,
  sport_start: (rule.sourcePorts ?? noPorts)[0],
  sport_end: (rule.sourcePorts ?? noPorts)[1],
  dport_start: (rule.destinationPorts ?? noPorts)[0],
  dport_end: (rule.destinationPorts ?? noPorts)[1],
});

function records<Section extends { readonly line: number }>(
  sections: Iterable<Section>,
  fieldsOf: (section: Section) => Fields,
): SectionRecord[] {
  const list: SectionRecord[] = [];
  for (const section of sections) list.push({ line: section.line, fields: fieldsOf(section) });
  return list.sort((a, b) => a.line - b.line);
}

/** Kinds of section of which a golden case records more than how many there are. */
export const recordedKinds = ["addresses", "routes", "neighbors", "rules"] as const;

/** Sections that were kept, by kind, and lists of names. */
export interface NetworkObjects {
  readonly sections: Readonly<Record<(typeof recordedKinds)[number], readonly SectionRecord[]>>;
  readonly lists: Readonly<Record<"dns" | "search_domains" | "route_domains", readonly string[]>>;
  /** How many sections of each kind there are. */
  readonly counts: Fields;
}

/** What a golden case records of the objects that a file describes. */
export function readObjects(network: Network): NetworkObjects {
  const { general } = network;
  return {
    sections: {
      addresses: records(network.addresses, addressFields),
      routes: records(network.routes, routeFields),
      neighbors: records(network.neighbors, neighborFields),
      rules: records(network.rules, ruleFields),
    },
    lists: {
      dns: general.dns.map(formatDnsServer),
      search_domains: [...general.searchDomains],
      route_domains: [...general.routeDomains],
    },
    counts: {
      addresses: network.addresses.size,
      routes: network.routes.size,
      nexthops: network.nextHops.size,
      bridge_fdb_entries: network.forwarding.size,
      bridge_mdb_entries: network.multicast.size,
      neighbors: network.neighbors.size,
      address_labels: network.addressLabels.size,
      prefixes: network.prefixes.size,
      route_prefixes: network.routePrefixes.size,
      pref64_prefixes: network.pref64Prefixes.size,
      rules: network.rules.size,
      dhcp_static_leases: network.staticLeases.size,
      qdiscs: network.disciplines.size,
      tclasses: network.classes.size,
      sr_iov: network.srIov.size,
    },
  };
}
