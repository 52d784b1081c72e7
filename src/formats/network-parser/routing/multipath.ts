import { formatInAddr, type InAddr, parseInAddr } from "../../../net/in-addr.js";
import { parseIfindex } from "../../../text/bounded-numbers.js";
import { WHITESPACE, WordReader } from "../../../text/extract-word.js";
import { IfnameKind, isIfnameValid } from "../../../text/names.js";
import { isErrno, safeAtou32 } from "../../../text/numbers.js";
import type { NetworkBinding } from "../assignment.js";
import type { RouteSettings } from "./routes.js";

/** One of several gateways to a destination. */
export interface MultipathHop {
  readonly gateway: InAddr;
  /** Name or number of the interface, or `null` for the one that is configured. */
  readonly device: string | null;
  /** As it is written, 1–256. */
  readonly weight: number;
}

const USUAL_WEIGHT = 1;
/** Greatest weight of a gateway. Origin: systemd.network(5), MultiPathRoute=. */
const WEIGHT_MAX = 256;
const NONE = 0;

/** An interface by its index, in one spelling, or by its name; `null` when it is neither. */
function parseDevice(text: string): string | null {
  const index = parseIfindex(text);
  if (!isErrno(index)) return index.toString();
  return isIfnameValid(text, IfnameKind.ALTERNATIVE) ? text : null;
}

/** `<address>[@<device>] [<weight>]`, or `null`. Origin: config_parse_multipath_route() at 257. */
export function parseMultipathHop(text: string): MultipathHop | null {
  const words = new WordReader(text);
  const first = words.next(WHITESPACE, 0);
  if (first === null) return null;
  const sign = first.indexOf("@");
  const device = sign < NONE ? null : parseDevice(first.slice(sign + 1));
  if (device === null && sign >= NONE) return null;
  const gateway = parseInAddr(sign < NONE ? first : first.slice(0, sign));
  if (gateway === null) return null;
  const weight = words.restIsEmpty ? USUAL_WEIGHT : safeAtou32(words.rest);
  return isErrno(weight) || weight < USUAL_WEIGHT || weight > WEIGHT_MAX ? null : { gateway, device, weight };
}

/** A gateway more, once each; an empty value resets. */
export const multipathHop: NetworkBinding<RouteSettings> = (settings, value, at) => {
  if (!value) {
    settings.multipath.clear();
    return undefined;
  }
  const hop = parseMultipathHop(value);
  if (hop === null) return at.warn("network-parser.bad-multipath", value);
  const key = `${formatInAddr(hop.gateway)}@${hop.device ?? ""} ${hop.weight}`;
  if (settings.multipath.has(key)) return at.warn("network-parser.multipath-twice", value);
  settings.multipath.set(key, hop);
  return undefined;
};
