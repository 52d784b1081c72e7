import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ALL_WEEKDAYS,
  type CalendarSpec,
  COMPONENTS_MAX,
  elapsesAfter,
  formatCalendarSpec,
  isSameCalendarSpec,
  listUtcElapses,
  matchesCalendarSpec,
  nextElapse,
  parseCalendarSpec,
  readCalendarSpec,
} from "../../src/time/calendar/index.js";
import { USEC_TIMESTAMP_FORMATTABLE_MAX } from "../../src/time/usec.js";
import { arbitraryExpression } from "./arbitraries.js";

const usec = (iso: string): bigint => BigInt(Date.parse(iso)) * 1000n;
const iso = (at: bigint): string => new Date(Number(at / 1000n)).toISOString();

function parsed(text: string): CalendarSpec {
  const spec = parseCalendarSpec(text);
  if (typeof spec === "string") throw new Error(`${text}: ${spec}`);
  return spec;
}

const normalForm = (text: string): string => formatCalendarSpec(parsed(text));

/** The first elapses after a time, as ISO texts. */
function elapses(text: string, after: string, count: number): string[] {
  const found: string[] = [];
  for (const elapse of elapsesAfter(parsed(text), usec(after))) {
    found.push(iso(elapse));
    if (found.length === count) break;
  }
  return found;
}

describe("calendar events have a normal form", () => {
  it.each([
    ["Sat,Thu,Mon-Wed,Sat-Sun", "Mon..Thu,Sat,Sun *-*-* 00:00:00"],
    ["Wed, 17:48", "Wed *-*-* 17:48:00"],
    ["Mon..Sun", "*-*-* 00:00:00"],
    ["Mon,Sun 12-*-* 2,1:23", "Mon,Sun 2012-*-* 01,02:23:00"],
    ["93..07-*-*", "1993..2007-*-* 00:00:00"],
    ["mon,fri *-1/2-1,3 *:30:45", "Mon,Fri *-01/2-01,03 *:30:45"],
    ["*-*~05,3 ", "*-*~03,05 00:00:00"],
    ["*-*~*", "*-*-* 00:00:00"],
    ["*:4,30:0/1,3,5", "*-*-* *:04,30:*"],
    ["00:00:1.0..3.8", "*-*-* 00:00:01..03"],
    ["05:40:23.4200004/3.1700005", "*-*-* 05:40:23.420000/3.170001"],
    ["*:20..39/5", "*-*-* *:20..35/5:00"],
    ["*:05..10/6", "*-*-* *:05:00"],
    ["1..3,1..3:0", "*-*-* 01..03:00:00"],
    ["0/1:0/1:0/1", "*-*-* 00/1:00/1:*"],
    ["Hourly uTc", "*-*-* *:00:00 UTC"],
    ["bi-annually Europe/Berlin", "*-01,07-01 00:00:00 Europe/Berlin"],
    ["@ +1493187147", "2017-04-26 06:12:27 UTC"],
    ["@2 Europe/Berlin", "1970-01-01 00:00:02 UTC"],
    ["Mon @5", "Mon 1970-01-01 00:00:05 UTC"],
  ])("%j", (text, normal) => {
    expect(normalForm(text)).toBe(normal);
    expect(normalForm(normal)).toBe(normal);
  });

  it("ignores the case of ASCII letters only", () => {
    expect(parseCalendarSpec("wee\u212aly")).toBe("EINVAL");
    expect(parseCalendarSpec("WEEKLY")).toEqual(parsed("weekly"));
  });

  it.each([
    ["", "malformed", 0],
    [" UTC", "malformed", 0],
    ["Mon,Foo", "malformed", 4],
    ["Fri..Mon", "malformed", 8],
    ["2024-01-01T10:00", "malformed", 10],
    ["12:30:15:10", "malformed", 8],
    ["12:2147483648", "number", 13],
    ["*:0/0", "number", 5],
    ["24:00", "field", 0],
    ["*-*~29", "field", 0],
    ["*-*~1,2,23", "field", 0],
    ["20/4:00", "field", 0],
    ["12:00\0", "malformed", 5],
  ] as const)("%j is refused", (text, fault, offset) => {
    expect(readCalendarSpec(text)).toMatchObject({ fault, offset });
  });

  it("limits the length of a list", () => {
    const list = (length: number) => `${Array(length).fill("1").join(",")}:0`;
    expect(normalForm(list(COMPONENTS_MAX))).toBe("*-*-* 01:00:00");
    expect(parseCalendarSpec(list(COMPONENTS_MAX + 1))).toBe("ENOBUFS");
  });
});

