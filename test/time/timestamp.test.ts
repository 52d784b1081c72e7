import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PINNED_NOW } from "../../src/time/observe.js";
import { parseTimestamp } from "../../src/time/timestamp.js";
import { formatTimestamp, formatTimestampRelative } from "../../src/time/timestamp-format.js";
import { USEC_INFINITY, USEC_TIMESTAMP_FORMATTABLE_MAX } from "../../src/time/usec.js";

const read = (text: string) => parseTimestamp(text, PINNED_NOW);

describe("points in time are read as systemd.time(7) has them", () => {
  it.each([
    ["@1700000000.5", "2023-11-14T22:13:20.500Z"],
    ["2012-11-23 11:12:13", "2012-11-23T11:12:13Z"],
    ["fri 12-11-23 11:12", "2012-11-23T11:12:00Z"],
    ["2012-11-23", "2012-11-23T00:00:00Z"],
    ["11:12:13", "2023-11-14T11:12:13Z"],
    ["Tue 11:12", "2023-11-14T11:12:00Z"],
    ["Nov 23 11:12:13", "2023-11-23T11:12:13Z"],
    ["Thursday november 23 11:12:13.5", "2023-11-23T11:12:13.500Z"],
    ["2012-11-23T11:12:13.25Z", "2012-11-23T11:12:13.250Z"],
    ["2012-11-23T11:12+02:00", "2012-11-23T09:12:00Z"],
    ["2012-11-23 11:12 -0130", "2012-11-23T12:42:00Z"],
    ["2012-11-23 11:12 \t+01", "2012-11-23T10:12:00Z"],
    ["2012-11-23 11:12 Z", "2012-11-23T11:12:00Z"],
    ["2012-11-23 11:12 UTC", "2012-11-23T11:12:00Z"],
    ["2012-11-23 11:12 Europe/Berlin", "2012-11-23T10:12:00Z"],
    ["2012-11-23 11:12 CET", "2012-11-23T10:12:00Z"],
    ["2012-07-23 11:12 CET", "2012-07-23T10:12:00Z"],
    ["2012-07-23 11:12 EET", "2012-07-23T09:12:00Z"],
    ["2012-07-23 11:12 WET", "2012-07-23T11:12:00Z"],
    ["2012-07-23 11:12 EST5EDT", "2012-07-23T15:12:00Z"],
    ["1990-12-31T23:59:60Z", "1991-01-01T00:00:00Z"],
    ["2023-02-29", "2023-03-01T00:00:00Z"],
    ["69-12-31 19:00:01 America/New_York", "1970-01-01T00:00:01Z"],
    ["1969-12-31 18:00:01 -06", "1970-01-01T00:00:01Z"],
    ["68-01-01", "2068-01-01T00:00:00Z"],
    ["9999-12-31 00:00:00 +00:01", "9999-12-30T23:59:00Z"],
    ["yesterday", "2023-11-13T00:00:00Z"],
    ["today UTC", "2023-11-14T00:00:00Z"],
    ["today+02:00", "2023-11-13T22:00:00Z"],
    ["tomorrow Pacific/Auckland", "2023-11-15T11:00:00Z"],
    ["now", "2023-11-14T22:13:20Z"],
    ["+3h30min", "2023-11-15T01:43:20Z"],
    ["-5s", "2023-11-14T22:13:15Z"],
    ["1 week left", "2023-11-21T22:13:20Z"],
    ["11min ago", "2023-11-14T22:02:20Z"],
  ])("%j", (text, iso) => expect(read(text)).toBe(BigInt(Date.parse(iso)) * 1000n));

  it("keeps microseconds and rounds what is finer", () => {
    expect(read("1970-01-01 00:00:00.1234567")).toBe(123_457n);
    expect(read("1970-01-01 00:00:59.9999995")).toBe(60_000_000n);
  });

  it.each([
    "",
    "2012-11-23 ",
    "Wed 2023-11-14",
    "Tue today",
    "2012-11-23t11:12",
    "2012-11-23 24:00",
    "2012-13-01",
    "2012-11-00",
    "2012-11-23 11:12:13.",
    "2012-11-23 11:12:13.5x",
    "Foo 23 11:12:13",
    "2012-11-23 11:12 utc",
    "2012-11-23 11:12 +25:00",
    "@5 +2500",
    "2012-11-23 11:12 +01:60",
    "2012-11-23 11:12 +1",
    "2012-11-23 11:12 +01::30",
    "2012-11-23 11:12 +01:",
    "2012-11-23 11:12 Foo/Bar",
    "now UTC",
    "5min ago UTC",
    " UTC",
    "infinity ago",
    "+infinity",
    "-60y",
    "9999-12-31",
    "1970-01-01 00:00 +01:00",
  ])("%j is malformed or out of the printable times", (text) => expect(read(text)).toBe("EINVAL"));

  it.each([
    "1969-12-31",
    "1900-01-01",
    "0100-01-01",
    "12-11-23T11:12:13",
    "1937-01-01T12:00:27.87+00:20",
    "1969-12-30 00:00 -24:00",
  ])("%j is before the epoch", (text) => expect(read(text)).toBe("ERANGE"));

  it.each(["@18446744073710", "--5s"])("%j is a span out of range", (text) => expect(read(text)).toBe("ERANGE"));
});

