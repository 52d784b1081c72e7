import type { FieldOf } from "../../../directives/assignment.js";
import { assign } from "../../../directives/values.js";
import { parseRouteTable } from "../../../net/route-table.js";
import { parseBoolean } from "../../../text/booleans.js";
import { isErrno, safeAtou32 } from "../../../text/numbers.js";
import type { NetworkBinding } from "../assignment.js";
import { RouteType } from "../routing/names.js";

/** Identity association; any 32-bit number. Origin: config_parse_iaid() at 257. */
export function iaid<Settings>(field: FieldOf<Settings, number>): NetworkBinding<Settings> {
  return (settings, value, at) => {
    const number = safeAtou32(value);
    if (isErrno(number)) return at.warn("value.not-unsigned", value);
    assign(settings, field, number);
    return undefined;
  };
}

/** Table of routes by name or number. Origin: config_parse_dhcp_or_ra_route_table() at 257. */
export function routeTable<Settings>(field: FieldOf<Settings, number>): NetworkBinding<Settings> {
  return (settings, value, at) => {
    const table = parseRouteTable(value);
    if (isErrno(table)) return at.warn("value.unknown-keyword", value);
    assign(settings, field, table);
    return undefined;
  };
}

/** What becomes of packets to a delegated subnet that no link has. */
const subnetPolicies: ReadonlyMap<string, number> = new Map([
  ["", RouteType.UNREACHABLE],
  ["none", 0],
  ["unreachable", RouteType.UNREACHABLE],
  ["prohibit", RouteType.PROHIBIT],
  ["blackhole", RouteType.BLACKHOLE],
  ["throw", RouteType.THROW],
]);

/** Type of the route, 0 for none. Origin: config_parse_dhcp_pd_prefix_route_type() at 257. */
export function subnetPolicy<Settings>(field: FieldOf<Settings, number>): NetworkBinding<Settings> {
  return (settings, value, at) => {
    const type = subnetPolicies.get(value);
    if (type === undefined) return at.warn("value.unknown-keyword", value);
    assign(settings, field, type);
    return undefined;
  };
}

/** A boolean that several settings follow. Origin: config_parse_dhcp_send_hostname() at 257. */
export const sendHostname =
  <Settings>(set: (settings: Settings, on: boolean) => void): NetworkBinding<Settings> =>
  (settings, value, at) => {
    const on = parseBoolean(value);
    if (on === null) return at.warn("value.not-boolean", value);
    set(settings, on);
    return undefined;
  };
