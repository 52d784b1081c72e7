import { Severity } from "../../core/diagnostics.js";
import type { Bindings } from "../../directives/assignment.js";
import { ifname } from "../../directives/net-values.js";
import { tristate } from "../../directives/values.js";
import { type ExposedPort, type InterfacePair, type NspawnSettings, portKey } from "../../nspawn/settings.js";
import { Extract, WordReader } from "../../text/extract-word.js";
import { isIfnameValid } from "../../text/names.js";
import { isErrno, parseIpPort } from "../../text/numbers.js";
import type { NspawnAssignment, NspawnBinding } from "./assignment.js";
import { pairPrefixes, ZONE_PREFIX } from "./tables.js";

const SEPARATOR = ":";
const NAMES = Extract.DONT_COALESCE_SEPARATORS;

/** `outside` or `outside:inside`; `null` when one of them is no interface name. */
function parsePair(word: string, prefix: string): InterfacePair | null {
  const names = new WordReader(word);
  const outside = names.next(SEPARATOR, NAMES);
  if (outside === null || !isIfnameValid(outside)) return null;
  if (names.restIsEmpty) return [outside, prefix + outside];
  const inside = names.rest;
  return isIfnameValid(inside) ? [outside, inside] : null;
}

/**
 * Interfaces, `outside` or `outside:inside` each, added to those of earlier assignments; a bad one ends the file
 * (`EINVAL`), and is reported without its line. Origin: network_iface_pair_parse() at 257.
 */
function interfacePairs(
  field: "networkInterfaces" | "networkMacvlan" | "networkIpvlan",
  prefix: string,
): NspawnBinding {
  return (settings, value, at) => {
    const words = new WordReader(value);
    for (let word = words.next(); word !== null; word = words.next()) {
      const pair = parsePair(word, prefix);
      if (pair === null) {
        at.reportWhole(Severity.err, "nspawn-settings.bad-interface", { value: word });
        return "EINVAL";
      }
      settings[field].push(pair);
    }
    if (!words.failed) return undefined;
    at.reportWhole(Severity.err, "nspawn-settings.bad-words", { value });
    return "EINVAL";
  };
}

/** `host` or `host:container`; what is no name in the second place is left out, and nothing may follow. Origin: veth_extra_parse() at 257. */
const virtualEthernetExtra: NspawnBinding = (settings, value, at) => {
  const names = new WordReader(value);
  const outside = names.next(SEPARATOR, NAMES);
  if (outside === null || !isIfnameValid(outside)) return at.warn("nspawn-settings.bad-interface-pair", value);
  const inside = names.next(SEPARATOR, NAMES);
  if (names.failed || !names.ended) return at.warn("nspawn-settings.bad-interface-pair", value);
  settings.networkVethExtra.push([outside, inside !== null && isIfnameValid(inside) ? inside : outside]);
  return undefined;
};

/** Origin: config_parse_network_zone() at 257. */
const zone: NspawnBinding = (settings, value, at) => {
  const bridge = ZONE_PREFIX + value;
  if (!isIfnameValid(bridge)) return at.warn("nspawn-settings.bad-zone", value);
  settings.networkZone = bridge;
  return undefined;
};

/** `[tcp:|udp:]host` or `[tcp:|udp:]host:container`; `null` when malformed. Origin: expose_port_parse() at 257. */
export function parseExposedPort(text: string): ExposedPort | null {
  const hasProtocol = text.startsWith("tcp:") || text.startsWith("udp:");
  const protocol = text.startsWith("udp:") ? "udp" : "tcp";
  const ports = hasProtocol ? text.slice("tcp:".length) : text;
  const colon = ports.indexOf(SEPARATOR);
  const hostPort = parseIpPort(colon < 0 ? ports : ports.slice(0, colon));
  const containerPort = colon < 0 ? hostPort : parseIpPort(ports.slice(colon + 1));
  return isErrno(hostPort) || isErrno(containerPort) ? null : { protocol, hostPort, containerPort };
}

/** A port of the host may lead to one place only. Origin: config_parse_expose_port() at 257. */
const exposePort: NspawnBinding = (settings, value, at) => {
  const port = parseExposedPort(value);
  if (port === null) return at.warn("nspawn-settings.bad-port", value);
  const key = portKey(port);
  if (settings.exposePorts.has(key)) return at.warn("nspawn-settings.duplicate-port", value);
  settings.exposePorts.set(key, port);
  return undefined;
};

/** Directives of [Network]. */
export const networkBindings: Bindings<NspawnSettings, NspawnAssignment> = {
  Private: tristate("privateNetwork"),
  Interface: interfacePairs("networkInterfaces", pairPrefixes.Interface),
  MACVLAN: interfacePairs("networkMacvlan", pairPrefixes.MACVLAN),
  IPVLAN: interfacePairs("networkIpvlan", pairPrefixes.IPVLAN),
  VirtualEthernet: tristate("networkVeth"),
  VirtualEthernetExtra: virtualEthernetExtra,
  Bridge: ifname("networkBridge"),
  Zone: zone,
  Port: exposePort,
};
