import { describe, expect, it } from "vitest";
import { siphash24 } from "../../src/dhcp/siphash.js";

const key = Uint8Array.from({ length: 16 }, (_, i) => i);
const message = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i);

describe("siphash24", () => {
  // Appendix A of the SipHash paper, and the first and a later line of its reference vectors (vectors_sip64), as
  // little-endian numbers.
  it.each([
    [15, 0xa129ca6149be45e5n],
    [0, 0x726fdb47dd0e0e31n],
    [1, 0x74f839c593dc67fdn],
    [7, 0xab0200f58b01d137n],
    [8, 0x93f5f5799a932462n],
    [63, 0x958a324ceb064572n],
  ])("gives the reference value for %i bytes", (length, expected) => {
    expect(siphash24(message(length), key)).toBe(expected);
  });

  it("refuses keys of another length", () => {
    expect(() => siphash24(message(1), message(15))).toThrow(TypeError);
  });
});
