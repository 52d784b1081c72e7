import { eachWord, vlanId } from "../../../directives/net-values.js";
import { tristate } from "../../../directives/values.js";
import { Extract } from "../../../text/extract-word.js";
import { parseRange } from "../../../text/numbers.js";
import type { NetdevBinding } from "../assignment.js";
import { deviceKind, section } from "../kind.js";

/** Tag protocol of a VLAN. Origin: IEEE 802.1Q, IEEE 802.1ad. */
export type VlanProtocol = "802.1Q" | "802.1ad";

/** A priority of a packet and the one that it becomes. */
export interface QosMap {
  readonly from: number;
  readonly to: number;
}

/** Settings of [VLAN]. Origin: systemd.netdev(5). */
export class VlanSettings {
  id: number | null = null;
  protocol: VlanProtocol | null = null;
  gvrp: boolean | null = null;
  mvrp: boolean | null = null;
  looseBinding: boolean | null = null;
  reorderHeader: boolean | null = null;
  readonly egressQosMaps = new Map<string, QosMap>();
  readonly ingressQosMaps = new Map<string, QosMap>();
}

const protocols: ReadonlyMap<string, VlanProtocol | null> = new Map([
  ["", null],
  ["802.1q", "802.1Q"],
  ["802.1Q", "802.1Q"],
  ["802.1ad", "802.1ad"],
  ["802.1AD", "802.1ad"],
]);

/** Tag protocol; an empty value resets. Origin: config_parse_vlanprotocol() at 257. */
export const vlanProtocol =
  <Field extends string>(field: Field): NetdevBinding<Record<Field, VlanProtocol | null>> =>
  (settings, value, at) => {
    const protocol = protocols.get(value);
    if (protocol === undefined) return at.warn("value.unknown-keyword", value);
    settings[field] = protocol;
    return undefined;
  };

/** `<from>-<to>`, several separated by white space; an empty value resets. Origin: config_parse_vlan_qos_maps() at 257. */
const qosMaps =
  (field: "egressQosMaps" | "ingressQosMaps"): NetdevBinding<VlanSettings> =>
  (settings, value, at) => {
    if (!value) {
      settings[field].clear();
      return undefined;
    }
    return eachWord(value, Extract.CUNESCAPE | Extract.UNQUOTE, at, (word) => {
      const range = parseRange(word);
      if (typeof range === "string") at.warn("netdev-parser.not-qos-map", word);
      else settings[field].set(range.join("-"), { from: range[0], to: range[1] });
    });
  };

export const vlanKind = deviceKind(
  () => new VlanSettings(),
  {
    VLAN: section<VlanSettings>({
      Id: vlanId("id"),
      Protocol: vlanProtocol("protocol"),
      GVRP: tristate("gvrp"),
      MVRP: tristate("mvrp"),
      LooseBinding: tristate("looseBinding"),
      ReorderHeader: tristate("reorderHeader"),
      EgressQOSMaps: qosMaps("egressQosMaps"),
      IngressQOSMaps: qosMaps("ingressQosMaps"),
    }),
  },
  ({ settings }, verification) => (settings.id === null ? verification.warn("netdev-parser.vlan-without-id") : 0),
);
