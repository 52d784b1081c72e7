import { hwAddr } from "../../../directives/net-values.js";
import { invalidating, type RepeatedSection, type RepeatedSections } from "../../../directives/repeated-sections.js";
import { formatInAddr, type InAddr, parseInAddr } from "../../../net/in-addr.js";
import type { NetworkBinding, NetworkBindings } from "../assignment.js";
import type { Verification } from "../verification.js";

/** Settings of one [Neighbor] section. Origin: systemd.network(5). */
export class NeighborSettings implements RepeatedSection {
  invalid = false;
  address: InAddr | null = null;
  linkLayerAddress: Uint8Array | null = null;

  constructor(readonly line: number) {}
}

/** Origin: config_parse_neighbor_section() at 257. */
const address: NetworkBinding<NeighborSettings> = (settings, value, at) => {
  const parsed = value ? parseInAddr(value) : null;
  if (parsed === null && value) return at.warn("value.not-address", value);
  settings.address = parsed;
  return undefined;
};

/** Directives of [Neighbor]. */
export const neighborBindings: NetworkBindings<NeighborSettings> = invalidating({
  Address: address,
  LinkLayerAddress: hwAddr("linkLayerAddress"),
  MACAddress: hwAddr("linkLayerAddress"),
});

/** Drops neighbours that lack an address, or are told about again later. Origin: network_drop_invalid_neighbors() at 257. */
export function dropInvalidNeighbors(sections: RepeatedSections<NeighborSettings>, verification: Verification): void {
  const known = new Map<string, NeighborSettings>();
  sections.keepIf((settings) => {
    if (settings.address === null) return verification.refuseAt(settings.line, "network-parser.no-address");
    if (settings.linkLayerAddress === null) {
      return verification.refuseAt(settings.line, "network-parser.no-link-layer-address");
    }
    const key = formatInAddr(settings.address);
    const earlier = known.get(key);
    if (earlier !== undefined) {
      verification.superseded(earlier, settings);
      sections.drop(earlier);
    }
    known.set(key, settings);
    return true;
  });
}
