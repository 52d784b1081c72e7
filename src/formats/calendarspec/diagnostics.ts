import { type Diagnostic, type DiagnosticTable, Severity } from "../../core/diagnostics.js";
import type { CalendarFailure, CalendarFault } from "../../time/calendar/index.js";
import { COMPONENTS_MAX, MAX_YEAR, MIN_YEAR } from "../../time/calendar/index.js";

export const diagnostics: DiagnosticTable = {
  "calendarspec.malformed": {
    message: "The expression is not understood from offset {offset} on.",
    help: "It is made of weekdays, a date, a time and a zone: Mon..Fri *-*-1..7 9:00/30 Europe/Berlin.",
  },
  "calendarspec.number": {
    message: "The number before offset {offset} is too large, or a step of zero.",
  },
  "calendarspec.list": {
    message: `The list before offset {offset} has more than ${COMPONENTS_MAX} members.`,
  },
  "calendarspec.field": {
    message: "A field of the expression goes beyond its range, or a step leads out of it at once.",
    help: `Years are ${MIN_YEAR} to ${MAX_YEAR}; days counted from the end of the month are at most 28.`,
  },
};

const CODES: Readonly<Record<CalendarFault, string>> = {
  malformed: "calendarspec.malformed",
  number: "calendarspec.number",
  list: "calendarspec.list",
  field: "calendarspec.field",
};

/** The report on a refused expression. */
export function diagnosticOf({ fault, offset }: CalendarFailure): Diagnostic {
  return {
    code: CODES[fault],
    level: Severity.err,
    line: null,
    span: { start: offset, end: offset },
    params: { offset },
  };
}
