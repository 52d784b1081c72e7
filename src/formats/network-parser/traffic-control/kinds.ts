import { tristate } from "../../../directives/values.js";
import { UINT32_MAX } from "../../../text/numbers.js";
import { USEC_INFINITY, type Usec } from "../../../time/usec.js";
import type { NetworkBinding } from "../assignment.js";
import { cakeKind } from "./cake.js";
import { type TrafficControlKind, trafficControlKind } from "./disciplines.js";
import { enhancedTransmissionSelection } from "./ets.js";
import { hexadecimal, number, rate, share, size, span } from "./values.js";

/** Greatest 32-bit number, for sizes and time spans. */
const MAX32 = BigInt(UINT32_MAX);

/** What has no parameters. */
const plain = (name: string): TrafficControlKind => trafficControlKind(name, () => ({}));

/** What has a limit of packets; 0 for the kernel's. */
const packetLimited = (name: string, least = 0): TrafficControlKind =>
  trafficControlKind(name, () => ({ packetLimit: 0 }), { PacketLimit: number("packetLimit", { least }) });

class ByteFifo {
  limitBytes = 0n;
}

class ControlledDelay {
  packetLimit = 0;
  targetUsec: Usec = 0n;
  intervalUsec: Usec = 0n;
  ceThresholdUsec: Usec = USEC_INFINITY;
  ecn: boolean | null = null;
}

class FairQueueing {
  packetLimit = 0;
  flowLimit = 0;
  /** 2^64 - 1 stands for the kernel's. */
  quantumBytes = 0n;
  initialQuantumBytes = 0n;
  maximumRate = 0n;
  buckets = 0;
  orphanMask = 0;
  pacing: boolean | null = null;
  ceThresholdUsec: Usec = USEC_INFINITY;
}

class FairQueueingControlledDelay {
  packetLimit = 0;
  memoryLimitBytes = MAX32;
  flows = 0;
  quantumBytes = 0n;
  targetUsec: Usec = 0n;
  intervalUsec: Usec = 0n;
  ceThresholdUsec: Usec = USEC_INFINITY;
  ecn: boolean | null = null;
}

/** Most queues of one discipline. Origin: linux/pkt_sched.h, MAX_DPs. */
const VIRTUAL_QUEUES_MAX = 16;

class GenericRandomEarlyDetection {
  virtualQueues = 0;
  defaultVirtualQueue = 0;
  genericRio: boolean | null = null;
}

/** A number that is told about where it is too great, and kept. Origin: config_parse_generic_random_early_detection_u32(), config_parse_trivial_link_equalizer_id() at 257. */
function remarkable<Field extends string>(
  field: Field,
  most: number,
): NetworkBinding<{ readonly [Key in Field]: number }> {
  const read = number<{ readonly [Key in Field]: number }>(field as never);
  return (settings, value, at) => {
    const error = read(settings, value, at);
    if (!at.refused && settings[field] > most) at.remark("value.number-out-of-range", value);
    return error;
  };
}

const USUAL_RATE_TO_QUANTUM = 10;

class HierarchyTokenBucket {
  defaultClass = 0;
  rateToQuantum = USUAL_RATE_TO_QUANTUM;
}

class NetworkEmulator {
  delayUsec: Usec = USEC_INFINITY;
  delayJitterUsec: Usec = USEC_INFINITY;
  /** In ten-thousandths. */
  lossRate = 0;
  duplicateRate = 0;
  packetLimit = 0;
}

class StochasticFairnessQueueing {
  perturbPeriodUsec: Usec = 0n;
}

class TokenBucketFilter {
  rate = 0n;
  burstBytes = 0n;
  limitBytes = 0n;
  mtuBytes = 0n;
  mpuBytes = 0n;
  peakRate = 0n;
  latencyUsec: Usec = 0n;
}

class TrivialLinkEqualizer {
  id = 0;
}

/** Rates below a byte per second are none. */
const BITS_OF_BYTE = 8n;
const isNoRate = (bits: bigint): boolean => bits < BITS_OF_BYTE;

