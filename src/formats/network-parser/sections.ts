import { useDomains } from "../../directives/enums.js";
import { netConditionBindings, networkMatchBindings } from "../../directives/net-match.js";
import { mudUrl } from "../../directives/net-values.js";
import type { RepeatedSection, RepeatedSections } from "../../directives/repeated-sections.js";
import {
  type FileDirective,
  repeatedSection,
  type SectionDirectives,
  singleSection,
} from "../../directives/section-directives.js";
import { srIovBindings } from "../../directives/sr-iov.js";
import { bool, enumeration, retired, tristate, unsigned } from "../../directives/values.js";
import { addressLabelBindings } from "./addressing/address-labels.js";
import { addressBindings } from "./addressing/addresses.js";
import { neighborBindings } from "./addressing/neighbors.js";
import { nextHopBindings } from "./addressing/next-hops.js";
import type { NetworkAssignment, NetworkBindings } from "./assignment.js";
import { forwardingBindings, multicastBindings } from "./bridge/entries.js";
import { bridgePortBindings, bridgeVlanBindings } from "./bridge/port.js";
import { canBindings } from "./can.js";
import { dhcp4Bindings, dhcp6Bindings, oldDhcp4Keys } from "./dhcp/clients.js";
import { duidData, duidTypeOf } from "./dhcp/duid.js";
import { dhcpServerBindings, staticLeaseBindings } from "./dhcp/server.js";
import { sendHostname } from "./dhcp/values.js";
import { generalBindings } from "./general/bindings.js";
import { linkBindings } from "./link.js";
import type { Network } from "./network.js";
import { oldPrefixDelegationBindings, prefixDelegationBindings } from "./prefix-delegation.js";
import { acceptRaBindings, routeMetrics } from "./ra/accept.js";
import { pref64PrefixBindings, prefixBindings, routePrefixBindings } from "./ra/prefixes.js";
import { oldSendRaBindings, sendRaBindings } from "./ra/send.js";
import { networkGatewayBindings, routeBindings } from "./routing/routes.js";
import { ruleBindings } from "./routing/rules.js";
import {
  ClassSettings,
  classBindings,
  DisciplineSettings,
  disciplineBindings,
  oldDisciplineBindings,
} from "./traffic-control/disciplines.js";
import { classKinds, disciplineKinds, networkEmulator } from "./traffic-control/kinds.js";

/** A directive: finds the settings that it belongs to and fills them. */
export type NetworkDirective = FileDirective<Network, NetworkAssignment>;

/** Directives of one section by key. */
type Section = SectionDirectives<Network, NetworkAssignment>;

const single = <Settings>(bindings: NetworkBindings<Settings>, pick: (network: Network) => Settings): Section =>
  singleSection(bindings, pick);

const repeated = <Settings extends RepeatedSection>(
  bindings: NetworkBindings<Settings>,
  pick: (network: Network) => RepeatedSections<Settings>,
  create?: (line: number) => Settings,
): Section => repeatedSection(bindings, pick, create);

const merge = (...sections: readonly Section[]): Section => new Map(sections.flatMap((section) => [...section]));

const legacy = (...keys: readonly string[]): Section =>
  single(Object.fromEntries(keys.map((key) => [key, retired("legacy")])), (network) => network);

/** Both identifiers: what is said for DHCPv4 counts for DHCPv6 too. */
const bothDuids: NetworkBindings<Network> = {
  DUIDType: duidTypeOf((network) => [network.dhcp4.duid, network.dhcp6.duid]),
  DUIDRawData: duidData((network) => [network.dhcp4.duid, network.dhcp6.duid]),
};

/** An address in [Network] is a section of its own; an empty one drops all addresses, wherever they stand. */
const networkAddress: NetworkDirective = (network, value, at) => {
  if (value) return addressBindings.Address!(network.addresses.at(at.node.line), value, at);
  network.addresses.clear();
  return undefined;
};

/** A gateway in [Network] is a route of its own; an empty one drops all routes, wherever they stand. */
const networkGateway: NetworkDirective = (network, value, at) => {
  if (value) return networkGatewayBindings.Gateway!(network.routes.at(at.node.line), value, at);
  network.routes.clear();
  return undefined;
};

const dhcp4 = single(dhcp4Bindings, (network) => network.dhcp4);

/** The older [DHCP], most of which means DHCPv4. */
const oldDhcp: Section = merge(
  new Map(oldDhcp4Keys.map((key) => [key, dhcp4.get(key)!])),
  single(
    {
      UseDNS: tristate("useDns"),
      UseNTP: tristate("useNtp"),
      UseDomains: enumeration("useDomains", useDomains, { yes: "yes" }),
      UseDomainName: enumeration("useDomains", useDomains, { yes: "yes" }),
    },
    (network) => network.dhcpCompat,
  ),
  single(
    {
      ...bothDuids,
      SendHostname: sendHostname((network: Network, on) => {
        network.dhcp4.sendHostname = on;
        network.dhcp6.sendHostname = on;
      }),
    },
    (network) => network,
  ),
  single({ RouteMetric: unsigned("routeMetric") }, (network) => network.dhcp4),
  single({ RapidCommit: bool("rapidCommit") }, (network) => network.dhcp6),
  legacy("ForceDHCPv6PDOtherInformation"),
);

