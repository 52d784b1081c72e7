import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws, LawViolation } from "../../../src/core/format.js";
import { definition } from "../../../src/formats/lldp-rx/definition.js";
import { encodeTlv, interpretTlv, LldpOui, type LldpTlvValue, parseFrame } from "../../../src/formats/lldp-rx/index.js";
import { laws } from "../../../src/formats/lldp-rx/laws.js";
import { type AcceptedFrame, INPUT_MAX } from "../../../src/formats/lldp-rx/observe.js";

const holds = (bytes: Uint8Array): void => checkLaws(definition, bytes, definition.run(bytes));
const seeds = [...definition.seeds()];

describe("laws", () => {
  it("hold for every seed", () => {
    for (const { bytes } of seeds) holds(bytes);
  });

  it("hold for seeds with a byte changed, and for their beginnings", () => {
    fc.assert(
      fc.property(fc.constantFrom(...seeds), fc.nat(), fc.integer({ min: 0, max: 255 }), ({ bytes }, at, value) => {
        const changed = bytes.slice();
        changed[at % bytes.length] = value;
        holds(changed);
        holds(bytes.subarray(0, at % bytes.length));
      }),
      { numRuns: 2000 },
    );
  });

  it("see an outcome that does not belong to the input", () => {
    const { bytes } = seeds.find(({ name }) => name === "minimal")!;
    const outcome = definition.run(bytes) as AcceptedFrame;
    const { neighbor } = outcome;
    const other = { ...outcome, neighbor: { ...neighbor, frame: { ...neighbor.frame, tlvs: [] } } };
    expect(() => laws[0]!.check(bytes, other)).toThrow(LawViolation);
    expect(() => laws[1]!.check(bytes.slice(1), outcome)).toThrow(LawViolation);
  });

  it("do not look at inputs that are too long", () => {
    expect(definition.run(new Uint8Array(INPUT_MAX + 1))).toBeNull();
    expect(definition.observe(new Uint8Array(INPUT_MAX + 1))).toEqual({ parse: "skipped" });
  });
});

const bytes = fc.uint8Array({ maxLength: 12 });
const u8 = fc.integer({ min: 0, max: 0xff });
const u16 = fc.integer({ min: 0, max: 0xffff });
const u32 = fc.integer({ min: 0, max: 0xffffffff });
const text = fc.string({ maxLength: 12 });
const kind = <K extends string>(...kinds: readonly K[]): fc.Arbitrary<K> => fc.constantFrom(...kinds);

const values: fc.Arbitrary<LldpTlvValue> = fc.oneof(
  fc.record({ kind: kind("chassis-id", "port-id"), subtype: u8, id: bytes }),
  fc.record({ kind: kind("ttl"), seconds: u16 }),
  fc.record({ kind: kind("port-description", "system-name", "system-description", "mud-url"), text }),
  fc.record({ kind: kind("system-capabilities"), system: u16, enabled: u16 }),
  fc.record({
    kind: kind("management-address"),
    family: u8,
    address: bytes,
    interfaceNumbering: u8,
    interfaceNumber: u32,
    objectId: bytes,
  }),
  fc.record({ kind: kind("port-vlan-id"), vlanId: u16 }),
  fc.record({ kind: kind("protocol-vlan-id"), flags: u8, vlanId: u16 }),
  fc.record({ kind: kind("vlan-name"), vlanId: u16, name: bytes }),
  fc.record({ kind: kind("protocol-identity"), protocol: bytes }),
  fc.record({
    kind: kind("link-aggregation"),
    oui: fc.constantFrom(LldpOui.ieee8021, LldpOui.ieee8023),
    status: u8,
    port: u32,
  }),
  fc.record({ kind: kind("mac-phy"), autonegotiation: u8, advertised: u16, mauType: u16 }),
  fc.record({ kind: kind("max-frame-size"), bytes: u16 }),
  fc.record({ kind: kind("other"), type: fc.integer({ min: 9, max: 126 }), value: bytes }),
);

describe("TLV values", () => {
  it("are read as they were written", () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(interpretTlv(encodeTlv(value))).toEqual(value);
      }),
    );
  });

  it("are written as they were read, whatever the TLV", () => {
    for (const { bytes: seed } of seeds) {
      const frame = parseFrame(seed);
      if ("tlvs" in frame) for (const tlv of frame.tlvs) expect(encodeTlv(interpretTlv(tlv))).toEqual(tlv);
    }
  });

  it.each([
    [3, [1]],
    [3, [1, 2, 3]],
    [5, [0xff]],
    [8, [9, 1, 192, 0, 2, 1]],
    [127, [0, 0x80]],
    [127, [0, 0x80, 0xc2, 1, 5]],
    [127, [0, 0x80, 0xc2, 99]],
    [64, [1]],
  ])("of type %i with %j are other values", (type, value) => {
    expect(interpretTlv({ type, value: Uint8Array.from(value) })).toEqual({
      kind: "other",
      type,
      value: Uint8Array.from(value),
    });
  });
});
