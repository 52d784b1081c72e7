import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { sampleAddresses, sampleMessage, sampleOption, sampleType } from "../../../src/dhcp/samples.js";
import { definition } from "../../../src/formats/dhcp-server-relay/definition.js";
import { BootpOp, DhcpOptionCode } from "../../../src/formats/dhcp-server-relay/index.js";

const holdsFor = (input: Uint8Array): void => checkLaws(definition, input, definition.run(input));

const OWN = sampleAddresses("10.0.0.1");

const message = fc
  .record({
    op: fc.constantFrom(BootpOp.REQUEST, BootpOp.REPLY),
    hlen: fc.constantFrom(0, 1, 6, 16, 17),
    hops: fc.integer({ min: 0, max: 20 }),
    flags: fc.constantFrom(0, 0x8000),
    ciaddr: fc.constantFrom(new Uint8Array(4), sampleAddresses("10.0.0.9")),
    giaddr: fc.constantFrom(new Uint8Array(4), OWN, OWN, sampleAddresses("10.0.0.2")),
    type: fc.integer({ min: 1, max: 8 }),
    options: fc.array(
      fc.tuple(
        fc.oneof(fc.constant(DhcpOptionCode.RELAY_AGENT_INFORMATION), fc.integer({ min: 1, max: 254 })),
        fc.uint8Array({ maxLength: 30 }),
      ),
      { maxLength: 5 },
    ),
    trailing: fc.uint8Array({ maxLength: 20 }),
    endless: fc.boolean(),
  })
  .map(({ type, options, trailing, endless, ...fields }) =>
    sampleMessage({
      fields,
      options: [sampleType(type), ...options.map(([code, data]) => sampleOption(code, data))],
      endless,
      trailing,
    }),
  );

describe("laws of relayed messages", () => {
  it("hold for requests and replies", () => {
    fc.assert(fc.property(message, holdsFor), { numRuns: 1000 });
  });

  it("hold for damaged ones", () => {
    fc.assert(
      fc.property(message, fc.nat(), fc.integer({ min: 0, max: 255 }), (bytes, at, value) => {
        bytes[at % bytes.length] = value;
        holdsFor(bytes);
        holdsFor(bytes.subarray(0, at % bytes.length));
      }),
      { numRuns: 500 },
    );
  });

  it("hold for any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 200, maxLength: 400 }), holdsFor));
  });
});

describe("inspect", () => {
  it("shows what is sent on, or one reason why nothing is", () => {
    fc.assert(
      fc.property(message, (bytes) => {
        const { value, diagnostics, error } = definition.inspect(bytes);
        if (error === null) expect(value).toHaveProperty("bytes");
        expect(diagnostics).toHaveLength(error === null ? 0 : 1);
        for (const { code } of diagnostics) expect(code).toBe("dhcp-server-relay.not-relayed");
      }),
    );
  });

  it("says what is too short", () => {
    const { diagnostics } = definition.inspect(new Uint8Array(239));
    expect(diagnostics).toMatchObject([{ code: "dhcp-server-relay.too-short", params: { length: 239 } }]);
  });
});
