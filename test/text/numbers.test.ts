import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as numbers from "../../src/text/numbers.js";
import { Refuse } from "../../src/text/numbers.js";

describe("booleans", () => {
  // systemd.syntax(7): boolean arguments
  it.each(["1", "yes", "true", "on", "YES", "True", "y", "t", "oN"])("%s is true", (text) => {
    expect(numbers.parseBoolean(text)).toBe(true);
  });
  it.each(["0", "no", "false", "off", "NO", "n", "f"])("%s is false", (text) => {
    expect(numbers.parseBoolean(text)).toBe(false);
  });
  it.each(["", "garbage", "2", " yes", "yes ", "ye", "FALSY", "\u212aes"])("%j is neither", (text) => {
    expect(numbers.parseBoolean(text)).toBeNull();
  });
  it("may be unset", () => {
    expect(["", "auto", "yes", "no", "x"].map((text) => numbers.parseTristate(text, "auto"))).toEqual([
      -1,
      -1,
      1,
      0,
      null,
    ]);
  });
});

describe("integers", () => {
  it.each([
    ["0", 0],
    ["4294967295", 4294967295],
    ["4294967296", "ERANGE"],
    ["18446744073709551616", "ERANGE"],
    ["  42", 42],
    ["\v42", 42],
    ["42 ", "EINVAL"],
    ["+42", 42],
    ["-0", 0],
    ["-1", "ERANGE"],
    ["0x2a", 42],
    ["0X2A", 42],
    ["0b101", 5],
    ["0o17", 15],
    ["017", 15],
    ["08", "EINVAL"],
    ["0x", "EINVAL"],
    ["0b2", "EINVAL"],
    ["", "EINVAL"],
    ["-", "EINVAL"],
    ["1_000", "EINVAL"],
    ["٣", "EINVAL"],
  ])("safeAtou(%j) is %j", (text, result) => {
    expect(numbers.safeAtou(text)).toBe(result);
  });

  it.each([
    ["-2147483648", -2147483648],
    ["-2147483649", "ERANGE"],
    ["2147483647", 2147483647],
    ["2147483648", "ERANGE"],
    ["-0x10", -16],
    ["-0", 0],
  ])("safeAtoi(%j) is %j", (text, result) => {
    expect(numbers.safeAtoi(text)).toBe(result);
  });

  it.each([
    ["18446744073709551615", numbers.UINT64_MAX],
    ["18446744073709551616", "ERANGE"],
    [`1${"0".repeat(5000)}`, "ERANGE"],
    ["-1", "ERANGE"],
    ["9007199254740993", 9007199254740993n],
    ["0xffffffffffffffff", numbers.UINT64_MAX],
    ["nine", "EINVAL"],
  ])("safeAtou64(%s) is %s", (text, result) => {
    expect(numbers.safeAtou64(text)).toBe(result);
  });

  it("keeps signed 64-bit values exact", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: numbers.INT64_MIN, max: numbers.INT64_MAX }), (value) => {
        expect(numbers.safeAtoi64(value.toString())).toBe(value);
      }),
    );
    expect(numbers.safeAtoi64("9223372036854775808")).toBe("ERANGE");
    expect(numbers.safeAtoi64("-9223372036854775809")).toBe("ERANGE");
  });

  it("reads any unsigned number in four bases", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: numbers.UINT64_MAX }), (value) => {
        for (const text of [
          `${value}`,
          `0x${value.toString(16)}`,
          `0b${value.toString(2)}`,
          `0o${value.toString(8)}`,
        ]) {
          expect(numbers.safeAtou64(text)).toBe(value);
        }
      }),
    );
  });

  it("has narrower kinds", () => {
    expect([numbers.safeAtou8("255"), numbers.safeAtou8("256")]).toEqual([255, "ERANGE"]);
    expect([numbers.safeAtou16("65535"), numbers.safeAtou16("65536")]).toEqual([65535, "ERANGE"]);
    expect([numbers.safeAtoi16("-32768"), numbers.safeAtoi16("32768")]).toEqual([-32768, "ERANGE"]);
    expect([numbers.safeAtoux64("ff"), numbers.safeAtoux64("0xff")]).toEqual([255n, 255n]);
  });

  it("refuses what the caller names", () => {
    expect(numbers.safeAtou("+1", 10, Refuse.PLUS_MINUS)).toBe("EINVAL");
    expect(numbers.safeAtou("-0", 10, Refuse.PLUS_MINUS)).toBe("EINVAL");
    expect(numbers.safeAtou("01", 10, Refuse.LEADING_ZERO)).toBe("EINVAL");
    expect(numbers.safeAtou("0", 10, Refuse.LEADING_ZERO)).toBe(0);
    expect(numbers.safeAtou(" 1", 10, Refuse.LEADING_WHITESPACE)).toBe("EINVAL");
  });
});

