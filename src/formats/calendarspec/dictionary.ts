import { CALENDAR_KEYWORDS, MAX_YEAR, MIN_YEAR } from "../../time/calendar/index.js";
import { timespanUnits } from "../../time/timespan.js";
import { WEEKDAY_WORDS } from "../../time/weekdays.js";

/** Pieces of expressions that are no words. */
const PIECES: readonly string[] = [
  "*-*-*",
  "*:*:*",
  "00:00:00",
  "*-*~",
  "..",
  "/1",
  ",",
  "-",
  "~",
  ":",
  " ",
  "@",
  "\0",
  ".5",
];

/** Zones of several shapes: the marker, links, areas with and without clock changes. */
const ZONES: readonly string[] = [" UTC", " CET", " Europe/Berlin", " America/New_York", " Pacific/Apia", " Etc/GMT+5"];

/** Numbers at the edges of fields. */
const NUMBERS: readonly string[] = ["59", "60", "23", "24", "28", "31", "12", "2147483647", "1700000000000000"];

export function* dictionary(): Iterable<string> {
  for (const [word] of CALENDAR_KEYWORDS) yield word;
  for (const { word } of WEEKDAY_WORDS) yield word;
  yield* PIECES;
  yield* ZONES;
  yield* NUMBERS;
  yield String(MIN_YEAR);
  yield String(MAX_YEAR);
  yield* timespanUnits;
  yield "infinity";
}
