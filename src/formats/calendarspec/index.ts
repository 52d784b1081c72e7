/** Calendar event expressions (`OnCalendar=`): parse, normal form, next elapses. */
export {
  ALL_WEEKDAYS,
  type CalendarChain,
  type CalendarComponent,
  type CalendarErrno,
  type CalendarSpec,
  type ElapseErrno,
  elapsesAfter,
  formatCalendarSpec as format,
  matchesCalendarSpec,
  NO_STOP,
  nextElapse,
  parseCalendarSpec as parse,
  type WeekdaySet,
} from "../../time/calendar/index.js";