/** Origin: token_bucket_filter_verify() at 257. */
function verifyTokenBucketFilter(filter: TokenBucketFilter): string | null {
  if (filter.limitBytes && filter.latencyUsec) return "network-parser.limit-and-latency";
  if (!filter.limitBytes && !filter.latencyUsec) return "network-parser.no-limit";
  if (isNoRate(filter.rate)) return "network-parser.no-rate";
  if (!filter.burstBytes) return "network-parser.no-burst";
  return !isNoRate(filter.peakRate) && !filter.mtuBytes ? "network-parser.no-mtu" : null;
}

const fairQueueingBytes = { most: MAX32 } as const;
/** The greatest number stands for none. */
const controlledBytes = { most: MAX32 - 1n, empty: MAX32 } as const;
const emptyIsEndless = { empty: USEC_INFINITY } as const;
const INT32_MAX = 0x7fff_ffff;

export const networkEmulator = trafficControlKind("netem", () => new NetworkEmulator(), {
  DelaySec: span("delayUsec", emptyIsEndless),
  DelayJitterSec: span("delayJitterUsec", emptyIsEndless),
  LossRate: share("lossRate"),
  DuplicateRate: share("duplicateRate"),
  PacketLimit: number("packetLimit"),
});

/** Queueing disciplines by the section that is about them; `null` stands for any. */
export const disciplineKinds: ReadonlyMap<string, TrafficControlKind | null> = new Map([
  ["QDisc", null],
  ["BFIFO", trafficControlKind("bfifo", () => new ByteFifo(), { LimitBytes: size("limitBytes", { most: MAX32 }) })],
  ["CAKE", cakeKind],
  [
    "ControlledDelay",
    trafficControlKind("codel", () => new ControlledDelay(), {
      PacketLimit: number("packetLimit"),
      TargetSec: span("targetUsec"),
      IntervalSec: span("intervalUsec"),
      CEThresholdSec: span("ceThresholdUsec", emptyIsEndless),
      ECN: tristate("ecn"),
    }),
  ],
  ["DeficitRoundRobinScheduler", plain("drr")],
  ["EnhancedTransmissionSelection", enhancedTransmissionSelection],
  ["PFIFO", packetLimited("pfifo")],
  ["PFIFOFast", plain("pfifo_fast")],
  ["PFIFOHeadDrop", packetLimited("pfifo_head_drop")],
  ["QuickFairQueueing", plain("qfq")],
  [
    "FairQueueing",
    trafficControlKind("fq", () => new FairQueueing(), {
      PacketLimit: number("packetLimit"),
      FlowLimit: number("flowLimit"),
      QuantumBytes: size("quantumBytes", fairQueueingBytes),
      InitialQuantumBytes: size("initialQuantumBytes", fairQueueingBytes),
      MaximumRate: rate("maximumRate", { most: 8n * MAX32 + 7n }),
      Buckets: number("buckets"),
      OrphanMask: number("orphanMask"),
      Pacing: tristate("pacing"),
      CEThresholdSec: span("ceThresholdUsec", { most: MAX32, empty: USEC_INFINITY }),
      Quantum: size("quantumBytes", fairQueueingBytes),
      InitialQuantum: size("initialQuantumBytes", fairQueueingBytes),
    }),
  ],
  [
    "FairQueueingControlledDelay",
    trafficControlKind("fq_codel", () => new FairQueueingControlledDelay(), {
      PacketLimit: number("packetLimit"),
      MemoryLimitBytes: size("memoryLimitBytes", controlledBytes),
      Flows: number("flows"),
      QuantumBytes: size("quantumBytes", controlledBytes),
      TargetSec: span("targetUsec"),
      IntervalSec: span("intervalUsec"),
      CEThresholdSec: span("ceThresholdUsec", emptyIsEndless),
      ECN: tristate("ecn"),
      MemoryLimit: size("memoryLimitBytes", controlledBytes),
      Quantum: size("quantumBytes", controlledBytes),
    }),
  ],
  ["FlowQueuePIE", packetLimited("fq_pie", 1)],
  [
    "GenericRandomEarlyDetection",
    trafficControlKind(
      "gred",
      () => new GenericRandomEarlyDetection(),
      {
        VirtualQueues: remarkable("virtualQueues", VIRTUAL_QUEUES_MAX),
        DefaultVirtualQueue: remarkable("defaultVirtualQueue", VIRTUAL_QUEUES_MAX),
        GenericRIO: tristate("genericRio"),
      },
      ({ virtualQueues, defaultVirtualQueue }) =>
        defaultVirtualQueue < virtualQueues ? null : "network-parser.default-queue",
    ),
  ],
  ["HeavyHitterFilter", packetLimited("hhf")],
  [
    "HierarchyTokenBucket",
    trafficControlKind("htb", () => new HierarchyTokenBucket(), {
      DefaultClass: hexadecimal("defaultClass"),
      RateToQuantum: number("rateToQuantum", { empty: USUAL_RATE_TO_QUANTUM }),
    }),
  ],
  ["ClassfulMultiQueueing", plain("mq")],
  ["BandMultiQueueing", plain("multiq")],
  ["NetworkEmulator", networkEmulator],
  ["PIE", packetLimited("pie")],
  ["StochasticFairBlue", packetLimited("sfb")],
  [
    "StochasticFairnessQueueing",
    trafficControlKind("sfq", () => new StochasticFairnessQueueing(), { PerturbPeriodSec: span("perturbPeriodUsec") }),
  ],
  [
    "TokenBucketFilter",
    trafficControlKind(
      "tbf",
      () => new TokenBucketFilter(),
      {
        Rate: rate("rate"),
        BurstBytes: size("burstBytes"),
        LimitBytes: size("limitBytes"),
        MTUBytes: size("mtuBytes"),
        MPUBytes: size("mpuBytes"),
        PeakRate: rate("peakRate"),
        LatencySec: span("latencyUsec"),
        Burst: size("burstBytes"),
        LimitSize: size("limitBytes"),
      },
      verifyTokenBucketFilter,
    ),
  ],
  [
    "TrivialLinkEqualizer",
    trafficControlKind("teql", () => new TrivialLinkEqualizer(), { Id: remarkable("id", INT32_MAX) }),
  ],
]);