describe("floating point", () => {
  it.each([
    ["0.25", 0.25],
    ["-1e3", -1000],
    [".5", 0.5],
    ["5.", 5],
    ["0x1.8p1", 3],
    [" 1", 1],
    ["inf", Number.POSITIVE_INFINITY],
    ["-Infinity", Number.NEGATIVE_INFINITY],
    ["1e400", "ERANGE"],
    ["1e-400", "ERANGE"],
    ["0e-400", 0],
    ["", "EINVAL"],
    ["1 ", "EINVAL"],
    ["1,5", "EINVAL"],
    ["0x", "EINVAL"],
  ])("%j is %j", (text, result) => {
    expect(numbers.safeAtod(text)).toBe(result);
  });
  it("knows nan", () => {
    expect(numbers.safeAtod("nan")).toBeNaN();
  });
});

describe("sizes", () => {
  it.each([
    ["111", 111n],
    ["111B", 111n],
    ["111 B", 111n],
    ["1K", 1024n],
    ["1.5K", 1536n],
    ["3.5 K", 3584n],
    ["10.M", 10485760n],
    ["1G512M", 1610612736n],
    ["4 M 11K", 4205568n],
    ["1E", 1n << 60n],
    ["15E", 15n << 60n],
    ["16E", "ERANGE"],
    ["18446744073709551615", numbers.UINT64_MAX],
    ["18446744073709551615.5", "ERANGE"],
    ["18446744073709551616", "ERANGE"],
    ["11K 4M", "EINVAL"],
    ["4K4K", "EINVAL"],
    ["-1", "ERANGE"],
    ["-", "EINVAL"],
    ["", "EINVAL"],
    ["4k", "EINVAL"],
    ["4 X", "EINVAL"],
    ["K", "EINVAL"],
    ["3. 5 K", "EINVAL"],
    ["1K ", "EINVAL"],
  ])("%j to the base 1024 is %s", (text, result) => {
    expect(numbers.parseSize(text, 1024)).toBe(result);
  });

  it("has the base 1000 too", () => {
    expect(numbers.parseSize("1.5K", 1000)).toBe(1500n);
    expect(numbers.parseSize("18E", 1000)).toBe(18n * 10n ** 18n);
  });

  it("prints sizes", () => {
    expect([0n, 1023n, 1024n, 1536n, 1n << 40n, numbers.UINT64_MAX].map(numbers.formatBytes)).toEqual([
      "0B",
      "1023B",
      "1K",
      "1.5K",
      "1T",
      "infinity",
    ]);
  });

  it("reads whole multiples back", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1023n }), fc.nat(5), (count, shift) => {
        const size = count << BigInt(10 * shift);
        expect(numbers.parseSize(numbers.formatBytes(size), 1024)).toBe(size);
      }),
    );
  });
});