describe("points in time that a zone shows twice or never", () => {
  it("takes the later of two instants east of UTC, the earlier west of it", () => {
    expect(read("2023-10-29 02:30 Europe/Berlin")).toBe(1_698_543_000_000_000n);
    expect(read("2023-11-05 01:30 America/New_York")).toBe(1_699_162_200_000_000n);
  });

  it("moves a skipped time forward", () => {
    expect(read("2023-03-26 02:30 Europe/Berlin")).toBe(read("2023-03-26 03:30 Europe/Berlin"));
    expect(read("2023-03-12 00:00 America/Havana")).toBe(read("2023-03-12 01:00 America/Havana"));
  });
});

describe("points in time are printed", () => {
  it.each([
    ["pretty", "Tue 2023-11-14 22:13:20 UTC"],
    ["us", "Tue 2023-11-14 22:13:20.000000 UTC"],
    ["utc", "Tue 2023-11-14 22:13:20 UTC"],
    ["us+utc", "Tue 2023-11-14 22:13:20.000000 UTC"],
    ["unix", "@1700000000"],
    ["date", "Tue 2023-11-14"],
  ] as const)("in style %s", (style, text) => expect(formatTimestamp(PINNED_NOW, style)).toBe(text));

  it("are none at zero and infinity, and X where they are too late", () => {
    expect(formatTimestamp(0n, "pretty")).toBeNull();
    expect(formatTimestamp(USEC_INFINITY, "unix")).toBeNull();
    expect(formatTimestamp(USEC_TIMESTAMP_FORMATTABLE_MAX, "utc")).toBe("Thu 9999-12-30 23:59:59 UTC");
    expect(formatTimestamp(USEC_TIMESTAMP_FORMATTABLE_MAX + 1n, "utc")).toBe("--- XXXX-XX-XX XX:XX:XX UTC");
  });

  it("read back as the same point", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: USEC_TIMESTAMP_FORMATTABLE_MAX }), (usec) => {
        expect(read(formatTimestamp(usec, "us+utc")!)).toBe(usec);
      }),
    );
  });

  it.each([
    [0n, "now"],
    [1n, "1us left"],
    [-2_000n, "2ms ago"],
    [59_000_000n, "59s left"],
    [-60_000_000n, "1min 0s ago"],
    [300_000_000n, "5min left"],
    [-3_660_000_000n, "1h 1min ago"],
    [21_600_000_000n, "6h left"],
    [-90_000_000_000n, "1 day 1h ago"],
    [89_999_999_999n, "24h left"],
    [172_799_999_999n, "1 day 23h left"],
    [172_800_000_000n, "2 days left"],
    [-691_200_000_000n, "1 week 1 day ago"],
    [2_629_800_000_000n, "1 month 0 days left"],
    [-66_000_000_000_000n, "2 years 1 month ago"],
  ])("%d microseconds from now", (distance, text) => {
    expect(formatTimestampRelative(PINNED_NOW + distance, PINNED_NOW)).toBe(text);
  });

  it("relative to now have no zero and infinity either", () => {
    expect(formatTimestampRelative(0n, PINNED_NOW)).toBeNull();
    expect(formatTimestampRelative(USEC_INFINITY, PINNED_NOW)).toBeNull();
  });
});
