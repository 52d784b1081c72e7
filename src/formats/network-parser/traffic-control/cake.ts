import type { FieldOf } from "../../../directives/assignment.js";
import {
  cakeAckFilter,
  cakeCompensationMode,
  cakeFlowIsolationMode,
  cakePriorityQueueingPreset,
} from "../../../directives/enums.js";
import { assign, enumParser, tristate } from "../../../directives/values.js";
import { isErrno, safeAtoi, UINT32_MAX } from "../../../text/numbers.js";
import type { Usec } from "../../../time/usec.js";
import type { NetworkBinding } from "../assignment.js";
import { type TrafficControlKind, trafficControlKind } from "./disciplines.js";
import { number, rate, span } from "./values.js";

/** Parameters of [CAKE]; `null`, or 0 for numbers that cannot be 0, for the kernel's. Origin: systemd.network(5). */
class Cake {
  bandwidth = 0n;
  autoRateIngress: boolean | null = null;
  overheadBytes: number | null = null;
  mpuBytes = 0;
  compensationMode: (typeof cakeCompensationMode)[number] | null = null;
  useRawPacketSize: boolean | null = null;
  flowIsolationMode: (typeof cakeFlowIsolationMode)[number] | null = null;
  nat: boolean | null = null;
  priorityQueueingPreset: (typeof cakePriorityQueueingPreset)[number] | null = null;
  firewallMark = 0;
  wash: boolean | null = null;
  splitGso: boolean | null = null;
  rttUsec: Usec = 0n;
  ackFilter: (typeof cakeAckFilter)[number] | null = null;
}

/** Bounds of the overhead of a packet, and its greatest least size. Origin: config_parse_cake_overhead(), config_parse_cake_mpu() at 257. */
const OVERHEAD_MIN = -64;
const OVERHEAD_MAX = 256;
const MPU_MAX = 256;

const overhead: NetworkBinding<Cake> = (settings, value, at) => {
  const bytes = value ? safeAtoi(value) : null;
  if (bytes !== null && (isErrno(bytes) || bytes < OVERHEAD_MIN || bytes > OVERHEAD_MAX)) {
    return at.warn("value.number-out-of-range", value);
  }
  settings.overheadBytes = bytes;
  return undefined;
};

/** One of some words; an empty value resets. */
function word<const Word extends string>(
  field: FieldOf<Cake, Word | null>,
  words: readonly Word[],
  yes?: NoInfer<Word>,
): NetworkBinding<Cake> {
  const parse = enumParser(words, yes);
  return (settings, value, at) => {
    const result = value ? parse(value) : null;
    if (result === undefined) return at.warn("value.unknown-keyword", value);
    assign(settings, field, result);
    return undefined;
  };
}

/** Common Applications Kept Enhanced. */
export const cakeKind: TrafficControlKind = trafficControlKind("cake", () => new Cake(), {
  Bandwidth: rate("bandwidth"),
  AutoRateIngress: tristate("autoRateIngress"),
  OverheadBytes: overhead,
  MPUBytes: number("mpuBytes", { least: 1, most: MPU_MAX }),
  CompensationMode: word("compensationMode", cakeCompensationMode),
  UseRawPacketSize: tristate("useRawPacketSize"),
  FlowIsolationMode: word("flowIsolationMode", cakeFlowIsolationMode),
  NAT: tristate("nat"),
  PriorityQueueingPreset: word("priorityQueueingPreset", cakePriorityQueueingPreset),
  FirewallMark: number("firewallMark", { least: 1 }),
  Wash: tristate("wash"),
  SplitGSO: tristate("splitGso"),
  RTTSec: span("rttUsec", { least: 1n, most: BigInt(UINT32_MAX) }),
  AckFilter: word("ackFilter", cakeAckFilter, "yes"),
});
