import { invalidating, type RepeatedSection, type RepeatedSections } from "../../../directives/repeated-sections.js";
import { tristate, unsigned } from "../../../directives/values.js";
import { type InAddr, parseInAddr } from "../../../net/in-addr.js";
import {
  familyOf,
  type InAddrPrefix,
  type IpFamily,
  isNullAddr,
  maskInAddr,
  parseInAddrOf,
  parseInAddrPrefix,
} from "../../../net/in-addr-prefix.js";
import { parseRouteTable, RouteTable } from "../../../net/route-table.js";
import { isErrno, safeAtou32 } from "../../../text/numbers.js";
import type { NetworkBinding, NetworkBindings } from "../assignment.js";
import { metricBindings } from "./metrics.js";
import { type MultipathHop, multipathHop } from "./multipath.js";
import { parseRouteProtocol, parseRouteScope, RouteProtocol, RouteScope, RouteType, routeTypes } from "./names.js";

/** Router preference as router advertisements have it. Origin: RFC 4191 section 2.1. */
export const RouterPreference = { MEDIUM: 0, HIGH: 1, LOW: 3 } as const;

/** Settings of one [Route] section, or of Gateway= in [Network]. Origin: systemd.network(5). */
export class RouteSettings implements RepeatedSection {
  invalid = false;
  /** `null` while no address is given. */
  family: IpFamily | null = null;
  destination: InAddrPrefix | null = null;
  source: InAddrPrefix | null = null;
  gateway: InAddr | null = null;
  /** The gateway is the one that DHCPv4 or a router advertises. */
  gatewayFromNetwork = false;
  /** Family of the gateway; `null` when there is none, or an advertised one of either family. */
  gatewayFamily: IpFamily | null = null;
  gatewayOnLink: boolean | null = null;
  preferredSource: InAddr | null = null;
  priority = 0;
  scope: number = RouteScope.GLOBAL;
  scopeSet = false;
  table: number = RouteTable.MAIN;
  tableSet = false;
  protocol: number = RouteProtocol.STATIC;
  type: number = RouteType.UNICAST;
  preference: number = RouterPreference.MEDIUM;
  /** 0 for none. */
  nextHopId = 0;
  /** Several gateways to one destination, by what tells them apart. */
  readonly multipath = new Map<string, MultipathHop>();
  /** Values by {@link RouteMetric}; trailing zeros are left out. */
  metrics: number[] = [];
  congestionControl: string | null = null;

  constructor(readonly line: number) {}
}

type RouteBinding = NetworkBinding<RouteSettings>;

/** Gateways that are advertised, and their families. `_dhcp` is the old name of either. */
const advertisedGateways: ReadonlyMap<string, IpFamily | null> = new Map([
  ["_dhcp", null],
  ["_dhcp4", "ipv4"],
  ["_ipv6ra", "ipv6"],
]);

/** Origin: config_parse_route_gateway(), config_parse_gateway_network() at 257. */
const gateway =
  (mayBeAdvertised: boolean): RouteBinding =>
  (settings, value, at) => {
    const advertised = mayBeAdvertised ? advertisedGateways.get(value) : undefined;
    if (advertised !== undefined) {
      settings.gatewayFromNetwork = true;
      settings.gateway = null;
      settings.gatewayFamily = advertised;
      return undefined;
    }
    const address = value ? parseInAddr(value) : null;
    if (address === null && value) return at.warn("value.not-address", value);
    settings.gatewayFromNetwork = false;
    settings.gateway = address;
    settings.gatewayFamily = address === null ? null : familyOf(address);
    return undefined;
  };

/** Origin: config_parse_route_destination() at 257. */
const prefix =
  (field: "destination" | "source"): RouteBinding =>
  (settings, value, at) => {
    const parsed = parseInAddrPrefix(value, settings.family);
    if (typeof parsed === "string") return at.warn("value.not-address-prefix", value);
    const { address, prefixLength } = parsed;
    settings.family = familyOf(address);
    settings[field] = { address: maskInAddr(address, prefixLength), prefixLength };
    return undefined;
  };

/** Origin: config_parse_preferred_src() at 257. */
const preferredSource: RouteBinding = (settings, value, at) => {
  const address = parseInAddrOf(settings.family, value);
  if (address === null) return at.warn("value.not-address", value);
  settings.family = familyOf(address);
  settings.preferredSource = address;
  return undefined;
};

