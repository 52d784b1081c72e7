import type { Json } from "../../core/json.js";
import { formatChassisId, formatPortId, type LldpNeighbor } from "./neighbor.js";

/**
 * A neighbour as `networkctl --json` and the network manager's interface show it; what is not known is left out.
 * Origin: `lldp_neighbor_build_json`.
 */
export function neighborToJson(neighbor: LldpNeighbor): { readonly [key: string]: Json } {
  const object: Record<string, Json> = {
    ChassisID: formatChassisId(neighbor.chassisId),
    RawChassisID: Array.from(neighbor.chassisId),
    PortID: formatPortId(neighbor.portId),
    RawPortID: Array.from(neighbor.portId),
  };
  if (neighbor.portDescription !== null) object.PortDescription = neighbor.portDescription;
  if (neighbor.systemName !== null) object.SystemName = neighbor.systemName;
  if (neighbor.systemDescription !== null) object.SystemDescription = neighbor.systemDescription;
  if (neighbor.enabledCapabilities) object.EnabledCapabilities = neighbor.enabledCapabilities;
  return object;
}
