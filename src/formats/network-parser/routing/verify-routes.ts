import type { RepeatedSections } from "../../../directives/repeated-sections.js";
import { familyOf } from "../../../net/in-addr-prefix.js";
import { RouteTable } from "../../../net/route-table.js";
import { Families } from "../address-families.js";
import type { Verification } from "../verification.js";
import { RouteScope, RouteType } from "./names.js";
import { hasGatewayAddress, type RouteSettings } from "./routes.js";

/** What the routes of a file depend on besides themselves. */
export interface RouteContext {
  /** Bits of {@link Families}. */
  readonly dhcp: Families;
  /** Whether router advertisements are taken; `null` when that depends on the machine. */
  readonly acceptRa: boolean | null;
  readonly hasAddresses: boolean;
}

/** Metric of IPv6 routes for which none is given. Origin: linux/ipv6_route.h, IP6_RT_PRIO_USER. */
const IPV6_USUAL_METRIC = 1024;
const ONE = 1;

const localTypes: ReadonlySet<number> = new Set([
  RouteType.LOCAL,
  RouteType.BROADCAST,
  RouteType.ANYCAST,
  RouteType.NAT,
]);
const linkTypes: ReadonlySet<number> = new Set([RouteType.BROADCAST, RouteType.ANYCAST, RouteType.MULTICAST]);
const hostTypes: ReadonlySet<number> = new Set([RouteType.LOCAL, RouteType.NAT]);
const rejectTypes: ReadonlySet<number> = new Set([
  RouteType.UNREACHABLE,
  RouteType.PROHIBIT,
  RouteType.BLACKHOLE,
  RouteType.THROW,
]);

/** Whether an advertised gateway can be had, of a family that the rest of the route says where its name does not. */
function verifyAdvertisedGateway(route: RouteSettings, context: RouteContext, verification: Verification): boolean {
  if (route.gatewayFamily === null) {
    verification.warnAt(route.line, "network-parser.advertised-gateway-family");
    route.family ??= "ipv4";
    route.gatewayFamily = route.family;
  }
  if (route.gatewayFamily === "ipv4" && !(context.dhcp & Families.IPV4)) {
    return verification.refuseAt(route.line, "network-parser.gateway-without-dhcp");
  }
  if (route.gatewayFamily === "ipv6" && context.acceptRa === false) {
    return verification.refuseAt(route.line, "network-parser.gateway-without-ra");
  }
  return true;
}

/** Origin: route_section_verify_nexthops() at 257. */
function verifyGateways(route: RouteSettings, context: RouteContext, verification: Verification): boolean {
  const { line } = route;
  const refuse = (code: string): false => verification.refuseAt(line, `network-parser.${code}`);
  if (route.gatewayFromNetwork && !verifyAdvertisedGateway(route, context, verification)) return false;
  route.family ??= route.gatewayFamily;
  if (route.family === null) return refuse("no-route-address");
  const hasGateway = route.gatewayFromNetwork || hasGatewayAddress(route);
  if (route.gatewayOnLink === null && hasGatewayAddress(route) && !context.hasAddresses) {
    verification.warnAt(line, "network-parser.gateway-without-address");
    route.gatewayOnLink = true;
  }
  if (route.family === "ipv6") {
    if (route.gatewayFamily === "ipv4") return refuse("ipv4-gateway");
    for (const { gateway } of route.multipath.values()) {
      if (familyOf(gateway) === "ipv4") return refuse("ipv4-multipath");
    }
  }
  if (route.nextHopId && (hasGateway || route.multipath.size)) return refuse("next-hop-and-gateway");
  if (rejectTypes.has(route.type) && (hasGateway || route.multipath.size)) return refuse("reject-with-gateway");
  if (hasGateway && route.multipath.size) return refuse("gateway-and-multipath");
  if (route.multipath.size === ONE) {
    const [{ gateway }] = route.multipath.values() as unknown as [{ gateway: Uint8Array }];
    route.gateway = gateway;
    route.gatewayFamily = familyOf(gateway);
    route.multipath.clear();
  }
  return true;
}

/** Completes a route from what its values say together. False when it is to be dropped. Origin: route_section_verify() at 257. */
function verifyRoute(route: RouteSettings, context: RouteContext, verification: Verification): boolean {
  if (!verifyGateways(route, context, verification)) return false;
  if (!route.tableSet && localTypes.has(route.type)) route.table = RouteTable.LOCAL;
  if (route.family === "ipv6") {
    if (route.scope) {
      verification.warnAt(route.line, "network-parser.scope-ipv6");
      route.scope = RouteScope.GLOBAL;
    }
    route.priority ||= IPV6_USUAL_METRIC;
  } else if (!route.scopeSet) {
    const direct = !(route.gatewayFromNetwork || hasGatewayAddress(route) || route.multipath.size || route.nextHopId);
    if (hostTypes.has(route.type)) route.scope = RouteScope.HOST;
    else if (linkTypes.has(route.type) || (route.type === RouteType.UNICAST && direct)) route.scope = RouteScope.LINK;
  }
  return true;
}

/** Drops routes that contradict themselves or their surroundings. Origin: network_drop_invalid_routes() at 257. */
export function dropInvalidRoutes(
  sections: RepeatedSections<RouteSettings>,
  context: RouteContext,
  verification: Verification,
): void {
  sections.keepIf((route) => verifyRoute(route, context, verification));
}
