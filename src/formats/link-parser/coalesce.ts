import type { FieldOf } from "../../directives/assignment.js";
import { assign, tristate } from "../../directives/values.js";
import { UINT32_MAX } from "../../text/numbers.js";
import { parseSec } from "../../time/timespan.js";
import type { LinkBinding, LinkBindings } from "./assignment.js";
import { boundedNumber } from "./bounded.js";

/**
 * How long, and for how many frames, the card waits before it interrupts; times in microseconds. `null` leaves it alone.
 * Origin: systemd.link(5).
 */
export class CoalesceSettings {
  rxUsec: number | null = null;
  rxFrames: number | null = null;
  rxIrqUsec: number | null = null;
  rxIrqFrames: number | null = null;
  txUsec: number | null = null;
  txFrames: number | null = null;
  txIrqUsec: number | null = null;
  txIrqFrames: number | null = null;
  statisticsBlockUsec: number | null = null;
  adaptiveRx: boolean | null = null;
  adaptiveTx: boolean | null = null;
  packetRateLow: number | null = null;
  rxLowUsec: number | null = null;
  rxLowFrames: number | null = null;
  txLowUsec: number | null = null;
  txLowFrames: number | null = null;
  packetRateHigh: number | null = null;
  rxHighUsec: number | null = null;
  rxHighFrames: number | null = null;
  txHighUsec: number | null = null;
  txHighFrames: number | null = null;
  packetRateSampleUsec: number | null = null;
}

type Field = FieldOf<CoalesceSettings, number | null>;

const LONGEST = BigInt(UINT32_MAX);

/** A time of at least `least` and less than 2^32 microseconds; an empty value resets. Origin: config_parse_coalesce_sec() at 257. */
function delay(field: Field, least = 0n): LinkBinding<CoalesceSettings> {
  return (settings, value, at) => {
    const usec = value ? parseSec(value) : null;
    if (typeof usec === "string") return at.warn("value.not-timespan", value);
    if (usec !== null && (usec < least || usec > LONGEST)) return at.warn("value.number-out-of-range", value);
    assign(settings, field, usec === null ? null : Number(usec));
    return undefined;
  };
}

const frames = (field: Field): LinkBinding<CoalesceSettings> => boundedNumber(field, 0, UINT32_MAX);

/** Directives of [Link] about coalescing. */
export const coalesceBindings: LinkBindings<CoalesceSettings> = {
  RxCoalesceSec: delay("rxUsec"),
  RxMaxCoalescedFrames: frames("rxFrames"),
  RxCoalesceIrqSec: delay("rxIrqUsec"),
  RxMaxCoalescedIrqFrames: frames("rxIrqFrames"),
  TxCoalesceSec: delay("txUsec"),
  TxMaxCoalescedFrames: frames("txFrames"),
  TxCoalesceIrqSec: delay("txIrqUsec"),
  TxMaxCoalescedIrqFrames: frames("txIrqFrames"),
  StatisticsBlockCoalesceSec: delay("statisticsBlockUsec", 1n),
  UseAdaptiveRxCoalesce: tristate("adaptiveRx"),
  UseAdaptiveTxCoalesce: tristate("adaptiveTx"),
  CoalescePacketRateLow: frames("packetRateLow"),
  RxCoalesceLowSec: delay("rxLowUsec"),
  RxMaxCoalescedLowFrames: frames("rxLowFrames"),
  TxCoalesceLowSec: delay("txLowUsec"),
  TxMaxCoalescedLowFrames: frames("txLowFrames"),
  CoalescePacketRateHigh: frames("packetRateHigh"),
  RxCoalesceHighSec: delay("rxHighUsec"),
  RxMaxCoalescedHighFrames: frames("rxHighFrames"),
  TxCoalesceHighSec: delay("txHighUsec"),
  TxMaxCoalescedHighFrames: frames("txHighFrames"),
  CoalescePacketRateSampleIntervalSec: delay("packetRateSampleUsec", 1n),
};
