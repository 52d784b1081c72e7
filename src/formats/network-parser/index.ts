export type { Diagnostic, Span } from "../../core/diagnostics.js";
export type { NetConditions, NetMatch } from "../../directives/net-match.js";
export type { RepeatedSection, RepeatedSections } from "../../directives/repeated-sections.js";
export type { SrIovSettings } from "../../directives/sr-iov.js";
export type { IniAssignment, IniDocument, IniSection } from "../../ini/document.js";
export { nodeText } from "../../ini/document.js";
export type { IniNode, IniNodeKind } from "../../ini/reader.js";
export type { InterfaceLookup } from "../../net/socket-address.js";
export type { AddressLabelSettings } from "./addressing/address-labels.js";
export type { AddressSettings } from "./addressing/addresses.js";
export type { NeighborSettings } from "./addressing/neighbors.js";
export type { NextHopSettings } from "./addressing/next-hops.js";
export { type NetworkHost, plainHost } from "./assignment.js";
export type { ForwardingSettings, MulticastSettings } from "./bridge/entries.js";
export type { BridgePortSettings, BridgeVlanSettings } from "./bridge/port.js";
export type { CanSettings } from "./can.js";
export type { DhcpServerSettings, StaticLeaseSettings } from "./dhcp/server.js";
export type { Dhcp4Settings, Dhcp6Settings, DhcpCompatSettings } from "./dhcp/settings.js";
export { networkDiagnostics } from "./diagnostics.js";
export {
  formatNetworkDocument,
  formatNetworkFile,
  type NetworkFileAssignment,
  type NetworkFileSection,
  networkFileSections,
} from "./format.js";
export type { GeneralSettings } from "./general/settings.js";
export type { LinkSettings } from "./link.js";
export { Network } from "./network.js";
export {
  type LoadedNetworkFile,
  type LoadNetworkOptions,
  loadNetworkFile,
  type NetworkFile,
  parseNetworkFile,
  type ReadFile,
} from "./parse.js";
export type { PrefixDelegationSettings } from "./prefix-delegation.js";
export type { AcceptRaSettings } from "./ra/accept.js";
export type { Pref64PrefixSettings, PrefixSettings, RoutePrefixSettings } from "./ra/prefixes.js";
export type { SendRaSettings } from "./ra/send.js";
export type { RouteSettings } from "./routing/routes.js";
export type { RuleSettings } from "./routing/rules.js";
export type { ClassSettings, DisciplineSettings } from "./traffic-control/disciplines.js";
