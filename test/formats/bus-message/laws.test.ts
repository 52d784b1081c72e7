import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws, LawViolation } from "../../../src/core/format.js";
import { definition } from "../../../src/formats/bus-message/definition.js";
import { type BusValue, BusVariant, createMessage, encode } from "../../../src/formats/bus-message/index.js";
import { laws, sameValue } from "../../../src/formats/bus-message/laws.js";
import type { AcceptedMessage } from "../../../src/formats/bus-message/observe.js";
import { bodies } from "../../dbus/arbitraries.js";

const call = { type: "method_call", cookie: 1, path: "/a", member: "M" } as const;
const holds = (bytes: Uint8Array): void => checkLaws(definition, bytes, definition.run(bytes));
const seeds = [...definition.seeds()];

describe("laws", () => {
  it("hold for every seed", () => {
    for (const { bytes } of seeds) holds(bytes);
  });

  it("hold for messages with any body", () => {
    fc.assert(
      fc.property(bodies, fc.constantFrom("l" as const, "B" as const), ([signature, values], endian) =>
        holds(encode(createMessage({ ...call, endian, signature, values }))),
      ),
    );
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

  it("hold for arbitrary bytes behind a plausible header", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 64 }),
        fc.constantFrom("ay", "as", "v", "a{sv}", "(tsog)b"),
        (body, signature) => holds(encode({ ...createMessage(call), signature, body })),
      ),
      { numRuns: 1000 },
    );
  });

  it("see an outcome that does not belong to the input", () => {
    const bytes = encode(createMessage({ ...call, signature: "u", values: [1] }));
    const outcome = definition.run(bytes) as AcceptedMessage;
    const other = { ...outcome, message: { ...outcome.message, cookie: 2 } };
    expect(() => laws[0]!.check(bytes, other)).toThrow(LawViolation);
    const failed = { ...outcome, dump: { text: "", result: "EBADMSG" as const } };
    expect(() => laws[1]!.check(bytes, failed)).toThrow(LawViolation);
  });
});

describe("sameValue", () => {
  it.each<readonly [BusValue, BusValue, boolean]>([
    [Number.NaN, Number.NaN, true],
    [0, -0, false],
    [1n, 1n, true],
    ["a", "b", false],
    [Uint8Array.of(1), Uint8Array.of(1), true],
    [Uint8Array.of(1), [1], false],
    [[1, [2]], [1, [2]], true],
    [[1, 2], [1], false],
    [new BusVariant("y", 1), new BusVariant("y", 1), true],
    [new BusVariant("y", 1), new BusVariant("u", 1), false],
    [[1], 1, false],
  ])("compares pair %#", (a, b, same) => expect(sameValue(a, b)).toBe(same));
});

describe("inspect", () => {
  it("names what is wrong with a header, and where a body ends early", () => {
    const bytes = encode(createMessage({ ...call, signature: "u", values: [1] }));
    expect(definition.inspect(bytes.subarray(0, 3))).toMatchObject({
      error: "EBADMSG",
      diagnostics: [{ code: "bus-message.short", span: { start: 3, end: 3 } }],
    });
    expect(definition.inspect(bytes)).toMatchObject({ error: null, diagnostics: [], value: { values: [1] } });
    const cut = encode({ ...createMessage({ ...call, signature: "u", values: [1] }), body: new Uint8Array(2) });
    expect(definition.inspect(cut)).toMatchObject({
      diagnostics: [{ code: "bus-message.body" }],
      value: { values: null },
    });
  });

  it("has a text for each of its codes", () => {
    for (const { bytes } of seeds) {
      for (const { code } of definition.inspect(bytes).diagnostics)
        expect(definition.diagnostics).toHaveProperty([code]);
    }
  });
});
