import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import type { BootpFields } from "../../../src/dhcp/message.js";
import { sampleNumber, sampleOption } from "../../../src/dhcp/samples.js";
import { definition } from "../../../src/formats/dhcp-server/definition.js";
import { BootpOp, DhcpMessageType, type DhcpOption, DhcpOptionCode } from "../../../src/formats/dhcp-server/index.js";
import { requestOptionCodes } from "../../../src/formats/dhcp-server/request.js";
import { clientId, clientMessage, ip, requested, server } from "./clients.js";

const holdsFor = (input: Uint8Array): void => checkLaws(definition, input, definition.run(input));

const host = fc.integer({ min: 0, max: 12 });
const address = fc.oneof(
  { weight: 5, arbitrary: host.map((last) => ip(`10.0.0.${last}`)) },
  { weight: 1, arbitrary: fc.constantFrom(ip("0.0.0.0"), ip("10.0.1.1"), ip("192.168.5.1"), ip("255.255.255.255")) },
);
const type = fc.constantFrom(...Object.values(DhcpMessageType));

const option: fc.Arbitrary<DhcpOption> = fc.oneof(
  host.map((last) => requested(`10.0.0.${last}`)),
  fc.constantFrom(server("10.0.0.1"), server("10.0.0.2")),
  host.map((last) => clientId(2, last)),
  fc.nat().map((seconds) => sampleOption(DhcpOptionCode.IP_ADDRESS_LEASE_TIME, sampleNumber(seconds))),
  fc.constant(sampleOption(DhcpOptionCode.RAPID_COMMIT, [])),
  fc.string({ maxLength: 20 }).map((text) => sampleOption(DhcpOptionCode.HOST_NAME, text)),
  fc
    .tuple(fc.constantFrom(...requestOptionCodes), fc.uint8Array({ maxLength: 20 }))
    .map(([code, data]) => sampleOption(code, data)),
);

const fields: fc.Arbitrary<Partial<BootpFields>> = fc.record(
  {
    htype: fc.constantFrom(1, 32),
    hlen: fc.integer({ min: 0, max: 17 }),
    flags: fc.constantFrom(0, 0x8000),
    ciaddr: address,
    giaddr: address,
  },
  { requiredKeys: [] },
);

describe("laws of answers", () => {
  it("hold for requests of all kinds", () => {
    fc.assert(
      fc.property(type, fc.array(option, { maxLength: 5 }), fields, (messageType, options, changes) =>
        holdsFor(clientMessage(messageType, options, changes)),
      ),
      { numRuns: 1000 },
    );
  });

  it("hold for damaged requests", () => {
    fc.assert(
      fc.property(type, fc.array(option), fc.nat(), fc.integer({ min: 0, max: 255 }), (kind, options, at, value) => {
        const bytes = clientMessage(kind, options);
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
  it.each<[string, Uint8Array, string | null, readonly string[]]>([
    ["an answer", clientMessage(DhcpMessageType.DISCOVER), null, []],
    ["silence", clientMessage(DhcpMessageType.INFORM), null, ["dhcp-server.no-answer"]],
    ["silence to a reply", clientMessage(2, [], { op: BootpOp.REPLY }), null, ["dhcp-server.no-answer"]],
    ["what is too short", new Uint8Array(239), "EINVAL", ["dhcp-server.too-short"]],
    [
      "what is malformed",
      clientMessage(DhcpMessageType.DISCOVER, [requested("1.1.1.1")]).subarray(0, -3),
      "EINVAL",
      ["dhcp-server.malformed"],
    ],
    ["nobody", clientMessage(DhcpMessageType.DISCOVER, [], { hlen: 0 }), "EBADMSG", ["dhcp-server.unidentified"]],
    [
      "a taken address",
      clientMessage(DhcpMessageType.REQUEST, [requested("10.0.0.2")]),
      "EEXIST",
      ["dhcp-server.address-taken"],
    ],
  ])("shows %s", (_what, input, error, codes) => {
    const found = definition.inspect(input);
    expect(found.error).toBe(error);
    expect(found.diagnostics.map(({ code }) => code)).toEqual(codes);
  });
});
