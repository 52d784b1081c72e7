/** Arithmetic of the proleptic Gregorian calendar. Days count from 1970-01-01. */

const DAYS_PER_ERA = 146_097;
const YEARS_PER_ERA = 400;
/** Days from 0000-03-01, where an era begins, to 1970-01-01. */
const EPOCH_SHIFT = 719_468;
const DAYS_PER_WEEK = 7;
/** 1970-01-01 was a Thursday; Monday is 0. */
const EPOCH_WEEKDAY = 3;

/** A calendar date; `month` and `day` count from 1. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Month lengths of a common year. */
const MONTH_DAYS: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const FEBRUARY = 2;
const JANUARY_FROM_MARCH = 10;

/** A remainder, written as a name because comparisons with literals are slow under the fuzzer. */
const NONE = 0;

export const isLeapYear = (year: number): boolean => year % 4 === NONE && (year % 100 !== NONE || year % 400 === NONE);

/** Length of a month; `month` counts from 1. */
export const daysInMonth = (year: number, month: number): number =>
  month === FEBRUARY && isLeapYear(year) ? 29 : MONTH_DAYS[month - 1]!;

/**
 * The day number of a date. `day` may be any integer, so a date can be normalised by going there and back; `month` is 1 to 12.
 *
 * Years are counted from March, so that the leap day is the last of its year.
 */
export function daysFromCivil(year: number, month: number, day: number): number {
  const marchYear = month <= FEBRUARY ? year - 1 : year;
  const era = Math.floor(marchYear / YEARS_PER_ERA);
  const yearOfEra = marchYear - era * YEARS_PER_ERA;
  const dayOfYear = Math.floor((153 * (month + (month > FEBRUARY ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - EPOCH_SHIFT;
}

/** The date of a day number. */
export function civilFromDays(days: number): CivilDate {
  const shifted = days + EPOCH_SHIFT;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < JANUARY_FROM_MARCH ? monthFromMarch + 3 : monthFromMarch - 9;
  return { year: yearOfEra + era * YEARS_PER_ERA + (month <= FEBRUARY ? 1 : 0), month, day };
}

/** The weekday of a day number: Monday is 0, Sunday 6. */
export function weekdayOfDays(days: number): number {
  return (((days + EPOCH_WEEKDAY) % DAYS_PER_WEEK) + DAYS_PER_WEEK) % DAYS_PER_WEEK;
}
