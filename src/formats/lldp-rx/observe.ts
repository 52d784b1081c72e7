import { toHex } from "../../core/bytes.js";
import type { Json } from "../../core/json.js";
import { LldpRefusal, type RawTlv, rawTlvs } from "./frame.js";
import { neighborToJson } from "./json.js";
import { formatChassisId, formatPortId, type LldpNeighbor, organizationOf, parseNeighbor } from "./neighbor.js";
import { addNeighbor, emptyTable, type LldpTable } from "./neighbor-table.js";
import { LldpTlvType, TLV_HEADER_SIZE } from "./tables.js";

/** Longer inputs are ignored by systemd's `fuzz-lldp-rx`. */
export const INPUT_MAX = 2048;

/** What the target computes of one neighbour. */
export interface ShownNeighbor {
  readonly neighbor: LldpNeighbor;
  readonly json: { readonly [key: string]: Json };
  readonly chassisIdText: string;
  readonly portIdText: string;
  readonly tlvs: readonly RawTlv[];
}

export interface AcceptedFrame {
  readonly neighbor: LldpNeighbor;
  readonly table: LldpTable;
  readonly shown: readonly ShownNeighbor[];
}

/** `null` for inputs that are ignored because of their length. */
export type Outcome = AcceptedFrame | LldpRefusal | null;

const ANY_TIME = 0n;
/** Organisation and subtype, behind the TLV's header. */
const PRIVATE_HEADER_SIZE = 4;

/** Receives one frame into an empty table, as systemd's `fuzz-lldp-rx` does, and reads everything of what the table then holds. */
export function run(input: Uint8Array): Outcome {
  if (input.length > INPUT_MAX) return null;
  const neighbor = parseNeighbor(input);
  if (neighbor instanceof LldpRefusal) return neighbor;
  const { table } = addNeighbor(emptyTable(), neighbor, input, ANY_TIME);
  const shown = table.entries.map((entry) => ({
    neighbor: entry.neighbor,
    json: neighborToJson(entry.neighbor),
    chassisIdText: formatChassisId(entry.neighbor.chassisId),
    portIdText: formatPortId(entry.neighbor.portId),
    tlvs: rawTlvs(entry.bytes),
  }));
  return { neighbor, table, shown };
}

function tlvToJson({ type, raw }: RawTlv): Json {
  if (raw === null) return { type };
  if (type !== LldpTlvType.private || raw.length < TLV_HEADER_SIZE + PRIVATE_HEADER_SIZE)
    return { type, raw: toHex(raw) };
  const value = raw.subarray(TLV_HEADER_SIZE);
  return { type, raw: toHex(raw), oui: toHex(value.subarray(0, 3)), subtype: organizationOf(value)[1] };
}

function shownToJson({ neighbor, chassisIdText, portIdText, tlvs }: ShownNeighbor): Json {
  const { chassisId, portId } = neighbor;
  const object: Record<string, Json> = {
    sourceAddress: toHex(neighbor.frame.source),
    destinationAddress: toHex(neighbor.frame.destination),
    chassisIdSubtype: chassisId[0]!,
    chassisId: toHex(chassisId.subarray(1)),
    chassisIdText,
    portIdSubtype: portId[0]!,
    portId: toHex(portId.subarray(1)),
    portIdText,
    ttl: neighbor.ttl,
    tlvs: tlvs.map(tlvToJson),
  };
  for (const name of [
    "systemName",
    "systemDescription",
    "portDescription",
    "mudUrl",
    "systemCapabilities",
    "enabledCapabilities",
  ] as const) {
    const value = neighbor[name];
    if (value !== null) object[name] = value;
  }
  return object;
}

export function observe(input: Uint8Array): Json {
  const outcome = run(input);
  if (outcome === null) return { parse: "skipped" };
  const shown = outcome instanceof LldpRefusal ? [] : outcome.shown;
  return {
    parse: outcome instanceof LldpRefusal ? outcome.errno : "ok",
    count: shown.length,
    json: shown.length === 0 ? null : shown.map(({ json }) => json),
    neighbors: shown.map(shownToJson),
  };
}
