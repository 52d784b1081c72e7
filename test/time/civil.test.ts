import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { civilFromDays, daysFromCivil, daysInMonth, isLeapYear, weekdayOfDays } from "../../src/time/civil.js";

const MILLISECONDS_PER_DAY = 86_400_000;

describe("the proleptic Gregorian calendar", () => {
  it("agrees with Date on every day number that Date knows", () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000_000, max: 100_000_000 }), (days) => {
        const date = new Date(days * MILLISECONDS_PER_DAY);
        const civil = civilFromDays(days);
        expect(civil).toEqual({
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
        });
        expect(daysFromCivil(civil.year, civil.month, civil.day)).toBe(days);
        expect(weekdayOfDays(days)).toBe((date.getUTCDay() + 6) % 7);
      }),
    );
  });

  it("has a leap day every four years but for centuries that 400 does not divide", () => {
    expect([1900, 2000, 2023, 2024, 2100, 2400].filter(isLeapYear)).toEqual([2000, 2024, 2400]);
    expect(daysInMonth(2024, 2)).toBe(29);
    expect(daysInMonth(2100, 2)).toBe(28);
  });

  it("normalises days that are out of their month", () => {
    expect(civilFromDays(daysFromCivil(2023, 2, 29))).toEqual({ year: 2023, month: 3, day: 1 });
    expect(civilFromDays(daysFromCivil(2024, 3, 0))).toEqual({ year: 2024, month: 2, day: 29 });
  });
});