class DeficitRoundRobinClass {
  quantumBytes = 0n;
}

const USUAL_PRIORITY = 1;
const UINT16_MAX_BIG = 0xffffn;

class HierarchyTokenBucketClass {
  priority = USUAL_PRIORITY;
  quantumBytes = 0n;
  mtuBytes = 1600n;
  overheadBytes = 0n;
  rate = 0n;
  /** 0 stands for the rate. */
  ceilRate = 0n;
  bufferBytes = 0n;
  ceilBufferBytes = 0n;
}

/** Bounds of what a class may have. Origin: linux/net/sched/sch_qfq.c. */
const QFQ_WEIGHT_MAX = 1024;
const QFQ_PACKET_MIN = 512n;
const QFQ_PACKET_MAX = 65536n;
const USUAL_WEIGHT = 1;

class QuickFairQueueingClass {
  weight = USUAL_WEIGHT;
  maxPacketBytes = 0n;
}

/** Classes of queueing disciplines by the section that is about them. */
export const classKinds: ReadonlyMap<string, TrafficControlKind> = new Map([
  [
    "DeficitRoundRobinSchedulerClass",
    trafficControlKind("drr", () => new DeficitRoundRobinClass(), {
      QuantumBytes: size("quantumBytes", { most: MAX32 }),
    }),
  ],
  [
    "QuickFairQueueingClass",
    trafficControlKind("qfq", () => new QuickFairQueueingClass(), {
      Weight: number("weight", { least: 1, most: QFQ_WEIGHT_MAX, empty: USUAL_WEIGHT }),
      MaxPacketBytes: size("maxPacketBytes", { least: QFQ_PACKET_MIN, most: QFQ_PACKET_MAX }),
    }),
  ],
  [
    "HierarchyTokenBucketClass",
    trafficControlKind(
      "htb",
      () => new HierarchyTokenBucketClass(),
      {
        Priority: number("priority", { empty: USUAL_PRIORITY }),
        QuantumBytes: size("quantumBytes", { most: MAX32 }),
        MTUBytes: size("mtuBytes", { most: MAX32 }),
        OverheadBytes: size("overheadBytes", { most: UINT16_MAX_BIG }),
        Rate: rate("rate"),
        CeilRate: rate("ceilRate"),
        BufferBytes: size("bufferBytes", { most: MAX32 }),
        CeilBufferBytes: size("ceilBufferBytes", { most: MAX32 }),
      },
      (parameters) => {
        if (isNoRate(parameters.rate)) return "network-parser.no-rate";
        if (isNoRate(parameters.ceilRate)) parameters.ceilRate = parameters.rate;
        return null;
      },
    ),
  ],
]);
