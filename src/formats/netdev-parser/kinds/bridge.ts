import { parseVlanId } from "../../../directives/net-values.js";
import { sec, tristate, uint8, uint16 } from "../../../directives/values.js";
import { isErrno, safeAtou32 } from "../../../text/numbers.js";
import { USEC_INFINITY, type Usec } from "../../../time/usec.js";
import type { NetdevBinding } from "../assignment.js";
import { deviceKind, section } from "../kind.js";
import { type VlanProtocol, vlanProtocol } from "./vlan.js";

/** Settings of [Bridge]. Origin: systemd.netdev(5). */
export class BridgeSettings {
  /** 0 leaves it alone. */
  helloTimeSec: Usec = 0n;
  /** 0 leaves it alone. */
  maxAgeSec: Usec = 0n;
  /** Infinity leaves it alone. */
  ageingTimeSec: Usec = USEC_INFINITY;
  /** Infinity leaves it alone. */
  forwardDelaySec: Usec = USEC_INFINITY;
  priority = 0;
  groupForwardMask = 0;
  /** 0 for none, `null` leaves it alone. */
  defaultPvid: number | null = null;
  multicastQuerier: boolean | null = null;
  multicastSnooping: boolean | null = null;
  vlanFiltering: boolean | null = null;
  vlanProtocol: VlanProtocol | null = null;
  stp: boolean | null = null;
  multicastIgmpVersion = 0;
  /** Counts only when `fdbLimited`. */
  fdbMaxLearned = 0;
  fdbLimited = false;
}

const NO_PVID = 0;

/** A VLAN identifier, or `none`. Origin: config_parse_default_port_vlanid() at 257. */
const defaultPvid: NetdevBinding<BridgeSettings> = (settings, value, at) => {
  const id = value === "none" ? NO_PVID : parseVlanId(value);
  if (isErrno(id)) return at.warn("value.not-vlan-id", value);
  settings.defaultPvid = id;
  return undefined;
};

/** How many addresses are learned; an empty value lifts the limit. Origin: config_parse_bridge_fdb_max_learned() at 257. */
const fdbMaxLearned: NetdevBinding<BridgeSettings> = (settings, value, at) => {
  if (value) {
    const limit = safeAtou32(value);
    if (isErrno(limit)) return at.warn("value.number-out-of-range", value);
    settings.fdbMaxLearned = limit;
  }
  settings.fdbLimited = value !== "";
  return undefined;
};

export const bridgeKind = deviceKind(() => new BridgeSettings(), {
  Bridge: section<BridgeSettings>({
    HelloTimeSec: sec("helloTimeSec"),
    MaxAgeSec: sec("maxAgeSec"),
    AgeingTimeSec: sec("ageingTimeSec"),
    ForwardDelaySec: sec("forwardDelaySec"),
    Priority: uint16("priority"),
    GroupForwardMask: uint16("groupForwardMask"),
    DefaultPVID: defaultPvid,
    MulticastQuerier: tristate("multicastQuerier"),
    MulticastSnooping: tristate("multicastSnooping"),
    VLANFiltering: tristate("vlanFiltering"),
    VLANProtocol: vlanProtocol("vlanProtocol"),
    STP: tristate("stp"),
    MulticastIGMPVersion: uint8("multicastIgmpVersion"),
    FDBMaxLearned: fdbMaxLearned,
  }),
});
