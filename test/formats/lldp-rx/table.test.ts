import { describe, expect, it } from "vitest";
import { concatBytes } from "../../../src/core/bytes.js";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import {
  emptyTable,
  encode,
  encodeTlv,
  expire,
  type LldpStep,
  type LldpTable,
  nextExpiryUsec,
  receive,
} from "../../../src/formats/lldp-rx/index.js";

const SEC = 1_000_000n;

interface Announcement {
  readonly port: string;
  readonly ttl: number;
  readonly name?: string;
  readonly enabled?: number;
}

function announce({ port, ttl, name, enabled }: Announcement): Uint8Array {
  const tlvs = [
    encodeTlv({ kind: "chassis-id", subtype: 7, id: encodeUtf8("c") }),
    encodeTlv({ kind: "port-id", subtype: 7, id: encodeUtf8(port) }),
    encodeTlv({ kind: "ttl", seconds: ttl }),
  ];
  if (name !== undefined) tlvs.push(encodeTlv({ kind: "system-name", text: name }));
  if (enabled !== undefined) tlvs.push(encodeTlv({ kind: "system-capabilities", system: 0xff, enabled }));
  const destination = Uint8Array.of(1, 0x80, 0xc2, 0, 0, 0x0e);
  return encode({ destination, source: new Uint8Array(6), tlvs, trailer: new Uint8Array(0) });
}

const kinds = ({ events }: LldpStep): string[] => events.map(({ kind, neighbor }) => `${kind} ${ports([neighbor])[0]}`);
const ports = (neighbors: readonly { readonly portId: Uint8Array }[]): string[] =>
  neighbors.map(({ portId }) => String.fromCharCode(...portId.subarray(1)));
const known = (table: LldpTable): string[] => ports(table.entries.map(({ neighbor }) => neighbor));

describe("the table of neighbours", () => {
  it("adds, refreshes, updates and removes", () => {
    const frame = announce({ port: "a", ttl: 10 });
    const added = receive(emptyTable(), frame, 0n);
    expect(kinds(added)).toEqual(["added a"]);
    expect(nextExpiryUsec(added.table)).toBe(10n * SEC);
    const refreshed = receive(added.table, frame, 5n * SEC);
    expect(kinds(refreshed)).toEqual(["refreshed a"]);
    expect(nextExpiryUsec(refreshed.table)).toBe(15n * SEC);
    const updated = receive(refreshed.table, announce({ port: "a", ttl: 10, name: "n" }), 6n * SEC);
    expect(kinds(updated)).toEqual(["updated a"]);
    const removed = receive(updated.table, announce({ port: "a", ttl: 0 }), 7n * SEC);
    expect(kinds(removed)).toEqual(["removed a"]);
    expect(nextExpiryUsec(removed.table)).toBeNull();
    expect(known(updated.table)).toEqual(["a"]);
  });

  it("forgets entries when their time is over, not before", () => {
    const first = receive(emptyTable(), announce({ port: "a", ttl: 10 }), 0n).table;
    const both = receive(first, announce({ port: "b", ttl: 20 }), 0n).table;
    expect(expire(both, 10n * SEC - 1n)).toEqual({ table: both, events: [] });
    const later = expire(both, 10n * SEC);
    expect(kinds(later)).toEqual(["removed a"]);
    expect(kinds(receive(later.table, announce({ port: "c", ttl: 1 }), 20n * SEC))).toEqual(["removed b", "added c"]);
  });

  it("drops what ceases first when it is full", () => {
    let table = emptyTable(2);
    for (const [port, ttl] of [
      ["a", 30],
      ["b", 10],
    ] as const)
      table = receive(table, announce({ port, ttl }), 0n).table;
    const step = receive(table, announce({ port: "c", ttl: 20 }), 0n);
    expect(kinds(step)).toEqual(["removed b", "added c"]);
    expect(known(step.table)).toEqual(["a", "c"]);
  });

  it("keeps only neighbours with a capability that it looks for, and those that name none", () => {
    const table = emptyTable(128, 0x10);
    expect(kinds(receive(table, announce({ port: "a", ttl: 10, enabled: 4 }), 0n))).toEqual([]);
    expect(kinds(receive(table, announce({ port: "a", ttl: 10, enabled: 0x14 }), 0n))).toEqual(["added a"]);
    expect(kinds(receive(table, announce({ port: "a", ttl: 10 }), 0n))).toEqual(["added a"]);
    const held = receive(table, announce({ port: "a", ttl: 10, enabled: 0x10 }), 0n).table;
    expect(kinds(receive(held, announce({ port: "a", ttl: 10, enabled: 0 }), 1n))).toEqual(["removed a"]);
  });

  it("does not change for a frame that is refused, but for what is over by then", () => {
    const { table } = receive(emptyTable(), announce({ port: "a", ttl: 10 }), 0n);
    const bad = announce({ port: "b", ttl: 1 }).subarray(0, -1);
    expect(receive(table, bad, 1n)).toMatchObject({ table, events: [], refusal: { fault: "tlv-cut" } });
    expect(kinds(receive(table, bad, 10n * SEC))).toEqual(["removed a"]);
  });

  it("takes padding for a change, as the whole frame is compared", () => {
    const frame = announce({ port: "a", ttl: 10 });
    const { table } = receive(emptyTable(), frame, 0n);
    expect(kinds(receive(table, concatBytes(frame, new Uint8Array(2)), 0n))).toEqual(["updated a"]);
  });
});
