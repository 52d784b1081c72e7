import type { NetdevKind } from "../device.js";
import type { DeviceKind } from "../kind.js";
import { type BatmanSettings, batmanKind } from "./batman.js";
import { type BondSettings, bondKind } from "./bond.js";
import { type BridgeSettings, bridgeKind } from "./bridge.js";
import { type FooOverUdpSettings, fooOverUdpKind } from "./foo-over-udp.js";
import { type L2tpSettings, l2tpKind } from "./l2tp.js";
import { type MacsecSettings, macsecKind } from "./macsec.js";
import {
  type IpvlanSettings,
  ipvlanKind,
  ipvtapKind,
  type MacvlanSettings,
  macvlanKind,
  macvtapKind,
} from "./macvlan.js";
import {
  type BareUdpSettings,
  bareUdpKind,
  type IpoibSettings,
  ipoibKind,
  type NoSettings,
  type PeerSettings,
  plainKind,
  type VrfSettings,
  type VxcanSettings,
  vethKind,
  vrfKind,
  vxcanKind,
  type XfrmSettings,
  xfrmKind,
} from "./small.js";
import { type TunnelSettings, tunnelKinds } from "./tunnel.js";
import { type TunTapSettings, tapKind, tunKind } from "./tuntap.js";
import { type VlanSettings, vlanKind } from "./vlan.js";
import { type GeneveSettings, geneveKind, type VxlanSettings, vxlanKind } from "./vxlan.js";
import { type WireguardSettings, wireguardKind } from "./wireguard.js";
import { type WlanSettings, wlanKind } from "./wlan.js";

/** Settings by kind of device. */
export interface SettingsOfKind {
  bareudp: BareUdpSettings;
  batadv: BatmanSettings;
  bond: BondSettings;
  bridge: BridgeSettings;
  dummy: NoSettings;
  erspan: TunnelSettings;
  fou: FooOverUdpSettings;
  geneve: GeneveSettings;
  gre: TunnelSettings;
  gretap: TunnelSettings;
  ifb: NoSettings;
  ip6gre: TunnelSettings;
  ip6gretap: TunnelSettings;
  ip6tnl: TunnelSettings;
  ipip: TunnelSettings;
  ipoib: IpoibSettings;
  ipvlan: IpvlanSettings;
  ipvtap: IpvlanSettings;
  l2tp: L2tpSettings;
  macsec: MacsecSettings;
  macvlan: MacvlanSettings;
  macvtap: MacvlanSettings;
  netdevsim: NoSettings;
  nlmon: NoSettings;
  sit: TunnelSettings;
  tap: TunTapSettings;
  tun: TunTapSettings;
  vcan: NoSettings;
  veth: PeerSettings;
  vlan: VlanSettings;
  vrf: VrfSettings;
  vti6: TunnelSettings;
  vti: TunnelSettings;
  vxcan: VxcanSettings;
  vxlan: VxlanSettings;
  wireguard: WireguardSettings;
  wlan: WlanSettings;
  xfrm: XfrmSettings;
}

/** Every kind of device. Origin: netdev_vtable of systemd 257. */
export const deviceKinds: { readonly [Kind in NetdevKind]: DeviceKind<SettingsOfKind[Kind]> } = {
  ...tunnelKinds,
  bareudp: bareUdpKind,
  batadv: batmanKind,
  bond: bondKind,
  bridge: bridgeKind,
  dummy: plainKind,
  fou: fooOverUdpKind,
  geneve: geneveKind,
  ifb: plainKind,
  ipoib: ipoibKind,
  ipvlan: ipvlanKind,
  ipvtap: ipvtapKind,
  l2tp: l2tpKind,
  macsec: macsecKind,
  macvlan: macvlanKind,
  macvtap: macvtapKind,
  netdevsim: plainKind,
  nlmon: plainKind,
  tap: tapKind,
  tun: tunKind,
  vcan: plainKind,
  veth: vethKind,
  vlan: vlanKind,
  vrf: vrfKind,
  vxcan: vxcanKind,
  vxlan: vxlanKind,
  wireguard: wireguardKind,
  wlan: wlanKind,
  xfrm: xfrmKind,
};
