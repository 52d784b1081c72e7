import { eachWord } from "../../../directives/net-values.js";
import { isErrno, parseSize, safeAtou8, UINT32_MAX } from "../../../text/numbers.js";
import type { NetworkAssignment, NetworkBinding } from "../assignment.js";
import { type TrafficControlKind, trafficControlKind } from "./disciplines.js";

/** Most bands. Origin: linux/pkt_sched.h, TCQ_ETS_MAX_BANDS. */
const BANDS_MAX = 16;
/** Priorities of packets. Origin: linux/pkt_sched.h, TC_PRIO_MAX. */
const PRIORITIES = 16;
const MAX32 = BigInt(UINT32_MAX);

/** Parameters of [EnhancedTransmissionSelection]. Origin: systemd.network(5). */
class EnhancedTransmissionSelection {
  /** 0 for as many as the other parameters need. */
  bands = 0;
  strictBands = 0;
  quantaBytes: bigint[] = [];
  /** Band of each priority. */
  priorityMap: number[] = [];
}

type EtsBinding = NetworkBinding<EnhancedTransmissionSelection>;

const bands =
  (field: "bands" | "strictBands"): EtsBinding =>
  (settings, value, at) => {
    const number = value ? safeAtou8(value) : 0;
    if (isErrno(number) || number > BANDS_MAX) return at.warn("value.number-out-of-range", value);
    settings[field] = number;
    return undefined;
  };

/** Takes words of a list; what is wrong with one leaves the rest of the section in force. */
function words(value: string, at: NetworkAssignment, take: (word: string) => boolean): undefined {
  const { refused } = at;
  eachWord(value, 0, at, (word) => {
    if (!take(word)) at.remark("value.number-out-of-range", word);
  });
  at.refused = refused;
  return undefined;
}

/** Sizes of the bands that share, appended; an empty value resets. Origin: config_parse_ets_quanta() at 257. */
const quanta: EtsBinding = (settings, value, at) => {
  if (!value) {
    settings.quantaBytes = [];
    return undefined;
  }
  return words(value, at, (word) => {
    const size = parseSize(word, 1024);
    if (isErrno(size) || !size || size > MAX32 || settings.quantaBytes.length >= BANDS_MAX) return false;
    settings.quantaBytes.push(size);
    return true;
  });
};

/** Bands of priorities, appended; an empty value resets. Origin: config_parse_ets_prio() at 257. */
const priorities: EtsBinding = (settings, value, at) => {
  if (!value) {
    settings.priorityMap = [];
    return undefined;
  }
  return words(value, at, (word) => {
    const band = safeAtou8(word);
    if (isErrno(band) || settings.priorityMap.length >= PRIORITIES) return false;
    settings.priorityMap.push(band);
    return true;
  });
};

/** Origin: enhanced_transmission_selection_verify() at 257. */
function verify(ets: EnhancedTransmissionSelection): string | null {
  const needed = ets.strictBands + ets.quantaBytes.length;
  if (!ets.bands) {
    if (!needed) return "network-parser.no-bands";
    ets.bands = needed;
  }
  if (ets.bands < needed) return "network-parser.too-few-bands";
  return ets.priorityMap.some((band) => band >= ets.bands) ? "network-parser.unknown-band" : null;
}

/** Enhanced transmission selection of IEEE 802.1Qaz. */
export const enhancedTransmissionSelection: TrafficControlKind = trafficControlKind(
  "ets",
  () => new EnhancedTransmissionSelection(),
  { Bands: bands("bands"), StrictBands: bands("strictBands"), QuantumBytes: quanta, PriorityMap: priorities },
  verify,
);
