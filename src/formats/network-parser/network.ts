import { InvariantError } from "../../core/diagnostics.js";
import { type NetConditions, NetMatch } from "../../directives/net-match.js";
import { type RepeatedSection, RepeatedSections } from "../../directives/repeated-sections.js";
import { SrIovSettings } from "../../directives/sr-iov.js";
import { AddressLabelSettings } from "./addressing/address-labels.js";
import { AddressSettings } from "./addressing/addresses.js";
import { NeighborSettings } from "./addressing/neighbors.js";
import { NextHopSettings } from "./addressing/next-hops.js";
import { ForwardingSettings, MulticastSettings } from "./bridge/entries.js";
import { BridgePortSettings, BridgeVlanSettings } from "./bridge/port.js";
import { CanSettings } from "./can.js";
import { DhcpServerSettings, StaticLeaseSettings } from "./dhcp/server.js";
import { Dhcp4Settings, Dhcp6Settings, DhcpCompatSettings } from "./dhcp/settings.js";
import { GeneralSettings } from "./general/settings.js";
import { LinkSettings } from "./link.js";
import { PrefixDelegationSettings } from "./prefix-delegation.js";
import { AcceptRaSettings } from "./ra/accept.js";
import { Pref64PrefixSettings, PrefixSettings, RoutePrefixSettings } from "./ra/prefixes.js";
import { SendRaSettings } from "./ra/send.js";
import { RouteSettings } from "./routing/routes.js";
import { RuleSettings } from "./routing/rules.js";
import { type ClassSettings, DisciplineSettings } from "./traffic-control/disciplines.js";

/** Settings of [LLDP]. Origin: systemd.network(5). */
export class LldpSettings {
  mudUrl: string | null = null;
}

/**
 * The settings of one .network file, section by section. Times are in microseconds, sizes in bytes; `null` is what
 * nothing was said about. Sections of which there may be several are kept by the line of their header.
 */
export class Network {
  readonly match = new NetMatch();
  readonly conditions: NetConditions = new Map();
  readonly link = new LinkSettings();
  readonly general = new GeneralSettings();
  readonly dhcp4 = new Dhcp4Settings();
  readonly dhcp6 = new Dhcp6Settings();
  readonly dhcpCompat = new DhcpCompatSettings();
  readonly acceptRa = new AcceptRaSettings();
  readonly sendRa = new SendRaSettings();
  readonly prefixDelegation = new PrefixDelegationSettings();
  readonly dhcpServer = new DhcpServerSettings();
  readonly bridgePort = new BridgePortSettings();
  readonly bridgeVlan = new BridgeVlanSettings();
  readonly can = new CanSettings();
  readonly lldp = new LldpSettings();
  readonly srIov = new RepeatedSections((line) => new SrIovSettings(line));
  readonly addresses = new RepeatedSections((line) => new AddressSettings(line));
  readonly addressLabels = new RepeatedSections((line) => new AddressLabelSettings(line));
  readonly neighbors = new RepeatedSections((line) => new NeighborSettings(line));
  readonly rules = new RepeatedSections((line) => new RuleSettings(line));
  readonly routes = new RepeatedSections((line) => new RouteSettings(line));
  readonly nextHops = new RepeatedSections((line) => new NextHopSettings(line));
  readonly staticLeases = new RepeatedSections((line) => new StaticLeaseSettings(line));
  readonly forwarding = new RepeatedSections((line) => new ForwardingSettings(line));
  readonly multicast = new RepeatedSections((line) => new MulticastSettings(line));
  readonly prefixes = new RepeatedSections((line) => new PrefixSettings(line));
  readonly routePrefixes = new RepeatedSections((line) => new RoutePrefixSettings(line));
  readonly pref64Prefixes = new RepeatedSections((line) => new Pref64PrefixSettings(line));
  readonly disciplines = new RepeatedSections((line) => new DisciplineSettings(line, null));
  readonly classes = new RepeatedSections<ClassSettings>(() => {
    throw new InvariantError("a class has the kind that its section names");
  });

  /** What a file may have several sections of, kind by kind. */
  get repeatedSections(): readonly RepeatedSections<RepeatedSection>[] {
    return Object.values(this).filter((value) => value instanceof RepeatedSections);
  }
}