describe("calendar events elapse", () => {
  it("on leap days, across the years that have none", () => {
    expect(elapses("*-02-29 12:00", "2096-01-01T00:00:00Z", 2)).toEqual([
      "2096-02-29T12:00:00.000Z",
      "2104-02-29T12:00:00.000Z",
    ]);
  });

  it("on days counted from the end of the month", () => {
    expect(elapses("Mon *-05~07/1", "2017-01-01T00:00:00Z", 2)).toEqual([
      "2017-05-29T00:00:00.000Z",
      "2018-05-28T00:00:00.000Z",
    ]);
    expect(elapses("*-*~1..3", "2024-02-27T00:00:00Z", 3)).toEqual([
      "2024-02-28T00:00:00.000Z",
      "2024-02-29T00:00:00.000Z",
      "2024-03-29T00:00:00.000Z",
    ]);
  });

  it("at fractions of seconds, exactly", () => {
    const spec = parsed("*:*:59.999999");
    expect(nextElapse(spec, 59_999_998n)).toBe(59_999_999n);
    expect(nextElapse(spec, 59_999_999n)).toBe(119_999_999n);
    const steps = listUtcElapses(parsed("2016-03-27 03:17:00/0.42"), 0n, 3).list;
    expect(steps.map((at) => at - steps[0]!)).toEqual([0, 420_000, 840_000]);
  });

  it("after a step without end has left its field, with what is left over", () => {
    expect(elapses("*:0/45", "2023-11-14T22:45:00Z", 4)).toEqual([
      "2023-11-14T23:00:00.000Z",
      "2023-11-14T23:45:00.000Z",
      "2023-11-15T00:45:00.000Z",
      "2023-11-15T01:00:00.000Z",
    ]);
    expect(elapses("0/5:0", "2023-11-30T18:00:00Z", 2)).toEqual([
      "2023-11-30T20:00:00.000Z",
      "2023-12-01T05:00:00.000Z",
    ]);
    expect(elapses("0/5:0", "2023-11-29T18:00:00Z", 2)).toEqual([
      "2023-11-29T20:00:00.000Z",
      "2023-11-30T00:00:00.000Z",
    ]);
    expect(elapses("*:*:0/25", "2023-11-30T22:59:40Z", 2)).toEqual([
      "2023-11-30T22:59:50.000Z",
      "2023-11-30T23:00:25.000Z",
    ]);
    expect(elapses("*:*:0/7.25", "2023-11-30T22:00:58Z", 1)).toEqual(["2023-11-30T22:01:07.250Z"]);
    expect(elapses("*-*-1/7", "2023-12-29T00:00:00Z", 1)).toEqual(["2024-01-01T00:00:00.000Z"]);
    expect(elapses("*-2/7-1", "2023-10-01T00:00:00Z", 1)).toEqual(["2024-02-01T00:00:00.000Z"]);
  });

  it("no more when nothing matches before the year 2200", () => {
    expect(nextElapse(parsed("*-02-30"), 0n)).toBe("ENOENT");
    expect(nextElapse(parsed("2003-03-05"), usec("2003-03-05T00:00:00Z"))).toBe("ENOENT");
    expect(nextElapse(parsed("hourly"), usec("2199-12-31T23:00:00Z"))).toBe("ENOENT");
    expect(nextElapse(parsed("hourly"), USEC_TIMESTAMP_FORMATTABLE_MAX)).toBe("ENOENT");
    expect(nextElapse(parsed("hourly"), USEC_TIMESTAMP_FORMATTABLE_MAX + 1n)).toBe("EINVAL");
    expect(listUtcElapses(parsed("hourly"), USEC_TIMESTAMP_FORMATTABLE_MAX + 1n, 1).end).toBe("EINVAL");
    expect(listUtcElapses(parsed("hourly"), USEC_TIMESTAMP_FORMATTABLE_MAX, 1).end).toBe("ENOENT");
  });

  it("or the search is given up", () => {
    expect(nextElapse(parsed("*-02,04,06,09,11-31"), 0n)).toBe("EDEADLK");
  });

  it("or a list of them is full", () => {
    expect(listUtcElapses(parsed("daily"), 0n, 2)).toEqual({
      base: 0n,
      list: [86_400_000_000, 172_800_000_000],
      end: null,
    });
  });
});

