import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex, toHex } from "../../src/core/bytes.js";
import {
  encodeUdpFrame,
  internetChecksum,
  isUdpFrameIntact,
  UDP_FRAME_HEADER_LENGTH,
} from "../../src/dhcp/udp-frame.js";

const endpoints = {
  source: Uint8Array.of(10, 0, 0, 1),
  sourcePort: 67,
  destination: Uint8Array.of(10, 0, 0, 2),
  destinationPort: 68,
};

describe("internetChecksum", () => {
  it("gives the complement of the sum of RFC 1071 section 3", () => {
    expect(internetChecksum(fromHex("0001f203f4f5f6f7")!)).toBe(0xddf2 ^ 0xffff);
  });

  it("pads the last byte with zero", () => {
    expect(internetChecksum(Uint8Array.of(0x12))).toBe(internetChecksum(Uint8Array.of(0x12, 0)));
  });

  it("folds the carries of long inputs", () => {
    expect(internetChecksum(new Uint8Array(200_000).fill(0xff))).toBe(0);
  });
});

describe("encodeUdpFrame", () => {
  it("writes the headers of RFC 791 and RFC 768", () => {
    const frame = encodeUdpFrame(Uint8Array.of(1, 2, 3), endpoints);
    expect(toHex(frame as Uint8Array)).toBe("45c0001f000000004011660c0a0000010a00000200430044000be74c010203");
  });

  it("refuses what does not fit the length field", () => {
    const most = 0xffff - UDP_FRAME_HEADER_LENGTH;
    expect(encodeUdpFrame(new Uint8Array(most), endpoints)).toHaveLength(0xffff);
    expect(encodeUdpFrame(new Uint8Array(most + 1), endpoints)).toBe("EOVERFLOW");
  });

  it("wants IPv4 addresses", () => {
    expect(() => encodeUdpFrame(new Uint8Array(0), { ...endpoints, source: new Uint8Array(16) })).toThrow(TypeError);
  });

  it("gives frames that are intact, and not after a change of one byte", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (payload, at, change) => {
          const frame = encodeUdpFrame(payload, endpoints) as Uint8Array;
          expect(isUdpFrameIntact(frame)).toBe(true);
          frame[at % frame.length]! ^= change;
          // Without UDP checksum there is nothing to check but the IPv4 header.
          if (frame[26] !== 0 || frame[27] !== 0) expect(isUdpFrameIntact(frame)).toBe(false);
        },
      ),
    );
  });
});

describe("isUdpFrameIntact", () => {
  it("takes a UDP checksum of zero for none", () => {
    const frame = encodeUdpFrame(Uint8Array.of(1), endpoints) as Uint8Array;
    frame.fill(0, 26, 28);
    frame[28] = 9;
    expect(isUdpFrameIntact(frame)).toBe(true);
  });

  it("refuses less than two headers", () => {
    expect(isUdpFrameIntact(new Uint8Array(UDP_FRAME_HEADER_LENGTH - 1))).toBe(false);
  });
});