function disciplineSections(): [string, Section][] {
  const sections = [...disciplineKinds].map(([name, kind]): [string, Section] => [
    name,
    repeated(
      disciplineBindings(kind),
      (network) => network.disciplines,
      (line) => new DisciplineSettings(line, kind),
    ),
  ]);
  const old = repeated(oldDisciplineBindings(networkEmulator), (network) => network.disciplines);
  return [...sections, ["TrafficControlQueueingDiscipline", old]];
}

const classSections = (): [string, Section][] =>
  [...classKinds].map(([name, kind]) => [
    name,
    repeated(
      classBindings(kind),
      (network) => network.classes,
      (line) => new ClassSettings(line, kind),
    ),
  ]);

/**
 * Sections of a .network file and their directives. [IPv6NDPProxyAddress] has none left; [IPoIB] is described, but not
 * read. Origin: systemd.network(5), the section list of network_load_one() at 257.
 */
export const networkSections: ReadonlyMap<string, ReadonlyMap<string, NetworkDirective>> = new Map<string, Section>([
  [
    "Match",
    merge(
      single(networkMatchBindings, (network) => network.match),
      single(netConditionBindings, (network) => network.conditions),
    ),
  ],
  ["Link", single(linkBindings, (network) => network.link)],
  ["SR-IOV", repeated(srIovBindings, (network) => network.srIov)],
  [
    "Network",
    merge(
      single(generalBindings, (network) => network.general),
      new Map([
        ["Address", networkAddress],
        ["Gateway", networkGateway],
      ]),
      new Map([["IPv6Token", single(acceptRaBindings, (network) => network.acceptRa).get("Token")!]]),
      legacy("L2TP"),
    ),
  ],
  ["Address", repeated(addressBindings, (network) => network.addresses)],
  ["Neighbor", repeated(neighborBindings, (network) => network.neighbors)],
  ["IPv6AddressLabel", repeated(addressLabelBindings, (network) => network.addressLabels)],
  ["RoutingPolicyRule", repeated(ruleBindings, (network) => network.rules)],
  [
    "Route",
    merge(
      repeated(routeBindings, (network) => network.routes),
      legacy("TTLPropagate"),
    ),
  ],
  ["NextHop", repeated(nextHopBindings, (network) => network.nextHops)],
  [
    "DHCPv4",
    merge(
      dhcp4,
      single(bothDuids, (network) => network),
    ),
  ],
  [
    "DHCPv6",
    merge(
      single(dhcp6Bindings, (network) => network.dhcp6),
      single({ RouteMetric: routeMetrics }, (network) => network.acceptRa),
      legacy("ForceDHCPv6PDOtherInformation"),
    ),
  ],
  ["DHCP", oldDhcp],
  ["DHCPPrefixDelegation", single(prefixDelegationBindings, (network) => network.prefixDelegation)],
  ["DHCPv6PrefixDelegation", single(oldPrefixDelegationBindings, (network) => network.prefixDelegation)],
  ["DHCPServer", single(dhcpServerBindings, (network) => network.dhcpServer)],
  ["DHCPServerStaticLease", repeated(staticLeaseBindings, (network) => network.staticLeases)],
  [
    "IPv6AcceptRA",
    merge(
      single(acceptRaBindings, (network) => network.acceptRa),
      legacy("UseICMP6RateLimit"),
    ),
  ],
  ["IPv6NDPProxyAddress", new Map()],
  ["Bridge", single(bridgePortBindings, (network) => network.bridgePort)],
  ["BridgeFDB", repeated(forwardingBindings, (network) => network.forwarding)],
  ["BridgeMDB", repeated(multicastBindings, (network) => network.multicast)],
  ["BridgeVLAN", single(bridgeVlanBindings, (network) => network.bridgeVlan)],
  ["IPv6SendRA", single(sendRaBindings, (network) => network.sendRa)],
  ["IPv6PrefixDelegation", single(oldSendRaBindings, (network) => network.sendRa)],
  ["IPv6Prefix", repeated(prefixBindings, (network) => network.prefixes)],
  ["IPv6RoutePrefix", repeated(routePrefixBindings, (network) => network.routePrefixes)],
  ["IPv6PREF64Prefix", repeated(pref64PrefixBindings, (network) => network.pref64Prefixes)],
  ["LLDP", single({ MUDURL: mudUrl("mudUrl") }, (network) => network.lldp)],
  ["CAN", single(canBindings, (network) => network.can)],
  ...disciplineSections(),
  ...classSections(),
]);