describe("calendar events in a time zone", () => {
  it("elapse once at a time that comes twice", () => {
    expect(elapses("02:30 Europe/Berlin", "2023-10-28T12:00:00Z", 2)).toEqual([
      "2023-10-29T00:30:00.000Z",
      "2023-10-30T01:30:00.000Z",
    ]);
    expect(elapses("*:0/20 Europe/Berlin", "2023-10-29T00:20:00Z", 2)).toEqual([
      "2023-10-29T00:40:00.000Z",
      "2023-10-29T02:00:00.000Z",
    ]);
  });

  it("elapse in the second pass when the base is in it", () => {
    expect(elapses("*:0/20 Europe/Berlin", "2023-10-29T01:30:00Z", 2)).toEqual([
      "2023-10-29T01:40:00.000Z",
      "2023-10-29T02:00:00.000Z",
    ]);
    expect(elapses("02:30 Europe/Berlin", "2023-10-29T01:10:00Z", 1)).toEqual(["2023-10-29T01:30:00.000Z"]);
  });

  it("never elapse at a time that the clock skips", () => {
    expect(elapses("02:30 Europe/Berlin", "2023-03-25T12:00:00Z", 1)).toEqual(["2023-03-27T00:30:00.000Z"]);
    expect(elapses("2,4:30 Europe/Berlin", "2023-03-25T12:00:00Z", 1)).toEqual(["2023-03-26T02:30:00.000Z"]);
    expect(elapses("*:0/20 Europe/Berlin", "2023-03-26T00:40:00Z", 2)).toEqual([
      "2023-03-26T01:00:00.000Z",
      "2023-03-26T01:20:00.000Z",
    ]);
    expect(elapses("2011-12-30 *:0 Pacific/Apia", "2011-12-01T00:00:00Z", 1)).toEqual([]);
    // A step of a microsecond has more times in the gap than could be tried.
    expect(elapses("2023-03-26 2..3:*:0/0.000001 Europe/Berlin", "2023-03-26T00:00:00Z", 1)).toEqual([
      "2023-03-26T01:00:00.000Z",
    ]);
    expect(elapses("Sun *-*-* 01:00:00 Europe/Dublin", "2021-03-22T11:27:58Z", 1)).toEqual([
      "2021-04-04T00:00:00.000Z",
    ]);
  });

  it("elapse while the wall clock is still before the epoch", () => {
    expect(elapses("hourly America/New_York", "1970-01-01T00:00:00Z", 2)).toEqual([
      "1970-01-01T01:00:00.000Z",
      "1970-01-01T02:00:00.000Z",
    ]);
  });

  it("may start from the second that a fraction is in", () => {
    const spec = parsed("*:*:0.5 Asia/Kathmandu");
    expect(nextElapse(spec, 1_700_000_040_400_000n)).toBe(1_700_000_040_500_000n);
    expect(nextElapse(spec, 1_700_000_040_500_000n)).toBe(1_700_000_100_500_000n);
  });
});

describe("any expression", () => {
  it("has a normal form that is a fixed point and the same value", () => {
    fc.assert(
      fc.property(arbitraryExpression, (text) => {
        const spec = parseCalendarSpec(text);
        if (typeof spec === "string") return;
        const normal = formatCalendarSpec(spec);
        const again = parsed(normal);
        expect(isSameCalendarSpec(spec, again)).toBe(true);
        expect(formatCalendarSpec(again)).toBe(normal);
        expect(spec.weekdays).toBeGreaterThan(0);
        expect(spec.weekdays).toBeLessThanOrEqual(ALL_WEEKDAYS);
      }),
      { numRuns: 2_000 },
    );
  });

  it("elapses strictly later, at a time that matches, and the search ends (10,000 valid expressions)", () => {
    const bases = fc.bigInt({ min: 0n, max: usec("2199-12-31T00:00:00Z") });
    const valid = arbitraryExpression.map(parseCalendarSpec).filter((spec) => typeof spec !== "string");
    let found = 0;
    const started = performance.now();
    fc.assert(
      fc.property(valid, bases, (spec, base) => {
        const next = nextElapse(spec, base);
        if (typeof next === "string") {
          expect(["ENOENT", "EDEADLK"]).toContain(next);
          return;
        }
        found++;
        expect(next > base).toBe(true);
        expect(matchesCalendarSpec(spec, next)).toBe(true);
      }),
      { numRuns: 10_000 },
    );
    expect(found).toBeGreaterThan(1_000);
    expect(performance.now() - started).toBeLessThan(50_000);
  });

  it("elapses at the first time that matches, where no step leaves its field", () => {
    const minutes = fc.constantFrom("*", "0", "7,43", "0/15", "10..50/20");
    const hours = fc.constantFrom("*", "0", "3..5", "0/6", "1,23");
    const days = fc.constantFrom("*", "1", "28..31", "29", "13,30");
    const months = fc.constantFrom("*", "2", "1/3", "12", "4,6");
    const weekdays = fc.constantFrom("", "Mon ", "Sat,Sun ", "Tue..Fri ");
    const ends = fc.constantFrom("-", "-", "~");
    const bases = fc.integer({ min: 0, max: 50 * 365 * 24 * 60 }).map((minute) => minute * 60_000_000);
    fc.assert(
      fc.property(
        weekdays,
        months,
        ends,
        days,
        hours,
        minutes,
        bases,
        (weekday, month, end, day, hour, minute, base) => {
          const spec = parseCalendarSpec(`${weekday}*-${month}${end}${day} ${hour}:${minute} UTC`);
          if (typeof spec === "string") return;
          const next = nextElapse(spec, BigInt(base));
          const last = base + 3 * 24 * 60 * 60_000_000;
          const until = typeof next === "bigint" ? Math.min(Number(next), last) : last;
          for (let at = base + 60_000_000; at < until; at += 60_000_000) {
            expect(matchesCalendarSpec(spec, BigInt(at))).toBe(false);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
