import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex } from "../../../src/core/bytes.js";
import { checkLaws } from "../../../src/core/format.js";
import { definition } from "../../../src/formats/fido-id-desc/definition.js";
import {
  encodeHidItems,
  encodeLongItem,
  encodeShortItem,
  isFidoSecurityToken,
  parseHidReport,
} from "../../../src/formats/fido-id-desc/index.js";

const bytes = (hex: string): Uint8Array => fromHex(hex)!;

describe("items", () => {
  it("are short ones with 0, 1, 2 or 4 bytes of data, little-endian", () => {
    expect(parseHidReport(bytes("c0a10106d0f10b01000080"))).toMatchObject([
      { type: 0, tag: 12, size: 0, value: 0, offset: 0 },
      { type: 0, tag: 10, size: 1, value: 1, offset: 1 },
      { type: 1, tag: 0, size: 2, value: 0xf1d0, offset: 3 },
      { type: 2, tag: 0, size: 4, value: 0x8000_0001, offset: 6 },
    ]);
  });

  it("are long ones with a length and a tag of their own", () => {
    expect(parseHidReport(bytes("fe0307010203c0"))).toMatchObject([
      { kind: "long", tag: 7, data: bytes("010203"), cut: false },
      { kind: "short", tag: 12 },
    ]);
  });

  it.each(["fe00", "fe0500", "fe050001"])("long ones may end with the descriptor: %s", (hex) => {
    expect(parseHidReport(bytes(hex))).toMatchObject([{ kind: "long", cut: true }]);
  });

  it.each(["01", "06d0", "0b010203", "fe"])("are broken without their data: %s", (hex) => {
    expect(parseHidReport(bytes(hex))).toBe("EINVAL");
    expect(isFidoSecurityToken(bytes(hex))).toBe("EINVAL");
  });

  it("encode to the bytes that they were read from", () => {
    const short = fc.record({ type: fc.nat(3), tag: fc.nat(14), value: fc.nat(0xffff_ffff) }).map(encodeShortItem);
    const long = fc
      .tuple(fc.nat(255), fc.uint8Array({ maxLength: 20 }))
      .map(([tag, data]) => encodeLongItem(tag, data));
    fc.assert(
      fc.property(fc.array(fc.oneof(short, long), { maxLength: 20 }), (parts) => {
        const all = Uint8Array.from(parts.flatMap((part) => [...part]));
        const items = parseHidReport(all);
        if (items === "EINVAL") throw new TypeError("broken");
        expect(items).toHaveLength(parts.length);
        expect(encodeHidItems(items)).toEqual(all);
      }),
    );
  });

  it.each([
    { type: 0, tag: 0, value: 256, size: 1 },
    { type: 0, tag: 0, value: 0, size: 3 },
    { type: 4, tag: 0, value: 0 },
    { type: 0, tag: 16, value: 0 },
  ])("that cannot be are refused: %j", (item) => {
    expect(() => encodeShortItem(item)).toThrow(TypeError);
  });
});

describe("tokens", () => {
  it.each([
    ["06d0f10901", true],
    ["06d0f1090109", true],
    ["0b0100d0f1", true],
    ["0b0200d0f10901", true],
    ["06d0f10a0100", true],
    ["06d0f10902", false],
    ["06d0f1040901", false],
    ["06d0f108", false],
    ["07d0f100000901", "EINVAL"],
    ["", false],
  ])("%s: %s", (hex, verdict) => {
    expect(isFidoSecurityToken(bytes(hex))).toBe(verdict);
  });
});

describe("laws", () => {
  it("hold for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (input) => checkLaws(definition, input, definition.run(input))),
    );
  });

  it("hold for the committed seeds", () => {
    for (const { bytes: input } of definition.seeds()) checkLaws(definition, input, definition.run(input));
  });
});
