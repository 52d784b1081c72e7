import { NumberNames } from "../text/enum-table.js";
import { type NumberErrno, safeAtou32 } from "../text/numbers.js";

/** Routing tables that have names. Origin: linux/rtnetlink.h. */
export const RouteTable = { UNSPECIFIED: 0, DEFAULT: 253, MAIN: 254, LOCAL: 255 } as const;

const tables = new NumberNames({
  default: RouteTable.DEFAULT,
  main: RouteTable.MAIN,
  local: RouteTable.LOCAL,
});

/** Table by name or number, not 0. Origin: manager_get_route_table_from_string() at 257. */
export function parseRouteTable(text: string): number | NumberErrno {
  const number = tables.numberOf(text);
  if (number >= 0) return number;
  const table = safeAtou32(text);
  return table === RouteTable.UNSPECIFIED ? "ERANGE" : table;
}
