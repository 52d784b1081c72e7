import { SPACE } from "../core/ascii.js";
import { startsWithIgnoringCase } from "./ascii-case.js";

/** Three-letter weekday names, Monday first. */
export const WEEKDAY_NAMES: readonly string[] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** A weekday as it may be written, in lower case; Monday is 0. */
export interface WeekdayWord {
  readonly word: string;
  readonly weekday: number;
}

/** Full names and their first three letters. A full name comes before the short one that it starts with. */
export const WEEKDAY_WORDS: readonly WeekdayWord[] = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
].flatMap((name, weekday) => [
  { word: name, weekday },
  { word: name.slice(0, 3), weekday },
]);

/** The weekday that a text goes on with, in any case of letters. */
export const weekdayAt = (text: string, at: number): WeekdayWord | undefined =>
  WEEKDAY_WORDS.find(({ word }) => startsWithIgnoringCase(text, word, at));

/** The weekday that a text begins with, a space behind it. */
export function weekdayWordBeforeSpace(text: string): WeekdayWord | undefined {
  return WEEKDAY_WORDS.find(
    ({ word }) => text.charCodeAt(word.length) === SPACE && startsWithIgnoringCase(text, word, 0),
  );
}
