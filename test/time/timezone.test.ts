import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TimeZone } from "../../src/time/timezone.js";
import { ecmascriptZoneName, isTimezone, timezoneNames } from "../../src/time/timezone-names.js";

const seconds = (iso: string): number => Date.parse(iso) / 1000;

describe("zone names", () => {
  it.each(["UTC", "Europe/Berlin", "US/Pacific", "EST5EDT", "Etc/GMT+5", "localtime", "posix/Asia/Tokyo", "right/UTC"])(
    "%s is one",
    (name) => expect(isTimezone(name)).toBe(true),
  );

  it.each([
    "",
    "CEST",
    "JST",
    "europe/berlin",
    "Europe",
    "Europe/",
    "/UTC",
    "Europe/../UTC",
    "zone.tab",
    "posix/right/UTC",
    "right/localtime",
    "__proto__",
    "+01:00",
  ])("%j is none", (name) => expect(isTimezone(name)).toBe(false));

  it("are all known to the platform", () => {
    for (const name of [...timezoneNames, "localtime", "posixrules"]) {
      const { timeZone } = new Intl.DateTimeFormat("en-US", { timeZone: ecmascriptZoneName(name) }).resolvedOptions();
      expect(timeZone, name).not.toBe("");
    }
  });
});

describe("a zone", () => {
  it("is made of a valid name only", () => {
    expect(() => TimeZone.named("Foo/Bar")).toThrow(TypeError);
    expect(TimeZone.named("Europe/Berlin")).toBe(TimeZone.named("Europe/Berlin"));
  });

  it.each([
    ["Europe/Berlin", "2023-07-01T00:00:00Z", 7_200],
    ["Europe/Berlin", "2023-03-26T00:59:59Z", 3_600],
    ["Europe/Berlin", "2023-03-26T01:00:00Z", 7_200],
    ["Asia/Kathmandu", "2023-07-01T00:00:00Z", 20_700],
    ["Australia/Lord_Howe", "2023-07-01T00:00:00Z", 37_800],
    ["Africa/Monrovia", "1970-06-01T00:00:00Z", -2_670],
    ["Pacific/Apia", "2011-12-30T09:59:59Z", -36_000],
    ["Pacific/Apia", "2011-12-30T10:00:00Z", 50_400],
  ])("%s at %s", (name, iso, offset) => expect(TimeZone.named(name).offsetAt(seconds(iso))).toBe(offset));

  it("keeps its local mean time before the year 1, and has an offset as far as dates reach", () => {
    const berlin = TimeZone.named("Europe/Berlin");
    for (const instant of [seconds("0000-04-02T00:00:00Z"), seconds("-000500-01-01T00:00:00Z"), -8_640_000_000_000]) {
      expect(berlin.offsetAt(instant)).toBe(berlin.offsetAt(seconds("1500-01-01T00:00:00Z")));
    }
    expect(TimeZone.named("UCT").instantOf(seconds("0000-04-02T00:00:00Z"))).toBe(seconds("0000-04-02T00:00:00Z"));
    expect(berlin.offsetAt(8_640_000_000_000)).toBeGreaterThan(0);
  });

  it("finds the instants of a wall-clock time that comes twice", () => {
    const berlin = TimeZone.named("Europe/Berlin");
    const wall = seconds("2023-10-29T02:30:00Z");
    const first = berlin.instantAfter(wall, 0);
    expect(first).toBe(seconds("2023-10-29T00:30:00Z"));
    const second = berlin.instantAfter(wall, first!);
    expect(second).toBe(seconds("2023-10-29T01:30:00Z"));
    expect(berlin.instantAfter(wall, second!)).toBeUndefined();
  });

  it("finds no instant in a gap, and the end of it", () => {
    const berlin = TimeZone.named("Europe/Berlin");
    const wall = seconds("2023-03-26T02:30:00Z");
    expect(berlin.instantAfter(wall, 0)).toBeUndefined();
    expect(berlin.endOfGap(wall)).toBe(seconds("2023-03-26T03:00:00Z"));
    const apia = TimeZone.named("Pacific/Apia");
    expect(apia.endOfGap(seconds("2011-12-30T12:00:00Z"))).toBe(seconds("2011-12-31T00:00:00Z"));
  });

  it("shows the wall-clock time at the instants that it gives", () => {
    const names = fc.constantFrom(...timezoneNames);
    // From 1972 on, and to a year in which no zone has rules of its own any more.
    const walls = fc.integer({ min: seconds("1972-01-01T00:00:00Z"), max: seconds("2050-01-01T00:00:00Z") });
    fc.assert(
      fc.property(names, walls, (name, wall) => {
        const zone = TimeZone.named(name);
        const instant = zone.instantAfter(wall, 0);
        if (instant === undefined) expect(zone.endOfGap(wall)).toBeGreaterThan(wall);
        else {
          expect(instant + zone.offsetAt(instant)).toBe(wall);
          const likely = zone.instantOf(wall);
          expect(likely + zone.offsetAt(likely)).toBe(wall);
        }
      }),
      { numRuns: 200 },
    );
  });
});
