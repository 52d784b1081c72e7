import { NumberNames } from "../../../text/enum-table.js";
import { isErrno, safeAtou8 } from "../../../text/numbers.js";

/** Reach of addresses and routes. Origin: linux/rtnetlink.h. */
export const RouteScope = {
  GLOBAL: 0,
  SITE: 200,
  LINK: 253,
  HOST: 254,
  NOWHERE: 255,
} as const;

const scopes = new NumberNames({
  global: RouteScope.GLOBAL,
  site: RouteScope.SITE,
  link: RouteScope.LINK,
  host: RouteScope.HOST,
  nowhere: RouteScope.NOWHERE,
});

/** Kinds of route. Origin: linux/rtnetlink.h. */
export const RouteType = {
  UNICAST: 1,
  LOCAL: 2,
  BROADCAST: 3,
  ANYCAST: 4,
  MULTICAST: 5,
  BLACKHOLE: 6,
  UNREACHABLE: 7,
  PROHIBIT: 8,
  THROW: 9,
  NAT: 10,
  XRESOLVE: 11,
} as const;

/** Names of {@link RouteType}. Origin: route_type table at 257. */
export const routeTypes = new NumberNames({
  unicast: RouteType.UNICAST,
  local: RouteType.LOCAL,
  broadcast: RouteType.BROADCAST,
  anycast: RouteType.ANYCAST,
  multicast: RouteType.MULTICAST,
  blackhole: RouteType.BLACKHOLE,
  unreachable: RouteType.UNREACHABLE,
  prohibit: RouteType.PROHIBIT,
  throw: RouteType.THROW,
  nat: RouteType.NAT,
  xresolve: RouteType.XRESOLVE,
});

/** Who made a route. Origin: linux/rtnetlink.h. */
export const RouteProtocol = { KERNEL: 2, BOOT: 3, STATIC: 4 } as const;

const protocols = new NumberNames({
  kernel: RouteProtocol.KERNEL,
  boot: RouteProtocol.BOOT,
  static: RouteProtocol.STATIC,
});

/** A name, or a number up to 255; `null` otherwise. */
function nameOrByte(names: NumberNames, text: string): number | null {
  const number = names.numberOf(text);
  if (number >= 0) return number;
  const byte = safeAtou8(text);
  return isErrno(byte) ? null : byte;
}

/** Scope by name or number. Origin: route_scope_from_string() at 257. */
export const parseRouteScope = (text: string): number | null => nameOrByte(scopes, text);

/** Protocol by name or number. Origin: route_protocol_from_string() at 257. */
export const parseRouteProtocol = (text: string): number | null => nameOrByte(protocols, text);
