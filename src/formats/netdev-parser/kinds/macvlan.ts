import { bounded } from "../../../directives/bounded-values.js";
import { ipvlanFlags, ipvlanMode, macvlanMode } from "../../../directives/enums.js";
import { etherAddrs } from "../../../directives/net-values.js";
import { enumeration } from "../../../directives/values.js";
import { isErrno, safeAtoi, UINT32_MAX } from "../../../text/numbers.js";
import type { NetdevBinding, NetdevBindings } from "../assignment.js";
import { deviceKind, section } from "../kind.js";

export type MacvlanMode = (typeof macvlanMode)[number];
export type IpvlanMode = (typeof ipvlanMode)[number];
export type IpvlanFlags = (typeof ipvlanFlags)[number];

/** Settings of [MACVLAN] and [MACVTAP]. Origin: systemd.netdev(5). */
export class MacvlanSettings {
  mode: MacvlanMode | null = null;
  /** Ethernet addresses as text. */
  readonly sourceMacAddresses = new Set<string>();
  broadcastQueueLength: number | null = null;
  /** -1 broadcasts at once. */
  broadcastQueueThreshold: number | null = null;
}

/** Settings of [IPVLAN] and [IPVTAP]. Origin: systemd.netdev(5). */
export class IpvlanSettings {
  mode: IpvlanMode | null = null;
  flags: IpvlanFlags | null = null;
}

const AT_ONCE = -1;

/** `no`, or a number of receivers; an empty value resets. Origin: config_parse_macvlan_broadcast_queue_threshold() at 257. */
const queueThreshold: NetdevBinding<MacvlanSettings> = (settings, value, at) => {
  const threshold = value === "no" ? AT_ONCE : value ? safeAtoi(value) : null;
  if (threshold !== null && (isErrno(threshold) || (threshold < 0 && value !== "no"))) {
    return at.warn("value.number-out-of-range", value);
  }
  settings.broadcastQueueThreshold = threshold;
  return undefined;
};

const common: NetdevBindings<MacvlanSettings> = {
  Mode: enumeration("mode", macvlanMode),
  SourceMACAddress: etherAddrs("sourceMacAddresses"),
};

export const macvlanKind = deviceKind(() => new MacvlanSettings(), {
  MACVLAN: section<MacvlanSettings>({
    ...common,
    BroadcastMulticastQueueLength: bounded("broadcastQueueLength", { most: UINT32_MAX - 1, empty: null }),
    BroadcastQueueThreshold: queueThreshold,
  }),
});

export const macvtapKind = deviceKind(() => new MacvlanSettings(), { MACVTAP: section(common) });

const ipvlan: NetdevBindings<IpvlanSettings> = {
  Mode: enumeration("mode", ipvlanMode),
  Flags: enumeration("flags", ipvlanFlags),
};

export const ipvlanKind = deviceKind(() => new IpvlanSettings(), { IPVLAN: section(ipvlan) });
export const ipvtapKind = deviceKind(() => new IpvlanSettings(), { IPVTAP: section(ipvlan) });
