export { type ElapseErrno, elapsesAfter, matchesCalendarSpec, nextElapse } from "./next.js";
export {
  CALENDAR_KEYWORDS,
  type CalendarErrno,
  type CalendarFailure,
  COMPONENTS_MAX,
  parseCalendarSpec,
  readCalendarSpec,
} from "./parse.js";
export {
  ALL_WEEKDAYS,
  type CalendarChain,
  type CalendarComponent,
  type CalendarSpec,
  formatCalendarSpec,
  MAX_YEAR,
  MIN_YEAR,
  NO_STOP,
  type WeekdaySet,
} from "./spec.js";
