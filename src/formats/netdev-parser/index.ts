export type { Diagnostic, Span } from "../../core/diagnostics.js";
export type { NetCondition, NetConditionKind } from "../../directives/net-match.js";
export type { IniAssignment, IniDocument, IniSection } from "../../ini/document.js";
export { nodeText } from "../../ini/document.js";
export type { IniNode, IniNodeKind } from "../../ini/reader.js";
export { type NetdevHost, unknownHost } from "./assignment.js";
export type { Netdev, NetdevKind } from "./device.js";
export { netdevParserDiagnostics } from "./diagnostics.js";
export {
  formatNetdevDocument,
  formatNetdevFile,
  type NetdevFileAssignment,
  type NetdevFileSection,
  netdevFileSections,
} from "./format.js";
export type { BatmanSettings } from "./kinds/batman.js";
export type { BondSettings } from "./kinds/bond.js";
export type { BridgeSettings } from "./kinds/bridge.js";
export type { FooOverUdpSettings } from "./kinds/foo-over-udp.js";
export type { SettingsOfKind } from "./kinds/index.js";
export type { L2tpSettings } from "./kinds/l2tp.js";
export type { MacsecSettings } from "./kinds/macsec.js";
export type { IpvlanSettings, MacvlanSettings } from "./kinds/macvlan.js";
export type {
  BareUdpSettings,
  IpoibSettings,
  NoSettings,
  PeerSettings,
  VrfSettings,
  VxcanSettings,
  XfrmSettings,
} from "./kinds/small.js";
export type { TunnelSettings } from "./kinds/tunnel.js";
export type { TunTapSettings } from "./kinds/tuntap.js";
export type { VlanSettings } from "./kinds/vlan.js";
export type { GeneveSettings, VxlanSettings } from "./kinds/vxlan.js";
export type { WireguardSettings } from "./kinds/wireguard.js";
export type { WlanSettings } from "./kinds/wlan.js";
export { type NetdevFile, type NetdevOfKind, type NetworkDevice, parseNetdevFile } from "./parse.js";
export { type StoredValues, storedValues } from "./values.js";
