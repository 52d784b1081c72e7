import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ParseFailure } from "../../../src/core/errno.js";
import { checkLaws } from "../../../src/core/format.js";
import { definition } from "../../../src/formats/resource-record/definition.js";
import { encode, format, parse, resourceRecordEqual, toJson } from "../../../src/formats/resource-record/index.js";
import { arbitraryRecord } from "../../dns/arbitraries.js";

const holdsFor = (input: Uint8Array): void => checkLaws(definition, input, definition.run(input));

describe("laws of resource records", () => {
  it("parse(encode(record)) is the record", () => {
    fc.assert(
      fc.property(arbitraryRecord, (record) => {
        const { wire } = encode(record);
        const parsed = parse(wire);
        if (parsed instanceof ParseFailure) throw parsed;
        expect(parsed.record).toEqual(record);
        expect(parsed.length).toBe(wire.length);
        expect(encode(parsed.record).wire).toEqual(wire);
      }),
      { numRuns: 1000 },
    );
  });

  it("hold for every record, and text and JSON say the same of both spellings", () => {
    fc.assert(
      fc.property(arbitraryRecord, (record) => {
        holdsFor(encode(record).wire);
        const shouted = { ...record, key: { ...record.key, name: record.key.name.toUpperCase() } };
        expect(resourceRecordEqual(record, shouted)).toBe(true);
        expect(format(shouted).toLowerCase()).toBe(format(record).toLowerCase());
        expect(JSON.stringify(toJson(shouted)).toLowerCase()).toBe(JSON.stringify(toJson(record)).toLowerCase());
      }),
      { numRuns: 500 },
    );
  });

  it("hold for damaged records", () => {
    fc.assert(
      fc.property(arbitraryRecord, fc.nat(), fc.integer({ min: 0, max: 255 }), (record, at, value) => {
        const { wire } = encode(record);
        const damaged = wire.slice();
        damaged[at % wire.length] = value;
        holdsFor(damaged);
        holdsFor(wire.subarray(0, at % wire.length));
      }),
      { numRuns: 2000 },
    );
  });

  it("hold for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (input) => holdsFor(input)),
      { numRuns: 1000 },
    );
  });

  it("hold for every seed", () => {
    for (const seed of definition.seeds()) holdsFor(seed.bytes);
  });
});
