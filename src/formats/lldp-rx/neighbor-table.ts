import { bytesEqual, compareBytes } from "../../core/bytes.js";
import { LldpRefusal } from "./frame.js";
import { type LldpNeighbor, parseNeighbor } from "./neighbor.js";
import { NEIGHBORS_MAX } from "./tables.js";

const USEC_PER_SEC = 1_000_000n;
const EVERY_CAPABILITY = 0xffff;

/** A neighbour and when it was heard. */
export interface LldpEntry {
  readonly neighbor: LldpNeighbor;
  /** The whole frame: two frames that are the same refresh the entry, others replace it. */
  readonly bytes: Uint8Array;
  /** Point in time from which on the entry no longer holds. */
  readonly untilUsec: bigint;
}

/** What is known of the neighbours of one interface; never changed in place. */
export interface LldpTable {
  /** In the order of chassis id, then port id. */
  readonly entries: readonly LldpEntry[];
  readonly neighborsMax: number;
  /** Neighbours that announce capabilities are kept only if one of these is enabled. */
  readonly capabilityMask: number;
}

/** What happened to a neighbour (`sd_lldp_rx_event_t`). */
export interface LldpEvent {
  readonly kind: "added" | "updated" | "refreshed" | "removed";
  readonly neighbor: LldpNeighbor;
}

/** A table after something happened, and what did. */
export interface LldpStep {
  readonly table: LldpTable;
  readonly events: readonly LldpEvent[];
}

/** A table without entries; systemd keeps 128 neighbours of any capability unless told. */
export const emptyTable = (neighborsMax = NEIGHBORS_MAX, capabilityMask = EVERY_CAPABILITY): LldpTable => ({
  entries: [],
  neighborsMax,
  capabilityMask,
});

const compareEntries = (a: LldpNeighbor, b: LldpNeighbor): number =>
  compareBytes(a.chassisId, b.chassisId) || compareBytes(a.portId, b.portId);

const removal = ({ neighbor }: LldpEntry): LldpEvent => ({ kind: "removed", neighbor });

/** Drops what no longer holds at `nowUsec`. Origin: `lldp_rx_make_space`. */
export function expire(table: LldpTable, nowUsec: bigint): LldpStep {
  const stale = table.entries.filter((entry) => entry.untilUsec <= nowUsec);
  if (stale.length === 0) return { table, events: [] };
  const entries = table.entries.filter((entry) => entry.untilUsec > nowUsec);
  return { table: { ...table, entries }, events: stale.map(removal) };
}

/** When the first entry ceases to hold; `null` for an empty table. */
export const nextExpiryUsec = (table: LldpTable): bigint | null =>
  table.entries.reduce<bigint | null>(
    (first, { untilUsec }) => (first === null || untilUsec < first ? untilUsec : first),
    null,
  );

/** Whether a neighbour belongs in the table at all: it is not going away, and has a capability that is looked for. */
function isWanted({ capabilityMask }: LldpTable, neighbor: LldpNeighbor): boolean {
  if (neighbor.ttl === 0) return false;
  return neighbor.enabledCapabilities === null || (neighbor.enabledCapabilities & capabilityMask) !== 0;
}

/** Drops the entries that cease first until one more fits. */
function makeSpace(table: LldpTable): LldpStep {
  const over = table.entries.length + 1 - table.neighborsMax;
  if (over <= 0) return { table, events: [] };
  const dropped = new Set([...table.entries].sort((a, b) => Number(a.untilUsec - b.untilUsec)).slice(0, over));
  const entries = table.entries.filter((entry) => !dropped.has(entry));
  return { table: { ...table, entries }, events: [...dropped].map(removal) };
}

/**
 * Takes in what an accepted frame says.
 *
 * The same frame again refreshes its entry; another frame of the same chassis and port replaces it; a time to live of 0, or no enabled
 * capability that the table looks for, removes it. Origin: `lldp_rx_add_neighbor`.
 */
export function addNeighbor(table: LldpTable, neighbor: LldpNeighbor, bytes: Uint8Array, nowUsec: bigint): LldpStep {
  const fresh = expire(table, nowUsec);
  const old = fresh.table.entries.find((known) => compareEntries(known.neighbor, neighbor) === 0);
  const others = { ...fresh.table, entries: fresh.table.entries.filter((known) => known !== old) };
  if (!isWanted(table, neighbor)) {
    return old === undefined ? fresh : { table: others, events: [...fresh.events, removal(old)] };
  }
  const space = makeSpace(others);
  const entry: LldpEntry = { neighbor, bytes, untilUsec: nowUsec + BigInt(neighbor.ttl) * USEC_PER_SEC };
  const entries = [...space.table.entries, entry].sort((a, b) => compareEntries(a.neighbor, b.neighbor));
  const kind = old === undefined ? "added" : bytesEqual(old.bytes, bytes) ? "refreshed" : "updated";
  return { table: { ...table, entries }, events: [...fresh.events, ...space.events, { kind, neighbor }] };
}

/** {@link addNeighbor} of a frame as it came in; a frame that is refused changes nothing but what has expired by now. */
export function receive(
  table: LldpTable,
  bytes: Uint8Array,
  nowUsec: bigint,
): LldpStep & { readonly refusal: LldpRefusal | null } {
  const neighbor = parseNeighbor(bytes);
  if (neighbor instanceof LldpRefusal) return { ...expire(table, nowUsec), refusal: neighbor };
  return { ...addNeighbor(table, neighbor, bytes, nowUsec), refusal: null };
}
