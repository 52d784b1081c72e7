import type { FieldOf } from "../../directives/assignment.js";
import { CpuSet, extendCpuSet } from "../../directives/cpu-set.js";
import { mtu } from "../../directives/net-values.js";
import { assign } from "../../directives/values.js";
import { INT32_MAX, isErrno, safeAtou32, UINT32_MAX } from "../../text/numbers.js";
import type { LinkBinding, LinkBindings } from "./assignment.js";
import { boundedNumber } from "./bounded.js";

/** A number of channels or buffers, or as many as the card has. */
export type HardwareCount = number | "max";

/** CPUs that received packets are steered to. */
export interface SteeringMask {
  /** All CPUs of the machine, whatever else is named. */
  readonly all: boolean;
  readonly cpus: CpuSet;
}

/** Queues, channels and buffers of the card. Origin: systemd.link(5). `null` leaves a setting alone. */
export class QueueSettings {
  transmitQueues: number | null = null;
  receiveQueues: number | null = null;
  transmitQueueLength: number | null = null;
  /** 0 leaves it alone. */
  mtuBytes = 0;
  rxChannels: HardwareCount | null = null;
  txChannels: HardwareCount | null = null;
  otherChannels: HardwareCount | null = null;
  combinedChannels: HardwareCount | null = null;
  rxBuffers: HardwareCount | null = null;
  rxMiniBuffers: HardwareCount | null = null;
  rxJumboBuffers: HardwareCount | null = null;
  txBuffers: HardwareCount | null = null;
  receivePacketSteering: SteeringMask | null = null;
  virtualFunctions: number | null = null;
}

/** Most queues of a device. Origin: config_parse_rx_tx_queues() at 257. */
const QUEUES_MAX = 4096;
const MAXIMUM = "max";

/** `max`, or a number above 0; an empty value resets. Origin: config_parse_ring_buffer_or_channel() at 257. */
function hardwareCount(field: FieldOf<QueueSettings, HardwareCount | null>): LinkBinding<QueueSettings> {
  return (settings, value, at) => {
    if (!value || value === MAXIMUM) {
      assign(settings, field, value ? MAXIMUM : null);
      return undefined;
    }
    const count = safeAtou32(value);
    if (isErrno(count)) return at.warn("value.not-unsigned", value);
    if (!count) return at.warn("value.number-out-of-range", value);
    assign(settings, field, count);
    return undefined;
  };
}

const noCpu: SteeringMask = { all: false, cpus: new CpuSet() };

/**
 * `disable`, `all`, or CPUs in addition to those before; an empty value resets, one without any word empties.
 * Origin: config_parse_rps_cpu_mask() at 257.
 */
const steeringMask: LinkBinding<QueueSettings> = (settings, value, at) => {
  const { all, cpus } = settings.receivePacketSteering ?? noCpu;
  if (!value) settings.receivePacketSteering = null;
  else if (value === "disable") settings.receivePacketSteering = noCpu;
  else if (value === "all") settings.receivePacketSteering = { all: true, cpus };
  else {
    const extended = extendCpuSet(cpus, value, at);
    if (extended === null) settings.receivePacketSteering = noCpu;
    else if (typeof extended !== "string") settings.receivePacketSteering = { all, cpus: extended };
  }
  return undefined;
};

/** Directives of [Link] about queues and buffers. */
export const queueBindings: LinkBindings<QueueSettings> = {
  TransmitQueues: boundedNumber("transmitQueues", 1, QUEUES_MAX),
  ReceiveQueues: boundedNumber("receiveQueues", 1, QUEUES_MAX),
  TransmitQueueLength: boundedNumber("transmitQueueLength", 0, UINT32_MAX - 1),
  MTUBytes: mtu("mtuBytes", "unspec"),
  RxChannels: hardwareCount("rxChannels"),
  TxChannels: hardwareCount("txChannels"),
  OtherChannels: hardwareCount("otherChannels"),
  CombinedChannels: hardwareCount("combinedChannels"),
  RxBufferSize: hardwareCount("rxBuffers"),
  RxMiniBufferSize: hardwareCount("rxMiniBuffers"),
  RxJumboBufferSize: hardwareCount("rxJumboBuffers"),
  TxBufferSize: hardwareCount("txBuffers"),
  ReceivePacketSteeringCPUMask: steeringMask,
  "SR-IOVVirtualFunctions": boundedNumber("virtualFunctions", 0, INT32_MAX),
};
