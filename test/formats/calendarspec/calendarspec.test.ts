import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderDiagnostic } from "../../../src/core/diagnostics.js";
import { checkLaws } from "../../../src/core/format.js";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/calendarspec/definition.js";
import { format, matchesCalendarSpec, nextElapse, parse } from "../../../src/formats/calendarspec/index.js";
import { checkElapseInZone, checkNormalForm } from "../../../src/formats/calendarspec/laws.js";
import { arbitraryExpression } from "../../time/arbitraries.js";

const observe = (text: string) => definition.observe(encodeUtf8(text)) as Record<string, unknown>;

/** Runs an input as the fuzz target does. */
function fuzz(input: Uint8Array): void {
  checkLaws(definition, input, definition.run(input));
}

describe("an input is an expression and a base time", () => {
  it("without a base time starts at zero", () => {
    expect(observe("daily")).toMatchObject({ base_result: "EINVAL", next: { base: "0" } });
    expect(observe("daily\0")).toMatchObject({ base_result: "EINVAL", next: { base: "0" } });
    expect(observe("daily\0-1")).toMatchObject({ base_result: "ERANGE", next: { base: "0" } });
  });

  it("reads the base time up to the next NUL, in microseconds or units", () => {
    expect(observe("daily\0" + "7µs\0" + "9")).toMatchObject({ base_result: "ok", next: { base: "7" } });
    expect(observe("daily\0" + "2d")).toMatchObject({ next: { base: "172800000000" } });
  });

  it("lists twenty elapses, or says why there are fewer", () => {
    const { next } = observe("daily") as { next: { list: string[]; end: string | null } };
    expect(next.list).toHaveLength(20);
    expect(next.list[0]).toBe("86400000000");
    expect(next.end).toBeNull();
    expect(observe("daily\0infinity")).toMatchObject({ next: { list: [], end: "EINVAL" } });
    expect(observe("2003-03-05")).toMatchObject({ next: { list: ["1046822400000000"], end: "ENOENT" } });
  });

  it("drops the zone when it lists elapses", () => {
    const inBerlin = observe("12:00 Europe/Berlin");
    const inUtc = observe("12:00");
    expect(inBerlin).toMatchObject({ timezone: "Europe/Berlin", utc: false, next: inUtc.next });
    expect(observe("@2 Europe/Berlin")).toMatchObject({
      normalized: "1970-01-01 00:00:02 UTC",
      timezone: "Europe/Berlin",
      utc: true,
    });
  });

  it("gives nothing but the errno when the expression is refused", () => {
    expect(observe("12:00 \u00ff\0" + "5")).toEqual({ result: "EINVAL" });
    expect(observe("*:0/0")).toEqual({ result: "ERANGE" });
  });
});

describe("what is shown of an input", () => {
  it.each([
    ["(daily)", "EINVAL", "calendarspec.malformed"],
    ["*:*:9999", "ERANGE", "calendarspec.number"],
    ["*:*:9999.x", "EINVAL", "calendarspec.malformed"],
    ["*:*:18446744073710.x", "ERANGE", "calendarspec.number"],
    ["*:0/0", "ERANGE", "calendarspec.number"],
    [`${"1,".repeat(241)}1:0`, "ENOBUFS", "calendarspec.list"],
    ["24:00", "EINVAL", "calendarspec.field"],
  ])("%j", (text, error, code) => {
    const inspection = definition.inspect(encodeUtf8(text));
    expect(inspection).toMatchObject({ value: null, error });
    expect(inspection.diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    expect(renderDiagnostic(inspection.diagnostics[0]!, definition.diagnostics)).not.toContain("{");
  });

  it("is the value, the normal form and the elapses of a valid one", () => {
    expect(definition.inspect(encodeUtf8("hourly"))).toMatchObject({
      value: { normalized: "*-*-* *:00:00" },
      diagnostics: [],
      error: null,
    });
  });
});

describe("the public face", () => {
  it("parses, formats and elapses", () => {
    const spec = parse("Sat *-*-1..7 18:00 Europe/Berlin");
    if (typeof spec === "string") throw new Error(spec);
    expect(format(spec)).toBe("Sat *-*-01..07 18:00:00 Europe/Berlin");
    const next = nextElapse(spec, 1_700_000_000_000_000n);
    expect(next).toBe(1_701_536_400_000_000n);
    expect(matchesCalendarSpec(spec, next as bigint)).toBe(true);
    expect(matchesCalendarSpec(spec, (next as bigint) + 1n)).toBe(false);
  });
});

describe("the laws hold", () => {
  it("for every seed", () => {
    for (const { name, bytes } of definition.seeds()) expect(() => fuzz(bytes), name).not.toThrow();
  });

  it("for expressions by the grammar", () => {
    fc.assert(
      fc.property(arbitraryExpression, fc.bigInt({ min: 0n, max: 2n ** 64n }), (text, base) => {
        fuzz(encodeUtf8(`${text}\0${base}`));
      }),
      { numRuns: 1_000 },
    );
  });

  it("for tokens in any order", () => {
    const tokens = fc.array(fc.constantFrom(...definition.dictionary()), { maxLength: 12 });
    fc.assert(
      fc.property(tokens, (all) => {
        fuzz(encodeUtf8(all.join("")));
      }),
      { numRuns: 1_000 },
    );
  });

  it("for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        fuzz(bytes);
      }),
    );
  });

  it("and are broken by a value that is no normal form", () => {
    const spec = parse("daily");
    if (typeof spec === "string") throw new Error(spec);
    expect(() => checkNormalForm(spec, "hourly")).toThrow(/normal-form-is-fixed-point/);
    expect(() => checkNormalForm(spec, "daily")).toThrow(/normal-form-is-fixed-point/);
    expect(() => checkNormalForm(spec, "x")).toThrow(/normal-form-is-fixed-point/);
    expect(() => checkElapseInZone(spec, 0n)).not.toThrow();
  });
});

describe("inputs that the fuzzer found", () => {
  it.each([
    // A point in time is in UTC whatever zone follows: the normal form does not name the zone.
    ["fuzz-calendarspec/epoch-with-zone", "@2 Europe/Berlin\0\0" + "100"],
  ])("%s", (_origin, text) => fuzz(encodeUtf8(text)));
});

describe("the work is bounded", () => {
  it("for the longest lists in every field", () => {
    const list = (from: number, values: number) =>
      Array.from({ length: 241 }, (_, i) => `${from + (i % values)}`).join(",");
    const text = `Mon *-2,4,6,9,11-${list(31, 1)} ${list(0, 24)}:${list(0, 60)}:${list(0, 60)}`;
    const started = performance.now();
    fuzz(encodeUtf8(text));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
