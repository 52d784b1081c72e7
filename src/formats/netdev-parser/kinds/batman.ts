import { batadvGatewayMode, batadvRoutingAlgorithm } from "../../../directives/enums.js";
import { bool, enumeration, sec, uint8 } from "../../../directives/values.js";
import { isErrno, parseSize, UINT32_MAX } from "../../../text/numbers.js";
import type { Usec } from "../../../time/usec.js";
import type { NetdevBinding } from "../assignment.js";
import { deviceKind, section } from "../kind.js";

/** Settings of [BatmanAdvanced]. Origin: systemd.netdev(5). */
export class BatmanSettings {
  aggregation = true;
  bridgeLoopAvoidance = true;
  distributedArpTable = true;
  fragmentation = true;
  gatewayMode: (typeof batadvGatewayMode)[number] = "off";
  /** In 100 kbit/s. */
  gatewayBandwidthDown = 10_000;
  /** In 100 kbit/s. */
  gatewayBandwidthUp = 2000;
  hopPenalty = 15;
  /** In microseconds when it is said; the default is a number of milliseconds. */
  originatorIntervalSec: Usec = 1000n;
  routingAlgorithm: (typeof batadvRoutingAlgorithm)[number] = "batman-v";
}

const SI_BASE = 1000;
const BITS_PER_UNIT = 100_000n;

/**
 * Bits per second, suffixes to the base 1000. What does not fit 32 bits is reported, and its low bits are kept.
 * Origin: config_parse_badadv_bandwidth() at 257.
 */
const bandwidth =
  (field: "gatewayBandwidthDown" | "gatewayBandwidthUp"): NetdevBinding<BatmanSettings> =>
  (settings, value, at) => {
    const size = parseSize(value, SI_BASE);
    if (isErrno(size)) return at.warn("value.not-size", value);
    const units = size / BITS_PER_UNIT;
    if (units > UINT32_MAX) at.warn("value.number-out-of-range", value);
    settings[field] = Number(BigInt.asUintN(32, units));
    return undefined;
  };

export const batmanKind = deviceKind(() => new BatmanSettings(), {
  BatmanAdvanced: section<BatmanSettings>({
    Aggregation: bool("aggregation"),
    BridgeLoopAvoidance: bool("bridgeLoopAvoidance"),
    DistributedArpTable: bool("distributedArpTable"),
    Fragmentation: bool("fragmentation"),
    GatewayMode: enumeration("gatewayMode", batadvGatewayMode),
    GatewayBandwithDown: bandwidth("gatewayBandwidthDown"),
    GatewayBandwithUp: bandwidth("gatewayBandwidthUp"),
    GatewayBandwidthDown: bandwidth("gatewayBandwidthDown"),
    GatewayBandwidthUp: bandwidth("gatewayBandwidthUp"),
    HopPenalty: uint8("hopPenalty"),
    OriginatorIntervalSec: sec("originatorIntervalSec"),
    RoutingAlgorithm: enumeration("routingAlgorithm", batadvRoutingAlgorithm),
  }),
});