/** Origin: config_parse_route_scope() at 257. */
const scope: RouteBinding = (settings, value, at) => {
  const number = parseRouteScope(value);
  if (number === null) return at.warn("value.unknown-keyword", value);
  settings.scope = number;
  settings.scopeSet = true;
  return undefined;
};

/** Origin: config_parse_route_table() at 257. */
const table: RouteBinding = (settings, value, at) => {
  const number = parseRouteTable(value);
  if (isErrno(number)) return at.warn("value.unknown-keyword", value);
  settings.table = number;
  settings.tableSet = true;
  return undefined;
};

const preferences: ReadonlyMap<string, number> = new Map([
  ["low", RouterPreference.LOW],
  ["medium", RouterPreference.MEDIUM],
  ["high", RouterPreference.HIGH],
]);

/** Origin: config_parse_ipv6_route_preference() at 257. */
const preference: RouteBinding = (settings, value, at) => {
  const number = preferences.get(value);
  if (number === undefined) return at.warn("value.unknown-keyword", value);
  settings.preference = number;
  return undefined;
};

/** Origin: config_parse_route_protocol() at 257. */
const protocol: RouteBinding = (settings, value, at) => {
  const number = parseRouteProtocol(value);
  if (number === null) return at.warn("value.unknown-keyword", value);
  settings.protocol = number;
  return undefined;
};

const UNKNOWN = -1;

/** Origin: config_parse_route_type() at 257. */
const type: RouteBinding = (settings, value, at) => {
  const number = routeTypes.numberOf(value);
  if (number === UNKNOWN) return at.warn("value.unknown-keyword", value);
  settings.type = number;
  return undefined;
};

/** Origin: config_parse_route_nexthop() at 257. */
const nextHop: RouteBinding = (settings, value, at) => {
  const id = value ? safeAtou32(value) : 0;
  if (isErrno(id) || (value && !id)) return at.warn("value.number-out-of-range", value);
  settings.nextHopId = id;
  return undefined;
};

/** Directives of [Route]. */
export const routeBindings: NetworkBindings<RouteSettings> = invalidating({
  Gateway: gateway(true),
  Destination: prefix("destination"),
  Source: prefix("source"),
  Metric: unsigned("priority"),
  Scope: scope,
  PreferredSource: preferredSource,
  Table: table,
  GatewayOnLink: tristate("gatewayOnLink"),
  GatewayOnlink: tristate("gatewayOnLink"),
  IPv6Preference: preference,
  Protocol: protocol,
  Type: type,
  MultiPathRoute: multipathHop,
  NextHop: nextHop,
  ...metricBindings,
});

/** Gateway= in [Network], a route of its own. */
export const networkGatewayBindings: NetworkBindings<RouteSettings> = invalidating({ Gateway: gateway(false) });

/** Whether a gateway address is given. */
export const hasGatewayAddress = (settings: RouteSettings): boolean =>
  settings.gateway !== null && !isNullAddr(settings.gateway);

/** The network from which hosts choose addresses for themselves. Origin: RFC 3927 section 2.1. */
const linkLocalNetwork: InAddrPrefix = { address: new Uint8Array([169, 254, 0, 0]), prefixLength: 16 };
/** Origin: IPV4LL_ROUTE_METRIC at 257. */
const LINK_LOCAL_METRIC = 2048;

/** Adds the route that IPv4LLRoute= stands for. Origin: network_add_ipv4ll_route() at 257. */
export function addLinkLocalRoute(sections: RepeatedSections<RouteSettings>): void {
  const route = sections.append();
  route.family = "ipv4";
  route.destination = linkLocalNetwork;
  route.scope = RouteScope.LINK;
  route.scopeSet = true;
  route.priority = LINK_LOCAL_METRIC;
}

/** Adds the route that DefaultRouteOnDevice= stands for. Origin: network_add_default_route_on_device() at 257. */
export function addDefaultRoute(sections: RepeatedSections<RouteSettings>): void {
  const route = sections.append();
  route.family = "ipv4";
  route.scope = RouteScope.LINK;
  route.scopeSet = true;
}
