import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concatBytes } from "../../../src/core/bytes.js";
import { checkLaws } from "../../../src/core/format.js";
import { messageSeeds, sampleNames, sampleOption, sampleType } from "../../../src/dhcp/samples.js";
import { definition } from "../../../src/formats/dhcp-client/definition.js";
import { DhcpMessageType, type DhcpOption } from "../../../src/formats/dhcp-client/index.js";
import { leaseOptionCodes } from "../../../src/formats/dhcp-client/options.js";
import { offerBytes, serverBytes } from "./offers.js";

const holdsFor = (input: Uint8Array): void => checkLaws(definition, input, definition.run(input));

const data = fc.oneof(
  { weight: 4, arbitrary: fc.uint8Array({ maxLength: 24 }) },
  { weight: 2, arbitrary: fc.string({ maxLength: 24 }).map((text) => new TextEncoder().encode(text)) },
  { weight: 1, arbitrary: fc.stringMatching(/^([a-z]{1,9}\.){0,3}[a-z]{1,9}$/).map((name) => sampleNames(name)) },
);

const option: fc.Arbitrary<DhcpOption> = fc.record({
  code: fc.oneof(fc.constantFrom(...leaseOptionCodes), fc.integer({ min: 1, max: 254 })),
  data,
});

describe("laws of offers", () => {
  it("hold for offers of any options", () => {
    fc.assert(
      fc.property(fc.array(option, { maxLength: 8 }), (options) => holdsFor(offerBytes(options))),
      { numRuns: 1000 },
    );
  });

  it("hold for damaged offers", () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 3 });
    fc.assert(
      fc.property(fc.array(option, { maxLength: 8 }), damage, fc.nat(), (options, changes, cut) => {
        const bytes = offerBytes(options);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        holdsFor(bytes);
        holdsFor(bytes.subarray(0, cut % bytes.length));
      }),
      { numRuns: 500 },
    );
  });

  it("hold for any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), holdsFor));
  });
});

describe("inspect", () => {
  const codes = (input: Uint8Array): string[] => definition.inspect(input).diagnostics.map(({ code }) => code);

  it("shows the lease of an offer, and the options that are ignored where they are", () => {
    const input = offerBytes([sampleOption(3, [1, 2, 3])]);
    const { value, diagnostics, error } = definition.inspect(input);
    expect(value).toMatchObject({ type: "OFFER", lease: { address: "192.0.2.100" } });
    expect(diagnostics).toMatchObject([{ code: "dhcp-client.option-ignored", params: { length: 3 } }]);
    expect(input.subarray(diagnostics[0]!.span!.start, diagnostics[0]!.span!.end)).toEqual(Uint8Array.of(1, 2, 3));
    expect(error).toBeNull();
  });

  it("says why there is no lease", () => {
    const discover = serverBytes([sampleType(DhcpMessageType.DISCOVER)]);
    expect(definition.inspect(discover)).toMatchObject({ value: { type: "DISCOVER" }, error: "ENOMSG" });
    expect(codes(discover)).toEqual(["dhcp-client.no-lease"]);
  });

  it("says where a message is malformed", () => {
    expect(codes(new Uint8Array(9))).toEqual(["dhcp-client.malformed"]);
    for (const { name, bytes } of messageSeeds(offerBytes)) {
      const { message, taken } = definition.run(bytes);
      const expected = typeof message === "string" ? message : typeof taken === "string" ? taken : null;
      expect(definition.inspect(bytes).error, name).toBe(expected);
    }
  });

  it("points at an option that is cut short", () => {
    const whole = offerBytes([]).subarray(0, -1);
    const { diagnostics } = definition.inspect(concatBytes(whole, Uint8Array.of(12, 9, 0x61)));
    expect(diagnostics[0]!.span!.start).toBeGreaterThanOrEqual(whole.length);
  });
});