describe("parts of a whole", () => {
  it.each([
    ["0%", 0, 0, 0],
    ["100%", 100, 1000, 10000],
    ["12.5%", "EINVAL", 125, 1250],
    ["12.55%", "EINVAL", "EINVAL", 1255],
    ["12.555%", "EINVAL", "EINVAL", "EINVAL"],
    ["125‰", "EINVAL", 125, 1250],
    ["125.5‰", "EINVAL", "EINVAL", 1255],
    ["1255‱", "EINVAL", "EINVAL", 1255],
    ["101%", "ERANGE", "ERANGE", "ERANGE"],
    ["-1%", "ERANGE", "ERANGE", "ERANGE"],
    ["12.%", "EINVAL", "EINVAL", "EINVAL"],
    ["%", "EINVAL", "EINVAL", "EINVAL"],
    ["12", "EINVAL", "EINVAL", "EINVAL"],
    ["99999999999%", "ERANGE", "ERANGE", "ERANGE"],
  ])("%s", (text, percent, permille, permyriad) => {
    expect(numbers.parsePercent(text)).toBe(percent);
    expect(numbers.parsePermille(text)).toBe(permille);
    expect(numbers.parsePermyriad(text)).toBe(permyriad);
  });
  it("may be unbounded", () => {
    expect(numbers.parsePercentUnbounded("250%")).toBe(250);
    expect(numbers.parsePermyriadUnbounded("250%")).toBe(25000);
    expect(numbers.parsePermyriadUnbounded("21474836%")).toBe(2147483600);
    expect(numbers.parsePermyriadUnbounded("21474837%")).toBe("ERANGE");
  });
});

describe("small value types", () => {
  const { parseMode, parseRange, parseIpPort, parseIpPortRange, parseFd, parsePid, parseNice, parseUid } = numbers;
  it.each([
    [parseMode, "0644", 0o644],
    [parseMode, "7777", 0o7777],
    [parseMode, "10000", "ERANGE"],
    [parseMode, "+644", "EINVAL"],
    [parseMode, "8", "EINVAL"],
    [parseRange, "5", [5, 5]],
    [parseRange, "5-7", [5, 7]],
    [parseRange, "5-", "EINVAL"],
    [parseRange, "-5", "EINVAL"],
    [parseRange, "5-6-7", "EINVAL"],
    [parseIpPort, "80", 80],
    [parseIpPort, "0", "EINVAL"],
    [parseIpPort, "65536", "ERANGE"],
    [parseIpPort, " 80", "EINVAL"],
    [parseIpPortRange, "80-90", [80, 90]],
    [parseIpPortRange, "90-80", "EINVAL"],
    [parseIpPortRange, "0-80", "EINVAL"],
    [parseFd, "0", 0],
    [parseFd, "-1", "EBADF"],
    [parsePid, "1", 1],
    [parsePid, "0", "ERANGE"],
    [parseNice, "-20", -20],
    [parseNice, "20", "ERANGE"],
    [numbers.parseOomScoreAdjust, "-1000", -1000],
    [numbers.parseOomScoreAdjust, "1001", "ERANGE"],
    [numbers.parseIpPrefixLength, "128", 128],
    [numbers.parseIpPrefixLength, "129", "ERANGE"],
    [numbers.parseIfindex, "1", 1],
    [numbers.parseIfindex, "0", "EINVAL"],
    [numbers.parseDevnum, "8:1", [8, 1]],
    [numbers.parseDevnum, "8:", "EINVAL"],
    [numbers.parseDevnum, "-8:1", "EINVAL"],
    [numbers.parseDevnum, "4096:0", "ERANGE"],
    [numbers.parseLoadavg, "1.50", 3072n],
    [numbers.parseLoadavg, "1", "EINVAL"],
    [numbers.parseLoadavg, "1.100", "ERANGE"],
    [parseUid, "0", 0],
    [parseUid, "65535", "ENXIO"],
    [parseUid, "4294967295", "ENXIO"],
    [parseUid, "01", "EINVAL"],
    [parseUid, " 1", "EINVAL"],
  ] as const)("%o of %j is %s", (parse, text, result) => {
    expect(parse(text)).toEqual(result);
  });

  it("checks MTUs by family", () => {
    expect(numbers.parseMtu("ipv6", "1279")).toBe("ERANGE");
    expect(numbers.parseMtu("ipv6", "1280")).toBe(1280);
    expect(numbers.parseMtu("ipv4", "67")).toBe("ERANGE");
    expect(numbers.parseMtu("unspec", "0")).toBe(0);
    expect(numbers.parseMtu("ipv4", "1K")).toBe(1024);
    expect(numbers.parseMtu("ipv4", "4G")).toBe("ERANGE");
  });
});
