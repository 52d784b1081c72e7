import type { FieldOf } from "../../directives/assignment.js";
import { permille } from "../../directives/net-values.js";
import { assign, tristate, unsigned } from "../../directives/values.js";
import { parseBoolean, parseSize, safeAtou16 } from "../../text/numbers.js";
import { parseNsec, parseSec } from "../../time/timespan.js";
import { USEC_INFINITY, USEC_PER_MSEC, type Usec } from "../../time/usec.js";
import type { NetworkBinding, NetworkBindings } from "./assignment.js";

const MSEC: Usec = BigInt(USEC_PER_MSEC);
const UINT32_MAX_BIG = 0xffff_ffffn;

/** Settings of [CAN]. Origin: systemd.network(5). Numbers are 0 where nothing is set. */
export class CanSettings {
  bitRate = 0;
  /** In thousandths. */
  samplePoint = 0;
  timeQuantaNsec = 0;
  propagationSegment = 0;
  phaseBufferSegment1 = 0;
  phaseBufferSegment2 = 0;
  syncJumpWidth = 0;
  dataBitRate = 0;
  dataSamplePoint = 0;
  dataTimeQuantaNsec = 0;
  dataPropagationSegment = 0;
  dataPhaseBufferSegment1 = 0;
  dataPhaseBufferSegment2 = 0;
  dataSyncJumpWidth = 0;
  restartUsec: Usec = 0n;
  loopback: boolean | null = null;
  listenOnly: boolean | null = null;
  tripleSampling: boolean | null = null;
  oneShot: boolean | null = null;
  busErrorReporting: boolean | null = null;
  fdMode: boolean | null = null;
  presumeAck: boolean | null = null;
  fdNonIso: boolean | null = null;
  classicDataLengthCode: boolean | null = null;
  /** Ohms, 0 for none; `null` leaves it alone. */
  termination: number | null = null;
}

/** Bits per second. Origin: config_parse_can_bitrate() at 257. */
function bitRate(field: FieldOf<CanSettings, number>): NetworkBinding<CanSettings> {
  return (settings, value, at) => {
    const rate = parseSize(value, 1000);
    if (typeof rate === "string" || !rate || rate > UINT32_MAX_BIG) return at.warn("value.number-out-of-range", value);
    assign(settings, field, Number(rate));
    return undefined;
  };
}

/** Origin: config_parse_can_time_quanta() at 257. */
function timeQuanta(field: FieldOf<CanSettings, number>): NetworkBinding<CanSettings> {
  return (settings, value, at) => {
    const nsec = parseNsec(value);
    if (typeof nsec === "string" || !nsec || nsec > UINT32_MAX_BIG) return at.warn("value.number-out-of-range", value);
    assign(settings, field, Number(nsec));
    return undefined;
  };
}

/** Less than 2^32 milliseconds, or endless. Origin: config_parse_can_restart_usec() at 257. */
const restart: NetworkBinding<CanSettings> = (settings, value, at) => {
  const usec = parseSec(value);
  if (typeof usec === "string") return at.warn("value.not-timespan", value);
  if (usec !== USEC_INFINITY && (usec + MSEC - 1n) / MSEC > UINT32_MAX_BIG) {
    return at.warn("value.number-out-of-range", value);
  }
  settings.restartUsec = usec;
  return undefined;
};

/** The usual resistance. Origin: CAN_TERMINATION_OHM_VALUE at 257. */
const USUAL_TERMINATION = 120;

/** Ohms, or a boolean word; `1` is one ohm. Origin: config_parse_can_termination() at 257. */
const termination: NetworkBinding<CanSettings> = (settings, value, at) => {
  const ohms = value ? safeAtou16(value) : null;
  if (typeof ohms !== "string") settings.termination = ohms;
  else {
    const flag = parseBoolean(value);
    if (flag === null) return at.warn("value.not-unsigned", value);
    settings.termination = flag ? USUAL_TERMINATION : 0;
  }
  return undefined;
};

/** Directives of [CAN]. */
export const canBindings: NetworkBindings<CanSettings> = {
  BitRate: bitRate("bitRate"),
  SamplePoint: permille("samplePoint"),
  TimeQuantaNSec: timeQuanta("timeQuantaNsec"),
  PropagationSegment: unsigned("propagationSegment"),
  PhaseBufferSegment1: unsigned("phaseBufferSegment1"),
  PhaseBufferSegment2: unsigned("phaseBufferSegment2"),
  SyncJumpWidth: unsigned("syncJumpWidth"),
  DataBitRate: bitRate("dataBitRate"),
  DataSamplePoint: permille("dataSamplePoint"),
  DataTimeQuantaNSec: timeQuanta("dataTimeQuantaNsec"),
  DataPropagationSegment: unsigned("dataPropagationSegment"),
  DataPhaseBufferSegment1: unsigned("dataPhaseBufferSegment1"),
  DataPhaseBufferSegment2: unsigned("dataPhaseBufferSegment2"),
  DataSyncJumpWidth: unsigned("dataSyncJumpWidth"),
  RestartSec: restart,
  Loopback: tristate("loopback"),
  ListenOnly: tristate("listenOnly"),
  TripleSampling: tristate("tripleSampling"),
  OneShot: tristate("oneShot"),
  BusErrorReporting: tristate("busErrorReporting"),
  FDMode: tristate("fdMode"),
  PresumeACK: tristate("presumeAck"),
  FDNonISO: tristate("fdNonIso"),
  ClassicDataLengthCode: tristate("classicDataLengthCode"),
  Termination: termination,
};
