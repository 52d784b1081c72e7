import { Severity } from "../../../core/diagnostics.js";
import { bool, retired, string } from "../../../directives/values.js";
import type { NetdevBindings } from "../assignment.js";
import type { Netdev } from "../device.js";
import { deviceKind, section } from "../kind.js";
import type { Verification } from "../verification.js";

/** Settings of [Tun] and [Tap]. Origin: systemd.netdev(5). */
export class TunTapSettings {
  multiQueue = false;
  packetInfo = false;
  vnetHeader = false;
  user: string | null = null;
  group: string | null = null;
  keepCarrier = false;
}

const bindings: NetdevBindings<TunTapSettings> = {
  OneQueue: retired("legacy"),
  MultiQueue: bool("multiQueue"),
  PacketInfo: bool("packetInfo"),
  VNetHeader: bool("vnetHeader"),
  User: string("user", { safe: true }),
  Group: string("group", { safe: true }),
  KeepCarrier: bool("keepCarrier"),
};

/** Some settings of all devices do nothing here. Origin: tuntap_verify() at 257. */
function verify(device: Netdev<TunTapSettings>, verification: Verification): 0 {
  if (device.mtuBytes) verification.report(Severity.warning, "netdev-parser.tun-ignores", { key: "MTUBytes" });
  if (device.macAddress !== null)
    verification.report(Severity.warning, "netdev-parser.tun-ignores", { key: "MACAddress" });
  return 0;
}

export const tunKind = deviceKind(() => new TunTapSettings(), { Tun: section(bindings) }, verify);
export const tapKind = deviceKind(() => new TunTapSettings(), { Tap: section(bindings) }, verify);
