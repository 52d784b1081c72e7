import { describe, expect, it } from "vitest";
import { formatDouble, formatFinite } from "../../../src/formats/bus-message/double.js";

/** What printf("%g") of glibc 2.36 prints. */
const printed: readonly (readonly [number, string])[] = [
  [0, "0"],
  [-0, "-0"],
  [1, "1"],
  [-1.5, "-1.5"],
  [0.1, "0.1"],
  [100000, "100000"],
  [999999, "999999"],
  [999999.5, "1e+06"],
  [1000000, "1e+06"],
  [123456789, "1.23457e+08"],
  [1234565, "1.23456e+06"],
  [1234575, "1.23458e+06"],
  [100000.5, "100000"],
  [100001.5, "100002"],
  [0.0001, "0.0001"],
  [0.00001, "1e-05"],
  [0.000123456789, "0.000123457"],
  [1e21, "1e+21"],
  [1e100, "1e+100"],
  [1.7976931348623157e308, "1.79769e+308"],
  [5e-324, "4.94066e-324"],
];

describe("formatFinite", () => {
  it.each(printed)("%d is %s", (value, text) => expect(formatFinite(value)).toBe(text));
});

describe("formatDouble", () => {
  it.each([
    [0x7ff00000, 0, "inf"],
    [0xfff00000, 0, "-inf"],
    [0x7ff80000, 0, "nan"],
    [0xfff80000, 0, "-nan"],
    [0x3ff80000, 0, "1.5"],
  ])("%d:%d is %s", (high, low, text) => expect(formatDouble(high, low)).toBe(text));
});
