import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UNREADABLE_TIMESPAN } from "../../src/time/laws.js";
import {
  formatTimespan,
  parseNsec,
  parseSec,
  parseSecDefInfinity,
  parseSecFix0,
  parseTime,
  timespanUnits,
} from "../../src/time/timespan.js";
import { USEC_INFINITY } from "../../src/time/usec.js";

const readable = fc.bigInt({ min: 0n, max: UNREADABLE_TIMESPAN - 1n });

describe("time spans are read as systemd.time(7) has them", () => {
  it.each([
    ["2h 30min", 9_000_000_000n],
    ["55s500ms", 55_500_000n],
    ["300ms20s 5day", 432_020_300_000n],
    ["1y 12month", 63_115_200_000_000n],
    ["90", 90_000_000n],
    ["1.5", 1_500_000n],
    [".5s", 500_000n],
    ["+1", 1_000_000n],
    ["1 2", 3_000_000n],
    ["12.34s.56", 12_900_000n],
    ["3M", 7_889_400_000_000n],
    ["3m", 180_000_000n],
    ["7µs 8μs", 15n],
    ["\t5\n", 5_000_000n],
    ["00000000000000000000007us", 7n],
    ["infinity", USEC_INFINITY],
    ["  infinity\n", USEC_INFINITY],
  ])("%j", (text, usec) => expect(parseSec(text)).toBe(usec));

  it.each([
    "",
    "  ",
    "s",
    "5ss",
    "1.",
    "1.s",
    "12.34.56",
    "0x10",
    "5S",
    "5ns",
    "1_000",
    "infinity s",
    "Infinity",
    "1s infinity",
    "+ 5",
    "+.5",
    "1.+5s",
  ])("%j is malformed", (text) => expect(parseSec(text)).toBe("EINVAL"));

  it.each(["-5s", "-0", "1h -1m", "9223372036854775808us", "99999999999999999999999", "584543y", "292471y 292471y"])(
    "%j is out of range",
    (text) => expect(parseSec(text)).toBe("ERANGE"),
  );

  it("drops what is less than a microsecond digit by digit", () => {
    expect(parseSec("1.1111111111111y")).toBe(35_063_999_999_997n);
    expect(parseNsec("1.1111111111111y")).toBe(35_063_999_999_999_648n);
  });

  it("reads white space and signs that strtoll(3) skips", () => {
    expect(parseSec("\v5")).toBe(5_000_000n);
    expect(parseSec("\v-0")).toBe(0n);
    expect(parseSec("\v-1")).toBe("ERANGE");
    expect(parseSec("\v.5")).toBe("EINVAL");
  });

  it("counts a number without unit in the default unit", () => {
    expect(parseTime("5 1s", 1)).toBe(1_000_005n);
    expect(parseTime("5", 1_000)).toBe(5_000n);
    expect(parseNsec("5 1us 2ns")).toBe(1_007n);
    expect(parseNsec("600y")).toBe("ERANGE");
  });

  it("stays exact where a double would not", () => {
    expect(parseTime("9007199254740993", 1)).toBe(9_007_199_254_740_993n);
    expect(parseTime("9223372036854775807 9223372036854775807", 1)).toBe(18_446_744_073_709_551_614n);
    expect(parseTime("9223372036854775807 9223372036854775807 1", 1)).toBe("ERANGE");
    expect(parseTime("9007199254740991 9007199254740991 1 .9s", 1)).toBe(18_014_398_510_381_983n);
  });

  it("takes zero, or nothing, as infinity where asked to", () => {
    expect(parseSecFix0("0s")).toBe(USEC_INFINITY);
    expect(parseSecFix0("1us")).toBe(1n);
    expect(parseSecFix0("")).toBe("EINVAL");
    expect(parseSecDefInfinity(" \n")).toBe(USEC_INFINITY);
    expect(parseSecDefInfinity("0")).toBe(0n);
  });

  it("knows every unit with and without a space before it", () => {
    for (const unit of timespanUnits) {
      const one = parseSec(`1${unit}`);
      expect(one).toBeTypeOf("bigint");
      expect(parseSec(`3 ${unit}`)).toBe((one as bigint) * 3n);
    }
  });
});

describe("time spans are printed as format_timespan prints them", () => {
  it.each([
    [0n, 1n, "0"],
    [USEC_INFINITY, 1n, "infinity"],
    [1_500_000n, 1n, "1.500000s"],
    [1_500_000n, 1_000n, "1.500s"],
    [1_500_000n, 1_000_000n, "1s"],
    [1_001n, 1_000n, "1ms"],
    [60_000_001n, 1n, "1min 1us"],
    [3_599_999_999n, 60_000_000n, "59min"],
    [999n, 3_600_000_000n, "999us"],
    [31_557_599_999_999n, 1n, "11month 4w 2d 10h 29min 59.999999s"],
    [USEC_INFINITY - 1n, 1n, "584542y 2w 2d 20h 1min 49.551614s"],
  ])("%d with accuracy %d", (usec, accuracy, text) => expect(formatTimespan(usec, accuracy)).toBe(text));

  it("prints spans that are too long to be read", () => {
    expect(parseSec(formatTimespan(UNREADABLE_TIMESPAN - 1n))).toBe(UNREADABLE_TIMESPAN - 1n);
    expect(parseSec(formatTimespan(UNREADABLE_TIMESPAN))).toBe("ERANGE");
  });

  it("prints what reads back as the same value", () => {
    fc.assert(
      fc.property(readable, (usec) => {
        expect(parseSec(formatTimespan(usec))).toBe(usec);
      }),
    );
  });

  it("never prints a longer span for a coarser accuracy", () => {
    fc.assert(
      fc.property(readable, fc.constantFrom(0n, 1n, 10n, 1_000n, 1_000_000n, 60_000_000n), (usec, accuracy) => {
        const printed = parseSec(formatTimespan(usec, accuracy));
        expect(typeof printed === "bigint" && printed <= usec).toBe(true);
      }),
    );
  });
});

describe("any text", () => {
  const pieces = fc.constantFrom(...timespanUnits, " ", ".", "-", "+", "\v", "0", "12", "9223372036854775807", "x");

  it("gives a value below infinity, infinity for the word, or an errno", () => {
    fc.assert(
      fc.property(
        fc.array(pieces).map((all) => all.join("")),
        (text) => {
          const usec = parseSec(text);
          if (typeof usec === "bigint") expect(usec < USEC_INFINITY && usec >= 0n).toBe(true);
          else expect(["EINVAL", "ERANGE"]).toContain(usec);
        },
      ),
    );
  });

  it("takes time that is linear in its length", () => {
    const long = `${"9".repeat(1_000_000)}s`;
    expect(parseSec(long)).toBe("ERANGE");
    expect(parseSec(`0.${"9".repeat(1_000_000)}s`)).toBe(999_999n);
    expect(parseSec("1s ".repeat(100_000))).toBe(100_000_000_000n);
  });
});
